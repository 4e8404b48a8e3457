package app.assay.ui.grid;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.table.Filter;
import app.assay.domain.table.Sort;
import app.assay.domain.table.TableRow;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.Theme;
import app.assay.ui.theme.Themes;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Does with the grid what an analyst does, by mouse and keys.
@ExtendWith(ApplicationExtension.class)
class PagedGridTest {

    private static final Texts TEXTS = Texts.of(Locale.ENGLISH, ZoneOffset.UTC);
    private static final int ROWS = 1_000_000;
    private static final double SCROLL_BAR = 24;

    private final SyntheticTable big = new SyntheticTable(ROWS);
    private final SyntheticTable small = new SyntheticTable(2_000);
    private final List<String> opened = new ArrayList<>();
    private Stage stage;
    private PagedGrid grid;

    @Start
    void start(Stage window) {
        stage = window;
    }

    @Test
    void theEndOfAMillionRowsIsReachedByKeyWithoutReadingWhatLiesBetween(FxRobot robot) {
        show(big, false);

        robot.clickOn("Northwind");
        press(robot, KeyCode.CONTROL, KeyCode.DOWN);
        press(robot, KeyCode.UP);

        assertThat(grid.focusedRowProperty().get()).map(TableRow::id).contains("row-999998");
        assertThat(robot.lookup(".grid-cell").<Labeled>queryAllAs(Labeled.class))
                .anyMatch(cell -> "999,999".equals(cell.getText()));
        assertThat(big.pages.get()).isLessThan(8);
        assertThat(big.rowsMade.get()).isLessThan(3_000);
    }

    @Test
    void aGridThatNobodySeesLeavesTheDrawingThreadInPeaceAndShowsItsColumnWhenItIsSeen(FxRobot robot)
            throws InterruptedException {
        robot.interact(() -> {
            grid = new PagedGrid(small, new DirectJobs(), TEXTS);
            grid.model().selection().moveTo(3, 8, false);
            grid.refresh();
        });
        WaitForAsyncUtils.waitForFxEvents();
        var thread = WaitForAsyncUtils.waitForAsyncFx(
                10_000, () -> Thread.currentThread().threadId());
        var clock = ManagementFactory.getThreadMXBean();

        long before = clock.getThreadCpuTime(thread);
        Thread.sleep(500); // nothing ends that one could wait for: it is the rest that is measured
        long busy = clock.getThreadCpuTime(thread) - before;

        assertThat(Duration.ofNanos(busy)).isLessThan(Duration.ofMillis(150));

        robot.interact(() -> {
            stage.setScene(new Scene(grid, 400, 600));
            stage.show();
        });
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(isInSight(robot, "note")).isTrue();
        assertThat(isInSight(robot, "line")).isFalse();
    }

    @Test
    void theFocusedColumnIsBroughtIntoSightThoughOthersBeforeItAreHidden(FxRobot robot) {
        show(small, false);
        robot.interact(() -> {
            // Never the size of the stage, which other tests share.
            stage.getScene().setRoot(new StackPane());
            stage.setScene(new Scene(grid, 420, 700));
            TableView<?> table = robot.lookup("#grid-table").queryTableView();
            for (var hidden : List.of("publisher", "product", "state")) {
                table.getColumns().stream()
                        .filter(column -> ("grid-column-" + hidden).equals(column.getId()))
                        .forEach(column -> column.setVisible(false));
            }
        });
        WaitForAsyncUtils.waitForFxEvents();

        focus(3, 5);

        assertThat(isInSight(robot, "note")).isTrue();
        focus(3, 0);
        assertThat(isInSight(robot, "line")).isTrue();
        assertThat(isInSight(robot, "note")).isFalse();
    }

    @Test
    void aGridWithoutAnyColumnLeftGoesOn(FxRobot robot) {
        show(small, false);
        focus(3, 2);
        robot.interact(() -> {
            TableView<?> table = robot.lookup("#grid-table").queryTableView();
            table.getColumns().forEach(column -> column.setVisible(false));
        });

        focus(5, 1);
        robot.interact(() -> grid.refresh());
        press(robot, KeyCode.DOWN);

        assertThat(grid.model().selection().focus().row()).isEqualTo(6);
    }

    /// Whether the header of a column stands within the window, but for the width of a scroll bar.
    private boolean isInSight(FxRobot robot, String column) {
        var bounds = robot.lookup(".column-header")
                .<Node>match(node -> ("grid-column-" + column).equals(node.getId()))
                .query();
        return WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            var place = bounds.localToScene(bounds.getLayoutBounds());
            return place.getMinX() >= -1 && place.getMaxX() <= stage.getScene().getWidth() + SCROLL_BAR;
        });
    }

    @Test
    void allRowsAreSelectedByKeyAndCounted(FxRobot robot) {
        show(big, false);

        robot.clickOn("Northwind");
        press(robot, KeyCode.CONTROL, KeyCode.A);

        assertThat(label(robot, "#grid-selection-status")).isEqualTo("1,000,000 rows selected");
    }

    @Test
    void aClickOnAHeaderSortsAndOneWithShiftSortsWithinThat(FxRobot robot) {
        show(small, false);

        header(robot, "publisher", false);
        assertThat(grid.model().sorts()).containsExactly(new Sort("publisher", false));
        header(robot, "line", true);
        header(robot, "line", true);

        assertThat(grid.model().sorts()).containsExactly(new Sort("publisher", false), new Sort("line", true));
        assertThat(grid.model().loadedRow(0))
                .extracting(row -> row.cells().get(1))
                .isEqualTo("Adatum");
    }

    @Test
    void typingInTheFilterBoxLeavesOnlyMatchingRows(FxRobot robot) {
        show(small, false);

        robot.clickOn("Northwind");
        press(robot, KeyCode.CONTROL, KeyCode.F);
        robot.write("ledger");

        assertThat(label(robot, "#grid-rows-status")).isEqualTo("334 of 2,000 rows");
    }

    @Test
    void aFacetIsChosenByClickShownAsAChipAndTakenAway(FxRobot robot) {
        show(small, true);

        robot.clickOn("#facet-publisher-Contoso");
        assertThat(chips(robot)).containsExactly("Publisher is Contoso");
        assertThat(label(robot, "#grid-rows-status")).isEqualTo("286 of 2,000 rows");

        robot.clickOn("#facet-publisher-invert");
        assertThat(chips(robot)).containsExactly("Publisher is not Contoso");

        robot.clickOn(".chip");
        assertThat(chips(robot)).isEmpty();
        assertThat(label(robot, "#grid-rows-status")).isEqualTo("2,000 rows");
    }

    @Test
    void theValueUnderTheFocusIsKeptOrDroppedByKey(FxRobot robot) {
        show(small, false);

        robot.clickOn("Northwind");
        press(robot, KeyCode.CONTROL, KeyCode.Q);
        assertThat(grid.filters()).containsExactly(new Filter.OneOf("publisher", List.of("Northwind"), false));

        press(robot, KeyCode.CONTROL, KeyCode.BACK_SPACE);
        assertThat(grid.filters()).isEmpty();
    }

    @Test
    void aBlockIsCopiedByKey(FxRobot robot) {
        show(small, false);

        robot.clickOn("Northwind");
        press(robot, KeyCode.SHIFT, KeyCode.DOWN);
        press(robot, KeyCode.CONTROL, KeyCode.C);

        assertThat(clipboard()).isEqualTo("Northwind\nFabrikam\n");

        robot.press(KeyCode.CONTROL, KeyCode.SHIFT);
        press(robot, KeyCode.C);
        robot.release(KeyCode.CONTROL, KeyCode.SHIFT);
        assertThat(clipboard()).isEqualTo("Publisher\nNorthwind\nFabrikam\n");
    }

    @Test
    void enterOpensTheRowAndADoubleClickToo(FxRobot robot) {
        show(small, false);

        robot.clickOn("Fabrikam");
        press(robot, KeyCode.ENTER);
        robot.doubleClickOn("Contoso");

        assertThat(opened).containsExactly("row-1 publisher", "row-2 publisher");
    }

    @Test
    void typingReplacesACellEnterGoesDownAndTabGoesRight(FxRobot robot) {
        show(small, false);
        focus(5, 4);

        robot.write("12");
        press(robot, KeyCode.ENTER);
        press(robot, KeyCode.F2);
        robot.write("13");
        press(robot, KeyCode.TAB);

        assertThat(small.received())
                .containsExactly(
                        List.of(new CellEdit("row-5", "owned", "12")), List.of(new CellEdit("row-6", "owned", "13")));
        assertThat(grid.model().selection().focus()).isEqualTo(new GridSelection.Cell(6, 5));
        assertThat(grid.model().loadedRow(5))
                .extracting(row -> row.cells().get(4))
                .hasToString("12");
    }

    @Test
    void escapeLeavesTheCellAsItWas(FxRobot robot) {
        show(small, false);
        focus(5, 8);

        press(robot, KeyCode.F2);
        robot.write("lost");
        press(robot, KeyCode.ESCAPE);

        assertThat(small.received()).isEmpty();
        assertThat(robot.lookup("#grid-editor").tryQuery()).isEmpty();
    }

    @Test
    void aRefusedTextStaysMarkedAndCanBeMended(FxRobot robot) {
        show(small, false);
        focus(5, 4);

        robot.write("many");
        press(robot, KeyCode.ENTER);
        assertThat(label(robot, "#grid-findings")).isEqualTo("1 cell refused: Owned must be a number or unlimited");

        press(robot, KeyCode.UP);
        press(robot, KeyCode.F2);
        assertThat(robot.lookup("#grid-editor").queryTextInputControl())
                .extracting(TextInputControl::getText)
                .isEqualTo("many");
        robot.write("9");
        press(robot, KeyCode.ENTER);

        assertThat(grid.model().findingsStatusProperty().get()).isEmpty();
        assertThat(grid.model().loadedRow(5))
                .extracting(row -> row.cells().get(4))
                .hasToString("9");
    }

    @Test
    void aBlockFromASpreadsheetIsPastedAndAnotherFilledDown(FxRobot robot) {
        show(small, false);
        focus(3, 8);
        toClipboard("first\nsecond\n");

        press(robot, KeyCode.CONTROL, KeyCode.V);
        press(robot, KeyCode.SHIFT, KeyCode.DOWN);
        press(robot, KeyCode.CONTROL, KeyCode.D);

        assertThat(small.received())
                .containsExactly(
                        List.of(new CellEdit("row-3", "note", "first"), new CellEdit("row-4", "note", "second")),
                        List.of(new CellEdit("row-4", "note", "first")));
        assertThat(grid.model().loadedRow(4))
                .extracting(row -> row.cells().get(8))
                .isEqualTo("first");
    }

    @Test
    void aColumnIsChosenInTheMenu(FxRobot robot) {
        show(small, false);

        robot.clickOn("#grid-columns");
        robot.clickOn("Virtual");

        assertThat(grid.model().visibleColumns())
                .extracting(column -> column.id())
                .contains("virtual");
    }

    @Test
    void aRefreshKeepsPlaceAndRecord(FxRobot robot) {
        show(small, false);
        focus(700, 1);
        robot.interact(() -> small.dropFirst(100));

        robot.interact(() -> grid.refresh());

        assertThat(grid.focusedRowProperty().get()).map(TableRow::id).contains("row-700");
        assertThat(robot.lookup(".grid-cell").<Labeled>queryAllAs(Labeled.class))
                .anyMatch(cell -> "700".equals(cell.getText()));
    }

    private void show(SyntheticTable table, boolean facets) {
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            var model = new GridViewModel(table, new DirectJobs(), TEXTS);
            model.facetsShownProperty().set(facets);
            grid = new PagedGrid(model);
            grid.setStatusLineShown(true);
            grid.setEditor(table);
            grid.setOnActivate((row, column) -> opened.add(row.id() + " " + column.id()));
            grid.refresh();
            var scene = new Scene(grid, 990, 700);
            new Themes(Theme.LIGHT).dress(scene);
            stage.setScene(scene);
            stage.show();
            grid.focusTable();
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void focus(int row, int column) {
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            grid.model().selection().moveTo(row, column, false);
            grid.scrollToFocus();
            grid.focusTable();
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void press(FxRobot robot, KeyCode... keys) {
        robot.push(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// Fires the events of a click: the robot without a display tells of every press that it asks for a menu.
    private static void header(FxRobot robot, String column, boolean shift) {
        var header = robot.lookup(".column-header")
                .<Node>match(node -> ("grid-column-" + column).equals(node.getId()))
                .query();
        robot.interact(() -> {
            for (var type : List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED)) {
                header.fireEvent(new MouseEvent(
                        type,
                        5,
                        5,
                        5,
                        5,
                        MouseButton.PRIMARY,
                        1,
                        shift,
                        false,
                        false,
                        false,
                        true,
                        false,
                        false,
                        false,
                        false,
                        true,
                        null));
            }
        });
    }

    private static String label(FxRobot robot, String id) {
        return robot.lookup(id).queryLabeled().getText();
    }

    private static List<String> chips(FxRobot robot) {
        return robot.lookup(".chip").queryAllAs(Button.class).stream()
                .map(Labeled::getText)
                .toList();
    }

    private static String clipboard() {
        return WaitForAsyncUtils.waitForAsyncFx(
                5_000, () -> Clipboard.getSystemClipboard().getString());
    }

    private static void toClipboard(String text) {
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            var content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
        });
    }
}
