package app.assay.cli;

import app.assay.work.Cancelled;
import app.assay.work.FailureText;
import app.assay.work.Fault;
import app.assay.work.ProgramVersion;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/// The command line. Exit codes: 0 done, 1 a fault of the program, 2 usage, 3 input refused, 4 register trouble,
/// 5 verification failed, 6 cancelled.
public final class Program {

    private static final int FAULT_OF_THE_PROGRAM = 1;
    private static final int USAGE = 2;
    static final int CANCELLED = 6;

    private final CliContext context;
    private final CommandLine commands;

    @CommandLine.Command(
            name = "assay",
            description = "The workbench of software asset management analysts.",
            synopsisSubcommandLabel = "COMMAND",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    static final class Root {}

    /// @param further commands that need more than the context, such as the window
    public Program(CliContext context, Map<String, Object> further) {
        this.context = context;
        commands = new CommandLine(new Root());
        commands.addSubcommand(new CommandLine(new RegisterCommands.Group())
                .addSubcommand(new RegisterCommands.Create(context))
                .addSubcommand(new RegisterCommands.Show(context))
                .addSubcommand(new RegisterCommands.Verify(context))
                .addSubcommand(new RegisterCommands.AcceptHead(context))
                .addSubcommand(new BackupCommands.Backup(context))
                .addSubcommand(new BackupCommands.Backups(context))
                .addSubcommand(new BackupCommands.Restore(context))
                .addSubcommand(new BackupCommands.Inspect(context))
                .addSubcommand(new BackupCommands.Dump(context))
                .addSubcommand(new HistoryCommands.Show(context))
                .addSubcommand(new HistoryCommands.Undo(context))
                .addSubcommand(new HistoryCommands.Redo(context)));
        commands.addSubcommand(new CommandLine(new CatalogueCommands.Group())
                .addSubcommand(new CatalogueCommands.Show(context))
                .addSubcommand(new CatalogueCommands.Diff(context))
                .addSubcommand(new CatalogueCommands.Import(context))
                .addSubcommand(new CatalogueCommands.Export(context)));
        commands.addSubcommand(new ImportCommands.Detect(context));
        commands.addSubcommand(new ImportCommands.Import(context));
        commands.addSubcommand(new RetryCommands.Rejected(context));
        commands.addSubcommand(new RetryCommands.Warnings(context));
        commands.addSubcommand(new RetryCommands.Retry(context));
        commands.addSubcommand(new PositionCommands.Recognise(context));
        commands.addSubcommand(new PositionCommands.PositionOf(context));
        commands.addSubcommand(new PositionCommands.Explain(context));
        commands.addSubcommand(new CommandLine(new EvidenceCommands.Group())
                .addSubcommand(new EvidenceCommands.Export(context))
                .addSubcommand(new EvidenceCommands.Verify(context)));
        commands.addSubcommand(new SampleCommand(context));
        commands.addSubcommand(new BenchCommand(context));
        further.forEach(commands::addSubcommand);
        commands.setOut(new PrintWriter(context.out(), true, StandardCharsets.UTF_8));
        commands.setErr(new PrintWriter(context.err(), true, StandardCharsets.UTF_8));
        commands.setExecutionExceptionHandler((failure, _, parsed) -> explain(failure, parsed));
    }

    /// Runs one command.
    ///
    /// @return the exit code
    public int run(String... arguments) {
        return commands.execute(arguments);
    }

    private int explain(Exception failure, CommandLine.ParseResult parsed) {
        boolean json = parsed.originalArgs().contains("--json");
        return switch (failure) {
            case Cancelled _ -> {
                context.err().println("Cancelled; nothing was changed.");
                if (json) {
                    context.out().println(Json.text(Map.of("error", "CANCELLED")));
                }
                yield CANCELLED;
            }
            case Fault fault -> {
                var next = NextCommand.after(fault, parsed, context.registers());
                context.err().println(fault.sentences());
                next.forEach(command -> context.err().println("Next: " + command));
                if (json) {
                    var document = Json.object();
                    ImportCommands.fault(document, fault);
                    document.put("next", next);
                    context.out().println(Json.text(document));
                }
                yield fault.code().exitCode();
            }
            default -> {
                context.err()
                        .println("A fault of the program: " + FailureText.brief(failure)
                                + ". The register is as it was before the last command that finished."
                                + " Run it again with ASSAY_TRACE=1 in the environment for the developers' view.");
                if (System.getenv("ASSAY_TRACE") != null) {
                    context.err().print(FailureText.trace(failure));
                }
                yield FAULT_OF_THE_PROGRAM;
            }
        };
    }

    /// Whether the arguments name a command of this program; else they are for the window.
    public boolean knows(String... arguments) {
        return Arrays.stream(arguments)
                .findFirst()
                .map(first -> commands.getSubcommands().containsKey(first)
                        || List.of("-h", "--help", "-V", "--version").contains(first))
                .orElse(false);
    }

    /// The exit code for arguments that cannot be understood.
    public static int usage() {
        return USAGE;
    }

    /// Reads the version that the build wrote into the program.
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Assay " + ProgramVersion.current()};
        }
    }
}
