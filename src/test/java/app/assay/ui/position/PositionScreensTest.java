package app.assay.ui.position;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.ui.parts.Frame;
import app.assay.ui.position.PositionViewModel.Tab;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.Navigator;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.ScreenShots;
import app.assay.ui.theme.Theme;
import app.assay.ui.theme.Themes;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Sentence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Pictures of the position and a robot that works with it.
@ExtendWith(ApplicationExtension.class)
class PositionScreensTest {

    private static final Texts TEXTS = Texts.of(Locale.ENGLISH, ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final Navigator navigator = new Navigator(Drill.to("position"));
    private final List<Path> written = new ArrayList<>();
    private Stage stage;

    @Start
    void start(Stage first) {
        stage = first;
    }

    private PositionWorkspace workspace(SamplePosition sample, Texts texts) {
        return new PositionWorkspace(
                sample.work(),
                (file, _, _, _, _, _) -> written.add(file),
                Optional.of((_, name, _) -> Optional.of(folder.resolve(name))),
                navigator,
                new DirectJobs(),
                texts);
    }

    private Parent screen(SamplePosition sample, Texts texts, Consumer<PositionWorkspace> acting) {
        var workspace = workspace(sample, texts);
        workspace.show(Drill.to("position"));
        acting.accept(workspace);
        return new Frame(workspace);
    }

    @Test
    void thePositionIsDrawnWithItsGapAndTheBridgeOfALine() {
        ScreenShots.of(
                "position",
                () -> screen(
                        SamplePosition.full(),
                        TEXTS,
                        workspace -> workspace.model().lines().reveal("microsoft/office|Professional Plus")));
    }

    @Test
    void theOtherDetailsAreDrawn() {
        for (var tab : List.of(Tab.CONSUMERS, Tab.RIGHTS, Tab.NOT_COUNTED, Tab.PROBLEMS)) {
            ScreenShots.of(
                    "position-" + tab.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    () -> screen(SamplePosition.full(), TEXTS, workspace -> {
                        workspace.model().lines().reveal("microsoft/office|Professional Plus");
                        workspace.model().tabProperty().set(tab);
                    }));
        }
    }

    @Test
    void thePositionIsDrawnInGermanAndWithoutItsChart() {
        ScreenShots.of(
                "position-de",
                () -> screen(SamplePosition.full(), Texts.of(Locale.GERMAN, ZoneOffset.UTC), workspace -> {
                    workspace.model().chartShownProperty().set(false);
                    workspace.model().lines().reveal("oracle/database|enterprise");
                }));
    }

    @Test
    void chartsAreGermanInAGermanWindow() {
        ScreenShots.of(
                "position-de-chart",
                () -> screen(SamplePosition.full(), Texts.of(Locale.GERMANY, ZoneOffset.UTC), _ -> {}));
    }

    @Test
    void whatHoldsFromALaterDayIsToldInOneLine() {
        for (var locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            ScreenShots.of(
                    "position-before-" + locale,
                    () -> screen(
                            SamplePosition.before(),
                            Texts.of(locale, ZoneOffset.UTC),
                            workspace -> workspace.model().lines().reveal("microsoft/office|Professional Plus")));
        }
    }

    @Test
    void anEmptyPositionSaysWhatToDoNext() {
        ScreenShots.of("position-empty", () -> screen(SamplePosition.empty(), TEXTS, _ -> {}));
    }

    @Test
    void aPositionThatCannotBeComputedSaysSoInThreeSentences() {
        ScreenShots.of(
                "position-error",
                () -> screen(
                        SamplePosition.broken(
                                new Fault(
                                        FaultCode.REGISTER_DAMAGED,
                                        Sentence.verbatim(
                                                "The register \"Harbour estate\" could not be read at page 1,204 of its file."),
                                        Sentence.verbatim("Backups and the original files are unharmed."),
                                        Sentence.verbatim(
                                                "Open the newest backup, or verify the register to see what else is damaged."))),
                        TEXTS,
                        _ -> {}));
    }

    @Test
    void figuresTabsAndRowsOpenWhatLiesBehindThem(FxRobot robot) {
        show(SamplePosition.full());

        robot.clickOn("#position-figure-short");
        assertThat(robot.lookup("#position-lines")
                        .lookup("#grid-chips")
                        .queryParent()
                        .getChildrenUnmodifiable())
                .isNotEmpty();
        assertThat(current.model().lines().matchingProperty().get()).isEqualTo(4);

        robot.interact(() -> current.model().lines().reveal("microsoft/office|Professional Plus"));
        assertThat(robot.lookup("#position-sentence").queryAs(Label.class).getText())
                .contains("412 found", "370 needed", "340 usable");

        robot.clickOn("#position-tab-rights");
        robot.interact(() ->
                robot.lookup("#position-rights").lookup("#grid-table").query().requestFocus());
        robot.type(KeyCode.ENTER);
        assertThat(navigator.current().workspace()).isEqualTo("entitlements");
        assertThat(navigator.current().record()).isPresent();
    }

    @Test
    void theLargestGapStandsFirstAndAnotherOrderIsKept(FxRobot robot) {
        show(SamplePosition.full());
        assertThat(current.inspector().getValue().title()).isEqualTo("Office Professional Plus");
        assertThat(firstCell(robot)).isEqualTo("Microsoft");

        robot.interact(() -> robot.lookup("#position-lines")
                .<app.assay.ui.grid.PagedGrid>query()
                .sortBy(List.of(new app.assay.domain.table.Sort("publisher", true))));
        robot.interact(() -> current.model().recompute());

        assertThat(current.model().lines().sorts()).containsExactly(new app.assay.domain.table.Sort("publisher", true));
    }

    private static String firstCell(FxRobot robot) {
        return robot
                .from(robot.lookup("#position-lines").lookup("#grid-table"))
                .lookup(".grid-cell")
                .queryAllAs(javafx.scene.control.Labeled.class)
                .stream()
                .filter(cell -> cell.getText() != null)
                .min(java.util.Comparator.comparingDouble((javafx.scene.control.Labeled cell) ->
                                cell.localToScene(0, 0).getY())
                        .thenComparingDouble(cell -> cell.localToScene(0, 0).getX()))
                .orElseThrow()
                .getText();
    }

    @Test
    void theKeyboardWalksThroughTheBarsAndOpensOne(FxRobot robot) {
        show(SamplePosition.full());

        robot.interact(() -> robot.lookup("#position-gap").query().requestFocus());
        robot.type(KeyCode.DOWN, KeyCode.ENTER);

        // The largest exposure stands on top: 30 × 412.50 + 16 × 6,874
        assertThat(current.model().chosenPublisher()).contains("Microsoft");
        assertThat(current.model().lines().matchingProperty().get()).isEqualTo(3);
    }

    @Test
    void theChartIsSavedAsADrawingAndTheRowsAreExported(FxRobot robot) throws Exception {
        show(SamplePosition.full());

        robot.interact(() -> current.header().overflow().stream()
                .filter(action -> action.id().equals("position-chart-save-svg"))
                .findFirst()
                .orElseThrow()
                .run()
                .run());
        robot.interact(() -> current.header().secondary().get(1).run().run());

        assertThat(Files.readString(folder.resolve("licence-gap-2026-03-31.svg")))
                .contains("<svg", "Microsoft");
        assertThat(written).containsExactly(folder.resolve("position-2026-03-31.xlsx"));
    }

    private PositionWorkspace current;

    private void show(SamplePosition sample) {
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            current = workspace(sample, TEXTS);
            current.show(Drill.to("position"));
            var scene = new Scene(new Frame(current), ScreenShots.WIDTH, ScreenShots.HEIGHT);
            new Themes(Theme.LIGHT).dress(scene);
            stage.setScene(scene);
            stage.show();
        });
        WaitForAsyncUtils.waitForFxEvents();
    }
}
