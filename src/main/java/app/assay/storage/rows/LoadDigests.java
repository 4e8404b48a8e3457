package app.assay.storage.rows;

import static app.assay.storage.generated.Tables.INSTALLED;
import static app.assay.storage.generated.Tables.LOAD_DIGEST;
import static app.assay.storage.generated.Tables.LOAD_WARNING;
import static app.assay.storage.generated.Tables.PACKED_INSTALLATIONS;
import static app.assay.storage.generated.Tables.RAW_TITLE;
import static app.assay.storage.generated.Tables.RECORD_KEY;
import static app.assay.storage.generated.Tables.REJECTED_ROW;
import static app.assay.storage.generated.Tables.SOURCE_CONTENT;
import static app.assay.storage.generated.Tables.SOURCE_FILE;
import static app.assay.storage.generated.Tables.SOURCE_RECORD;

import app.assay.storage.folder.Faults;
import app.assay.storage.rows.TableSums.Sum;
import app.assay.work.Sentence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/// Sums up the rows that a load writes, table by table, while they are written. Rows of a load never change, so the
/// sums
/// stay true for ever; the entry of the trail that publishes the load holds them too.
///
/// Used by one thread at a time.
public final class LoadDigests {

    /// The tables whose rows belong to one load each.
    public static final List<Table<?>> TABLES = List.of(
            INSTALLED,
            LOAD_WARNING,
            PACKED_INSTALLATIONS,
            RAW_TITLE,
            RECORD_KEY,
            REJECTED_ROW,
            SOURCE_CONTENT,
            SOURCE_FILE,
            SOURCE_RECORD);

    private final Map<Table<?>, RowForm> forms = new HashMap<>();
    private final TableSums.Changes changes = new TableSums.Changes();

    public LoadDigests() {
        TABLES.forEach(table -> forms.put(table, RowForm.of(table)));
    }

    /// Counts a row in.
    ///
    /// @param values of the columns in the table's order, without the check sums
    /// @return the check sums of its columns, to be written beside it
    public byte[] take(Table<?> table, @Nullable Object... values) {
        var form = forms.get(table);
        if (form == null) {
            throw new IllegalArgumentException("No rows of a load are in " + table.getName());
        }
        changes.add(form, values);
        return form.check(values);
    }

    public TableSums sums() {
        return changes.sums();
    }

    public static void write(DSLContext tx, int loadNo, TableSums sums) {
        sums.tables()
                .forEach((table, sum) -> tx.insertInto(LOAD_DIGEST)
                        .set(LOAD_DIGEST.LOAD_NO, loadNo)
                        .set(LOAD_DIGEST.TABLE_NAME, table)
                        .set(LOAD_DIGEST.ROW_COUNT, sum.rows())
                        .set(LOAD_DIGEST.DIGEST, sum.digest().toString())
                        .execute());
    }

    public static void delete(DSLContext tx, int loadNo) {
        tx.deleteFrom(LOAD_DIGEST).where(LOAD_DIGEST.LOAD_NO.eq(loadNo)).execute();
    }

    /// The sums of every load, by its number.
    public static Map<Integer, TableSums> read(DSLContext dsl) {
        var found = new HashMap<Integer, TreeMap<String, Sum>>();
        dsl.selectFrom(LOAD_DIGEST).fetch().forEach(row -> {
            try {
                found.computeIfAbsent(row.getLoadNo(), _ -> new TreeMap<>())
                        .put(row.getTableName(), new Sum(row.getRowCount(), SetDigest.parse(row.getDigest())));
            } catch (IllegalArgumentException e) {
                throw Faults.damaged(Sentence.of("register.digest-in-load-none", row.getTableName(), row.getLoadNo()));
            }
        });
        var sums = new HashMap<Integer, TableSums>();
        found.forEach((load, tables) -> sums.put(load, new TableSums(tables)));
        return sums;
    }
}
