package app.assay.storage.rows;

import app.assay.domain.record.RecordKind;
import java.util.Map;
import java.util.Objects;

/// Maps that hold something of every kind of record.
public final class Kinds {

    private Kinds() {}

    /// What a map that knows every kind holds of one.
    public static <T> T of(Map<RecordKind, T> byKind, RecordKind kind) {
        return Objects.requireNonNull(byKind.get(kind));
    }
}
