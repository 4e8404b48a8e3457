package app.assay.domain.software;

/// Why a title is recognised as it is, surest first.
public enum Basis {
    MANUAL,
    TAG,
    PRODUCT_CODE,
    USER_RULE,
    EXACT,
    SHIPPED_RULE,
    /// Only proposed; counts for nothing until somebody accepts it.
    SIMILARITY,
    NONE
}
