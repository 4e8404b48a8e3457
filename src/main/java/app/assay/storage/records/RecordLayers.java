package app.assay.storage.records;

import static app.assay.storage.generated.Tables.RECORD_KEY;
import static app.assay.storage.generated.Tables.SOURCE_CONTENT;
import static app.assay.storage.generated.Tables.SOURCE_RECORD;

import app.assay.domain.identity.IdentityKeys;
import app.assay.domain.identity.Key;
import app.assay.domain.record.Change;
import app.assay.domain.record.DatedValues;
import app.assay.domain.record.Field;
import app.assay.domain.record.FieldType;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.files.JsonTexts;
import app.assay.storage.folder.Faults;
import app.assay.storage.rows.Kinds;
import app.assay.storage.rows.LoadBook;
import app.assay.storage.rows.OwnRecords.Own;
import app.assay.storage.rows.SourceContents;
import app.assay.storage.rows.StoredLoad;
import app.assay.storage.rows.UnknownKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Derives the current records from what the loads that count say and what the analyst says, field by field: the
/// analyst
/// wins, then the load of the later day. A name in a reference field becomes the UUID of the record it stands for, as
/// soon
/// as there is one.
///
/// Belongs to the writer thread.
public final class RecordLayers {

    private static final int PAGE = 2_000;
    private static final int POOLED = 50_000;

    private final JsonTexts json = new JsonTexts();
    /// Keys from files, kept for ever, so that a record keeps its UUID.
    private final Identities fromFiles = new Identities();
    /// Keys that the analyst's values make now.
    private final Identities fromAnalyst = Identities.passing();

    private final Identities names = new Identities(fromFiles, fromAnalyst);
    /// Records with a reference that files do not settle: it may come to stand for another record.
    private final Map<RecordKind, Set<Place>> unsettled = new EnumMap<>(RecordKind.class);

    /// A record.
    record Place(RecordKind kind, UUID id) {}

    /// What imports and references look names up in.
    public Identities names() {
        return names;
    }

    public Identities fromFiles() {
        return fromFiles;
    }

    public void loadKeys(DSLContext dsl, long end) {
        for (long from = 0; from < end; from += PAGE) {
            dsl.select(RECORD_KEY.KIND, RECORD_KEY.KEY_TEXT, RECORD_KEY.RECORD_ID)
                    .from(RECORD_KEY)
                    .where(RECORD_KEY.ID.ge(from).and(RECORD_KEY.ID.lt(from + PAGE)))
                    .orderBy(RECORD_KEY.ID)
                    .fetch()
                    .forEach(row -> {
                        var text = row.value2();
                        try {
                            var kind = UnknownKind.parse(row.value1());
                            IdentityKeys.stored(kind, text.charAt(0), text.substring(1))
                                    .forEach(key -> fromFiles.add(kind, key, row.value3()));
                        } catch (RuntimeException e) {
                            throw Faults.unreadable("record_key", text, e);
                        }
                    });
        }
    }

    public void loadOwnKeys(RecordKind kind, Iterable<Own> records) {
        records.forEach(
                own -> IdentityKeys.of(kind, own.values()).forEach(key -> fromAnalyst.add(kind, key, own.id())));
    }

    /// Records as some loads and the analyst tell them.
    ///
    /// @param unsettled by kind: records with a reference to one of that kind that files do not settle
    record Derived(Map<RecordKind, KindRecords> kinds, Map<RecordKind, Set<Place>> unsettled) {}

    /// All kinds anew, from the loads that count.
    public Map<RecordKind, KindRecords> rebuild(DSLContext dsl, LoadBook book, Map<RecordKind, IdTable<Own>> own) {
        var derived = new Derivation(json, new EnumMap<>(RecordKind.class), There.ANY).all(dsl, book.current(), own);
        unsettled.clear();
        unsettled.putAll(derived.unsettled());
        return derived.kinds();
    }

    /// All kinds as they were when only some loads were there. A name stands for a record that was there too.
    /// Unlike the rest of this class safe on any thread.
    ///
    /// @param loads the weakest first
    Derived then(DSLContext dsl, List<StoredLoad> loads, Map<RecordKind, IdTable<Own>> own) {
        return new Derivation(new JsonTexts(), new EnumMap<>(RecordKind.class), null).all(dsl, loads, own);
    }

    /// What [#then(DSLContext, List, Map)] gives with another layer of the analyst; what is not touched is shared.
    Derived then(DSLContext dsl, Derived before, Map<RecordKind, IdTable<Own>> own) {
        var touched = new EnumMap<RecordKind, Set<UUID>>(RecordKind.class);
        before.kinds().forEach((kind, records) -> {
            var differing = records.own().differing(Kinds.of(own, kind));
            if (!differing.isEmpty()) {
                touched.computeIfAbsent(kind, _ -> new HashSet<>()).addAll(differing);
                for (var place : before.unsettled().getOrDefault(kind, Set.of())) {
                    touched.computeIfAbsent(place.kind(), _ -> new HashSet<>()).add(place.id());
                }
            }
        });
        var open = new EnumMap<RecordKind, Set<Place>>(RecordKind.class);
        before.unsettled().forEach((kind, places) -> open.put(kind, new HashSet<>(places)));
        var derivation = new Derivation(
                new JsonTexts(),
                open,
                new There(
                        (kind, id) ->
                                !Kinds.of(before.kinds(), kind).sources(id).isEmpty(),
                        (kind, id) -> isMadeHere(Kinds.of(own, kind).get(id))));
        return new Derived(derivation.anew(dsl, before.kinds(), own, touched), open);
    }

    /// All kinds as they were when the loads that count now were there and the analyst said something else. A name
    /// stands for what it stands for now, but for no record that the analyst made and that was not there then. Safe
    /// on any thread.
    ///
    /// @param kinds what only these are needed of; the others may be as they are now
    Map<RecordKind, KindRecords> then(
            DSLContext dsl,
            Map<RecordKind, KindRecords> now,
            Map<RecordKind, IdTable<Own>> own,
            Set<RecordKind> kinds) {
        var touched = new EnumMap<RecordKind, Set<UUID>>(RecordKind.class);
        var absent = new EnumMap<RecordKind, Set<UUID>>(RecordKind.class);
        now.forEach((kind, records) -> {
            var then = Kinds.of(own, kind);
            var differing = records.own().differing(then);
            var gone = new HashSet<UUID>();
            for (var id : differing) {
                if (then.get(id) == null && records.sources(id).isEmpty()) {
                    gone.add(id);
                }
            }
            if (!gone.isEmpty()) {
                absent.put(kind, gone);
            }
            if (!differing.isEmpty() && kinds.contains(kind)) {
                touched.put(kind, new HashSet<>(differing));
            }
        });
        if (!absent.isEmpty()) {
            for (var kind : kinds) {
                var naming = naming(Kinds.of(now, kind), kind, absent);
                if (!naming.isEmpty()) {
                    touched.computeIfAbsent(kind, _ -> new HashSet<>()).addAll(naming);
                }
            }
        }
        var there = new There((kind, id) -> !absent.getOrDefault(kind, Set.of()).contains(id), (_, _) -> false);
        return new Derivation(new JsonTexts(), new EnumMap<>(RecordKind.class), there).anew(dsl, now, own, touched);
    }

    /// Records of a kind that files let refer to some records.
    private static Set<UUID> naming(KindRecords records, RecordKind kind, Map<RecordKind, Set<UUID>> targets) {
        var fields = kind.fields().stream()
                .filter(field -> field.type() == FieldType.REFERENCE
                        && field.target().filter(targets::containsKey).isPresent())
                .toList();
        var found = new HashSet<UUID>();
        if (fields.isEmpty()) {
            return found;
        }
        for (var state : records.ordered()) {
            for (var field : fields) {
                var target = Kinds.of(targets, field.target().orElseThrow());
                if (state.reference(field.name()).filter(target::contains).isPresent()) {
                    found.add(state.id());
                }
            }
        }
        return found;
    }

    /// Which records a name may stand for.
    ///
    /// @param byFiles whether files tell of a record, so that it is there whatever the analyst says
    /// @param byHand whether else the analyst says that it is there
    private record There(BiPredicate<RecordKind, UUID> byFiles, BiPredicate<RecordKind, UUID> byHand) {

        /// Any that a name was ever given.
        static final There ANY = new There((_, _) -> true, (_, _) -> false);

        boolean is(RecordKind kind, UUID id) {
            return byFiles.test(kind, id) || byHand.test(kind, id);
        }
    }

    private static boolean isMadeHere(@Nullable Own own) {
        return own != null && own.madeHere();
    }

    /// The kinds after other loads count: only the loads that differ are read, and what else their records say.
    /// What is
    /// not touched is shared.
    ///
    /// @param gone loads that counted before and count no more
    /// @param came loads that did not count before, the weakest first
    /// @param counting all loads that count now, the weakest first
    /// @param named kinds of records of which keys became known since: names in references may stand for others now
    public Map<RecordKind, KindRecords> counted(
            DSLContext dsl,
            Map<RecordKind, KindRecords> before,
            List<StoredLoad> gone,
            List<StoredLoad> came,
            List<StoredLoad> counting,
            Set<RecordKind> named) {
        var rank = new HashMap<Integer, Integer>();
        counting.forEach(load -> rank.put(load.no(), rank.size()));
        var touched = new EnumMap<RecordKind, Map<UUID, Touched>>(RecordKind.class);
        for (var load : gone) {
            forEachRecord(dsl, load, (kind, id) -> touched(touched, before, rank, kind, id));
        }
        var current = new Derivation(json, unsettled, There.ANY);
        var pool = new HashMap<String, String>();
        var contents = new HashMap<Long, Map<String, String>>();
        for (var load : came) {
            current.read(dsl, load, (kind, id, ref, content) -> {
                var record = touched(touched, before, rank, kind, id);
                if (record.stays) {
                    contents.putIfAbsent(ref.content(), content);
                } else {
                    say(record.said, ref, content, pool);
                }
                record.refs.add(ref);
            });
        }
        settledAnew(before, named).forEach(place -> touched(touched, before, rank, place.kind(), place.id()));
        var missing = new HashSet<Long>();
        touched.values()
                .forEach(records -> records.values().stream()
                        .filter(record -> record.stays)
                        .forEach(record -> record.refs.stream()
                                .map(SourceRef::content)
                                .filter(content -> !contents.containsKey(content))
                                .forEach(missing::add)));
        SourceContents.forEach(dsl, missing, (number, text) -> contents.put(number, json.flat(text)));
        var result = new EnumMap<>(before);
        touched.forEach((kind, records) -> {
            var known = Kinds.of(before, kind);
            var states = new HashMap<UUID, @Nullable RecordState>();
            var spoken = new HashMap<UUID, List<SourceRef>>();
            records.forEach((id, record) -> {
                if (record.stays) {
                    record.refs.sort(Comparator.comparingInt(ref -> rank.getOrDefault(ref.loadNo(), 0)));
                    record.refs.forEach(
                            ref -> say(record.said, ref, contents.getOrDefault(ref.content(), Map.of()), pool));
                }
                var own = known.own().get(id);
                boolean exists = !record.refs.isEmpty() || (own != null && own.madeHere());
                states.put(id, exists ? current.state(kind, id, record.said, own) : null);
                spoken.put(id, record.refs);
            });
            result.put(kind, known.spoken(kind, states, spoken));
        });
        return result;
    }

    /// A record of which other rows speak than before.
    private static final class Touched {
        /// Rows that speak of it now.
        private final List<SourceRef> refs;
        /// Whether rows that spoke of it before still do.
        private final boolean stays;

        private final Map<String, String> said = new TreeMap<>();

        Touched(List<SourceRef> refs) {
            this.refs = refs;
            stays = !refs.isEmpty();
        }
    }

    private static Touched touched(
            Map<RecordKind, Map<UUID, Touched>> touched,
            Map<RecordKind, KindRecords> before,
            Map<Integer, Integer> counting,
            RecordKind kind,
            UUID id) {
        return touched.computeIfAbsent(kind, _ -> new HashMap<>()).computeIfAbsent(id, _ -> {
            var refs = new ArrayList<SourceRef>(1);
            for (var ref : Kinds.of(before, kind).sources(id)) {
                if (counting.containsKey(ref.loadNo())) {
                    refs.add(ref);
                }
            }
            return new Touched(refs);
        });
    }

    /// Records that files let refer to records of some kinds.
    private Set<Place> settledAnew(Map<RecordKind, KindRecords> records, Set<RecordKind> named) {
        var found = new HashSet<Place>();
        named.forEach(target -> found.addAll(unsettled.getOrDefault(target, Set.of())));
        for (var kind : RecordKind.values()) {
            var fields = kind.fields().stream()
                    .filter(field -> field.type() == FieldType.REFERENCE
                            && field.target().filter(named::contains).isPresent())
                    .toList();
            var all = Kinds.of(records, kind);
            if (fields.isEmpty() || all.sources().isEmpty()) {
                continue;
            }
            for (var state : all.ordered()) {
                var own = all.own().get(state.id());
                boolean refers = fields.stream()
                        .anyMatch(field -> state.find(field.name()).isPresent()
                                && (own == null || !own.values().containsKey(field.name())));
                if (refers) {
                    found.add(new Place(kind, state.id()));
                }
            }
        }
        return found;
    }

    private static void forEachRecord(DSLContext dsl, StoredLoad load, BiConsumer<RecordKind, UUID> each) {
        for (long from = load.first().record(); from < load.end().record(); from += PAGE) {
            dsl.select(SOURCE_RECORD.KIND, SOURCE_RECORD.RECORD_ID)
                    .from(SOURCE_RECORD)
                    .where(SOURCE_RECORD
                            .ID
                            .ge(from)
                            .and(SOURCE_RECORD.ID.lt(
                                    Math.min(from + PAGE, load.end().record()))))
                    .fetch()
                    .forEach(row -> each.accept(UnknownKind.parse(row.value1()), row.value2()));
        }
    }

    /// The kinds after some changes of the analyst's layer; what is not touched is shared.
    public Map<RecordKind, KindRecords> edited(
            DSLContext dsl, Map<RecordKind, KindRecords> before, List<Change> changes, Map<UUID, Boolean> madeHere) {
        var own = new EnumMap<RecordKind, Map<UUID, @Nullable Own>>(RecordKind.class);
        var touched = new EnumMap<RecordKind, Set<UUID>>(RecordKind.class);
        var renamed = new HashSet<RecordKind>();
        for (var change : changes) {
            var kind = change.kind();
            var old = Kinds.of(before, kind).own().get(change.id());
            @Nullable
            Own now = change.existsAfter()
                    ? applied(old, change, madeHere.getOrDefault(change.id(), Boolean.FALSE))
                    : null;
            own.computeIfAbsent(kind, _ -> new HashMap<>()).put(change.id(), now);
            touched.computeIfAbsent(kind, _ -> new HashSet<>()).add(change.id());
            if (rename(kind, old, now, change.id())) {
                renamed.add(kind);
            }
        }
        for (var kind : renamed) {
            for (var place : unsettled.getOrDefault(kind, Set.of())) {
                touched.computeIfAbsent(place.kind(), _ -> new HashSet<>()).add(place.id());
            }
        }
        var result = new EnumMap<>(before);
        var current = new Derivation(json, unsettled, There.ANY);
        touched.forEach((kind, ids) -> {
            var records = Kinds.of(before, kind);
            Map<UUID, @Nullable Own> changedOwn = own.getOrDefault(kind, Map.of());
            var states = new HashMap<UUID, @Nullable RecordState>();
            for (var id : ids) {
                var spoken = changedOwn.containsKey(id)
                        ? changedOwn.get(id)
                        : records.own().get(id);
                states.put(id, current.resolve(dsl, kind, id, records.sources(id), spoken));
            }
            result.put(kind, records.with(kind, states, changedOwn));
        });
        return result;
    }

    /// The record that a name in a reference field stands for.
    Optional<UUID> named(Field field, String name) {
        return field.target().flatMap(target -> names.findNamed(target, name));
    }

    private static void say(
            Map<String, String> values, SourceRef ref, Map<String, String> content, Map<String, String> pool) {
        content.forEach((field, value) -> {
            if (ref.implied()) {
                values.putIfAbsent(field, value);
            } else {
                values.put(field, pool.size() < POOLED ? pool.computeIfAbsent(value, same -> same) : value);
            }
        });
    }

    private static Own applied(@Nullable Own old, Change change, boolean madeHere) {
        var values = old == null ? new TreeMap<String, String>() : new TreeMap<>(old.values());
        change.after().forEach((field, value) -> {
            if (value.isEmpty()) {
                values.remove(field);
            } else {
                values.put(field, value);
            }
        });
        return new Own(change.id(), old == null ? madeHere : old.madeHere(), values);
    }

    /// Brings the analyst's keys to the new values.
    ///
    /// @return whether they differ
    private boolean rename(RecordKind kind, @Nullable Own old, @Nullable Own now, UUID id) {
        List<Key> before = old == null ? List.of() : IdentityKeys.of(kind, old.values());
        List<Key> after = now == null ? List.of() : IdentityKeys.of(kind, now.values());
        if (before.equals(after)) {
            return false;
        }
        before.forEach(key -> fromAnalyst.remove(kind, key, id));
        after.forEach(key -> fromAnalyst.add(kind, key, id));
        return true;
    }

    @FunctionalInterface
    private interface RowReader {
        void row(RecordKind kind, UUID id, SourceRef ref, Map<String, String> content);
    }

    /// One way to derive records: of the loads that count now, or of those of a former day.
    private final class Derivation {

        private final JsonTexts json;
        private final Map<RecordKind, Set<Place>> unsettled;
        /// Null until it is known which records there are.
        private @Nullable There there;

        Derivation(JsonTexts json, Map<RecordKind, Set<Place>> unsettled, @Nullable There there) {
            this.json = json;
            this.unsettled = unsettled;
            this.there = there;
        }

        Derived all(DSLContext dsl, List<StoredLoad> loads, Map<RecordKind, IdTable<Own>> own) {
            var sources = new EnumMap<RecordKind, Map<UUID, List<SourceRef>>>(RecordKind.class);
            var said = new EnumMap<RecordKind, Map<UUID, Map<String, String>>>(RecordKind.class);
            for (var kind : RecordKind.values()) {
                sources.put(kind, new HashMap<>());
                said.put(kind, new HashMap<>());
            }
            var pool = new HashMap<String, String>();
            for (var load : loads) {
                read(dsl, load, (kind, id, ref, content) -> {
                    Kinds.of(sources, kind)
                            .computeIfAbsent(id, _ -> new ArrayList<>(1))
                            .add(ref);
                    say(Kinds.of(said, kind).computeIfAbsent(id, _ -> new TreeMap<>()), ref, content, pool);
                });
            }
            if (there == null) {
                there = new There(
                        (kind, id) -> Kinds.of(sources, kind).containsKey(id),
                        (kind, id) -> isMadeHere(Kinds.of(own, kind).get(id)));
            }
            var result = new EnumMap<RecordKind, KindRecords>(RecordKind.class);
            for (var kind : RecordKind.values()) {
                var states = new HashMap<UUID, RecordState>();
                var spoken = Kinds.of(own, kind);
                var rows = Kinds.of(said, kind);
                rows.forEach((id, values) -> states.put(id, state(kind, id, values, spoken.get(id))));
                spoken.forEach(record -> {
                    if (record.madeHere() && !rows.containsKey(record.id())) {
                        states.put(record.id(), state(kind, record.id(), new TreeMap<>(), record));
                    }
                });
                rows.clear();
                result.put(kind, KindRecords.of(kind, states, spoken, Kinds.of(sources, kind)));
            }
            return new Derived(result, unsettled);
        }

        @Nullable
        RecordState resolve(DSLContext dsl, RecordKind kind, UUID id, List<SourceRef> refs, @Nullable Own own) {
            if (refs.isEmpty() && (own == null || !own.madeHere())) {
                return null;
            }
            var values = new TreeMap<String, String>();
            for (var ref : refs) {
                say(values, ref, contents(dsl, ref.content()), new HashMap<>());
            }
            return state(kind, id, values, own);
        }

        private Map<String, String> contents(DSLContext dsl, long content) {
            return SourceContents.text(dsl, content).map(json::flat).orElse(Map.of());
        }

        private RecordState state(RecordKind kind, UUID id, Map<String, String> said, @Nullable Own own) {
            for (var field : kind.fields()) {
                if (field.type() == FieldType.REFERENCE) {
                    boolean spoken = own != null && own.values().containsKey(field.name());
                    var name = said.get(field.name());
                    if (name != null && !spoken) {
                        settle(kind, id, field, name, said);
                    }
                }
            }
            if (own != null) {
                said.putAll(DatedValues.now(own.values()));
            }
            return RecordState.of(kind, id, said);
        }

        private void settle(RecordKind kind, UUID id, Field field, String name, Map<String, String> values) {
            var target = field.target().orElseThrow();
            var byFiles = fromFiles.allNamed(target, name);
            var known = java.util.Objects.requireNonNull(there);
            // What stands on the analyst's word may come and go with it, and so may what it hides.
            if (byFiles.isEmpty() || !known.byFiles().test(target, byFiles.getFirst())) {
                unsettled.computeIfAbsent(target, _ -> new HashSet<>()).add(new Place(kind, id));
            }
            var found = first(known, target, byFiles);
            if (found.isEmpty()) {
                found = first(known, target, fromAnalyst.allNamed(target, name));
            }
            if (found.isPresent()) {
                values.put(field.name(), found.get().toString());
            } else {
                RecordState.leaveUnresolved(values, field.name(), name);
            }
        }

        private static Optional<UUID> first(There there, RecordKind target, List<UUID> named) {
            return named.stream().filter(id -> there.is(target, id)).findFirst();
        }

        /// Some records derived anew from the rows that speak of them and another layer of the analyst.
        Map<RecordKind, KindRecords> anew(
                DSLContext dsl,
                Map<RecordKind, KindRecords> before,
                Map<RecordKind, IdTable<Own>> own,
                Map<RecordKind, Set<UUID>> touched) {
            var needed = new HashSet<Long>();
            touched.forEach((kind, ids) ->
                    ids.forEach(id -> Kinds.of(before, kind).sources(id).forEach(ref -> needed.add(ref.content()))));
            var contents = new HashMap<Long, Map<String, String>>();
            SourceContents.forEach(dsl, needed, (number, text) -> contents.put(number, json.flat(text)));
            var pool = new HashMap<String, String>();
            var result = new EnumMap<>(before);
            touched.forEach((kind, ids) -> {
                var records = Kinds.of(before, kind);
                var states = new HashMap<UUID, @Nullable RecordState>();
                var spoken = new HashMap<UUID, @Nullable Own>();
                for (var id : ids) {
                    var refs = records.sources(id);
                    var said = new TreeMap<String, String>();
                    refs.forEach(ref -> say(said, ref, contents.getOrDefault(ref.content(), Map.of()), pool));
                    var now = Kinds.of(own, kind).get(id);
                    spoken.put(id, now);
                    states.put(id, refs.isEmpty() && !isMadeHere(now) ? null : state(kind, id, said, now));
                }
                result.put(kind, records.with(kind, states, spoken));
            });
            return result;
        }

        private void read(DSLContext dsl, StoredLoad load, RowReader reader) {
            for (long from = load.first().record(); from < load.end().record(); from += PAGE) {
                long to = Math.min(from + PAGE, load.end().record());
                dsl.select(
                                SOURCE_RECORD.KIND,
                                SOURCE_RECORD.RECORD_ID,
                                SOURCE_RECORD.FILE_NO,
                                SOURCE_RECORD.ROW_NO,
                                SOURCE_RECORD.IMPLIED,
                                SOURCE_RECORD.CONTENT_ID,
                                SOURCE_CONTENT.CONTENT)
                        .from(SOURCE_RECORD)
                        .join(SOURCE_CONTENT)
                        .on(SOURCE_CONTENT.ID.eq(SOURCE_RECORD.CONTENT_ID))
                        .where(SOURCE_RECORD.ID.ge(from).and(SOURCE_RECORD.ID.lt(to)))
                        .orderBy(SOURCE_RECORD.ID)
                        .fetch()
                        .forEach(row -> reader.row(
                                UnknownKind.parse(row.value1()),
                                row.value2(),
                                new SourceRef(load.no(), row.value3(), row.value4(), row.value5(), row.value6()),
                                json.flat(row.value7())));
            }
        }
    }
}
