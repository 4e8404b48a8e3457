package app.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kinds of record that came after a format of packages: packages without such records are as they were, so that those
/// from before are sound, and packages with them hold a table of their own.
class LaterKindsTest {

    private static final String TABLE = "data/30_deployment/access.csv";

    @TempDir
    Path folder;

    private CommandLineSession session = null;

    @BeforeEach
    void begin() {
        session = new CommandLineSession(folder);
    }

    @AfterEach
    void end() {
        session.close();
    }

    private boolean isInSoundPackage(String name) throws IOException {
        var out = folder.resolve(name);
        assertThat(session.run("evidence", "export", session.register(), "--out", out.toString()))
                .as(session.told())
                .isZero();
        assertThat(session.run("evidence", "verify", out.toString()))
                .as(session.told())
                .isZero();
        try (var zip = new ZipFile(out.toFile())) {
            return zip.stream().anyMatch(entry -> entry.getName().endsWith(TABLE));
        }
    }

    @Test
    void whoReachesWhichServerStandsInPackagesThatHaveIt() throws IOException {
        session.file(
                "installations.csv", "device,title,publisher,version", "srv-1,WinZip 26.0,Corel Corporation,26.0.1");
        assertThat(session.run(
                        "import",
                        session.register(),
                        folder.resolve("installations.csv").toString()))
                .as(session.told())
                .isZero();
        assertThat(isInSoundPackage("before.zip")).isFalse();

        session.file("access.csv", "server,user", "srv-1,ann", "srv-1,ben");
        assertThat(session.run(
                        "import",
                        session.register(),
                        folder.resolve("access.csv").toString(),
                        "--as",
                        "access"))
                .as(session.told())
                .isZero();
        assertThat(isInSoundPackage("after.zip")).isTrue();
    }
}
