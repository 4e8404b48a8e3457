package app.assay.storage.tables;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.when;

import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.table.FacetValue;
import app.assay.domain.table.Filter;
import app.assay.domain.table.Sort;
import app.assay.domain.table.TablePage;
import app.assay.domain.table.TableQuery;
import app.assay.domain.table.TableRow;
import app.assay.domain.table.TableSource;
import app.assay.storage.engine.Database;
import app.assay.storage.rows.StoredInstants;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// A table that the database filters, sorts and pages.
///
/// @param <R> a row of the database's table
final class SqlTable<R extends Record> implements TableSource {

    private static final int ROWS_PER_READ = 5_000;

    private final String name;
    private final Database database;
    private final Table<R> table;
    private final List<Cell<R>> cells;
    private final Supplier<Condition> base;
    private final SortField<Long> order;
    private final Field<Long> identity;
    private final LongSupplier revision;

    /// A column, what it is filtered and sorted by, and how a row shows it.
    record Cell<R extends Record>(Column column, Field<?> field, CellReader<R> reader) {}

    /// Reads one cell; null when unknown.
    @FunctionalInterface
    interface CellReader<R extends Record> {
        @Nullable
        Object read(DSLContext dsl, R row);
    }

    /// @param base which rows the table has at all
    /// @param order the natural order, by the number of the row
    SqlTable(
            String name,
            Database database,
            Table<R> table,
            List<Cell<R>> cells,
            Supplier<Condition> base,
            Field<Long> identity,
            SortField<Long> order,
            LongSupplier revision) {
        this.name = name;
        this.database = database;
        this.table = table;
        this.cells = List.copyOf(cells);
        this.base = base;
        this.identity = identity;
        this.order = order;
        this.revision = revision;
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
        return revision.getAsLong();
    }

    @Override
    public TablePage page(TableQuery query, long from, int size) {
        long now = revision();
        var rows = base.get();
        var matching = rows.and(where(query.filters()));
        return database.read(dsl -> new TablePage(
                now,
                from,
                dsl.fetchCount(table, matching),
                dsl.fetchCount(table, rows),
                rows(dsl, matching, query.sorts(), from, size)));
    }

    @Override
    public List<FacetValue> facet(String column, TableQuery query, int most) {
        var text = text(cell(column));
        var others = query.filters().stream()
                .filter(filter -> !column.equals(columnOf(filter)))
                .toList();
        var matching = base.get().and(where(others));
        var rows = count();
        return database.read(dsl -> dsl.select(text, rows)
                .from(table)
                .where(matching)
                .groupBy(text)
                .orderBy(rows.desc(), text)
                .limit(most)
                .fetch(row -> new FacetValue(row.value1(), row.value2())));
    }

    @Override
    public void forEach(TableQuery query, Consumer<TableRow> each) {
        var matching = base.get().and(where(query.filters()));
        long from = 0;
        while (true) {
            long begin = from;
            var page = database.read(dsl -> rows(dsl, matching, query.sorts(), begin, ROWS_PER_READ));
            page.forEach(each);
            if (page.size() < ROWS_PER_READ) {
                return;
            }
            from += ROWS_PER_READ;
        }
    }

    private List<TableRow> rows(DSLContext dsl, Condition matching, List<Sort> sorts, long from, int size) {
        var found = dsl.selectFrom(table)
                .where(matching)
                .orderBy(order(sorts))
                .offset(from)
                .limit(size)
                .fetch();
        var rows = new ArrayList<TableRow>(found.size());
        for (var row : found) {
            var values = new ArrayList<@Nullable Object>(cells.size());
            for (var cell : cells) {
                values.add(cell.reader().read(dsl, row));
            }
            rows.add(new TableRow(String.valueOf(row.get(identity)), values));
        }
        return rows;
    }

    private List<SortField<?>> order(List<Sort> sorts) {
        var fields = new ArrayList<SortField<?>>();
        for (var sort : sorts) {
            var cell = cell(sort.column());
            fields.add(when(text(cell).eq(""), inline(1)).otherwise(inline(0)).asc());
            fields.add(sort.descending() ? cell.field().desc() : cell.field().asc());
        }
        fields.add(order);
        return fields;
    }

    private Condition where(List<Filter> filters) {
        var all = noCondition();
        for (var filter : filters) {
            all = all.and(where(filter));
        }
        return all;
    }

    private Condition where(Filter filter) {
        return switch (filter) {
            case Filter.OneOf(var column, var values, var inverted) -> {
                var text = text(cell(column));
                yield inverted ? text.notIn(values) : text.in(values);
            }
            case Filter.Contains(var column, var words) -> text(cell(column)).containsIgnoreCase(words);
            case Filter.Between(var column, var from, var to) -> {
                var cell = cell(column);
                var bounds = text(cell).ne("");
                if (from.isPresent()) {
                    bounds = bounds.and(compared(cell, from.get(), true));
                }
                if (to.isPresent()) {
                    bounds = bounds.and(compared(cell, to.get(), false));
                }
                yield bounds;
            }
            case Filter.Search(var words) ->
                or(cells.stream()
                        .filter(cell -> cell.column().type() == ColumnType.TEXT
                                || cell.column().type() == ColumnType.CODE)
                        .map(cell -> text(cell).containsIgnoreCase(words))
                        .toList());
        };
    }

    private static Condition compared(Cell<?> cell, String bound, boolean least) {
        return switch (cell.column().type()) {
            case INTEGER -> {
                var field = cell.field().cast(SQLDataType.BIGINT);
                long value = Long.parseLong(bound);
                yield least ? field.ge(value) : field.le(value);
            }
            case INSTANT -> {
                var field = text(cell);
                var value = instant(bound);
                yield least ? field.ge(value) : field.le(value);
            }
            default -> least ? text(cell).ge(bound) : text(cell).le(bound);
        };
    }

    private static String instant(String bound) {
        try {
            return StoredInstants.text(Instant.parse(bound));
        } catch (DateTimeException e) {
            return bound; // the beginning of an instant, such as a date
        }
    }

    private static Field<String> text(Cell<?> cell) {
        return coalesce(cell.field().cast(SQLDataType.VARCHAR), inline(""));
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
        return cells.stream()
                .filter(cell -> cell.column().id().equals(column))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("table %s has no column %s".formatted(name, column)));
    }
}
