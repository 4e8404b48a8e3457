package app.assay.ui.grid;

import java.util.AbstractList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableListBase;

/// The lines on screen: one list for the life of a grid, since a table control forgets its order when it is given
/// another list. Behind it are the rows of one query after another.
final class ShownRows extends ObservableListBase<GridRow> {

    private PagedRows rows;

    ShownRows(PagedRows first) {
        rows = first;
    }

    @Override
    public GridRow get(int index) {
        return rows.get(index);
    }

    @Override
    public int size() {
        return rows.size();
    }

    PagedRows rows() {
        return rows;
    }

    /// Tells listeners that all rows were replaced, without a list of those that went.
    void show(PagedRows next) {
        int before = rows.size();
        rows = next;
        if (before > 0 || next.size() > 0) {
            fireChange(new Replaced(this, before));
        }
    }

    private static final class Replaced extends ListChangeListener.Change<GridRow> {

        private final int before;
        private boolean begun;

        Replaced(ShownRows list, int before) {
            super(list);
            this.before = before;
        }

        @Override
        public boolean next() {
            boolean first = !begun;
            begun = true;
            return first;
        }

        @Override
        public void reset() {
            begun = false;
        }

        @Override
        public int getFrom() {
            return 0;
        }

        @Override
        public int getTo() {
            return getList().size();
        }

        @Override
        public List<GridRow> getRemoved() {
            return new AbstractList<>() {
                @Override
                public GridRow get(int index) {
                    return new GridRow(index);
                }

                @Override
                public int size() {
                    return before;
                }
            };
        }

        @Override
        protected int[] getPermutation() {
            return new int[0];
        }
    }
}
