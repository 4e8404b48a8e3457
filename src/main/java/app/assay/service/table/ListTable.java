package app.assay.service.table;

import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.table.FacetValue;
import app.assay.domain.table.Filter;
import app.assay.domain.table.Sort;
import app.assay.domain.table.TablePage;
import app.assay.domain.table.TableQuery;
import app.assay.domain.table.TableRow;
import app.assay.domain.table.TableSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A table over a list that the read model holds anyway, such as the devices or the lines of a position. The order of
/// the
/// list is the natural order; the last few answers are kept, so paging through one query sorts once.
///
/// @param <R> what a row shows
public final class ListTable<R> implements TableSource {

    private static final int KEPT_ANSWERS = 4;

    /// The list and the revision that it belongs to.
    public record Content<R>(long revision, List<R> rows) {
        public Content {
            rows = List.copyOf(rows);
        }
    }

    /// A column and how it is read from a row; null when unknown.
    public record Cell<R>(Column column, Function<R, @Nullable Object> value) {}

    private record Question(long revision, TableQuery query) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared, and never leaves this class
    private record Answer(Question question, int[] places) {}

    private final String name;
    private final Supplier<Content<R>> content;
    private final Function<R, String> identity;
    private final List<Cell<R>> cells;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<Answer> answers = new ArrayList<>();

    /// @param content asked for at each call; must be quick or cached
    /// @param identity the id of a row, unique in the table
    public ListTable(String name, Supplier<Content<R>> content, Function<R, String> identity, List<Cell<R>> cells) {
        this.name = name;
        this.content = content;
        this.identity = identity;
        this.cells = List.copyOf(cells);
        for (int place = 0; place < cells.size(); place++) {
            places.put(this.cells.get(place).column().id(), place);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Column> columns() {
        return cells.stream().map(Cell::column).toList();
    }

    @Override
    public long revision() {
        return content.get().revision();
    }

    @Override
    public TablePage page(TableQuery query, long from, int size) {
        var now = content.get();
        int[] matching = answer(now, query);
        var rows = new ArrayList<TableRow>();
        for (long place = Math.max(0, from); place < matching.length && rows.size() < size; place++) {
            rows.add(row(now.rows().get(matching[(int) place])));
        }
        return new TablePage(now.revision(), from, matching.length, now.rows().size(), rows);
    }

    @Override
    public List<FacetValue> facet(String column, TableQuery query, int most) {
        var now = content.get();
        var cell = cell(column);
        var others = query.filters().stream()
                .filter(filter -> !column.equals(columnOf(filter)))
                .toList();
        var counts = new HashMap<String, Long>();
        for (int place : answer(now, new TableQuery(others, List.of()))) {
            counts.merge(CellText.of(cell.value().apply(now.rows().get(place))), 1L, Long::sum);
        }
        return counts.entrySet().stream()
                .map(entry -> new FacetValue(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(FacetValue::rows).reversed().thenComparing(FacetValue::value))
                .limit(most)
                .toList();
    }

    @Override
    public void forEach(TableQuery query, Consumer<TableRow> each) {
        var now = content.get();
        for (int place : answer(now, query)) {
            each.accept(row(now.rows().get(place)));
        }
    }

    private TableRow row(R row) {
        var values = new ArrayList<@Nullable Object>(cells.size());
        for (var cell : cells) {
            values.add(cell.value().apply(row));
        }
        return new TableRow(identity.apply(row), values);
    }

    private int[] answer(Content<R> now, TableQuery query) {
        var question = new Question(now.revision(), query);
        synchronized (answers) {
            for (var answer : answers) {
                if (answer.question().equals(question)) {
                    return answer.places();
                }
            }
        }
        int[] found = compute(now.rows(), query);
        synchronized (answers) {
            answers.addFirst(new Answer(question, found));
            while (answers.size() > KEPT_ANSWERS) {
                answers.removeLast();
            }
        }
        return found;
    }

    private int[] compute(List<R> rows, TableQuery query) {
        var tests = query.filters().stream().map(this::test).toList();
        var matching = IntStream.range(0, rows.size()).filter(place -> {
            R row = rows.get(place);
            for (var test : tests) {
                if (!test.test(row)) {
                    return false;
                }
            }
            return true;
        });
        if (query.sorts().isEmpty()) {
            return matching.toArray();
        }
        var order = query.sorts().stream()
                .map(sort -> order(rows, sort))
                .reduce(Comparator::thenComparing)
                .orElse(Comparator.naturalOrder());
        return matching.boxed()
                .sorted(order.thenComparing(Comparator.<Integer>naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private Comparator<Integer> order(List<R> rows, Sort sort) {
        var cell = cell(sort.column());
        var order = CellOrder.of(cell.column().type(), sort.descending());
        return (left, right) ->
                order.compare(cell.value().apply(rows.get(left)), cell.value().apply(rows.get(right)));
    }

    private java.util.function.Predicate<R> test(Filter filter) {
        return switch (filter) {
            case Filter.OneOf(var column, var values, var inverted) -> {
                var cell = cell(column);
                var wanted = Set.copyOf(values);
                yield row -> wanted.contains(CellText.of(cell.value().apply(row))) != inverted;
            }
            case Filter.Contains(var column, var words) -> {
                var cell = cell(column);
                var lower = words.toLowerCase(Locale.ROOT);
                yield row -> CellText.of(cell.value().apply(row))
                        .toLowerCase(Locale.ROOT)
                        .contains(lower);
            }
            case Filter.Between(var column, var from, var to) -> {
                var cell = cell(column);
                var type = cell.column().type();
                var order = CellOrder.of(type, false);
                var low = from.map(text -> CellOrder.parse(type, text)).orElse(null);
                var high = to.map(text -> CellOrder.parse(type, text)).orElse(null);
                yield row -> {
                    var value = cell.value().apply(row);
                    return !CellText.of(value).isEmpty()
                            && (low == null || order.compare(value, low) >= 0)
                            && (high == null || order.compare(value, high) <= 0);
                };
            }
            case Filter.Search(var words) -> {
                var lower = words.toLowerCase(Locale.ROOT);
                var texts = cells.stream()
                        .filter(cell -> cell.column().type() == ColumnType.TEXT
                                || cell.column().type() == ColumnType.CODE)
                        .toList();
                yield row -> texts.stream()
                        .anyMatch(cell -> CellText.of(cell.value().apply(row))
                                .toLowerCase(Locale.ROOT)
                                .contains(lower));
            }
        };
    }

    private static String columnOf(Filter filter) {
        return switch (filter) {
            case Filter.OneOf oneOf -> oneOf.column();
            case Filter.Contains contains -> contains.column();
            case Filter.Between between -> between.column();
            case Filter.Search _ -> "";
        };
    }

    private Cell<R> cell(String column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new IllegalArgumentException("table %s has no column %s".formatted(name, column));
        }
        return cells.get(place);
    }
}
