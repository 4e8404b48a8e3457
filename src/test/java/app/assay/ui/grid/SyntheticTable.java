package app.assay.ui.grid;

import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.table.FacetValue;
import app.assay.domain.table.Filter;
import app.assay.domain.table.Sort;
import app.assay.domain.table.TablePage;
import app.assay.domain.table.TableQuery;
import app.assay.domain.table.TableRow;
import app.assay.domain.table.TableSource;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import app.assay.work.Plain;
import app.assay.work.Progress;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// A table of invented positions of any length, made row by row when asked, that counts how often it is asked.
public final class SyntheticTable implements TableSource, GridEditor {

    private static final List<String> PUBLISHERS =
            List.of("Northwind", "Fabrikam", "Contoso", "Litware", "Adatum", "Tailspin", "Wingtip");
    private static final List<String> PRODUCTS =
            List.of("Draw Studio", "Ledger Server", "Office Suite", "Query Engine", "Backup Agent", "Mail Gateway");
    private static final List<String> STATES = List.of("COMPLIANT", "SHORT", "SURPLUS", "NOT_COMPUTABLE", "UNLIMITED");
    private static final List<Column> COLUMNS = List.of(
            Column.of("line", ColumnType.INTEGER),
            Column.of("publisher", ColumnType.TEXT).faceted(),
            Column.of("product", ColumnType.TEXT).faceted(),
            Column.of("state", ColumnType.CODE).faceted(),
            Column.of("owned", ColumnType.QUANTITY).editing("quantity"),
            Column.of("needed", ColumnType.QUANTITY),
            Column.of("exposure", ColumnType.MONEY),
            Column.of("end", ColumnType.DATE).editing("end"),
            Column.of("note", ColumnType.TEXT).editing("note"),
            Column.of("virtual", ColumnType.FLAG).hidden());

    private volatile int size;
    private volatile int first;
    public final AtomicInteger pages = new AtomicInteger();
    public final AtomicLong rowsMade = new AtomicLong();
    private final AtomicLong revision = new AtomicLong(1);
    private final Map<String, String> edits = new HashMap<>();
    private final List<List<CellEdit>> received = new ArrayList<>();

    public SyntheticTable(int size) {
        this.size = size;
    }

    @Override
    public String name() {
        return "synthetic";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public long revision() {
        return revision.get();
    }

    /// As if somebody had changed the register.
    public void nextRevision() {
        revision.incrementAndGet();
    }

    /// As if the first rows had been taken out of the register.
    @SuppressWarnings("NonAtomicVolatileUpdate") // one test thread changes it, others only read
    public void dropFirst(int rows) {
        first += rows;
        size -= rows;
        nextRevision();
    }

    public List<List<CellEdit>> received() {
        return received;
    }

    @Override
    public TablePage page(TableQuery query, long from, int count) {
        pages.incrementAndGet();
        if (query.filters().isEmpty() && query.sorts().isEmpty()) {
            var rows = IntStream.range((int) from, (int) Math.min(size, from + count))
                    .mapToObj(this::row)
                    .toList();
            return new TablePage(revision.get(), from, size, size, rows);
        }
        var found = matching(query);
        return new TablePage(
                revision.get(), from, found.size(), size, found.subList((int) Math.min(from, found.size()), (int)
                        Math.min(found.size(), from + count)));
    }

    @Override
    public List<FacetValue> facet(String column, TableQuery query, int most) {
        int place = place(column);
        var others = query.filters().stream()
                .filter(filter ->
                        !(filter instanceof Filter.OneOf one && one.column().equals(column)))
                .toList();
        var counts = new LinkedHashMap<String, Long>();
        for (var row : matching(new TableQuery(others, List.of()))) {
            counts.merge(text(row.cells().get(place)), 1L, Long::sum);
        }
        return counts.entrySet().stream()
                .map(entry -> new FacetValue(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(FacetValue::rows).reversed().thenComparing(FacetValue::value))
                .limit(most)
                .toList();
    }

    @Override
    public void forEach(TableQuery query, Consumer<TableRow> each) {
        matching(query).forEach(each);
    }

    @Override
    public synchronized List<CellFinding> apply(List<CellEdit> changes, Progress progress) {
        received.add(changes);
        var findings = new ArrayList<CellFinding>();
        for (var change : changes) {
            if (change.column().equals("owned") && !change.text().isEmpty() && !isNumber(change.text())) {
                findings.add(
                        new CellFinding(change.rowId(), change.column(), true, "Owned must be a number or unlimited"));
            } else {
                edits.put(change.rowId() + "/" + change.column(), change.text());
            }
        }
        revision.incrementAndGet();
        return findings;
    }

    private static boolean isNumber(String text) {
        try {
            Quantity.parse(text);
            return true;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private List<TableRow> matching(TableQuery query) {
        Predicate<TableRow> all = query.filters().stream().map(this::predicate).reduce(_ -> true, Predicate::and);
        var order = query.sorts().stream().map(this::comparator).reduce(Comparator::thenComparing);
        var rows = IntStream.range(0, size).mapToObj(this::row).filter(all);
        return order.map(rows::sorted).orElse(rows).toList();
    }

    private Comparator<TableRow> comparator(Sort sort) {
        int place = place(sort.column());
        Comparator<TableRow> natural =
                Comparator.comparing(row -> sortKey(row.cells().get(place)));
        return sort.descending() ? natural.reversed() : natural;
    }

    private static String sortKey(Object value) {
        return value instanceof Long number ? Plain.text("%020d", number) : text(value);
    }

    private Predicate<TableRow> predicate(Filter filter) {
        return switch (filter) {
            case Filter.OneOf(var column, var values, var inverted) ->
                row -> values.contains(text(row.cells().get(place(column)))) != inverted;
            case Filter.Contains(var column, var words) ->
                row -> has(row.cells().get(place(column)), words);
            case Filter.Between(var column, var from, var to) ->
                row -> {
                    var text = text(row.cells().get(place(column)));
                    return from.map(low -> text.compareTo(low) >= 0).orElse(true)
                            && to.map(high -> text.compareTo(high) <= 0).orElse(true);
                };
            case Filter.Search(var words) ->
                row -> has(row.cells().get(1), words)
                        || has(row.cells().get(2), words)
                        || has(row.cells().get(8), words);
        };
    }

    private static boolean has(Object value, String words) {
        return text(value).toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }

    private static String text(Object value) {
        return app.assay.ui.text.ValueFormat.canonical(value);
    }

    private static int place(String column) {
        return IntStream.range(0, COLUMNS.size())
                .filter(i -> COLUMNS.get(i).id().equals(column))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(column));
    }

    private TableRow row(int place) {
        int number = place + first;
        rowsMade.incrementAndGet();
        var id = "row-" + number;
        var state = STATES.get(number % STATES.size());
        var owned = new Object[] {state.equals("UNLIMITED") ? Quantity.UNLIMITED : Quantity.of(number % 400L)};
        var end =
                new Object[] {number % 3 == 0 ? null : LocalDate.of(2026, 1, 1).plusDays(number % 700)};
        var note = new Object[] {number % 4 == 0 ? "Order " + (10_000 + number) : ""};
        synchronized (this) {
            edit(id, "owned", text -> owned[0] = text.isEmpty() ? Quantity.UNKNOWN : Quantity.parse(text));
            edit(id, "end", text -> end[0] = text.isEmpty() ? null : LocalDate.parse(text));
            edit(id, "note", text -> note[0] = text);
        }
        var cells = new ArrayList<Object>();
        cells.add((long) number);
        cells.add(PUBLISHERS.get(number % PUBLISHERS.size()));
        cells.add(PRODUCTS.get(number % PRODUCTS.size()) + " " + (2019 + number % 7) + " Enterprise Edition");
        cells.add(state);
        cells.add(owned[0]);
        cells.add(state.equals("NOT_COMPUTABLE") ? null : Quantity.of(number % 350L));
        cells.add(
                state.equals("SHORT")
                        ? new Money(BigDecimal.valueOf(number * 1250L, 2), Currency.getInstance("EUR"))
                        : null);
        cells.add(end[0]);
        cells.add(note[0]);
        cells.add(number % 2 == 0);
        return new TableRow(id, cells);
    }

    private void edit(String id, String column, Consumer<String> set) {
        var text = edits.get(id + "/" + column);
        if (text != null) {
            set.accept(text);
        }
    }
}
