package app.assay.ui.grid;

import app.assay.domain.table.TableRow;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// A line of the grid: its number in the result, and its row once that is loaded.
public final class GridRow {

    private final int number;
    private final ReadOnlyObjectWrapper<@Nullable TableRow> row = new ReadOnlyObjectWrapper<>();

    GridRow(int number) {
        this.number = number;
    }

    /// Its number in the result, from 0.
    public int number() {
        return number;
    }

    /// The row; null while it is being loaded.
    public @Nullable TableRow row() {
        return row.get();
    }

    public ReadOnlyObjectProperty<@Nullable TableRow> rowProperty() {
        return row.getReadOnlyProperty();
    }

    void show(TableRow loaded) {
        row.set(loaded);
    }
}
