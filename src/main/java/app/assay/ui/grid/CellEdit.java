package app.assay.ui.grid;

/// A cell and what the analyst wants it to hold.
///
/// @param rowId identity of the row; `new-1`, `new-2` and so on for rows that a paste adds at the end
/// @param column identity of the column
/// @param text canonical text where what was typed can be read as the column's type, else what was typed; empty for
///     unknown
public record CellEdit(String rowId, String column, String text) {

    static final String NEW_ROW = "new-";

    public boolean isNewRow() {
        return rowId.startsWith(NEW_ROW);
    }
}
