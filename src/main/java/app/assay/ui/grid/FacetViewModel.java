package app.assay.ui.grid;

import app.assay.domain.table.Column;
import app.assay.domain.table.FacetValue;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The values of one column and how many rows have each.
public final class FacetViewModel {

    static final int FEW = 12;
    static final int MANY = 500;

    private final Column column;
    private final BooleanProperty open = new SimpleBooleanProperty(false);
    private final BooleanProperty showingMany = new SimpleBooleanProperty(false);
    private final ReadOnlyBooleanWrapper counting = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyBooleanWrapper hasMore = new ReadOnlyBooleanWrapper(false);
    private final ObservableList<FacetValue> values = FXCollections.observableArrayList();

    FacetViewModel(Column column) {
        this.column = column;
    }

    public Column column() {
        return column;
    }

    public BooleanProperty openProperty() {
        return open;
    }

    public BooleanProperty showingManyProperty() {
        return showingMany;
    }

    /// Whether the counts on screen are those of an earlier filter.
    public ReadOnlyBooleanProperty countingProperty() {
        return counting.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty hasMoreProperty() {
        return hasMore.getReadOnlyProperty();
    }

    public ObservableList<FacetValue> values() {
        return values;
    }

    int most() {
        return showingMany.get() ? MANY : FEW;
    }

    void count() {
        counting.set(true);
    }

    void show(java.util.List<FacetValue> found) {
        hasMore.set(found.size() > most());
        values.setAll(found.subList(0, Math.min(found.size(), most())));
        counting.set(false);
    }
}
