package app.assay.storage;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.work.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Registers and backups of every format ever released open, and say what they said. The fixtures were made by the
/// programs that released the formats ([FormatFixture]); each later format adds its own.
class FormatsTest {

    @TempDir
    Path folder;

    private final Threads threads = new Threads();

    @AfterEach
    void endThreads() {
        threads.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1", "1.2"})
    void aRegisterOfAFormerFormatOpensAndSaysWhatItSaid(String format) throws Exception {
        var home = folder.resolve("r");
        MigrationTest.unpack("register-format-%s.zip".formatted(format), home);

        try (var register = Register.open(home, OpenMode.WRITE, threads.context())) {
            assertThat(Telling.of(register)).isEqualTo(Telling.read("register-format-%s.json".formatted(format)));
            assertThat(register.verify(Progress.NONE).messages()).isEmpty();
        }
        try (var register = Register.open(home, OpenMode.READ_ONLY, threads.context())) {
            assertThat(register.wasUnclean()).isFalse();
            assertThat(Telling.of(register)).isEqualTo(Telling.read("register-format-%s.json".formatted(format)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "1.2"})
    void aBackupOfAFormerFormatIsRestoredAndSaysWhatItSaid(String format) throws Exception {
        var backups = folder.resolve("backups");
        MigrationTest.unpack("backup-format-%s.zip".formatted(format), backups);
        Path backup;
        try (var files = Files.newDirectoryStream(backups, "*.zip")) {
            backup = files.iterator().next();
        }
        var back = folder.resolve("back");

        var result = Restore.run(backup, back, Optional.empty(), threads.context(), Progress.NONE);

        assertThat(result.missingFiles()).isEmpty();
        assertThat(result.remarks()).isEmpty();
        try (var register = Register.open(back, OpenMode.WRITE, threads.context())) {
            assertThat(Telling.of(register)).isEqualTo(Telling.read("backup-format-%s.json".formatted(format)));
            assertThat(register.verify(Progress.NONE).messages()).isEmpty();
        }
    }
}
