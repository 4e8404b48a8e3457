package app.assay.importing;

import app.assay.cli.CliContext;
import app.assay.cli.Program;
import app.assay.service.Registers;
import app.assay.work.TemporaryFiles;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/// A process with little memory that takes in what it is given, as the command line does.
public final class HostileWorker {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-15T12:00:00Z"), ZoneOffset.UTC);

    private HostileWorker() {}

    /// Arguments: folder of a new register, folder of the files, folder of the answers. The answers are
    /// `import.json`,
    /// `again.json` of one good file after all the others, and `verify.json`; the exit code is that of the check.
    public static void main(String[] arguments) throws IOException {
        String register = arguments[0];
        Path answers = Path.of(arguments[2]);
        List<String> files;
        try (var inside = Files.list(Path.of(arguments[1]))) {
            files = inside.map(Path::toString).sorted().toList();
        }
        int exitCode;
        try (var writer = Executors.newSingleThreadExecutor();
                var readers = Executors.newFixedThreadPool(2)) {
            var registers = new Registers(NOON, "analyst", "test", writer, readers);
            run(
                    registers,
                    answers.resolve("create.json"),
                    "register",
                    "create",
                    register,
                    "--name",
                    "x",
                    "--zone",
                    "UTC");
            var all = new ArrayList<>(List.of("import", register, "--json"));
            all.addAll(files);
            run(registers, answers.resolve("import.json"), all.toArray(String[]::new));
            Path good = Files.writeString(answers.resolve("good.csv"), "device,title\npc-1,Zoom\npc-2,Teams\n");
            run(registers, answers.resolve("again.json"), "import", register, "--json", good.toString());
            exitCode = run(registers, answers.resolve("verify.json"), "register", "verify", register, "--json");
        }
        TemporaryFiles.end(); // as the program does
        System.exit(exitCode);
    }

    private static int run(Registers registers, Path answer, String... arguments) throws IOException {
        try (var out = new PrintStream(new FileOutputStream(answer.toFile()), false, StandardCharsets.UTF_8)) {
            var context = new CliContext(registers, out, System.err, () -> false, false);
            return new Program(context, Map.of()).run(arguments);
        }
    }
}
