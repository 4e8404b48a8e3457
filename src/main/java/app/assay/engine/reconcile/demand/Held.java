package app.assay.engine.reconcile.demand;

import java.util.List;

/// What sets on each of some physical machines have to hold of one machine.
///
/// @param sharings ways to share it out to sets, each the kinds that these have to hold; on each physical
/// machine
///     another one may be taken
/// @param hosts numbers, within the consumer, of the physical machines
/// @param own whether it is the physical machine's own software, which needs a set but no place in it
record Held(List<List<Integer>> sharings, List<Integer> hosts, boolean own) {}
