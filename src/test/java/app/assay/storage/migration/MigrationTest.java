package app.assay.storage.migration;

import static app.assay.domain.record.RecordKind.DEVICE;
import static app.assay.domain.record.RecordKind.ENTITLEMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.domain.trail.TrailEvent;
import app.assay.storage.OpenMode;
import app.assay.storage.Register;
import app.assay.storage.Threads;
import app.assay.storage.folder.RegisterFolder;
import app.assay.work.Fault;
import app.assay.work.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A register as the program of format 1.0 left it, one of each release kept for ever.
@Tag("locales")
public class MigrationTest {

    private static final UUID ONE = UUID.fromString("00000000-0000-4000-8000-000000000001");

    @TempDir
    Path folder;

    private Path home;
    private final Threads threads = new Threads();

    @BeforeEach
    public void unpack() throws IOException {
        home = folder.resolve("r");
        unpack("register-format-1.0.zip", home);
    }

    public static void unpack(String name, Path to) throws IOException {
        var place = "/app/assay/storage/" + name;
        try (InputStream bytes = Objects.requireNonNull(MigrationTest.class.getResourceAsStream(place), place);
                var zip = new ZipInputStream(bytes)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var file = to.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, zip.readAllBytes());
            }
        }
    }

    @AfterEach
    void endThreads() {
        threads.close();
    }

    private Register open(OpenMode mode) {
        return Register.open(home, mode, threads.context());
    }

    @Test
    void anOlderRegisterIsBroughtToTheNewFormatAndSaysTheSame() throws Exception {
        var before = Files.readAllBytes(home.resolve("register.mv.db"));
        try (var register = open(OpenMode.WRITE)) {
            assertThat(register.info().formatMinor()).isEqualTo(RegisterFolder.FORMAT_MINOR);
            var entitlement = register.snapshot().record(ENTITLEMENT, ONE).orElseThrow();
            assertThat(entitlement.text("quantity")).isEqualTo("12");
            assertThat(entitlement.text("note")).isEqualTo("Zeile\n\"ä\" 😀");
            assertThat(register.snapshot().records(DEVICE))
                    .extracting(device -> device.text("name"))
                    .containsExactly("PC1", "PC3");
            assertThat(register.snapshot().installations().count()).isEqualTo(3);
            assertThat(register.undoState().redo()).isPresent();
            var report = register.verify(Progress.NONE);
            assertThat(report.messages()).isEmpty();
            assertThat(report.rows()).isPositive();
            assertThat(report.journalEntries()).isEqualTo(report.trailEntries());
            var events = new ArrayList<TrailEvent>();
            register.forEachEvent(events::add);
            assertThat(events.getLast().action()).isEqualTo("register.migrate");
            register.redo();
            register.undo();
            register.undo();
        }
        try (var files = Files.list(home)) {
            var kept = files.filter(file -> file.getFileName().toString().contains("format-1.0"))
                    .toList();
            assertThat(kept).hasSize(1);
            assertThat(Files.readAllBytes(kept.getFirst())).isEqualTo(before);
        }
        try (var register = open(OpenMode.READ_ONLY)) {
            assertThat(register.snapshot()
                            .record(ENTITLEMENT, ONE)
                            .orElseThrow()
                            .text("quantity"))
                    .isEqualTo("10");
            assertThat(register.verify(Progress.NONE).messages()).isEmpty();
        }
    }

    @Test
    void anOlderRegisterIsNotLookedAtBeforeItIsMigrated() throws Exception {
        var before = Files.readAllBytes(home.resolve("register.mv.db"));
        assertThatThrownBy(() -> open(OpenMode.READ_ONLY))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.remedy()).contains("on a copy"));
        assertThat(Files.readAllBytes(home.resolve("register.mv.db"))).isEqualTo(before);
    }
}
