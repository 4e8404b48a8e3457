package app.assay.app;

import app.assay.cli.CliContext;
import app.assay.cli.DemoReport;
import app.assay.service.ComputePosition;
import app.assay.service.EditRecords;
import app.assay.service.ExportEvidence;
import app.assay.service.OpenRegister;
import app.assay.service.RecogniseTitles;
import app.assay.service.SampleRegister;
import app.assay.service.Tables;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The whole job on the sample: a fresh register, everything imported, recognised and reconciled, the position printed,
/// the
/// evidence package and the charts written, the window opened where there is a display.
@Command(
        name = "demo",
        description = "Do the whole job on the sample and open the window.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @Option(names = "--sample", paramLabel = "DIR", description = "Folder of the sample.", required = true)
    Path sample = Path.of("");

    @Option(names = "--out", paramLabel = "DIR", description = "Folder to write to.", required = true)
    Path out = Path.of("");

    @Option(names = "--no-window", description = "Do not open the window.")
    boolean noWindow;

    private final CliContext context;
    private final Consumer<Path> window;

    /// @param window opens the window on a register and returns when it is closed
    DemoCommand(CliContext context, Consumer<Path> window) {
        this.context = context;
        this.window = window;
    }

    @Override
    public Integer call() throws IOException {
        var folder = out.resolve("register");
        refuseIfHeld(folder);
        clear(folder);
        Files.createDirectories(out);
        try (var register = context.registers().create(folder, SampleRegister.NAME, SampleRegister.ZONE)) {
            build(register);
        }
        context.out().println();
        context.out().println("Register          " + folder);
        context.out().println("Evidence package  " + out.resolve("evidence.zip"));
        context.out().println("Charts            " + out.resolve("charts"));
        context.out().flush();
        if (!noWindow && Display.isThere()) {
            window.accept(folder);
        } else {
            context.err().println("There is no display here, so the window was not opened.");
        }
        return 0;
    }

    private void build(OpenRegister register) {
        new SampleRegister(sample)
                .build(register, outcome -> context.out().println(DemoReport.line(outcome)), Progress.NONE);
        var edits = new EditRecords(register);
        var summary = new RecogniseTitles(register, edits).run(Progress.NONE);
        context.out().println(DemoReport.line(summary));
        var positions = new ComputePosition(register);
        var settings = register.positionSettings(Optional.empty());
        var position = positions.compute(settings, Progress.NONE).position();
        context.out().println();
        context.out().print(DemoReport.position(register, position));
        var exports = new ExportEvidence(register, positions, new Tables(register, positions));
        exports.packageTo(out.resolve("evidence.zip"), settings, ExportEvidence.Choices.EVERYTHING, Progress.NONE);
        exports.chartsTo(out.resolve("charts"), position);
    }

    /// A window that still shows the register of the demo before would lose it under its hands.
    private void refuseIfHeld(Path folder) {
        try {
            context.registers().openReadOnly(folder).close();
        } catch (Fault fault) {
            if (fault.code() == FaultCode.REGISTER_LOCKED) {
                throw fault;
            }
            // There is none, or a broken one: it is made anew.
        }
    }

    /// Takes away the register of the demo before. Only a folder that holds a register is touched.
    private static void clear(Path folder) throws IOException {
        if (!Files.exists(folder.resolve("register.assay"))) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path done, @org.jspecify.annotations.Nullable IOException failed)
                    throws IOException {
                Files.delete(done);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
