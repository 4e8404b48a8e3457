package app.assay.ui.trail;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.table.TableSource;
import app.assay.domain.trail.UndoState;
import app.assay.service.Registers.Verification;
import app.assay.service.table.ListTable;
import app.assay.ui.records.TestFrame;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Navigator;
import app.assay.ui.shell.StepJobs;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.ScreenShots;
import app.assay.ui.theme.Theme;
import app.assay.ui.theme.Themes;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
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

@ExtendWith(ApplicationExtension.class)
class TrailWorkspaceTest {

    private record Entry(long sequence, String actor, String action, String subject, String change) {}

    private static final List<Entry> ENTRIES = List.of(
            new Entry(
                    4,
                    "Mara",
                    "entitlement.edit",
                    "ENT-0001",
                    "quantity: 64 → 70 from\u00a02026-11-10; note: – → checked"),
            new Entry(3, "Mara", "entitlement.add", "ENT-0001", "quantity: – → 64"),
            new Entry(2, "Jon", "import.publish", "inventory-2026-06.csv", ""),
            new Entry(1, "Jon", "register.create", "Harbour estate", ""));

    private final SampleHistory history = new SampleHistory();
    private final Navigator navigator = new Navigator(Drill.to("trail"));
    private final StepJobs steps = new StepJobs();
    private Jobs jobs = new DirectJobs();
    private List<String> differences = List.of();
    private UndoState undo = new UndoState(
            Optional.of(new UndoState.Step(4, "entitlement.edit", "ENT-0001", 1, List.of())), Optional.empty());
    private TrailWorkspace workspace;

    @Start
    void showWorkspace(Stage stage) {
        workspace = make(ENTRIES);
        var scene = new Scene(TestFrame.of(workspace), ScreenShots.WIDTH, ScreenShots.HEIGHT);
        new Themes(Theme.LIGHT).dress(scene);
        workspace.show(Drill.to("trail"));
        stage.setScene(scene);
        stage.show();
    }

    private TrailWorkspace make(List<Entry> entries) {
        return make(entries, Locale.ENGLISH);
    }

    private TrailWorkspace make(List<Entry> entries, Locale locale) {
        return new TrailWorkspace(
                table(entries),
                history.work(),
                () -> undo,
                _ -> new Verification(4, 1200, 3, 2, differences, List.of()),
                (_, _, _, _, _, _) -> {},
                navigator,
                jobs,
                Texts.of(locale, ZoneOffset.UTC));
    }

    private static TableSource table(List<Entry> entries) {
        return new ListTable<Entry>(
                "trail",
                () -> new ListTable.Content<>(1, entries),
                entry -> Long.toString(entry.sequence()),
                List.of(
                        new ListTable.Cell<>(Column.of("sequence", ColumnType.INTEGER), Entry::sequence),
                        new ListTable.Cell<>(
                                Column.of("at", ColumnType.INSTANT), _ -> Instant.parse("2026-07-01T08:15:00Z")),
                        new ListTable.Cell<>(Column.of("actor", ColumnType.TEXT).faceted(), Entry::actor),
                        new ListTable.Cell<>(
                                Column.of("action", ColumnType.CODE).faceted(), Entry::action),
                        new ListTable.Cell<>(Column.of("subject", ColumnType.TEXT), Entry::subject),
                        new ListTable.Cell<>(Column.of("change", ColumnType.TEXT), Entry::change),
                        new ListTable.Cell<>(
                                Column.of("hash", ColumnType.TEXT).hidden(), entry -> "hash-" + entry.sequence())));
    }

    @Test
    void anEntryIsToldInFullWithItsHash() {
        var content = workspace.inspector().getValue();

        assertThat(content.title()).isEqualTo("ENT-0001");
        assertThat(content.sections().getFirst().fields())
                .anySatisfy(line -> assertThat(line.value()).isEqualTo("change entitlement"))
                .anySatisfy(line ->
                        assertThat(line.value()).isEqualTo("quantity: 64 → 70 from 2026-11-10\nnote: – → checked"));
        assertThat(content.sections().getLast().fields())
                .anySatisfy(line -> assertThat(line.value()).isEqualTo("hash-4"));
    }

    @Test
    void theHeadOfTheTrailIsShownAndCopiedWhole(FxRobot robot) {
        assertThat(robot.lookup("#trail-head").queryLabeled().getText()).isEqualTo("hash-4");

        robot.clickOn("#trail-head-copy");
        robot.interact(() -> assertThat(
                        javafx.scene.input.Clipboard.getSystemClipboard().getString())
                .isEqualTo("hash-4"));
    }

    @Test
    void whatUndoAndRedoWouldDoIsToldInWords(FxRobot robot) {
        assertThat(robot.lookup("#trail-undo").queryLabeled().getText())
                .isEqualTo("Undo would take back: change entitlement ENT-0001 (1 record)");
        assertThat(robot.lookup("#trail-redo").queryLabeled().getText()).isEqualTo("There is nothing to redo.");

        undo = new UndoState(
                Optional.of(new UndoState.Step(2, "import.publish", "inventory.csv", 0, List.of("2 title decisions"))),
                Optional.empty());
        robot.interact(workspace::refresh);

        assertThat(robot.lookup("#trail-undo").queryLabeled().getText())
                .isEqualTo("Undo cannot take back import inventory.csv: 2 title decisions");
    }

    @Test
    void verifyingSaysWhatAgreesOrWhatDiffers(FxRobot robot) {
        robot.clickOn("#action-verify-trail");
        assertThat(robot.lookup("#notice-text").queryLabeled().getText()).startsWith("Intact: 4 entries");

        differences = List.of("Entry 3 has another hash than entry 4 names.");
        robot.clickOn("#action-verify-trail");

        assertThat(robot.lookup("#notice-text").queryLabeled().getText())
                .isEqualTo("1 difference: Entry 3 has another hash than entry 4 names.");
    }

    private void openHistory(FxRobot robot) {
        robot.interact(() -> workspace.show(Drill.to("trail").page("history")));
    }

    private String label(FxRobot robot, String id) {
        return robot.lookup(id).queryLabeled().getText();
    }

    private void choose(FxRobot robot, long position) {
        robot.interact(() -> workspace.show(Drill.to("trail").page("history").record(Long.toString(position))));
    }

    @Test
    void aStepIsGoneBackToAndForthAgain(FxRobot robot) {
        openHistory(robot);
        choose(robot, 40);
        assertThat(label(robot, "#history-go")).isEqualTo("Undo 5 steps back to here");
        assertThat(label(robot, "#history-hint")).startsWith("Takes back the 5 steps after this one");

        robot.clickOn("#history-go");

        assertThat(history.now()).isEqualTo(40);
        assertThat(label(robot, "#notice-text")).isEqualTo("Undid 5 of 5 steps.");
        assertThat(label(robot, "#history-loss")).startsWith("5 steps are taken back. The next change drops them");

        choose(robot, 43);
        assertThat(label(robot, "#history-go")).isEqualTo("Redo 3 steps up to here");
        robot.clickOn("#history-go");

        assertThat(history.now()).isEqualTo(43);
        assertThat(label(robot, "#notice-text")).isEqualTo("Redid 3 of 3 steps.");
    }

    @Test
    void theStepThatTheRegisterStandsAtCanBeTakenBackItself(FxRobot robot) {
        openHistory(robot);
        choose(robot, 45);
        assertThat(label(robot, "#history-go")).isEqualTo("Undo this step");

        robot.clickOn("#history-go");

        assertThat(history.now()).isEqualTo(44);
    }

    @Test
    void aFrozenPositionOnTheWayIsToldBeforeAndStopsTheWalkAtItself(FxRobot robot) {
        openHistory(robot);
        choose(robot, 10);
        assertThat(label(robot, "#history-go")).isEqualTo("Undo 15 steps, no further");
        assertThat(label(robot, "#history-hint")).contains("“Position June 2026” lies on the way and stays");
        assertThat(workspace.inspector().getValue().why()).contains("came after this step");

        robot.clickOn("#history-go");

        assertThat(history.now()).isEqualTo(SampleHistory.FROZEN);
        assertThat(label(robot, "#notice-text"))
                .startsWith("Undid 15 of 35 steps.")
                .contains("a frozen position stays")
                .doesNotContain("Nothing was changed");
        assertThat(robot.lookup("#history-go").queryButton().isDisabled()).isTrue();

        choose(robot, SampleHistory.FROZEN);
        assertThat(robot.lookup("#history-go").queryButton().isDisabled()).isTrue();
    }

    @Test
    void whileItIsUnderWayNothingElseIsBegun(FxRobot robot) {
        openHistory(robot);
        jobs = steps;
        robot.interact(() -> {
            workspace = make(ENTRIES);
            workspace.show(Drill.to("trail").page("history").record("44"));
            steps.runAll();
            workspace.history().go();
        });

        assertThat(workspace.history().possibleProperty().get()).isFalse();
        assertThat(workspace.history().hintProperty().get()).startsWith("On the way");
        robot.interact(workspace.history()::go);
        robot.interact(steps::runAll);

        assertThat(history.now()).isEqualTo(44);
    }

    @Test
    void theHistoryIsDrawn() {
        drawHistory("trail-history", 0, "38");
        drawHistory("trail-history-undone", 6, "42");
        drawHistory("trail-history-wall", 0, "12");
        ScreenShots.of(
                "trail-history-refused",
                () -> {
                    history.reset(0);
                    var made = make(ENTRIES);
                    workspace = made;
                    var frame = TestFrame.of(made);
                    made.show(Drill.to("trail").page("history").record("12"));
                    return frame;
                },
                () -> workspace.history().go());
        ScreenShots.of("trail-history-empty", () -> {
            history.clear();
            var made = make(ENTRIES);
            var frame = TestFrame.of(made);
            made.show(Drill.to("trail").page("history"));
            return frame;
        });
        assertThat(Path.of("target", "screens", "trail-history-empty-dark.png")).exists();
    }

    @Test
    void theTabsOpenThePagesOfTheTrail(FxRobot robot) {
        robot.clickOn("#tab-history");
        assertThat(navigator.current().page()).isEqualTo("history");
        robot.clickOn("#tab-entries");
        assertThat(navigator.current()).isEqualTo(Drill.to("trail"));
    }

    private void drawHistory(String name, int undone, String record) {
        ScreenShots.of(name, () -> {
            history.reset(undone);
            var made = make(ENTRIES);
            var frame = TestFrame.of(made);
            made.show(Drill.to("trail").page("history").record(record));
            return frame;
        });
    }

    @Test
    void theScreensAreDrawn() {
        ScreenShots.of("trail", () -> {
            var made = make(ENTRIES);
            var frame = TestFrame.of(made);
            made.show(Drill.to("trail"));
            made.model().verify();
            return frame;
        });
        ScreenShots.of("trail-german", () -> {
            var made = make(ENTRIES, Locale.GERMANY);
            var frame = TestFrame.of(made);
            made.show(Drill.to("trail"));
            return frame;
        });
        ScreenShots.of("trail-empty", () -> {
            var made = make(List.of());
            var frame = TestFrame.of(made);
            made.show(Drill.to("trail"));
            return frame;
        });
        assertThat(Path.of("target", "screens", "trail-empty-dark.png")).exists();
    }
}
