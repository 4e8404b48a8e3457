package app.assay.storage.loads;

import static app.assay.storage.generated.Tables.INSTALLED;
import static app.assay.storage.generated.Tables.LOAD_WARNING;
import static app.assay.storage.generated.Tables.PACKED_INSTALLATIONS;
import static app.assay.storage.generated.Tables.RAW_TITLE;
import static app.assay.storage.generated.Tables.RECORD_KEY;
import static app.assay.storage.generated.Tables.REJECTED_ROW;
import static app.assay.storage.generated.Tables.SOURCE_CONTENT;
import static app.assay.storage.generated.Tables.SOURCE_FILE;
import static app.assay.storage.generated.Tables.SOURCE_LOAD;
import static app.assay.storage.generated.Tables.SOURCE_RECORD;

import app.assay.domain.source.LoadState;
import app.assay.storage.engine.Database;
import app.assay.storage.rows.Counters;
import app.assay.storage.rows.LoadDigests;
import app.assay.storage.rows.Loads;
import app.assay.storage.rows.StoredLoad;
import app.assay.storage.rows.StoredLoad.Numbers;
import java.util.List;
import org.jooq.TableField;

/// Takes away what a load wrote that was never published, some thousand rows at a time; its own row goes last, so that
/// a
/// crash in between is made good at the next open.
public final class Purge {

    private static final int CHUNK = 5_000;

    private Purge() {}

    /// Takes away all loads that a crash left staged.
    public static int leftOvers(Database database) {
        List<Integer> staged = database.write(dsl -> dsl.select(SOURCE_LOAD.LOAD_NO)
                .from(SOURCE_LOAD)
                .where(SOURCE_LOAD.STATE.eq(LoadState.STAGING.name()))
                .orderBy(SOURCE_LOAD.LOAD_NO.desc())
                .fetch(SOURCE_LOAD.LOAD_NO));
        staged.forEach(no -> staged(database, no));
        return staged.size();
    }

    static void staged(Database database, int loadNo) {
        var all = database.write(Loads::all);
        var found = all.stream()
                .filter(load -> load.no() == loadNo && load.load().state() == LoadState.STAGING)
                .findFirst();
        if (found.isEmpty()) {
            return;
        }
        var first = found.get().first();
        // Where the next load began, this one had ended.
        var end = all.stream()
                .filter(load -> load.no() > loadNo)
                .findFirst()
                .map(StoredLoad::first)
                .orElseGet(() -> database.write(Counters::read).numbers());
        ranges(database, first, end);
        database.transaction(tx -> {
            LoadDigests.delete(tx, loadNo);
            tx.deleteFrom(SOURCE_FILE).where(SOURCE_FILE.LOAD_NO.eq(loadNo)).execute();
            return tx.deleteFrom(SOURCE_LOAD)
                    .where(SOURCE_LOAD.LOAD_NO.eq(loadNo))
                    .execute();
        });
    }

    private static void ranges(Database database, Numbers first, Numbers end) {
        range(database, INSTALLED.ID, first.installed(), end.installed());
        range(database, PACKED_INSTALLATIONS.ID, first.packed(), end.packed());
        range(database, SOURCE_RECORD.ID, first.record(), end.record());
        range(database, SOURCE_CONTENT.ID, first.content(), end.content());
        range(database, RECORD_KEY.ID, first.key(), end.key());
        range(database, REJECTED_ROW.ID, first.rejected(), end.rejected());
        range(database, LOAD_WARNING.ID, first.warning(), end.warning());
        for (int from = first.title(); from < end.title(); from += CHUNK) {
            int begin = from;
            database.transaction(tx -> tx.deleteFrom(RAW_TITLE)
                    .where(RAW_TITLE.ID.ge(begin).and(RAW_TITLE.ID.lt(Math.min(begin + CHUNK, end.title()))))
                    .execute());
        }
    }

    private static void range(Database database, TableField<?, Long> number, long first, long end) {
        for (long from = first; from < end; from += CHUNK) {
            long begin = from;
            database.transaction(tx -> tx.deleteFrom(number.getTable())
                    .where(number.ge(begin).and(number.lt(Math.min(begin + CHUNK, end))))
                    .execute());
        }
    }
}
