package app.assay.domain.code;

/// Why an analyst takes something out of the count.
public enum ExclusionReason {
    TEST_OR_DEVELOPMENT,
    PASSIVE_STANDBY,
    DECOMMISSIONED,
    DUPLICATE,
    FREE_EDITION,
    OWNED_BY_OTHERS,
    FALSE_POSITIVE,
    OTHER
}
