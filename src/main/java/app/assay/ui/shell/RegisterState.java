package app.assay.ui.shell;

import app.assay.domain.trail.UndoState;
import java.time.LocalDate;
import java.util.Optional;

/// What the window tells of the open register; a value for each revision.
///
/// @param backup how well it is backed up
/// @param asAt the date of which the workspaces tell; empty for today
public record RegisterState(
        String name, long revision, boolean readOnly, BackupState backup, Optional<LocalDate> asAt, UndoState undo) {

    public static final RegisterState NONE =
            new RegisterState("", 0, false, BackupState.UNKNOWN, Optional.empty(), UndoState.NOTHING);
}
