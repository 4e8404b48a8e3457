package app.assay.storage.records;

import static app.assay.storage.generated.Tables.SOURCE_RECORD;

import app.assay.domain.record.DatedValues;
import app.assay.domain.record.Dependant;
import app.assay.domain.record.FieldType;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.LoadState;
import app.assay.storage.folder.Faults;
import app.assay.storage.rows.OwnRecords.Own;
import app.assay.storage.rows.StoredLoad;
import app.assay.work.Fault;
import app.assay.work.Sentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;

/// What the analyst's work rests on: records that would be gone, and who refers to them.
public final class Dependants {

    private static final int TOLD = 20;

    private Dependants() {}

    /// @throws Fault with the list, when it is not empty
    public static void refuse(Sentence what, List<String> dependants) {
        if (dependants.isEmpty()) {
            return;
        }
        var told = String.join("; ", dependants.subList(0, Math.min(TOLD, dependants.size())));
        var happened = dependants.size() > TOLD
                ? Sentence.of("register.rest-on-it-more", what, dependants.size(), told, dependants.size() - TOLD)
                : Sentence.of("register.since-other-things-rest-on", what, dependants.size(), told);
        throw Faults.refused(happened, Sentence.of("register.change-or-undo-those-first"));
    }

    /// What rests on records that only one load brings.
    public static List<String> onLoad(DSLContext dsl, Snapshot now, StoredLoad load) {
        var next = now.book().with(load.with(LoadState.WITHDRAWN, load.load().revision()));
        var coming = new HashSet<>(next.current());
        coming.removeAll(now.book().current());
        var staying = new HashSet<UUID>();
        for (var other : coming) {
            staying.addAll(dsl.select(SOURCE_RECORD.RECORD_ID)
                    .from(SOURCE_RECORD)
                    .where(SOURCE_RECORD
                            .ID
                            .ge(other.first().record())
                            .and(SOURCE_RECORD.ID.lt(other.end().record())))
                    .fetchSet(SOURCE_RECORD.RECORD_ID));
        }
        var gone = new HashMap<UUID, RecordKind>();
        var edited = new ArrayList<String>();
        now.kinds()
                .forEach((kind, records) -> records.sources().forEach((id, refs) -> {
                    var own = records.own().get(id);
                    if (refs.stream().allMatch(ref -> ref.loadNo() == load.no())
                            && !staying.contains(id)
                            && (own == null || !own.madeHere())) {
                        gone.put(id, kind);
                        if (own != null) {
                            edited.add("%s was edited".formatted(named(now, kind, id)));
                        }
                    }
                }));
        var dependants = new ArrayList<String>(edited.stream().sorted().toList());
        references(now, gone, Map.of()).forEach(reference -> dependants.add(reference.told()));
        return dependants;
    }

    /// What refers to records that would be gone.
    ///
    /// @param changed records of the analyst's layer as they would be; gone ones absent from it are left as they
    /// are
    static List<Dependant> references(Snapshot now, Map<UUID, RecordKind> gone, Map<UUID, Own> changed) {
        if (gone.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<Dependant>();
        for (var kind : RecordKind.values()) {
            var fields = kind.fields().stream()
                    .filter(field -> field.type() == FieldType.REFERENCE)
                    .toList();
            if (fields.isEmpty()) {
                continue;
            }
            now.kind(kind).own().forEach(own -> {
                var record = changed.getOrDefault(own.id(), own);
                if (gone.containsKey(own.id())) {
                    return;
                }
                for (var field : fields) {
                    tell(now, kind, record, field.name(), record.text(field.name()), gone, found);
                }
                record.values()
                        .forEach((name, value) -> DatedValues.former(name, value)
                                .filter(former -> fields.stream()
                                        .anyMatch(field -> field.name().equals(former.field())))
                                .ifPresent(former -> tell(
                                        now,
                                        kind,
                                        record,
                                        former.field() + " before " + former.day(),
                                        former.value(),
                                        gone,
                                        found)));
            });
        }
        return found.stream()
                .sorted(Comparator.comparing(Dependant::told)
                        .thenComparing(Dependant::from)
                        .thenComparing(Dependant::target))
                .toList();
    }

    private static void tell(
            Snapshot now,
            RecordKind kind,
            Own own,
            String field,
            String text,
            Map<UUID, RecordKind> gone,
            List<Dependant> found) {
        if (!text.isEmpty()) {
            var target = UUID.fromString(text);
            var targetKind = gone.get(target);
            if (targetKind != null) {
                found.add(new Dependant(
                        own.id(),
                        target,
                        "%s has %s as its %s"
                                .formatted(named(now, kind, own.id()), named(now, targetKind, target), field)));
            }
        }
    }

    private static String named(Snapshot now, RecordKind kind, UUID id) {
        var state = now.kind(kind).state(id);
        var name = state == null
                ? id.toString()
                : state.text(kind.fields().getFirst().name());
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + name;
    }
}
