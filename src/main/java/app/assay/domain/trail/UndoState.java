package app.assay.domain.trail;

import java.util.List;
import java.util.Optional;

/// What undo and redo would do now, in plain words.
///
/// @param undo the command that undo would take back
/// @param redo the command that redo would do again
public record UndoState(Optional<Step> undo, Optional<Step> redo) {

    public static final UndoState NOTHING = new UndoState(Optional.empty(), Optional.empty());

    /// @param dependants why it cannot be undone now: what rests on it, in plain words; empty when it can
    public record Step(long revision, String action, String subject, int records, List<String> dependants) {
        public Step {
            dependants = List.copyOf(dependants);
        }
    }
}
