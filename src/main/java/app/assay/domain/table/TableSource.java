package app.assay.domain.table;

import java.util.List;
import java.util.function.Consumer;

/// A table that can be paged, filtered, sorted, counted and exported. Safe to call from any thread; never from the one
/// that
/// draws, since it may wait for a disk.
public interface TableSource {

    /// Stable name, such as `installations`.
    String name();

    List<Column> columns();

    /// Revision of the register that an answer would be read from now; a change means that pages are out of date.
    long revision();

    /// At most `size` rows from the row numbered `from`.
    ///
    /// @throws IllegalArgumentException if the query names a column that the table does not have
    TablePage page(TableQuery query, long from, int size);

    /// Values of a column with their counts under the query, most rows first, then by value; the column's own
    /// filters are
    /// left out, so that other values can be chosen.
    List<FacetValue> facet(String column, TableQuery query, int most);

    /// Every row of the query in order, one by one, without holding them all.
    void forEach(TableQuery query, Consumer<TableRow> each);
}
