package app.assay.ui.grid;

import java.util.ArrayList;
import java.util.List;

/// Which cells are selected, by number of row and column, without a list of them: selecting ten million rows takes as
/// long as selecting one. One cell has the focus; it is the end that keys move.
final class GridSelection {

    /// A rectangle of cells, its ends included.
    record Block(int fromRow, int toRow, int fromColumn, int toColumn) {

        static Block between(Cell one, Cell other) {
            return new Block(
                    Math.min(one.row, other.row),
                    Math.max(one.row, other.row),
                    Math.min(one.column, other.column),
                    Math.max(one.column, other.column));
        }

        boolean has(int row, int column) {
            return hasRow(row) && fromColumn <= column && column <= toColumn;
        }

        boolean hasRow(int row) {
            return fromRow <= row && row <= toRow;
        }

        long rows() {
            return (long) toRow - fromRow + 1;
        }
    }

    record Cell(int row, int column) {}

    private final Runnable changed;
    private int rows;
    private int columns;
    private Cell focus = new Cell(0, 0);
    private Cell anchor = new Cell(0, 0);
    private Extent extent = Extent.CELLS;
    private final List<Block> others = new ArrayList<>();

    private enum Extent {
        CELLS,
        ROWS,
        COLUMNS,
        ALL
    }

    GridSelection(Runnable changed) {
        this.changed = changed;
    }

    /// Tells how large the grid is; what lies outside is no longer selected.
    void resize(int rowCount, int columnCount) {
        rows = rowCount;
        columns = columnCount;
        focus = inside(focus);
        anchor = inside(anchor);
        others.removeIf(block -> block.toRow >= rowCount || block.toColumn >= columnCount);
        changed.run();
    }

    boolean isEmpty() {
        return rows == 0 || columns == 0;
    }

    Cell focus() {
        return focus;
    }

    /// Whether every row of the result is selected.
    boolean isAll() {
        return !isEmpty() && (extent == Extent.ALL || extent == Extent.COLUMNS);
    }

    boolean isSelected(int row, int column) {
        return !isEmpty() && (block().has(row, column) || others.stream().anyMatch(block -> block.has(row, column)));
    }

    boolean isRowSelected(int row) {
        return !isEmpty() && (block().hasRow(row) || others.stream().anyMatch(block -> block.hasRow(row)));
    }

    /// The selected rectangles in order of their first row; they may overlap.
    List<Block> blocks() {
        if (isEmpty()) {
            return List.of();
        }
        var all = new ArrayList<>(others);
        all.add(block());
        all.sort(java.util.Comparator.comparingInt(Block::fromRow)
                .thenComparingInt(Block::toRow)
                .thenComparingInt(Block::fromColumn));
        return List.copyOf(all);
    }

    /// The selected rows as ranges that do not overlap, in order.
    List<Block> rowRanges() {
        var ranges = new ArrayList<Block>();
        for (var block : blocks()) {
            var last = ranges.isEmpty() ? null : ranges.getLast();
            if (last != null && block.fromRow <= last.toRow + 1) {
                ranges.set(
                        ranges.size() - 1,
                        new Block(last.fromRow, Math.max(last.toRow, block.toRow), 0, Math.max(0, columns - 1)));
            } else {
                ranges.add(new Block(block.fromRow, block.toRow, 0, Math.max(0, columns - 1)));
            }
        }
        return ranges;
    }

    long rowCount() {
        return rowRanges().stream().mapToLong(Block::rows).sum();
    }

    /// The columns of which a cell is selected, in order.
    List<Integer> columnNumbers() {
        return java.util.stream.IntStream.range(0, columns)
                .filter(column ->
                        blocks().stream().anyMatch(block -> block.fromColumn <= column && column <= block.toColumn))
                .boxed()
                .toList();
    }

    /// Moves the focus to a cell and selects it alone, or stretches the block to it.
    void moveTo(int row, int column, boolean stretch) {
        focus = inside(new Cell(row, column));
        if (stretch) {
            if (extent == Extent.ALL) {
                extent = Extent.CELLS;
            }
        } else {
            anchor = focus;
            extent = Extent.CELLS;
            others.clear();
        }
        changed.run();
    }

    void moveBy(int byRows, int byColumns, boolean stretch) {
        moveTo(clamp((long) focus.row + byRows), clamp((long) focus.column + byColumns), stretch);
    }

    /// Begins another block at a cell and keeps those there are.
    void addBlockAt(int row, int column) {
        if (extent == Extent.ALL) {
            moveTo(row, column, false);
            return;
        }
        others.add(block());
        focus = inside(new Cell(row, column));
        anchor = focus;
        extent = Extent.CELLS;
        changed.run();
    }

    void selectAll() {
        extent = Extent.ALL;
        others.clear();
        changed.run();
    }

    void selectRows() {
        extent = Extent.ROWS;
        changed.run();
    }

    void selectColumns() {
        extent = Extent.COLUMNS;
        changed.run();
    }

    /// Only the focused cell.
    void collapse() {
        moveTo(focus.row, focus.column, false);
    }

    private Block block() {
        var drawn = Block.between(anchor, focus);
        return switch (extent) {
            case CELLS -> drawn;
            case ROWS -> new Block(drawn.fromRow, drawn.toRow, 0, columns - 1);
            case COLUMNS -> new Block(0, rows - 1, drawn.fromColumn, drawn.toColumn);
            case ALL -> new Block(0, rows - 1, 0, columns - 1);
        };
    }

    private Cell inside(Cell cell) {
        return new Cell(
                Math.clamp(cell.row, 0, Math.max(0, rows - 1)), Math.clamp(cell.column, 0, Math.max(0, columns - 1)));
    }

    private static int clamp(long number) {
        return (int) Math.clamp(number, 0L, (long) Integer.MAX_VALUE);
    }
}
