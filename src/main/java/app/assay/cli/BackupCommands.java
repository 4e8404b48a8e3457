package app.assay.cli;

import app.assay.service.BackUpRegister;
import app.assay.service.BackUpRegister.Lacking;
import app.assay.service.BackUpRegister.SecondFailure;
import app.assay.service.MachineNotes;
import app.assay.service.RecoverRegister;
import app.assay.work.FaultCode;
import app.assay.work.Plain;
import app.assay.work.Sentence;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `register backup`, `register backups`, `register restore`, `register inspect`, `register dump`.
final class BackupCommands {

    private static final int VERIFICATION_FAILED = FaultCode.VERIFICATION_FAILED.exitCode();

    private BackupCommands() {}

    static Map<String, Object> document(BackUpRegister.Entry backup) {
        var document = new LinkedHashMap<String, Object>();
        document.put("file", backup.file().toString());
        document.put("kind", backup.kind());
        document.put("at", backup.at().toString());
        document.put("revision", backup.revision());
        document.put("trailLength", backup.trailLength());
        document.put("trailHead", backup.trailHead());
        document.put("records", backup.ownRecords());
        document.put("bytes", backup.bytes());
        document.put("verified", backup.verified());
        return document;
    }

    private static void row(TextTable table, BackUpRegister.Entry backup) {
        table.row(List.of(
                backup.at().toString(),
                Long.toString(backup.revision()),
                backup.kind(),
                backup.verified() ? "verified" : "NOT verified",
                Long.toString(backup.bytes()),
                String.valueOf(backup.file().getFileName())));
    }

    @CommandLine.Command(
            name = "backup",
            description = "Back a register up beside it; the backup is read back before it counts.",
            mixinStandardHelpOptions = true)
    static final class Backup extends Command {

        @Parameters(index = "0", paramLabel = "REGISTER", description = "Folder of the register.")
        Path folder = Path.of("");

        @Option(names = "--also-to", paramLabel = "FOLDER", description = "Copy it to a second folder too.")
        Optional<Path> second = Optional.empty();

        Backup(CliContext context) {
            super(context);
        }

        @Override
        int run() throws Exception {
            return writing(folder, register -> {
                var backups = second.isPresent()
                        ? new BackUpRegister(register, MachineNotes.inMemory()) // for this command alone
                        : new BackUpRegister(register);
                second.ifPresent(place -> backups.chooseSecond(Optional.of(place)));
                var made = backups.now(progress());
                var status = backups.status();
                var document = new LinkedHashMap<>(document(made));
                document.put(
                        "secondFolder",
                        backups.secondPlace().map(Path::toString).orElse(null));
                document.put(
                        "secondFailure",
                        status.secondFailure().map(SecondFailure::sentence).orElse(null));
                document.put("lacking", status.lacking().map(Lacking::sentence).orElse(null));
                print(
                        document,
                        "Backed up revision %s with %s of the trail: %s"
                                .formatted(made.revision(), entries(made.trailLength()), made.file()));
                status.lacking().map(Lacking::sentence).ifPresent(this::tell);
                status.secondFailure().map(SecondFailure::sentence).ifPresent(this::tell);
                if (status.lacking().isPresent()) {
                    return VERIFICATION_FAILED;
                }
                return status.secondFailure().isPresent() ? FaultCode.BACKUP_FAILED.exitCode() : 0;
            });
        }
    }

    @CommandLine.Command(
            name = "backups",
            description = "List the backups of a register, the newest first.",
            mixinStandardHelpOptions = true)
    public static final class Backups extends Command {

        @Parameters(index = "0", paramLabel = "REGISTER", description = "Folder of the register.")
        Path folder = Path.of("");

        public Backups(CliContext context) {
            super(context);
        }

        @Override
        int run() throws Exception {
            return reading(folder, register -> {
                var backups = new BackUpRegister(register);
                var table = new TextTable(
                        List.of("made", "revision", "why", "state", "bytes", "file"),
                        List.of(false, true, false, false, true, false));
                backups.all().forEach(backup -> row(table, backup));
                var document = Json.object();
                document.put(
                        "backups",
                        backups.all().stream().map(BackupCommands::document).toList());
                document.put("bytes", backups.status().bytes());
                print(
                        document,
                        backups.all().isEmpty()
                                ? "There is no backup. Make one with \"%s\"."
                                        .formatted(NextCommand.of("register", "backup", folder))
                                : table.text());
                return 0;
            });
        }
    }

    @CommandLine.Command(
            name = "restore",
            description = "Make a register anew from a backup, beside the old one and never over it.",
            mixinStandardHelpOptions = true)
    static final class Restore extends Command {

        @Parameters(index = "0", paramLabel = "BACKUP", description = "File of the backup, in its folder.")
        Path backup = Path.of("");

        @Parameters(index = "1", paramLabel = "TARGET", description = "Folder that is not there yet or empty.")
        Path target = Path.of("");

        @Option(
                names = "--journal-of",
                paramLabel = "REGISTER",
                description = "Damaged register: what its journal tells beyond the backup is done again,"
                        + " and its kept files are taken.")
        Optional<Path> old = Optional.empty();

        Restore(CliContext context) {
            super(context);
        }

        @Override
        int run() {
            var restored = new RecoverRegister(context().registers()).restore(backup, target, old, progress());
            var document = Json.object();
            document.put("folder", restored.folder().toString());
            document.put("revision", restored.revision());
            document.put("replayed", restored.replayed());
            document.put("complete", restored.isWhole());
            document.put("lastEntry", restored.lastEntry());
            document.put("missingEntries", restored.knownEntries() - restored.lastEntry());
            document.put(
                    "missingFiles",
                    restored.missingFiles().stream()
                            .map(RecoverRegister.MissingFile::sha256)
                            .toList());
            document.put(
                    "missingFileNames",
                    restored.missingFiles().stream()
                            .map(RecoverRegister.MissingFile::name)
                            .toList());
            document.put("remarks", english(restored.remarks()));
            print(
                    document,
                    "Restored revision %s to %s and did %s of the journal again."
                            .formatted(restored.revision(), restored.folder(), entries(restored.replayed())));
            english(restored.remarks()).forEach(this::tell);
            if (!restored.missingFiles().isEmpty()) {
                tell("%s nowhere to be had:"
                        .formatted(
                                restored.missingFiles().size() == 1
                                        ? "1 kept file is"
                                        : restored.missingFiles().size() + " kept files are"));
                restored.missingFiles().forEach(file -> tell("  " + file.told()));
            }
            return restored.isWhole() ? 0 : VERIFICATION_FAILED;
        }
    }

    @CommandLine.Command(
            name = "inspect",
            description = "Say piece by piece what of a register is whole and what can be brought back.",
            mixinStandardHelpOptions = true)
    static final class Inspect extends Command {

        @Parameters(index = "0", paramLabel = "REGISTER", description = "Folder of the register.")
        Path folder = Path.of("");

        @Option(names = "--backups-in", paramLabel = "FOLDER", description = "Folder with further backups.")
        List<Path> further = List.of();

        Inspect(CliContext context) {
            super(context);
        }

        @Override
        int run() {
            var report = new RecoverRegister(context().registers()).inspect(folder, further, progress());
            var document = Json.object();
            document.put("name", report.name());
            document.put("intact", report.intact());
            document.put("entries", report.entries());
            document.put("readable", report.readable());
            document.put(
                    "findings",
                    report.findings().stream()
                            .map(finding ->
                                    Map.of("piece", finding.piece(), "state", finding.state(), "told", finding.told()))
                            .toList());
            document.put(
                    "choices",
                    report.choices().stream()
                            .map(choice -> {
                                var told = new LinkedHashMap<>(document(choice.backup()));
                                told.put("replayable", choice.replayable());
                                told.put("lastEntry", choice.lastEntry());
                                told.put("complete", choice.complete());
                                told.put("missingFiles", choice.missingFiles());
                                told.put("differences", choice.differences());
                                return told;
                            })
                            .toList());
            document.put("differences", english(report.differences()));
            report.choices().stream().findFirst().ifPresent(best -> document.put("next", restoring(best)));
            print(document, text(report));
            return report.intact() ? 0 : VERIFICATION_FAILED;
        }

        /// The command that makes the register anew from a backup, beside it.
        private String restoring(RecoverRegister.Choice best) {
            return NextCommand.of(
                    "register",
                    "restore",
                    best.backup().file(),
                    new RecoverRegister(context().registers()).proposedTarget(folder),
                    "--journal-of",
                    folder);
        }

        private String text(RecoverRegister.Report report) {
            var text = new StringBuilder();
            for (var finding : report.findings()) {
                text.append("%-9s %-8s %s%n".formatted(finding.piece(), finding.state(), finding.told()));
            }
            if (!report.choices().isEmpty()) {
                var best = report.choices().getFirst();
                text.append("%nBest: %s (revision %s)%s%s%n"
                        .formatted(
                                best.backup().file(),
                                best.backup().revision(),
                                best.replayable() > 0
                                        ? ", then %s of the journal".formatted(entries(best.replayable()))
                                        : "",
                                best.complete() && best.missingFiles() == 0 ? ": everything that was saved." : "."));
                if (best.missingFiles() > 0) {
                    text.append("%s neither in it nor in the register as %s saved.%n"
                            .formatted(
                                    best.missingFiles() == 1
                                            ? "1 kept file is"
                                            : best.missingFiles() + " kept files are",
                                    best.missingFiles() == 1 ? "it was" : "they were"));
                }
                if (!report.intact()) {
                    text.append("Next: ").append(restoring(best)).append('\n');
                }
            }
            return text.toString();
        }
    }

    @CommandLine.Command(
            name = "dump",
            description = "Write every row of every table as lines of JSON, without the engine's own format.",
            mixinStandardHelpOptions = true)
    static final class Dump extends Command {

        @Parameters(index = "0", paramLabel = "REGISTER", description = "Folder of the register.")
        Path folder = Path.of("");

        @Option(
                names = "--out",
                paramLabel = "FILE",
                description = "File to write, packed with gzip; standard output when absent.")
        Optional<Path> out = Optional.empty();

        @Option(names = "--damaged", description = "Write what can be read of a damaged register.")
        boolean damaged;

        Dump(CliContext context) {
            super(context);
        }

        @Override
        int run() throws Exception {
            var recover = new RecoverRegister(context().registers());
            if (out.isPresent()) {
                if (!damaged) {
                    context().registers().openReadOnly(folder, progress()).close(); // refuses what is not whole
                }
                var lost = english(recover.export(folder, out.get(), progress()));
                var document = Json.object();
                document.put("file", out.get().toString());
                document.put("bytes", Files.size(out.get()));
                document.put("lost", lost);
                print(document, "Wrote %s.".formatted(out.get()));
                lost.forEach(this::tell);
                return lost.isEmpty() ? 0 : VERIFICATION_FAILED;
            }
            PrintStream lines = context().out();
            var lost = new ArrayList<String>();
            Use dump = register -> {
                lost.addAll(english(register.dump(
                        line -> {
                            lines.print(line);
                            lines.print('\n');
                        },
                        progress())));
                return 0;
            };
            if (damaged) {
                looking(folder, dump);
            } else {
                reading(folder, dump);
            }
            lines.flush();
            lost.forEach(this::tell);
            return lost.isEmpty() ? 0 : VERIFICATION_FAILED;
        }
    }

    private static String entries(long count) {
        return count + Plain.of(count, " entry", " entries");
    }

    private static List<String> english(List<Sentence> sentences) {
        return sentences.stream().map(Sentence::english).toList();
    }
}
