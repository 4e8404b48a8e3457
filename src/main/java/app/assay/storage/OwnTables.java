package app.assay.storage;

import app.assay.domain.record.RecordKind;
import app.assay.storage.generated.DefaultSchema;
import org.jooq.Table;

/// The tables by what they hold.
final class OwnTables {

    private OwnTables() {}

    /// The table of the analyst's records of a kind.
    static Table<?> of(RecordKind kind) {
        var name = "OWN_" + kind.name();
        var table = DefaultSchema.DEFAULT_SCHEMA.getTable(name);
        if (table == null) {
            throw new IllegalStateException("There is no table " + name);
        }
        return table;
    }
}
