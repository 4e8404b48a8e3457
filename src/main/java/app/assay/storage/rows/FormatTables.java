package app.assay.storage.rows;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import app.assay.storage.engine.BinaryBinding;
import app.assay.storage.engine.KnownSchemas;
import app.assay.storage.folder.RegisterFolder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/// The tables that a minor format has, as the program that released it wrote them: taken from the lists of statements
/// that are kept of every format ([KnownSchemas]), never from what this program writes now. So a backup is read by its
/// own format, and each step of the ladder finds the tables that it was written for.
public final class FormatTables {

    /// What the analyst's tables are called in seals, backups and the trail: `own_` and the kind.
    public static final String OWN = "own_";

    private static final int FIRST_WITH_ONE_OWN_TABLE = 2;
    private static final Pattern TABLE =
            Pattern.compile("0 CREATE CACHED TABLE \"PUBLIC\"\\.\"([A-Z0-9_]+)\"\\(\\n(.*)\\n\\)", Pattern.DOTALL);
    private static final Pattern COLUMN = Pattern.compile("    \"([A-Z0-9_]+)\" ([A-Z ]+).*");

    private final int minor;
    private final SortedMap<String, List<Field<?>>> tables;

    private FormatTables(int minor, SortedMap<String, List<Field<?>>> tables) {
        this.minor = minor;
        this.tables = tables;
    }

    /// @throws IllegalArgumentException if this program knows no such format
    public static FormatTables of(int minor) {
        var known = KnownSchemas.all();
        if (minor < 0 || KnownSchemas.version(minor) > known.size()) {
            throw new IllegalArgumentException(
                    "There is no format %s.%s".formatted(RegisterFolder.FORMAT_MAJOR, minor));
        }
        var tables = new TreeMap<String, List<Field<?>>>();
        for (var statement : known.get(KnownSchemas.version(minor) - 1)) {
            var made = TABLE.matcher(statement);
            if (made.matches()) {
                tables.put(made.group(1).toLowerCase(Locale.ROOT), columns(made.group(2)));
            }
        }
        return new FormatTables(minor, Collections.unmodifiableSortedMap(tables));
    }

    public static FormatTables current() {
        return of(RegisterFolder.FORMAT_MINOR);
    }

    private static List<Field<?>> columns(String lines) {
        var fields = new ArrayList<Field<?>>();
        for (var line : lines.split("\n", -1)) {
            var column = COLUMN.matcher(line);
            if (!column.matches()) {
                throw new IllegalStateException("no column of a table: " + line);
            }
            fields.add(field(name(column.group(1)), type(column.group(2).strip())));
        }
        return List.copyOf(fields);
    }

    private static DataType<?> type(String name) {
        if (name.startsWith("BINARY")) {
            return SQLDataType.VARBINARY.asConvertedDataType(new BinaryBinding());
        }
        if (name.startsWith("CHARACTER VARYING")) {
            return SQLDataType.VARCHAR;
        }
        return switch (name.replace(" NOT NULL", "")) {
            case "BIGINT" -> SQLDataType.BIGINT;
            case "BOOLEAN" -> SQLDataType.BOOLEAN;
            case "INTEGER" -> SQLDataType.INTEGER;
            case "TINYINT" -> SQLDataType.TINYINT;
            case "UUID" -> SQLDataType.UUID;
            default -> throw new IllegalStateException("no type of a column: " + name);
        };
    }

    /// The tables by name in lower case, each with its columns.
    public SortedMap<String, List<Field<?>>> all() {
        return tables;
    }

    /// Whether all kinds of the analyst's records stand in one table.
    public boolean hasOneOwnTable() {
        return minor >= FIRST_WITH_ONE_OWN_TABLE;
    }

    /// @param name of the table in lower case, or of a kind of the analyst's records as seals name it
    /// @throws IllegalArgumentException if the format has no such table
    public RowForm form(String name) {
        if (hasOneOwnTable() && name.startsWith(OWN)) {
            return OwnForms.named(name);
        }
        var columns = tables.get(name);
        if (columns == null) {
            throw new IllegalArgumentException(
                    "format %s.%s has no table %s".formatted(RegisterFolder.FORMAT_MAJOR, minor, name));
        }
        return RowForm.of(table(name(name.toUpperCase(Locale.ROOT))), name, columns);
    }

    /// The forms of the tables whose rows belong to one load each, by name.
    public List<RowForm> loadForms() {
        return LoadDigests.TABLES.stream()
                .map(table -> form(table.getName().toLowerCase(Locale.ROOT)))
                .toList();
    }
}
