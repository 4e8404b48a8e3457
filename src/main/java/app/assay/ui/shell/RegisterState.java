package app.assay.ui.shell;

import app.assay.domain.trail.UndoState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// What the window tells of the open register; a value for each revision.
///
/// @param lastBackup last verified backup
/// @param asAt the date of which the workspaces tell; empty for today
public record RegisterState(
        String name,
        long revision,
        boolean readOnly,
        Optional<Instant> lastBackup,
        Optional<LocalDate> asAt,
        UndoState undo) {

    public static final RegisterState NONE =
            new RegisterState("", 0, false, Optional.empty(), Optional.empty(), UndoState.NOTHING);
}
