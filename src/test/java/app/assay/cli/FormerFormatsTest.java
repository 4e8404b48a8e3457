package app.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Registers and backups of former formats on the command line: restored with the journal of the register they are of,
/// looked through and written out.
@ParameterizedClass
@ValueSource(strings = {"1.1", "1.2"})
class FormerFormatsTest {

    @TempDir
    Path folder;

    private final String format;
    private CommandLineSession session;
    private Path old;
    private Path backup;
    private Path back;

    FormerFormatsTest(String format) {
        this.format = format;
    }

    @BeforeEach
    void unpack() throws IOException {
        session = new CommandLineSession(Files.createDirectory(folder.resolve("session")));
        old = folder.resolve("old");
        unpack("register", old);
        unpack("backup", old.resolve("backups"));
        try (var files = Files.newDirectoryStream(old.resolve("backups"), "*.zip")) {
            backup = files.iterator().next();
        }
        back = folder.resolve("back");
    }

    @AfterEach
    void end() {
        session.close();
    }

    private void unpack(String what, Path to) throws IOException {
        var name = "/app/assay/storage/%s-format-%s.zip".formatted(what, format);
        try (InputStream bytes = Objects.requireNonNull(FormerFormatsTest.class.getResourceAsStream(name), name);
                var zip = new ZipInputStream(bytes)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var file = to.resolve(entry.getName());
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Files.write(file, zip.readAllBytes());
            }
        }
    }

    private int run(String... arguments) {
        return session.run(arguments);
    }

    private String text(String field) {
        return session.json().path(field).asString();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBackupIsRestoredWithTheJournalOfItsRegister(boolean databaseThere) throws IOException {
        if (!databaseThere) {
            Files.delete(old.resolve("register.mv.db"));
        }
        assertThat(run(
                        "register",
                        "restore",
                        backup.toString(),
                        back.toString(),
                        "--journal-of",
                        old.toString(),
                        "--json"))
                .as(session.told())
                .isZero();
        assertThat(session.json().path("complete").asBoolean()).isTrue();
        // What was done after the backup: an entry, a setting, another value of it, and that taken back.
        assertThat(session.json().path("replayed").asLong()).isEqualTo(4);
        assertThat(session.json().path("missingEntries").asLong()).isZero();
        assertThat(session.json().path("remarks")).isEmpty();

        assertThat(run("register", "verify", back.toString()))
                .as(session.told() + session.printed())
                .isZero();
        var whole = folder.resolve("whole.jsonl.gz");
        assertThat(run("register", "dump", back.toString(), "--out", whole.toString(), "--json"))
                .as(session.told())
                .isZero();
        assertThat(session.json().path("lost")).isEmpty();
        assertThat(unpacked(whole))
                .contains(
                        "after the backup", "Not ours", "an odd version", "Windows 11 😀", "\"table\":\"own_record\"");
        // What can be done again can be done again here too.
        assertThat(run("register", "history", back.toString(), "--json"))
                .as(session.told())
                .isZero();
        assertThat(run("register", "redo", back.toString())).as(session.told()).isZero();
    }

    private static String unpacked(Path file) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theDeskLooksThroughARegisterAndItsBackups(boolean whole) throws IOException {
        if (!whole) {
            // A page in the midst of the file is gone.
            var bytes = Files.readAllBytes(old.resolve("register.mv.db"));
            java.util.Arrays.fill(bytes, 8_192, Math.min(bytes.length, 28_672), (byte) 0);
            Files.write(old.resolve("register.mv.db"), bytes);
        }
        int ended = run("register", "inspect", old.toString(), "--json");
        assertThat(ended).as(session.told() + session.printed()).isEqualTo(whole ? 0 : 5);
        assertThat(session.json().path("intact").asBoolean()).isEqualTo(whole);
        assertThat(text("name")).isEqualTo("Häfen & Söhne");
        var best = session.json().path("choices").path(0);
        assertThat(best.path("file").asString()).contains(backup.getFileName().toString());
        assertThat(best.path("replayable").asLong()).isEqualTo(4);
        assertThat(best.path("complete").asBoolean()).isTrue();
        assertThat(best.path("missingFiles").asLong()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRegisterIsWrittenOutAsItIsAndOnceItWasBroughtOn(boolean broughtOn) throws IOException {
        if (broughtOn) {
            assertThat(run("register", "undo", old.toString()))
                    .as(session.told())
                    .isZero();
        }
        var out = folder.resolve("out.jsonl.gz");
        int ended = run("register", "dump", old.toString(), "--out", out.toString());
        if (broughtOn) {
            assertThat(ended).as(session.told()).isZero();
            assertThat(unpacked(out)).contains("after the backup", "\"table\":\"own_record\"");
        } else {
            // It is looked at once it was brought to the new format, and not changed by looking.
            assertThat(ended).isEqualTo(4);
            assertThat(session.told()).contains("older format " + format, "Open it for work once");
            assertThat(out).doesNotExist();
        }
    }
}
