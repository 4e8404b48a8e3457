package app.assay.storage.fault;

import static app.assay.storage.generated.Tables.OWN_RECORD;
import static app.assay.storage.generated.Tables.SOURCE_LOAD;
import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.record.FieldType;
import app.assay.domain.record.RecordKind;
import app.assay.storage.OpenMode;
import app.assay.storage.Register;
import app.assay.storage.check.VerifyReport.Difference;
import app.assay.storage.engine.RegisterContext;
import app.assay.storage.generated.DefaultSchema;
import app.assay.work.Fault;
import app.assay.work.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Someone changes the database by other means than this program: one value of a row, a row less, a row more, in every
/// table. The full check names table, row and field.
class OutsideEditTest {

    private static final boolean LONG =
            System.getProperty("assay.fault.size", "gate").equals("long");

    /// Columns of each table that are changed at the gate.
    private static final int COLUMNS = LONG ? Integer.MAX_VALUE : 3;

    /// Fields of the analyst's records that are changed.
    private static final int FIELDS = LONG ? 100 : 8;

    private static final String CHECK = "ROW_CHECK";
    private static final Map<String, String> TOLD_AS = Map.of("raw_title", "The dictionary of titles");

    @TempDir
    Path folder;

    private final RegisterContext context = Worker.context();
    private final List<String> unnamed = new ArrayList<>();
    private Path home;
    private byte[] database;
    private int cases;

    @Test
    void whateverIsChangedFromOutsideIsNamed() throws Exception {
        long seed = Long.getLong("assay.fault.seed", new Random().nextLong(1_000_000));
        var random = new Random(seed);
        var every = folder.resolve("every");
        var withLong = folder.resolve("long");
        new Example("E", context).makeWithEveryTable(every);
        new Example("L", context).makeWithLongChange(withLong);
        for (var table : DefaultSchema.DEFAULT_SCHEMA.getTables()) {
            home = table.getName().equals("TRAIL_OVERFLOW") ? withLong : every;
            database = Files.readAllBytes(home.resolve("register.mv.db"));
            var columns = new ArrayList<>(List.of(table.fields()));
            columns.removeAll(key(table));
            Collections.shuffle(columns, random);
            // The table of imports has few rows and many columns, on which all others rest.
            int most = table.equals(SOURCE_LOAD) ? columns.size() : COLUMNS;
            for (var column : columns.subList(0, Math.min(most, columns.size()))) {
                change(table, column);
            }
            delete(table);
            insert(table);
            Files.write(home.resolve("register.mv.db"), database);
        }
        home = every;
        database = Files.readAllBytes(home.resolve("register.mv.db"));
        changeFields(random);
        System.out.printf(
                "fault outside edits: seed %s, tables %s, points %s, not named %s%n",
                seed, DefaultSchema.DEFAULT_SCHEMA.getTables().size(), cases, unnamed.size());
        assertThat(unnamed).as("seed " + seed).isEmpty();
        assertThat(cases).isGreaterThanOrEqualTo(90);
    }

    private static List<Field<?>> key(Table<?> table) {
        var key = table.getPrimaryKey();
        if (key == null) {
            throw new IllegalStateException("no key of " + table);
        }
        return List.copyOf(key.getFields());
    }

    private static String quoted(Field<?> column) {
        return "\"" + column.getName() + "\"";
    }

    @FunctionalInterface
    private interface Edit {
        /// @return the key of the row that was changed, made or deleted
        String run(Connection connection) throws SQLException;
    }

    private void change(Table<?> table, Field<?> column) throws Exception {
        tell(table, column.getName(), connection -> {
            var row = keyOfFirst(connection, table);
            run(
                    connection,
                    "UPDATE %s SET %s = %s WHERE %s"
                            .formatted(quoted(table), quoted(column), other(column), where(table, row)));
            return String.join("/", row);
        });
    }

    private static String quoted(Table<?> table) {
        return "\"" + table.getName() + "\"";
    }

    /// Another value of the same type, also where there was none.
    private static String other(Field<?> column) {
        var name = quoted(column);
        var type = column.getType();
        if (type == Boolean.class) {
            return "NOT " + name;
        }
        if (Number.class.isAssignableFrom(type)) {
            return "COALESCE(%s, 0) + 1".formatted(name);
        }
        if (type == UUID.class) {
            return "RANDOM_UUID()";
        }
        if (type == byte[].class) {
            // Its first byte becomes another one.
            return "CASE WHEN SUBSTRING(%1$s FROM 1 FOR 1) = X'07' THEN X'08' ELSE X'07' END || SUBSTRING(%1$s FROM 2)"
                    .formatted(name);
        }
        return "CASE WHEN %1$s IS NULL THEN '1' WHEN %1$s = '' THEN 'x' ELSE SUBSTRING(%1$s FROM 2) || '7' END"
                .formatted(name);
    }

    private void delete(Table<?> table) throws Exception {
        tell(table, "", connection -> {
            var row = keyOfFirst(connection, table);
            run(connection, "DELETE FROM %s WHERE %s".formatted(quoted(table), where(table, row)));
            return String.join("/", row);
        });
    }

    /// One more row, like another one but for its key.
    private void insert(Table<?> table) throws Exception {
        tell(table, "", connection -> {
            var row = keyOfFirst(connection, table);
            var last = key(table).getLast();
            var next = next(connection, table, last);
            var columns = java.util.Arrays.stream(table.fields())
                    .map(OutsideEditTest::quoted)
                    .collect(Collectors.joining(", "));
            var values = java.util.Arrays.stream(table.fields())
                    .map(column -> column.equals(last) ? next : quoted(column))
                    .collect(Collectors.joining(", "));
            run(
                    connection,
                    "INSERT INTO %1$s (%2$s) SELECT %3$s FROM %1$s WHERE %4$s"
                            .formatted(quoted(table), columns, values, where(table, row)));
            var made = new ArrayList<>(row);
            made.set(made.size() - 1, next.replace("'", ""));
            return String.join("/", made);
        });
    }

    private static String next(Connection connection, Table<?> table, Field<?> column) throws SQLException {
        if (column.getType() == UUID.class) {
            return "'00000000-0000-4000-8000-0000000000ff'";
        }
        if (!Number.class.isAssignableFrom(column.getType())) {
            return "'more'";
        }
        try (var statement = connection.createStatement();
                var found =
                        statement.executeQuery("SELECT MAX(%s) + 1 FROM %s".formatted(quoted(column), quoted(table)))) {
            found.next();
            return found.getString(1);
        }
    }

    private static List<String> keyOfFirst(Connection connection, Table<?> table) throws SQLException {
        var columns = key(table).stream().map(OutsideEditTest::quoted).collect(Collectors.joining(", "));
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "SELECT %1$s FROM %2$s ORDER BY %1$s FETCH FIRST ROW ONLY".formatted(columns, quoted(table)))) {
            if (!found.next()) {
                throw new IllegalStateException("no row in " + table);
            }
            var values = new ArrayList<String>();
            for (int place = 1; place <= key(table).size(); place++) {
                values.add(found.getString(place));
            }
            return values;
        }
    }

    private static String where(Table<?> table, List<String> row) {
        var conditions = new ArrayList<String>();
        for (int place = 0; place < row.size(); place++) {
            conditions.add("%s = '%s'".formatted(quoted(key(table).get(place)), row.get(place)));
        }
        return String.join(" AND ", conditions);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            if (statement.executeUpdate(sql) != 1) {
                throw new IllegalStateException("not one row: " + sql);
            }
        }
    }

    /// Does an edit on a fresh copy and looks for it in what the full check tells.
    ///
    /// @param column that was changed; empty when it was a whole row
    private void tell(Table<?> table, String column, Edit edit) throws Exception {
        cases++;
        Files.write(home.resolve("register.mv.db"), database);
        String row;
        try (var connection = DriverManager.getConnection("jdbc:h2:file:" + home.resolve("register"), "sa", "")) {
            row = edit.run(connection);
        }
        var point = "%s %s of row %s".formatted(table.getName(), column.isEmpty() ? "whole" : column, row);
        var name = table.getName().toLowerCase(Locale.ROOT);
        List<Difference> differences;
        try (var register = Register.open(home, OpenMode.DAMAGED, context)) {
            differences = register.verify(Progress.NONE).differences();
        } catch (Fault e) {
            // Rows without which nothing can be shown: the fault says which table, or what is in it.
            if (!e.sentences().contains(TOLD_AS.getOrDefault(name, name))) {
                unnamed.add(point + ": " + e.sentences());
            }
            return;
        }
        boolean isNamed = differences.stream()
                .anyMatch(found -> name.equals("trail_overflow")
                        // It holds the rest of an entry's change and is told as that.
                        ? (found.table().equals("trail_event") && row.startsWith(found.row() + "/"))
                                || found.table().equals(name)
                        : name.equals("own_record")
                                ? isOfRecord(found, row, column)
                                : (found.table().equals(name) && isOf(found, row, column))
                                        || isTheSeals(found, name, row));
        if (!isNamed) {
            unnamed.add(point + ": " + differences.stream().limit(4).toList());
        }
    }

    private static boolean isOf(Difference found, String row, String column) {
        return column.isEmpty()
                || (found.row().equals(row)
                        && (column.equals(CHECK)
                                // Rows and digest of a load are one sum.
                                || found.field().equals("digest")
                                || plain(found.field()).equals(plain(column))));
    }

    /// The analyst's records are told by kind, and by the field that differs.
    private static boolean isOfRecord(Difference found, String row, String column) {
        var key = row.split("/", -1);
        return found.table().equals("own_" + key[0].toLowerCase(Locale.ROOT))
                && found.row().equals(key[1])
                && (column.isEmpty()
                        || column.equals("CONTENT")
                        || plain(found.field()).equals(plain(column)));
    }

    /// Another text in some fields of some kinds, within what their records say.
    private void changeFields(Random random) throws Exception {
        var all = new ArrayList<String>();
        for (var kind : RecordKind.values()) {
            kind.fields().stream()
                    .filter(field -> field.type() != FieldType.REFERENCE)
                    .forEach(field -> all.add(kind + "/" + field.name()));
        }
        Collections.shuffle(all, random);
        for (var one : all.subList(0, FIELDS)) {
            var kind = RecordKind.valueOf(one.substring(0, one.indexOf('/')));
            var field = one.substring(one.indexOf('/') + 1);
            tell(OWN_RECORD, field, connection -> {
                var id = Example.id(java.util.Arrays.asList(RecordKind.values()).indexOf(kind));
                run(
                        connection,
                        "UPDATE own_record SET content = REGEXP_REPLACE(content, '\"%s\":\"[^\"]*\"', '\"%s\":\"7\"')"
                                        .formatted(field, field)
                                + " WHERE kind = '%s' AND id = '%s'".formatted(kind, id));
                return "%s/%s/0".formatted(kind, id);
            });
        }
    }

    /// Which program wrote last is told by nothing but the digest of the whole table.
    private static boolean isTheSeals(Difference found, String name, String row) {
        return name.equals("register_meta")
                && !Set.of("register", "name", "zone", "created", "revision").contains(row)
                && found.table().equals("seal")
                && found.message().contains("its table " + name);
    }

    private static String plain(String column) {
        return column.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
