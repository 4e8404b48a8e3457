package app.assay.domain.code;

/// Whether a virtual machine may move to the other hosts of its cluster, as an analyst knows it from the cluster's
/// rules.
public enum HostAffinity {
    /// It runs on its host alone.
    STAYS,
    /// It may run on every host of the cluster.
    MOVES,
    UNKNOWN
}
