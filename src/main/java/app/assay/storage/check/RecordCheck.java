package app.assay.storage.check;

import static app.assay.storage.generated.Tables.REGISTER_META;
import static app.assay.storage.generated.Tables.UNDO_STEP;

import app.assay.domain.record.RecordKind;
import app.assay.files.JsonTexts;
import app.assay.storage.commit.FrozenRegister;
import app.assay.storage.engine.Database.Frozen;
import app.assay.storage.folder.RegisterFolder.Marker;
import app.assay.storage.rows.OwnForms;
import app.assay.storage.rows.OwnRecords;
import app.assay.storage.rows.OwnRecords.Own;
import app.assay.storage.rows.RowForm;
import app.assay.storage.witness.Replay;
import app.assay.storage.witness.UndoSteps;
import app.assay.work.Sentence;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// Holds the analyst's records, the steps of the history and the facts of the register against what the trail leaves.
final class RecordCheck {

    private final Frozen database;
    private final Marker marker;
    private final Differences differences;

    RecordCheck(FrozenRegister subject, Marker marker, Differences differences) {
        database = subject.frozen();
        this.marker = marker;
        this.differences = differences;
    }

    void run(Replay replay) {
        for (var kind : RecordKind.values()) {
            own(kind, replay);
        }
        steps(replay);
        facts(replay);
    }

    private void own(RecordKind kind, Replay replay) {
        var table = OwnForms.name(kind);
        var json = new JsonTexts();
        var contents = new HashMap<UUID, String>();
        var stored = new HashMap<UUID, Own>();
        for (var found : database.read(dsl -> OwnRecords.stored(dsl, kind))) {
            contents.put(found.id(), found.content());
            stored.put(found.id(), found.own(json));
        }
        var replayed = replay.records(kind);
        var ids = new HashSet<>(stored.keySet());
        ids.addAll(replayed.keySet());
        for (var id : ids.stream().sorted().toList()) {
            @Nullable Own own = stored.get(id);
            @Nullable Own expected = replayed.get(id);
            if (own == null || expected == null) {
                differences.tell(
                        table,
                        id,
                        "",
                        Sentence.of(own == null ? "register.record-not-there" : "register.record-there", kind, id));
                continue;
            }
            if (own.madeHere() != expected.madeHere() && replay.tellsWhoMade(id)) {
                differences.tell(
                        table,
                        id,
                        "made_here",
                        Sentence.of(
                                "register.says-whether-was-made-by", kind, id, own.madeHere(), expected.madeHere()));
            }
            var fields = new TreeSet<>(own.values().keySet());
            fields.addAll(expected.values().keySet());
            boolean differs = false;
            for (var field : fields) {
                var found = own.text(field);
                var told = expected.text(field);
                if (!found.equals(told)) {
                    differs = true;
                    differences.tell(
                            table,
                            id,
                            field,
                            Sentence.of(
                                    "register.has-as-its-trail-leaves",
                                    kind,
                                    id,
                                    Differences.cut(found),
                                    field,
                                    Differences.cut(told)));
                }
            }
            if (!differs && !expected.content().equals(contents.get(id))) {
                differences.tell(
                        table, id, "content", Sentence.of("register.written-otherwise-than-was-saved", kind, id));
            }
        }
    }

    private void steps(Replay replay) {
        var form = RowForm.of(UNDO_STEP);
        var stored = new TreeMap<Long, Record>();
        database.read(dsl -> dsl.selectFrom(UNDO_STEP).fetch()).forEach(row -> stored.put(row.getPosition(), row));
        for (var walked : replay.steps()) {
            long position = walked.step().position();
            var row = stored.remove(position);
            if (row == null) {
                differences.tell("undo_step", position, "", Sentence.of("register.step-history-not-there", position));
                continue;
            }
            var expected = form.values(UndoSteps.record(walked.step(), walked.undone()));
            var found = form.values(row);
            for (int place = 0; place < expected.length; place++) {
                if (!Objects.equals(expected[place], found[place])) {
                    differences.tell(
                            "undo_step",
                            position,
                            form.columns().get(place),
                            Sentence.of(
                                    "register.step-history-has-as-its",
                                    position,
                                    Differences.cut(found[place]),
                                    form.columns().get(place),
                                    Differences.cut(expected[place])));
                }
            }
        }
        stored.keySet()
                .forEach(position -> differences.tell(
                        "undo_step", position, "", Sentence.of("register.step-history-there-against-trail", position)));
    }

    private void facts(Replay replay) {
        var stored = new TreeMap<String, String>();
        database.read(dsl -> dsl.selectFrom(REGISTER_META).fetch())
                .forEach(row -> stored.put(row.getName(), row.getContent()));
        var expected = Map.of(
                "register", marker.id().toString(),
                "name", marker.name(),
                "zone", marker.zone().getId(),
                "created", marker.created().toString(),
                "formatMajor", Integer.toString(marker.formatMajor()),
                "revision", Long.toString(replay.revision()));
        new TreeMap<>(expected).forEach((fact, told) -> {
            var found = stored.get(fact);
            if (!told.equals(found)) {
                differences.tell(
                        "register_meta",
                        fact,
                        "content",
                        Sentence.of(
                                "register.register-has-as-its-should",
                                Differences.cut(found),
                                fact,
                                Differences.cut(told)));
            }
        });
    }
}
