package app.assay.storage.witness;

import static app.assay.storage.generated.Tables.TRAIL_EVENT;
import static app.assay.storage.generated.Tables.TRAIL_OVERFLOW;

import app.assay.domain.record.Change;
import app.assay.domain.trail.TrailChain;
import app.assay.domain.trail.TrailEvent;
import app.assay.files.CanonicalJson;
import app.assay.files.JsonTexts;
import app.assay.storage.generated.tables.records.TrailEventRecord;
import app.assay.storage.rows.StoredInstants;
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
import tools.jackson.databind.JsonNode;

/// The trail: entries that are only ever added, each holding the hash of the one before, as [TrailChain] tells.
public final class Trail {

    public static final String NO_HASH = TrailChain.BEGINNING;

    static final String MADE = "made";
    private static final String ENTRIES = "entries";
    private static final int PART = 1_000_000;
    private static final int PAGE = 1_000;

    private final JsonTexts json = new JsonTexts();

    /// The end of the chain that the next entry is added to.
    public record Head(long length, String hash) {
        public static final Head EMPTY = new Head(0, NO_HASH);
    }

    /// What all entries of one command have in common.
    public record Act(
            UUID command,
            long revision,
            Instant at,
            String actor,
            String action,
            String subject,
            String reason,
            String applicationVersion) {
        public Act {
            at = at.truncatedTo(ChronoUnit.MILLIS);
        }

        /// An entry of the same command that tells of something beside it.
        /// Another act at the same moment.
        Act as(String otherAction) {
            return new Act(UUID.randomUUID(), revision, at, actor, otherAction, "", "", applicationVersion);
        }
    }

    public Head head(DSLContext dsl) {
        var last = dsl.select(TRAIL_EVENT.SEQUENCE, TRAIL_EVENT.HASH)
                .from(TRAIL_EVENT)
                .orderBy(TRAIL_EVENT.SEQUENCE.desc())
                .limit(1)
                .fetchOne();
        return last == null ? Head.EMPTY : new Head(last.value1(), last.value2());
    }

    /// The hash of an entry.
    public Optional<String> hashAt(DSLContext dsl, long sequence) {
        return dsl.select(TRAIL_EVENT.HASH)
                .from(TRAIL_EVENT)
                .where(TRAIL_EVENT.SEQUENCE.eq(sequence))
                .fetchOptional(TRAIL_EVENT.HASH);
    }

    /// The entry whose hash begins so; the first one if several do.
    public Optional<Long> sequenceOf(DSLContext dsl, String hashStart) {
        return dsl.select(TRAIL_EVENT.SEQUENCE)
                .from(TRAIL_EVENT)
                .where(TRAIL_EVENT.HASH.startsWith(hashStart))
                .orderBy(TRAIL_EVENT.SEQUENCE)
                .limit(1)
                .fetchOptional(TRAIL_EVENT.SEQUENCE);
    }

    /// Adds an entry that the clock went back, if an act is earlier than the last entry. The order of the trail is
    /// that of its numbers, whatever the clock says.
    ///
    /// @return that entry, if there is one; it is no part of the command
    public Optional<TrailEvent> clockBack(DSLContext dsl, Head head, Act act) {
        var last = dsl.select(TRAIL_EVENT.AT_UTC)
                .from(TRAIL_EVENT)
                .where(TRAIL_EVENT.SEQUENCE.eq(head.length()))
                .fetchOptional(TRAIL_EVENT.AT_UTC)
                .map(Instant::parse);
        if (last.isEmpty() || !act.at().isBefore(last.get())) {
            return Optional.empty();
        }
        var detail = CanonicalJson.of(
                Map.of("from", last.get().toString(), "to", act.at().toString()));
        var event = next(head, act.as("clock.back"), Optional.empty(), detail);
        write(dsl, List.of(event));
        return Optional.of(event);
    }

    /// How many entries the command has that begins with an entry.
    public static int entriesOf(TrailEvent first) {
        var told = new JsonTexts().tree(first.detail()).path(ENTRIES);
        return told.isString() ? Integer.parseInt(told.asString()) : 1;
    }

    public static Head headAfter(TrailEvent event) {
        return new Head(event.sequence(), event.hash());
    }

    /// The entries of a command, in order.
    public record Appended(List<TrailEvent> events) {

        public Appended {
            events = List.copyOf(events);
        }

        /// The new end of the chain.
        public Head end() {
            return headAfter(events.getLast());
        }

        /// The same entries after another one.
        public Appended after(TrailEvent first) {
            var all = new ArrayList<TrailEvent>(events.size() + 1);
            all.add(first);
            all.addAll(events);
            return new Appended(all);
        }
    }

    /// Adds an entry per change, or a single one without a change.
    ///
    /// @param detail what goes with the first entry
    /// @param made of each record that a change makes: whether the analyst made it, rather than laid it over what
    /// files
    /// say
    public Appended append(
            DSLContext dsl,
            Head head,
            Act act,
            List<Change> changes,
            Map<String, Object> detail,
            Map<UUID, Boolean> made) {
        if (changes.isEmpty()) {
            var only = next(head, act, Optional.empty(), CanonicalJson.of(detail));
            write(dsl, List.of(only));
            return new Appended(List.of(only));
        }
        var events = new ArrayList<TrailEvent>(changes.size());
        var end = head;
        var said = detail;
        if (changes.size() > 1) {
            said = new HashMap<>(detail);
            said.put(ENTRIES, Integer.toString(changes.size()));
        }
        for (var change : changes) {
            var told = said;
            if (!change.existedBefore() && change.existsAfter()) {
                told = new HashMap<>(said);
                told.put(MADE, made.getOrDefault(change.id(), Boolean.TRUE));
            }
            var event = next(end, act, Optional.of(change), CanonicalJson.of(told));
            events.add(event);
            end = headAfter(event);
            said = Map.of();
        }
        for (int from = 0; from < events.size(); from += PAGE) {
            write(dsl, events.subList(from, Math.min(from + PAGE, events.size())));
        }
        return new Appended(events);
    }

    private static TrailEvent next(Head head, Act act, Optional<Change> change, String detail) {
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
        return bare.with(hash(bare));
    }

    /// Writes entries in one go: a statement for each took most of the time of a bulk edit.
    public static void write(DSLContext dsl, List<TrailEvent> entries) {
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
                    .map(done -> CanonicalJson.of(TrailChain.fields(done)))
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
    public List<TrailEvent> events(DSLContext dsl, long first, long last) {
        return dsl
                .selectFrom(TRAIL_EVENT)
                .where(TRAIL_EVENT.SEQUENCE.between(first, Math.min(last, first + PAGE - 1)))
                .orderBy(TRAIL_EVENT.SEQUENCE)
                .fetch()
                .stream()
                .map(row -> event(dsl, row))
                .toList();
    }

    public TrailEvent event(DSLContext dsl, TrailEventRecord row) {
        return new TrailEvent(
                row.getSequence(),
                row.getId(),
                row.getRevision(),
                row.getCommand(),
                Instant.parse(row.getAtUtc()),
                row.getActor(),
                row.getAction(),
                row.getSubject(),
                Optional.ofNullable(row.getChangeJson())
                        .map(text -> ChangeTexts.change(json.tree(whole(dsl, row.getSequence(), text)))),
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

    public static String hash(TrailEvent event) {
        return TrailChain.hash(event);
    }

    /// An entry with its hash as canonical JSON.
    public static String json(TrailEvent event) {
        var fields = TrailChain.fields(event);
        fields.put("hash", event.hash());
        return CanonicalJson.of(fields);
    }

    /// Reads what [#json] wrote.
    ///
    /// @throws IllegalArgumentException or another runtime exception if it says something else
    public static TrailEvent parse(JsonNode node) {
        var change = node.path("change");
        return new TrailEvent(
                Long.parseLong(text(node, "sequence")),
                UUID.fromString(text(node, "id")),
                Long.parseLong(text(node, "revision")),
                UUID.fromString(text(node, "command")),
                Instant.parse(text(node, "at")),
                text(node, "actor"),
                text(node, "action"),
                text(node, "subject"),
                change.isNull() ? Optional.empty() : Optional.of(ChangeTexts.change(change)),
                text(node, "reason"),
                text(node, "detail"),
                text(node, "applicationVersion"),
                text(node, "previousHash"),
                text(node, "hash"));
    }

    private static String text(JsonNode node, String name) {
        var value = node.path(name);
        if (!value.isString()) {
            throw new IllegalArgumentException("an entry without " + name);
        }
        return value.asString();
    }
}
