package app.assay.storage.migration;

import app.assay.storage.engine.Database;
import app.assay.storage.engine.RegisterContext;
import app.assay.storage.engine.known.Engines;
import app.assay.storage.folder.RegisterFolder;
import app.assay.storage.rows.RegisterMeta;
import app.assay.storage.rows.RowForm;
import app.assay.storage.rows.TableSums;
import app.assay.storage.witness.Trail;
import app.assay.storage.witness.Trail.Act;
import app.assay.work.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/// The steps from each minor format to the next, up to that of this program. Always climbed on a copy, or on a database
/// that a backup is restored to.
///
/// | format | what came | step |
/// | --- | --- | --- |
/// | 1.0 | the first | |
/// | 1.1 | check sums per row, digests per load, rows of loads in the trail, the journal | [MigrationTo11] |
/// | 1.2 | one table for all kinds of the analyst's records | [MigrationTo12] |
/// | 1.3 | rows that were left out are kept whole | [MigrationTo13] |
public final class Ladder {

    private static final List<Supplier<MigrationStep>> STEPS =
            List.of(MigrationTo11::new, MigrationTo12::new, MigrationTo13::new);

    /// The steps that were done, in their order.
    private final List<MigrationStep> done = new ArrayList<>();

    private final int from;

    private Ladder(int from) {
        this.from = from;
    }

    /// Brings the tables of a database to this program's format. What the trail has to tell of it is told
    /// afterwards.
    ///
    /// @param from the minor format that the database has
    /// @throws app.assay.work.Fault REGISTER_DAMAGED if the rows say something else after a step
    /// @throws app.assay.work.Cancelled if the job was cancelled; the database is of no use then
    public static Ladder climb(Database database, int from, Progress progress) {
        var ladder = new Ladder(from);
        for (var make : STEPS) {
            var step = make.get();
            if (step.to() > from) {
                step.run(database, progress);
                ladder.done.add(step);
            }
        }
        return ladder;
    }

    /// Puts each step into the trail, a revision each, and the new format into the facts of the register.
    ///
    /// @param name of the register
    public void tell(Database database, RegisterContext context, String name) {
        var trail = new Trail();
        var metaForm = RowForm.of(app.assay.storage.generated.Tables.REGISTER_META);
        database.transaction(tx -> {
            int before = from;
            for (var step : done) {
                long revision = RegisterMeta.revision(tx);
                var act = new Act(
                        UUID.randomUUID(),
                        revision + 1,
                        Instant.now(context.clock()),
                        context.actor(),
                        "register.migrate",
                        name,
                        "",
                        context.applicationVersion());
                for (var part : step.told()) {
                    var detail = new HashMap<>(part);
                    detail.put("from", format(before));
                    detail.put("to", format(step.to()));
                    trail.append(tx, trail.head(tx), act, List.of(), detail, Map.of());
                }
                RegisterMeta.setRevision(tx, revision, revision + 1, metaForm, new TableSums.Changes());
                before = step.to();
            }
            RegisterMeta.set(tx, "formatMinor", Integer.toString(RegisterFolder.FORMAT_MINOR));
            RegisterMeta.set(tx, "engine", Engines.ofFolders().version());
            RegisterMeta.set(tx, "applicationVersion", context.applicationVersion());
            return done.size();
        });
    }

    static String format(int minor) {
        return RegisterFolder.FORMAT_MAJOR + "." + minor;
    }
}
