package app.assay.storage.engine.h2;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.h2.engine.Database;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.tx.VersionedValueType;
import org.h2.mvstore.type.DataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;
import org.h2.result.RowFactory;
import org.h2.result.SearchRow;
import org.h2.value.CompareMode;
import org.h2.value.VersionedValue;

/// The statements that a database file keeps and its engine executes when it opens the file, read without executing
/// any: every one that is kept, also one of a transaction that never ended.
///
/// @param statements the statements, in the order in which they were made
/// @param overwritten statements that would come back when a transaction is rolled back
/// @param createBuild the number of the engine's build that made the file
/// @param engine the engine's build that the register says it was written with
/// @param oddities what is neither statement nor row and in no register, such as classes named by the file
record StoredSchema(
        List<Statement> statements,
        List<Statement> overwritten,
        OptionalInt createBuild,
        Optional<String> engine,
        List<String> oddities) {

    /// A statement with the engine's number for its kind.
    record Statement(int kind, String text) {}

    private static final int MOST_STATEMENTS = 10_000;
    private static final int MOST_FACTS = 1_000;
    private static final int COLUMNS_OF_STATEMENTS = 4;
    private static final int COLUMNS_OF_FACTS = 2;
    private static final Pattern BUILD = Pattern.compile("SET CREATE_BUILD (\\d{1,6})");
    private static final String FACTS = "CREATE CACHED TABLE \"PUBLIC\".\"REGISTER_META\"(\n";

    /// @throws IOException if the file cannot be read
    /// @throws RuntimeException if the file is damaged: of the engine, or of whatever the damage leads to
    static StoredSchema read(Path file) throws IOException {
        var unlocked = new UnlockedFile(file);
        // Closes the file also when it cannot open it.
        try (var store = new MVStore.Builder()
                .adoptFileStore(unlocked)
                .readOnly()
                .autoCommitDisabled()
                .open()) {
            return read(store);
        } catch (RuntimeException | Error e) {
            unlocked.close();
            throw e;
        }
    }

    @SuppressWarnings("ReferenceEquality") // the very same row, not an equal one
    private static StoredSchema read(MVStore store) {
        var oddities = new ArrayList<String>();
        types(store).ifPresent(oddities::add);
        // Kept by two-phase commits alone, which a register never has, and read as serialised objects.
        if (store.hasData("openTransactions")) {
            oddities.add("prepared transactions");
        }
        var statements = new ArrayList<Statement>();
        var overwritten = new ArrayList<Statement>();
        var build = OptionalInt.empty();
        var engine = Optional.<String>empty();
        for (var cursor = rows(store, "table.0", COLUMNS_OF_STATEMENTS).cursor(null); cursor.hasNext(); ) {
            long id = cursor.next();
            var value = cursor.getValue();
            var now = value.getCurrentValue();
            var before = value.getCommittedValue();
            var statement = statement(now == null ? before : now);
            if (now != null && before != null && before != now) {
                overwritten.add(statement(before));
            }
            var found = BUILD.matcher(statement.text());
            if (found.matches() && build.isEmpty()) {
                build = OptionalInt.of(Integer.parseInt(found.group(1)));
                continue;
            }
            if (statement.text().startsWith(FACTS)) {
                engine = fact(store, "table." + id, "engine");
            }
            statements.add(statement);
            if (statements.size() > MOST_STATEMENTS) {
                oddities.add("more than %s objects".formatted(MOST_STATEMENTS));
                break;
            }
        }
        return new StoredSchema(
                List.copyOf(statements), List.copyOf(overwritten), build, engine, List.copyOf(oddities));
    }

    /// The first class that the file names and no register names.
    private static Optional<String> types(MVStore store) {
        if (!store.hasMap("_")) {
            return Optional.empty();
        }
        var names = new StoredTypes();
        try {
            // Opening reads the first page already.
            MVMap<String, String> map = store.openMap(
                    "_",
                    new MVMap.Builder<String, String>()
                            .keyType(StringDataType.INSTANCE)
                            .valueType(names));
            for (var cursor = map.cursor(null); cursor.hasNext(); ) {
                cursor.next();
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            if (names.unknown().isPresent()) {
                return names.unknown().map("class "::concat);
            }
            throw e;
        }
    }

    private static Statement statement(SearchRow row) {
        return new Statement(
                row.getValue(2).getInt(), String.valueOf(row.getValue(3).getString()));
    }

    private static Optional<String> fact(MVStore store, String table, String name) {
        int read = 0;
        for (var cursor = rows(store, table, COLUMNS_OF_FACTS).cursor(null); cursor.hasNext() && read < MOST_FACTS; ) {
            cursor.next();
            read++;
            var row = cursor.getValue().getCurrentValue();
            if (row != null && name.equals(row.getValue(0).getString())) {
                return Optional.ofNullable(row.getValue(1).getString());
            }
        }
        return Optional.empty();
    }

    private static MVMap<Long, VersionedValue<SearchRow>> rows(MVStore store, String map, int columns) {
        return store.openMap(
                map,
                new MVMap.Builder<Long, VersionedValue<SearchRow>>()
                        .keyType(LongDataType.INSTANCE)
                        .valueType(new VersionedValueType<SearchRow, Database>(rowType(columns))));
    }

    /// How the engine stores the rows of a table with so many columns.
    private static DataType<SearchRow> rowType(int columns) {
        return RowFactory.getDefaultRowFactory()
                .createRowFactory(
                        null, CompareMode.getInstance(null, 0), null, new int[columns], null, null, columns, false)
                .getRowDataType();
    }
}
