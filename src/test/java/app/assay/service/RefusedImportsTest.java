package app.assay.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.domain.record.RecordKind;
import app.assay.domain.source.RowMeaning;
import app.assay.work.Cancelled;
import app.assay.work.Fault;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is refused, cancelled or held leaves nothing among the kept files, and never takes a file from who has it.
class RefusedImportsTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);
    private static final ExecutorService WRITER = Executors.newSingleThreadExecutor();
    private static final ExecutorService READERS = Executors.newFixedThreadPool(2);
    private static final Registers REGISTERS = new Registers(NOON, "mb", "test", WRITER, READERS);
    private static final String SCAN = "Computer,Software,Version\nPC-1,Acme Writer,1\n";

    @TempDir
    Path folder;

    private Path home;
    private OpenRegister open;
    private ImportFiles imports;

    @BeforeEach
    void create() {
        home = folder.resolve("register");
        open = REGISTERS.create(home, "Example", ZoneOffset.UTC);
        imports = new ImportFiles(open);
    }

    @AfterEach
    void close() {
        open.close();
    }

    @AfterAll
    static void endThreads() {
        WRITER.shutdown();
        READERS.shutdown();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private List<String> kept() throws IOException {
        try (var files = Files.walk(home.resolve("blobs"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /// Opens the register again, as the next start of the program does.
    private void again() {
        open.close();
        open = REGISTERS.open(home);
        imports = new ImportFiles(open);
    }

    /// Cancelled when a stage begins.
    private static Progress cancelledAt(String stage) {
        boolean[] over = {false};
        return new Progress() {
            @Override
            public void report(long done, long total) {}

            @Override
            public void stage(String name) {
                over[0] |= name.equals(stage);
            }

            @Override
            public boolean isCancelled() {
                return over[0];
            }
        };
    }

    @Test
    void aFileThatIsRefusedWhileItIsReadLeavesNothing() throws IOException {
        var rows = new StringBuilder("Computer,Software,Version\n");
        for (int row = 0; row < 40; row++) {
            rows.append("PC-").append(row).append(",Acme Writer,1\n");
        }
        var file = write("scan.csv", rows + "PC-1,\"never ends,1\n" + "x".repeat(100) + "\n");
        assertThatThrownBy(() -> imports.run(ImportPlan.of(file), Progress.NONE))
                .isInstanceOf(Fault.class);
        assertThat(kept()).isEmpty();
    }

    @Test
    void aCancelledImportLeavesNothingWhereverItIsCancelled() throws IOException {
        var file = write("scan.csv", SCAN);
        var archive = Files.createDirectory(folder.resolve("tags"));
        Files.writeString(archive.resolve("scan.csv"), SCAN);
        for (var stage : List.of("import.read", "import.count")) {
            for (var what : List.of(file, archive)) {
                assertThatThrownBy(() -> imports.run(ImportPlan.of(what), cancelledAt(stage)))
                        .as(stage)
                        .isInstanceOf(Cancelled.class);
                assertThat(kept()).as(stage).isEmpty();
            }
        }
    }

    @Test
    void anImportThatIsHeldLeavesNothingAndComesInWhole() throws IOException {
        var rows = new StringBuilder("Device,Serial\n");
        for (int row = 0; row < 20; row++) {
            rows.append(row < 10 ? "PC-" + row : "").append(",S-").append(row).append('\n');
        }
        var file = write("devices.csv", rows.toString());
        var plan = ImportPlan.of(file).as(RowMeaning.DEVICES);
        if (imports.runUnlessManyAreRejected(plan, Progress.NONE).state() == ImportOutcome.State.HELD) {
            assertThat(kept()).isEmpty();
        }
        imports.run(plan, Progress.NONE);
        assertThat(kept()).hasSize(1);
        again();
        assertThat(kept()).hasSize(1);
        assertThat(Registers.verify(open, Progress.NONE).differences()).isEmpty();
    }

    @Test
    void aRefusedImportOfBytesThatAnotherLoadHasTakesNothingFromIt() throws IOException {
        var file = write("scan.csv", SCAN);
        imports.run(ImportPlan.of(file), Progress.NONE);
        var before = kept();
        assertThatThrownBy(() -> imports.run(
                        ImportPlan.of(file).withSource(Optional.of("another source")), cancelledAt("import.count")))
                .isInstanceOf(Cancelled.class);
        assertThat(kept()).isEqualTo(before).hasSize(1);
        again();
        assertThat(kept()).isEqualTo(before);
    }

    @Test
    void whatAnEndBetweenKeepingAndSavingLeavesIsTakenAwayAtTheNextStart() throws IOException {
        var file = write("scan.csv", SCAN);
        try (var received = open.register().blobs().receive(file)) {
            received.keep();
            // The program ends here: nothing was saved that refers to it.
        }
        assertThat(kept()).hasSize(2).anyMatch(name -> name.endsWith(".incoming"));
        again();
        assertThat(kept()).isEmpty();
    }

    @Test
    void whatIsSavedStaysThoughTheEndCameBeforeItWasPutDownAsSuch() throws IOException {
        var file = write("scan.csv", SCAN);
        var load = imports.run(ImportPlan.of(file), Progress.NONE).load().orElseThrow();
        var name = open.snapshot().loads().getFirst().sha256();
        imports.takeBack(load, "");
        Files.createFile(home.resolve("blobs").resolve(name + ".incoming"));
        again();
        assertThat(kept()).hasSize(1);
        assertThat(open.register().blobs().has(name))
                .as("redo may bring the import back")
                .isTrue();
    }

    @Test
    void aProofThatIsRefusedLeavesNothingAtOnce() throws IOException {
        var proof = write("invoice.pdf", "an invoice");
        var refused = new AttachProofs(open, new EditRecords(open))
                .attach(RecordKind.ENTITLEMENT, UUID.randomUUID(), proof, Map.of("grade", "HEARSAY"));
        assertThat(refused.done()).isFalse();
        assertThat(kept()).isEmpty();
        assertThatThrownBy(() -> new AttachProofs(open, new EditRecords(open))
                        .attach(RecordKind.ENTITLEMENT, UUID.randomUUID(), proof, Map.of("noSuchField", "x")))
                .isInstanceOf(RuntimeException.class);
        assertThat(kept()).isEmpty();
    }

    @Test
    void importingTheSameFileAgainBringsALostOrDamagedCopyBack() throws IOException {
        var file = write("scan.csv", SCAN);
        imports.run(ImportPlan.of(file), Progress.NONE);
        var name = open.snapshot().loads().getFirst().sha256();
        var copy = home.resolve("blobs").resolve(name.substring(0, 2)).resolve(name.substring(2));
        for (boolean lost : List.of(true, false)) {
            if (lost) {
                Files.delete(copy);
            } else {
                Files.writeString(copy, "other bytes");
            }
            assertThat(imports.run(ImportPlan.of(file), Progress.NONE).state())
                    .isEqualTo(ImportOutcome.State.ALREADY_IMPORTED);
            assertThat(Files.readString(copy)).isEqualTo(SCAN);
        }
        assertThat(kept()).hasSize(1);
    }
}
