package app.assay.storage.records;

import app.assay.domain.record.Change;
import app.assay.domain.record.Command;
import app.assay.domain.record.DatedValues;
import app.assay.domain.record.Dependant;
import app.assay.domain.record.EditDay;
import app.assay.domain.record.FieldType;
import app.assay.domain.record.RecordKind;
import app.assay.storage.folder.Faults;
import app.assay.storage.rows.OwnRecords.Own;
import app.assay.work.Sentence;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Turns what is asked for into what differs before and after.
public final class Edits {

    private static final int LONGEST = 1_000_000;

    private final Snapshot now;
    private final Map<Place, Working> touched = new LinkedHashMap<>();

    private record Place(RecordKind kind, UUID id) {}

    private static final class Working {
        final @Nullable Own before;
        boolean exists;
        SortedMap<String, String> values;

        Working(@Nullable Own before) {
            this.before = before;
            exists = before != null;
            values = before == null ? new TreeMap<>() : new TreeMap<>(before.values());
        }
    }

    /// @param madeHere of each new record of the analyst's layer, whether it is made rather than laid over what
    /// files say
    public record Result(List<Change> changes, Map<UUID, Boolean> madeHere) {}

    private Edits(Snapshot now) {
        this.now = now;
    }

    /// @throws app.assay.work.Fault if a record would be deleted that others refer to
    public static Result of(Snapshot now, Command command) {
        var edits = new Edits(now);
        command.edits().forEach(edits::take);
        var changes = edits.changes();
        Dependants.refuse(
                Sentence.of("register.cannot-be-done", command.subject()),
                edits.dependants(changes).stream().map(Dependant::told).toList());
        return new Result(changes, madeHere(now, changes));
    }

    /// What refers to records that a command would take away; for that it is refused.
    public static List<Dependant> dependants(Snapshot now, Command command) {
        var edits = new Edits(now);
        command.edits().forEach(edits::take);
        return edits.dependants(edits.changes());
    }

    /// Whether the records of some changes are made by them, for a command that is done again or taken back.
    public static Map<UUID, Boolean> madeHere(Snapshot now, List<Change> changes) {
        var made = new HashMap<UUID, Boolean>();
        changes.forEach(change -> made.put(
                change.id(), now.kind(change.kind()).sources(change.id()).isEmpty()));
        return made;
    }

    private void take(Command.Edit edit) {
        var working = touched.computeIfAbsent(
                new Place(edit.kind(), edit.id()),
                place -> new Working(now.kind(place.kind()).own().get(place.id())));
        if (edit.delete()) {
            working.exists = false;
            working.values = new TreeMap<>();
            return;
        }
        boolean isMade = working.before == null
                && !working.exists
                && now.kind(edit.kind()).state(edit.id()) == null;
        Optional<LocalDate> from = edit.day() instanceof EditDay.From(LocalDate day) && EditDay.isOfDays(edit.kind())
                ? Optional.of(day)
                : Optional.empty();
        if (from.isPresent() && !EditDay.isSane(from.get())) {
            throw Faults.refused(
                    Sentence.of("register.nothing-can-hold-from-day", from.get()),
                    Sentence.of("register.use-day-from", EditDay.FIRST, EditDay.LAST));
        }
        if (isMade) {
            from.ifPresent(day -> DatedValues.begin(working.values, day));
        } else if (edit.day().equals(EditDay.EVERY_DAY)) {
            DatedValues.beginAlways(working.values);
        }
        edit.values().forEach((name, value) -> {
            var field = edit.kind().find(name);
            if (field.isEmpty() && !edit.kind().isToldByFiles(name)) {
                throw new IllegalArgumentException("%s has no field %s".formatted(edit.kind(), name));
            }
            if (value.length() > LONGEST) {
                throw Faults.refused(
                        Sentence.of("register.value-longer-than-characters", name, LONGEST),
                        Sentence.of("register.keep-long-text-as-file"));
            }
            if (!value.isEmpty()
                    && field.filter(known -> known.type() == FieldType.REFERENCE)
                            .isPresent()) {
                checkReference(name, value);
            }
            if (from.isPresent() && !isMade && !EditDay.isName(edit.kind(), name)) {
                DatedValues.sayFrom(working.values, name, value, from.get());
            } else {
                DatedValues.sayAlways(working.values, name, value);
            }
        });
        boolean made = working.before != null && working.before.madeHere();
        working.exists = made || !working.values.isEmpty();
    }

    private static void checkReference(String field, String value) {
        try {
            UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s must hold the UUID of a record, not %s".formatted(field, value), e);
        }
    }

    private List<Change> changes() {
        var changes = new ArrayList<Change>();
        touched.forEach((place, working) -> {
            var change = change(place, working);
            if (change != null) {
                changes.add(change);
            }
        });
        return changes;
    }

    private List<Dependant> dependants(List<Change> changes) {
        var gone = new HashMap<UUID, RecordKind>();
        var after = new HashMap<UUID, Own>();
        for (var change : changes) {
            var working = touched.get(new Place(change.kind(), change.id()));
            if (working != null && working.exists) {
                after.put(change.id(), new Own(change.id(), false, working.values));
            } else if (now.kind(change.kind()).sources(change.id()).isEmpty()) {
                gone.put(change.id(), change.kind());
            }
        }
        return Dependants.references(now, gone, after);
    }

    private static @Nullable Change change(Place place, Working working) {
        SortedMap<String, String> old = working.before == null ? new TreeMap<>() : working.before.values();
        var before = new TreeMap<String, String>();
        var after = new TreeMap<String, String>();
        // Of all that is said, also in fields that only a later program knows: a deletion can be undone whole.
        var fields = new TreeSet<>(old.keySet());
        fields.addAll(working.values.keySet());
        for (var field : fields) {
            var was = old.getOrDefault(field, "");
            var is = working.values.getOrDefault(field, "");
            if (!was.equals(is)) {
                before.put(field, was);
                after.put(field, is);
            }
        }
        boolean existed = working.before != null;
        return before.isEmpty() && existed == working.exists
                ? null
                : new Change(place.kind(), place.id(), existed, working.exists, before, after);
    }
}
