package app.assay.domain.source;

/// What one row of a table means.
public enum RowMeaning {
    DEVICES,
    INSTALLATIONS,
    USERS,
    ENTITLEMENTS
}
