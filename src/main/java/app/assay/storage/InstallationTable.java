package app.assay.storage;

import app.assay.domain.table.Column;
import app.assay.domain.table.FacetValue;
import app.assay.domain.table.TablePage;
import app.assay.domain.table.TableQuery;
import app.assay.domain.table.TableRow;
import app.assay.domain.table.TableSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The table of installations, answered from memory: one row per device and title.
///
/// The identity of a row is `<device UUID>/<title number>`.
public final class InstallationTable implements TableSource {

    /// @param extraColumns columns about titles that the program adds (product, edition, state …), all of text or
    /// codes
    /// @param view what is to be shown now; asked at each call
    public InstallationTable(List<Column> extraColumns, Supplier<InstallationView> view) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String name() {
        return "installations";
    }

    @Override
    public List<Column> columns() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long revision() {
        throw new UnsupportedOperationException();
    }

    @Override
    public TablePage page(TableQuery query, long from, int size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<FacetValue> facet(String column, TableQuery query, int most) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forEach(TableQuery query, Consumer<TableRow> each) {
        throw new UnsupportedOperationException();
    }
}
