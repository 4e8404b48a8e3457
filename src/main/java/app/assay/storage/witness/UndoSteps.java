package app.assay.storage.witness;

import static app.assay.storage.generated.Tables.UNDO_STEP;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.sum;

import app.assay.domain.trail.UndoPath;
import app.assay.domain.trail.UndoState;
import app.assay.storage.folder.Faults;
import app.assay.storage.generated.tables.records.UndoStepRecord;
import app.assay.storage.rows.RowForm;
import app.assay.storage.rows.TableSums;
import app.assay.work.Sentence;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// The line of commands that undo walks back and redo walks forth. Kept in the register, so that it outlasts the
/// program.
public final class UndoSteps {

    public enum Sort {
        EDIT,
        /// An edit that holds a frozen position: it can only be succeeded.
        FREEZE,
        PUBLISH,
        WITHDRAW
    }

    /// @param loadNo number of the load, 0 for an edit
    public record Step(
            long position,
            UUID command,
            long revision,
            String action,
            String subject,
            Sort sort,
            int loadNo,
            long firstEvent,
            long lastEvent,
            int records) {

        Step at(long otherPosition) {
            return new Step(
                    otherPosition, command, revision, action, subject, sort, loadNo, firstEvent, lastEvent, records);
        }

        /// @throws app.assay.work.Fault if another step is meant
        public void expect(OptionalLong expected) {
            if (expected.isPresent() && expected.getAsLong() != position) {
                throw Faults.refused(
                        Sentence.of("register.another-change-came-in-between", subject),
                        Sentence.of("register.look-at-history-again"));
            }
        }

        UndoState.Step told() {
            return new UndoState.Step(
                    revision,
                    action,
                    subject,
                    records,
                    sort == Sort.FREEZE
                            ? List.of("A frozen position stays; make a new one to succeed it.")
                            : List.of());
        }
    }

    private UndoSteps() {}

    /// Puts a new command at the end of the line; what was undone before it can no longer be done again.
    public static void push(DSLContext dsl, Step step, RowForm form, TableSums.Changes changes) {
        long last = last(dsl).map(Step::position).orElse(0L);
        // What was undone stands behind what was not.
        var lost = dsl.selectFrom(UNDO_STEP).where(UNDO_STEP.POSITION.gt(last)).fetch();
        if (!lost.isEmpty()) {
            lost.forEach(row -> changes.remove(form, form.values(row)));
            dsl.deleteFrom(UNDO_STEP).where(UNDO_STEP.POSITION.gt(last)).execute();
        }
        var row = record(step.at(last + 1), false);
        changes.add(form, form.values(row));
        dsl.insertInto(UNDO_STEP).set(row).execute();
    }

    public static UndoStepRecord record(Step step, boolean undone) {
        var row = new UndoStepRecord();
        row.setPosition(step.position());
        row.setCommand(step.command());
        row.setRevision(step.revision());
        row.setAction(step.action());
        row.setSubject(step.subject());
        row.setStep(step.sort().name());
        row.setLoadNo(step.loadNo());
        row.setFirstEvent(step.firstEvent());
        row.setLastEvent(step.lastEvent());
        row.setRecords(step.records());
        row.setUndone(undone);
        return row;
    }

    /// The step that undo takes back.
    public static Optional<Step> last(DSLContext dsl) {
        return Optional.ofNullable(dsl.selectFrom(UNDO_STEP)
                        .where(UNDO_STEP.UNDONE.isFalse())
                        .orderBy(UNDO_STEP.POSITION.desc())
                        .limit(1)
                        .fetchOne())
                .map(UndoSteps::read);
    }

    /// The step that redo does again.
    public static Optional<Step> next(DSLContext dsl) {
        return Optional.ofNullable(dsl.selectFrom(UNDO_STEP)
                        .where(UNDO_STEP.UNDONE)
                        .orderBy(UNDO_STEP.POSITION)
                        .limit(1)
                        .fetchOne())
                .map(UndoSteps::read);
    }

    public static void mark(DSLContext dsl, Step step, boolean undone, RowForm form, TableSums.Changes changes) {
        changes.remove(form, form.values(record(step, !undone)));
        changes.add(form, form.values(record(step, undone)));
        dsl.update(UNDO_STEP)
                .set(UNDO_STEP.UNDONE, undone)
                .where(UNDO_STEP.POSITION.eq(step.position()))
                .execute();
    }

    public static UndoState state(DSLContext dsl) {
        return new UndoState(last(dsl).map(Step::told), next(dsl).map(Step::told));
    }

    /// The way from now to the state right after a step.
    public static UndoPath path(DSLContext dsl, long position) {
        var target = dsl.selectFrom(UNDO_STEP)
                .where(UNDO_STEP.POSITION.eq(position))
                .fetchOptional()
                .map(UndoSteps::read)
                .orElseThrow(() -> Faults.refused(
                        Sentence.of("register.history-has-no-such-step"),
                        Sentence.of("register.look-at-history-again")));
        boolean back = !isUndone(dsl, target.position());
        var way = way(position, back);
        var sums = dsl.select(count(), coalesce(sum(UNDO_STEP.RECORDS), inline(0)))
                .from(UNDO_STEP)
                .where(way)
                .fetchSingle();
        int steps = sums.value1();
        var wall = back
                ? dsl.selectFrom(UNDO_STEP)
                        .where(way.and(UNDO_STEP.STEP.eq(Sort.FREEZE.name())))
                        .orderBy(UNDO_STEP.POSITION.desc())
                        .limit(1)
                        .fetchOptional()
                        .map(UndoSteps::read)
                : Optional.<Step>empty();
        int free = wall.map(step -> dsl.fetchCount(UNDO_STEP, way.and(UNDO_STEP.POSITION.gt(step.position()))))
                .orElse(steps);
        return new UndoPath(back, steps, sums.value2().longValue(), free, wall.map(Step::subject));
    }

    /// The positions on that way, in the order in which they are walked.
    public static List<Long> steps(DSLContext dsl, long position) {
        boolean back = !isUndone(dsl, position);
        return dsl.select(UNDO_STEP.POSITION)
                .from(UNDO_STEP)
                .where(way(position, back))
                .orderBy(back ? UNDO_STEP.POSITION.desc() : UNDO_STEP.POSITION.asc())
                .fetch(UNDO_STEP.POSITION);
    }

    private static boolean isUndone(DSLContext dsl, long position) {
        return dsl.fetchExists(UNDO_STEP, UNDO_STEP.POSITION.eq(position).and(UNDO_STEP.UNDONE));
    }

    private static Condition way(long position, boolean back) {
        return back
                ? UNDO_STEP.POSITION.gt(position).and(UNDO_STEP.UNDONE.isFalse())
                : UNDO_STEP.POSITION.le(position).and(UNDO_STEP.UNDONE);
    }

    public static Step read(UndoStepRecord row) {
        @Nullable Integer load = row.getLoadNo();
        return new Step(
                row.getPosition(),
                row.getCommand(),
                row.getRevision(),
                row.getAction(),
                row.getSubject(),
                Sort.valueOf(row.getStep()),
                load == null ? 0 : load,
                row.getFirstEvent(),
                row.getLastEvent(),
                row.getRecords());
    }
}
