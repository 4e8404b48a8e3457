package app.assay.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.draft.Draft;
import app.assay.domain.record.RecordKind;
import app.assay.domain.table.Filter;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.FormDrafts;
import app.assay.ui.shell.JobState;
import app.assay.ui.shell.MemoryKeeper;
import app.assay.ui.shell.Notice;
import app.assay.ui.shell.Problem;
import app.assay.ui.shell.StartView;
import app.assay.ui.shell.StartViewModel;
import app.assay.ui.shell.StepPauses;
import app.assay.ui.shell.WorkPane;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.ScreenShots;
import app.assay.ui.theme.Themes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Pictures of the window, for whoever changes it to look at.
@ExtendWith(ApplicationExtension.class)
class WindowScreensTest {

    @Start
    void start(Stage stage) {}

    @Test
    void theWindowWithAGridAnInspectorAndNoticesIsDrawn() {
        draw("shell", window -> {
            window.navigator.open(Drill.to("software"));
            window.navigator.open(
                    Drill.to("position", List.of(new Filter.OneOf("publisher", List.of("Northwind"), false)))
                            .titled("Northwind"));
            window.workspace("position").grid().reveal("row-21");
            window.model.tell(Notice.done(
                    "Imported 41,204 rows",
                    "3 rows were left out.",
                    app.assay.ui.shell.Action.of("show", "Show them", () -> {})));
            window.model.tell(Notice.problem(new Problem(
                    "The file servers.csv ends in the middle of row 812.",
                    "Nothing of it was kept; the register is as before.",
                    "Ask for the file again and import it.")));
        });
    }

    @Test
    void theOfferOfUnfinishedFormsIsDrawn() {
        drawScreen("drafts-offered", themes -> unfinished(themes, 2).view);
        drawScreen("drafts-many", themes -> {
            var window = unfinished(themes, 9);
            window.model.actions().stream()
                    .filter(action -> action.id().equals("drafts"))
                    .forEach(action -> action.run().run());
            return window.view;
        });
    }

    private static ExampleWindow unfinished(Themes themes, int count) {
        var jobs = new DirectJobs();
        var keeper = new MemoryKeeper();
        var drafts = new FormDrafts(keeper, jobs, new StepPauses(), () -> 7, () -> Instant.EPOCH);
        for (int number = 1; number <= count; number++) {
            var kind = number % 3 == 0 ? RecordKind.RECOGNITION_RULE : RecordKind.ENTITLEMENT;
            var draft = new Draft(
                    new UUID(0, number),
                    number % 3 == 0 ? "rule" : number % 4 == 2 ? "paste" : "record",
                    kind,
                    number % 4 == 2 ? Optional.empty() : Optional.of(new UUID(1, number)),
                    number % 3 == 0
                            ? "Acrobat Reader"
                            : number % 4 == 2 ? "12" : "ENT-000" + number + " · Microsoft SQL Server",
                    new TreeMap<>(Map.of("quantity", "a dozen")),
                    new TreeMap<>(),
                    7,
                    Instant.parse("2026-06-30T14:0" + number + ":00Z"));
            keeper.kept.put(draft.id(), draft);
            drafts.onContinue(draft.form(), draft.kind(), _ -> {});
        }
        drafts.load();
        return new ExampleWindow(themes, jobs, drafts);
    }

    @Test
    void theWindowWithNamesInTheRailIsDrawn() {
        draw("shell-wide-rail", window -> {
            window.model.railOpenProperty().set(true);
            window.model.inspectorShownProperty().set(false);
        });
    }

    @Test
    void thePaletteIsDrawn() {
        draw("palette", window -> {
            press(window.view, "#search");
            window.model.palette().wordsProperty().set("de");
            window.model.palette().move(1);
        });
    }

    @Test
    void theListOfShortcutsIsDrawn() {
        draw(
                "shortcuts",
                window -> window.model.actions().stream()
                        .filter(action -> action.id().equals("shortcuts"))
                        .forEach(action -> action.run().run()));
    }

    @Test
    void theListOfJobsIsDrawn() {
        var jobs = new ShownJobs();
        var reading = new JobState("Importing discovery-2026-06.csv", () -> {});
        reading.show(new JobState.Step("import.read", 412_000, 1_000_000, Duration.ofSeconds(21)));
        var counting = new JobState("Computing the position", () -> {});
        jobs.states.addAll(reading, counting);
        drawScreen("jobs", themes -> {
            var window = new ExampleWindow(themes, jobs);
            press(window.view, "#jobs-button");
            return window.view;
        });
    }

    @Test
    void theWaitForARegisterThatIsCheckedIsDrawn() {
        for (var locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            var texts = Texts.of(locale, ZoneOffset.UTC);
            var jobs = new ShownJobs();
            var opening = new JobState(texts.get("start.opening"), () -> {});
            opening.show(new JobState.Step("verify.facts", 412_000, 1_000_000, Duration.ofSeconds(4)));
            jobs.states.add(opening);
            drawScreen(
                    locale.equals(Locale.ENGLISH) ? "opening" : "opening-german",
                    _ -> new WorkPane(
                            texts.get("start.opening"),
                            texts.get("opening.detail"),
                            app.assay.ui.shell.Action.of("cancel-opening", texts.get("jobs.cancel"), () -> {}),
                            jobs,
                            texts));
        }
    }

    @Test
    void theStartScreenIsDrawn() {
        var texts = Texts.of(Locale.ENGLISH, ZoneOffset.UTC);
        drawScreen(
                "start",
                _ -> new StartView(new StartViewModel(
                        texts,
                        List.of(
                                new StartViewModel.Recent(
                                        "Harbour estate",
                                        Path.of("/registers/harbour"),
                                        Instant.parse("2026-06-30T14:05:00Z"),
                                        true),
                                new StartViewModel.Recent(
                                        "Clinic group, audit 2025",
                                        Path.of("/registers/clinic-2025"),
                                        Instant.parse("2026-05-11T09:30:00Z"),
                                        true),
                                new StartViewModel.Recent(
                                        "Old tests",
                                        Path.of("/registers/old-tests"),
                                        Instant.parse("2025-11-02T10:00:00Z"),
                                        false)),
                        new NoDoor())));
    }

    private static void draw(String name, Consumer<ExampleWindow> acting) {
        drawScreen(name, themes -> {
            var window = new ExampleWindow(themes, new DirectJobs());
            acting.accept(window);
            return window.view;
        });
    }

    private static void drawScreen(String name, Function<Themes, ? extends Parent> screen) {
        ScreenShots.of(name, screen, () -> {});
        assertThat(Path.of("target", "screens", name + "-light.png")).isNotEmptyFile();
        assertThat(Path.of("target", "screens", name + "-dark.png")).matches(Files::exists);
    }

    private static void press(Parent view, String id) {
        ((Button) view.lookup(id)).fire();
    }

    private static final class ShownJobs implements app.assay.ui.shell.Jobs {

        private final ObservableList<JobState> states = FXCollections.observableArrayList();
        private final DirectJobs direct = new DirectJobs();

        @Override
        public <T> app.assay.ui.shell.RunningJob start(
                String title, app.assay.work.Job<T> job, Consumer<T> onDone, Consumer<Exception> onFailed) {
            return direct.start(title, job, onDone, onFailed);
        }

        @Override
        public <T> app.assay.ui.shell.RunningJob quiet(
                app.assay.work.Job<T> job, Consumer<T> onDone, Consumer<Exception> onFailed) {
            return direct.quiet(job, onDone, onFailed);
        }

        @Override
        public void later(Runnable action) {
            direct.later(action);
        }

        @Override
        public ObservableList<JobState> running() {
            return states;
        }
    }

    private static final class NoDoor implements StartViewModel.Door {

        @Override
        public void openSample() {}

        @Override
        public void newRegister() {}

        @Override
        public void openRegister() {}

        @Override
        public void openRecent(Path folder) {}
    }
}
