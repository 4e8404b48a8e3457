package app.assay.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.trail.UndoState;
import app.assay.ui.text.Texts;
import app.assay.work.Cancelled;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShellViewModelTest {

    private static final UndoState.Step EDIT = new UndoState.Step(7, "entitlement.edit", "ENT-7", 1, List.of());

    private final Texts texts = Texts.of(Locale.ENGLISH, ZoneOffset.UTC);
    private final StepJobs jobs = new StepJobs();
    private final Desk desk = new Desk();
    private final ShellViewModel model = new ShellViewModel(jobs, texts, new Navigator(Drill.to("position")), desk);

    @Test
    void undoSaysInPlainWordsWhatItWouldTakeBack() {
        model.show(state(false, new UndoState(Optional.of(EDIT), Optional.empty())));

        assertThat(model.undoText().getValue()).isEqualTo("Undo: change entitlement ENT-7 (1 record)");
        assertThat(model.canUndo().get()).isTrue();
        assertThat(model.redoText().getValue()).isEqualTo("Nothing to redo");
        assertThat(model.canRedo().get()).isFalse();
    }

    @Test
    void undoThatLaterWorkRestsOnSaysSo() {
        var step = new UndoState.Step(7, "load.publish", "devices.csv", 3, List.of("entitlement ENT-7"));
        model.show(state(false, new UndoState(Optional.of(step), Optional.empty())));

        assertThat(model.canUndo().get()).isFalse();
        assertThat(model.undoText().getValue())
                .isEqualTo("Cannot undo load publish devices.csv: entitlement ENT-7 rests on it");
    }

    @Test
    void aReadOnlyRegisterUndoesNothing() {
        model.show(state(true, new UndoState(Optional.of(EDIT), Optional.empty())));

        assertThat(model.canUndo().get()).isFalse();
    }

    @Test
    void standingStatesAreInOrderOfTheirGravityAndOneOfEachKind() {
        model.raise(Banner.of("note", Banner.Kind.NOTE, "A note.", ""));
        model.raise(Banner.of("alarm", Banner.Kind.ALARM, "An alarm.", ""));
        model.raise(Banner.of("place", Banner.Kind.WARNING, "A place.", ""));
        model.raise(Banner.of("place", Banner.Kind.WARNING, "Another place.", ""));

        assertThat(model.banners()).extracting(Banner::title).containsExactly("An alarm.", "Another place.", "A note.");
        model.lower("alarm");
        model.lower("nothing");
        assertThat(model.banners()).extracting(Banner::id).containsExactly("place", "note");
    }

    @Test
    void thatARegisterIsOnlyLookedAtIsToldWithItsReasonWhereThatIsKnown() {
        model.raise(Banner.of(ShellViewModel.READ_ONLY, Banner.Kind.NOTE, "The stick is write-protected.", ""));
        model.show(state(true, UndoState.NOTHING));
        assertThat(model.banners()).extracting(Banner::title).containsExactly("The stick is write-protected.");

        model.show(state(false, UndoState.NOTHING));
        assertThat(model.banners()).isEmpty();
        model.show(state(true, UndoState.NOTHING));
        model.show(state(true, UndoState.NOTHING));
        assertThat(model.banners()).extracting(Banner::title).containsExactly(texts.get("shell.readonly"));
    }

    @Test
    void theLastBackupIsToldByItsTimeTodayAndByItsDayElse() {
        var at = Instant.parse("2026-06-29T14:05:00Z");
        model.show(backedUp(
                new BackupState(Optional.of(at), true, true, BackupState.Second.NONE, "", 9, "ab".repeat(32))));
        assertThat(model.backupText()).isEqualTo("Last verified backup: 14:05");
        assertThat(model.backupDetail())
                .isEqualTo("The register changed since then.\nHead of the trail: abababababababab, entry 9");

        model.show(backedUp(
                new BackupState(Optional.of(at), false, false, BackupState.Second.NONE, "", 9, "ab".repeat(32))));
        assertThat(model.backupText()).isEqualTo("Last verified backup: 2026-06-29 14:05");
        assertThat(model.backupIsMissing()).isFalse();
    }

    @Test
    void workWithoutAnyBackupIsAWarningAndANewRegisterIsNone() {
        model.show(backedUp(new BackupState(Optional.empty(), false, true, BackupState.Second.NONE, "", 9, "ab")));
        assertThat(model.backupText()).isEqualTo("No backup yet");
        assertThat(model.backupIsMissing()).isTrue();

        model.show(backedUp(new BackupState(Optional.empty(), false, false, BackupState.Second.NONE, "", 1, "ab")));
        assertThat(model.backupIsMissing()).isFalse();

        model.show(backedUp(BackupState.UNKNOWN));
        assertThat(model.backupText()).isEmpty();
    }

    private static RegisterState backedUp(BackupState backup) {
        return new RegisterState("Harbour", 7, false, backup, Optional.empty(), UndoState.NOTHING);
    }

    @Test
    void whileAChangeIsBeingSavedTheBarSaysSoAndUndoWaits() {
        model.show(state(false, new UndoState(Optional.of(EDIT), Optional.empty())));

        model.undo();
        assertThat(model.savedText().getValue()).isEqualTo("Saving…");
        assertThat(model.canUndo().get()).isFalse();
        model.undo();
        jobs.runAll();

        assertThat(desk.asked).containsExactly("undo");
        assertThat(model.savedText().getValue()).isEqualTo("All changes saved");
        assertThat(model.notices()).extracting(Notice::title).containsExactly("Undone");
    }

    @Test
    void aFailedUndoIsToldInThreeSentencesAndACancelledOneNot() {
        model.show(state(false, new UndoState(Optional.of(EDIT), Optional.empty())));
        desk.failure = new Fault(
                FaultCode.DISK_FULL,
                Sentence.verbatim("The disk is full."),
                Sentence.verbatim("Nothing was changed."),
                Sentence.verbatim("Make room."));

        model.undo();
        jobs.runAll();
        model.fail(new Cancelled());

        assertThat(model.notices())
                .containsExactly(new Notice(
                        Notice.Kind.PROBLEM, "The disk is full.", "Nothing was changed. Make room.", Optional.empty()));
    }

    @Test
    void noticesAreCappedAndProblemsStayLongest() {
        model.tell(Notice.problem(new Problem("It broke.", "All is well.", "Mend it.")));
        for (int i = 1; i <= 6; i++) {
            model.tell(Notice.done("Done " + i));
        }

        assertThat(model.notices())
                .extracting(Notice::title)
                .containsExactly("It broke.", "Done 4", "Done 5", "Done 6");
    }

    @Test
    void aJobTellsHowFarHowFastAndHowLongYet() {
        assertThat(model.describe(JobState.Step.FIRST)).isEqualTo("Begins…");
        assertThat(model.describe(new JobState.Step("", 12_000, 100_000, Duration.ofSeconds(3))))
                .isEqualTo("12,000 of 100,000 · 4,000 per second · 22 s left");
        assertThat(model.describe(new JobState.Step("", 1_000, 1_000_000, Duration.ofSeconds(1))))
                .isEqualTo("1,000 of 1,000,000 · 1,000 per second · 17 min left");
        assertThat(model.describe(new JobState.Step("", 500, -1, Duration.ofMillis(100))))
                .isEqualTo("500");
    }

    @Test
    void thePaletteFindsActionsByTheirWordsAndRecordsByTheirNames() {
        var run = new ArrayList<String>();
        model.setActions(List.of(
                Action.of("import", "Import files…", () -> run.add("import")),
                Action.of("freeze", "Freeze position", () -> run.add("freeze"))));
        var palette = model.palette();
        palette.open(false);

        palette.wordsProperty().set("fre pos");
        jobs.runAll();

        assertThat(palette.entries())
                .extracting(PaletteViewModel.Entry::title)
                .containsExactly("Freeze position", "HBR-DB-01");
        palette.choice().orElseThrow().run().run();
        assertThat(run).containsExactly("freeze");
        palette.move(-1);
        palette.choice().orElseThrow().run().run();
        assertThat(model.navigator().current()).isEqualTo(Drill.to("devices").record("d1"));
    }

    @Test
    void anOldSearchOfThePaletteIsDropped() {
        var palette = model.palette();
        palette.wordsProperty().set("a");
        palette.wordsProperty().set("ab");

        jobs.runLast();
        jobs.runAll();

        assertThat(palette.entries()).hasSize(1);
    }

    private static RegisterState state(boolean readOnly, UndoState undo) {
        return new RegisterState("Harbour", 7, readOnly, BackupState.UNKNOWN, Optional.empty(), undo);
    }

    private static final class Desk implements RegisterDesk {

        private final List<String> asked = new ArrayList<>();
        private Fault failure;

        @Override
        public void undo(Progress progress) {
            asked.add("undo");
            if (failure != null) {
                throw failure;
            }
        }

        @Override
        public void redo(Progress progress) {
            asked.add("redo");
        }

        @Override
        public List<PaletteHit> find(String words, int most) {
            return List.of(new PaletteHit(
                    "Device", "HBR-DB-01", "", Drill.to("devices").record("d1")));
        }
    }
}
