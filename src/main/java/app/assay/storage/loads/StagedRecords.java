package app.assay.storage.loads;

import static app.assay.storage.generated.Tables.RECORD_KEY;
import static app.assay.storage.generated.Tables.SOURCE_CONTENT;
import static app.assay.storage.generated.Tables.SOURCE_RECORD;

import app.assay.domain.identity.IdentityKeys;
import app.assay.domain.identity.Key;
import app.assay.domain.identity.KeySort;
import app.assay.domain.identity.Likeness;
import app.assay.domain.record.FieldType;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.Place;
import app.assay.files.CanonicalJson;
import app.assay.files.Hashes;
import app.assay.files.JsonTexts;
import app.assay.storage.records.Identities;
import app.assay.storage.records.Identities.Found;
import app.assay.storage.records.Identities.Question;
import app.assay.storage.records.IdentityRemark;
import app.assay.storage.rows.BulkInsert;
import app.assay.storage.rows.CarriedOver;
import app.assay.storage.rows.LoadDigests;
import app.assay.storage.rows.SourceContents;
import app.assay.storage.rows.StoredLoad;
import app.assay.storage.rows.UnknownKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import org.jooq.DSLContext;

/// Rows of a staged load that describe records: which record each stands for, what it says, and how that compares with
/// the
/// load before.
final class StagedRecords {

    /// Longest content of one row that is kept.
    static final int LONGEST = 1_000_000;

    private static final int BATCH = 2_000;
    private static final int PAGE = 5_000;
    private static final int MOST_WAITING = 50_000;

    /// A digest that can be compared and looked up: the first 16 bytes of a SHA-256.
    private record Digest(long high, long low) {
        static Digest of(byte[] sha256) {
            var bytes = java.nio.ByteBuffer.wrap(sha256);
            return new Digest(bytes.getLong(), bytes.getLong());
        }
    }

    private record Known(Digest digest, long content) {}

    /// Where a row of this load describes a record.
    private record Claim(String name, String file, int fileNo, long row) {}

    /// A row of a kind whose lines may share a reference: which record it describes is decided when all are there.
    private record Waiting(RecordKind kind, Map<String, String> values, Row row, String content, List<Key> keys) {}

    private record Repeated(Waiting row, Waiting first) {}

    private record KeyRow(long number, RecordKind kind, Key key, UUID id) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared, and never leaves this class
    private record ContentRow(long number, byte[] digest, String content) {}

    private record RecordRow(
            long number, RecordKind kind, UUID id, int file, long row, boolean implied, long content) {}

    private final Identities names;
    private final StagedRemarks remarks;
    private final RowNames rowNames;
    private final Function<Named, Optional<String>> nameOf;
    private final LoadDigests digests;
    private final int loadNo;
    private final boolean dryRun;
    private final StagedWrites database;
    private final Map<UUID, List<Known>> before = new HashMap<>();
    private final Set<UUID> leftOver = new HashSet<>();
    private final Map<UUID, List<Known>> seen = new HashMap<>();
    private final Set<UUID> named = new HashSet<>();
    private final List<KeyRow> keys = new ArrayList<>();
    private final List<ContentRow> contents = new ArrayList<>();
    private final List<RecordRow> rows = new ArrayList<>();
    private final Map<Digest, Set<UUID>> bySaying = new HashMap<>();
    private final Map<UUID, Claim> claims = new HashMap<>();
    /// Records that rows of this load were taken for though they have keys that the records have not, by all keys
    /// of the
    /// row: another row with one of them, such as a lent adapter, is judged for itself.
    private final Map<Set<Key>, UUID> linked = new HashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<Repeated> repeated = new ArrayList<>();
    private long added;
    private long changed;
    private long same;
    private final JsonTexts json = new JsonTexts();
    private long carriedRows;
    private long nextRecord;
    private long nextContent;
    private long nextKey;

    /// A record of a kind.
    record Named(RecordKind kind, UUID id) {}

    /// A row and where it stands.
    record Row(String file, int fileNo, long number) {
        Place place() {
            return new Place(file, "", number, "");
        }

        Place fileAlone() {
            return Place.ofFile(file);
        }
    }

    /// @param names layered over what the register knows; receives what this load brings
    /// @param nameOf what a record of the register is called
    StagedRecords(
            StagedWrites database,
            Identities names,
            StagedRemarks remarks,
            Function<Named, Optional<String>> nameOf,
            LoadDigests digests,
            StoredLoad load,
            Optional<StoredLoad> previous,
            boolean dryRun) {
        this.database = database;
        this.names = names;
        this.remarks = remarks;
        rowNames = new RowNames(names, remarks);
        this.nameOf = nameOf;
        this.digests = digests;
        this.dryRun = dryRun;
        loadNo = load.no();
        nextRecord = load.first().record();
        nextContent = load.first().content();
        nextKey = load.first().key();
        previous.ifPresent(this::readBefore);
    }

    private void readBefore(StoredLoad load) {
        for (long from = load.first().record(); from < load.end().record(); from += PAGE) {
            long begin = from;
            database.read(dsl -> dsl.select(
                                    SOURCE_RECORD.RECORD_ID,
                                    SOURCE_RECORD.IMPLIED,
                                    SOURCE_RECORD.CONTENT_ID,
                                    SOURCE_CONTENT.DIGEST)
                            .from(SOURCE_RECORD)
                            .join(SOURCE_CONTENT)
                            .on(SOURCE_CONTENT.ID.eq(SOURCE_RECORD.CONTENT_ID))
                            .where(SOURCE_RECORD
                                    .ID
                                    .ge(begin)
                                    .and(SOURCE_RECORD.ID.lt(
                                            Math.min(begin + PAGE, load.end().record()))))
                            .fetch())
                    .forEach(row -> {
                        before.computeIfAbsent(row.value1(), _ -> new ArrayList<>(1))
                                .add(new Known(Digest.of(row.value4()), row.value3()));
                        if (!row.value2()) {
                            leftOver.add(row.value1());
                        }
                    });
        }
    }

    /// Takes a row.
    ///
    /// @param values without empty texts
    /// @param partial whether the fields that the row does not fill in are those of the load before
    /// @return the record it describes; empty while that is open
    /// @throws TooLong when the row says more than can be kept
    Optional<UUID> take(RecordKind kind, Map<String, String> values, Row row, boolean partial) throws TooLong {
        var content = CanonicalJson.of(values);
        if (content.length() > LONGEST) {
            throw new TooLong();
        }
        var keys = IdentityKeys.of(kind, values);
        if (IdentityKeys.hasReference(kind)) {
            waiting.add(new Waiting(kind, Map.copyOf(values), row, content, keys));
            if (waiting.size() >= MOST_WAITING) {
                decide();
            }
            return Optional.empty();
        }
        var digest = Hashes.sha256().digest(content.getBytes(StandardCharsets.UTF_8));
        var known = Digest.of(digest);
        Predicate<UUID> inOneFile = id -> {
            var claim = claims.get(id);
            // What tells only a part may be told again, in the next document of the file.
            return claim != null
                    && !partial
                    && claim.fileNo() == row.fileNo()
                    && find(seen.getOrDefault(id, List.of()), known).isEmpty();
        };
        var found = linked(keys).orElseGet(() -> names.find(kind, keys, inOneFile, () -> saying(known)));
        var id = found.id().orElseGet(UUID::randomUUID);
        var name = values.getOrDefault(kind.fields().getFirst().name(), "");
        found.questions().forEach(question -> tell(kind, name, row, question, found.id()));
        boolean likely = found.questions().stream()
                .anyMatch(question -> question.judgement().likeness() == Likeness.LIKELY
                        && question.other().equals(id));
        if (likely) {
            linked.put(Set.copyOf(keys), id);
        } else {
            learn(kind, keys, id);
        }
        if (partial) {
            var all = withBefore(id, values);
            var text = CanonicalJson.of(all);
            if (text.length() > LONGEST) {
                throw new TooLong();
            }
            write(kind, all, row, text, Hashes.sha256().digest(text.getBytes(StandardCharsets.UTF_8)), id);
        } else {
            write(kind, values, row, content, digest, id);
        }
        return Optional.of(id);
    }

    /// A row that says more than can be kept.
    static final class TooLong extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private Optional<Found> linked(List<Key> keys) {
        return Optional.ofNullable(linked.get(Set.copyOf(keys))).map(id -> new Found(Optional.of(id), List.of()));
    }

    /// Records that say the same, in the load before or in this one. Asked for only where a name is not unique.
    private Set<UUID> saying(Digest known) {
        if (bySaying.isEmpty()) {
            before.forEach((id, all) -> all.forEach(one -> said(one.digest(), id)));
            seen.forEach((id, all) -> all.forEach(one -> said(one.digest(), id)));
        }
        return bySaying.getOrDefault(known, Set.of());
    }

    private void said(Digest digest, UUID id) {
        bySaying.computeIfAbsent(digest, _ -> new LinkedHashSet<>(2)).add(id);
    }

    private boolean saidBefore(Digest known, UUID id) {
        return find(before.getOrDefault(id, List.of()), known).isPresent();
    }

    /// Decides which records the waiting rows describe: first the rows that say what was said before, then those
    /// that
    /// are the same line with another number or price, then the rest in the order of the file.
    private void decide() {
        var ids = new HashMap<Waiting, UUID>();
        var first = new HashMap<String, Waiting>();
        waiting.removeIf(row -> {
            var earlier = first.putIfAbsent(row.kind() + row.content(), row);
            if (earlier != null) {
                repeated.add(new Repeated(row, earlier));
            }
            return earlier != null;
        });
        for (var row : waiting) {
            var known = Digest.of(Hashes.sha256().digest(row.content().getBytes(StandardCharsets.UTF_8)));
            settle(row, KeySort.REFERENCE, ids, id -> saidBefore(known, id));
        }
        for (var row : waiting) {
            settle(row, KeySort.LINE, ids, _ -> true);
        }
        for (var row : waiting) {
            if (!ids.containsKey(row)) {
                var found = names.find(row.kind(), row.keys(), claims::containsKey, Set::of);
                var id = found.id().orElseGet(UUID::randomUUID);
                var name = row.values().getOrDefault("reference", "");
                found.questions().forEach(question -> tell(row.kind(), name, row.row(), question, found.id()));
                claim(row, id, ids);
            }
        }
        for (var row : waiting) {
            var digest = Hashes.sha256().digest(row.content().getBytes(StandardCharsets.UTF_8));
            write(row.kind(), row.values(), row.row(), row.content(), digest, Objects.requireNonNull(ids.get(row)));
        }
        for (var again : repeated) {
            var row = again.row();
            var earlier = again.first();
            remarks.warning(
                    row.row().place(),
                    "identity.repeated",
                    "A row says all the same as another and counts once: \"%s\", first in row %s of %s."
                            .formatted(
                                    row.values().getOrDefault("reference", ""),
                                    earlier.row().number(),
                                    earlier.row().file()));
            var digest = Hashes.sha256().digest(row.content().getBytes(StandardCharsets.UTF_8));
            write(row.kind(), row.values(), row.row(), row.content(), digest, Objects.requireNonNull(ids.get(earlier)));
        }
        repeated.clear();
        waiting.clear();
    }

    private void settle(Waiting row, KeySort sort, Map<Waiting, UUID> ids, Predicate<UUID> fits) {
        if (ids.containsKey(row)) {
            return;
        }
        for (var key : row.keys()) {
            if (key.sort() == sort) {
                for (var id : names.all(row.kind(), key)) {
                    if (!claims.containsKey(id) && fits.test(id)) {
                        claim(row, id, ids);
                        return;
                    }
                }
            }
        }
    }

    private void claim(Waiting row, UUID id, Map<Waiting, UUID> ids) {
        ids.put(row, id);
        claims.putIfAbsent(
                id,
                new Claim(
                        row.values().getOrDefault("reference", ""),
                        row.row().file(),
                        row.row().fileNo(),
                        row.row().number()));
        learn(row.kind(), row.keys(), id);
    }

    private void write(RecordKind kind, Map<String, String> values, Row row, String content, byte[] digest, UUID id) {
        for (var field : kind.fields()) {
            if (field.type() == FieldType.REFERENCE
                    && field.target().equals(Optional.of(RecordKind.ORGANISATION_UNIT))
                    && values.containsKey(field.name())) {
                name(RecordKind.ORGANISATION_UNIT, values.getOrDefault(field.name(), ""), row);
            }
        }
        rowNames.take(kind, id, values, row);
        var known = Digest.of(digest);
        leftOver.remove(id);
        List<Known> earlier = seen.getOrDefault(id, List.of());
        var equal = find(earlier, known).or(() -> find(before.getOrDefault(id, List.of()), known));
        long number = equal.map(Known::content).orElseGet(() -> write(digest, content));
        seen.computeIfAbsent(id, _ -> new ArrayList<>(1)).add(new Known(known, number));
        if (!bySaying.isEmpty()) {
            said(known, id);
        }
        add(new RecordRow(nextRecord++, kind, id, row.fileNo(), row.number(), false, number));
        named.add(id);
        claims.put(
                id,
                new Claim(
                        values.getOrDefault(kind.fields().getFirst().name(), ""),
                        row.file(),
                        row.fileNo(),
                        row.number()));
        if (equal.isPresent()) {
            same++;
        } else if (earlier.isEmpty() && !before.containsKey(id)) {
            added++;
        } else {
            changed++;
        }
    }

    private void tell(RecordKind kind, String name, Row row, Question question, Optional<UUID> taken) {
        var claim = claims.get(question.other());
        var other = "\"%s\" (%s)"
                .formatted(
                        claim == null
                                ? nameOf.apply(new Named(kind, question.other()))
                                        .orElse("no longer described")
                                : claim.name(),
                        claim == null
                                ? "known before"
                                : "row " + claim.row() + (claim.fileNo() == row.fileNo() ? "" : " of " + claim.file()));
        IdentityRemark.of(kind, name, other, question, taken.isPresent())
                .ifPresent(remark -> remarks.warning(row.place(), remark.code(), remark.message()));
    }

    private Map<String, String> withBefore(UUID id, Map<String, String> said) {
        if (seen.containsKey(id)) {
            return said; // this load has told of it already: what was before must not come over that
        }
        var all = new HashMap<String, String>();
        for (var known : before.getOrDefault(id, List.of())) {
            database.read(dsl -> SourceContents.text(dsl, known.content()))
                    .ifPresent(text -> all.putAll(json.flat(text)));
        }
        all.putAll(said);
        return all;
    }

    /// Takes over the rows of the load before about records of which this load says nothing, where that is asked
    /// for.
    ///
    /// @param fileNumber gives a file of the load before a number in this one
    void carryOver(StoredLoad previous, CarriedOver carried, IntUnaryOperator fileNumber) {
        var rowsBefore = new ArrayList<RecordRow>();
        for (long from = previous.first().record(); from < previous.end().record(); from += PAGE) {
            long begin = from;
            long end = Math.min(begin + PAGE, previous.end().record());
            database.read(dsl -> dsl.selectFrom(SOURCE_RECORD)
                            .where(SOURCE_RECORD.ID.ge(begin).and(SOURCE_RECORD.ID.lt(end)))
                            .orderBy(SOURCE_RECORD.ID)
                            .fetch())
                    .forEach(row -> rowsBefore.add(new RecordRow(
                            row.getId(),
                            UnknownKind.parse(row.getKind()),
                            row.getRecordId(),
                            row.getFileNo(),
                            row.getRowNo(),
                            row.getImplied(),
                            row.getContentId())));
        }
        var files = new HashSet<Integer>();
        rowsBefore.stream().filter(row -> carried.devices().contains(row.id())).forEach(row -> files.add(row.file()));
        for (var row : rowsBefore) {
            boolean isTold = seen.containsKey(row.id()) || (row.implied() && named.contains(row.id()));
            if (isTold || !(carried.isEverything() || files.contains(row.file()))) {
                continue;
            }
            named.add(row.id());
            leftOver.remove(row.id());
            carriedRows += row.implied() ? 0 : 1;
            if (row.kind() == RecordKind.DEVICE) {
                carried.takenOver(row.id());
            }
            add(new RecordRow(
                    nextRecord++,
                    row.kind(),
                    row.id(),
                    fileNumber.applyAsInt(row.file()),
                    row.row(),
                    row.implied(),
                    row.content()));
        }
    }

    /// Rows of the load before that were taken over; they count as same.
    long carried() {
        return carriedRows;
    }

    /// The record that a name stands for; made if there is none, and put down as named by this load.
    UUID name(RecordKind kind, String name, Row row) {
        var values = Map.of(kind.fields().getFirst().name(), name);
        var all = names.allNamed(kind, name);
        var id = all.stream()
                .filter(claims::containsKey)
                .findFirst()
                .or(() -> all.stream().findFirst())
                .orElseGet(UUID::randomUUID);
        if (all.size() < 2) {
            learn(kind, IdentityKeys.of(kind, values), id);
        } else {
            var remark = IdentityRemark.ambiguous(kind, name, all.size());
            remarks.warning(row.place(), remark.code(), remark.message());
        }
        if (named.add(id)) {
            var content = CanonicalJson.of(values);
            var digest = Hashes.sha256().digest(content.getBytes(StandardCharsets.UTF_8));
            long number = find(before.getOrDefault(id, List.of()), Digest.of(digest))
                    .map(Known::content)
                    .orElseGet(() -> write(digest, content));
            add(new RecordRow(nextRecord++, kind, id, row.fileNo(), row.number(), true, number));
        }
        return id;
    }

    /// Rows that say something new.
    long added() {
        return added;
    }

    long changed() {
        return changed;
    }

    long same() {
        return same;
    }

    /// Records that the load before described and this one does not.
    long vanished() {
        return leftOver.size();
    }

    long nextRecord() {
        return nextRecord;
    }

    long nextContent() {
        return nextContent;
    }

    long nextKey() {
        return nextKey;
    }

    private void learn(RecordKind kind, List<Key> made, UUID id) {
        for (var key : made) {
            if (names.add(kind, key, id)) {
                keys.add(new KeyRow(nextKey++, kind, key, id));
            }
        }
    }

    private static Optional<Known> find(List<Known> known, Digest digest) {
        return known.stream().filter(one -> one.digest().equals(digest)).findFirst();
    }

    private long write(byte[] digest, String content) {
        contents.add(new ContentRow(nextContent, digest, content));
        return nextContent++;
    }

    private void add(RecordRow row) {
        rows.add(row);
        if (rows.size() >= BATCH) {
            flush();
        }
    }

    /// Tells what is odd about names in the rows, when all are there.
    void tellNames() {
        rowNames.tell();
    }

    /// Decides what waits, and writes all.
    void flushAll() {
        decide();
        flush();
    }

    private void flush() {
        if (!dryRun && !(rows.isEmpty() && keys.isEmpty())) {
            database.transaction(tx -> {
                writeContents(tx);
                writeKeys(tx);
                writeRows(tx);
                return rows.size();
            });
        }
        contents.clear();
        keys.clear();
        rows.clear();
    }

    private void writeContents(DSLContext tx) {
        if (contents.isEmpty()) {
            return;
        }
        var insert = tx.insertInto(
                        SOURCE_CONTENT,
                        SOURCE_CONTENT.ID,
                        SOURCE_CONTENT.DIGEST,
                        SOURCE_CONTENT.CONTENT,
                        SOURCE_CONTENT.ROW_CHECK)
                .values((Long) null, null, null, null);
        var values = new ArrayList<Object[]>(contents.size());
        for (var row : contents) {
            var check = digests.take(SOURCE_CONTENT, row.number(), row.digest(), row.content());
            values.add(new Object[] {row.number(), row.digest(), row.content(), check});
        }
        BulkInsert.run(tx, insert, values);
    }

    private void writeKeys(DSLContext tx) {
        if (keys.isEmpty()) {
            return;
        }
        var insert = tx.insertInto(
                        RECORD_KEY,
                        RECORD_KEY.ID,
                        RECORD_KEY.KIND,
                        RECORD_KEY.KEY_TEXT,
                        RECORD_KEY.RECORD_ID,
                        RECORD_KEY.ROW_CHECK)
                .values((Long) null, null, null, null, null);
        var values = new ArrayList<Object[]>(keys.size());
        for (var row : keys) {
            var kind = row.kind().name();
            var text = row.key().sort().digit() + row.key().text();
            var check = digests.take(RECORD_KEY, row.number(), kind, text, row.id());
            values.add(new Object[] {row.number(), kind, text, row.id(), check});
        }
        BulkInsert.run(tx, insert, values);
    }

    private void writeRows(DSLContext tx) {
        if (rows.isEmpty()) {
            return;
        }
        var insert = tx.insertInto(
                        SOURCE_RECORD,
                        SOURCE_RECORD.ID,
                        SOURCE_RECORD.LOAD_NO,
                        SOURCE_RECORD.KIND,
                        SOURCE_RECORD.RECORD_ID,
                        SOURCE_RECORD.FILE_NO,
                        SOURCE_RECORD.ROW_NO,
                        SOURCE_RECORD.IMPLIED,
                        SOURCE_RECORD.CONTENT_ID,
                        SOURCE_RECORD.ROW_CHECK)
                .values((Long) null, null, null, null, null, null, null, null, null);
        var values = new ArrayList<Object[]>(rows.size());
        for (var row : rows) {
            var kind = row.kind().name();
            var check = digests.take(
                    SOURCE_RECORD,
                    row.number(),
                    loadNo,
                    kind,
                    row.id(),
                    row.file(),
                    row.row(),
                    row.implied(),
                    row.content());
            values.add(new Object[] {
                row.number(), loadNo, kind, row.id(), row.file(), row.row(), row.implied(), row.content(), check
            });
        }
        BulkInsert.run(tx, insert, values);
    }
}
