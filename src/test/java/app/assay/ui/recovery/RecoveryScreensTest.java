package app.assay.ui.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.ui.recovery.RecoveryViewModelTest.Ways;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.shell.JobState;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Problem;
import app.assay.ui.shell.RunningJob;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.ScreenShots;
import app.assay.ui.theme.Theme;
import app.assay.ui.theme.Themes;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Job;
import app.assay.work.Sentence;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class RecoveryScreensTest {

    private static Fault fault() {
        return new Fault(
                FaultCode.REGISTER_DAMAGED,
                Sentence.of(
                        "register.not-what-was-saved",
                        SampleDesk.FOLDER,
                        Sentence.of("register.row-load-was-changed-its", 41, "own_record", "rights.csv", "content")),
                Sentence.of("register.nothing-was-changed"),
                Sentence.of("register.desk"));
    }

    private final SampleDesk desk = new SampleDesk();
    private final Ways ways = new Ways();
    private RecoveryViewModel model;

    @Start
    void start(Stage stage) {
        model = model(desk, new DirectJobs(), Locale.ENGLISH);
        var scene = new Scene(new RecoveryView(model), 990, 760);
        new Themes(Theme.LIGHT).dress(scene);
        stage.setScene(scene);
        stage.show();
        model.inspect();
    }

    private RecoveryViewModel model(SampleDesk of, Jobs jobs, Locale locale) {
        var texts = Texts.of(locale, ZoneOffset.UTC);
        return new RecoveryViewModel(SampleDesk.FOLDER, Problem.of(fault(), texts), of, ways, jobs, texts);
    }

    @Test
    void theMainActionHasTheFocusAndIsRunByKey(FxRobot robot) {
        assertThat(robot.lookup("#action-restore").query().isFocused()).isTrue();

        robot.push(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(desk.asked).last().asString().startsWith("restore 20261124T160300000Z-r61");
        assertThat(robot.lookup("#action-open-restored").query().isFocused()).isTrue();
        robot.push(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(ways.asked).containsExactly("open " + SampleDesk.TARGET);
    }

    @Test
    void escapeLeadsBackStepByStep(FxRobot robot) {
        robot.interact(
                () -> robot.lookup("#action-show-differences").queryButton().fire());
        var listed = robot.lookup("#recovery-differences").queryAs(TextArea.class);
        assertThat(listed.getText()).contains("Entry 204 of the trail");

        robot.push(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("#recovery-differences").tryQuery()).isEmpty();
        assertThat(ways.asked).isEmpty();

        robot.push(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(ways.asked).containsExactly("leave");
    }

    @Test
    void anotherBackupIsChosenInTheListByKey(FxRobot robot) {
        robot.interact(() -> robot.lookup("#recovery-table").query().requestFocus());
        robot.push(KeyCode.DOWN);
        robot.push(KeyCode.DOWN);
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(robot.lookup("#recovery-promise").queryLabeled().getText())
                .startsWith("Restore the backup of 2026-11-24 10:11 and do 54 entries");
    }

    @Test
    void theScreensAreDrawn() {
        draw("recovery", desk, Locale.ENGLISH, () -> {});
        draw("recovery-german", desk, Locale.GERMANY, () -> {});
        draw("recovery-differences", desk, Locale.ENGLISH, () -> fire("#action-show-differences"));
        var empty = new SampleDesk();
        empty.report = SampleDesk.nothing();
        draw("recovery-nothing", empty, Locale.ENGLISH, () -> {});
        draw("recovery-restored", desk, Locale.ENGLISH, () -> fire("#action-restore"));
        var partly = new SampleDesk();
        partly.restored = RecoveryViewModelTest.partly();
        draw("recovery-restored-remarks", partly, Locale.ENGLISH, () -> fire("#action-restore"));
        assertThat(((Labeled) drawn.lookup("#recovery-title")).getText())
                .isEqualTo("“Harbour estate” is restored, but not everything");
        var lacking = new SampleDesk();
        lacking.report = SampleDesk.lackingFiles();
        draw("recovery-lacking-files", lacking, Locale.GERMANY, () -> {});
        var jobs = new ShownJobs();
        ScreenShots.of("recovery-inspecting", () -> {
            jobs.states.clear();
            var shown = model(desk, jobs, Locale.ENGLISH);
            var view = new RecoveryView(shown);
            shown.inspect();
            jobs.states.getFirst().show(new JobState.Step("recover.database", 41_000, 120_000, Duration.ofSeconds(4)));
            return view;
        });
        assertThat(Path.of("target", "screens", "recovery-inspecting-dark.png")).exists();
    }

    private RecoveryView drawn;

    private void draw(String name, SampleDesk of, Locale locale, Runnable acting) {
        ScreenShots.of(
                name,
                () -> {
                    var shown = model(of, new DirectJobs(), locale);
                    drawn = new RecoveryView(shown);
                    shown.inspect();
                    return drawn;
                },
                acting);
    }

    private void fire(String id) {
        ((Button) drawn.lookup(id)).fire();
    }

    /// Lists jobs and never runs them.
    private static final class ShownJobs implements Jobs {

        private final ObservableList<JobState> states = FXCollections.observableArrayList();

        @Override
        public <T> RunningJob start(String title, Job<T> job, Consumer<T> onDone, Consumer<Exception> onFailed) {
            states.add(new JobState(title, () -> {}));
            return RunningJob.NONE;
        }

        @Override
        public <T> RunningJob quiet(Job<T> job, Consumer<T> onDone, Consumer<Exception> onFailed) {
            return RunningJob.NONE;
        }

        @Override
        public void later(Runnable action) {
            action.run();
        }

        @Override
        public ObservableList<JobState> running() {
            return states;
        }
    }
}
