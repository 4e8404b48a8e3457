package app.assay.storage.migration;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import app.assay.files.CanonicalJson;
import app.assay.storage.engine.Database;
import app.assay.storage.rows.FormatTables;
import app.assay.storage.rows.OwnForms;
import app.assay.storage.rows.OwnRecords;
import app.assay.storage.rows.OwnRecords.Stored;
import app.assay.storage.rows.RowForm;
import app.assay.storage.rows.TableSums;
import app.assay.storage.rows.TableSums.Sum;
import app.assay.work.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/// From format 1.1 to 1.2: what the analyst says moves from a table per kind, with a column per field, to one table for
/// all kinds with the fields as canonical JSON.
final class MigrationTo12 extends MigrationStep {

    private static final int PAGE = 2_000;
    private static final Field<UUID> ID = org.jooq.impl.DSL.field(name("ID"), SQLDataType.UUID);
    private static final Field<Boolean> MADE_HERE = org.jooq.impl.DSL.field(name("MADE_HERE"), SQLDataType.BOOLEAN);

    private final FormatTables old = FormatTables.of(1);
    private final FormatTables fresh = FormatTables.of(2);

    MigrationTo12() {
        super(2);
    }

    /// Records are compared by what they say, all other tables by their columns.
    @Override
    SortedMap<String, Sum> before(Database database, Progress progress) {
        var sums = sums(database, others(), progress);
        var changes = new Records();
        old.all().keySet().stream().filter(MigrationTo12::isOwn).forEach(table -> {
            progress.stopIfCancelled();
            forEach(database, table, changes::add);
        });
        sums.putAll(changes.sums());
        return sums;
    }

    @Override
    SortedMap<String, Sum> after(Database database, Progress progress) {
        var sums = sums(database, others(), progress);
        var changes = new Records();
        database.write(OwnRecords::stored).forEach(changes::add);
        sums.putAll(changes.sums());
        return sums;
    }

    private SortedMap<String, List<Field<?>>> others() {
        var others = new TreeMap<>(old.all());
        others.keySet().removeIf(MigrationTo12::isOwn);
        return others;
    }

    private static boolean isOwn(String table) {
        return table.startsWith(FormatTables.OWN);
    }

    /// Rows and digests of records by kind, as the new format forms them.
    private final class Records {

        private final TableSums.Changes changes = new TableSums.Changes();
        private final TreeMap<String, RowForm> forms = new TreeMap<>();

        void add(Stored stored) {
            var form = forms.computeIfAbsent(FormatTables.OWN + stored.kind().toLowerCase(Locale.ROOT), fresh::form);
            changes.add(form, OwnForms.row(stored.id(), stored.madeHere(), stored.content()));
        }

        SortedMap<String, Sum> sums() {
            return changes.sums().tables();
        }
    }

    private void forEach(Database database, String from, Consumer<Stored> each) {
        var columns = new ArrayList<>(old.all().get(from));
        columns.removeIf(
                column -> column.getName().equals("ID") || column.getName().equals("MADE_HERE"));
        var kind = OwnForms.kind(from);
        database.write(dsl -> {
            try (var rows = dsl.select(ID, MADE_HERE)
                    .select(columns)
                    .from(table(name(from.toUpperCase(Locale.ROOT))))
                    .fetchSize(PAGE)
                    .fetchLazy()) {
                for (var row : rows) {
                    var values = new TreeMap<String, String>();
                    for (var column : columns) {
                        var value = row.get(column, String.class);
                        if (value != null && !value.isEmpty()) {
                            values.put(field(column), value);
                        }
                    }
                    each.accept(new Stored(kind, row.get(ID), row.get(MADE_HERE), CanonicalJson.of(values)));
                }
            }
            return 0;
        });
    }

    /// The name of the field that a column was made for: `EMPLOYEE_NUMBER` is `employeeNumber`.
    private static String field(Field<?> column) {
        var name = new StringBuilder();
        for (var word : column.getName().toLowerCase(Locale.ROOT).split("_", -1)) {
            name.append(name.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }

    @Override
    void change(Database database, Runnable schema, Progress progress) {
        // Held in memory between the two, as the program that works with the register holds them.
        var records = new ArrayList<Stored>();
        old.all().keySet().stream().filter(MigrationTo12::isOwn).forEach(table -> {
            progress.stopIfCancelled();
            forEach(database, table, records::add);
        });
        schema.run();
        for (int from = 0; from < records.size(); from += PAGE) {
            progress.stopIfCancelled();
            var page = records.subList(from, Math.min(from + PAGE, records.size()));
            database.transaction(tx -> {
                OwnRecords.insert(tx, page);
                return page.size();
            });
        }
    }
}
