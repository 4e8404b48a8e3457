package app.assay.ui.sources;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.source.ImportBalance;
import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.table.TableSource;
import app.assay.service.ImportOutcome;
import app.assay.service.table.ListTable;
import app.assay.ui.records.TestFrame;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.Navigator;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.ScreenShots;
import app.assay.ui.theme.Theme;
import app.assay.ui.theme.Themes;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class SourcesWorkspaceTest {

    private record Row(UUID id, String source, String file, String state, long rejected) {}

    private static final List<Row> ROWS = List.of(
            new Row(new UUID(1, 1), "office inventory", "inventory-2026-06.csv", "PUBLISHED", 4),
            new Row(new UUID(1, 2), "GLPI head office", "glpi-export.zip", "PUBLISHED", 0),
            new Row(new UUID(1, 3), "licences", "licences 2026.xlsx", "WITHDRAWN", 12));

    private final List<UUID> takenBack = new ArrayList<>();
    private final List<UUID> retried = new ArrayList<>();
    private final List<String> exported = new ArrayList<>();
    private ImportOutcome.State retryState = ImportOutcome.State.PUBLISHED;
    private final FakeImports imports = new FakeImports();
    private SourcesWorkspace workspace;

    @Start
    void showWorkspace(Stage stage) {
        workspace = make(ROWS, imports, Locale.ENGLISH);
        var scene = new Scene(TestFrame.of(workspace), ScreenShots.WIDTH, ScreenShots.HEIGHT);
        new Themes(Theme.LIGHT).dress(scene);
        workspace.show(Drill.to("sources"));
        stage.setScene(scene);
        stage.show();
    }

    private SourcesWorkspace make(List<Row> rows, ImportDesk desk, Locale locale) {
        return new SourcesWorkspace(
                new FakeLoads(rows),
                desk,
                (file, table, query, columns, format, _) -> exported.add(file + " " + format + " "
                        + String.join(",", columns) + " "
                        + table.page(query, 0, 10).rows().size()),
                _ -> (_, name, _) -> Optional.of(Path.of(name.replace(".xlsx", ".csv"))),
                new Navigator(Drill.to("sources")),
                new DirectJobs(),
                Texts.of(locale, ZoneOffset.UTC));
    }

    /// Imports that remember what was asked of them.
    private final class FakeLoads implements LoadDesk {

        private final List<Row> rows;

        FakeLoads(List<Row> rows) {
            this.rows = rows;
        }

        @Override
        public TableSource loads() {
            return SourcesWorkspaceTest.loads(rows);
        }

        @Override
        public TableSource rejected(Optional<UUID> load) {
            return SourcesWorkspaceTest.rejected(load.isPresent() && load.get().getLeastSignificantBits() == 1);
        }

        @Override
        public TableSource warningTexts(Optional<UUID> load) {
            return texts();
        }

        @Override
        public TableSource warnings(Optional<UUID> load) {
            return SourcesWorkspaceTest.warnings();
        }

        @Override
        public TableSource rejectedBy(ImportOutcome outcome) {
            return SourcesWorkspaceTest.rejected(outcome.balance().rejected() > 0);
        }

        @Override
        public TableSource warningTextsBy(ImportOutcome outcome) {
            return texts();
        }

        @Override
        public void takeBack(UUID load, String reason) {
            if (load.equals(new UUID(1, 2))) {
                throw new Fault(
                        FaultCode.CHANGE_REFUSED,
                        Sentence.verbatim("glpi-export.zip cannot be taken back: 2 title decisions rest on it."),
                        Sentence.verbatim("Nothing was changed."),
                        Sentence.verbatim("Undo the decisions first."));
            }
            takenBack.add(load);
        }

        @Override
        public ImportOutcome retry(UUID load, Progress progress) {
            retried.add(load);
            return new ImportOutcome(
                    "inventory-2026-06.csv",
                    "csv",
                    1,
                    "office inventory",
                    retryState,
                    Optional.of(load),
                    new ImportBalance(1204, 3, 0, 1200, 1, 0),
                    0,
                    0.1);
        }

        @Override
        public LocalDate asAt() {
            return LocalDate.of(2026, 6, 30);
        }
    }

    private static TableSource texts() {
        return new ListTable<Integer>(
                "warningTexts",
                () -> new ListTable.Content<>(1, List.of(1, 2)),
                row -> Integer.toString(row),
                List.of(
                        cell("count", ColumnType.INTEGER, row -> row == 1 ? 1204L : 3L),
                        cell(
                                "message",
                                ColumnType.TEXT,
                                row -> row == 1
                                        ? "1 row names no metric: the usual one of the product is taken."
                                        : "The device of this row may be HAM-0017.example.org."),
                        cell("file", ColumnType.TEXT, _ -> "inventory-2026-06.csv"),
                        cell("row", ColumnType.INTEGER, row -> 17L * row)));
    }

    private static TableSource loads(List<Row> rows) {
        return new ListTable<Row>(
                "loads",
                () -> new ListTable.Content<>(1, rows),
                row -> row.id().toString(),
                List.of(
                        cell("source", ColumnType.TEXT, Row::source),
                        cell("file", ColumnType.TEXT, Row::file),
                        cell("state", ColumnType.CODE, Row::state),
                        cell("format", ColumnType.TEXT, _ -> "csv"),
                        cell("receivedAt", ColumnType.INSTANT, _ -> Instant.parse("2026-07-01T08:15:00Z")),
                        cell("dataDate", ColumnType.DATE, _ -> LocalDate.of(2026, 6, 30)),
                        cell("read", ColumnType.INTEGER, row -> 1200 + row.rejected()),
                        cell("new", ColumnType.INTEGER, _ -> 1200L),
                        cell("changed", ColumnType.INTEGER, _ -> 0L),
                        cell("same", ColumnType.INTEGER, _ -> 0L),
                        cell("rejected", ColumnType.INTEGER, Row::rejected),
                        cell("sha256", ColumnType.TEXT, _ -> "3f2a90c1b2d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f6")));
    }

    private static TableSource rejected(boolean some) {
        return new ListTable<Integer>(
                "rejected",
                () -> new ListTable.Content<>(1, some ? List.of(17, 19, 204, 1033) : List.of()),
                row -> Integer.toString(row),
                List.of(
                        cell("file", ColumnType.TEXT, _ -> "inventory-2026-06.csv"),
                        cell("row", ColumnType.INTEGER, row -> (long) row),
                        cell("column", ColumnType.TEXT, _ -> "Installed"),
                        cell("reason", ColumnType.CODE, _ -> "NOT_A_DATE"),
                        cell("found", ColumnType.TEXT, _ -> "31/31/2026"),
                        cell("raw", ColumnType.TEXT, _ -> "HAM-0017;Adobe Acrobat DC;Adobe Inc.;31/31/2026")));
    }

    private static TableSource warnings() {
        return new ListTable<Integer>(
                "warnings",
                () -> new ListTable.Content<>(1, List.of(1)),
                row -> Integer.toString(row),
                List.of(
                        cell("file", ColumnType.TEXT, _ -> "inventory-2026-06.csv"),
                        cell("message", ColumnType.TEXT, _ -> "The column has no header.")));
    }

    private static <R> ListTable.Cell<R> cell(
            String id, ColumnType type, java.util.function.Function<R, Object> value) {
        return new ListTable.Cell<>(Column.of(id, type), value);
    }

    @Test
    void theSelectedImportTellsItsBalanceAndItsRejectedRows(FxRobot robot) {
        assertThat(workspace.inspector().getValue().why())
                .isEqualTo("1,204 read = 1,200 new + 0 changed + 0 same + 4 rejected");
        assertThat(workspace.inspector().getValue().title()).isEqualTo("inventory-2026-06.csv");
        assertThat(robot.lookup("#tab-rejected").tryQuery()).isPresent();
    }

    @Test
    void takingAnImportBackTellsTheCountFirst(FxRobot robot) {
        robot.clickOn("#action-take-back");
        assertThat(robot.lookup("#question").queryLabeled().getText()).contains("1,200 rows no longer count");

        robot.clickOn("#question-yes");

        assertThat(takenBack).containsExactly(new UUID(1, 1));
        assertThat(robot.lookup("#notice-text").queryLabeled().getText()).contains("no longer counts");
    }

    @Test
    void whatRestsOnAnImportIsToldWhenItCannotBeTakenBack(FxRobot robot) {
        robot.interact(() -> workspace.show(Drill.to("sources").record(new UUID(1, 2).toString())));
        robot.clickOn("#action-take-back");
        robot.clickOn("#question-yes");

        assertThat(robot.lookup("#notice-text").queryLabeled().getText())
                .contains("2 title decisions rest on it", "Nothing was changed", "Undo the decisions first");
    }

    @Test
    void aFileIsMappedSettledCountedAndImported(FxRobot robot) {
        robot.interact(() -> workspace.take(List.of(Path.of("inventory.csv"))));
        assertThat(robot.lookup("#import-run").queryButton().isDisabled()).isTrue();

        robot.interact(() -> robot.lookup("#fix-day-first").queryButton().fire());
        robot.interact(() -> robot.lookup("#import-dryrun").queryButton().fire());
        assertThat(imports.imported).isEmpty();
        robot.interact(() -> robot.lookup("#import-run").queryButton().fire());

        assertThat(imports.imported).hasSize(1);
        assertThat(imports.imported.getFirst().dateOrder()).isEqualTo(Optional.of("DAY_MONTH_YEAR"));
        assertThat(robot.lookup("#import-rejected").queryButton().getText()).isEqualTo("Show 4 rejected rows");
    }

    @Test
    void anImportThatLeavesOutMuchIsWarnedOfBesideItsButton(FxRobot robot) {
        imports.doubtful = true;
        robot.interact(() -> workspace.take(List.of(Path.of("inventory.csv"))));
        robot.interact(() -> robot.lookup("#fix-day-first").queryButton().fire());
        robot.interact(() -> robot.lookup("#import-run").queryButton().fire());

        assertThat(imports.imported).isEmpty();
        assertThat(robot.lookup("#import-many-rejected").queryLabeled().getText())
                .contains("200 of 1,204 rows (17 %) would be left out, more than 5 %");
        assertThat(robot.lookup("#import-run").queryButton().isDisabled()).isTrue();

        robot.clickOn("#import-accept-rejected");
        assertThat(robot.lookup("#import-run").queryButton().isDisabled()).isFalse();
        robot.interact(() -> robot.lookup("#import-run").queryButton().fire());

        assertThat(imports.imported).hasSize(1);
    }

    @Test
    void theRowsOfAnImportThatAreLeftOutAreReadAgain(FxRobot robot) {
        robot.clickOn("#sources-retry");

        assertThat(retried).containsExactly(new UUID(1, 1));
        assertThat(robot.lookup("#notice-text").queryLabeled().getText())
                .isEqualTo("inventory-2026-06.csv was read again: 4 rows were left out before, 1 is now."
                        + " Ctrl+Z takes it back.");

        retryState = ImportOutcome.State.ALREADY_IMPORTED;
        robot.clickOn("#action-try-again");
        assertThat(robot.lookup("#notice-text").queryLabeled().getText())
                .contains("still leaves out 1 row; nothing was changed");
    }

    @Test
    void onlyWhatLeftRowsOutAndCountsCanBeTriedAgain(FxRobot robot) {
        for (int load : List.of(2, 3)) {
            robot.interact(() -> workspace.show(Drill.to("sources").record(new UUID(1, load).toString())));
            assertThat(robot.lookup("#sources-retry").queryButton().isDisabled())
                    .as("load %s", load)
                    .isTrue();
        }
    }

    @Test
    void eachTableBelowAnImportIsReachedByKeysAndExported(FxRobot robot) {
        assertThat(robot.lookup("#tab-rejected").queryLabeled().getText()).isEqualTo("Rejected rows (4)");
        robot.interact(() -> robot.lookup("#tab-warnings").query().requestFocus());
        robot.type(javafx.scene.input.KeyCode.SPACE);
        var pane = robot.lookup("#sources-remarks").<javafx.scene.Parent>query();
        robot.interact(
                () -> robot.from(pane).lookup("#grid-export").queryButton().fire());

        assertThat(exported).containsExactly("inventory-2026-06 warnings.csv csv count,message,file,row 2");
    }

    @Test
    void whatACountedImportWouldLeaveOutIsListedBeforeAnythingIsWritten(FxRobot robot) {
        robot.interact(() -> workspace.take(List.of(Path.of("inventory.csv"))));
        robot.interact(() -> robot.lookup("#fix-day-first").queryButton().fire());
        robot.interact(() -> robot.lookup("#import-dryrun").queryButton().fire());
        robot.interact(() -> robot.lookup("#import-show-rejected").queryButton().fire());
        assertThat(robot.lookup("#tab-rejected")
                        .queryAs(javafx.scene.control.ToggleButton.class)
                        .isSelected())
                .isTrue();
        robot.interact(() -> robot.lookup("#grid-export").queryButton().fire());

        assertThat(imports.imported).isEmpty();
        assertThat(exported).containsExactly("inventory rejected rows.csv csv file,row,column,reason,found,raw 4");
    }

    @Test
    void anImportTellsItsWarningsByTextAndLeadsToThem(FxRobot robot) {
        robot.interact(() -> workspace.take(List.of(Path.of("inventory.csv"))));
        robot.interact(() -> robot.lookup("#fix-day-first").queryButton().fire());
        robot.interact(() -> robot.lookup("#import-run").queryButton().fire());
        assertThat(robot.lookup(".import-finished .label").queryAllAs(javafx.scene.control.Label.class))
                .anySatisfy(label -> assertThat(label.getText()).isEqualTo("1 × The column Seats has no header."));

        robot.interact(() -> robot.lookup("#import-warnings").queryButton().fire());
        assertThat(robot.lookup("#tab-warnings")
                        .queryAs(javafx.scene.control.ToggleButton.class)
                        .isSelected())
                .isTrue();
    }

    @Test
    void theKeysStayOnTheImportPageWhenItChanges(FxRobot robot) {
        robot.interact(() -> workspace.take(List.of(Path.of("inventory.csv"))));
        robot.clickOn("#import-currency").write("eur");

        robot.interact(() -> robot.lookup("#import-profile-name").query().requestFocus());

        assertThat(robot.lookup("#import-currency").queryTextInputControl().getText())
                .isEqualTo("EUR");
        assertThat(workspace.view().getScene().getFocusOwner().getParent()).isNotNull();
    }

    @Test
    void theScreensAreDrawn() {
        ScreenShots.of("sources", () -> frame(ROWS, false, false));
        ScreenShots.of("sources-empty", () -> frame(List.of(), false, false));
        ScreenShots.of("sources-import", () -> frame(ROWS, true, false));
        ScreenShots.of("sources-import-error", () -> frame(ROWS, true, true));
        ScreenShots.of("sources-import-many-rejected", this::doubtful);
        ScreenShots.of("sources-german", () -> {
            var made = make(ROWS, new FakeImports(), Locale.GERMAN);
            var frame = TestFrame.of(made);
            made.show(Drill.to("sources"));
            return frame;
        });
        ScreenShots.of("sources-import-done-german", () -> {
            var made = make(ROWS, new FakeImports(), Locale.GERMAN);
            var frame = TestFrame.of(made, false);
            made.show(Drill.to("sources"));
            made.take(List.of(Path.of("inventory-2026-07.csv"), Path.of("tags.zip")));
            made.imports().dateOrder("DAY_MONTH_YEAR");
            made.imports().run();
            made.imports().dateOrder("DAY_MONTH_YEAR");
            made.imports().dryRun();
            return frame;
        });
        assertThat(Path.of("target", "screens", "sources-import-error-dark.png"))
                .exists();
    }

    private Parent doubtful() {
        var desk = new FakeImports();
        desk.doubtful = true;
        var made = make(ROWS, desk, Locale.ENGLISH);
        var frame = TestFrame.of(made, false);
        made.show(Drill.to("sources"));
        made.take(List.of(Path.of("inventory-2026-07.csv"), Path.of("tags.zip")));
        made.imports().dateOrder("DAY_MONTH_YEAR");
        made.imports().dryRun();
        return frame;
    }

    private Parent frame(List<Row> rows, boolean importing, boolean broken) {
        var desk = new FakeImports();
        desk.broken = broken;
        var made = make(rows, desk, Locale.ENGLISH);
        var frame = TestFrame.of(made, !importing);
        made.show(Drill.to("sources"));
        if (importing) {
            made.take(List.of(Path.of("inventory-2026-07.csv"), Path.of("tags.zip")));
        }
        return frame;
    }
}
