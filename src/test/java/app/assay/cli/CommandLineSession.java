package app.assay.cli;

import app.assay.service.OpenRegister;
import app.assay.service.Registers;
import app.assay.work.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The command line on one register in a temporary folder, as a person or a script uses it.
final class CommandLineSession implements AutoCloseable {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);

    private final Path folder;
    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private final ExecutorService readers = Executors.newFixedThreadPool(2);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String version = "test";

    /// @param folder an empty folder; the register is made in it
    CommandLineSession(Path folder) {
        this.folder = folder;
        if (run("register", "create", register(), "--name", "Test", "--zone", "UTC") != 0) {
            throw new IllegalStateException(told());
        }
    }

    String register() {
        return folder.resolve("register").toString();
    }

    private Registers registers() {
        return new Registers(NOON, "analyst", version, writer, readers);
    }

    /// Goes on with another version of the program.
    void version(String now) {
        version = now;
    }

    int run(String... arguments) {
        out.reset();
        err.reset();
        var context = new CliContext(
                registers(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                () -> false,
                false);
        return new Program(context, Map.of()).run(arguments);
    }

    /// What the last command printed.
    String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /// What the last command told on standard error.
    String told() {
        return err.toString(StandardCharsets.UTF_8);
    }

    JsonNode json() {
        return JsonMapper.builder().build().readTree(printed());
    }

    Path file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    /// A file of the test resources of identity.
    Path resource(String name) throws IOException {
        var copy = folder.resolve(name);
        try (var in = CommandLineSession.class.getResourceAsStream("/app/assay/identity/" + name)) {
            Files.write(copy, Optional.ofNullable(in).orElseThrow().readAllBytes());
        }
        return copy;
    }

    /// Looks at the register.
    void look(Consumer<OpenRegister> look) {
        try (var open = registers().openReadOnly(Path.of(register()), Progress.NONE)) {
            look.accept(open);
        }
    }

    /// Works in the register.
    void change(Consumer<OpenRegister> change) {
        try (var open = registers().open(Path.of(register()), Progress.NONE)) {
            change.accept(open);
        }
    }

    @Override
    public void close() {
        writer.shutdown();
        readers.shutdown();
    }
}
