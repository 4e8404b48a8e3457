package app.assay.app;

import app.assay.cli.CliContext;
import app.assay.cli.Program;
import app.assay.service.Registers;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Does once what the program is mostly used for, on the sample and on an invented estate, and shows the window for a
/// moment. The build runs it, and what the Java runtime learns meanwhile becomes the cache from which the program
/// starts.
@Command(
        name = "rehearse",
        description = "Do what the program is mostly used for once, for the cache of its start. The build runs it.",
        hidden = true)
final class RehearseCommand implements Callable<Integer> {

    private static final String DEVICES = "60";
    private static final String SEED = "20261115";

    @Option(names = "--sample", paramLabel = "DIR", description = "Folder of the sample.", required = true)
    Path sample = Path.of("");

    @Option(names = "--out", paramLabel = "DIR", description = "Empty folder to write to.", required = true)
    Path out = Path.of("");

    @Option(names = "--window", description = "Show the window for a moment, too.")
    boolean withWindow;

    private final Registers registers;
    private final PrintStream errors;
    private final Consumer<Path> window;

    /// @param errors where it is told which step failed
    /// @param window shows the window on a register and returns when it was closed
    RehearseCommand(Registers registers, PrintStream errors, Consumer<Path> window) {
        this.registers = registers;
        this.errors = errors;
        this.window = window;
    }

    @Override
    public Integer call() {
        var unread = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        for (var step : steps()) {
            int exitCode = new Program(new CliContext(registers, unread, errors, () -> false, false), Map.of())
                    .run(step.toArray(String[]::new));
            if (exitCode != 0) {
                errors.println("The rehearsal failed at: " + String.join(" ", step));
                return exitCode;
            }
        }
        if (withWindow) {
            window.accept(out.resolve("register"));
        }
        return 0;
    }

    /// The commands, with what they are given.
    private List<List<String>> steps() {
        var register = out.resolve("register").toString();
        var estate = out.resolve("estate");
        var steps = new ArrayList<List<String>>();
        steps.add(List.of("sample", estate.toString(), "--devices", DEVICES, "--seed", SEED));
        steps.add(List.of("register", "create", register));
        steps.add(importing(register, sample, "inventory-lab.xml"));
        steps.add(importing(
                register,
                estate,
                "users.csv",
                "devices.csv",
                "installations.csv",
                "entitlements.csv",
                "swid-tags.zip",
                "inventory.xml"));
        steps.add(List.of("recognise", register));
        steps.add(List.of(
                "position", register, "--csv", out.resolve("position.csv").toString()));
        // A list that was handed over again under another name, and one of rights besides.
        steps.add(again(register, estate.resolve("installations.csv"), "installations"));
        steps.add(again(register, estate.resolve("entitlements.csv"), "entitlements"));
        steps.add(List.of(
                "evidence",
                "export",
                register,
                "--out",
                out.resolve("evidence.zip").toString()));
        steps.add(List.of("evidence", "verify", out.resolve("evidence.zip").toString()));
        steps.add(List.of("register", "info", register));
        steps.add(List.of("register", "verify", register));
        steps.add(List.of("register", "history", register));
        return steps;
    }

    private static List<String> importing(String register, Path folder, String... files) {
        var arguments = new ArrayList<>(List.of("import", register));
        for (var file : files) {
            arguments.add(folder.resolve(file).toString());
        }
        return arguments;
    }

    private static List<String> again(String register, Path file, String meaning) {
        return List.of("import", register, file.toString(), "--source", "another " + meaning, "--as", meaning);
    }
}
