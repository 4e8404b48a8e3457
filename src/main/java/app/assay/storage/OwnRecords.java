package app.assay.storage;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import app.assay.domain.record.Change;
import app.assay.domain.record.Field;
import app.assay.domain.record.RecordKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// What the analyst says, one table per kind: a row per record with the fields that the analyst filled in.
final class OwnRecords {

    private static final org.jooq.Field<UUID> ID = field(name("ID"), SQLDataType.UUID);
    private static final org.jooq.Field<Boolean> MADE_HERE = field(name("MADE_HERE"), SQLDataType.BOOLEAN);

    private static final int ROWS_PER_BATCH = 1_000;

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

    /// What changes have in common that one statement carries out.
    private record Shape(RecordKind kind, boolean exists, boolean existed, List<String> fields) {}

    /// Brings the tables to what changes leave, each of another record: a statement for each shape of change, run
    /// for
    /// all changes of that shape at once.
    static void write(DSLContext dsl, List<Change> changes, Predicate<UUID> madeHere) {
        var shapes = new LinkedHashMap<Shape, List<Change>>();
        for (var change : changes) {
            var fields = change.existsAfter() ? List.copyOf(change.after().keySet()) : List.<String>of();
            if (!change.existsAfter() || !change.existedBefore() || !fields.isEmpty()) {
                shapes.computeIfAbsent(
                                new Shape(change.kind(), change.existsAfter(), change.existedBefore(), fields),
                                _ -> new ArrayList<>())
                        .add(change);
            }
        }
        shapes.forEach((shape, all) -> {
            for (int from = 0; from < all.size(); from += ROWS_PER_BATCH) {
                write(dsl, shape, all.subList(from, Math.min(all.size(), from + ROWS_PER_BATCH)), madeHere);
            }
        });
    }

    private static void write(DSLContext dsl, Shape shape, List<Change> changes, Predicate<UUID> madeHere) {
        var rows = dsl.batch(statement(dsl, shape));
        for (var change : changes) {
            var cells = new ArrayList<@Nullable Object>();
            for (var name : shape.fields()) {
                var value = change.after().getOrDefault(name, "");
                cells.add(value.isEmpty() ? null : value);
            }
            if (shape.exists() && !shape.existed()) {
                cells.add(madeHere.test(change.id()));
            }
            cells.add(change.id());
            rows = rows.bind(cells.toArray());
        }
        rows.execute();
    }

    /// The statement of a shape; its last parameter is the identity of the record.
    private static Query statement(DSLContext dsl, Shape shape) {
        var table = of(shape.kind());
        var nobody = new UUID(0, 0);
        if (!shape.exists()) {
            return dsl.deleteFrom(table).where(ID.eq(nobody));
        }
        var cells = new LinkedHashMap<org.jooq.Field<?>, @Nullable Object>();
        shape.fields().forEach(name -> cells.put(column(shape.kind().field(name)), null));
        if (shape.existed()) {
            return dsl.update(table).set(cells).where(ID.eq(nobody));
        }
        cells.put(MADE_HERE, false);
        cells.put(ID, nobody);
        return dsl.insertInto(table).set(cells);
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
