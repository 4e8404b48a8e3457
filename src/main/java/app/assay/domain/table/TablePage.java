package app.assay.domain.table;

import java.util.List;

/// Some consecutive rows of a query's result.
///
/// @param revision revision of the register that the page was read from
/// @param from number of the first row in the result, from 0
/// @param matching rows that the filters leave
/// @param total rows of the whole table
public record TablePage(long revision, long from, long matching, long total, List<TableRow> rows) {
    public TablePage {
        rows = List.copyOf(rows);
    }
}
