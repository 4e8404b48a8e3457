package app.assay.ui.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.service.RecoverRegister.MissingFile;
import app.assay.service.RecoverRegister.Restored;
import app.assay.ui.recovery.RecoveryViewModel.Piece;
import app.assay.ui.recovery.RecoveryViewModel.Step;
import app.assay.ui.shell.Problem;
import app.assay.ui.shell.StepJobs;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.State;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Sentence;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecoveryViewModelTest {

    private final SampleDesk desk = new SampleDesk();
    private final StepJobs jobs = new StepJobs();
    private final Ways ways = new Ways();
    private final RecoveryViewModel model = new RecoveryViewModel(
            SampleDesk.FOLDER,
            new Problem("It differs from its seal.", "Nothing was changed.", "Restore a backup."),
            desk,
            ways,
            jobs,
            Texts.of(Locale.ENGLISH, ZoneOffset.UTC));

    @Test
    void theBestBackupIsProposedWithWhatItBringsBack() {
        inspect();

        assertThat(promise())
                .isEqualTo("Restore the backup of 2026-11-24 16:03 and do 14 entries of the journal again:"
                        + " everything that was saved comes back.");
        assertThat(model.targetProperty().get()).isEqualTo(SampleDesk.TARGET.toString());
        assertThat(model.certain(desk.report))
                .isEqualTo("Certainly whole: Marker, Seal, Journal, 9 backups, Kept files.");
        assertThat(model.pieces(desk.report).get(4))
                .extracting(Piece::state, Piece::word, Piece::name)
                .containsExactly(State.SHORTFALL, "Damaged", "Database");
    }

    @Test
    void whatWouldBeMissingIsToldOfEachOtherBackup() {
        inspect();
        model.chosenProperty().set(Optional.of(desk.report.choices().get(5)));

        assertThat(promise())
                .isEqualTo("Restore the backup of 2026-11-16 16:30: 124 entries of the trail would be missing.");
        assertThat(model.outcome(desk.report, desk.report.choices().get(5))).isEqualTo("124 entries missing");
        assertThat(model.compared(desk.report, desk.report.choices().get(5)))
                .isEqualTo("Entitlement -49 · Title decision -31 · Purchase -12");
    }

    @Test
    void keptFilesThatNobodyHasAreNotPromised() {
        desk.report = SampleDesk.lackingFiles();
        inspect();

        var best = desk.report.choices().getFirst();
        assertThat(promise())
                .endsWith("every record that was saved comes back. 2 kept files would be missing: neither the backup"
                        + " nor the register has them whole.");
        assertThat(model.outcome(desk.report, best)).isEqualTo("2 files missing");
        assertThat(model.outcomeSign(desk.report, best)).isEqualTo(State.ATTENTION);
    }

    @Test
    void withoutSealAndJournalNothingIsPromised() {
        var found = desk.report;
        desk.report = new app.assay.service.RecoverRegister.Report(
                found.folder(), found.name(), false, found.findings(), 0, true, found.choices(), List.of());
        inspect();

        assertThat(promise()).endsWith("cannot be told, for seal and journal are lost.");
        assertThat(model.outcomeSign(desk.report, desk.report.choices().getFirst()))
                .isEqualTo(State.ATTENTION);
    }

    @Test
    void restoringGoesBesideAndTellsWhatCameBack() {
        inspect();

        model.restore(true);
        assertThat(model.stepProperty().get()).isInstanceOf(Step.Working.class);
        jobs.runAll();

        assertThat(desk.asked)
                .last()
                .isEqualTo("restore 20261124T160300000Z-r61-timed.zip into " + SampleDesk.TARGET.getFileName()
                        + " with the journal");
        assertThat(model.stepProperty().get())
                .isInstanceOfSatisfying(Step.Done.class, done -> model.open(done.restored()));
        assertThat(ways.asked).containsExactly("open " + SampleDesk.TARGET);
    }

    @Test
    void nothingIsEverRestoredIntoTheDamagedRegister() {
        inspect();
        model.targetProperty().set(SampleDesk.FOLDER.resolve("backups").toString());

        model.restore(true);

        assertThat(jobs.waiting()).isZero();
        assertThat(told()).contains("never into it");
    }

    @Test
    void anEndedRestorationComesBackToWhatWasFound() {
        inspect();
        model.restore(false);
        model.cancel();
        jobs.runAll();

        assertThat(model.stepProperty().get()).isInstanceOf(Step.Found.class);
        assertThat(told()).isEqualTo("The restoration was ended; nothing of it is left behind.");
    }

    @Test
    void aFailedRestorationIsToldInThreeSentencesAndCanBeTriedAnew() {
        desk.failure = Optional.of(new Fault(
                FaultCode.DISK_FULL,
                Sentence.verbatim("The disk is full."),
                Sentence.verbatim("The backup is unharmed."),
                Sentence.verbatim("Make room.")));
        inspect();
        model.restore(true);
        jobs.runAll();

        assertThat(model.stepProperty().get()).isInstanceOf(Step.Found.class);
        assertThat(told()).isEqualTo("The disk is full. The backup is unharmed. Make room.");
    }

    @Test
    void endingTheInspectionLeadsBackToTheStart() {
        model.inspect();
        model.cancel();
        jobs.runAll();

        assertThat(ways.asked).containsExactly("leave");
    }

    @Test
    void backupsElsewhereAreLookedForToo() {
        desk.report = SampleDesk.nothing();
        inspect();
        assertThat(model.nothing(desk.report))
                .isEqualTo("No backup was found that could be restored. There is no journal either: a second folder,"
                        + " a stick or another machine may have a backup. The database itself cannot be read. The"
                        + " files it was made from can be imported into a new register.");

        model.lookIn(Path.of("/media/stick"));
        jobs.runAll();

        assertThat(desk.asked).containsExactly("inspect []", "inspect [/media/stick]");
    }

    @Test
    void anExportTellsWhatCouldNotBeRead() {
        desk.remarks = List.of(Sentence.verbatim("A block of installations cannot be read."));
        inspect();
        model.export(Path.of("/tmp/readable.gz"));
        jobs.runAll();

        assertThat(told())
                .isEqualTo("/tmp/readable.gz is written; 1 thing could not be read: A block of installations cannot"
                        + " be read.");
    }

    private void inspect() {
        model.inspect();
        jobs.runAll();
    }

    private String promise() {
        return model.promise(desk.report, model.chosenProperty().get().orElseThrow());
    }

    private String told() {
        return model.notice().messageProperty().get().orElseThrow().text();
    }

    /// What is asked of the program.
    static final class Ways implements RecoveryViewModel.Door {

        final List<String> asked = new ArrayList<>();

        @Override
        public void leave() {
            asked.add("leave");
        }

        @Override
        public void choose() {
            asked.add("choose");
        }

        @Override
        public void tryAgain() {
            asked.add("try again");
        }

        @Override
        public void look() {
            asked.add("look");
        }

        @Override
        public void open(Path restored) {
            asked.add("open " + restored);
        }
    }

    static Restored partly() {
        return new Restored(
                SampleDesk.TARGET,
                44,
                31,
                191,
                204,
                List.of(new MissingFile(
                        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "orders-2026.pdf")),
                List.of(Sentence.of(
                        "register.what-follows-was-not-done",
                        Sentence.of("register.rows-import-entry-are-in", "inventory-2026-11.csv", 192))));
    }
}
