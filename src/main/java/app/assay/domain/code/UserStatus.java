package app.assay.domain.code;

/// Whether a person still works here.
public enum UserStatus {
    ACTIVE,
    DISABLED,
    LEFT,
    UNKNOWN
}
