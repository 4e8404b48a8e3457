package app.assay.work;

/// The kinds of things that can go wrong outside the program, each with the exit code of the command line.
public enum FaultCode {
    USAGE(2),
    INPUT_NOT_FOUND(3),
    INPUT_UNREADABLE(3),
    INPUT_UNKNOWN_FORMAT(3),
    INPUT_MALFORMED(3),
    INPUT_OVER_LIMIT(3),
    INPUT_HOSTILE(3),
    INPUT_NEEDS_MAPPING(3),
    REGISTER_NOT_FOUND(4),
    REGISTER_EXISTS(4),
    REGISTER_LOCKED(4),
    REGISTER_DAMAGED(4),
    REGISTER_NEWER_FORMAT(4),
    REGISTER_READ_ONLY(4),
    DISK_FULL(4),
    BACKUP_FAILED(4),
    BACKUP_UNREADABLE(4),
    CHANGE_REFUSED(4),
    NOTHING_TO_UNDO(4),
    VERIFICATION_FAILED(5);

    private final int exitCode;

    FaultCode(int exitCode) {
        this.exitCode = exitCode;
    }

    /// The exit code that the command line ends with: 2 usage, 3 input refused, 4 register trouble, 5 verification
    /// failed.
    public int exitCode() {
        return exitCode;
    }
}
