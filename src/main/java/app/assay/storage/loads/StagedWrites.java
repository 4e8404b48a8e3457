package app.assay.storage.loads;

import app.assay.storage.commit.Commits;
import app.assay.storage.engine.Database;
import app.assay.work.Cancelled;
import java.util.function.Function;
import org.jooq.DSLContext;

/// The way on which a staged load reads and writes. Once the load is discarded, from whatever thread, nothing more is
/// written: what came to the writer thread before is taken away with the rest, what comes after is refused.
final class StagedWrites {

    private final Database database;
    private final Commits commits;
    private volatile boolean ended;

    StagedWrites(Database database, Commits commits) {
        this.database = database;
        this.commits = commits;
    }

    <T> T read(Function<DSLContext, T> work) {
        return database.read(work);
    }

    /// @throws Cancelled if the load was discarded
    /// @throws app.assay.work.Fault REGISTER_LOCKED if another machine took the register over
    <T> T transaction(Function<DSLContext, T> work) {
        return database.transaction(tx -> {
            require();
            commits.requireOurs();
            return work.apply(tx);
        });
    }

    /// @throws Cancelled if the load was discarded
    void require() {
        if (ended) {
            throw new Cancelled();
        }
    }

    void end() {
        ended = true;
    }
}
