package app.assay.ui.grid;

/// What is to be said about an edit of a cell.
///
/// @param refused whether the cell keeps its old value; what was typed stays on screen, marked, to be mended
/// @param message one sentence in the screen's language
public record CellFinding(String rowId, String column, boolean refused, String message) {}
