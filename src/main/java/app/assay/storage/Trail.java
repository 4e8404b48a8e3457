package app.assay.storage;

import static app.assay.storage.generated.Tables.TRAIL_EVENT;
import static app.assay.storage.generated.Tables.TRAIL_OVERFLOW;

import app.assay.domain.record.Change;
import app.assay.domain.trail.TrailEvent;
import app.assay.storage.generated.tables.records.TrailEventRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// The trail: entries that are only ever added, each holding the hash of the one before.
///
/// The hash of an entry is SHA-256 over `ASSAYTRAIL1`, a line feed and the canonical JSON of all its other fields.
final class Trail {

    static final String NO_HASH = "0".repeat(64);

    private static final String PREFIX = "ASSAYTRAIL1\n";
    private static final int PART = 1_000_000;
    private static final int PAGE = 1_000;

    private final JsonTexts json = new JsonTexts();

    /// The end of the chain that the next entry is added to.
    record Head(long length, String hash) {
        static final Head EMPTY = new Head(0, NO_HASH);
    }

    /// What all entries of one command have in common.
    record Act(
            UUID command,
            long revision,
            Instant at,
            String actor,
            String action,
            String subject,
            String reason,
            String applicationVersion) {
        Act {
            at = at.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    Head head(DSLContext dsl) {
        var last = dsl.select(TRAIL_EVENT.SEQUENCE, TRAIL_EVENT.HASH)
                .from(TRAIL_EVENT)
                .orderBy(TRAIL_EVENT.SEQUENCE.desc())
                .limit(1)
                .fetchOne();
        return last == null ? Head.EMPTY : new Head(last.value1(), last.value2());
    }

    /// Adds an entry per change, or a single one without a change.
    ///
    /// @param detail canonical JSON that goes with the first entry
    /// @return the new end of the chain
    Head append(DSLContext dsl, Head head, Act act, List<Change> changes, String detail) {
        var entries = new ArrayList<TrailEvent>();
        var end = head;
        if (changes.isEmpty()) {
            end = add(entries, end, act, Optional.empty(), detail);
        }
        var said = detail;
        for (var change : changes) {
            end = add(entries, end, act, Optional.of(change), said);
            said = "{}";
            if (entries.size() == PAGE) {
                write(dsl, entries);
                entries.clear();
            }
        }
        write(dsl, entries);
        return end;
    }

    private static Head add(List<TrailEvent> entries, Head head, Act act, Optional<Change> change, String detail) {
        var bare = new TrailEvent(
                head.length() + 1,
                UUID.randomUUID(),
                act.revision(),
                act.command(),
                act.at(),
                act.actor(),
                act.action(),
                act.subject(),
                change,
                act.reason(),
                detail,
                act.applicationVersion(),
                head.hash(),
                "");
        var hash = hash(bare);
        entries.add(new TrailEvent(
                bare.sequence(),
                bare.id(),
                bare.revision(),
                bare.command(),
                bare.at(),
                bare.actor(),
                bare.action(),
                bare.subject(),
                bare.change(),
                bare.reason(),
                bare.detail(),
                bare.applicationVersion(),
                bare.previousHash(),
                hash));
        return new Head(bare.sequence(), hash);
    }

    /// Writes entries in one go: a statement for each took most of the time of a bulk edit.
    private static void write(DSLContext dsl, List<TrailEvent> entries) {
        if (entries.isEmpty()) {
            return;
        }
        var rows = dsl.batch(dsl.insertInto(TRAIL_EVENT)
                .columns(
                        TRAIL_EVENT.SEQUENCE,
                        TRAIL_EVENT.ID,
                        TRAIL_EVENT.REVISION,
                        TRAIL_EVENT.COMMAND,
                        TRAIL_EVENT.AT_UTC,
                        TRAIL_EVENT.ACTOR,
                        TRAIL_EVENT.ACTION,
                        TRAIL_EVENT.SUBJECT,
                        TRAIL_EVENT.KIND,
                        TRAIL_EVENT.RECORD_ID,
                        TRAIL_EVENT.CHANGE_JSON,
                        TRAIL_EVENT.REASON,
                        TRAIL_EVENT.DETAIL,
                        TRAIL_EVENT.APPLICATION_VERSION,
                        TRAIL_EVENT.PREVIOUS_HASH,
                        TRAIL_EVENT.HASH)
                .values(0L, null, 0L, null, "", "", "", "", null, null, null, "", "", "", "", ""));
        for (var entry : entries) {
            @Nullable
            String text = entry.change()
                    .map(done -> CanonicalJson.of(JsonTexts.write(done)))
                    .orElse(null);
            rows = rows.bind(
                    entry.sequence(),
                    entry.id(),
                    entry.revision(),
                    entry.command(),
                    StoredInstants.text(entry.at()),
                    entry.actor(),
                    entry.action(),
                    entry.subject(),
                    entry.change().map(done -> done.kind().name()).orElse(null),
                    entry.change().map(Change::id).orElse(null),
                    text == null ? null : text.substring(0, Math.min(PART, text.length())),
                    entry.reason(),
                    entry.detail(),
                    entry.applicationVersion(),
                    entry.previousHash(),
                    entry.hash());
            for (int part = 1; text != null && part * PART < text.length(); part++) {
                dsl.insertInto(TRAIL_OVERFLOW)
                        .set(TRAIL_OVERFLOW.SEQUENCE, entry.sequence())
                        .set(TRAIL_OVERFLOW.PART, part)
                        .set(
                                TRAIL_OVERFLOW.CONTENT,
                                text.substring(part * PART, Math.min((part + 1) * PART, text.length())))
                        .execute();
            }
        }
        rows.execute();
    }

    /// Entries from one number to another, both included, at most a thousand.
    List<TrailEvent> events(DSLContext dsl, long first, long last) {
        return dsl
                .selectFrom(TRAIL_EVENT)
                .where(TRAIL_EVENT.SEQUENCE.between(first, Math.min(last, first + PAGE - 1)))
                .orderBy(TRAIL_EVENT.SEQUENCE)
                .fetch()
                .stream()
                .map(row -> event(dsl, row))
                .toList();
    }

    TrailEvent event(DSLContext dsl, TrailEventRecord row) {
        return new TrailEvent(
                row.getSequence(),
                row.getId(),
                row.getRevision(),
                row.getCommand(),
                Instant.parse(row.getAtUtc()),
                row.getActor(),
                row.getAction(),
                row.getSubject(),
                Optional.ofNullable(row.getChangeJson()).map(text -> json.change(whole(dsl, row.getSequence(), text))),
                row.getReason(),
                row.getDetail(),
                row.getApplicationVersion(),
                row.getPreviousHash(),
                row.getHash());
    }

    private static String whole(DSLContext dsl, long sequence, String start) {
        if (start.length() < PART) {
            return start;
        }
        var parts = dsl.select(TRAIL_OVERFLOW.CONTENT)
                .from(TRAIL_OVERFLOW)
                .where(TRAIL_OVERFLOW.SEQUENCE.eq(sequence))
                .orderBy(TRAIL_OVERFLOW.PART)
                .fetch(TRAIL_OVERFLOW.CONTENT);
        return start + String.join("", parts);
    }

    static String hash(TrailEvent event) {
        var fields = new HashMap<String, @Nullable Object>();
        fields.put("sequence", Long.toString(event.sequence()));
        fields.put("id", event.id().toString());
        fields.put("revision", Long.toString(event.revision()));
        fields.put("command", event.command().toString());
        fields.put("at", event.at().toString());
        fields.put("actor", event.actor());
        fields.put("action", event.action());
        fields.put("subject", event.subject());
        fields.put(
                "change",
                event.change().<Map<String, Object>>map(JsonTexts::write).orElse(null));
        fields.put("reason", event.reason());
        fields.put("detail", event.detail());
        fields.put("applicationVersion", event.applicationVersion());
        fields.put("previousHash", event.previousHash());
        return Hashes.sha256(PREFIX + CanonicalJson.of(fields));
    }
}
