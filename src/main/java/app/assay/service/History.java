package app.assay.service;

import app.assay.domain.table.TableSource;
import app.assay.domain.trail.UndoPath;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import java.util.Optional;
import java.util.function.LongConsumer;

/// The steps that undo and redo walk along, and walking several of them as one job. Each step is durable and in the
/// trail
/// by itself, so a walk can end between any two.
public final class History {

    private final OpenRegister open;

    public History(OpenRegister open) {
        this.open = open;
    }

    /// How a walk ended.
    public enum End {
        ARRIVED,
        /// By the analyst, between two steps.
        CANCELLED,
        /// A step could not be taken; [Walk#refusal()] says why.
        REFUSED
    }

    /// What a walk did.
    ///
    /// @param done steps that were taken, which stay taken however it ended
    /// @param of steps that were asked for
    /// @param revision the revision after it
    public record Walk(boolean back, int done, int of, long revision, End end, Optional<Fault> refusal) {}

    /// The steps, the latest first. The identity of a row is its position, for the other methods.
    public TableSource table() {
        return open.register().history();
    }

    /// The way from now to the state right after a step.
    ///
    /// @throws Fault CHANGE_REFUSED if there is no such step
    public UndoPath pathTo(long position) {
        return open.register().pathTo(position);
    }

    /// Undoes or redoes until the register is as it was right after a step.
    public Walk walkTo(long position, Progress progress) {
        var register = open.register();
        boolean back = register.pathTo(position).back();
        var steps = register.stepsTo(position);
        LongConsumer walk = back ? register::undo : register::redo;
        int done = 0;
        for (long step : steps) {
            progress.report(done, steps.size());
            if (progress.isCancelled()) {
                return new Walk(back, done, steps.size(), open.revision(), End.CANCELLED, Optional.empty());
            }
            try {
                walk.accept(step);
            } catch (Fault refused) {
                if (refused.code() != FaultCode.CHANGE_REFUSED) {
                    throw refused;
                }
                return new Walk(back, done, steps.size(), open.revision(), End.REFUSED, Optional.of(refused));
            }
            done++;
        }
        progress.report(done, steps.size());
        return new Walk(back, done, steps.size(), open.revision(), End.ARRIVED, Optional.empty());
    }

    /// Takes back one step, which must be the last that is not taken back.
    ///
    /// @throws Fault CHANGE_REFUSED with the reason
    public Walk undoStep(long position, Progress progress) {
        progress.report(0, 1);
        var result = open.register().undo(position);
        return new Walk(true, 1, 1, result.revision(), End.ARRIVED, Optional.empty());
    }

    /// Undoes some steps, or as many as there are.
    ///
    /// @throws Fault NOTHING_TO_UNDO if there is none
    public Walk undo(int steps, Progress progress) {
        return walk(steps, true, progress);
    }

    /// Redoes some steps, or as many as there are.
    ///
    /// @throws Fault NOTHING_TO_UNDO if there is none
    public Walk redo(int steps, Progress progress) {
        return walk(steps, false, progress);
    }

    private Walk walk(int steps, boolean back, Progress progress) {
        var register = open.register();
        int done = 0;
        while (done < steps) {
            progress.report(done, steps);
            if (progress.isCancelled()) {
                return new Walk(back, done, steps, open.revision(), End.CANCELLED, Optional.empty());
            }
            try {
                if (back) {
                    register.undo();
                } else {
                    register.redo();
                }
            } catch (Fault stopped) {
                if (stopped.code() == FaultCode.NOTHING_TO_UNDO && done > 0) {
                    break;
                }
                if (stopped.code() != FaultCode.CHANGE_REFUSED || done == 0) {
                    throw stopped;
                }
                return new Walk(back, done, steps, open.revision(), End.REFUSED, Optional.of(stopped));
            }
            done++;
        }
        return new Walk(back, done, steps, open.revision(), End.ARRIVED, Optional.empty());
    }
}
