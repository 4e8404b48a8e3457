package app.assay.storage.rows;

import app.assay.domain.record.RecordKind;

/// A register, a backup or a journal tells of a kind of record that this program does not know: a newer one wrote it,
/// or
/// the text was damaged.
public final class UnknownKind extends IllegalArgumentException {

    @java.io.Serial
    private static final long serialVersionUID = 1L;

    private static final int LONGEST_NAME = 100;

    private final String kind;

    private UnknownKind(String kind, IllegalArgumentException cause) {
        super("it tells of a record of the kind %s, which this program does not know".formatted(kind), cause);
        this.kind = kind;
    }

    public String kind() {
        return kind;
    }

    /// The kind with a name.
    ///
    /// @throws UnknownKind if there is none
    public static RecordKind parse(String name) {
        try {
            return RecordKind.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new UnknownKind(name.substring(0, Math.min(name.length(), LONGEST_NAME)), e);
        }
    }
}
