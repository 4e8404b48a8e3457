package app.assay.ui.parts;

import app.assay.domain.table.Column;
import app.assay.domain.table.FacetValue;
import app.assay.domain.table.TablePage;
import app.assay.domain.table.TableQuery;
import app.assay.domain.table.TableRow;
import app.assay.domain.table.TableSource;
import java.util.List;
import java.util.function.Consumer;

/// A table of fixed columns whose rows come from another source after each [#show(TableSource)]: what a grid shows that
/// stays on screen while its subject changes.
public final class SwitchingTable implements TableSource {

    private final String name;
    private final List<Column> columns;
    private volatile TableSource rows;

    /// @param first its name and columns are those of the table; later sources have the same columns
    public SwitchingTable(TableSource first) {
        name = first.name();
        columns = first.columns();
        rows = first;
    }

    /// A table like another one that has no rows until it is told where they come from.
    public static SwitchingTable empty(TableSource like) {
        var made = new SwitchingTable(like);
        made.rows = new NoRows(like.name(), like.columns());
        return made;
    }

    /// Takes the rows from another source. Whoever shows the table then reads it anew.
    public void show(TableSource next) {
        rows = next;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public long revision() {
        return rows.revision();
    }

    @Override
    public TablePage page(TableQuery query, long from, int size) {
        return rows.page(query, from, size);
    }

    @Override
    public List<FacetValue> facet(String column, TableQuery query, int most) {
        return rows.facet(column, query, most);
    }

    @Override
    public void forEach(TableQuery query, Consumer<TableRow> each) {
        rows.forEach(query, each);
    }

    /// A table without rows.
    private record NoRows(String name, List<Column> columns) implements TableSource {

        @Override
        public long revision() {
            return -1;
        }

        @Override
        public TablePage page(TableQuery query, long from, int size) {
            return new TablePage(-1, from, 0, 0, List.of());
        }

        @Override
        public List<FacetValue> facet(String column, TableQuery query, int most) {
            return List.of();
        }

        @Override
        public void forEach(TableQuery query, Consumer<TableRow> each) {}
    }
}
