package app.assay.importing.profile;

/// In which order the numbers of a date such as `03/04/2026` stand. Dates that begin with a four-digit year, or
/// name
/// their month, need none.
public enum DateOrder {
    DAY_MONTH_YEAR,
    MONTH_DAY_YEAR
}
