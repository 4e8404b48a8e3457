package app.assay.storage.rows;

import static app.assay.storage.generated.Tables.INSTALLED;
import static app.assay.storage.generated.Tables.LOAD_WARNING;
import static app.assay.storage.generated.Tables.PACKED_INSTALLATIONS;
import static app.assay.storage.generated.Tables.RAW_TITLE;
import static app.assay.storage.generated.Tables.RECORD_KEY;
import static app.assay.storage.generated.Tables.REJECTED_ROW;
import static app.assay.storage.generated.Tables.SOURCE_CONTENT;
import static app.assay.storage.generated.Tables.SOURCE_LOAD;
import static app.assay.storage.generated.Tables.SOURCE_RECORD;
import static org.jooq.impl.DSL.max;

import app.assay.storage.rows.StoredLoad.Numbers;
import org.jooq.DSLContext;
import org.jooq.TableField;

/// The next free number of each bulk table.
public final class Counters {

    private Counters() {}

    public record Next(int load, Numbers numbers) {}

    public static Next read(DSLContext dsl) {
        return new Next(
                (int) next(dsl, SOURCE_LOAD.LOAD_NO, 1),
                new Numbers(
                        (int) next(dsl, RAW_TITLE.ID, 0),
                        next(dsl, SOURCE_RECORD.ID, 0),
                        next(dsl, SOURCE_CONTENT.ID, 0),
                        next(dsl, RECORD_KEY.ID, 0),
                        next(dsl, PACKED_INSTALLATIONS.ID, 0),
                        next(dsl, INSTALLED.ID, 0),
                        next(dsl, REJECTED_ROW.ID, 0),
                        next(dsl, LOAD_WARNING.ID, 0)));
    }

    private static long next(DSLContext dsl, TableField<?, ? extends Number> number, long first) {
        var largest = dsl.select(max(number)).from(number.getTable()).fetchOne(0, Long.class);
        return largest == null ? first : largest + 1;
    }
}
