package app.assay.domain.position;

/// What a line of a position says.
public enum LineStatus {
    SHORT,
    NOT_COMPUTABLE,
    SURPLUS,
    COMPLIANT,
    /// Covered by a right without limit.
    UNLIMITED
}
