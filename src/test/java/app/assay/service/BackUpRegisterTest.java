package app.assay.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.RowMeaning;
import app.assay.service.BackUpRegister.Lacking;
import app.assay.work.Fault;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When backups are made by themselves, and that one that cannot be made keeps nobody from the work.
class BackUpRegisterTest {

    @TempDir
    Path folder;

    private final Watch watch = new Watch();
    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private final ExecutorService readers = Executors.newFixedThreadPool(2);
    private Path home;
    private OpenRegister register;
    private BackUpRegister backups;

    @BeforeEach
    void makeARegister() {
        home = folder.resolve("r");
        register = new Registers(watch, "analyst", "test", writer, readers).create(home, "Harbour", ZoneOffset.UTC);
        backups = new BackUpRegister(register);
    }

    @AfterEach
    void close() {
        register.close();
        writer.close();
        readers.close();
    }

    private void edit(int records) {
        var edits = new ArrayList<Edit>();
        for (int record = 0; record < records; record++) {
            var id = new UUID(0x4000, Long.MIN_VALUE | record);
            edits.add(Edit.set(
                    RecordKind.DEVICE,
                    id,
                    Map.of("name", "PC-" + record, "note", watch.now.toString() + register.revision())));
        }
        var saved = new EditRecords(register)
                .apply(new Command("device.edit", records + " devices", "", edits), Progress.NONE);
        assertThat(saved.done()).isTrue();
    }

    private List<String> kinds() {
        return backups.all().stream().map(BackUpRegister.Entry::kind).toList();
    }

    @Test
    void aNewRegisterNeedsNone() {
        assertThat(backups.whenDue(Progress.NONE)).isEmpty();
        assertThat(backups.beforeClose(Progress.NONE)).isEmpty();
        assertThat(backups.status().changed()).isFalse();
    }

    @Test
    void halfAnHourOfWorkIsBackedUpOnce() {
        edit(1);
        assertThat(backups.whenDue(Progress.NONE)).isPresent();
        assertThat(backups.whenDue(Progress.NONE)).isEmpty();
        edit(1);
        watch.now = watch.now.plus(Duration.ofMinutes(29));
        assertThat(backups.whenDue(Progress.NONE)).isEmpty();
        watch.now = watch.now.plus(Duration.ofMinutes(1));
        assertThat(backups.whenDue(Progress.NONE)).isPresent();
        assertThat(kinds()).containsExactly("TIMED", "TIMED");
        assertThat(backups.status().changed()).isFalse();
    }

    @Test
    void aClockThatWasAheadSwitchesNoBackupOff() {
        watch.now = watch.now.plus(Duration.ofDays(3650));
        edit(1);
        assertThat(backups.whenDue(Progress.NONE)).isPresent();
        watch.now = watch.now.minus(Duration.ofDays(3650));
        edit(1);
        assertThat(backups.whenDue(Progress.NONE)).isPresent();
    }

    @Test
    void anImportIsBackedUpAtOnceSinceTheJournalDoesNotHoldItsRows() throws IOException {
        edit(1);
        backups.now(Progress.NONE);
        importTable("small", 3);
        assertThat(backups.whenDue(Progress.NONE)).isPresent();
        assertThat(backups.whenDue(Progress.NONE)).isEmpty();
    }

    private void importTable(String name, int rows) throws IOException {
        var table = new StringBuilder("device,title\n");
        for (int row = 0; row < rows; row++) {
            table.append("PC-").append(row % 100).append(",Title ").append(row).append('\n');
        }
        var file = Files.writeString(folder.resolve(name + ".csv"), table);
        new ImportFiles(register).run(ImportPlan.of(file).as(RowMeaning.INSTALLATIONS), Progress.NONE);
    }

    @Test
    void somethingLargeIsPrecededByABackupOfWhatWasThere() throws IOException {
        edit(1);
        edit(100);
        assertThat(kinds()).containsExactly("EDIT");
        assertThat(backups.all().getFirst().revision()).isEqualTo(1);
        importTable("large", 10_001);
        assertThat(kinds()).containsExactly("IMPORT", "EDIT");
        assertThat(backups.all().getFirst().revision()).isEqualTo(2);
        edit(99);
        assertThat(kinds()).hasSize(2);
    }

    @Test
    void aBackupThatCannotBeMadeKeepsNobodyFromTheWork() throws IOException {
        Files.writeString(home.resolve("backups"), "in the way");
        edit(1);
        edit(100);
        importTable("large", 10_001);
        assertThat(register.revision()).isEqualTo(3);
        assertThatThrownBy(() -> backups.beforeClose(Progress.NONE)).isInstanceOf(Fault.class);
        Files.delete(home.resolve("backups"));
        assertThat(backups.beforeClose(Progress.NONE)).isPresent();
    }

    @Test
    void keptFilesThatAreLostEverywhereAreNamedUntilTheyAreBack() throws IOException {
        var second = Files.createDirectories(folder.resolve("stick"));
        backups.chooseSecond(Optional.of(second));
        importTable("small", 3);
        backups.now(Progress.NONE);
        assertThat(backups.status().lacking()).isEmpty();
        assertThat(backups.status().secondFailure()).isEmpty();
        for (var kept : List.of(
                home.resolve("blobs"),
                home.resolve("backups/blobs"),
                backups.secondPlace().orElseThrow())) {
            try (var files = Files.walk(kept)) {
                for (var file : files.filter(Files::isRegularFile)
                        .filter(file -> file.startsWith(home) || file.toString().endsWith(".gz"))
                        .toList()) {
                    Files.writeString(file, "damaged");
                }
            }
        }
        assertThat(backups.now(Progress.NONE).verified()).isTrue();
        assertThat(backups.status().lacking())
                .map(Lacking::sentence)
                .contains("The backup lacks 1 kept file that the register has lost or damaged and no backup has whole:"
                        + " small.csv.");
        assertThat(backups.status().secondFailure())
                .map(BackUpRegister.SecondFailure::sentence)
                .contains("The copy in " + second + " lacks 1 kept file, whole neither there nor beside the register:"
                        + " small.csv.");
        assertThat(backups.status().secondSuccess()).isPresent();
        importTable("small", 3); // brings the damaged copy back
        backups.now(Progress.NONE);
        assertThat(backups.status().lacking()).isEmpty();
        assertThat(backups.status().secondFailure()).isEmpty();
    }

    @Test
    void theSecondFolderHasAStateOfItsOwn() throws IOException {
        var second = folder.resolve("stick");
        backups.chooseSecond(Optional.of(second));
        edit(1);
        backups.now(Progress.NONE);
        assertThat(backups.status().secondFailure())
                .map(BackUpRegister.SecondFailure::why)
                .contains(BackUpRegister.SecondFailure.Why.NOT_THERE);
        assertThat(backups.status().last()).as("the backup itself").isPresent();
        Files.createDirectories(second);
        watch.now = watch.now.plusSeconds(60);
        backups.now(Progress.NONE);
        assertThat(backups.status().secondFailure()).isEmpty();
        assertThat(backups.status().secondSuccess()).contains(watch.now);
        try (var copies = Files.list(backups.secondPlace().orElseThrow())) {
            assertThat(copies.filter(file -> file.toString().endsWith(".zip"))).hasSize(1);
        }
        backups.chooseSecond(Optional.empty());
        assertThat(backups.secondPlace()).isEmpty();
    }
}
