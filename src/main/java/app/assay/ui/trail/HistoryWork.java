package app.assay.ui.trail;

import app.assay.domain.table.TableSource;
import app.assay.domain.trail.UndoPath;
import app.assay.service.History;
import app.assay.service.History.Walk;
import app.assay.work.Progress;
import java.util.function.BiFunction;
import java.util.function.LongFunction;

/// What the page of the history asks of the open register; all but the table's columns on a background thread.
///
/// @param table the steps, the latest first
/// @param pathTo the way from now to the state right after a step
/// @param walkTo goes that way
/// @param undo takes one step back, which must be the last
record HistoryWork(
        TableSource table,
        LongFunction<UndoPath> pathTo,
        BiFunction<Long, Progress, Walk> walkTo,
        BiFunction<Long, Progress, Walk> undo) {

    static HistoryWork of(History history) {
        return new HistoryWork(history.table(), history::pathTo, history::walkTo, history::undoStep);
    }
}
