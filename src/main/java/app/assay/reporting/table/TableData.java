package app.assay.reporting.table;

import app.assay.domain.table.Column;
import app.assay.domain.table.TableQuery;
import app.assay.domain.table.TableSource;
import app.assay.work.Plain;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table that is ready to be written.
///
/// @param name stable name
/// @param title what it holds, in a few words
public record TableData(String name, String title, List<Column> columns, Rows rows) {

    public TableData {
        columns = List.copyOf(columns);
    }

    /// All columns of a source, or those named, in the order in which they are named.
    ///
    /// @throws IllegalArgumentException if the source has no column of a name
    public static TableData of(TableSource source, TableQuery query, List<String> ids, String title) {
        var all = source.columns();
        if (ids.isEmpty()) {
            return new TableData(
                    source.name(), title, all, each -> source.forEach(query, row -> each.accept(row.cells())));
        }
        var columns = new ArrayList<Column>();
        int[] places = new int[ids.size()];
        for (int i = 0; i < places.length; i++) {
            String id = ids.get(i);
            places[i] = placeOf(all, id);
            if (places[i] < 0) {
                throw new IllegalArgumentException(Plain.text("table %s has no column %s", source.name(), id));
            }
            columns.add(all.get(places[i]));
        }
        return new TableData(
                source.name(),
                title,
                columns,
                each -> source.forEach(query, row -> {
                    var cells = new ArrayList<@Nullable Object>(places.length);
                    for (int place : places) {
                        cells.add(row.cells().get(place));
                    }
                    each.accept(cells);
                }));
    }

    private static int placeOf(List<Column> columns, String id) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }
}
