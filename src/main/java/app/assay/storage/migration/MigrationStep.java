package app.assay.storage.migration;

import app.assay.files.Hashes;
import app.assay.storage.engine.Database;
import app.assay.storage.engine.KnownSchemas;
import app.assay.storage.folder.Faults;
import app.assay.storage.rows.SetDigest;
import app.assay.storage.rows.TableSums.Sum;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// One step of the ladder: brings the tables of a copy from one minor format to the next. A step knows the tables of
/// its
/// two formats alone ([FormatTables]), so that it does the same for ever, whatever later formats add.
abstract class MigrationStep {

    private static final int PAGE = 5_000;

    private final int to;

    /// @param to the minor format that the step leaves
    MigrationStep(int to) {
        this.to = to;
    }

    int to() {
        return to;
    }

    /// What the tables before the step say, in words that stay the same: rows and digest by name.
    abstract SortedMap<String, Sum> before(Database database, Progress progress);

    /// The same, of the tables after it.
    abstract SortedMap<String, Sum> after(Database database, Progress progress);

    /// Brings the rows over.
    ///
    /// @param schema brings the tables themselves to the new format; to be run once
    abstract void change(Database database, Runnable schema, Progress progress);

    /// What the trail has to tell of the step, a part for each entry; an empty map when there is nothing.
    List<Map<String, Object>> told() {
        return List.of(Map.of());
    }

    /// Does the step and compares what the rows say before and after it.
    ///
    /// @throws app.assay.work.Fault REGISTER_DAMAGED if they say something else
    final void run(Database database, Progress progress) {
        var before = before(database, progress);
        change(database, () -> database.migrate(KnownSchemas.version(to)), progress);
        var after = after(database, progress);
        before.forEach((table, sum) -> {
            if (!sum.equals(after.get(table))) {
                throw Faults.damaged(Sentence.of("register.copy-register-in-new-format", table));
            }
        });
    }

    /// Rows and digest of a table over some of its columns.
    static Sum sum(Database database, String table, List<Field<?>> columns) {
        var adder = new SetDigest.Adder();
        var sha256 = Hashes.sha256();
        database.write(dsl -> {
            try (var rows = dsl.select(columns)
                    .from(DSL.table(DSL.name(table.toUpperCase(java.util.Locale.ROOT))))
                    .fetchSize(PAGE)
                    .fetchLazy()) {
                for (var row : rows) {
                    for (var column : columns) {
                        sha256.update(written(row.get(column)).getBytes(StandardCharsets.UTF_8));
                    }
                    adder.add(sha256.digest());
                }
            }
            return 0;
        });
        return new Sum(adder.rows(), adder.sum());
    }

    private static String written(@Nullable Object value) {
        if (value == null) {
            return "0";
        }
        var text = value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value.toString();
        return "1" + text.length() + ":" + text;
    }

    /// Rows and digests of tables, each over all columns that it has in a format.
    static SortedMap<String, Sum> sums(Database database, SortedMap<String, List<Field<?>>> tables, Progress progress) {
        var sums = new TreeMap<String, Sum>();
        tables.forEach((table, columns) -> {
            progress.stopIfCancelled();
            sums.put(table, sum(database, table, columns));
        });
        return sums;
    }
}
