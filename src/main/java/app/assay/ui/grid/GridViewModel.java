package app.assay.ui.grid;

import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.table.Filter;
import app.assay.domain.table.Sort;
import app.assay.domain.table.TablePage;
import app.assay.domain.table.TableQuery;
import app.assay.domain.table.TableRow;
import app.assay.domain.table.TableSource;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Problem;
import app.assay.ui.shell.RunningJob;
import app.assay.ui.text.Texts;
import app.assay.ui.text.ValueFormat;
import app.assay.work.Cancelled;
import app.assay.work.Job;
import app.assay.work.Progress;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// State and actions of a grid. Knows no control. For the drawing thread; reads its table through [Jobs].
public final class GridViewModel {

    /// Cells that one copy may put on the clipboard; more is work for an export.
    static final long MOST_CELLS_COPIED = 2_000_000;

    /// Rows that one paste or fill may change.
    static final int MOST_ROWS_EDITED = 50_000;

    private static final long MOST_ROWS_SUMMED = 200_000;
    private static final int ROWS_SUMMED_AT_ONCE = 2_000;

    private final TableSource source;
    private final Jobs jobs;
    private final Texts texts;
    private final ValueFormat values;
    private final List<Column> columns;
    private final Map<String, Integer> places = new HashMap<>();

    private final ObservableList<Filter> filters = FXCollections.observableArrayList();
    private final ObservableList<Filter> filtersView = FXCollections.unmodifiableObservableList(filters);
    private final StringProperty search = new SimpleStringProperty("");
    private final ObservableList<Sort> sorts = FXCollections.observableArrayList();
    private List<Column> visible;

    private final ShownRows rows = new ShownRows(new PagedRows(0, (_, answer) -> answer.accept(null)));
    private TableQuery shown = TableQuery.ALL;
    private final ReadOnlyLongWrapper matching = new ReadOnlyLongWrapper(0);
    private final ReadOnlyLongWrapper total = new ReadOnlyLongWrapper(0);
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper(-1);
    private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper rowsStatus = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper selectionStatus = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper findingsStatus = new ReadOnlyStringWrapper("");
    private final ReadOnlyLongWrapper answers = new ReadOnlyLongWrapper(0);
    private final ReadOnlyLongWrapper marks = new ReadOnlyLongWrapper(0);
    private final ReadOnlyObjectWrapper<Optional<TableRow>> focusedRow = new ReadOnlyObjectWrapper<>(Optional.empty());

    private final GridSelection selection = new GridSelection(this::selectionChanged);
    private final List<FacetViewModel> facets;
    private final BooleanProperty facetsShown = new SimpleBooleanProperty(true);

    private final Map<CellKey, String> typed = new HashMap<>();
    /// Typed texts that the register has taken and that the next rows will show.
    private final List<CellKey> taken = new ArrayList<>();

    private final Map<CellKey, CellFinding> findings = new HashMap<>();
    private Optional<GridEditor> editor = Optional.empty();

    private long latestQuery;
    private long latestFacets;
    private long latestSum;
    private RunningJob query = RunningJob.NONE;
    private RunningJob sum = RunningJob.NONE;
    private int firstRowOnScreen;
    private Runnable beforeAnswer = () -> {};
    private Optional<String> wanted = Optional.empty();

    private record CellKey(String rowId, String column) {}

    public GridViewModel(TableSource source, Jobs jobs, Texts texts) {
        this.source = source;
        this.jobs = jobs;
        this.texts = texts;
        this.values = texts.values();
        this.columns = List.copyOf(source.columns());
        for (int i = 0; i < columns.size(); i++) {
            places.put(columns.get(i).id(), i);
        }
        visible = columns.stream().filter(Column::shown).toList();
        facets = columns.stream().filter(Column::facet).map(FacetViewModel::new).toList();
        for (var facet : facets) {
            facet.openProperty().subscribe(open -> countIf(open, facet));
            facet.showingManyProperty()
                    .subscribe(_ -> countIf(facet.openProperty().get(), facet));
        }
        facets.stream().limit(3).forEach(facet -> facet.openProperty().set(true));
        facetsShown.subscribe(isShown -> {
            if (isShown && ready.get()) {
                countFacets();
            }
        });
        search.subscribe((_, _) -> query(0));
    }

    // ---------------------------------------------------------------- what is shown

    /// All columns of the table, in its order.
    public List<Column> columns() {
        return columns;
    }

    public Texts texts() {
        return texts;
    }

    public String title(Column column) {
        return texts.column(source.name(), column.id());
    }

    /// The lines: as many as there are matching rows, loaded when they are looked at.
    public ObservableList<GridRow> rows() {
        return rows;
    }

    public ReadOnlyLongProperty matchingProperty() {
        return matching.getReadOnlyProperty();
    }

    public ReadOnlyLongProperty totalProperty() {
        return total.getReadOnlyProperty();
    }

    /// Revision of the rows on screen; -1 before the first.
    public ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty loadingProperty() {
        return loading.getReadOnlyProperty();
    }

    /// Whether a first answer has come.
    public ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Problem>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Such as "8,112 of 10,000 rows".
    public ReadOnlyStringProperty rowsStatusProperty() {
        return rowsStatus.getReadOnlyProperty();
    }

    /// Such as "3 rows selected · sum 12 · average 4".
    public ReadOnlyStringProperty selectionStatusProperty() {
        return selectionStatus.getReadOnlyProperty();
    }

    /// Such as "2 cells refused: Quantity must be a number"; empty when there is nothing to mend.
    public ReadOnlyStringProperty findingsStatusProperty() {
        return findingsStatus.getReadOnlyProperty();
    }

    /// @param remember run before other rows come on screen
    void beforeAnswer(Runnable remember) {
        beforeAnswer = remember;
    }

    /// Grows whenever an answer is on screen and the focus is where it belongs.
    ReadOnlyLongProperty answersProperty() {
        return answers.getReadOnlyProperty();
    }

    /// Grows whenever selection, typed texts or findings change.
    ReadOnlyLongProperty marksProperty() {
        return marks.getReadOnlyProperty();
    }

    /// The row of the focused cell once it is loaded.
    public ReadOnlyObjectProperty<Optional<TableRow>> focusedRowProperty() {
        return focusedRow.getReadOnlyProperty();
    }

    /// The columns on screen, from left to right.
    List<Column> visibleColumns() {
        return visible;
    }

    void showColumns(List<Column> next) {
        if (!visible.equals(next)) {
            visible = List.copyOf(next);
            selection.resize(rows.size(), visible.size());
        }
    }

    int place(Column column) {
        Integer place = places.get(column.id());
        if (place == null) {
            throw new IllegalArgumentException("no column " + column.id());
        }
        return place;
    }

    Optional<Column> column(String id) {
        return Optional.ofNullable(places.get(id)).map(columns::get);
    }

    /// The text of a cell, also one just typed that is on its way or was refused.
    String text(TableRow row, Column column) {
        var pending = typed.get(new CellKey(row.id(), column.id()));
        return pending != null
                ? values.canonicalShown(column, pending)
                : values.cell(column, row.cells().get(place(column)));
    }

    /// The canonical text of a cell, also one just typed.
    String canonical(TableRow row, Column column) {
        var pending = typed.get(new CellKey(row.id(), column.id()));
        return pending != null ? pending : ValueFormat.canonical(row.cells().get(place(column)));
    }

    Optional<CellFinding> finding(TableRow row, Column column) {
        return Optional.ofNullable(findings.get(new CellKey(row.id(), column.id())));
    }

    boolean isOnItsWay(TableRow row, Column column) {
        return typed.containsKey(new CellKey(row.id(), column.id()));
    }

    // ---------------------------------------------------------------- filters and order

    public ObservableList<Filter> filters() {
        return filtersView;
    }

    /// Words that any text column must contain; empty for no search.
    public StringProperty searchProperty() {
        return search;
    }

    public void setFilters(List<Filter> next) {
        if (!filters.equals(next)) {
            filters.setAll(next);
            query(0);
        }
    }

    public void addFilter(Filter filter) {
        if (!filters.contains(filter)) {
            filters.add(filter);
            query(0);
        }
    }

    public void removeFilter(Filter filter) {
        if (filters.remove(filter)) {
            query(0);
        }
    }

    /// Takes away all filters and the search.
    public void clearFilters() {
        boolean hadSearch = !search.get().isBlank();
        filters.clear();
        search.set("");
        if (!hadSearch) {
            query(0);
        }
    }

    public ObservableList<Sort> sorts() {
        return FXCollections.unmodifiableObservableList(sorts);
    }

    public void setSorts(List<Sort> next) {
        if (!sorts.equals(next)) {
            sorts.setAll(next);
            query(0);
        }
    }

    /// The query that the controls ask for now.
    public TableQuery query() {
        var all = new ArrayList<Filter>(filters);
        if (!search.get().isBlank()) {
            all.add(new Filter.Search(search.get().strip()));
        }
        return new TableQuery(all, sorts);
    }

    /// Keeps rows whose cell holds this value, or drops them.
    void filterByFocusedCell(boolean exclude) {
        var row = loadedRow(selection.focus().row());
        if (row == null || visible.isEmpty()) {
            return;
        }
        var column = visible.get(selection.focus().column());
        addFilter(new Filter.OneOf(column.id(), List.of(canonical(row, column)), exclude));
    }

    /// A filter as it is read aloud, such as "Publisher is Microsoft".
    public String describe(Filter filter) {
        return switch (filter) {
            case Filter.OneOf(var column, var among, var inverted) -> {
                var shownValues =
                        among.stream().map(value -> shown(column, value)).toList();
                var list = shownValues.size() <= 3
                        ? String.join(", ", shownValues)
                        : texts.get(
                                "grid.filter.more",
                                String.join(", ", shownValues.subList(0, 2)),
                                shownValues.size() - 2);
                yield texts.get(inverted ? "grid.filter.isnot" : "grid.filter.is", title(column), list);
            }
            case Filter.Contains(var column, var words) -> texts.get("grid.filter.contains", title(column), words);
            case Filter.Between(var column, var from, var to) -> {
                if (from.isPresent() && to.isPresent()) {
                    yield from.equals(to)
                            ? texts.get("grid.filter.is", title(column), shown(column, from.get()))
                            : texts.get(
                                    "grid.filter.between",
                                    title(column),
                                    shown(column, from.get()),
                                    shown(column, to.get()));
                }
                yield from.map(low -> texts.get("grid.filter.from", title(column), shown(column, low)))
                        .or(() -> to.map(high -> texts.get("grid.filter.to", title(column), shown(column, high))))
                        .orElseGet(() -> title(column));
            }
            case Filter.Search(var words) -> texts.get("grid.filter.search", words);
        };
    }

    private String title(String column) {
        return texts.column(source.name(), column);
    }

    private String shown(String column, String canonical) {
        return column(column)
                .map(found -> values.canonicalShown(found, canonical))
                .orElse(canonical);
    }

    // ---------------------------------------------------------------- facets

    public List<FacetViewModel> facets() {
        return facets;
    }

    public BooleanProperty facetsShownProperty() {
        return facetsShown;
    }

    /// Whether a value of a facet is chosen: included, excluded or neither.
    Optional<Boolean> excluded(Column column, String value) {
        return facetFilter(column)
                .filter(filter -> filter.values().contains(value))
                .map(Filter.OneOf::inverted);
    }

    /// Includes a value (or excludes it), or takes the choice back.
    void toggle(Column column, String value, boolean exclude) {
        var now = facetFilter(column);
        var among = new ArrayList<String>();
        now.filter(filter -> filter.inverted() == exclude).ifPresent(filter -> among.addAll(filter.values()));
        if (!among.remove(value)) {
            among.add(value);
        }
        replace(now, among.isEmpty() ? Optional.empty() : Optional.of(new Filter.OneOf(column.id(), among, exclude)));
    }

    void invert(Column column) {
        var now = facetFilter(column);
        replace(now, now.map(filter -> new Filter.OneOf(filter.column(), filter.values(), !filter.inverted())));
    }

    void clear(Column column) {
        replace(facetFilter(column), Optional.empty());
    }

    Optional<Filter.OneOf> facetFilter(Column column) {
        return filters.stream()
                .filter(Filter.OneOf.class::isInstance)
                .map(Filter.OneOf.class::cast)
                .filter(filter -> filter.column().equals(column.id()))
                .findFirst();
    }

    private void replace(Optional<Filter.OneOf> before, Optional<Filter.OneOf> after) {
        var next = new ArrayList<Filter>(filters);
        int place = before.map(next::indexOf).orElse(next.size());
        before.ifPresent(next::remove);
        after.ifPresent(filter -> next.add(place, filter));
        setFilters(next);
    }

    private void countFacets() {
        latestFacets++;
        facets.forEach(facet -> countIf(facet.openProperty().get(), facet));
    }

    private void countIf(boolean isOpen, FacetViewModel facet) {
        if (!isOpen || !ready.get() || !facetsShown.get()) {
            return;
        }
        long request = latestFacets;
        var asked = shown;
        int most = facet.most() + 1;
        facet.count();
        jobs.quiet(
                _ -> source.facet(facet.column().id(), asked, most),
                found -> {
                    if (request == latestFacets) {
                        facet.show(found);
                    }
                },
                failure -> {
                    if (request == latestFacets) {
                        facet.show(List.of());
                        fail(failure);
                    }
                });
    }

    // ---------------------------------------------------------------- reading

    /// Reads the table anew where it is; selection and place stay.
    public void refresh() {
        query(firstRowOnScreen);
    }

    /// Tells which row is the uppermost on screen, so that a refresh reads from there.
    void lookAt(int firstRow) {
        firstRowOnScreen = Math.max(0, firstRow);
    }

    private void query(int around) {
        long request = ++latestQuery;
        var asked = query();
        boolean sameQuery = asked.equals(shown) && ready.get();
        long from = sameQuery ? (long) around / PagedRows.PAGE * PagedRows.PAGE : 0;
        var before = rows.rows();
        var focus = before.isEmpty() ? null : before.loaded(selection.focus().row());
        var focusId = focus == null ? Optional.<String>empty() : Optional.of(focus.id());
        query.cancel();
        loading.set(true);
        query = jobs.quiet(
                // Two pages: the rows on screen may lie on the border.
                progress -> {
                    progress.stopIfCancelled();
                    return source.page(asked, from, 2 * PagedRows.PAGE);
                },
                page -> {
                    if (request == latestQuery) {
                        show(asked, page, sameQuery, focusId);
                    }
                },
                failure -> {
                    if (request == latestQuery && !(failure instanceof Cancelled)) {
                        loading.set(false);
                        fail(failure);
                    }
                });
    }

    private void show(TableQuery asked, TablePage page, boolean sameQuery, Optional<String> focusId) {
        if (page.rows().isEmpty() && page.matching() > 0 && page.from() >= page.matching()) {
            // The table has shrunk since: read its end.
            query((int) Math.min(page.matching() - 1, Integer.MAX_VALUE));
            firstRowOnScreen = 0;
            return;
        }
        long request = latestQuery;
        var next = new PagedRows(page.matching(), (from, answer) -> readPage(request, asked, from, answer));
        next.put(page);
        shown = asked;
        problem.set(Optional.empty());
        matching.set(page.matching());
        total.set(page.total());
        revision.set(page.revision());
        rowsStatus.set(
                page.matching() == page.total()
                        ? texts.get("grid.rows", page.total())
                        : texts.get("grid.rows.filtered", page.matching(), page.total()));
        loading.set(false);
        taken.forEach(typed::remove);
        taken.clear();
        beforeAnswer.run();
        rows.show(next);
        ready.set(true);
        selection.resize(next.size(), visible.size());
        var sought = wanted.or(() -> focusId);
        int number = sought.map(next::numberOf).orElse(-1);
        if (number >= 0) {
            if (number != selection.focus().row() || wanted.isPresent()) {
                selection.moveTo(number, selection.focus().column(), false);
            }
            wanted = Optional.empty();
        } else if (!sameQuery) {
            selection.moveTo(0, selection.focus().column(), false);
        }
        answers.set(answers.get() + 1);
        countFacets();
    }

    private void readPage(long request, TableQuery asked, long from, Consumer<@Nullable TablePage> answer) {
        jobs.quiet(
                _ -> source.page(asked, from, PagedRows.PAGE),
                page -> {
                    answer.accept(page);
                    if (request == latestQuery) {
                        if (page.revision() != revision.get()) {
                            lookAt((int) Math.min(from, Integer.MAX_VALUE));
                            refresh();
                        } else {
                            focusChanged();
                        }
                    }
                },
                failure -> {
                    answer.accept(null);
                    if (request == latestQuery) {
                        fail(failure);
                    }
                });
    }

    private void fail(Exception failure) {
        if (!(failure instanceof Cancelled)) {
            problem.set(Optional.of(Problem.of(failure, texts)));
        }
    }

    /// Moves the focus to the row with this identity once it is found; nothing happens if the filters leave it out.
    public void reveal(String id) {
        int loaded = rows.rows().numberOf(id);
        if (loaded >= 0) {
            selection.moveTo(loaded, selection.focus().column(), false);
            return;
        }
        wanted = Optional.of(id);
        long request = latestQuery;
        var asked = query();
        jobs.quiet(
                progress -> numberOf(id, asked, progress),
                number -> {
                    if (request == latestQuery && number >= 0 && wanted.equals(Optional.of(id))) {
                        wanted = Optional.empty();
                        selection.moveTo(number, selection.focus().column(), false);
                    }
                },
                this::fail);
    }

    private int numberOf(String id, TableQuery asked, Progress progress) {
        for (long from = 0; ; from += MOST_ROWS_EDITED) {
            progress.stopIfCancelled();
            var page = source.page(asked, from, MOST_ROWS_EDITED);
            for (int i = 0; i < page.rows().size(); i++) {
                if (page.rows().get(i).id().equals(id)) {
                    return Math.toIntExact(from + i);
                }
            }
            if (page.rows().isEmpty() || from + page.rows().size() >= page.matching()) {
                return -1;
            }
        }
    }

    // ---------------------------------------------------------------- selection

    GridSelection selection() {
        return selection;
    }

    /// Selects every row of the query, at no cost however many they are.
    public void selectAll() {
        selection.selectAll();
    }

    /// The selected rows; the focused one when nothing else is selected.
    public SelectedRows selectedRows() {
        return new SelectedRows(
                source,
                shown,
                selection.isAll() ? matching.get() : selection.rowCount(),
                selection.isAll(),
                selection.rowRanges().stream()
                        .map(block -> new SelectedRows.Range(block.fromRow(), block.toRow()))
                        .toList());
    }

    @Nullable
    TableRow loadedRow(int number) {
        var now = rows.rows();
        return number < 0 || number >= now.size() ? null : now.loaded(number);
    }

    private void selectionChanged() {
        marks.set(marks.get() + 1);
        focusChanged();
        sum();
    }

    private void focusChanged() {
        focusedRow.set(
                selection.isEmpty()
                        ? Optional.empty()
                        : Optional.ofNullable(loadedRow(selection.focus().row())));
    }

    private void sum() {
        long request = ++latestSum;
        sum.cancel();
        sum = RunningJob.NONE;
        var selected = selectedRows();
        long count = selected.count();
        var numeric = selection.columnNumbers().stream()
                .map(visible::get)
                .filter(GridViewModel::isNumeric)
                .toList();
        boolean oneCell = count <= 1 && selection.columnNumbers().size() <= 1;
        if (selection.isEmpty() || oneCell) {
            selectionStatus.set("");
            return;
        }
        if (numeric.size() != 1 || count > MOST_ROWS_SUMMED) {
            selectionStatus.set(texts.get("grid.selected", count));
            return;
        }
        var column = numeric.getFirst();
        var ranges = selection.rowRanges();
        if (count <= ROWS_SUMMED_AT_ONCE) {
            var sums = new Sums();
            boolean complete = true;
            for (var range : ranges) {
                for (int row = range.fromRow(); row <= range.toRow(); row++) {
                    var found = loadedRow(row);
                    if (found == null) {
                        complete = false;
                    } else {
                        sums.add(found.cells().get(place(column)));
                    }
                }
            }
            if (complete) {
                selectionStatus.set(sums.text(count));
                return;
            }
        }
        selectionStatus.set(texts.get("grid.selected", count));
        sum = jobs.quiet(
                progress -> {
                    var sums = new Sums();
                    selected.forEach(row -> sums.add(row.cells().get(place(column))), progress);
                    return sums;
                },
                sums -> {
                    if (request == latestSum) {
                        selectionStatus.set(sums.text(count));
                    }
                },
                _ -> {
                    // The count is on screen; a sum that cannot be read is not worth an error.
                });
    }

    static boolean isNumeric(Column column) {
        return switch (column.type()) {
            case INTEGER, DECIMAL, QUANTITY, MONEY -> true;
            case TEXT, DATE, INSTANT, CODE, FLAG -> false;
        };
    }

    /// Adds up known numbers and counts the cells that hold none.
    private final class Sums {

        private BigDecimal total = BigDecimal.ZERO;
        private long known;
        private long unknown;
        private Optional<java.util.Currency> currency = Optional.empty();
        private boolean mixed;

        void add(@Nullable Object value) {
            switch (value) {
                case null -> unknown++;
                case Quantity.Known(var units) -> add(units);
                case BigDecimal decimal -> add(decimal);
                case Long whole -> add(BigDecimal.valueOf(whole));
                case Money money -> {
                    mixed |= currency.isPresent() && !currency.get().equals(money.currency());
                    currency = Optional.of(money.currency());
                    add(money.amount());
                }
                default -> unknown++;
            }
        }

        private void add(BigDecimal number) {
            total = total.add(number);
            known++;
        }

        String text(long count) {
            var parts = new ArrayList<String>();
            parts.add(texts.get("grid.selected", count));
            if (known > 0 && !mixed) {
                parts.add(texts.get("grid.sum", shown(total)));
                parts.add(texts.get(
                        "grid.average", shown(total.divide(BigDecimal.valueOf(known), 2, RoundingMode.HALF_UP))));
            }
            if (unknown > 0) {
                parts.add(texts.get("grid.withoutnumber", unknown));
            }
            return String.join(" · ", parts);
        }

        private String shown(BigDecimal number) {
            return currency.map(unit -> values.money(new Money(number, unit)))
                    .orElseGet(() -> values.number(number.stripTrailingZeros()));
        }
    }

    // ---------------------------------------------------------------- copy

    /// Puts the selected cells together as a spreadsheet takes them.
    ///
    /// @param onText told of the text, on the drawing thread
    void copy(boolean withHeaders, Consumer<String> onText) {
        if (selection.isEmpty()) {
            return;
        }
        var chosen = selection.columnNumbers().stream().map(visible::get).toList();
        var selected = selectedRows();
        if (selected.count() * chosen.size() > MOST_CELLS_COPIED) {
            findingsStatus.set(texts.get("grid.copy.toomany", MOST_CELLS_COPIED));
            return;
        }
        Job<String> work = progress -> {
            var block = new StringBuilder();
            if (withHeaders) {
                line(block, chosen.stream().map(this::title).toList());
            }
            selected.forEach(
                    row -> line(
                            block,
                            chosen.stream()
                                    .map(column -> copied(column, row.cells().get(place(column))))
                                    .toList()),
                    progress);
            return block.toString();
        };
        if (selected.count() > MOST_ROWS_EDITED) {
            jobs.start(texts.get("grid.copy.job", selected.count()), work, onText, this::fail);
        } else {
            jobs.quiet(work, onText, this::fail);
        }
    }

    private String copied(Column column, @Nullable Object value) {
        return column.type() == ColumnType.CODE && value != null ? values.cell(column, value) : values.editable(value);
    }

    private static void line(StringBuilder block, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                block.append('\t');
            }
            block.append(Tsv.cell(cells.get(i)));
        }
        block.append('\n');
    }

    // ---------------------------------------------------------------- edit

    void setEditor(GridEditor next) {
        editor = Optional.of(next);
    }

    boolean isEditable(Column column) {
        return editor.isPresent() && !column.field().isEmpty();
    }

    /// Sets one cell to what was typed.
    void edit(TableRow row, Column column, String text) {
        var canonical = values.canonicalOf(column.type(), text);
        if (isEditable(column) && !canonical.equals(canonical(row, column))) {
            apply(List.of(new CellEdit(row.id(), column.id(), canonical)));
        }
    }

    /// Sets the selected cells of editable columns to unknown.
    void clearSelected() {
        editRows((_, _, _) -> Optional.of(""));
    }

    /// Repeats the uppermost selected row in the selected rows below it.
    void fillDown() {
        var ranges = selection.rowRanges();
        if (ranges.isEmpty()) {
            return;
        }
        var first = loadedRow(ranges.getFirst().fromRow());
        if (first == null) {
            return;
        }
        editRows((row, column, _) ->
                row.id().equals(first.id()) ? Optional.empty() : Optional.of(canonical(first, column)));
    }

    private interface NewText {
        Optional<String> of(TableRow row, Column column, int number);
    }

    private void editRows(NewText text) {
        var chosen = selection.columnNumbers().stream()
                .map(visible::get)
                .filter(this::isEditable)
                .toList();
        var selected = selectedRows();
        if (chosen.isEmpty() || selection.isEmpty()) {
            return;
        }
        if (selected.count() > MOST_ROWS_EDITED) {
            findingsStatus.set(texts.get("grid.edit.toomany", MOST_ROWS_EDITED));
            return;
        }
        jobs.quiet(
                progress -> {
                    var edits = new ArrayList<CellEdit>();
                    var number = new int[1];
                    selected.forEach(
                            row -> {
                                for (var column : chosen) {
                                    text.of(row, column, number[0])
                                            .ifPresent(next -> edits.add(new CellEdit(row.id(), column.id(), next)));
                                }
                                number[0]++;
                            },
                            progress);
                    return edits;
                },
                this::apply,
                this::fail);
    }

    /// Writes a block from the clipboard, its first cell on the first selected one. A single cell fills the whole
    /// selection.
    void paste(String block) {
        var cells = Tsv.read(block);
        if (cells.isEmpty() || editor.isEmpty() || visible.isEmpty()) {
            return;
        }
        if (cells.size() > MOST_ROWS_EDITED) {
            findingsStatus.set(texts.get("grid.edit.toomany", MOST_ROWS_EDITED));
            return;
        }
        boolean one = cells.size() == 1 && cells.getFirst().size() == 1;
        if (one && selection.rowCount() * selection.columnNumbers().size() > 1) {
            var text = cells.getFirst().getFirst();
            editRows((_, column, _) -> Optional.of(values.canonicalOf(column.type(), text)));
            return;
        }
        var blocks = selection.blocks();
        int firstRow = blocks.isEmpty() ? 0 : blocks.getFirst().fromRow();
        int firstColumn = blocks.isEmpty() ? 0 : blocks.getFirst().fromColumn();
        var asked = shown;
        var targets = visible.subList(firstColumn, visible.size());
        boolean grows = editor.get().addsRows();
        jobs.quiet(
                _ -> pasteEdits(source.page(asked, firstRow, cells.size()).rows(), cells, targets, grows),
                this::apply,
                this::fail);
    }

    private List<CellEdit> pasteEdits(
            List<TableRow> rowsThere, List<List<String>> cells, List<Column> targets, boolean grows) {
        var edits = new ArrayList<CellEdit>();
        for (int i = 0; i < cells.size() && (i < rowsThere.size() || grows); i++) {
            var id = i < rowsThere.size() ? rowsThere.get(i).id() : CellEdit.NEW_ROW + (i - rowsThere.size() + 1);
            var line = cells.get(i);
            for (int j = 0; j < line.size() && j < targets.size(); j++) {
                var column = targets.get(j);
                if (!column.field().isEmpty()) {
                    edits.add(new CellEdit(id, column.id(), values.canonicalOf(column.type(), line.get(j))));
                }
            }
        }
        return edits;
    }

    private void apply(List<CellEdit> edits) {
        if (edits.isEmpty() || editor.isEmpty()) {
            return;
        }
        var handler = editor.get();
        for (var edit : edits) {
            var key = new CellKey(edit.rowId(), edit.column());
            findings.remove(key);
            if (!edit.isNewRow()) {
                typed.put(key, edit.text());
            }
        }
        marks.set(marks.get() + 1);
        jobs.start(
                texts.get("grid.edit.job", edits.size()),
                progress -> handler.apply(edits, progress),
                told -> applied(edits, told),
                failure -> {
                    // What could not be written stays in its cells as it was typed, unless the analyst ended it.
                    boolean ended = failure instanceof Cancelled;
                    var told = ended ? "" : Problem.of(failure, texts).sentences();
                    for (var edit : edits) {
                        var key = new CellKey(edit.rowId(), edit.column());
                        if (ended) {
                            typed.remove(key);
                        } else if (!edit.isNewRow()) {
                            findings.put(key, new CellFinding(edit.rowId(), edit.column(), true, told));
                        }
                    }
                    findingsStatus.set(told);
                    marks.set(marks.get() + 1);
                    refresh();
                });
    }

    private void applied(List<CellEdit> edits, List<CellFinding> told) {
        var refused = new HashMap<CellKey, CellFinding>();
        for (var finding : told) {
            var key = new CellKey(finding.rowId(), finding.column());
            findings.put(key, finding);
            if (finding.refused()) {
                refused.put(key, finding);
            }
        }
        for (var edit : edits) {
            var key = new CellKey(edit.rowId(), edit.column());
            if (!refused.containsKey(key)) {
                taken.add(key);
            }
        }
        findingsStatus.set(
                told.isEmpty()
                        ? ""
                        : texts.get(
                                refused.isEmpty() ? "grid.findings.noted" : "grid.findings.refused",
                                refused.isEmpty() ? told.size() : refused.size(),
                                told.getFirst().message()));
        marks.set(marks.get() + 1);
        refresh();
    }

    /// Forgets refused texts and findings: the cells show what the register holds.
    void dropRefused() {
        typed.clear();
        findings.clear();
        findingsStatus.set("");
        marks.set(marks.get() + 1);
    }
}
