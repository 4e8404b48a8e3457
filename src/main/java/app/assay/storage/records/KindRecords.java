package app.assay.storage.records;

import app.assay.domain.record.FieldType;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.storage.rows.OwnRecords.Own;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The records of one kind at one revision: what they are, what the analyst says, and which rows speak of them. Never
/// changes; an edit shares what it does not touch.
public final class KindRecords {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");

    private final IdTable<RecordState> states;
    private final List<RecordState> ordered;
    private final IdTable<Own> own;
    private final Map<UUID, List<SourceRef>> sources;
    private final Map<String, String> latest = new ConcurrentHashMap<>(1);
    private final Map<LocalDate, List<Own>> edited = new ConcurrentHashMap<>(1);

    private KindRecords(
            IdTable<RecordState> states,
            List<RecordState> ordered,
            IdTable<Own> own,
            Map<UUID, List<SourceRef>> sources) {
        this.states = states;
        this.ordered = ordered;
        this.own = own;
        this.sources = sources;
    }

    /// @param sources rows by record, the weakest first; handed over, not changed any more
    static KindRecords of(
            RecordKind kind, Map<UUID, RecordState> states, IdTable<Own> own, Map<UUID, List<SourceRef>> sources) {
        return new KindRecords(IdTable.of(states), sorted(kind, states.values()), own, sources);
    }

    /// The records in which some are changed or, where null, gone.
    KindRecords with(RecordKind kind, Map<UUID, @Nullable RecordState> changed, Map<UUID, @Nullable Own> changedOwn) {
        var differing = new HashMap<UUID, @Nullable RecordState>();
        changed.forEach((id, state) -> {
            var before = states.get(id);
            if (before == null ? state != null : !before.equals(state)) {
                differing.put(id, state);
            }
        });
        var newOwn = changedOwn.isEmpty() ? own : own.with(changedOwn);
        if (differing.isEmpty()) {
            return new KindRecords(states, ordered, newOwn, sources);
        }
        var arrived = sorted(
                kind,
                differing.values().stream().filter(java.util.Objects::nonNull).toList());
        return new KindRecords(states.with(differing), merged(kind, differing, arrived), newOwn, sources);
    }

    /// The records after other rows count.
    ///
    /// @param spoken the rows of some records, the weakest first; no rows when none speaks of one any more
    KindRecords spoken(RecordKind kind, Map<UUID, @Nullable RecordState> changed, Map<UUID, List<SourceRef>> spoken) {
        var rows = new HashMap<>(sources);
        spoken.forEach((id, refs) -> {
            if (refs.isEmpty()) {
                rows.remove(id);
            } else {
                rows.put(id, refs);
            }
        });
        var next = with(kind, changed, Map.of());
        return new KindRecords(next.states, next.ordered, next.own, rows);
    }

    List<RecordState> ordered() {
        return ordered;
    }

    /// The greatest text of a field, empty when no record has one; of days the latest. Looked for once.
    String latest(String field) {
        return latest.computeIfAbsent(field, name -> {
            var greatest = "";
            for (var state : ordered) {
                var text = state.text(name);
                greatest = text.compareTo(greatest) > 0 ? text : greatest;
            }
            return greatest;
        });
    }

    /// The records of which the analyst said something otherwise on a day than now. Looked for once a day.
    List<Own> editedAfter(LocalDate day) {
        return edited.computeIfAbsent(day, asked -> {
            var found = new ArrayList<Own>();
            own.forEach(said -> {
                if (said.isLaterThan(asked)) {
                    found.add(said);
                }
            });
            return List.copyOf(found);
        });
    }

    @Nullable
    RecordState state(UUID id) {
        return states.get(id);
    }

    public IdTable<Own> own() {
        return own;
    }

    /// Rows that speak of a record, the weakest first.
    List<SourceRef> sources(UUID id) {
        return sources.getOrDefault(id, List.of());
    }

    Map<UUID, List<SourceRef>> sources() {
        return sources;
    }

    private List<RecordState> merged(
            RecordKind kind, Map<UUID, @Nullable RecordState> differing, List<RecordState> arrived) {
        var all = new ArrayList<RecordState>(ordered.size() + arrived.size());
        int next = 0;
        for (var state : ordered) {
            if (differing.containsKey(state.id())) {
                continue;
            }
            while (next < arrived.size() && compare(kind, arrived.get(next), state) < 0) {
                all.add(arrived.get(next++));
            }
            all.add(state);
        }
        all.addAll(arrived.subList(next, arrived.size()));
        return Collections.unmodifiableList(all);
    }

    private record Keyed(String key, RecordState state) {}

    private static List<RecordState> sorted(RecordKind kind, java.util.Collection<RecordState> states) {
        var field = kind.fields().getFirst().name();
        var keyed = new Keyed[states.size()];
        int place = 0;
        for (var state : states) {
            keyed[place++] = new Keyed(state.text(field), state);
        }
        Arrays.sort(keyed, (one, other) -> compare(kind, one.key(), one.state(), other.key(), other.state()));
        return Arrays.stream(keyed).map(Keyed::state).toList();
    }

    private static int compare(RecordKind kind, RecordState one, RecordState other) {
        var field = kind.fields().getFirst().name();
        return compare(kind, one.text(field), one, other.text(field), other);
    }

    private static int compare(RecordKind kind, String key, RecordState one, String otherKey, RecordState other) {
        int byKey = kind.fields().getFirst().type() == FieldType.INTEGER
                ? number(key).compareTo(number(otherKey))
                : key.compareTo(otherKey);
        return byKey != 0 ? byKey : one.id().compareTo(other.id());
    }

    private static BigInteger number(String text) {
        return WHOLE_NUMBER.matcher(text).matches() ? new BigInteger(text) : BigInteger.valueOf(Long.MAX_VALUE);
    }
}
