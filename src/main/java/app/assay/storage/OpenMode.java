package app.assay.storage;

/// How a register is opened.
public enum OpenMode {
    /// For work. One process at a time holds a register so.
    WRITE,
    /// For looking only: nothing in the folder is written, not even a lock file. Works on read-only media and
    /// beside other
    /// readers, not beside a process that holds the register for work.
    READ_ONLY,
    /// For looking at what is left of a damaged register: like [#READ_ONLY], but nothing is checked and nothing that is
    /// shown can be relied on.
    DAMAGED
}
