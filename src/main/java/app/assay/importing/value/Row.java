package app.assay.importing.value;

import app.assay.importing.profile.DateOrder;

/// One row of a table while it is read; the next row takes its place.
public interface Row {

    /// Row in the file, the first being 1.
    long number();

    /// How many cells it has.
    int size();

    /// The text of a cell without blanks around it; the empty text beyond the end.
    String text(int column);

    /// Whether the cell comes from a workbook as a number, a date or a truth value, so that its text is canonical.
    boolean isTyped(int column);

    /// The number that the cell of a workbook stores where [#text] is what its format shows of it: 12.345 where
    /// 12.35
    /// is seen. The text of any other cell.
    String exact(int column);

    /// The formula of a cell whose value nobody has calculated yet, so that the cell is empty; the empty text for
    /// any
    /// other cell.
    default String openFormula(int column) {
        return "";
    }

    /// Whether any cell has an [#openFormula].
    default boolean hasOpenFormula() {
        return false;
    }

    /// The day in a cell, as [DateText#parse] has it.
    int day(int column, @org.jspecify.annotations.Nullable DateOrder order);

    /// Whether a NUL character is in it.
    boolean hasNull();

    /// Whether all cells are empty.
    boolean isBlank();

    /// The row as it stands in the file, or as near as can be, cut to [Texts#RAW].
    String raw();
}
