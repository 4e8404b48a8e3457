package app.assay.storage;

import static app.assay.storage.generated.Tables.RECORD_KEY;
import static app.assay.storage.generated.Tables.SOURCE_CONTENT;
import static app.assay.storage.generated.Tables.SOURCE_RECORD;

import app.assay.domain.value.CanonicalJson;
import app.assay.domain.record.FieldType;
import app.assay.domain.record.RecordKind;
import app.assay.storage.RecordKeys.Key;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;

/// Rows of a staged load that describe records: which record each stands for, what it says, and how that compares with
/// the
/// load before.
final class StagedRecords {

    /// Longest content of one row that is kept.
    static final int LONGEST = 1_000_000;

    private static final int BATCH = 2_000;
    private static final int PAGE = 5_000;

    /// What a row adds to the balance.
    enum Verdict {
        ADDED,
        CHANGED,
        SAME
    }

    /// A digest that can be compared and looked up: the first 16 bytes of a SHA-256.
    private record Digest(long high, long low) {
        static Digest of(byte[] sha256) {
            var bytes = java.nio.ByteBuffer.wrap(sha256);
            return new Digest(bytes.getLong(), bytes.getLong());
        }
    }

    private record Known(Digest digest, long content) {}

    private record KeyRow(long number, RecordKind kind, Key key, UUID id) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared, and never leaves this class
    private record ContentRow(long number, byte[] digest, String content) {}

    private record RecordRow(
            long number, RecordKind kind, UUID id, int file, long row, boolean implied, long content) {}

    private final Identities names;
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
    private long nextRecord;
    private long nextContent;
    private long nextKey;

    /// @param names layered over what the register knows; receives what this load brings
    StagedRecords(
            StagedWrites database,
            Identities names,
            LoadDigests digests,
            StoredLoad load,
            Optional<StoredLoad> previous,
            boolean dryRun) {
        this.database = database;
        this.names = names;
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

    /// The record that a row stands for, and what the row adds to the balance.
    record Taken(UUID id, Verdict verdict) {}

    /// Takes a row.
    ///
    /// @param values without empty texts
    /// @return empty when the row says more than can be kept
    Optional<Taken> take(RecordKind kind, Map<String, String> values, int file, long row) {
        var content = CanonicalJson.of(values);
        if (content.length() > LONGEST) {
            return Optional.empty();
        }
        var id = identify(kind, values);
        for (var field : kind.fields()) {
            if (field.type() == FieldType.REFERENCE
                    && field.target().equals(Optional.of(RecordKind.ORGANISATION_UNIT))
                    && values.containsKey(field.name())) {
                name(RecordKind.ORGANISATION_UNIT, values.getOrDefault(field.name(), ""), file, row);
            }
        }
        var digest = Hashes.sha256().digest(content.getBytes(StandardCharsets.UTF_8));
        var known = Digest.of(digest);
        leftOver.remove(id);
        List<Known> earlier = seen.getOrDefault(id, List.of());
        var same = find(earlier, known).or(() -> find(before.getOrDefault(id, List.of()), known));
        long number = same.map(Known::content).orElseGet(() -> write(digest, content));
        seen.computeIfAbsent(id, _ -> new ArrayList<>(1)).add(new Known(known, number));
        add(new RecordRow(nextRecord++, kind, id, file, row, false, number));
        named.add(id);
        var verdict = same.isPresent()
                ? Verdict.SAME
                : earlier.isEmpty() && !before.containsKey(id) ? Verdict.ADDED : Verdict.CHANGED;
        return Optional.of(new Taken(id, verdict));
    }

    /// The record that a name stands for; made if there is none, and put down as named by this load.
    UUID name(RecordKind kind, String name, int file, long row) {
        var values = Map.of(kind.fields().getFirst().name(), name);
        var id = identify(kind, values);
        if (named.add(id)) {
            var content = CanonicalJson.of(values);
            var digest = Hashes.sha256().digest(content.getBytes(StandardCharsets.UTF_8));
            long number = find(before.getOrDefault(id, List.of()), Digest.of(digest))
                    .map(Known::content)
                    .orElseGet(() -> write(digest, content));
            add(new RecordRow(nextRecord++, kind, id, file, row, true, number));
        }
        return id;
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

    private UUID identify(RecordKind kind, Map<String, String> values) {
        var made = RecordKeys.of(kind, values);
        var id = names.find(kind, made).orElseGet(UUID::randomUUID);
        for (var key : made) {
            if (names.add(kind, key, id)) {
                keys.add(new KeyRow(nextKey++, kind, key, id));
            }
        }
        return id;
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

    void flush() {
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
        var batch = tx.batch(tx.insertInto(
                        SOURCE_CONTENT,
                        SOURCE_CONTENT.ID,
                        SOURCE_CONTENT.DIGEST,
                        SOURCE_CONTENT.CONTENT,
                        SOURCE_CONTENT.ROW_CHECK)
                .values((Long) null, null, null, null));
        for (var row : contents) {
            var check = digests.take(SOURCE_CONTENT, row.number(), row.digest(), row.content());
            batch = batch.bind(row.number(), row.digest(), row.content(), check);
        }
        batch.execute();
    }

    private void writeKeys(DSLContext tx) {
        if (keys.isEmpty()) {
            return;
        }
        var batch = tx.batch(tx.insertInto(
                        RECORD_KEY,
                        RECORD_KEY.ID,
                        RECORD_KEY.KIND,
                        RECORD_KEY.KEY_TEXT,
                        RECORD_KEY.RECORD_ID,
                        RECORD_KEY.ROW_CHECK)
                .values((Long) null, null, null, null, null));
        for (var row : keys) {
            var kind = row.kind().name();
            var text = row.key().slot() + row.key().text();
            var check = digests.take(RECORD_KEY, row.number(), kind, text, row.id());
            batch = batch.bind(row.number(), kind, text, row.id(), check);
        }
        batch.execute();
    }

    private void writeRows(DSLContext tx) {
        if (rows.isEmpty()) {
            return;
        }
        var batch = tx.batch(tx.insertInto(
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
                .values((Long) null, null, null, null, null, null, null, null, null));
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
            batch = batch.bind(
                    row.number(), loadNo, kind, row.id(), row.file(), row.row(), row.implied(), row.content(), check);
        }
        batch.execute();
    }
}
