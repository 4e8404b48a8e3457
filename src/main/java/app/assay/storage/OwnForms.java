package app.assay.storage;

import app.assay.domain.record.RecordKind;
import app.assay.storage.OwnRecords.Own;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows that records of the analyst's layer have in their tables. Belongs to one thread.
final class OwnForms {

    /// @param fields the field of each column; the first two have none
    private record Form(RowForm rows, List<@Nullable String> fields) {}

    private final Map<RecordKind, Form> forms = new EnumMap<>(RecordKind.class);

    OwnForms() {
        for (var kind : RecordKind.values()) {
            var rows = RowForm.of(OwnTables.of(kind));
            @Nullable String[] fields = new String[rows.columns().size()];
            for (var field : kind.fields()) {
                int place = rows.columns()
                        .indexOf(OwnRecords.column(field).getName().toLowerCase(Locale.ROOT));
                if (place < 2) {
                    throw new IllegalStateException("%s has no column for %s".formatted(rows.name(), field.name()));
                }
                fields[place] = field.name();
            }
            forms.put(kind, new Form(rows, Arrays.asList(fields)));
        }
    }

    RowForm form(RecordKind kind) {
        return of(kind).rows();
    }

    @Nullable
    Object[] row(RecordKind kind, Own own) {
        var fields = of(kind).fields();
        @Nullable Object[] values = new Object[fields.size()];
        values[0] = own.id();
        values[1] = own.madeHere();
        for (int place = 2; place < values.length; place++) {
            values[place] = own.values().get(fields.get(place));
        }
        return values;
    }

    private Form of(RecordKind kind) {
        var form = forms.get(kind);
        if (form == null) {
            throw new IllegalStateException("no form of " + kind);
        }
        return form;
    }
}
