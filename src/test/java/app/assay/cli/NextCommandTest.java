package app.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Messages of the command line name the command that helps, whole and with its paths.
class NextCommandTest {

    @TempDir
    Path folder;

    private CommandLineSession session;
    private String home;

    @BeforeEach
    void make() {
        session = new CommandLineSession(folder);
        home = session.register();
    }

    @AfterEach
    void end() {
        session.close();
    }

    private String next() {
        return session.told()
                .lines()
                .filter(line -> line.startsWith("Next: "))
                .findFirst()
                .orElse("")
                .replace("Next: ", "");
    }

    /// Runs a command as it was told, without the name of the program.
    private int runTold(String command) {
        assertThat(command).startsWith("assay ");
        return session.run(command.substring("assay ".length()).split(" "));
    }

    @Test
    void aFolderThatIsNoRegisterIsMadeOneByTheCommandThatIsTold() {
        var nowhere = folder.resolve("new").toString();
        assertThat(session.run("register", "info", nowhere)).isEqualTo(4);
        assertThat(next()).isEqualTo("assay register create " + nowhere);
        assertThat(runTold(next())).isZero();
        assertThat(session.run("register", "create", nowhere)).isEqualTo(4);
        assertThat(next()).isEqualTo("assay register info " + nowhere);
        assertThat(runTold(next())).isZero();
    }

    @Test
    void aDamagedRegisterIsInspectedAndRestoredByTheCommandsThatAreTold() throws IOException {
        var scan = Files.writeString(folder.resolve("scan.csv"), "Computer,Software\nPC-1,Acme Writer\n");
        assertThat(session.run("import", home, scan.toString())).isZero();
        Files.write(Path.of(home, "register.mv.db"), new byte[100_000]);
        assertThat(session.run("position", home, "--json")).isEqualTo(4);
        assertThat(next()).isEqualTo("assay register inspect " + home);
        assertThat(session.json().path("next").get(0).asString()).isEqualTo(next());
        assertThat(runTold(next())).isEqualTo(5);
        var restore = session.printed()
                .lines()
                .filter(line -> line.startsWith("Next: "))
                .findFirst()
                .orElseThrow()
                .replace("Next: ", "");
        assertThat(restore).startsWith("assay register restore ").endsWith(" --journal-of " + home);
        assertThat(runTold(restore)).isZero();
        assertThat(session.run("register", "dump", home)).isEqualTo(4);
        assertThat(next()).isEqualTo("assay register dump " + home + " --damaged");
    }

    @Test
    void verifyNamesTheCommandThatSaysWhatIsWhole() throws IOException {
        Files.writeString(Path.of(home, "register.seal.json"), "{}");
        assertThat(session.run("register", "verify", home)).isEqualTo(5);
        assertThat(session.printed()).contains("Next: assay register inspect " + home);
    }

    @Test
    void rowsThatAreLeftOutAreListedAndTriedAgainByTheCommandsThatAreTold() throws IOException {
        var devices = Files.writeString(folder.resolve("d.csv"), "Device,Serial\nPC-1,S-1\n,\n,S-3\nPC-4,S-4\n");
        session.run("import", home, devices.toString(), "--as", "devices");
        var text = session.printed();
        for (var command : List.of("assay rejected " + home, "assay retry " + home)) {
            if (text.contains("left out")) {
                assertThat(text).contains("\"" + command + "\"");
                assertThat(runTold(command)).isZero();
            }
        }
        assertThat(session.run("register", "backups", home)).isZero();
    }

    @Test
    void nothingToUndoNamesTheHistory() {
        assertThat(session.run("register", "undo", home)).isEqualTo(4);
        assertThat(next()).isEqualTo("assay register history " + home);
        assertThat(runTold(next())).isZero();
    }

    @Test
    void aRestorationThatIsRefusedNamesOneThatIsNot() throws IOException {
        assertThat(session.run("register", "backups", home)).isZero();
        assertThat(session.printed()).contains("assay register backup " + home);
        assertThat(session.run("register", "backup", home)).isZero();
        String backup;
        try (var files = Files.list(Path.of(home, "backups"))) {
            backup = files.filter(file -> file.toString().endsWith(".zip"))
                    .findFirst()
                    .orElseThrow()
                    .toString();
        }
        assertThat(session.run("register", "restore", backup, home)).isEqualTo(4);
        assertThat(next()).startsWith("assay register restore " + backup + " " + home + "-restored-");
        assertThat(runTold(next())).isZero();
        Files.writeString(Path.of(backup), "no zip");
        assertThat(session.run(
                        "register", "restore", backup, folder.resolve("x").toString()))
                .isEqualTo(4);
        assertThat(next()).isEqualTo("assay register inspect " + home);
    }

    @Test
    void wordsWithBlanksAndSignsAreQuoted() {
        assertThat(NextCommand.of("register", "info", "/a b/it's", "/ä/plain-1.0"))
                .isEqualTo("assay register info '/a b/it'\\''s' /ä/plain-1.0");
    }
}
