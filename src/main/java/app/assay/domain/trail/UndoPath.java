package app.assay.domain.trail;

import java.util.Optional;

/// The way from now to one step of the history.
///
/// @param back whether it leads back, by undoing; else forth, by redoing
/// @param steps commands on the way; 0 when the register stands at the step already
/// @param records records that these commands changed, counted once per command
/// @param free commands on the way before the first frozen position, which stays; all of them when there is none
/// @param obstacle the subject of that frozen position
public record UndoPath(boolean back, int steps, long records, int free, Optional<String> obstacle) {}
