package app.assay.domain.trail;

import java.util.Optional;

/// The way from now to one step of the history.
///
/// @param back whether it leads back, by undoing; else forth, by redoing
/// @param steps commands on the way; 0 when the register stands at the step already
/// @param records records that these commands changed, counted once per command
/// @param obstacle the subject of the first frozen position on the way back, which stays
public record UndoPath(boolean back, int steps, long records, Optional<String> obstacle) {}
