package app.assay.ui.records;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.draft.Draft;
import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.EditDay;
import app.assay.domain.record.RecordKind;
import app.assay.ui.shell.FormDrafts;
import app.assay.ui.shell.MemoryKeeper;
import app.assay.ui.shell.StepJobs;
import app.assay.ui.shell.StepPauses;
import app.assay.ui.text.Texts;
import app.assay.work.Progress;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Nothing that stands in a form or a pasted block is lost.
class FormDraftsOfRecordsTest {

    private final Texts texts = Texts.of(Locale.ENGLISH, ZoneOffset.UTC);
    private final MemoryDesk desk = new MemoryDesk();
    private final StepJobs jobs = new StepJobs();
    private final StepPauses pauses = new StepPauses();
    private final MemoryKeeper keeper = new MemoryKeeper();
    private final FormDrafts drafts =
            new FormDrafts(keeper, jobs, pauses, () -> 12, () -> Instant.parse("2026-11-15T14:02:00Z"));
    private final RecordFormViewModel form = form(drafts);

    private RecordFormViewModel form(FormDrafts keeping) {
        var made = new RecordFormViewModel(RecordKind.ENTITLEMENT, desk, jobs, texts);
        made.keepDrafts(keeping, made::resume);
        return made;
    }

    /// The program after a crash: what it kept, and nothing else.
    private FormDrafts startedAgain() {
        keeper.restart();
        var again = new FormDrafts(keeper, jobs, pauses, () -> 13, () -> Instant.parse("2026-11-15T15:00:00Z"));
        again.load();
        jobs.runAll();
        return again;
    }

    private UUID record(String reference) {
        return desk.put(
                        RecordKind.ENTITLEMENT,
                        Map.of(
                                "reference", reference,
                                "product", "microsoft/sql-server",
                                "metric", "core",
                                "kind", "FULL",
                                "quantity", "8"))
                .id();
    }

    private void show(UUID id) {
        form.show(id);
        jobs.runAll();
    }

    private void type(RecordFormViewModel into, String field, String text) {
        into.field(field).textProperty().set(text);
        jobs.runAll();
    }

    private void later() {
        pauses.pass();
        jobs.runAll();
    }

    private void editElsewhere(UUID id, Map<String, String> values) {
        desk.apply(
                new Command("entitlement.edit", "", "", List.of(Edit.set(RecordKind.ENTITLEMENT, id, values))),
                Progress.NONE);
    }

    @Test
    void aHalfTypedFieldComesBackAfterACrash() {
        var id = record("E-1");
        show(id);
        type(form, "quantity", "a doz");
        later();
        assertThat(keeper.only().record()).contains(id);
        assertThat(keeper.only().values()).isEqualTo(Map.of("quantity", "a doz"));

        var again = startedAgain();
        var other = form(again);
        assertThat(again.waiting()).hasSize(1);
        again.continueWith(again.waiting().getFirst());
        jobs.runAll();

        assertThat(other.recordProperty().get()).contains(id);
        assertThat(other.field("quantity").textProperty().get()).isEqualTo("a doz");
        assertThat(other.field("quantity").asideProperty().get()).contains("The register says 8.");
        assertThat(other.field("quantity").messageProperty().get()).isPresent();
        assertThat(other.statusProperty().get()).startsWith("Continued from 2026-11-15 14:02");
        assertThat(again.waiting()).isEmpty();
        assertThat(keeper.kept).as("it is kept until it is saved or discarded").hasSize(1);
    }

    @Test
    void aDraftKeepsFromWhenItWasToHold() {
        var id = record("E-1");
        show(id);
        form.holdsProperty().set(RecordFormViewModel.Holds.FROM_DAY);
        form.dayProperty().set(LocalDate.of(2026, 11, 10));
        type(form, "quantity", "a doz");
        later();

        var again = startedAgain();
        var other = form(again);
        again.continueWith(again.waiting().getFirst());
        jobs.runAll();
        assertThat(other.holdsProperty().get()).isEqualTo(RecordFormViewModel.Holds.FROM_DAY);
        type(other, "quantity", "12");
        other.confirm(other.field("quantity"));
        jobs.runAll();
        assertThat(desk.done().getLast().edits().getFirst().day()).isEqualTo(EditDay.from(LocalDate.of(2026, 11, 10)));
    }

    @Test
    void whatTheRegisterSaysNowStandsBesideAContinuedField() {
        var id = record("E-1");
        show(id);
        type(form, "quantity", "12");
        type(form, "note", "counted");
        later();
        editElsewhere(id, Map.of("quantity", "20"));

        var again = startedAgain();
        var other = form(again);
        again.continueWith(again.waiting().getFirst());
        jobs.runAll();

        assertThat(other.field("quantity").asideProperty().get()).contains("The register says 20 now; it said 8.");
        assertThat(other.field("note").asideProperty().get()).contains("The register says nothing.");

        other.confirm(other.field("quantity"));
        jobs.runAll();
        assertThat(desk.find(RecordKind.ENTITLEMENT, id).orElseThrow().text("quantity"))
                .isEqualTo("12");
        assertThat(other.field("quantity").asideProperty().get()).isEmpty();
        assertThat(keeper.only().values()).isEqualTo(Map.of("note", "counted"));
        other.confirm(other.field("note"));
        jobs.runAll();
        assertThat(keeper.kept).isEmpty();
    }

    @Test
    void aNewRecordComesBackWholeAndItsDraftGoesWhenItIsAdded() {
        form.begin(Map.of());
        jobs.runAll();
        later();
        assertThat(keeper.kept).as("nothing was typed yet").isEmpty();
        type(form, "product", "Microsoft SQL Server");
        type(form, "quantity", "sixteen");
        later();

        var again = startedAgain();
        var other = form(again);
        again.continueWith(again.waiting().getFirst());
        jobs.runAll();
        assertThat(other.modeProperty().get()).isEqualTo(RecordFormViewModel.Mode.NEW);
        assertThat(other.field("product").textProperty().get()).isEqualTo("Microsoft SQL Server");
        assertThat(other.field("quantity").textProperty().get()).isEqualTo("sixteen");
        assertThat(other.field("metric").textProperty().get()).startsWith("core");

        type(other, "quantity", "16");
        other.add();
        jobs.runAll();

        assertThat(desk.only(RecordKind.ENTITLEMENT).text("quantity")).isEqualTo("16");
        assertThat(keeper.kept).isEmpty();
        later();
        assertThat(keeper.kept).isEmpty();
    }

    @Test
    void turningToAnotherRecordOffersWhatCouldNotBeSavedAndComingBackShowsItAgain() {
        var one = record("E-1");
        var two = record("E-2");
        show(one);
        type(form, "quantity", "lots");
        form.confirm(form.field("quantity"));
        show(two);

        assertThat(form.field("quantity").textProperty().get()).isEqualTo("8");
        assertThat(drafts.waiting()).singleElement().satisfies(draft -> {
            assertThat(draft.record()).contains(one);
            assertThat(draft.values()).isEqualTo(Map.of("quantity", "lots"));
        });

        show(one);

        assertThat(form.field("quantity").textProperty().get()).isEqualTo("lots");
        assertThat(drafts.waiting()).isEmpty();
    }

    @Test
    void aFieldThatIsOnItsWayWhenTheRowChangesIsNotOfferedOnceItIsSaved() {
        var one = record("E-1");
        var two = record("E-2");
        show(one);
        type(form, "quantity", "9");
        form.confirm(form.field("quantity"));
        form.show(two);
        // The other record is read before the write is done.
        jobs.runLast();
        assertThat(form.recordProperty().get()).contains(two);
        assertThat(drafts.waiting()).isEmpty();

        jobs.runAll();

        assertThat(desk.find(RecordKind.ENTITLEMENT, one).orElseThrow().text("quantity"))
                .isEqualTo("9");
        assertThat(drafts.waiting()).isEmpty();
        assertThat(keeper.kept).isEmpty();
    }

    @Test
    void aFieldThatIsOnItsWayWhenTheRowChangesIsOfferedWhenItIsRefused() {
        var one = record("E-1");
        var two = record("E-2");
        show(one);
        type(form, "quantity", "lots");
        form.confirm(form.field("quantity"));
        form.show(two);
        jobs.runLast();
        assertThat(drafts.waiting()).isEmpty();

        jobs.runAll();

        assertThat(drafts.waiting())
                .singleElement()
                .satisfies(draft -> assertThat(draft.values()).isEqualTo(Map.of("quantity", "lots")));
    }

    @Test
    void anUndoUnderAHalfTypedFieldLeavesItOnScreenAndTellsIt() {
        var id = record("E-1");
        show(id);
        type(form, "quantity", "12");
        editElsewhere(id, Map.of("quantity", "5", "note", "undone"));

        show(id);

        assertThat(form.field("quantity").textProperty().get()).isEqualTo("12");
        assertThat(form.field("quantity").asideProperty().get()).contains("The register says 5 now; it said 8.");
        assertThat(form.field("note").textProperty().get()).isEqualTo("undone");
        assertThat(form.statusProperty().get()).startsWith("A field changed in the register while you typed");

        form.revert(form.field("quantity"));
        jobs.runAll();
        assertThat(form.field("quantity").textProperty().get()).isEqualTo("5");
        assertThat(form.field("quantity").asideProperty().get()).isEmpty();
    }

    @Test
    void theSameChangeMadeElsewhereIsNoConflict() {
        var id = record("E-1");
        show(id);
        type(form, "quantity", "12");
        editElsewhere(id, Map.of("quantity", "12"));

        show(id);
        later();

        assertThat(form.field("quantity").asideProperty().get()).isEmpty();
        assertThat(form.statusProperty().get()).isEmpty();
        assertThat(keeper.kept).isEmpty();
    }

    @Test
    void aRecordThatIsGoneLeavesItsTextsAsANewOne() {
        var id = record("E-1");
        show(id);
        type(form, "note", "in the middle of a sent");
        desk.apply(
                new Command("entitlement.delete", "", "", List.of(Edit.delete(RecordKind.ENTITLEMENT, id))),
                Progress.NONE);
        show(id);
        assertThat(form.modeProperty().get()).isEqualTo(RecordFormViewModel.Mode.NOTHING);
        assertThat(drafts.waiting()).hasSize(1);

        drafts.continueWith(drafts.waiting().getFirst());
        jobs.runAll();

        assertThat(form.modeProperty().get()).isEqualTo(RecordFormViewModel.Mode.NEW);
        assertThat(form.field("note").textProperty().get()).isEqualTo("in the middle of a sent");
        assertThat(form.statusProperty().get()).contains("no longer in the register");
    }

    @Test
    void beginningAnotherNewRecordKeepsTheOneBeforeAndDiscardingDoesNot() {
        form.begin(Map.of());
        jobs.runAll();
        type(form, "note", "first");
        form.begin(Map.of());
        jobs.runAll();
        assertThat(drafts.waiting()).extracting(Draft::subject).containsExactly("");
        assertThat(form.field("note").textProperty().get()).isEmpty();

        type(form, "note", "second");
        later();
        form.discard();
        jobs.runAll();

        assertThat(keeper.only().values()).containsEntry("note", "first");
    }

    @Test
    void whatIsTypedWhileARecordIsBeingAddedIsNotTakenAsSaved() {
        form.begin(Map.of());
        jobs.runAll();
        type(form, "product", "Microsoft SQL Server");
        type(form, "quantity", "16");
        form.add();
        form.field("note").textProperty().set("one more th");
        jobs.runAll();

        var added = desk.only(RecordKind.ENTITLEMENT);
        assertThat(added.text("note")).isEmpty();
        assertThat(form.field("note").textProperty().get()).isEqualTo("one more th");
        later();
        assertThat(keeper.only().record()).contains(added.id());
        assertThat(keeper.only().values()).isEqualTo(Map.of("note", "one more th"));
    }

    @Test
    void pastedRowsThatAreNotAddedComeBackWithTheirColumns() {
        var paste = new PasteViewModel(RecordKind.ENTITLEMENT, desk, jobs, texts);
        paste.keepDrafts(drafts, _ -> {});
        paste.take("Product\tQty\tWhatever\nAdobe Acrobat\t5\t\"a\tb\"\nUnheard of\t1\tx\n", List.of());
        jobs.runAll();
        paste.map(2, "note");
        jobs.runAll();
        later();

        var again = startedAgain();
        var opened = new ArrayList<Draft>();
        var other = new PasteViewModel(RecordKind.ENTITLEMENT, desk, jobs, texts);
        other.keepDrafts(again, draft -> {
            opened.add(draft);
            other.resume(draft);
        });
        again.continueWith(again.waiting().getFirst());
        jobs.runAll();

        assertThat(opened).hasSize(1);
        assertThat(other.viewProperty().get()).isEqualTo(paste.viewProperty().get());
        assertThat(other.viewProperty().get().columns())
                .extracting(PasteViewModel.Column::field)
                .containsExactly("product", "quantity", "note");

        other.add();
        jobs.runAll();
        later();
        assertThat(keeper.only().values().get("rows")).isEqualTo("Unheard of\t1\tx\n");
        other.leave();
        jobs.runAll();
        assertThat(again.waiting()).hasSize(1);
        again.discard(again.waiting().getFirst());
        jobs.runAll();
        assertThat(keeper.kept).isEmpty();
    }
}
