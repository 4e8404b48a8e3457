package app.assay.domain.source;

import app.assay.domain.record.RecordKind;
import java.util.Optional;

/// What one row of a table means.
public enum RowMeaning {
    DEVICES(RecordKind.DEVICE),
    INSTALLATIONS(null),
    USERS(RecordKind.USER),
    ENTITLEMENTS(RecordKind.ENTITLEMENT),
    PURCHASES(RecordKind.PURCHASE),
    AGREEMENTS(RecordKind.AGREEMENT),
    ASSIGNMENTS(RecordKind.ASSIGNMENT),
    EXCLUSIONS(RecordKind.EXCLUSION),
    ORGANISATION_UNITS(RecordKind.ORGANISATION_UNIT),
    USAGE(RecordKind.USAGE),
    ACCESS(RecordKind.ACCESS);

    private final Optional<RecordKind> kind;

    RowMeaning(@org.jspecify.annotations.Nullable RecordKind kind) {
        this.kind = Optional.ofNullable(kind);
    }

    /// The kind of record that a row makes; empty for installations, which are packed facts of a load.
    public Optional<RecordKind> kind() {
        return kind;
    }
}
