package app.assay.storage.witness;

import app.assay.domain.record.Change;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.LoadState;
import app.assay.domain.trail.TrailEvent;
import app.assay.files.JsonTexts;
import app.assay.storage.rows.OwnRecords.Own;
import app.assay.storage.rows.TableSums;
import app.assay.storage.witness.UndoSteps.Sort;
import app.assay.storage.witness.UndoSteps.Step;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the entries of the trail leave, one after the other: the analyst's layer, the line of undo, the state of the
/// loads and the revision. All of it follows from the entries alone, so that it can be compared with what is stored,
/// and
/// made anew.
public final class Replay {

    /// A step of the line of undo.
    public record Walked(Step step, boolean undone) {}

    /// What the trail tells of a load.
    ///
    /// @param row the columns of its row but state and revision; empty when an older program published it
    /// @param rows how many rows each table holds of it, and their sums; empty likewise
    public record Told(Optional<JsonNode> row, Optional<TableSums> rows, LoadState state, long revision) {}

    private final JsonTexts json = new JsonTexts();
    private final Function<UUID, Optional<Integer>> numberOfLoad;
    private final Map<RecordKind, Map<UUID, Own>> own = new EnumMap<>(RecordKind.class);
    /// Records of which the trail does not tell whether the analyst made them.
    private final Set<UUID> untold = new HashSet<>();

    private final List<Walked> steps = new ArrayList<>();
    private final Map<UUID, Integer> places = new HashMap<>();
    private final Map<UUID, Told> loads = new HashMap<>();
    private final Map<Integer, UUID> loadOfNumber = new HashMap<>();
    private long revision;
    private @Nullable UUID current;

    /// @param numberOfLoad finds the number of a load whose publication does not tell it
    public Replay(Function<UUID, Optional<Integer>> numberOfLoad) {
        this.numberOfLoad = numberOfLoad;
        for (var kind : RecordKind.values()) {
            own.put(kind, new HashMap<>());
        }
    }

    /// Begins in the middle: with what is known after some entries.
    ///
    /// @param walked the line of undo, in order
    public void begin(Map<RecordKind, Map<UUID, Own>> records, List<Walked> walked, Map<UUID, Told> told, long at) {
        records.forEach((kind, known) -> records(kind).putAll(known));
        walked.forEach(this::put);
        told.forEach((id, load) -> {
            loads.put(id, load);
            number(id, load).ifPresent(number -> loadOfNumber.put(number, id));
        });
        revision = at;
    }

    private Optional<Integer> number(UUID id, Told load) {
        return load.row()
                .map(row -> Integer.valueOf(row.path("load_no").asString()))
                .or(() -> numberOfLoad.apply(id));
    }

    /// What an entry did to the analyst's layer and to the loads, besides the line of undo.
    ///
    /// @param load the load whose state it changed
    public record Effect(Optional<Change> change, Optional<UUID> load) {}

    /// Takes the next entry.
    public Effect accept(TrailEvent event) {
        revision = event.revision();
        event.change().ifPresent(change -> apply(event, change));
        boolean begins = !event.command().equals(current);
        current = event.command();
        if (!begins) {
            if (isEdit(event)) {
                extend(event);
            } else if (event.action().equals("register.migrate")) {
                migrated(event);
            }
            return new Effect(event.change(), Optional.empty());
        }
        return switch (event.action()) {
            case "undo", "redo" -> walk(event);
            case "import.publish" -> publish(event);
            case "import.withdraw" -> withdraw(event);
            case "register.migrate" -> migrated(event);
            default -> {
                if (event.change().isPresent()) {
                    push(event, freezes(event) ? Sort.FREEZE : Sort.EDIT, 0);
                }
                yield new Effect(event.change(), Optional.empty());
            }
        };
    }

    private static boolean freezes(TrailEvent event) {
        return event.change()
                .filter(change -> change.kind() == RecordKind.POSITION)
                .isPresent();
    }

    private static boolean isEdit(TrailEvent event) {
        return event.change().isPresent()
                && !event.action().equals("undo")
                && !event.action().equals("redo");
    }

    private void apply(TrailEvent event, Change change) {
        var records = records(change.kind());
        if (!change.existsAfter()) {
            records.remove(change.id());
            return;
        }
        var before = records.get(change.id());
        boolean made;
        if (before == null) {
            var told = made(event);
            made = told.orElse(Boolean.TRUE);
            if (told.isEmpty()) {
                untold.add(change.id());
            } else {
                untold.remove(change.id());
            }
        } else {
            made = before.madeHere();
        }
        records.put(change.id(), applied(before, change, made));
    }

    /// A record of the analyst's layer after a change.
    public static Own applied(@Nullable Own before, Change change, boolean made) {
        var values = before == null ? new TreeMap<String, String>() : new TreeMap<>(before.values());
        change.after().forEach((field, value) -> {
            if (value.isEmpty()) {
                values.remove(field);
            } else {
                values.put(field, value);
            }
        });
        return new Own(change.id(), before == null ? made : before.madeHere(), values);
    }

    private Optional<Boolean> made(TrailEvent event) {
        var told = json.tree(event.detail()).path(Trail.MADE);
        return told.isBoolean() ? Optional.of(told.asBoolean()) : Optional.empty();
    }

    private Effect publish(TrailEvent event) {
        var detail = json.tree(event.detail());
        var id = UUID.fromString(detail.path("load").asString());
        Optional<JsonNode> row = detail.path("row").isObject() ? Optional.of(detail.path("row")) : Optional.empty();
        var load = new Told(row, sums(detail.path("rows")), LoadState.PUBLISHED, event.revision());
        loads.put(id, load);
        var number = number(id, load);
        number.ifPresent(found -> loadOfNumber.put(found, id));
        push(event, Sort.PUBLISH, number.orElse(0));
        return new Effect(Optional.empty(), Optional.of(id));
    }

    /// What the loads that were published before hold, as the program told when it brought them to a new format.
    private Effect migrated(TrailEvent event) {
        json.tree(event.detail()).path("loads").properties().forEach(entry -> {
            var id = UUID.fromString(entry.getKey());
            var told = entry.getValue();
            loads.computeIfPresent(
                    id,
                    (_, load) -> new Told(
                            Optional.of(told.path("row")), sums(told.path("rows")), load.state(), load.revision()));
        });
        return new Effect(Optional.empty(), Optional.empty());
    }

    private static Optional<TableSums> sums(JsonNode rows) {
        return rows.isObject() ? Optional.of(TableSums.of(rows)) : Optional.empty();
    }

    private Effect withdraw(TrailEvent event) {
        var id = UUID.fromString(json.tree(event.detail()).path("load").asString());
        var load = loads.get(id);
        if (load != null) {
            loads.put(id, new Told(load.row(), load.rows(), LoadState.WITHDRAWN, load.revision()));
            push(event, Sort.WITHDRAW, number(id, load).orElse(0));
        }
        return new Effect(Optional.empty(), Optional.of(id));
    }

    private Effect walk(TrailEvent event) {
        var command = UUID.fromString(json.tree(event.detail()).path("command").asString());
        boolean back = event.action().equals("undo");
        Integer place = places.get(command);
        if (place == null) {
            return new Effect(event.change(), Optional.empty());
        }
        var step = steps.get(place).step();
        steps.set(place, new Walked(step, back));
        if (step.loadNo() == 0) {
            return new Effect(event.change(), Optional.empty());
        }
        var id = loadOfNumber.get(step.loadNo());
        if (id == null) {
            return new Effect(Optional.empty(), Optional.empty());
        }
        boolean publish = (step.sort() == Sort.PUBLISH) != back;
        loads.computeIfPresent(
                id,
                (_, load) -> new Told(
                        load.row(),
                        load.rows(),
                        publish ? LoadState.PUBLISHED : LoadState.WITHDRAWN,
                        publish ? event.revision() : load.revision()));
        return new Effect(Optional.empty(), Optional.of(id));
    }

    private void push(TrailEvent event, Sort sort, int loadNo) {
        while (!steps.isEmpty() && steps.getLast().undone()) {
            places.remove(steps.removeLast().step().command());
        }
        put(new Walked(
                new Step(
                        steps.isEmpty() ? 1 : steps.getLast().step().position() + 1,
                        event.command(),
                        event.revision(),
                        event.action(),
                        event.subject(),
                        sort,
                        loadNo,
                        event.sequence(),
                        event.sequence(),
                        1),
                false));
    }

    private void put(Walked walked) {
        places.put(walked.step().command(), steps.size());
        steps.add(walked);
    }

    private void extend(TrailEvent event) {
        var step = steps.getLast().step();
        var sort = freezes(event) ? Sort.FREEZE : step.sort();
        steps.set(
                steps.size() - 1,
                new Walked(
                        new Step(
                                step.position(),
                                step.command(),
                                step.revision(),
                                step.action(),
                                step.subject(),
                                sort,
                                step.loadNo(),
                                step.firstEvent(),
                                event.sequence(),
                                step.records() + 1),
                        false));
    }

    public Map<UUID, Own> records(RecordKind kind) {
        var records = own.get(kind);
        if (records == null) {
            throw new IllegalStateException("no records of " + kind);
        }
        return records;
    }

    /// Whether the trail tells if the analyst made a record.
    public boolean tellsWhoMade(UUID record) {
        return !untold.contains(record);
    }

    public List<Walked> steps() {
        return steps;
    }

    public Map<UUID, Told> loads() {
        return loads;
    }

    public long revision() {
        return revision;
    }
}
