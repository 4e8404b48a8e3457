package app.assay.storage.rows;

import static app.assay.storage.generated.Tables.INSTALLED;
import static app.assay.storage.generated.Tables.LOAD_WARNING;
import static app.assay.storage.generated.Tables.PACKED_INSTALLATIONS;
import static app.assay.storage.generated.Tables.RAW_TITLE;
import static app.assay.storage.generated.Tables.RECORD_KEY;
import static app.assay.storage.generated.Tables.REJECTED_ROW;
import static app.assay.storage.generated.Tables.SOURCE_CONTENT;
import static app.assay.storage.generated.Tables.SOURCE_FILE;
import static app.assay.storage.generated.Tables.SOURCE_RECORD;

import app.assay.storage.engine.Reading;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Table;

/// Reads the rows of one load table by table, some thousand at a time, in the order of their numbers.
public final class LoadRows {

    private static final int PAGE = 2_000;
    /// Rows that were left out may be long: so few are in memory at once.
    private static final int PAGE_OF_LONG_ROWS = 100;

    private LoadRows() {}

    public static void forEach(Reading source, Table<?> table, StoredLoad load, Consumer<Record> each) {
        if (table.equals(SOURCE_FILE)) {
            Result<? extends Record> rows = source.read(dsl -> dsl.selectFrom(SOURCE_FILE)
                    .where(SOURCE_FILE.LOAD_NO.eq(load.no()))
                    .orderBy(SOURCE_FILE.FILE_NO)
                    .fetch());
            rows.forEach(each);
            return;
        }
        long first = first(table, load);
        long end = end(table, load);
        int page = table.equals(REJECTED_ROW) ? PAGE_OF_LONG_ROWS : PAGE;
        for (long from = first; from < end; from += page) {
            long begin = from;
            Result<? extends Record> rows = source.read(dsl -> page(dsl, table, begin, Math.min(begin + page, end)));
            rows.forEach(each);
        }
    }

    private static Result<? extends Record> page(DSLContext dsl, Table<?> table, long from, long to) {
        if (table.equals(RAW_TITLE)) {
            return dsl.selectFrom(RAW_TITLE)
                    .where(RAW_TITLE.ID.ge((int) from).and(RAW_TITLE.ID.lt((int) to)))
                    .orderBy(RAW_TITLE.ID)
                    .fetch();
        }
        var id = number(table).id();
        return dsl.selectFrom(table)
                .where(id.ge(from).and(id.lt(to)))
                .orderBy(id)
                .fetch();
    }

    /// Which numbers of a load belong to a table.
    private static Kind number(Table<?> table) {
        for (var kind : KINDS) {
            if (kind.table().equals(table)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("No numbers of " + table.getName());
    }

    /// The number of a load's first row in a table that has numbers.
    public static long first(Table<?> table, StoredLoad load) {
        return number(table).of().applyAsLong(load.first());
    }

    /// The number after its last row.
    public static long end(Table<?> table, StoredLoad load) {
        return number(table).of().applyAsLong(load.end());
    }

    private record Kind(Table<?> table, Field<Long> id, ToLongFunction<StoredLoad.Numbers> of) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(INSTALLED, INSTALLED.ID, StoredLoad.Numbers::installed),
            new Kind(LOAD_WARNING, LOAD_WARNING.ID, StoredLoad.Numbers::warning),
            new Kind(PACKED_INSTALLATIONS, PACKED_INSTALLATIONS.ID, StoredLoad.Numbers::packed),
            new Kind(RAW_TITLE, RAW_TITLE.ID.cast(Long.class), StoredLoad.Numbers::title),
            new Kind(RECORD_KEY, RECORD_KEY.ID, StoredLoad.Numbers::key),
            new Kind(REJECTED_ROW, REJECTED_ROW.ID, StoredLoad.Numbers::rejected),
            new Kind(SOURCE_CONTENT, SOURCE_CONTENT.ID, StoredLoad.Numbers::content),
            new Kind(SOURCE_RECORD, SOURCE_RECORD.ID, StoredLoad.Numbers::record));
}
