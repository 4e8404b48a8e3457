package app.assay.ui.trail;

import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.trail.UndoPath;
import app.assay.service.History.End;
import app.assay.service.History.Walk;
import app.assay.service.table.ListTable;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Plain;
import app.assay.work.Sentence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A history of some months with a frozen position in it, that can be walked along.
final class SampleHistory {

    static final int FROZEN = 30;

    private record Step(long position, String action, String subject, long records, String actor, String at) {}

    private static final String[][] DONE = {
        {"import.publish", "inventory-2026-%02d.csv", "1"},
        {"entitlement.edit", "ENT-%04d", "1"},
        {"device.edit", "Status to Retired for 412 devices", "412"},
        {"entitlement.paste", "ENT-1200, ENT-1201 and 998 more", "1000"},
        {"rule.create", "Acrobat Reader", "1"},
        {"proof.attach", "invoice-%s.pdf", "1"},
        {"agreement.add", "EA-77%s", "1"},
    };

    private final List<Step> steps = new ArrayList<>();
    private int undone;
    private long revision = 100;

    SampleHistory() {
        reset(0);
    }

    /// @param takenBack steps that are taken back
    void reset(int takenBack) {
        steps.clear();
        for (int number = 1; number <= 45; number++) {
            var done = DONE[number % DONE.length];
            boolean freezes = number == FROZEN;
            steps.add(new Step(
                    number,
                    freezes ? "position.freeze" : done[0],
                    freezes ? "Position June 2026" : done[1].formatted(number),
                    Long.parseLong(done[2]),
                    number % 3 == 0 ? "Jon" : "Mara",
                    Plain.text("2026-0%s-%02dT0%s:15:00Z", 1 + number / 8, 1 + number % 27, number % 10)));
        }
        undone = takenBack;
    }

    void clear() {
        steps.clear();
        undone = 0;
    }

    long now() {
        return (long) steps.size() - undone;
    }

    HistoryWork work() {
        return new HistoryWork(table(), this::pathTo, (position, _) -> walkTo(position), (position, _) -> {
            undone++;
            revision++;
            return new Walk(true, 1, 1, revision, End.ARRIVED, Optional.empty());
        });
    }

    private ListTable<Step> table() {
        return new ListTable<>(
                "history",
                () -> new ListTable.Content<>(revision * 1000 + undone, steps.reversed()),
                step -> Long.toString(step.position()),
                List.of(
                        new ListTable.Cell<>(Column.of("state", ColumnType.CODE).faceted(), this::state),
                        new ListTable.Cell<>(
                                Column.of("action", ColumnType.CODE).faceted(), Step::action),
                        new ListTable.Cell<>(Column.of("subject", ColumnType.TEXT), Step::subject),
                        new ListTable.Cell<>(Column.of("records", ColumnType.INTEGER), Step::records),
                        new ListTable.Cell<>(Column.of("actor", ColumnType.TEXT).faceted(), Step::actor),
                        new ListTable.Cell<>(Column.of("at", ColumnType.INSTANT), step -> Instant.parse(step.at())),
                        new ListTable.Cell<>(Column.of("revision", ColumnType.INTEGER), Step::position),
                        new ListTable.Cell<>(
                                Column.of("position", ColumnType.INTEGER).hidden(), Step::position)));
    }

    private String state(Step step) {
        if (step.position() > now()) {
            return "UNDONE";
        }
        boolean isNow = step.position() == now();
        return step.position() == FROZEN
                ? isNow ? "FIXED_NOW" : "FIXED"
                : isNow ? "NOW" : step.position() < FROZEN ? "BEHIND" : "DONE";
    }

    private UndoPath pathTo(long position) {
        boolean back = position <= now();
        long records = steps.stream()
                .filter(step -> back
                        ? step.position() > position && step.position() <= now()
                        : step.position() <= position && step.position() > now())
                .mapToLong(Step::records)
                .sum();
        return new UndoPath(
                back,
                (int) Math.abs(now() - position),
                records,
                (int) (back && position < FROZEN ? now() - FROZEN : Math.abs(now() - position)),
                back && position < FROZEN ? Optional.of("Position June 2026") : Optional.empty());
    }

    private Walk walkTo(long position) {
        boolean back = position <= now();
        int asked = (int) Math.abs(now() - position);
        long end = back ? Math.max(position, FROZEN) : position;
        int done = (int) Math.abs(now() - end);
        undone = steps.size() - (int) end;
        revision += done;
        return end == position
                ? new Walk(back, done, asked, revision, End.ARRIVED, Optional.empty())
                : new Walk(
                        back,
                        done,
                        asked,
                        revision,
                        End.REFUSED,
                        Optional.of(new Fault(
                                FaultCode.CHANGE_REFUSED,
                                Sentence.verbatim(
                                        "\"Position June 2026\" cannot be taken back: a frozen position stays."),
                                Sentence.verbatim("Nothing was changed."),
                                Sentence.verbatim("Make a new position to succeed it."))));
    }
}
