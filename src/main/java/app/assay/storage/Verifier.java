package app.assay.storage;

import static app.assay.storage.generated.Tables.INSTALLED;
import static app.assay.storage.generated.Tables.LOAD_DIGEST;
import static app.assay.storage.generated.Tables.PACKED_INSTALLATIONS;
import static app.assay.storage.generated.Tables.REGISTER_META;
import static app.assay.storage.generated.Tables.REJECTED_ROW;
import static app.assay.storage.generated.Tables.SOURCE_CONTENT;
import static app.assay.storage.generated.Tables.SOURCE_FILE;
import static app.assay.storage.generated.Tables.SOURCE_LOAD;
import static app.assay.storage.generated.Tables.SOURCE_RECORD;
import static app.assay.storage.generated.Tables.TRAIL_EVENT;
import static app.assay.storage.generated.Tables.TRAIL_OVERFLOW;
import static app.assay.storage.generated.Tables.UNDO_STEP;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.sum;

import app.assay.domain.record.RecordKind;
import app.assay.domain.source.LoadState;
import app.assay.domain.trail.TrailEvent;
import app.assay.storage.Database.Frozen;
import app.assay.storage.OwnRecords.Own;
import app.assay.storage.RegisterFolder.Marker;
import app.assay.storage.TableSums.Sum;
import app.assay.storage.VerifyReport.Difference;
import app.assay.storage.generated.tables.records.TrailEventRecord;
import app.assay.storage.packed.DeviceRows;
import app.assay.storage.packed.PackedForm;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Recomputes everything that a register says about itself and names what differs: table, row and field.
///
/// Four witnesses are held against each other: the rows, the trail whose entries they follow from, the journal that
/// holds the entries once more outside the database, and the seal with the digests of all tables.
final class Verifier {

    private static final int PAGE = 2_000;
    private static final int TOLD = 1_000;

    /// What the register was in memory at the moment it is checked.
    record Subject(Frozen frozen, Snapshot snapshot, Trail.Head head, TableSums sums) {}

    private final Frozen database;
    private final Snapshot snapshot;
    private final Trail.Head head;
    private final TableSums sums;
    private final Optional<Blobs> blobs;
    private final Journal journal;
    private final Marker marker;
    private final Progress progress;
    private final List<Difference> differences = new ArrayList<>();
    private final Map<UUID, StoredLoad> loadOf = new HashMap<>();
    private long[] hashes = new long[1024];
    private long events;
    private long journalled;
    private long rows;
    private long packed;
    private long files;

    /// @param blobs the kept files; empty when they are not to be read
    Verifier(Subject subject, RegisterFolder folder, Optional<Blobs> blobs, Progress progress) {
        database = subject.frozen();
        snapshot = subject.snapshot();
        head = subject.head();
        sums = subject.sums();
        this.blobs = blobs;
        journal = new Journal(folder.journal());
        marker = folder.marker();
        this.progress = progress;
        snapshot.book().all().forEach(load -> loadOf.put(load.load().id(), load));
    }

    /// Checks what the register says now, while commands go on.
    ///
    /// @param blobs the kept files; empty when they are not to be read
    static VerifyReport verify(Commits commits, RegisterFolder folder, Optional<Blobs> blobs, Progress progress) {
        var subject = commits.freeze();
        try (var _ = subject.frozen()) {
            return Opening.readable(folder, () -> new Verifier(subject, folder, blobs, progress).run());
        }
    }

    VerifyReport run() {
        progress.stage("verify.trail");
        var replay = trail();
        journal();
        for (var kind : RecordKind.values()) {
            own(kind, replay);
        }
        steps(replay);
        facts(replay);
        progress.stage("verify.facts");
        var expected = loads(replay);
        bulk(expected);
        strangers(expected);
        small();
        balances();
        progress.stage("verify.files");
        blobs.ifPresent(this::blobs);
        return new VerifyReport(
                events, journalled, rows, packed, files, snapshot.book().all().size(), differences);
    }

    // ---------------------------------------------------------------- trail

    /// The chain of the trail, and what its entries leave.
    private Replay trail() {
        var trail = new Trail();
        var replay = new Replay(id -> Optional.ofNullable(loadOf.get(id)).map(StoredLoad::no));
        var doubtful = new TreeSet<Long>();
        var previous = Trail.NO_HASH;
        while (events < head.length()) {
            long from = events + 1;
            var page = database.read(dsl -> page(dsl, trail, from));
            if (page.isEmpty()) {
                tell("trail_event", from, "", "The trail lacks entry %d.".formatted(from));
                break;
            }
            for (var entry : page) {
                events++;
                var row = entry.row();
                if (row.getSequence() != events) {
                    tell("trail_event", events, "", "The trail lacks entry %d.".formatted(events));
                    doubtful.add(events);
                    events = row.getSequence();
                }
                remember(events, row.getHash());
                if (!row.getPreviousHash().equals(previous)) {
                    tell(
                            "trail_event",
                            events,
                            "previous_hash",
                            "Entry %d of the trail does not follow entry %d.".formatted(events, events - 1));
                }
                previous = row.getHash();
                var event = entry.event();
                if (event == null
                        || !Trail.hash(event).equals(event.hash())
                        || !told(entry).isEmpty()) {
                    doubtful.add(events);
                    if (event == null) {
                        continue;
                    }
                }
                if (events == 1 && !event.detail().contains(marker.id().toString())) {
                    tell("trail_event", 1, "detail", "Entry 1 of the trail is that of another register.");
                }
                try {
                    replay.accept(event);
                } catch (RuntimeException e) {
                    doubtful.add(events); // what it says makes no sense any more
                }
            }
            progress.stopIfCancelled();
            progress.report(events, head.length());
        }
        if (!previous.equals(head.hash())) {
            tell("trail_event", "", "", "The trail ends otherwise than the register says.");
        }
        name(doubtful, trail);
        long parts = database.read(dsl -> (long) dsl.fetchCount(
                TRAIL_OVERFLOW, TRAIL_OVERFLOW.SEQUENCE.gt(head.length()).or(TRAIL_OVERFLOW.SEQUENCE.lt(1L))));
        if (parts > 0) {
            tell("trail_overflow", "", "", "%d parts of entries belong to no entry of the trail.".formatted(parts));
        }
        return replay;
    }

    private record Entry(TrailEventRecord row, @Nullable TrailEvent event) {}

    private static List<Entry> page(DSLContext dsl, Trail trail, long from) {
        return dsl.selectFrom(TRAIL_EVENT)
                .where(TRAIL_EVENT.SEQUENCE.ge(from).and(TRAIL_EVENT.SEQUENCE.lt(from + PAGE)))
                .orderBy(TRAIL_EVENT.SEQUENCE)
                .fetch()
                .map(row -> new Entry(row, read(dsl, trail, row)));
    }

    private static @Nullable TrailEvent read(DSLContext dsl, Trail trail, TrailEventRecord row) {
        try {
            return trail.event(dsl, row);
        } catch (RuntimeException e) {
            return null; // a text that was changed so that it says nothing
        }
    }

    /// Columns that say once more what the entry says, and say otherwise.
    private static List<String> told(Entry entry) {
        var event = Objects.requireNonNull(entry.event());
        var row = entry.row();
        var other = new ArrayList<String>();
        if (!StoredInstants.text(event.at()).equals(row.getAtUtc())) {
            other.add("at_utc");
        }
        var kind = event.change().map(change -> change.kind().name()).orElse(null);
        if (!Objects.equals(kind, row.getKind())) {
            other.add("kind");
        }
        var record = event.change().map(change -> change.id()).orElse(null);
        if (!Objects.equals(record, row.getRecordId())) {
            other.add("record_id");
        }
        return other;
    }

    private void remember(long sequence, String hash) {
        int place = Math.toIntExact(sequence);
        if (place >= hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.max(place + 1, hashes.length * 2));
        }
        hashes[place] = first(hash);
    }

    private static long first(String hash) {
        try {
            return Long.parseUnsignedLong(hash, 0, 16, 16);
        } catch (RuntimeException e) {
            return 0;
        }
    }

    /// Names the fields of entries that were changed, by what the journal says.
    private void name(SortedSet<Long> doubtful, Trail trail) {
        if (doubtful.isEmpty()) {
            return;
        }
        var unnamed = new TreeSet<>(doubtful);
        try {
            journal.forEach(doubtful.first(), event -> {
                if (unnamed.contains(event.sequence()) && Trail.hash(event).equals(event.hash())) {
                    unnamed.remove(event.sequence());
                    name(event, trail);
                }
            });
        } catch (IOException | Journal.Unreadable e) {
            // That the journal is damaged is told by itself.
        }
        for (var sequence : unnamed) {
            tell(
                    "trail_event",
                    sequence,
                    "",
                    "Entry %d of the trail was changed after it was written.".formatted(sequence));
        }
    }

    private void name(TrailEvent told, Trail trail) {
        long sequence = told.sequence();
        var found = database.read(dsl -> page(dsl, trail, sequence).stream()
                .filter(entry -> entry.row().getSequence() == sequence)
                .findFirst());
        if (found.isEmpty()) {
            return; // that it is missing was told
        }
        var row = found.get().row();
        var event = found.get().event();
        var names = new TreeMap<String, String>();
        if (event != null) {
            told(found.get()).forEach(column -> names.put(column, ""));
        }
        compare(names, "id", row.getId(), told.id());
        compare(names, "revision", row.getRevision(), told.revision());
        compare(names, "command", row.getCommand(), told.command());
        compare(names, "at_utc", row.getAtUtc(), StoredInstants.text(told.at()));
        compare(names, "actor", row.getActor(), told.actor());
        compare(names, "action", row.getAction(), told.action());
        compare(names, "subject", row.getSubject(), told.subject());
        compare(names, "reason", row.getReason(), told.reason());
        compare(names, "detail", row.getDetail(), told.detail());
        compare(names, "application_version", row.getApplicationVersion(), told.applicationVersion());
        compare(names, "previous_hash", row.getPreviousHash(), told.previousHash());
        compare(names, "hash", row.getHash(), told.hash());
        if (event == null || !event.change().equals(told.change())) {
            names.put("change_json", "");
        }
        names.forEach((column, how) -> tell(
                "trail_event",
                sequence,
                column,
                "Entry %d of the trail was changed after it was written: its %s%s.".formatted(sequence, column, how)));
    }

    private static void compare(
            Map<String, String> names, String column, @Nullable Object found, @Nullable Object told) {
        if (!Objects.equals(found, told)) {
            names.put(column, " is \"%s\", the journal says \"%s\"".formatted(cut(found), cut(told)));
        }
    }

    private static String cut(@Nullable Object value) {
        var text = String.valueOf(value);
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }

    /// Whether the journal is a whole chain and holds the entries of the trail.
    private void journal() {
        var previous = new String[] {Trail.NO_HASH};
        try {
            journal.forEach(1, event -> {
                if (event.sequence() > head.length()) {
                    return; // written since
                }
                journalled++;
                if (event.sequence() != journalled) {
                    tell("journal", journalled, "", "The journal lacks entry %d.".formatted(journalled));
                    journalled = event.sequence();
                } else if (!event.previousHash().equals(previous[0])) {
                    tell(
                            "journal",
                            journalled,
                            "",
                            "Entry %d of the journal does not follow entry %d.".formatted(journalled, journalled - 1));
                }
                if (!Trail.hash(event).equals(event.hash())) {
                    tell(
                            "journal",
                            journalled,
                            "",
                            "Entry %d of the journal was changed after it was written.".formatted(journalled));
                } else if (journalled <= events && hashes[(int) journalled] != first(event.hash())) {
                    tell(
                            "journal",
                            journalled,
                            Condition.LOST,
                            "Entry %d of the journal is another one than in the trail.".formatted(journalled));
                }
                previous[0] = event.hash();
            });
        } catch (Journal.Unreadable e) {
            tell("journal", journalled + 1, "", "The journal is damaged. " + e.getMessage());
        } catch (IOException e) {
            tell("journal", "", "", "The journal cannot be read: %s.".formatted(e.getMessage()));
        }
    }

    // ---------------------------------------------------------------- the analyst's layer

    private void own(RecordKind kind, Replay replay) {
        var table = "own_" + kind.name().toLowerCase(Locale.ROOT);
        var stored = database.read(dsl -> OwnRecords.all(dsl, kind));
        var replayed = replay.records(kind);
        var ids = new HashSet<>(stored.keySet());
        ids.addAll(replayed.keySet());
        for (var id : ids.stream().sorted().toList()) {
            @Nullable Own own = stored.get(id);
            @Nullable Own expected = replayed.get(id);
            if (own == null || expected == null) {
                tell(
                        table,
                        id,
                        "",
                        "%s %s is %s, against the trail.".formatted(kind, id, own == null ? "not there" : "there"));
                continue;
            }
            if (own.madeHere() != expected.madeHere() && replay.tellsWhoMade(id)) {
                tell(
                        table,
                        id,
                        "made_here",
                        "%s %s says %s of whether it was made by the analyst, the trail says %s."
                                .formatted(kind, id, own.madeHere(), expected.madeHere()));
            }
            for (var field : kind.fields()) {
                var found = own.text(field.name());
                var told = expected.text(field.name());
                if (!found.equals(told)) {
                    tell(
                            table,
                            id,
                            field.name(),
                            "%s %s has \"%s\" as its %s, the trail leaves \"%s\"."
                                    .formatted(kind, id, cut(found), field.name(), cut(told)));
                }
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
                tell("undo_step", position, "", "Step %d of the history is not there.".formatted(position));
                continue;
            }
            var expected = form.values(UndoSteps.record(walked.step(), walked.undone()));
            var found = form.values(row);
            for (int place = 0; place < expected.length; place++) {
                if (!Objects.equals(expected[place], found[place])) {
                    tell(
                            "undo_step",
                            position,
                            form.columns().get(place),
                            "Step %d of the history has \"%s\" as its %s, the trail leaves \"%s\"."
                                    .formatted(
                                            position,
                                            cut(found[place]),
                                            form.columns().get(place),
                                            cut(expected[place])));
                }
            }
        }
        stored.keySet()
                .forEach(position -> tell(
                        "undo_step",
                        position,
                        "",
                        "Step %d of the history is there, against the trail.".formatted(position)));
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
                tell(
                        "register_meta",
                        fact,
                        "content",
                        "The register has \"%s\" as its %s, it should be \"%s\"."
                                .formatted(cut(found), fact, cut(told)));
            }
        });
    }

    // ---------------------------------------------------------------- rows of loads

    /// The loads against the trail.
    ///
    /// @return how many rows each load holds in each table, and their sums, as the trail tells or else the load's
    /// digests
    private Map<Integer, TableSums> loads(Replay replay) {
        var form = RowForm.of(SOURCE_LOAD);
        var digests = database.read(LoadDigests::read);
        var expected = new HashMap<Integer, TableSums>();
        for (var load : snapshot.book().all()) {
            var told = replay.loads().get(load.load().id());
            var id = load.load().id();
            if (told == null) {
                tell("source_load", load.no(), "", "The load %s is there, against the trail.".formatted(id));
                expected.put(load.no(), digests.getOrDefault(load.no(), TableSums.NOTHING));
                continue;
            }
            compare(load, "state", load.load().state(), told.state());
            compare(load, "revision", load.load().revision(), told.revision());
            told.row().ifPresent(row -> compare(form, load, row));
            var own = digests.getOrDefault(load.no(), TableSums.NOTHING);
            var sealed = told.rows().orElse(own);
            expected.put(load.no(), sealed);
            var tables = new TreeSet<>(sealed.tables().keySet());
            tables.addAll(own.tables().keySet());
            for (var table : tables) {
                if (!own.of(table).equals(sealed.of(table))) {
                    tell(
                            "load_digest",
                            load.no() + "/" + table,
                            own.of(table).rows() == sealed.of(table).rows() ? "digest" : "row_count",
                            "The digest of %s in the load %s is another one than in the trail."
                                    .formatted(table, load.load().file()));
                }
            }
        }
        replay.loads().forEach((id, _) -> {
            if (!loadOf.containsKey(id)) {
                tell("source_load", id, "", "The load %s is not there, against the trail.".formatted(id));
            }
        });
        digests.keySet().stream()
                .filter(no -> !expected.containsKey(no) && !isStaged(no))
                .sorted()
                .forEach(no ->
                        tell("load_digest", no, "", "There are digests of a load %d that is none.".formatted(no)));
        return expected;
    }

    private boolean isStaged(int loadNo) {
        return database.read(dsl -> dsl.fetchExists(
                SOURCE_LOAD, SOURCE_LOAD.LOAD_NO.eq(loadNo).and(SOURCE_LOAD.STATE.eq(LoadState.STAGING.name()))));
    }

    private void compare(StoredLoad load, String column, Object found, Object told) {
        if (!found.equals(told)) {
            tell(
                    "source_load",
                    load.no(),
                    column,
                    "The load of %s has \"%s\" as its %s, the trail leaves \"%s\"."
                            .formatted(load.load().file(), cut(found), column, cut(told)));
        }
    }

    private void compare(RowForm form, StoredLoad load, JsonNode told) {
        var found = new TreeMap<>(form.map(form.values(Loads.record(load))));
        found.forEach((column, value) -> {
            if (column.equals("state") || column.equals("revision")) {
                return;
            }
            var node = told.path(column);
            @Nullable Object expected = node.isNull() ? null : node.asString();
            if (!Objects.equals(value, expected)) {
                compare(load, column, String.valueOf(value), String.valueOf(expected));
            }
        });
    }

    private void bulk(Map<Integer, TableSums> expected) {
        long all = sums.tables().values().stream().mapToLong(Sum::rows).sum();
        for (var load : snapshot.book().all()) {
            var sealed = expected.getOrDefault(load.no(), TableSums.NOTHING);
            for (var table : LoadDigests.TABLES) {
                bulk(load, table, sealed);
                progress.stopIfCancelled();
                progress.report(rows, all);
            }
        }
    }

    private void bulk(StoredLoad load, Table<?> table, TableSums sealed) {
        var form = RowForm.of(table);
        var adder = new SetDigest.Adder();
        int before = differences.size();
        var check = Objects.requireNonNull(table.field(DSL.name("ROW_CHECK"), byte[].class));
        boolean numbered = !table.equals(SOURCE_FILE);
        long[] next = {numbered ? LoadRows.first(table, load) : 0};
        var sha256 = Hashes.sha256();
        var unpacked = new DeviceRows();
        LoadRows.forEach(database, table, load, row -> {
            rows++;
            var values = form.values(row);
            if (numbered) {
                long number = ((Number) Objects.requireNonNull(values[0])).longValue();
                missing(form, load, next[0], number);
                next[0] = number + 1;
            }
            adder.add(form.digest(values));
            for (var column : form.changed(row.get(check), values)) {
                tell(
                        form.name(),
                        key(form, values),
                        column,
                        "Row %s of %s (load of %s) was changed: its %s."
                                .formatted(
                                        key(form, values),
                                        form.name(),
                                        load.load().file(),
                                        column));
            }
            if (table.equals(SOURCE_CONTENT)) {
                content(row, sha256);
            } else if (table.equals(PACKED_INSTALLATIONS)) {
                packed(row, sha256, unpacked);
            }
        });
        if (numbered) {
            missing(form, load, next[0], LoadRows.end(table, load));
        }
        var held = new Sum(adder.rows(), adder.sum());
        if (!held.equals(sealed.of(form.name())) && differences.size() == before) {
            tell(
                    form.name(),
                    "",
                    "",
                    "The load of %s holds other rows in %s than were published."
                            .formatted(load.load().file(), form.name()));
        }
    }

    private static String key(RowForm form, @Nullable Object[] values) {
        return form.table().equals(SOURCE_FILE) ? values[0] + "/" + values[1] : String.valueOf(values[0]);
    }

    private void missing(RowForm form, StoredLoad load, long from, long to) {
        for (long number = from; number < to && differences.size() < TOLD; number++) {
            tell(
                    form.name(),
                    number,
                    "",
                    "Row %d of %s (load of %s) is not there."
                            .formatted(number, form.name(), load.load().file()));
        }
    }

    private void content(Record row, MessageDigest sha256) {
        var digest = sha256.digest(row.get(SOURCE_CONTENT.CONTENT).getBytes(StandardCharsets.UTF_8));
        if (!MessageDigest.isEqual(digest, row.get(SOURCE_CONTENT.DIGEST))) {
            long id = row.get(SOURCE_CONTENT.ID);
            tell("source_content", id, "content", "What a row said (number %d) was changed.".formatted(id));
        }
    }

    private void packed(Record row, MessageDigest sha256, DeviceRows unpacked) {
        packed++;
        long id = row.get(PACKED_INSTALLATIONS.ID);
        byte format = row.get(PACKED_INSTALLATIONS.FORMAT);
        var content = row.get(PACKED_INSTALLATIONS.CONTENT);
        sha256.update(format);
        if (!MessageDigest.isEqual(sha256.digest(content), row.get(PACKED_INSTALLATIONS.DIGEST))) {
            tell("packed_installations", id, "content", "Packed installations number %d were changed.".formatted(id));
            return;
        }
        unpacked.clear();
        PackedForm.unpack(format, content, 0, 0, unpacked);
        int entries = row.get(PACKED_INSTALLATIONS.ENTRIES);
        if (unpacked.size() != entries) {
            tell(
                    "packed_installations",
                    id,
                    "entries",
                    "Packed installations number %d hold %d entries, not %d.".formatted(id, unpacked.size(), entries));
        }
    }

    /// Rows that belong to no load.
    private void strangers(Map<Integer, TableSums> expected) {
        for (var table : LoadDigests.TABLES) {
            var form = RowForm.of(table);
            long owned = expected.values().stream()
                    .mapToLong(load -> load.of(form.name()).rows())
                    .sum();
            long found = database.read(dsl -> (long) dsl.fetchCount(table));
            if (found > owned) {
                strangers(table, form);
            }
        }
    }

    private void strangers(Table<?> table, RowForm form) {
        var staged = database.read(dsl -> dsl.selectFrom(SOURCE_LOAD)
                .where(SOURCE_LOAD.STATE.eq(LoadState.STAGING.name()))
                .fetch()
                .map(Loads::read));
        var loads = snapshot.book().all();
        if (table.equals(SOURCE_FILE)) {
            var known = new HashSet<Integer>();
            loads.forEach(load -> known.add(load.no()));
            staged.forEach(load -> known.add(load.no()));
            database.read(dsl -> dsl.selectFrom(SOURCE_FILE)
                            .where(SOURCE_FILE.LOAD_NO.notIn(known))
                            .fetch())
                    .forEach(row -> stranger(form, row.getLoadNo() + "/" + row.getFileNo()));
            return;
        }
        var id = Objects.requireNonNull(table.getPrimaryKey()).getFields().getFirst();
        var ids = database.read(dsl -> dsl.select(id).from(table).orderBy(id).fetch(row -> row.get(id, Long.class)));
        for (long at : ids) {
            boolean owned = loads.stream()
                    .anyMatch(load -> LoadRows.first(table, load) <= at && at < LoadRows.end(table, load));
            boolean isStaged = staged.stream().anyMatch(load -> LoadRows.first(table, load) <= at);
            if (!owned && !isStaged) {
                stranger(form, String.valueOf(at));
            }
        }
    }

    private void stranger(RowForm form, String row) {
        tell(form.name(), row, "", "Row %s of %s belongs to no load.".formatted(row, form.name()));
    }

    /// The small tables against the digests that the seal holds, for what no other witness tells of.
    private void small() {
        var known = new HashSet<String>();
        differences.forEach(difference -> known.add(difference.table()));
        var found = new TableSums.Changes();
        for (Table<?> table : List.<Table<?>>of(REGISTER_META, UNDO_STEP)) {
            var form = RowForm.of(table);
            database.read(dsl -> dsl.selectFrom(table).fetch()).forEach(row -> found.add(form, form.values(row)));
        }
        var counted = found.sums();
        counted.tables().forEach((table, sum) -> {
            if (!known.contains(table) && !sum.equals(sums.of(table))) {
                tell(table, "", "", "The table %s holds other rows than the register says.".formatted(table));
            }
        });
        long digests =
                database.read(dsl -> dsl.select(count()).from(LOAD_DIGEST).fetchOne(0, Long.class));
        if (digests < sums.of("load_digest").rows()) {
            tell("load_digest", "", "", "Digests of loads are not there.");
        }
    }

    /// Whether the rows that a load kept agree with its balance.
    private void balances() {
        for (var load : snapshot.book().all()) {
            var balance = load.load().balance();
            var called =
                    "The load %s (%s)".formatted(load.load().file(), load.load().id());
            long rejected = database.read(dsl -> (long) dsl.fetchCount(
                    REJECTED_ROW,
                    REJECTED_ROW
                            .ID
                            .ge(load.first().rejected())
                            .and(REJECTED_ROW.ID.lt(load.end().rejected()))));
            if (rejected != balance.rejected()) {
                tell(
                        "rejected_row",
                        "",
                        "",
                        "%s has %d rejected rows, its balance says %d."
                                .formatted(called, rejected, balance.rejected()));
            }
            long records = database.read(dsl -> (long) dsl.fetchCount(
                    SOURCE_RECORD,
                    SOURCE_RECORD
                            .ID
                            .ge(load.first().record())
                            .and(SOURCE_RECORD.ID.lt(load.end().record()))
                            .and(SOURCE_RECORD.IMPLIED.isFalse())));
            long entries = database.read(dsl -> dsl.select(sum(PACKED_INSTALLATIONS.ENTRIES))
                    .from(INSTALLED)
                    .join(PACKED_INSTALLATIONS)
                    .on(PACKED_INSTALLATIONS.ID.eq(INSTALLED.PACKED_ID))
                    .where(INSTALLED
                            .ID
                            .ge(load.first().installed())
                            .and(INSTALLED.ID.lt(load.end().installed())))
                    .fetchOptional(0, Long.class)
                    .orElse(0L));
            // Rows that said the same as another row of the file are folded into it.
            long said = balance.read() - balance.rejected();
            if (records + entries + load.folded() != said) {
                tell(
                        "source_load",
                        load.no(),
                        "",
                        "%s keeps %d facts of %d rows, of which %d were folded."
                                .formatted(called, records + entries, said, load.folded()));
            }
            if (blobs.isPresent() && !blobs.get().has(load.load().sha256())) {
                tell(
                        "blobs",
                        load.load().sha256(),
                        "",
                        "%s has lost its file %s.".formatted(called, load.load().sha256()));
            }
        }
    }

    private void blobs(Blobs kept) {
        for (var proof : snapshot.records(RecordKind.PROOF)) {
            proof.find("sha256")
                    .filter(hash -> hash.matches("[0-9a-f]{64}") && !kept.has(hash))
                    .ifPresent(hash -> tell(
                            "blobs",
                            hash,
                            "",
                            "The proof %s has lost its file %s.".formatted(proof.text("fileName"), hash)));
        }
        try {
            kept.check((named, found) -> {
                files++;
                if (!named.equals(found)) {
                    tell("blobs", named, "", "The kept file %s holds other bytes (%s).".formatted(named, found));
                }
                progress.stopIfCancelled();
            });
        } catch (IOException e) {
            tell("blobs", "", "", "The kept files cannot be read: %s.".formatted(e.getMessage()));
        }
    }

    private void tell(String table, Object row, String field, String message) {
        if (differences.size() < TOLD) {
            differences.add(new Difference(table, String.valueOf(row), field, message));
        }
    }
}
