package app.assay.ui.grid;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.table.Filter;
import app.assay.domain.table.Sort;
import app.assay.domain.table.TableRow;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.shell.StepJobs;
import app.assay.ui.text.Texts;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GridViewModelTest {

    private static final Texts TEXTS = Texts.of(Locale.ENGLISH, ZoneOffset.UTC);
    private static final int MILLION = 1_000_000;
    private static final Filter NORTHWIND = new Filter.OneOf("publisher", List.of("Northwind"), false);

    private final SyntheticTable table = new SyntheticTable(1_000);

    @Test
    void aMillionRowsAreShownAfterReadingOnePage() {
        var big = new SyntheticTable(MILLION);
        var model = new GridViewModel(big, new DirectJobs(), TEXTS);
        model.facetsShownProperty().set(false);

        model.refresh();

        assertThat(model.rows()).hasSize(MILLION);
        assertThat(big.pages).hasValue(1);
        assertThat(big.rowsMade).hasValue(2L * PagedRows.PAGE);
        assertThat(model.rowsStatusProperty().get()).isEqualTo("1,000,000 rows");
    }

    @Test
    void aRowFarDownIsAPlaceholderUntilItsPageHasCome() {
        var jobs = new StepJobs();
        var model = new GridViewModel(new SyntheticTable(MILLION), jobs, TEXTS);
        model.facetsShownProperty().set(false);
        model.refresh();
        jobs.runAll();

        var row = model.rows().get(700_000);
        assertThat(row.row()).isNull();

        jobs.runAll();
        assertThat(row.row()).extracting(TableRow::id).isEqualTo("row-700000");
    }

    @Test
    void rowsLookedAtInPassingAreNotAllRead() {
        var jobs = new StepJobs();
        var big = new SyntheticTable(MILLION);
        var model = new GridViewModel(big, jobs, TEXTS);
        model.facetsShownProperty().set(false);
        model.refresh();
        jobs.runAll();

        for (int row = 10_000; row < 900_000; row += 1_000) {
            model.rows().get(row);
        }
        jobs.runAll();

        assertThat(big.pages.get()).isLessThan(10);
        assertThat(model.loadedRow(899_000)).isNotNull();
    }

    @Test
    void onlyTheLatestPagesAreKept() {
        var model = new GridViewModel(new SyntheticTable(MILLION), new DirectJobs(), TEXTS);
        model.facetsShownProperty().set(false);
        model.refresh();

        for (int row = 0; row < 100 * PagedRows.PAGE; row += PagedRows.PAGE) {
            model.rows().get(row);
        }

        // The page of the focused row is looked at all the time.
        assertThat(model.loadedRow(0)).isNotNull();
        assertThat(model.loadedRow(PagedRows.PAGE)).isNull();
        assertThat(model.loadedRow(99 * PagedRows.PAGE)).isNotNull();
    }

    @Test
    void anAnswerToAnOlderQuestionIsDropped() {
        var jobs = new StepJobs();
        var model = new GridViewModel(table, jobs, TEXTS);
        model.facetsShownProperty().set(false);
        model.refresh();
        jobs.runAll();

        model.setFilters(List.of(NORTHWIND));
        model.setFilters(List.of(new Filter.OneOf("publisher", List.of("Contoso"), false)));
        jobs.runLast();
        assertThat(model.matchingProperty().get()).isEqualTo(143);
        jobs.runAll();

        assertThat(model.loadedRow(0)).extracting(row -> row.cells().get(1)).isEqualTo("Contoso");
    }

    @Test
    void aRefreshKeepsTheFocusOnItsRecordWhenRowsBeforeItAreGone() {
        var model = shown();
        model.selection().moveTo(50, 2, false);
        table.dropFirst(20);

        model.refresh();

        assertThat(model.selection().focus()).isEqualTo(new GridSelection.Cell(30, 2));
        assertThat(model.focusedRowProperty().get()).map(TableRow::id).contains("row-50");
    }

    @Test
    void aPageOfANewerRevisionMakesTheGridReadAnew() {
        var model = shown();
        table.nextRevision();

        model.rows().get(900);

        assertThat(model.revisionProperty().get()).isEqualTo(2);
        assertThat(model.problemProperty().get()).isEmpty();
    }

    @Test
    void aTableThatShrankIsReadAtItsEnd() {
        var model = shown();
        model.lookAt(900);
        table.dropFirst(995);

        model.refresh();

        assertThat(model.matchingProperty().get()).isEqualTo(5);
        assertThat(model.loadedRow(4)).isNotNull();
    }

    @Test
    void anotherFilterMovesTheFocusToTheFirstRowUnlessItsRecordIsThere() {
        var model = shown();
        model.selection().moveTo(14, 1, false);

        model.setFilters(List.of(NORTHWIND));
        assertThat(model.focusedRowProperty().get()).map(TableRow::id).contains("row-14");

        model.setFilters(List.of(new Filter.OneOf("publisher", List.of("Contoso"), false)));
        assertThat(model.selection().focus().row()).isZero();
    }

    @Test
    void everyRowOfAFilterIsSelectedWithoutReadingAny() {
        var big = new SyntheticTable(MILLION);
        var model = new GridViewModel(big, new DirectJobs(), TEXTS);
        model.facetsShownProperty().set(false);
        model.refresh();
        int before = big.pages.get();

        model.selection().selectAll();

        assertThat(big.pages).hasValue(before);
        assertThat(model.selectedRows().count()).isEqualTo(MILLION);
        assertThat(model.selectedRows().all()).isTrue();
        assertThat(model.selectionStatusProperty().get()).isEqualTo("1,000,000 rows selected");
    }

    @Test
    void numbersOfOneColumnAreAddedUpAndTheOthersCounted() {
        var model = shown();
        model.selection().moveTo(0, 4, false);
        model.selection().moveTo(4, 4, true);

        assertThat(model.selectionStatusProperty().get())
                .isEqualTo("5 rows selected · sum 6 · average 1.5 · 1 without a number");
    }

    @Test
    void moneyIsAddedUpInItsCurrency() {
        var model = shown();
        model.selection().moveTo(1, 6, false);
        model.selection().moveTo(6, 6, true);

        assertThat(model.selectionStatusProperty().get())
                .isEqualTo("6 rows selected · sum 87.50 EUR · average 43.75 EUR · 4 without a number");
    }

    @Test
    void aBlockIsCopiedForSpreadsheetsWithAndWithoutHeaders() {
        var model = shown();
        model.selection().moveTo(1, 3, false);
        model.selection().moveTo(2, 4, true);
        var copied = new ArrayList<String>();

        model.copy(false, copied::add);
        model.copy(true, copied::add);

        assertThat(copied).containsExactly("Shortfall\t1\nSurplus\t2\n", "State\tOwned\nShortfall\t1\nSurplus\t2\n");
    }

    @Test
    void moreCellsThanAClipboardHoldsAreNotCopied() {
        var model = new GridViewModel(new SyntheticTable(MILLION), new DirectJobs(), TEXTS);
        model.facetsShownProperty().set(false);
        model.refresh();
        model.selection().selectAll();
        var copied = new ArrayList<String>();

        model.copy(false, copied::add);

        assertThat(copied).isEmpty();
        assertThat(model.findingsStatusProperty().get()).contains("2,000,000 cells");
    }

    @Test
    void filtersAreReadAloud() {
        var model = shown();

        assertThat(model.describe(NORTHWIND)).isEqualTo("Publisher is Northwind");
        assertThat(model.describe(new Filter.OneOf("state", List.of("SHORT", ""), true)))
                .isEqualTo("State is not Shortfall, Unknown");
        assertThat(model.describe(new Filter.OneOf("publisher", List.of("A", "B", "C", "D"), false)))
                .isEqualTo("Publisher is A, B or 2 more");
        assertThat(model.describe(new Filter.Contains("note", "order"))).isEqualTo("Note contains “order”");
        assertThat(model.describe(new Filter.Between("owned", Optional.of("1000"), Optional.empty())))
                .isEqualTo("Owned from 1,000");
        assertThat(model.describe(new Filter.Between("end", Optional.of("2026-01-01"), Optional.of("2026-06-30"))))
                .isEqualTo("End from 2026-01-01 to 2026-06-30");
    }

    @Test
    void aFacetKeepsItsOtherValuesWhenOneIsChosenAndNarrowsTheOthers() {
        var model = shown();
        var publisher = model.facets().getFirst();
        var state = model.facets().get(2);

        model.toggle(publisher.column(), "Northwind", false);

        assertThat(publisher.values()).hasSize(7);
        assertThat(state.values()).allSatisfy(value -> assertThat(value.rows()).isLessThan(40));
        assertThat(model.rowsStatusProperty().get()).isEqualTo("143 of 1,000 rows");
    }

    @Test
    void facetValuesAreIncludedExcludedInvertedAndTakenBack() {
        var model = shown();
        var publisher = model.facets().getFirst().column();

        model.toggle(publisher, "Northwind", false);
        model.toggle(publisher, "Contoso", false);
        assertThat(model.filters())
                .containsExactly(new Filter.OneOf("publisher", List.of("Northwind", "Contoso"), false));

        model.invert(publisher);
        assertThat(model.excluded(publisher, "Contoso")).contains(true);

        model.toggle(publisher, "Contoso", true);
        model.toggle(publisher, "Northwind", true);
        assertThat(model.filters()).isEmpty();
    }

    @Test
    void anOrderIsPassedToTheTable() {
        var model = shown();

        model.setSorts(List.of(new Sort("publisher", false), new Sort("line", true)));

        assertThat(model.loadedRow(0)).extracting(row -> row.cells().get(1)).isEqualTo("Adatum");
        assertThat(model.loadedRow(0)).extracting(row -> row.cells().get(0)).isEqualTo(998L);
    }

    @Test
    void anEditReachesItsHandlerAsCanonicalText() {
        var model = editable();

        model.edit(row(model, 3), column(model, "owned"), "1,250.5");
        model.edit(row(model, 3), column(model, "end"), "2027-01-31");

        assertThat(table.received())
                .containsExactly(
                        List.of(new CellEdit("row-3", "owned", "1250.5")),
                        List.of(new CellEdit("row-3", "end", "2027-01-31")));
        assertThat(model.text(row(model, 3), column(model, "owned"))).isEqualTo("1,250.5");
    }

    @Test
    void anEditThatChangesNothingIsNone() {
        var model = editable();

        model.edit(row(model, 3), column(model, "owned"), "3");

        assertThat(table.received()).isEmpty();
    }

    @Test
    void whatWasRefusedStaysOnScreenWithItsReason() {
        var model = editable();

        model.edit(row(model, 3), column(model, "owned"), "many");

        assertThat(model.text(row(model, 3), column(model, "owned"))).isEqualTo("many");
        assertThat(model.finding(row(model, 3), column(model, "owned"))).hasValueSatisfying(finding -> {
            assertThat(finding.refused()).isTrue();
            assertThat(finding.message()).isEqualTo("Owned must be a number or unlimited");
        });
        assertThat(model.findingsStatusProperty().get())
                .isEqualTo("1 cell refused: Owned must be a number or unlimited");

        model.dropRefused();
        assertThat(model.text(row(model, 3), column(model, "owned"))).isEqualTo("3");
    }

    @Test
    void aBlockIsPastedFromTheFocusedCellOnAndLeavesOutColumnsThatCannotBeEdited() {
        var model = editable();
        model.selection().moveTo(10, 4, false);

        model.paste("5\tignored\tignored\t2026-12-31\tfirst\r\nunlimited\tignored\tignored\t\tsecond\r\n");

        assertThat(table.received())
                .containsExactly(List.of(
                        new CellEdit("row-10", "owned", "5"),
                        new CellEdit("row-10", "end", "2026-12-31"),
                        new CellEdit("row-10", "note", "first"),
                        new CellEdit("row-11", "owned", "unlimited"),
                        new CellEdit("row-11", "end", ""),
                        new CellEdit("row-11", "note", "second")));
    }

    @Test
    void rowsPastedBeyondTheEndAreNewRowsOnlyWhereTheHandlerTakesThem() {
        var model = editable();
        model.selection().moveTo(999, 8, false);
        model.paste("last\nnext\n");
        assertThat(table.received()).containsExactly(List.of(new CellEdit("row-999", "note", "last")));

        var growing = new ArrayList<CellEdit>();
        model.setEditor(new GridEditor() {
            @Override
            public List<CellFinding> apply(List<CellEdit> edits, app.assay.work.Progress progress) {
                growing.addAll(edits);
                return List.of();
            }

            @Override
            public boolean addsRows() {
                return true;
            }
        });
        model.paste("last\nnext\n");
        assertThat(growing)
                .containsExactly(new CellEdit("row-999", "note", "last"), new CellEdit("new-1", "note", "next"));
    }

    @Test
    void oneValuePastedFillsTheSelection() {
        var model = editable();
        model.selection().moveTo(2, 4, false);
        model.selection().moveTo(4, 4, true);

        model.paste("7");

        assertThat(table.received())
                .containsExactly(List.of(
                        new CellEdit("row-2", "owned", "7"),
                        new CellEdit("row-3", "owned", "7"),
                        new CellEdit("row-4", "owned", "7")));
    }

    @Test
    void theUppermostRowIsFilledDown() {
        var model = editable();
        model.selection().moveTo(8, 8, false);
        model.selection().moveTo(10, 8, true);

        model.fillDown();

        assertThat(table.received())
                .containsExactly(List.of(
                        new CellEdit("row-9", "note", "Order 10008"), new CellEdit("row-10", "note", "Order 10008")));
    }

    @Test
    void aRowIsFoundByItsIdentityFarFromTheRowsLoaded() {
        var model = shown();

        model.reveal("row-987");

        assertThat(model.selection().focus().row()).isEqualTo(987);
    }

    private GridViewModel shown() {
        var model = new GridViewModel(table, new DirectJobs(), TEXTS);
        model.refresh();
        return model;
    }

    private GridViewModel editable() {
        var model = shown();
        model.setEditor(table);
        return model;
    }

    private static TableRow row(GridViewModel model, int number) {
        var row = model.loadedRow(number);
        assertThat(row).isNotNull();
        return row;
    }

    private static app.assay.domain.table.Column column(GridViewModel model, String id) {
        return model.column(id).orElseThrow();
    }
}
