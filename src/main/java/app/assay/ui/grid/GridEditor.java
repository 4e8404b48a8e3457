package app.assay.ui.grid;

import app.assay.work.Progress;
import java.util.List;

/// Receives the edits of a grid.
@FunctionalInterface
public interface GridEditor {

    /// Makes the edits, as one step that undo takes back. Called on a background thread.
    ///
    /// @param edits in order of rows, then columns
    /// @return findings for single cells; edits without a refusal have been made
    /// @throws Exception if nothing could be changed
    List<CellFinding> apply(List<CellEdit> edits, Progress progress) throws Exception;

    /// Whether a paste beyond the last row may add rows.
    default boolean addsRows() {
        return false;
    }
}
