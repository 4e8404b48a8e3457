package app.assay.storage.migration;

import app.assay.storage.engine.Database;
import app.assay.storage.rows.FormatTables;
import app.assay.storage.rows.TableSums.Sum;
import app.assay.work.Progress;
import java.util.SortedMap;

/// From format 1.2 to 1.3: the column of rows that were left out takes a whole row, however long. No row says anything
/// else, and each is written in a backup as it was.
final class MigrationTo13 extends MigrationStep {

    private final FormatTables old = FormatTables.of(2);
    private final FormatTables fresh = FormatTables.of(3);

    MigrationTo13() {
        super(3);
    }

    @Override
    SortedMap<String, Sum> before(Database database, Progress progress) {
        return sums(database, old.all(), progress);
    }

    @Override
    SortedMap<String, Sum> after(Database database, Progress progress) {
        return sums(database, fresh.all(), progress);
    }

    @Override
    void change(Database database, Runnable schema, Progress progress) {
        schema.run();
    }
}
