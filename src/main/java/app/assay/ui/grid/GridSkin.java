package app.assay.ui.grid;

import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.TableViewSkin;
import javafx.scene.control.skin.VirtualFlow;
import org.jspecify.annotations.Nullable;

/// Gives access to the rows on screen, and waits with columns until they are laid out.
final class GridSkin extends TableViewSkin<GridRow> {

    private @Nullable TableColumn<GridRow, ?> wanted;

    GridSkin(TableView<GridRow> table) {
        super(table);
    }

    /// The library asks again at every turn of the drawing thread until the column has a width, which a table that
    /// nobody sees never gets: one hidden page would keep a processor busy for ever.
    @Override
    protected void scrollHorizontally(@Nullable TableColumn<GridRow, ?> column) {
        wanted = null;
        if (column == null || !column.isVisible()) {
            return;
        }
        if (isLaidOut(column)) {
            super.scrollHorizontally(column);
        } else {
            wanted = column;
        }
    }

    private boolean isLaidOut(TableColumn<GridRow, ?> column) {
        return getTableHeaderRow().getRootHeader().getColumnHeaders().stream()
                .anyMatch(header -> column.equals(header.getTableColumn()) && header.getWidth() > 0);
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        super.layoutChildren(x, y, width, height);
        var column = wanted;
        if (column != null && width > 0) {
            getTableHeaderRow().layout();
            getVirtualFlow().layout();
            scrollHorizontally(column);
        }
    }

    VirtualFlow<?> rows() {
        return getVirtualFlow();
    }
}
