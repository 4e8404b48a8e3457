package app.assay.domain.source;

/// Why a row was left out.
public enum RejectReason {
    MISSING,
    NOT_A_DATE,
    AMBIGUOUS_DATE,
    NOT_A_NUMBER,
    OUT_OF_RANGE,
    UNKNOWN_CODE,
    UNKNOWN_REFERENCE,
    TOO_LONG,
    WRONG_NUMBER_OF_FIELDS,
    NULL_CHARACTER,
    DUPLICATE_KEY,
    NOT_AN_INSTALLATION,
    MALFORMED
}
