package app.assay.ui.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.RecordKind;
import app.assay.service.BackUpRegister;
import app.assay.service.BackupNotes;
import app.assay.service.EditRecords;
import app.assay.service.OpenRegister;
import app.assay.service.RecoverRegister;
import app.assay.service.RecoverRegister.Report;
import app.assay.service.Registers;
import app.assay.ui.recovery.RecoveryViewModel.Step;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.shell.Problem;
import app.assay.ui.text.Texts;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A register on disk whose database is damaged, from the failed opening to the register that was restored.
class DamagedRegisterTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    private final ExecutorService readers =
            Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory());
    private final Registers registers = new Registers(NOON, "anna", "test", writer, readers);
    private final RecoverRegister recover = new RecoverRegister(registers);
    private final Memory notes = new Memory();
    private final RecoveryViewModelTest.Ways ways = new RecoveryViewModelTest.Ways();
    private Path home;
    private Path second;

    @BeforeEach
    void damage() throws IOException {
        home = folder.resolve("harbour");
        second = Files.createDirectories(folder.resolve("stick"));
        try (var register = registers.create(home, "Harbour estate", ZoneId.of("Europe/Berlin"))) {
            edit(register, 1, "10");
            var backups = new BackUpRegister(register, notes);
            backups.chooseSecond(Optional.of(second));
            backups.now(Progress.NONE);
            edit(register, 2, "20");
            edit(register, 1, "11");
        }
        try (var file = FileChannel.open(home.resolve("register.mv.db"), StandardOpenOption.WRITE)) {
            for (long place = 8192; place < file.size(); place += 4096) {
                file.write(ByteBuffer.wrap(new byte[512]), place);
            }
        }
    }

    @AfterEach
    void endThreads() {
        writer.close();
        readers.close();
    }

    private static void edit(OpenRegister register, int number, String note) {
        var saved = new EditRecords(register)
                .apply(
                        new Command(
                                "device.edit",
                                "PC-" + number,
                                "",
                                List.of(Edit.set(
                                        RecordKind.DEVICE,
                                        new UUID(0x4000, 0x8000_0000_0000_0000L | number),
                                        Map.of("name", "PC-" + number, "note", note)))),
                        Progress.NONE);
        assertThat(saved.done()).as(saved.findings().toString()).isTrue();
    }

    private Fault failure() {
        return catchThrowableOfType(Fault.class, () -> registers.open(home));
    }

    private RecoveryViewModel inspected(Optional<Path> known) {
        var texts = Texts.of(Locale.ENGLISH, ZoneOffset.UTC);
        var model = new RecoveryViewModel(
                home,
                Problem.of(failure(), texts),
                RecoveryDesk.of(recover, home, known),
                ways,
                new DirectJobs(),
                texts);
        model.inspect();
        return model;
    }

    @Test
    void everythingComesBackBesideAndTheDamagedRegisterStaysAsItWas() throws IOException {
        assertThat(RecoverRegister.isOfUse(home, failure().code())).isTrue();
        var before = Files.readAllBytes(home.resolve("register.mv.db"));

        var model = inspected(Optional.empty());
        assertThat(model.promise(report(model), model.chosenProperty().get().orElseThrow()))
                .endsWith("do 2 entries of the journal again: everything that was saved comes back.");
        model.restore(true);

        assertThat(model.stepProperty().get()).isInstanceOfSatisfying(Step.Done.class, done -> {
            assertThat(done.restored().replayed()).isEqualTo(2);
            assertThat(done.restored().remarks()).isEmpty();
            try (var register = registers.open(done.restored().folder())) {
                assertThat(new EditRecords(register)
                                .all(RecordKind.DEVICE).stream()
                                        .map(record -> record.text("note"))
                                        .sorted()
                                        .toList())
                        .containsExactly("11", "20");
            }
        });
        assertThat(Files.readAllBytes(home.resolve("register.mv.db"))).isEqualTo(before);
    }

    @Test
    void theBackupsOfTheSecondFolderAreFoundWhenThoseBesideAreLost() throws IOException {
        Files.move(home.resolve("backups"), folder.resolve("away"));

        assertThat(report(inspected(Optional.empty())).choices()).isEmpty();

        var known = RecoverRegister.secondFolder(home, notes);
        assertThat(known).contains(second);
        assertThat(report(inspected(known)).choices()).hasSize(1);
    }

    @Test
    void backupsOfAnotherRegisterAreNoChoice() {
        var other = folder.resolve("other");
        try (var register = registers.create(other, "Clinic", ZoneId.of("Europe/Berlin"))) {
            edit(register, 7, "70");
            new BackUpRegister(register, notes).now(Progress.NONE);
        }

        assertThat(report(inspected(Optional.of(other))).choices()).hasSize(1);
    }

    @Test
    void aRegisterWithoutItsMarkerIsLookedAtAndAnyOtherFolderIsNot() throws IOException {
        Files.delete(home.resolve("register.assay"));

        assertThat(failure().code()).isEqualTo(FaultCode.REGISTER_NOT_FOUND);
        assertThat(RecoverRegister.isOfUse(home, FaultCode.REGISTER_NOT_FOUND)).isTrue();
        assertThat(RecoverRegister.isOfUse(second, FaultCode.REGISTER_NOT_FOUND))
                .isFalse();
        assertThat(RecoverRegister.isOfUse(home, FaultCode.REGISTER_LOCKED)).isFalse();
        assertThat(report(inspected(Optional.empty())).choices()).hasSize(1);
    }

    private static Report report(RecoveryViewModel model) {
        assertThat(model.stepProperty().get()).isInstanceOf(Step.Found.class);
        return ((Step.Found) model.stepProperty().get()).report();
    }

    private static final class Memory implements BackupNotes {

        private final Map<String, String> texts = new HashMap<>();

        @Override
        public Optional<String> get(UUID register, String name) {
            return Optional.ofNullable(texts.get(register + name)).filter(text -> !text.isEmpty());
        }

        @Override
        public void put(UUID register, String name, String text) {
            texts.put(register + name, text);
        }
    }
}
