package app.assay.storage.rows;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Query;

/// Writes many rows by one statement. Binds the values itself: jOOQ makes half a dozen objects of each value that it
/// binds, which for rows of imports takes longer than to store them.
public final class BulkInsert {

    private BulkInsert() {}

    /// @param insert an insert with a value for each column
    /// @param rows the values of each row in the order of the columns: numbers, texts, truth values, UUIDs and
    /// bytes
    public static void run(DSLContext tx, Query insert, List<Object[]> rows) {
        tx.connection(connection -> {
            try (var statement = connection.prepareStatement(insert.getSQL())) {
                for (var row : rows) {
                    for (int column = 0; column < row.length; column++) {
                        if (row[column] instanceof byte[] bytes) {
                            statement.setBytes(column + 1, bytes);
                        } else {
                            statement.setObject(column + 1, row[column]);
                        }
                    }
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        });
    }
}
