package app.assay.ui.shell;

import app.assay.domain.table.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Where the window is and where it has been. For the drawing thread; knows no control.
public final class Navigator {

    private static final int MOST_STEPS = 100;

    private final List<Drill> places = new ArrayList<>();
    private int here;
    private final ReadOnlyObjectWrapper<Drill> current;
    private final ReadOnlyBooleanWrapper canGoBack = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyBooleanWrapper canGoForward = new ReadOnlyBooleanWrapper(false);
    private UnaryOperator<Drill> asLeft = UnaryOperator.identity();

    public Navigator(Drill first) {
        places.add(first);
        current = new ReadOnlyObjectWrapper<>(first);
    }

    /// Opens a workspace with these filters and nothing else.
    public void open(String workspace, Filter... filters) {
        open(Drill.to(workspace, filters));
    }

    public void open(Drill place) {
        keepHere();
        if (places.get(here).equals(place)) {
            announce();
            return;
        }
        places.subList(here + 1, places.size()).clear();
        places.add(place);
        if (places.size() > MOST_STEPS) {
            places.removeFirst();
        }
        here = places.size() - 1;
        announce();
    }

    public void back() {
        step(-1);
    }

    public void forward() {
        step(1);
    }

    public ReadOnlyObjectProperty<Drill> currentProperty() {
        return current.getReadOnlyProperty();
    }

    public Drill current() {
        return current.get();
    }

    public ReadOnlyBooleanProperty canGoBackProperty() {
        return canGoBack.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canGoForwardProperty() {
        return canGoForward.getReadOnlyProperty();
    }

    /// The places up to here, the oldest first.
    public List<Drill> path() {
        return List.copyOf(places.subList(0, here + 1));
    }

    /// @param asLeft makes of a place as it was opened the same place as it is now, with the filters and the row
    /// that
    ///     the analyst chose since; asked before the place is left
    void keepPlaces(UnaryOperator<Drill> asLeft) {
        this.asLeft = asLeft;
    }

    private void step(int by) {
        int next = here + by;
        if (next < 0 || next >= places.size()) {
            return;
        }
        keepHere();
        here = next;
        announce();
    }

    private void keepHere() {
        places.set(here, asLeft.apply(places.get(here)));
    }

    private void announce() {
        canGoBack.set(here > 0);
        canGoForward.set(here < places.size() - 1);
        current.set(places.get(here));
    }
}
