package app.assay.storage;

import app.assay.storage.Database.Frozen;

/// What the register says at one moment, in the database and in memory.
///
/// @param frozen whoever asked for it closes it
record FrozenRegister(Frozen frozen, Snapshot snapshot, Trail.Head head, TableSums sums) {}
