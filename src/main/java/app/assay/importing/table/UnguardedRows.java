package app.assay.importing.table;

import app.assay.importing.guard.Texts;
import app.assay.importing.profile.DateOrder;
import app.assay.importing.value.DateText;
import app.assay.importing.value.Row;
import app.assay.importing.value.RowSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The rows of a table that this program wrote for spreadsheets: an apostrophe stands before every text that a
/// spreadsheet could take for a formula, and the last column names the columns where that is so. The apostrophes are
/// taken off again. The last column's header is the only sign of such a table; no other table is changed.
public final class UnguardedRows implements RowSource {

    /// Header of the last column of such a table, as the writer has it.
    static final String MARK = "_guarded";

    private final RowSource rows;
    private final UnguardedRow current;

    private UnguardedRows(RowSource rows, Row header) {
        this.rows = rows;
        this.current = new UnguardedRow(header);
    }

    /// The rows as they are, or without their guards when the first row bears the mark.
    ///
    /// @param open opens the rows from the first on
    public static RowSource of(Supplier<? extends RowSource> open) {
        try (RowSource look = open.get()) {
            Row first = look.next();
            if (first != null && isMarked(first)) {
                return new UnguardedRows(open.get(), first);
            }
        }
        return open.get();
    }

    private static boolean isMarked(Row first) {
        return first.number() == 1
                && first.size() > 1
                && first.text(first.size() - 1).equals(MARK);
    }

    @Override
    public @Nullable Row next() {
        Row row = rows.next();
        if (row == null) {
            return null;
        }
        current.show(row);
        return current;
    }

    @Override
    public long bytes() {
        return rows.bytes();
    }

    @Override
    public void close() {
        rows.close();
    }

    /// A row without its last column and its guards.
    private static final class UnguardedRow implements Row {
        private final int width;
        private final Map<String, Integer> columns = new HashMap<>();
        private final Set<Integer> guarded = new HashSet<>();
        private Row row;

        UnguardedRow(Row header) {
            this.row = header;
            this.width = header.size() - 1;
            for (int column = 0; column < width; column++) {
                columns.put(header.text(column), column);
            }
        }

        void show(Row next) {
            row = next;
            guarded.clear();
            String names = row.number() == 1 ? "" : row.text(width);
            if (!names.isEmpty()) {
                for (String name : names.split(" ", -1)) {
                    Integer column = columns.get(name);
                    if (column != null) {
                        guarded.add(column);
                    }
                }
            }
        }

        @Override
        public long number() {
            return row.number();
        }

        @Override
        public int size() {
            // What lies beyond the last column still makes the row a wrong one.
            return row.size() == width + 1 ? width : row.size();
        }

        @Override
        public String text(int column) {
            if (column == width) {
                return "";
            }
            String text = row.text(column);
            // Whoever changed the cell since may have taken the guard off.
            return guarded.contains(column) && text.startsWith("'") ? Texts.strip(text.substring(1)) : text;
        }

        @Override
        public String exact(int column) {
            return text(column);
        }

        @Override
        public boolean isTyped(int column) {
            return false;
        }

        @Override
        public int day(int column, @Nullable DateOrder order) {
            return guarded.contains(column) ? DateText.parse(text(column), order) : row.day(column, order);
        }

        @Override
        public boolean hasNull() {
            return row.hasNull();
        }

        @Override
        public boolean isBlank() {
            for (int column = 0; column < row.size(); column++) {
                if (!text(column).isEmpty()) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String raw() {
            return row.raw();
        }
    }
}
