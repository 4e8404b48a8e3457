package app.assay.storage.rows;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How many rows the tables have and the sums of their digests. Never changes; a command makes the next.
///
/// @param tables by name in lower case
public record TableSums(SortedMap<String, Sum> tables) {

    public static final TableSums NOTHING = new TableSums(new TreeMap<>());

    private static final String ROWS = "rows";
    private static final String DIGEST = "digest";

    public TableSums {
        tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    }

    /// Rows and sum of one table.
    public record Sum(long rows, SetDigest digest) {

        static final Sum NOTHING = new Sum(0, SetDigest.EMPTY);

        public Sum plus(Sum other) {
            return new Sum(rows + other.rows, digest.plus(other.digest));
        }

        Sum minus(Sum other) {
            return new Sum(rows - other.rows, digest.minus(other.digest));
        }
    }

    /// The sums as seal, trail and backups write them down: rows and digest by table.
    public Map<String, Object> told() {
        var told = new TreeMap<String, Object>();
        tables.forEach((table, sum) -> told.put(
                table,
                Map.of(ROWS, Long.toString(sum.rows()), DIGEST, sum.digest().toString())));
        return told;
    }

    /// Reads what [#told] wrote.
    ///
    /// @throws IllegalArgumentException if it says something else
    public static TableSums of(JsonNode told) {
        var sums = new TreeMap<String, Sum>();
        told.properties()
                .forEach(entry -> sums.put(
                        entry.getKey(),
                        new Sum(
                                Long.parseLong(entry.getValue().path(ROWS).asString("")),
                                SetDigest.parse(entry.getValue().path(DIGEST).asString("")))));
        return new TableSums(sums);
    }

    public Sum of(String table) {
        return tables.getOrDefault(table, Sum.NOTHING);
    }

    /// What a command adds to and takes from the sums, row by row.
    public static final class Changes {

        private final Map<String, SetDigest.Adder> adders = new TreeMap<>();

        public void add(RowForm form, @Nullable Object... row) {
            adder(form.name()).add(form.digest(row));
        }

        public void remove(RowForm form, @Nullable Object... row) {
            adder(form.name()).remove(form.digest(row));
        }

        private SetDigest.Adder adder(String table) {
            return adders.computeIfAbsent(table, _ -> new SetDigest.Adder());
        }

        public TableSums sums() {
            var sums = new TreeMap<String, Sum>();
            adders.forEach((table, adder) -> sums.put(table, new Sum(adder.rows(), adder.sum())));
            return new TableSums(sums);
        }
    }

    public TableSums plus(TableSums other) {
        var sums = new TreeMap<>(tables);
        other.tables.forEach((table, sum) -> sums.merge(table, sum, Sum::plus));
        return new TableSums(sums);
    }

    TableSums minus(TableSums other) {
        var sums = new TreeMap<>(tables);
        other.tables.forEach((table, sum) -> sums.put(table, of(table).minus(sum)));
        return new TableSums(sums);
    }
}
