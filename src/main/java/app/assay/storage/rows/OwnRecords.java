package app.assay.storage.rows;

import static app.assay.storage.generated.Tables.OWN_RECORD;

import app.assay.domain.record.DatedValues;
import app.assay.domain.record.RecordKind;
import app.assay.files.CanonicalJson;
import app.assay.files.JsonTexts;
import app.assay.storage.folder.Faults;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// What the analyst says: a row per record with the fields that the analyst filled in, as canonical JSON. Fields that
/// this program does not know are kept and written back.
public final class OwnRecords {

    private static final int ROWS_PER_BATCH = 1_000;
    /// The longest content of one row; what is longer goes on in further parts.
    private static final int PART = 1_000_000;
    /// How much longer a text can become in JSON.
    private static final int MOST_ESCAPED = 6;

    private static final int AROUND_A_FIELD = 64;

    private OwnRecords() {}

    /// The analyst's layer of one record.
    ///
    /// @param madeHere whether the record was made by the analyst, so that it exists without any file
    /// @param values never an empty text
    public record Own(UUID id, boolean madeHere, SortedMap<String, String> values) {
        public Own {
            values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        }

        /// The value of a field, empty when nothing is said.
        public String text(String field) {
            return values.getOrDefault(field, "");
        }

        /// Whether something was said otherwise on a day than it is now.
        public boolean isLaterThan(LocalDate day) {
            return DatedValues.isLaterThan(values, day);
        }

        /// What was said of a day; empty when the record was not there.
        public Optional<Own> at(LocalDate day) {
            return DatedValues.isThere(values, day)
                    ? Optional.of(new Own(id, madeHere, DatedValues.at(values, day)))
                    : Optional.empty();
        }

        /// The values as they are stored.
        public String content() {
            return CanonicalJson.of(values);
        }
    }

    /// A record as the table holds it.
    ///
    /// @param kind its text, whether this program knows it or not
    public record Stored(String kind, UUID id, boolean madeHere, String content) {

        /// @throws RuntimeException if the content is not what was written
        public Own own(JsonTexts json) {
            return new Own(id, madeHere, new TreeMap<>(json.flat(content)));
        }
    }

    /// A record before and after a command.
    ///
    /// @param before null when it was not there
    /// @param after null when it is taken away
    public record Written(
            RecordKind kind,
            UUID id,
            @Nullable Own before,
            @Nullable Own after) {}

    /// The records of every kind.
    ///
    /// @param each told of each record as it is stored
    /// @throws app.assay.work.Fault REGISTER_DAMAGED that names the record if one makes no sense; because of an
    ///     [UnknownKind] if a newer program wrote it
    public static Map<RecordKind, Map<UUID, Own>> all(DSLContext dsl, BiConsumer<RecordKind, Stored> each) {
        var json = new JsonTexts();
        var all = new EnumMap<RecordKind, Map<UUID, Own>>(RecordKind.class);
        for (var kind : RecordKind.values()) {
            all.put(kind, new HashMap<>());
        }
        for (var stored : stored(dsl, DSL.noCondition())) {
            try {
                var kind = UnknownKind.parse(stored.kind());
                Kinds.of(all, kind).put(stored.id(), stored.own(json));
                each.accept(kind, stored);
            } catch (RuntimeException e) {
                throw Faults.unreadable("own_record", stored.kind() + " " + stored.id(), e);
            }
        }
        return all;
    }

    public static Map<RecordKind, Map<UUID, Own>> all(DSLContext dsl) {
        return all(dsl, (_, _) -> {});
    }

    public static Map<UUID, Own> all(DSLContext dsl, RecordKind kind) {
        var json = new JsonTexts();
        var found = new HashMap<UUID, Own>();
        stored(dsl, kind).forEach(stored -> found.put(stored.id(), stored.own(json)));
        return found;
    }

    /// The records of a kind as they are stored, in no order.
    public static List<Stored> stored(DSLContext dsl, RecordKind kind) {
        return stored(dsl, OWN_RECORD.KIND.eq(kind.name()));
    }

    /// All records as they are stored, in no order.
    public static List<Stored> stored(DSLContext dsl) {
        return stored(dsl, DSL.noCondition());
    }

    private record Place(String kind, UUID id) {}

    private static List<Stored> stored(DSLContext dsl, Condition which) {
        var first = new ArrayList<Stored>();
        var further = new HashMap<Place, SortedMap<Integer, String>>();
        dsl.select(OWN_RECORD.KIND, OWN_RECORD.ID, OWN_RECORD.PART, OWN_RECORD.MADE_HERE, OWN_RECORD.CONTENT)
                .from(OWN_RECORD)
                .where(which)
                .fetch()
                .forEach(row -> {
                    if (row.value3() == 0) {
                        first.add(new Stored(row.value1(), row.value2(), row.value4(), row.value5()));
                    } else {
                        further.computeIfAbsent(new Place(row.value1(), row.value2()), _ -> new TreeMap<>())
                                .put(row.value3(), row.value5());
                    }
                });
        if (further.isEmpty()) {
            return first;
        }
        var whole = new ArrayList<Stored>(first.size());
        for (var stored : first) {
            var rest = further.remove(new Place(stored.kind(), stored.id()));
            whole.add(
                    rest == null
                            ? stored
                            : new Stored(
                                    stored.kind(), stored.id(), stored.madeHere(), joined(stored.content(), rest)));
        }
        if (!further.isEmpty()) {
            var lost = further.keySet().iterator().next();
            throw Faults.unreadable(
                    "own_record", lost.id(), new IllegalArgumentException("its beginning is not there"));
        }
        return whole;
    }

    private static String joined(String first, SortedMap<Integer, String> rest) {
        var text = new StringBuilder(first);
        rest.values().forEach(text::append);
        return text.toString();
    }

    /// Brings the table to what changes leave, each of another record: a statement for each sort of change, run for
    /// all
    /// changes of that sort at once.
    public static void write(DSLContext dsl, List<Written> changes) {
        var inserts = new ArrayList<@Nullable Object[]>();
        var updates = new ArrayList<@Nullable Object[]>();
        var deletes = new ArrayList<@Nullable Object[]>();
        for (var change : changes) {
            var before = change.before();
            var after = change.after();
            var kind = change.kind().name();
            var content = after == null ? "" : after.content();
            boolean isOneRow = content.length() <= PART && (before == null || fitsOneRow(before));
            if (before != null && after != null && isOneRow) {
                updates.add(new @Nullable Object[] {after.madeHere(), content, kind, change.id()});
                continue;
            }
            if (before != null) {
                deletes.add(new @Nullable Object[] {kind, change.id()});
            }
            if (after != null) {
                rows(kind, change.id(), after.madeHere(), content, inserts);
            }
        }
        run(
                deletes,
                rows -> dsl.batch(dsl.deleteFrom(OWN_RECORD)
                                .where(OWN_RECORD.KIND.eq("").and(OWN_RECORD.ID.eq((UUID) null))))
                        .bind(rows)
                        .execute());
        run(
                updates,
                rows -> dsl.batch(dsl.update(OWN_RECORD)
                                .set(OWN_RECORD.MADE_HERE, false)
                                .set(OWN_RECORD.CONTENT, "")
                                .where(OWN_RECORD.KIND.eq("").and(OWN_RECORD.ID.eq((UUID) null))))
                        .bind(rows)
                        .execute());
        insert(dsl, inserts);
    }

    /// Writes records that are not there yet, as they were stored.
    public static void insert(DSLContext dsl, Iterable<Stored> records) {
        var rows = new ArrayList<@Nullable Object[]>();
        records.forEach(stored -> rows(stored.kind(), stored.id(), stored.madeHere(), stored.content(), rows));
        insert(dsl, rows);
    }

    private static void insert(DSLContext dsl, List<@Nullable Object[]> all) {
        run(
                all,
                rows -> dsl.batch(dsl.insertInto(OWN_RECORD)
                                .columns(
                                        OWN_RECORD.KIND,
                                        OWN_RECORD.ID,
                                        OWN_RECORD.PART,
                                        OWN_RECORD.MADE_HERE,
                                        OWN_RECORD.CONTENT)
                                .values("", (UUID) null, 0, false, ""))
                        .bind(rows)
                        .execute());
    }

    private static void rows(String kind, UUID id, boolean madeHere, String content, List<@Nullable Object[]> rows) {
        for (int part = 0; part == 0 || part * PART < content.length(); part++) {
            rows.add(new @Nullable Object[] {
                kind, id, part, madeHere, content.substring(part * PART, Math.min((part + 1) * PART, content.length()))
            });
        }
    }

    private static void run(List<@Nullable Object[]> rows, Consumer<@Nullable Object[][]> statement) {
        for (int from = 0; from < rows.size(); from += ROWS_PER_BATCH) {
            statement.accept(rows.subList(from, Math.min(rows.size(), from + ROWS_PER_BATCH))
                    .toArray(Object[][]::new));
        }
    }

    private static boolean fitsOneRow(Own own) {
        long most = 2;
        for (var value : own.values().entrySet()) {
            most += (long) MOST_ESCAPED
                            * (value.getKey().length() + value.getValue().length())
                    + AROUND_A_FIELD;
        }
        return most <= PART || own.content().length() <= PART;
    }
}
