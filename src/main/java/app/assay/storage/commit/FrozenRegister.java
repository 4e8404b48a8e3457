package app.assay.storage.commit;

import app.assay.storage.engine.Database.Frozen;
import app.assay.storage.records.Snapshot;
import app.assay.storage.rows.TableSums;
import app.assay.storage.witness.Trail;

/// What the register says at one moment, in the database and in memory.
///
/// @param frozen whoever asked for it closes it
public record FrozenRegister(Frozen frozen, Snapshot snapshot, Trail.Head head, TableSums sums) {}
