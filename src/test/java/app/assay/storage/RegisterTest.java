package app.assay.storage;

import static app.assay.domain.record.RecordKind.AGREEMENT;
import static app.assay.domain.record.RecordKind.ENTITLEMENT;
import static app.assay.domain.record.RecordKind.POSITION;
import static app.assay.domain.record.RecordKind.SETTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.trail.TrailEvent;
import app.assay.storage.records.CommitResult;
import app.assay.storage.witness.Trail;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("locales")
class RegisterTest {

    private static final UUID ONE = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID TWO = UUID.fromString("00000000-0000-4000-8000-000000000002");

    @TempDir
    Path folder;

    private final Threads threads = new Threads();

    @AfterEach
    void endThreads() {
        threads.close();
    }

    private Register create() {
        return Register.create(folder.resolve("r"), "Demo", Threads.ZONE, threads.context());
    }

    private Register open() {
        return Register.open(folder.resolve("r"), OpenMode.WRITE, threads.context());
    }

    private static Command command(String action, Edit... edits) {
        return new Command(action, "E-1", "because", List.of(edits));
    }

    private static CommitResult apply(Register register, Edit... edits) {
        return register.apply(command("entitlement.edit", edits), Progress.NONE);
    }

    @Test
    void aNewRegisterIsAFolderWithAMarkerADatabaseAndASeal() {
        try (var register = create()) {
            assertThat(folder.resolve("r/register.assay")).exists();
            assertThat(folder.resolve("r/register.mv.db")).exists();
            assertThat(folder.resolve("r/register.seal.json")).exists();
            assertThat(register.info().name()).isEqualTo("Demo");
            assertThat(register.info().zone()).isEqualTo(Threads.ZONE);
            assertThat(register.info().revision()).isZero();
            assertThat(register.info().trailLength()).isEqualTo(1);
        }
    }

    @Test
    void aFolderThatHoldsAnythingIsNotMadeARegister() throws Exception {
        Files.writeString(Files.createDirectories(folder.resolve("r")).resolve("notes.txt"), "mine");

        assertThatThrownBy(this::create)
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.REGISTER_EXISTS));
        try (var files = Files.list(folder.resolve("r"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aFolderWithoutAMarkerIsNoRegister() {
        assertThatThrownBy(() -> Register.open(folder, OpenMode.WRITE, threads.context()))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.REGISTER_NOT_FOUND));
    }

    @Test
    void anEditIsThereAfterReopening() {
        try (var register = create()) {
            var result = apply(register, Edit.set(ENTITLEMENT, ONE, Map.of("reference", "E-1", "quantity", "10")));
            assertThat(result.revision()).isEqualTo(1);
            assertThat(result.changes()).hasSize(1);
        }
        try (var register = open()) {
            assertThat(register.snapshot().revision()).isEqualTo(1);
            assertThat(register.snapshot().records(ENTITLEMENT))
                    .containsExactly(RecordState.of(ENTITLEMENT, ONE, Map.of("reference", "E-1", "quantity", "10")));
        }
    }

    @Test
    void aCommandAfterWhichNothingDiffersWritesNothing() {
        try (var register = create()) {
            apply(register, Edit.set(ENTITLEMENT, ONE, Map.of("reference", "E-1")));
            var again = apply(register, Edit.set(ENTITLEMENT, ONE, Map.of("reference", "E-1", "note", "")));

            assertThat(again.revision()).isEqualTo(1);
            assertThat(again.changes()).isEmpty();
            assertThat(register.info().trailLength()).isEqualTo(2);
        }
    }

    @Test
    void undoAndRedoOutlastTheProgram() {
        try (var register = create()) {
            apply(register, Edit.set(ENTITLEMENT, ONE, Map.of("reference", "E-1", "quantity", "10")));
            apply(register, Edit.set(ENTITLEMENT, ONE, Map.of("quantity", "12")));
        }
        try (var register = open()) {
            assertThat(register.undoState().undo().orElseThrow().revision()).isEqualTo(2);
            assertThat(register.undo().revision()).isEqualTo(3);
            assertThat(quantity(register)).isEqualTo("10");
        }
        try (var register = open()) {
            assertThat(quantity(register)).isEqualTo("10");
            register.undo();
            assertThat(register.snapshot().records(ENTITLEMENT)).isEmpty();
            assertThat(register.undoState().undo()).isEmpty();
            assertThatThrownBy(register::undo)
                    .isInstanceOfSatisfying(
                            Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.NOTHING_TO_UNDO));
        }
        try (var register = open()) {
            register.redo();
            register.redo();
            assertThat(quantity(register)).isEqualTo("12");
            assertThat(register.undoState().redo()).isEmpty();
        }
    }

    private static String quantity(Register register) {
        return register.snapshot().record(ENTITLEMENT, ONE).orElseThrow().text("quantity");
    }

    @Test
    void aNewCommandEndsWhatCouldBeDoneAgain() {
        try (var register = create()) {
            apply(register, Edit.set(ENTITLEMENT, ONE, Map.of("reference", "E-1")));
            register.undo();
            apply(register, Edit.set(ENTITLEMENT, TWO, Map.of("reference", "E-2")));

            assertThat(register.undoState().redo()).isEmpty();
            assertThatThrownBy(register::redo).isInstanceOf(Fault.class);
            register.undo();
            assertThat(register.undoState().undo()).isEmpty();
        }
    }

    @Test
    void aFrozenPositionCannotBeTakenBack() {
        try (var register = create()) {
            apply(register, Edit.set(POSITION, ONE, Map.of("reference", "P-1", "asAt", "2026-01-01")));

            assertThat(register.undoState().undo().orElseThrow().dependants()).isNotEmpty();
            assertThatThrownBy(register::undo)
                    .isInstanceOfSatisfying(
                            Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.CHANGE_REFUSED));
            assertThat(register.snapshot().records(POSITION)).hasSize(1);
        }
    }

    @Test
    void aRecordThatOthersReferToIsNotDeleted() {
        try (var register = create()) {
            apply(
                    register,
                    Edit.set(AGREEMENT, ONE, Map.of("reference", "A-1")),
                    Edit.set(ENTITLEMENT, TWO, Map.of("reference", "E-1", "agreement", ONE.toString())));

            assertThatThrownBy(() -> apply(register, Edit.delete(AGREEMENT, ONE)))
                    .isInstanceOfSatisfying(Fault.class, fault -> {
                        assertThat(fault.code()).isEqualTo(FaultCode.CHANGE_REFUSED);
                        assertThat(fault.happened()).contains("entitlement E-1").contains("agreement A-1");
                    });
            assertThat(register.snapshot().revision()).isEqualTo(1);
            apply(register, Edit.delete(ENTITLEMENT, TWO), Edit.delete(AGREEMENT, ONE));
            assertThat(register.snapshot().records(AGREEMENT)).isEmpty();
        }
    }

    @Test
    void everyFieldOfEveryKindIsKept() {
        var values = new java.util.EnumMap<RecordKind, Map<String, String>>(RecordKind.class);
        try (var register = create()) {
            for (var kind : RecordKind.values()) {
                var said = new java.util.HashMap<String, String>();
                for (var field : kind.fields()) {
                    said.put(field.name(), field.target().isPresent() ? TWO.toString() : "x\u00e9 " + field.name());
                }
                values.put(kind, said);
                apply(register, Edit.set(kind, ONE, said));
            }
        }
        try (var register = open()) {
            values.forEach((kind, said) -> assertThat(
                            register.snapshot().record(kind, ONE).orElseThrow().values())
                    .as(kind.name())
                    .isEqualTo(said));
        }
    }

    @Test
    void theTrailIsAChainFromTheRandomNumberOfTheRegister() {
        try (var register = create()) {
            apply(
                    register,
                    Edit.set(ENTITLEMENT, ONE, Map.of("reference", "E-1", "note", "a\n\"b\" \u00e9\ud83d\ude00")),
                    Edit.set(SETTING, TWO, Map.of("name", "currency", "value", "EUR")));
            register.undo();
            var events = new ArrayList<TrailEvent>();
            register.forEachEvent(events::add);

            assertThat(events)
                    .extracting(TrailEvent::action)
                    .containsExactly("register.create", "entitlement.edit", "entitlement.edit", "undo", "undo");
            assertThat(events.getFirst().detail()).contains(register.info().id().toString());
            var previous = "0".repeat(64);
            for (var event : events) {
                assertThat(event.previousHash()).isEqualTo(previous);
                assertThat(Trail.hash(event)).isEqualTo(event.hash());
                previous = event.hash();
            }
            assertThat(register.info().trailHead()).isEqualTo(previous);
            assertThat(events.get(1).change().orElseThrow().after())
                    .containsEntry("note", "a\n\"b\" \u00e9\ud83d\ude00");
        }
    }

    @Test
    void aChangeLongerThanItsColumnIsKeptWhole() {
        var long1 = "x".repeat(900_000);
        try (var register = create()) {
            apply(register, Edit.set(SETTING, ONE, Map.of("name", "n", "value", long1)));
            apply(register, Edit.set(SETTING, ONE, Map.of("value", "y".repeat(900_000))));
            var events = new ArrayList<TrailEvent>();
            register.forEachEvent(events::add);

            assertThat(events.getLast().change().orElseThrow().before()).containsEntry("value", long1);
            assertThat(Trail.hash(events.getLast())).isEqualTo(events.getLast().hash());
            register.undo();
            assertThat(register.snapshot().record(SETTING, ONE).orElseThrow().text("value"))
                    .isEqualTo(long1);
        }
    }

    @Test
    void aListenerIsToldOfTheNewSnapshot() {
        try (var register = create()) {
            var seen = new ArrayList<Long>();
            register.onRevision(snapshot -> seen.add(snapshot.revision()));
            apply(register, Edit.set(ENTITLEMENT, ONE, Map.of("reference", "E-1")));
            register.undo();

            assertThat(seen).containsExactly(1L, 2L);
        }
    }

    @Test
    void anOlderSnapshotStaysAsItWas() {
        try (var register = create()) {
            apply(register, Edit.set(ENTITLEMENT, ONE, Map.of("reference", "E-1")));
            var before = register.snapshot();
            apply(register, Edit.set(ENTITLEMENT, TWO, Map.of("reference", "E-0")));

            assertThat(before.records(ENTITLEMENT)).hasSize(1);
            assertThat(register.snapshot().records(ENTITLEMENT))
                    .extracting(state -> state.text("reference"))
                    .containsExactly("E-0", "E-1");
        }
    }
}
