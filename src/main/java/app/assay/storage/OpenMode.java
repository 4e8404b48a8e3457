package app.assay.storage;

/// How a register is opened.
public enum OpenMode {
    /// For work. One process at a time holds a register so.
    WRITE,
    /// For work, though the lock file names a holder on another machine, which the analyst knows to be gone. A
    /// holder
    /// on this machine is never overridden.
    TAKE_OVER,
    /// For looking only: nothing in the folder is written, not even a lock file. Works on read-only media and
    /// beside other
    /// readers, not beside a process that holds the register for work.
    READ_ONLY,
    /// For looking at what is left of a damaged register: like [#READ_ONLY], but nothing is checked and nothing
    /// that is
    /// shown can be relied on.
    DAMAGED
}
