package app.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A restoration on the command line says what it lacks, in words, in its document and by its exit code.
class RestoreTest {

    @TempDir
    Path folder;

    private Path home;
    private CommandLineSession session;

    @BeforeEach
    void make() throws IOException {
        session = new CommandLineSession(folder);
        home = Path.of(session.register());
        var list = Files.writeString(
                folder.resolve("scan.csv"), "Computer,Software,Version\nPC-1,Acme Writer,1\nPC-2,Acme Writer,1\n");
        assertThat(session.run("import", session.register(), list.toString())).isZero();
        assertThat(session.run("register", "backup", session.register())).isZero();
    }

    @org.junit.jupiter.api.AfterEach
    void end() {
        session.close();
    }

    private static Path only(Path within, String end) throws IOException {
        try (var files = Files.walk(within)) {
            return files.filter(
                            file -> Files.isRegularFile(file) && file.toString().endsWith(end))
                    .sorted(java.util.Comparator.reverseOrder())
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Path backup() throws IOException {
        try (var files = Files.list(home.resolve("backups"))) {
            return files.filter(file -> file.toString().endsWith(".zip"))
                    .max(java.util.Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    @Test
    void aWholeRestorationEndsWithZero() throws IOException {
        assertThat(session.run(
                        "register",
                        "restore",
                        backup().toString(),
                        folder.resolve("back").toString(),
                        "--journal-of",
                        home.toString(),
                        "--json"))
                .isZero();
        assertThat(session.json().path("complete").asBoolean()).isTrue();
    }

    @Test
    void aKeptFileThatIsNowhereEndsWithFiveAndIsNamed() throws IOException {
        Files.delete(only(home.resolve("blobs"), ""));
        Files.delete(only(home.resolve("backups/blobs"), ".gz"));
        assertThat(session.run(
                        "register",
                        "restore",
                        backup().toString(),
                        folder.resolve("back").toString(),
                        "--journal-of",
                        home.toString(),
                        "--json"))
                .isEqualTo(5);
        assertThat(session.told()).contains("1 kept file is nowhere to be had").contains("scan.csv");
        assertThat(session.json().path("complete").asBoolean()).isFalse();
        assertThat(session.json().path("missingFileNames").get(0).asString()).isEqualTo("scan.csv");
    }

    @Test
    void aBackupThatLacksAKeptFileEndsWithFiveAndNamesIt() throws IOException {
        Files.delete(only(home.resolve("blobs"), ""));
        Files.delete(only(home.resolve("backups/blobs"), ".gz"));
        assertThat(session.run("register", "backup", session.register(), "--json"))
                .isEqualTo(5);
        assertThat(session.told()).contains("The backup lacks 1 kept file").contains("scan.csv");
        assertThat(session.json().path("lacking").asString()).contains("scan.csv");
        assertThat(session.json().path("verified").asBoolean()).isTrue();
    }

    @Test
    void aCopyToASecondFolderThatIsNotThereEndsWithFourAndTheBackupStands() {
        assertThat(session.run(
                        "register",
                        "backup",
                        session.register(),
                        "--also-to",
                        folder.resolve("no such drive").toString(),
                        "--json"))
                .isEqualTo(4);
        assertThat(session.json().path("secondFailure").asString()).contains("no such drive");
        assertThat(session.json().path("file").asString()).isNotEmpty();
    }

    @Test
    void missingEntriesEndWithFiveAndAreNumbered() throws IOException {
        var old = backup();
        assertThat(session.run("register", "undo", session.register())).isZero();
        var journal = only(home.resolve("journal"), ".jsonl");
        var lines = Files.readAllLines(journal);
        Files.write(journal, lines.subList(0, lines.size() - 1));
        assertThat(session.run(
                        "register",
                        "restore",
                        old.toString(),
                        folder.resolve("back").toString(),
                        "--journal-of",
                        home.toString(),
                        "--json"))
                .isEqualTo(5);
        assertThat(session.told())
                .contains("Entry %s of the trail is missing from the restored register.".formatted(lines.size()));
        assertThat(session.json().path("missingEntries").asLong()).isEqualTo(1);
    }

    @Test
    void aFolderThatIsNoRegisterIsRefused() throws IOException {
        assertThat(session.run(
                        "register",
                        "restore",
                        backup().toString(),
                        folder.resolve("back").toString(),
                        "--journal-of",
                        Files.createDirectory(folder.resolve("plain")).toString()))
                .isEqualTo(4);
        assertThat(session.told()).contains("holds nothing of a register");
        assertThat(folder.resolve("back")).doesNotExist();
    }

    @Test
    void verifyEndsWithFiveWhenTheJournalIsGone() throws IOException {
        assertThat(session.run("register", "verify", session.register())).isZero();
        Files.delete(only(home.resolve("journal"), ".jsonl"));
        assertThat(session.run("register", "verify", session.register())).isEqualTo(5);
        assertThat(session.printed()).contains("The journal of the register is not there");
    }
}
