package app.assay.ui.grid;

import app.assay.domain.table.TableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// A line of the table that wears style classes by what its row holds, once that is loaded.
final class StyledLine extends javafx.scene.control.TableRow<GridRow> {

    private final Function<TableRow, List<String>> styles;
    private final List<String> worn = new ArrayList<>();
    private Subscription watched = Subscription.EMPTY;

    StyledLine(Function<TableRow, List<String>> styles) {
        this.styles = styles;
    }

    @Override
    protected void updateItem(@Nullable GridRow line, boolean empty) {
        super.updateItem(line, empty);
        watched.unsubscribe();
        watched = Subscription.EMPTY;
        if (line == null || empty) {
            wear(null);
        } else {
            watched = line.rowProperty().subscribe(this::wear);
        }
    }

    private void wear(@Nullable TableRow row) {
        getStyleClass().removeAll(worn);
        worn.clear();
        if (row != null) {
            worn.addAll(styles.apply(row));
            getStyleClass().addAll(worn);
        }
    }
}
