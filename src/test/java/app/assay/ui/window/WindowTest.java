package app.assay.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.table.Filter;
import app.assay.domain.trail.UndoState;
import app.assay.ui.shell.BackupState;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.FxJobs;
import app.assay.ui.shell.Notice;
import app.assay.ui.shell.Problem;
import app.assay.ui.shell.RegisterState;
import app.assay.ui.theme.Theme;
import app.assay.ui.theme.Themes;
import app.assay.work.Cancelled;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Does with the window what an analyst does, mostly by keys.
@ExtendWith(ApplicationExtension.class)
class WindowTest {

    private final List<Runnable> work = new ArrayList<>();
    private long nanos;
    private int memoryOut;
    private Themes themes;
    private ExampleWindow window;

    @Start
    void start(Stage stage) {
        themes = new Themes(Theme.LIGHT);
        window = new ExampleWindow(themes, new FxJobs(work::add, Runnable::run, () -> nanos, () -> memoryOut++));
        var scene = new Scene(window.view, 990, 760);
        themes.dress(scene);
        stage.setScene(scene);
        stage.show();
        window.workspace("position").grid().focusTable();
    }

    @Test
    void workspacesAreReachedByKeyAndTheInspectorIsHiddenByKey(FxRobot robot) {
        press(robot, KeyCode.CONTROL, KeyCode.DIGIT3);
        assertThat(text(robot, "#header-title")).isEqualTo("Devices");
        assertThat(text(robot, "#crumb-here")).isEqualTo("Devices");
        assertThat(text(robot, "#status-rows")).isEqualTo("1,000 rows");

        press(robot, KeyCode.F7);
        assertThat(robot.lookup("#inspector").tryQuery()).isEmpty();
        press(robot, KeyCode.F7);
        assertThat(robot.lookup("#inspector").tryQuery()).isPresent();
    }

    @Test
    void backComesToTheRowsAsTheyWereFiltered(FxRobot robot) {
        var northwind = new Filter.OneOf("publisher", List.of("Northwind"), false);
        robot.interact(() -> window.workspace("position").grid().setFilters(List.of(northwind)));
        press(robot, KeyCode.CONTROL, KeyCode.DIGIT4);

        press(robot, KeyCode.ALT, KeyCode.LEFT);

        assertThat(text(robot, "#header-title")).isEqualTo("Position");
        assertThat(window.workspace("position").last())
                .hasValueSatisfying(place -> assertThat(place.filters()).containsExactly(northwind));
        press(robot, KeyCode.ALT, KeyCode.RIGHT);
        assertThat(text(robot, "#header-title")).isEqualTo("Software");
    }

    @Test
    void undoSaysWhatItTakesBackAndIsDoneByKey(FxRobot robot) {
        var undo = robot.lookup("#undo").queryButton();
        assertThat(undo.getAccessibleText()).isEqualTo("Undo: change entitlement ENT-0042 (3 records)");
        assertThat(undo.getTooltip().getText()).endsWith("(Ctrl+Z)");

        press(robot, KeyCode.CONTROL, KeyCode.Z);
        assertThat(text(robot, "#status-saved")).isEqualTo("Saving…");
        runWork();

        assertThat(window.asked).containsExactly("undo");
        assertThat(text(robot, "#status-saved")).isEqualTo("All changes saved");
    }

    @Test
    void aNewRevisionIsReadByTheWorkspaceInSight(FxRobot robot) {
        robot.interact(() -> window.model.show(ExampleWindow.state(8, Optional.empty())));

        assertThat(window.workspace("position").refreshed).isEqualTo(1);
        assertThat(window.workspace("devices").refreshed).isZero();
        assertThat(robot.lookup("#undo").queryButton().isDisabled()).isTrue();
    }

    @Test
    void aJobIsSeenAndCancelledInItsList(FxRobot robot) {
        var failures = new ArrayList<Exception>();
        robot.interact(() -> window.model
                .jobs()
                .start(
                        "Importing devices.csv",
                        progress -> {
                            progress.stage("read");
                            nanos += 2_000_000_000L;
                            progress.report(200, 1_000);
                            WaitForAsyncUtils.waitForFxEvents();
                            assertThat(text(robot, "#job-detail-1"))
                                    .isEqualTo("read · 200 of 1,000 · 100 per second · 8 s left");
                            robot.clickOn("#job-cancel-1");
                            progress.stopIfCancelled();
                            return "done";
                        },
                        _ -> {},
                        failures::add));
        assertThat(robot.lookup("#jobs-button").queryButton().getText()).isEqualTo("1 job");
        robot.clickOn("#jobs-button");

        runWork();

        assertThat(failures).hasSize(1).first().isInstanceOf(Cancelled.class);
        assertThat(robot.lookup("#jobs-button").queryButton().getText()).isEmpty();
    }

    @Test
    void aJobThatRunsOutOfMemoryHasTheRegisterToldFirstAndTheAnalystInThreeSentences(FxRobot robot) {
        var full = new OutOfMemoryError("not really");
        assertThat(toldAfter(robot, () -> {
                    throw full;
                }))
                .containsExactly("1 There was not enough memory.");
        assertThat(toldAfter(robot, () -> {
                    throw new IllegalStateException("wrapped", full);
                }))
                .containsExactly("2 There was not enough memory.");
        // What was told by whoever knows more is told as it is.
        assertThat(toldAfter(robot, () -> {
                    throw new Fault(
                            FaultCode.INPUT_OVER_LIMIT,
                            Sentence.verbatim("Too large."),
                            Sentence.verbatim("All is safe."),
                            Sentence.verbatim("Split it."),
                            full);
                }))
                .containsExactly("3 Too large.");
        assertThat(toldAfter(robot, () -> {
                    throw new Fault(
                            FaultCode.INPUT_OVER_LIMIT,
                            Sentence.verbatim("Too long."),
                            Sentence.verbatim("All is safe."),
                            Sentence.verbatim("Cut it."));
                }))
                .containsExactly("3 Too long.");
        assertThat(robot.lookup("#jobs-button").queryButton().getText()).isEmpty();
    }

    /// How often the register had been told by the time that the analyst was, and what the analyst was told.
    private List<String> toldAfter(FxRobot robot, Runnable work) {
        var told = new ArrayList<String>();
        robot.interact(() -> window.model
                .jobs()
                .start(
                        "Exporting",
                        _ -> {
                            work.run();
                            return "done";
                        },
                        _ -> {},
                        failure -> told.add(memoryOut + " " + ((Fault) failure).happened())));
        runWork();
        return told;
    }

    @Test
    void whatIsAskedForWhileTheProgramEndsIsCancelled(FxRobot robot) {
        var failures = new ArrayList<Exception>();
        robot.interact(() -> {
            var jobs = new FxJobs(
                    _ -> {
                        throw new RejectedExecutionException("ended");
                    },
                    Runnable::run,
                    () -> nanos,
                    () -> {});
            jobs.start("Late", _ -> "done", _ -> {}, failures::add);
            assertThat(jobs.running()).isEmpty();
        });

        assertThat(failures).singleElement().isInstanceOf(Cancelled.class);
    }

    @Test
    void thePaletteFindsARecordAndOpensIt(FxRobot robot) {
        press(robot, KeyCode.CONTROL, KeyCode.K);
        robot.write("db");
        WaitForAsyncUtils.waitForFxEvents();
        press(robot, KeyCode.ENTER);

        assertThat(window.navigator.current()).isEqualTo(Drill.to("devices").record("row-1"));
        assertThat(robot.lookup("#palette").tryQuery()).isEmpty();
    }

    @Test
    void thePaletteIsLeftByEscapeAndTheFocusReturns(FxRobot robot) {
        press(robot, KeyCode.CONTROL, KeyCode.K);
        assertThat(robot.lookup("#palette").tryQuery()).isPresent();

        press(robot, KeyCode.ESCAPE);

        assertThat(robot.lookup("#palette").tryQuery()).isEmpty();
        assertThat(robot.lookup("#grid-table").query().isFocused()).isTrue();
    }

    @Test
    void keysOfTheWorkspaceRunItsActionsAndAreListed(FxRobot robot) {
        press(robot, KeyCode.CONTROL, KeyCode.I);
        assertThat(window.workspace("position").primaryRuns).isEqualTo(1);

        press(robot, KeyCode.CONTROL, KeyCode.SLASH);
        assertThat(robot.lookup("#shortcuts .keys").queryAllAs(Label.class))
                .extracting(Label::getText)
                .contains("Ctrl+I", "Ctrl+K", "F7", "Ctrl+D");
    }

    @Test
    void aReadOnlyRegisterIsAnnounced(FxRobot robot) {
        assertThat(robot.lookup("#banner-read-only").tryQuery()).isEmpty();

        robot.interact(() -> window.model.show(
                new RegisterState("Harbour", 7, true, BackupState.UNKNOWN, Optional.empty(), UndoState.NOTHING)));

        assertThat(robot.lookup("#banner-read-only").tryQuery()).isPresent();
    }

    @Test
    void theLastBackupAndTheSecondFolderAreInTheStatusBar(FxRobot robot) {
        assertThat(robot.lookup("#status-backup").queryButton().getText()).isEqualTo("Last verified backup: 14:05");
        assertThat(robot.lookup("#status-second").queryButton().getText()).isEqualTo("✓  Second folder");

        robot.clickOn("#status-backup");

        assertThat(window.navigator.current()).isEqualTo(Drill.to("backups"));
    }

    @Test
    void aProblemIsToldUntilItIsClosed(FxRobot robot) {
        robot.interact(() -> window.model.tell(Notice.problem(new Problem("It broke.", "All is well.", "Mend it."))));
        assertThat(robot.lookup(".notice-title").queryLabeled().getText()).isEqualTo("It broke.");

        robot.clickOn(".notice .small-tool");

        assertThat(window.model.notices()).isEmpty();
    }

    @Test
    void darkAndLightAreSwitchedWhileItRuns(FxRobot robot) {
        robot.clickOn("#rail-theme");
        assertThat(themes.themeProperty().get()).isEqualTo(Theme.DARK);
        robot.clickOn("#rail-theme");
        assertThat(themes.themeProperty().get()).isEqualTo(Theme.LIGHT);
    }

    /// Runs what was handed to the workers, on the test's thread.
    private void runWork() {
        while (!work.isEmpty()) {
            work.removeFirst().run();
            WaitForAsyncUtils.waitForFxEvents();
        }
    }

    private static void press(FxRobot robot, KeyCode... keys) {
        robot.push(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryLabeled().getText();
    }
}
