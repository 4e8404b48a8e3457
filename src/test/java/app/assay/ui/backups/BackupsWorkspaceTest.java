package app.assay.ui.backups;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.service.BackUpRegister;
import app.assay.service.BackUpRegister.SecondFailure.Why;
import app.assay.ui.records.TestFrame;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.shell.Drill;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.ScreenShots;
import app.assay.ui.theme.State;
import app.assay.ui.theme.Theme;
import app.assay.ui.theme.Themes;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Sentence;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class BackupsWorkspaceTest {

    private final SampleBackups desk = SampleBackups.many();
    private final List<Path> opened = new ArrayList<>();
    private int changed;
    private BackupsWorkspace workspace;

    @Start
    void start(Stage stage) {
        workspace = make(desk, Locale.ENGLISH);
        var scene = new Scene(TestFrame.of(workspace), ScreenShots.WIDTH, ScreenShots.HEIGHT);
        new Themes(Theme.LIGHT).dress(scene);
        workspace.show(Drill.to("backups"));
        stage.setScene(scene);
        stage.show();
    }

    private BackupsWorkspace make(SampleBackups of, Locale locale) {
        return new BackupsWorkspace(
                of, () -> changed++, opened::add, new DirectJobs(), Texts.of(locale, ZoneOffset.UTC));
    }

    private BackupsViewModel model() {
        return workspace.model();
    }

    @Test
    void howWellTheRegisterIsBackedUpIsToldWithSignAndWords() {
        assertThat(model().sign()).isEqualTo(State.COMPLIANT);
        assertThat(model().told())
                .isEqualTo("The last verified backup is of 2026-11-24 16:03. Nothing changed since then.");
        assertThat(model().count()).isEqualTo("18 backups · 49 MB");
        assertThat(model().head()).isEqualTo("Head of the trail: 3f2a81c09be01d4c, entry 225");
    }

    @Test
    void aBackupIsMadeOnDemandAndListed(FxRobot robot) {
        robot.clickOn("#action-back-up-now");

        assertThat(desk.asked).containsExactly("now");
        assertThat(changed).isEqualTo(1);
        assertThat(workspace.rowsStatus().getValue()).startsWith("19 backups");
        assertThat(robot.lookup("#notice-text").queryLabeled().getText())
                .isEqualTo("The backup of 2026-11-24 16:40 is verified: revision 76.");
    }

    @Test
    void aFailedBackupIsToldInThreeSentences(FxRobot robot) {
        desk.failure = Optional.of(new Fault(
                FaultCode.DISK_FULL,
                Sentence.verbatim("The disk is full."),
                Sentence.verbatim("The register is unharmed."),
                Sentence.verbatim("Make room.")));
        robot.clickOn("#action-back-up-now");

        assertThat(robot.lookup("#notice-text").queryLabeled().getText())
                .isEqualTo("The disk is full. The register is unharmed. Make room.");
        assertThat(model().possible().get()).isTrue();
    }

    @Test
    void aReadOnlyRegisterIsNotBackedUp(FxRobot robot) {
        desk.readOnly = true;
        robot.interact(workspace::refresh);

        assertThat(robot.lookup("#action-back-up-now").query().isDisabled()).isTrue();
    }

    @Test
    void aBackupIsRestoredBesideAndOpenedWithOneClick(FxRobot robot) {
        robot.interact(() ->
                workspace.inspector().getValue().actions().getFirst().run().run());
        assertThat(robot.lookup("#backups-target").query().isFocused()).isTrue();
        robot.clickOn("#action-restore-go");
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(desk.asked)
                .containsExactly("restore r75-timed.zip into /registers/harbour-estate-restored-20261124-164000");
        robot.clickOn("#action-open-restored");
        assertThat(opened).containsExactly(Path.of("/registers/harbour-estate-restored-20261124-164000"));
    }

    @Test
    void theOpenRegisterIsNeverRestoredOver(FxRobot robot) {
        robot.interact(() -> {
            workspace.inspector().getValue().actions().getFirst().run().run();
            model().targetProperty().set(SampleBackups.FOLDER.toString());
            model().restore();
        });

        assertThat(desk.asked).isEmpty();
        assertThat(robot.lookup("#notice-text").queryLabeled().getText()).contains("never into it");
    }

    @Test
    void theSecondFolderIsChosenAndLeft(FxRobot robot) {
        robot.interact(() -> model().chooseSecond(Optional.of(Path.of("/media/stick"))));
        assertThat(model().secondSign()).isEqualTo(State.ATTENTION);
        assertThat(robot.lookup("#backups-second").queryLabeled().getText())
                .isEqualTo("The last backup is not there yet; the next one is copied with it. Nothing was copied"
                        + " there yet.");

        robot.clickOn("#action-leave-second");
        assertThat(desk.second).isEmpty();
        assertThat(robot.lookup("#action-choose-second").queryButton().getText())
                .isEqualTo("Choose a second folder…");
    }

    @Test
    void whatABackupLacksIsToldBesideItsState() {
        var lacking = SampleBackups.many();
        var whole = make(lacking, Locale.ENGLISH);
        whole.show(Drill.to("backups"));
        assertThat(whole.model().sign()).isEqualTo(State.COMPLIANT);
        lacking.lacking = Optional.of(new BackUpRegister.Lacking(1, "scan.pdf"));
        var made = make(lacking, Locale.ENGLISH);
        made.show(Drill.to("backups"));
        assertThat(made.model().sign()).isEqualTo(State.ATTENTION);
        assertThat(made.model().told())
                .startsWith("The last verified")
                .endsWith("lacks 1 kept file that the register has lost or damaged and no backup has whole: scan.pdf.");
        lacking.lacking = Optional.of(new BackUpRegister.Lacking(2, "a.pdf, b.pdf"));
        var german = make(lacking, Locale.GERMANY);
        german.show(Drill.to("backups"));
        assertThat(german.model().told())
                .endsWith("Der Sicherung fehlen 2 aufbewahrte Dateien, die im Register verloren oder beschädigt und in"
                        + " keiner Sicherung ganz sind: a.pdf, b.pdf.");
    }

    /// A German screen holds no English sentence about the second folder, whatever kept the copy from being whole.
    @Test
    void whyACopyFailedIsSaidInTheLanguageOfTheWindow() {
        for (var why : Why.values()) {
            var failing = SampleBackups.many();
            failing.second = Optional.of(Path.of("/stick"));
            failing.secondFailure = Optional.of(new BackUpRegister.SecondFailure(why, "/stick", 1, "scan.csv"));
            assertThat(failing.secondTold(Locale.GERMANY))
                    .as(why.name())
                    .contains("/stick")
                    .doesNotContainPattern("\\b(the|The|could|lacks|is|was|says|file)\\b")
                    .doesNotContain("‹");
            assertThat(failing.secondFailure.orElseThrow().sentence()).contains("/stick");
        }
    }

    /// Older versions noted a sentence and no folder.
    @Test
    void aNoteOfAnEarlierVersionNamesNoFolderThatIsNotThere() {
        var failing = SampleBackups.many();
        failing.second = Optional.of(Path.of("/stick"));
        failing.secondFailure = Optional.of(
                new BackUpRegister.SecondFailure(Why.FAILED, "", 0, "The folder /stick could not be written."));
        assertThat(failing.secondTold(Locale.GERMANY))
                .contains("hat dazu auf Englisch vermerkt: The folder /stick could not be written.")
                .doesNotContain("nach  ");
        assertThat(failing.secondTold(Locale.ENGLISH))
                .contains("noted: The folder /stick")
                .doesNotContain("to .");
    }

    @Test
    void theScreensAreDrawn() {
        draw("backups", SampleBackups.many(), Locale.ENGLISH);
        draw("backups-empty", new SampleBackups(), Locale.ENGLISH);
        var failing = SampleBackups.many();
        failing.changed = true;
        failing.second = Optional.of(Path.of("/media/stick/registers"));
        failing.secondSuccess = Optional.of(Instant.parse("2026-11-21T16:40:00Z"));
        failing.secondFailure =
                Optional.of(new BackUpRegister.SecondFailure(Why.LACKS, "/media/stick/registers", 2, "a.pdf, b.csv"));
        failing.lacking = Optional.of(new BackUpRegister.Lacking(1, "delivery-note-2026-04.pdf"));
        draw("backups-second-failed", failing, Locale.ENGLISH);
        draw("backups-german", failing, Locale.GERMANY);
        ScreenShots.of("backups-restoring", () -> {
            var made = make(SampleBackups.many(), Locale.ENGLISH);
            var frame = TestFrame.of(made);
            made.show(Drill.to("backups"));
            made.inspector().getValue().actions().getFirst().run().run();
            made.model().restore();
            made.inspector().getValue().actions().getFirst().run().run();
            return frame;
        });
        assertThat(Path.of("target", "screens", "backups-second-failed-dark.png"))
                .exists();
    }

    private void draw(String name, SampleBackups of, Locale locale) {
        ScreenShots.of(name, () -> {
            var made = make(of, locale);
            var frame = TestFrame.of(made);
            made.show(Drill.to("backups"));
            return frame;
        });
    }
}
