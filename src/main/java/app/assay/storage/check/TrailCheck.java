package app.assay.storage.check;

import static app.assay.storage.generated.Tables.TRAIL_EVENT;
import static app.assay.storage.generated.Tables.TRAIL_OVERFLOW;

import app.assay.domain.trail.TrailEvent;
import app.assay.storage.commit.FrozenRegister;
import app.assay.storage.engine.Database.Frozen;
import app.assay.storage.folder.RegisterFolder;
import app.assay.storage.folder.RegisterFolder.Marker;
import app.assay.storage.generated.tables.records.TrailEventRecord;
import app.assay.storage.rows.StoredInstants;
import app.assay.storage.witness.Journal;
import app.assay.storage.witness.Replay;
import app.assay.storage.witness.Trail;
import app.assay.work.Progress;
import app.assay.work.Reason;
import app.assay.work.Sentence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Recomputes the hash chain of the trail and holds trail and journal against each other.
final class TrailCheck {

    private static final int PAGE = 2_000;

    private final Frozen database;
    private final Trail.Head head;
    private final Marker marker;
    private final Journal journal;
    private final Function<UUID, Optional<Integer>> loadNumber;
    private final Differences differences;
    private final Progress progress;
    private long[] hashes = new long[1024];
    private long events;
    private long journalled;

    /// @param loadNumber the number of a load, empty when there is no such load
    TrailCheck(
            FrozenRegister subject,
            RegisterFolder folder,
            Function<UUID, Optional<Integer>> loadNumber,
            Differences differences,
            Progress progress) {
        database = subject.frozen();
        head = subject.head();
        marker = folder.marker();
        journal = new Journal(folder.journal());
        this.loadNumber = loadNumber;
        this.differences = differences;
        this.progress = progress;
    }

    /// Entries of the trail that were read.
    long entries() {
        return events;
    }

    /// Entries of the journal that were read.
    long journalEntries() {
        return journalled;
    }

    /// The chain of the trail, and what its entries leave.
    Replay trail() {
        var trail = new Trail();
        var replay = new Replay(loadNumber);
        var doubtful = new TreeSet<Long>();
        var previous = Trail.NO_HASH;
        while (events < head.length()) {
            long from = events + 1;
            var page = database.read(dsl -> page(dsl, trail, from));
            if (page.isEmpty()) {
                differences.tell("trail_event", from, "", Sentence.of("register.trail-lacks-entry", from));
                break;
            }
            for (var entry : page) {
                events++;
                var row = entry.row();
                if (row.getSequence() != events) {
                    differences.tell("trail_event", events, "", Sentence.of("register.trail-lacks-entry", events));
                    doubtful.add(events);
                    events = row.getSequence();
                }
                remember(events, row.getHash());
                if (!row.getPreviousHash().equals(previous)) {
                    differences.tell(
                            "trail_event",
                            events,
                            "previous_hash",
                            Sentence.of("register.entry-trail-does-not-follow", events, events - 1));
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
                    differences.tell(
                            "trail_event", 1, "detail", Sentence.of("register.entry-1-trail-another-register"));
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
            differences.tell("trail_event", "", "", Sentence.of("register.trail-ends-otherwise-than-register"));
        }
        name(doubtful, trail);
        long parts = database.read(dsl -> (long) dsl.fetchCount(
                TRAIL_OVERFLOW, TRAIL_OVERFLOW.SEQUENCE.gt(head.length()).or(TRAIL_OVERFLOW.SEQUENCE.lt(1L))));
        if (parts > 0) {
            differences.tell("trail_overflow", "", "", Sentence.of("register.parts-entries-belong-no-entry", parts));
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
            differences.tell(
                    "trail_event", sequence, "", Sentence.of("register.entry-trail-was-changed-after", sequence));
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
        var names = new TreeMap<String, Sentence>();
        if (event != null) {
            told(found.get()).forEach(column -> names.put(column, changed(sequence, column)));
        }
        compare(names, sequence, "id", row.getId(), told.id());
        compare(names, sequence, "revision", row.getRevision(), told.revision());
        compare(names, sequence, "command", row.getCommand(), told.command());
        compare(names, sequence, "at_utc", row.getAtUtc(), StoredInstants.text(told.at()));
        compare(names, sequence, "actor", row.getActor(), told.actor());
        compare(names, sequence, "action", row.getAction(), told.action());
        compare(names, sequence, "subject", row.getSubject(), told.subject());
        compare(names, sequence, "reason", row.getReason(), told.reason());
        compare(names, sequence, "detail", row.getDetail(), told.detail());
        compare(names, sequence, "application_version", row.getApplicationVersion(), told.applicationVersion());
        compare(names, sequence, "previous_hash", row.getPreviousHash(), told.previousHash());
        compare(names, sequence, "hash", row.getHash(), told.hash());
        if (event == null || !event.change().equals(told.change())) {
            names.put("change_json", changed(sequence, "change_json"));
        }
        names.forEach((column, words) -> differences.tell("trail_event", sequence, column, words));
    }

    private static Sentence changed(long sequence, String column) {
        return Sentence.of("register.entry-trail-was-changed-after-was", sequence, column);
    }

    private static void compare(
            Map<String, Sentence> names, long sequence, String column, @Nullable Object found, @Nullable Object told) {
        if (!Objects.equals(found, told)) {
            names.put(
                    column,
                    Sentence.of(
                            "register.entry-changed-told",
                            sequence,
                            column,
                            Differences.cut(found),
                            Differences.cut(told)));
        }
    }

    /// Whether the journal is a whole chain and holds the entries of the trail.
    void journal() {
        var previous = new String[] {Trail.NO_HASH};
        try {
            journal.forEach(1, event -> {
                if (event.sequence() > head.length()) {
                    return; // written since
                }
                journalled++;
                if (event.sequence() != journalled) {
                    differences.tell(
                            "journal", journalled, "", Sentence.of("register.journal-lacks-entry", journalled));
                    journalled = event.sequence();
                } else if (!event.previousHash().equals(previous[0])) {
                    differences.tell(
                            "journal",
                            journalled,
                            "",
                            Sentence.of("register.entry-journal-does-not-follow", journalled, journalled - 1));
                }
                if (!Trail.hash(event).equals(event.hash())) {
                    differences.tell(
                            "journal",
                            journalled,
                            "",
                            Sentence.of("register.entry-journal-was-changed-after", journalled));
                } else if (journalled <= events && hashes[(int) journalled] != first(event.hash())) {
                    differences.tell(
                            "journal",
                            journalled,
                            Differences.LOST,
                            Sentence.of("register.entry-journal-another-one-than", journalled));
                }
                previous[0] = event.hash();
            });
        } catch (Journal.Unreadable e) {
            differences.tell("journal", journalled + 1, "", Sentence.of("register.journal-damaged", e.words()));
        } catch (IOException e) {
            differences.tell("journal", "", "", Sentence.of("register.journal-cannot-read", Reason.told(e)));
        }
    }
}
