package app.assay.storage;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import app.assay.domain.record.Change;
import app.assay.domain.record.Field;
import app.assay.domain.record.RecordKind;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/// What the analyst says, one table per kind: a row per record with the fields that the analyst filled in.
final class OwnRecords {

    private static final org.jooq.Field<UUID> ID = field(name("ID"), SQLDataType.UUID);
    private static final org.jooq.Field<Boolean> MADE_HERE = field(name("MADE_HERE"), SQLDataType.BOOLEAN);

    private OwnRecords() {}

    /// The analyst's layer of one record.
    ///
    /// @param madeHere whether the record was made by the analyst, so that it exists without any file
    /// @param values never an empty text
    record Own(UUID id, boolean madeHere, SortedMap<String, String> values) {
        Own {
            values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        }

        /// The value of a field, empty when nothing is said.
        String text(String field) {
            return values.getOrDefault(field, "");
        }
    }

    static Map<UUID, Own> all(DSLContext dsl, RecordKind kind) {
        var found = new HashMap<UUID, Own>();
        var fields = kind.fields();
        var columns = fields.stream().map(OwnRecords::column).toList();
        dsl.select(ID, MADE_HERE).select(columns).from(of(kind)).fetch().forEach(row -> {
            var own = read(row, fields, columns);
            found.put(own.id(), own);
        });
        return found;
    }

    private static Own read(Record row, List<Field> fields, List<org.jooq.Field<String>> columns) {
        var values = new TreeMap<String, String>();
        for (int place = 0; place < columns.size(); place++) {
            var value = row.get(columns.get(place));
            if (value != null) {
                values.put(fields.get(place).name(), value);
            }
        }
        return new Own(row.get(ID), row.get(MADE_HERE), values);
    }

    /// Brings the table to what a change leaves.
    static void write(DSLContext dsl, Change change, boolean madeHere) {
        var table = of(change.kind());
        if (!change.existsAfter()) {
            dsl.deleteFrom(table).where(ID.eq(change.id())).execute();
            return;
        }
        var cells = new HashMap<org.jooq.Field<?>, Object>();
        change.after()
                .forEach((name, value) -> cells.put(column(change.kind().field(name)), value.isEmpty() ? null : value));
        if (change.existedBefore()) {
            if (!cells.isEmpty()) {
                dsl.update(table).set(cells).where(ID.eq(change.id())).execute();
            }
        } else {
            cells.put(ID, change.id());
            cells.put(MADE_HERE, madeHere);
            dsl.insertInto(table).set(cells).execute();
        }
    }

    static int count(DSLContext dsl, RecordKind kind) {
        return dsl.fetchCount(of(kind));
    }

    static Table<Record> of(RecordKind kind) {
        return table(name("OWN_" + kind.name()));
    }

    /// The column of a field: its name in upper case, words parted by an underscore.
    static org.jooq.Field<String> column(Field field) {
        var column = field.name().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
        return field(name(column), SQLDataType.VARCHAR);
    }
}
