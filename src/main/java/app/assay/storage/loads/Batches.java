package app.assay.storage.loads;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jooq.DSLContext;

/// Collects rows and writes them some thousands at a time, each time in one transaction.
///
/// @param <R> a row
final class Batches<R> {

    private final StagedWrites database;
    private final boolean dryRun;
    private final int size;
    private final BiConsumer<DSLContext, List<R>> writer;
    private List<R> rows = new ArrayList<>();

    /// @param dryRun rows are dropped
    Batches(StagedWrites database, boolean dryRun, int size, BiConsumer<DSLContext, List<R>> writer) {
        this.database = database;
        this.dryRun = dryRun;
        this.size = size;
        this.writer = writer;
    }

    void add(R row) {
        if (dryRun) {
            return;
        }
        rows.add(row);
        if (rows.size() >= size) {
            flush();
        }
    }

    void flush() {
        if (rows.isEmpty()) {
            return;
        }
        var full = rows;
        rows = new ArrayList<>();
        database.transaction(tx -> {
            writer.accept(tx, full);
            return full.size();
        });
    }
}
