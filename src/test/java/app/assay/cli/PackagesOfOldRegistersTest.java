package app.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.service.Registers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Registers of every format with every kind of record and of event: what a package tells of them agrees with their
/// trail, also when commands were taken back and done again.
class PackagesOfOldRegistersTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-15T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private final ExecutorService readers = Executors.newFixedThreadPool(2);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @AfterEach
    void endThreads() {
        writer.shutdown();
        readers.shutdown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1", "1.2"})
    void itsPackageIsSound(String format) throws IOException {
        Path register = unpacked("register-format-" + format + ".zip");
        assertThat(run("register", "undo", register.toString())).as(printed()).isZero();
        assertThat(run("register", "redo", register.toString())).as(printed()).isZero();
        Path zip = folder.resolve("evidence.zip");
        assertThat(run("evidence", "export", register.toString(), "--out", zip.toString()))
                .as(printed())
                .isZero();
        assertThat(printed()).contains("was recomputed and agrees");
        assertThat(printed()
                        .lines()
                        .filter(line -> line.contains("not checked"))
                        .map(line -> line.split(": ", -1)[0]))
                .containsExactly(
                        "  not checked data/30_deployment/",
                        "  not checked data/40_entitlement/",
                        "  not checked data/60_recognition/titles.csv",
                        "  not checked data/90_provenance/rejected.csv");
    }

    private Path unpacked(String name) throws IOException {
        Path register = Files.createDirectory(folder.resolve("register"));
        try (var zip = new ZipInputStream(
                Objects.requireNonNull(Registers.class.getResourceAsStream("/app/assay/storage/" + name), name))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path path = register.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(Objects.requireNonNull(path.getParent()));
                    Files.copy(zip, path);
                }
            }
        }
        return register;
    }

    private int run(String... arguments) {
        out.reset();
        var registers = new Registers(NOON, "analyst", "test", writer, readers);
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Program(new CliContext(registers, stream, stream, () -> false, false), Map.of()).run(arguments);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
