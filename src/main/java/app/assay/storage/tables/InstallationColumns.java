package app.assay.storage.tables;

import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.source.FactSink;
import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.storage.installations.DayColumn;
import app.assay.storage.installations.InstallationData;
import app.assay.storage.installations.PlacedInstallations;
import app.assay.storage.records.Snapshot;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The columns of installations in one view. A column's text hangs on a key, of which there are few: the title, the
/// device,
/// the load or the day of a row. So filters and orders are made per key, and rows only look them up.
final class InstallationColumns {

    /// What a row has one of.
    ///
    /// @param size keys run from 0 to this, exclusive
    record Axis(int size, Keys keys) {}

    @FunctionalInterface
    interface Keys {
        int of(int row);
    }

    /// One column.
    static final class Cells {
        final Column column;
        final Axis axis;
        private final IntFunction<String> text;
        private int @Nullable [] ranks;
        private int distinct;

        Cells(Column column, Axis axis, IntFunction<String> text) {
            this.column = column;
            this.axis = axis;
            this.text = text;
        }

        /// Canonical text by key, empty when unknown.
        String text(int key) {
            return text.apply(key);
        }

        /// Places of the keys in ascending order of their texts; equal texts share one, unknown ones are last.
        synchronized int[] ranks() {
            int[] known = ranks;
            if (known == null) {
                known = rank();
                ranks = known;
            }
            return known;
        }

        /// Places of the keys in descending order; unknown ones are last.
        int[] descendingRanks() {
            int[] up = ranks();
            int last = distinct;
            return Arrays.stream(up)
                    .map(rank -> rank == last ? last : last - 1 - rank)
                    .toArray();
        }

        private int[] rank() {
            var order = column.type() == ColumnType.DATE ? Comparator.<String>naturalOrder() : TEXT_ORDER;
            var places = new HashMap<String, Integer>();
            for (int key = 0; key < axis.size(); key++) {
                places.put(text(key), 0);
            }
            places.remove("");
            var sorted = places.keySet().toArray(String[]::new);
            Arrays.sort(sorted, order);
            for (int place = 0; place < sorted.length; place++) {
                places.put(sorted[place], place);
            }
            distinct = sorted.length;
            places.put("", distinct);
            var result = new int[axis.size()];
            for (int key = 0; key < result.length; key++) {
                result[key] = places.getOrDefault(text(key), distinct);
            }
            return result;
        }
    }

    /// As lists order texts: by letters without case, then with case.
    static final Comparator<String> TEXT_ORDER = String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder());

    final PlacedInstallations placed;
    final InstallationData data;
    /// Number of the device by row.
    final int[] deviceOfRow;

    final List<Cells> cells = new ArrayList<>();
    private final Map<String, Cells> byId = new HashMap<>();
    /// All rows whose device is a record, by device, then by title.
    private final int[] baseOrder;

    InstallationColumns(InstallationView view, List<Column> extraColumns) {
        placed = (PlacedInstallations) view.installations();
        data = placed.data();
        deviceOfRow = new int[data.count()];
        for (int device = 0; device < data.devices.length; device++) {
            Arrays.fill(deviceOfRow, data.offsets[device], data.offsets[device + 1], device);
        }
        var titles = new Axis(data.titleCount, row -> data.titles[row]);
        var devices = new Axis(data.devices.length, row -> deviceOfRow[row]);
        var loads = new Axis(data.loads.size(), row -> data.load[row]);
        var records = deviceRecords(view);
        var index = ((Snapshot) view.snapshot()).titles();
        add(Column.of("device", ColumnType.TEXT), devices, of(records, state -> state.text("name")));
        add(Column.of("title", ColumnType.TEXT), titles, index::name);
        add(Column.of("publisher", ColumnType.TEXT).faceted(), titles, index::publisher);
        add(Column.of("version", ColumnType.TEXT), titles, index::version);
        for (int extra = 0; extra < extraColumns.size(); extra++) {
            var texts = view.titleColumns().get(extra);
            add(extraColumns.get(extra), titles, title -> title < texts.length ? texts[title] : "");
        }
        addDays("firstSeen", data.firstSeen);
        addDays("lastSeen", data.lastSeen);
        addDays("lastUsed", data.lastUsed);
        add(
                Column.of("source", ColumnType.TEXT).faceted(),
                loads,
                load -> data.loads.get(load).load().source());
        add(Column.of("code", ColumnType.TEXT).hidden(), titles, index::code);
        add(
                Column.of("unit", ColumnType.TEXT).faceted().hidden(),
                devices,
                of(
                        records,
                        state -> state.reference("unit")
                                .flatMap(unit -> view.snapshot().record(RecordKind.ORGANISATION_UNIT, unit))
                                .map(unit -> unit.text("name"))
                                .orElse("")));
        add(Column.of("kind", ColumnType.CODE).faceted().hidden(), devices, of(records, state -> state.text("kind")));
        add(
                Column.of("operatingSystem", ColumnType.TEXT).faceted().hidden(),
                devices,
                of(records, state -> state.text("operatingSystem")));
        if (!cells.stream().map(made -> made.column).toList().equals(columns(extraColumns))) {
            throw new IllegalStateException("columns differ from what the table tells of them");
        }
        baseOrder = base();
    }

    Cells cells(String id) {
        var found = byId.get(id);
        if (found == null) {
            throw new IllegalArgumentException("table installations has no column " + id);
        }
        return found;
    }

    int[] baseOrder() {
        return baseOrder;
    }

    private @Nullable RecordState[] deviceRecords(InstallationView view) {
        var records = new @Nullable RecordState[data.devices.length];
        var list = view.snapshot().records(RecordKind.DEVICE);
        for (int place = 0; place < list.size(); place++) {
            int number = placed.number(place);
            if (number >= 0) {
                records[number] = list.get(place);
            }
        }
        return records;
    }

    private static IntFunction<String> of(
            @Nullable RecordState[] records, java.util.function.Function<RecordState, String> text) {
        return device -> {
            var record = records[device];
            return record == null ? "" : text.apply(record);
        };
    }

    private void addDays(String id, DayColumn days) {
        var distinct = new TreeSet<Integer>();
        int least = Integer.MAX_VALUE;
        int most = Integer.MIN_VALUE;
        for (int row = 0; row < data.count(); row++) {
            int day = days.at(row);
            if (day != FactSink.NO_DAY) {
                least = Math.min(least, day);
                most = Math.max(most, day);
            }
        }
        // Days that lie close are their own keys; only odd ones, such as of the years 1 and 9999, are looked up.
        if (least > most) {
            add(Column.of(id, ColumnType.DATE), new Axis(1, _ -> 0), _ -> "");
        } else if ((long) most - least < 1 << 17) {
            int base = least;
            int unknown = most - least + 1;
            add(
                    Column.of(id, ColumnType.DATE),
                    new Axis(unknown + 1, row -> days.at(row) == FactSink.NO_DAY ? unknown : days.at(row) - base),
                    key -> key == unknown
                            ? ""
                            : LocalDate.ofEpochDay(base + (long) key).toString());
        } else {
            for (int row = 0; row < data.count(); row++) {
                distinct.add(days.at(row));
            }
            int[] sorted = distinct.stream().mapToInt(Integer::intValue).toArray();
            add(
                    Column.of(id, ColumnType.DATE),
                    new Axis(sorted.length, row -> Arrays.binarySearch(sorted, days.at(row))),
                    key -> sorted[key] == FactSink.NO_DAY
                            ? ""
                            : LocalDate.ofEpochDay(sorted[key]).toString());
        }
    }

    /// The columns in their order, without looking at any row; what a grid asks for on the drawing thread.
    static List<Column> columns(List<Column> extraColumns) {
        var all = new ArrayList<Column>(List.of(
                Column.of("device", ColumnType.TEXT),
                Column.of("title", ColumnType.TEXT),
                Column.of("publisher", ColumnType.TEXT).faceted(),
                Column.of("version", ColumnType.TEXT)));
        all.addAll(extraColumns);
        all.addAll(List.of(
                Column.of("firstSeen", ColumnType.DATE),
                Column.of("lastSeen", ColumnType.DATE),
                Column.of("lastUsed", ColumnType.DATE),
                Column.of("source", ColumnType.TEXT).faceted(),
                Column.of("code", ColumnType.TEXT).hidden(),
                Column.of("unit", ColumnType.TEXT).faceted().hidden(),
                Column.of("kind", ColumnType.CODE).faceted().hidden(),
                Column.of("operatingSystem", ColumnType.TEXT).faceted().hidden()));
        return List.copyOf(all);
    }

    private void add(Column column, Axis axis, IntFunction<String> text) {
        var added = new Cells(column, axis, text);
        cells.add(added);
        byId.put(column.id(), added);
    }

    private int[] base() {
        int count = 0;
        int[] rows = new int[data.count()];
        boolean[] isPlaced = new boolean[data.devices.length];
        int[] placeOf = new int[data.devices.length];
        for (int place = 0; place < placed.deviceOrder().size(); place++) {
            int number = placed.number(place);
            if (number >= 0) {
                isPlaced[number] = true;
                placeOf[number] = place;
            }
        }
        for (int row = 0; row < rows.length; row++) {
            if (isPlaced[deviceOfRow[row]]) {
                rows[count++] = row;
            }
        }
        int[] kept = Arrays.copyOf(rows, count);
        int[] titleRanks = titleRanks();
        int[] byTitle = sorted(kept, row -> titleRanks[data.titles[row]], data.titleCount);
        return sorted(
                byTitle, row -> placeOf[deviceOfRow[row]], placed.deviceOrder().size());
    }

    /// Places of the titles by all their texts.
    private int[] titleRanks() {
        var name = cells("title").ranks();
        var publisher = cells("publisher").ranks();
        var version = cells("version").ranks();
        var sorted = new Integer[data.titleCount];
        Arrays.setAll(sorted, title -> title);
        Arrays.sort(
                sorted,
                Comparator.<Integer>comparingInt(title -> name[title])
                        .thenComparingInt(title -> publisher[title])
                        .thenComparingInt(title -> version[title])
                        .thenComparingInt(title -> title));
        int[] ranks = new int[sorted.length];
        for (int place = 0; place < sorted.length; place++) {
            ranks[sorted[place]] = place;
        }
        return ranks;
    }

    /// Rows by a key, in the order they have within equal keys: a counting sort.
    static int[] sorted(int[] rows, Keys keys, int keyCount) {
        int[] starts = new int[keyCount + 1];
        for (int row : rows) {
            starts[keys.of(row) + 1]++;
        }
        for (int key = 0; key < keyCount; key++) {
            starts[key + 1] += starts[key];
        }
        int[] result = new int[rows.length];
        for (int row : rows) {
            result[starts[keys.of(row)]++] = row;
        }
        return result;
    }
}
