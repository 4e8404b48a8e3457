package app.assay.domain.code;

/// What a line of an entitlement gives.
public enum RightKind {
    /// A full licence.
    FULL,
    /// A full licence that came with a device and may be used on that device alone.
    OEM,
    /// A higher version for a full licence that it consumes.
    UPGRADE,
    /// A higher edition for a full licence that it consumes.
    STEP_UP,
    /// Maintenance on a base licence; gives no right of its own.
    MAINTENANCE,
    /// A right for a term.
    SUBSCRIPTION
}
