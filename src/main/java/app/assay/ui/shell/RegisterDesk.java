package app.assay.ui.shell;

import app.assay.work.Progress;
import java.util.List;

/// What the window asks of the open register. Every method is called on a background thread and may wait for a disk.
public interface RegisterDesk {

    /// Takes back the last command. The new revision is told through [ShellViewModel#show(RegisterState)].
    ///
    /// @throws Exception if it cannot be taken back
    void undo(Progress progress) throws Exception;

    /// Does again what was taken back last.
    ///
    /// @throws Exception if it cannot be done again
    void redo(Progress progress) throws Exception;

    /// Records whose names have these words, the best first; names of records, never single installations.
    ///
    /// @param words not blank
    List<PaletteHit> find(String words, int most);
}
