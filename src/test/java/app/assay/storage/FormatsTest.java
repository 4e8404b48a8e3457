package app.assay.storage;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.record.RecordKind;
import app.assay.domain.source.Place;
import app.assay.domain.source.RejectReason;
import app.assay.domain.source.RejectedRow;
import app.assay.files.CanonicalJson;
import app.assay.files.Hashes;
import app.assay.storage.backup.Backup;
import app.assay.storage.backup.Restore;
import app.assay.storage.folder.RegisterFolder;
import app.assay.storage.migration.MigrationTest;
import app.assay.storage.rows.FormatTables;
import app.assay.work.Progress;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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

    /// A part of a backup tells no format, only its name does: were one of these tables another one, its parts
    /// would
    /// need another name.
    @Test
    void rowsOfLoadsAreWrittenAlikeInAllFormatsWhosePartsHaveOneName() {
        var now = FormatTables.current().loadForms().stream()
                .map(form -> form.name() + form.columns())
                .toList();

        for (int minor = 1; minor < RegisterFolder.FORMAT_MINOR; minor++) {
            assertThat(FormatTables.of(minor).loadForms().stream().map(form -> form.name() + form.columns()))
                    .as("format 1.%s", minor)
                    .isEqualTo(now);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1", "1.2"})
    void aRegisterOfAFormerFormatKeepsWholeRowsAndAssetTagsFromThenOn(String format) throws Exception {
        var home = folder.resolve("r");
        MigrationTest.unpack("register-format-%s.zip".formatted(format), home);
        var whole = "ä\t" + "x".repeat(99_998);
        Path backup;
        try (var register = Register.open(home, OpenMode.WRITE, threads.context())) {
            var blob = register.blobs().store(new ByteArrayInputStream(new byte[] {1}));
            try (var staged = register.stage(Threads.request("next", "DEVICE", blob))) {
                staged.record(1, RecordKind.DEVICE, Map.of("name", "Laptop", "assetTag", "A-1"));
                staged.record(2, RecordKind.DEVICE, Map.of("name", "Laptop", "assetTag", "A-2"));
                staged.rejected(new RejectedRow(new Place("next.csv", "", 3, "name"), RejectReason.MISSING, "", whole));
                staged.finish(Progress.NONE);
                staged.publish();
            }
            backup = register.backups().make(Backup.Kind.REQUEST, Progress.NONE).file();
        }
        Restore.run(backup, folder.resolve("back"), Optional.empty(), threads.context(), Progress.NONE);

        for (var place : List.of(home, folder.resolve("back"))) {
            try (var register = Register.open(place, OpenMode.WRITE, threads.context())) {
                var told = Telling.of(register);
                assertThat(told.entrySet().stream()
                                .filter(entry -> entry.getKey().startsWith("rejected_row"))
                                .map(Map.Entry::getValue))
                        .contains("sha256:"
                                + Hashes.sha256(
                                        CanonicalJson.of(List.of("next.csv", "", "3", "name", "MISSING", "", whole))));
                assertThat(register.snapshot().records(RecordKind.DEVICE))
                        .filteredOn(device -> device.text("name").equals("Laptop"))
                        .extracting(device -> device.text("assetTag"))
                        .containsExactlyInAnyOrder("A-1", "A-2");
                assertThat(register.verify(Progress.NONE).messages()).isEmpty();
            }
        }
    }
}
