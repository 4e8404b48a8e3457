package app.assay.storage.rows;

import static app.assay.storage.generated.Tables.OWN_RECORD;

import app.assay.domain.record.RecordKind;
import app.assay.storage.rows.OwnRecords.Own;
import app.assay.storage.rows.OwnRecords.Stored;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rows that records of the analyst's layer make in digests, seals and backups: a table per kind with identity,
/// whether the analyst made it, and content. Belongs to one thread.
public final class OwnForms {

    private final Map<RecordKind, RowForm> forms = new EnumMap<>(RecordKind.class);

    public OwnForms() {
        for (var kind : RecordKind.values()) {
            forms.put(kind, named(name(kind)));
        }
    }

    /// What a kind is called in seals, backups and differences.
    public static String name(RecordKind kind) {
        return FormatTables.OWN + kind.name().toLowerCase(Locale.ROOT);
    }

    /// The text of the kind that a name stands for.
    public static String kind(String name) {
        return name.substring(FormatTables.OWN.length()).toUpperCase(Locale.ROOT);
    }

    public static RowForm named(String name) {
        return RowForm.of(OWN_RECORD, name, List.of(OWN_RECORD.ID, OWN_RECORD.MADE_HERE, OWN_RECORD.CONTENT));
    }

    public RowForm form(RecordKind kind) {
        var form = forms.get(kind);
        if (form == null) {
            throw new IllegalStateException("no form of " + kind);
        }
        return form;
    }

    /// Reads the row of a kind back.
    ///
    /// @throws IllegalArgumentException if it is none
    public static Stored stored(String kind, @Nullable Object[] row) {
        if (row[0] instanceof UUID id && row[1] instanceof Boolean madeHere && row[2] instanceof String content) {
            return new Stored(kind, id, madeHere, content);
        }
        throw new IllegalArgumentException("not a record");
    }

    @Nullable
    public Object[] row(Own own) {
        return row(own.id(), own.madeHere(), own.content());
    }

    @Nullable
    public static Object[] row(Object id, boolean madeHere, String content) {
        return new @Nullable Object[] {id, madeHere, content};
    }
}
