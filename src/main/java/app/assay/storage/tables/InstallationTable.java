package app.assay.storage.tables;

import app.assay.domain.source.FactSink;
import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.table.FacetValue;
import app.assay.domain.table.Filter;
import app.assay.domain.table.Sort;
import app.assay.domain.table.TablePage;
import app.assay.domain.table.TableQuery;
import app.assay.domain.table.TableRow;
import app.assay.domain.table.TableSource;
import app.assay.storage.records.Snapshot;
import app.assay.storage.tables.InstallationColumns.Axis;
import app.assay.storage.tables.InstallationColumns.Cells;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The table of installations, answered from memory: one row per device and title.
///
/// The identity of a row is `<device UUID>/<title number>`. Columns: `device`, `title`, `publisher`, `version`, the
/// extra
/// columns, `firstSeen`, `lastSeen`, `lastUsed`, `source` (of the load that counts), and hidden `code`, `unit`, `kind`,
/// `operatingSystem`. No object is made for a row that is not on the page; the last few answers are kept.
public final class InstallationTable implements TableSource {

    private static final int KEPT_ANSWERS = 3;

    private final List<Column> extraColumns;
    private final Supplier<InstallationView> view;
    private @Nullable Prepared prepared;

    /// @param extraColumns columns about titles that the program adds (product, edition, state …), all of text or
    /// codes
    /// @param view what is to be shown now; asked at each call
    public InstallationTable(List<Column> extraColumns, Supplier<InstallationView> view) {
        this.extraColumns = List.copyOf(extraColumns);
        this.view = view;
    }

    /// What is worked out once per view.
    private static final class Prepared {
        final InstallationView view;
        final InstallationColumns columns;
        final List<Answer> answers = new ArrayList<>();

        Prepared(InstallationView view, InstallationColumns columns) {
            this.view = view;
            this.columns = columns;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared, and never leaves this class
    private record Answer(TableQuery query, int[] rows) {}

    @Override
    public String name() {
        return "installations";
    }

    @Override
    public List<Column> columns() {
        return InstallationColumns.columns(extraColumns);
    }

    @Override
    public long revision() {
        return view.get().snapshot().revision();
    }

    @Override
    public TablePage page(TableQuery query, long from, int size) {
        var now = prepare();
        int[] rows = answer(now, query);
        var page = new ArrayList<TableRow>();
        for (long place = Math.max(0, from); place < rows.length && page.size() < size; place++) {
            page.add(row(now.columns, rows[(int) place]));
        }
        return new TablePage(now.view.snapshot().revision(), from, rows.length, now.columns.baseOrder().length, page);
    }

    @Override
    public List<FacetValue> facet(String column, TableQuery query, int most) {
        var now = prepare();
        var cells = now.columns.cells(column);
        var others = query.filters().stream()
                .filter(filter -> !column.equals(columnOf(filter)))
                .toList();
        var counts = new long[cells.axis.size()];
        var keys = cells.axis.keys();
        for (int row : answer(now, new TableQuery(others, List.of()))) {
            counts[keys.of(row)]++;
        }
        var byText = new HashMap<String, Long>();
        for (int key = 0; key < counts.length; key++) {
            if (counts[key] > 0) {
                byText.merge(cells.text(key), counts[key], Long::sum);
            }
        }
        return byText.entrySet().stream()
                .map(entry -> new FacetValue(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(FacetValue::rows).reversed().thenComparing(FacetValue::value))
                .limit(most)
                .toList();
    }

    @Override
    public void forEach(TableQuery query, Consumer<TableRow> each) {
        var now = prepare();
        for (int row : answer(now, query)) {
            each.accept(row(now.columns, row));
        }
    }

    @SuppressWarnings("ReferenceEquality") // an equal view that is another one costs nothing to take over
    private Prepared prepare() {
        var wanted = view.get();
        synchronized (this) {
            var known = prepared;
            if (known == null || !isSame(known.view, wanted)) {
                known = new Prepared(wanted, new InstallationColumns(wanted, extraColumns));
                prepared = known;
            } else if (known.view != wanted) {
                // Only the revision is another one: nothing that is shown here has changed.
                var renewed = new Prepared(wanted, known.columns);
                synchronized (known.answers) {
                    renewed.answers.addAll(known.answers);
                }
                known = renewed;
                prepared = known;
            }
            return known;
        }
    }

    /// Whether two views show the same rows in the same words. What does not change is shared between revisions.
    @SuppressWarnings("ReferenceEquality") // what is shared need not be compared
    private static boolean isSame(InstallationView one, InstallationView other) {
        if (one.installations() != other.installations()
                || one.titleColumns().size() != other.titleColumns().size()) {
            return false;
        }
        for (int extra = 0; extra < one.titleColumns().size(); extra++) {
            if (one.titleColumns().get(extra) != other.titleColumns().get(extra)) {
                return false;
            }
        }
        var snapshot = (Snapshot) one.snapshot();
        var next = (Snapshot) other.snapshot();
        return snapshot.sharesDevicesAndTitles(next);
    }

    private static int[] answer(Prepared now, TableQuery query) {
        synchronized (now.answers) {
            for (var answer : now.answers) {
                if (answer.query().equals(query)) {
                    return answer.rows();
                }
            }
        }
        int[] rows = compute(now.columns, query);
        synchronized (now.answers) {
            now.answers.addFirst(new Answer(query, rows));
            while (now.answers.size() > KEPT_ANSWERS) {
                now.answers.removeLast();
            }
        }
        return rows;
    }

    private static int[] compute(InstallationColumns columns, TableQuery query) {
        int[] rows = filtered(columns, query.filters());
        for (var sort : query.sorts().reversed()) {
            rows = sorted(columns, rows, sort);
        }
        return rows;
    }

    private static int[] sorted(InstallationColumns columns, int[] rows, Sort sort) {
        var cells = columns.cells(sort.column());
        int[] ranks = sort.descending() ? cells.descendingRanks() : cells.ranks();
        var keys = cells.axis.keys();
        return InstallationColumns.sorted(rows, row -> ranks[keys.of(row)], cells.axis.size() + 1);
    }

    private static int[] filtered(InstallationColumns columns, List<Filter> filters) {
        if (filters.isEmpty()) {
            return columns.baseOrder();
        }
        IdentityHashMap<Axis, boolean[]> all = new IdentityHashMap<>();
        var searches = new ArrayList<IdentityHashMap<Axis, boolean[]>>();
        for (var filter : filters) {
            if (filter instanceof Filter.Search(var words)) {
                searches.add(search(columns, words));
            } else {
                var cells = columns.cells(columnOf(filter));
                both(all, cells, test(cells, filter));
            }
        }
        int[] base = columns.baseOrder();
        int[] kept = new int[base.length];
        int count = 0;
        var axes = all.keySet().toArray(Axis[]::new);
        var passes = Arrays.stream(axes).map(all::get).toArray(boolean[][]::new);
        for (int row : base) {
            boolean passing = true;
            for (int axis = 0; axis < axes.length && passing; axis++) {
                passing = passes[axis][axes[axis].keys().of(row)];
            }
            if (passing && anyOfEach(searches, row)) {
                kept[count++] = row;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private static boolean anyOfEach(List<IdentityHashMap<Axis, boolean[]>> searches, int row) {
        for (var search : searches) {
            boolean found = false;
            for (var axis : search.entrySet()) {
                found |= axis.getValue()[axis.getKey().keys().of(row)];
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    private static void both(IdentityHashMap<Axis, boolean[]> all, Cells cells, Predicate<String> test) {
        var passing = all.computeIfAbsent(cells.axis, axis -> {
            var every = new boolean[axis.size()];
            Arrays.fill(every, true);
            return every;
        });
        for (int key = 0; key < passing.length; key++) {
            passing[key] = passing[key] && test.test(cells.text(key));
        }
    }

    private static IdentityHashMap<Axis, boolean[]> search(InstallationColumns columns, String words) {
        var lower = words.toLowerCase(Locale.ROOT);
        IdentityHashMap<Axis, boolean[]> found = new IdentityHashMap<>();
        for (var cells : columns.cells) {
            if (cells.column.type() == ColumnType.TEXT || cells.column.type() == ColumnType.CODE) {
                var passing = found.computeIfAbsent(cells.axis, axis -> new boolean[axis.size()]);
                for (int key = 0; key < passing.length; key++) {
                    passing[key] = passing[key]
                            || cells.text(key).toLowerCase(Locale.ROOT).contains(lower);
                }
            }
        }
        return found;
    }

    private static Predicate<String> test(Cells cells, Filter filter) {
        return switch (filter) {
            case Filter.OneOf(var _, var values, var inverted) -> {
                var wanted = Set.copyOf(values);
                yield text -> wanted.contains(text) != inverted;
            }
            case Filter.Contains(var _, var words) -> {
                var lower = words.toLowerCase(Locale.ROOT);
                yield text -> text.toLowerCase(Locale.ROOT).contains(lower);
            }
            case Filter.Between(var _, var from, var to) -> {
                var order = cells.column.type() == ColumnType.DATE
                        ? Comparator.<String, LocalDate>comparing(LocalDate::parse)
                        : InstallationColumns.TEXT_ORDER;
                yield text -> !text.isEmpty() && isBetween(order, text, from, to);
            }
            case Filter.Search _ -> throw new IllegalStateException("a search has no column");
        };
    }

    private static boolean isBetween(
            Comparator<String> order, String text, Optional<String> from, Optional<String> to) {
        return from.map(low -> order.compare(text, low) >= 0).orElse(true)
                && to.map(high -> order.compare(text, high) <= 0).orElse(true);
    }

    private static String columnOf(Filter filter) {
        return switch (filter) {
            case Filter.OneOf oneOf -> oneOf.column();
            case Filter.Contains contains -> contains.column();
            case Filter.Between between -> between.column();
            case Filter.Search _ -> "";
        };
    }

    private static TableRow row(InstallationColumns columns, int row) {
        var data = columns.data;
        var values = new ArrayList<@Nullable Object>(columns.cells.size());
        for (var cells : columns.cells) {
            values.add(
                    switch (cells.column.id()) {
                        case "firstSeen" -> day(data.firstSeen.at(row));
                        case "lastSeen" -> day(data.lastSeen.at(row));
                        case "lastUsed" -> day(data.lastUsed.at(row));
                        default -> {
                            var text = cells.text(cells.axis.keys().of(row));
                            yield text.isEmpty() ? null : text;
                        }
                    });
        }
        return new TableRow(data.devices[columns.deviceOfRow[row]] + "/" + data.titles[row], values);
    }

    private static @Nullable LocalDate day(int day) {
        return day == FactSink.NO_DAY ? null : LocalDate.ofEpochDay(day);
    }
}
