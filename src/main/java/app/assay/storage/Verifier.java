package app.assay.storage;

import static app.assay.storage.generated.Tables.INSTALLED;
import static app.assay.storage.generated.Tables.PACKED_INSTALLATIONS;
import static app.assay.storage.generated.Tables.REJECTED_ROW;
import static app.assay.storage.generated.Tables.SOURCE_CONTENT;
import static app.assay.storage.generated.Tables.SOURCE_RECORD;
import static org.jooq.impl.DSL.sum;

import app.assay.domain.record.Change;
import app.assay.domain.record.RecordKind;
import app.assay.storage.packed.DeviceRows;
import app.assay.storage.packed.PackedForm;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Recomputes what a register says about itself and names what differs.
final class Verifier {

    private static final int PAGE = 2_000;
    private static final int TOLD = 1_000;

    private final Database database;
    private final Snapshot snapshot;
    private final Trail.Head head;
    private final Blobs blobs;
    private final UUID register;
    private final Progress progress;
    private final List<String> differences = new ArrayList<>();
    private long events;
    private long packed;
    private long files;

    Verifier(Database database, Snapshot snapshot, Trail.Head head, Blobs blobs, UUID register, Progress progress) {
        this.database = database;
        this.snapshot = snapshot;
        this.head = head;
        this.blobs = blobs;
        this.register = register;
        this.progress = progress;
    }

    VerifyReport run() {
        progress.stage("verify.trail");
        trail();
        progress.stage("verify.facts");
        contents();
        packed();
        balances();
        progress.stage("verify.files");
        blobs();
        return new VerifyReport(events, packed, files, snapshot.book().all().size(), differences);
    }

    /// The chain of the trail, and whether the analyst's layer is what the trail leaves.
    private void trail() {
        var replayed = new EnumMap<RecordKind, Map<UUID, Map<String, String>>>(RecordKind.class);
        var trail = new Trail();
        var previous = Trail.NO_HASH;
        while (events < head.length()) {
            long from = events + 1;
            var page = database.read(dsl -> trail.events(dsl, from, head.length()));
            if (page.isEmpty()) {
                tell("The trail lacks entry %d.".formatted(from));
                return;
            }
            for (var event : page) {
                events++;
                if (event.sequence() != events) {
                    tell("The trail lacks entry %d.".formatted(events));
                    return;
                }
                if (events == 1 && !event.detail().contains(register.toString())) {
                    tell("Entry 1 of the trail is that of another register.");
                }
                if (!event.previousHash().equals(previous)) {
                    tell("Entry %d of the trail does not follow entry %d.".formatted(events, events - 1));
                }
                if (!Trail.hash(event).equals(event.hash())) {
                    tell("Entry %d of the trail was changed after it was written.".formatted(events));
                }
                previous = event.hash();
                event.change().ifPresent(change -> replay(replayed, change));
            }
            progress.stopIfCancelled();
            progress.report(events, head.length());
        }
        if (!previous.equals(head.hash())) {
            tell("The trail ends otherwise than the register says.");
        }
        for (var kind : RecordKind.values()) {
            compare(kind, replayed.getOrDefault(kind, Map.of()));
        }
    }

    private static void replay(Map<RecordKind, Map<UUID, Map<String, String>>> replayed, Change change) {
        var records = replayed.computeIfAbsent(change.kind(), _ -> new HashMap<>());
        if (!change.existsAfter()) {
            records.remove(change.id());
            return;
        }
        var values = records.computeIfAbsent(change.id(), _ -> new TreeMap<>());
        change.after().forEach((field, value) -> {
            if (value.isEmpty()) {
                values.remove(field);
            } else {
                values.put(field, value);
            }
        });
    }

    private void compare(RecordKind kind, Map<UUID, Map<String, String>> replayed) {
        var stored = database.read(dsl -> OwnRecords.all(dsl, kind));
        var ids = new HashSet<>(stored.keySet());
        ids.addAll(replayed.keySet());
        for (var id : ids.stream().sorted().toList()) {
            var own = stored.get(id);
            @Nullable Map<String, String> expected = replayed.get(id);
            if (own == null || expected == null) {
                tell("%s %s is %s, against the trail.".formatted(kind, id, own == null ? "not there" : "there"));
            } else if (!own.values().equals(expected)) {
                for (var field : kind.fields()) {
                    var found = own.text(field.name());
                    var told = expected.getOrDefault(field.name(), "");
                    if (!found.equals(told)) {
                        tell("%s %s has \"%s\" as its %s, the trail leaves \"%s\"."
                                .formatted(kind, id, found, field.name(), told));
                    }
                }
            }
        }
    }

    private void contents() {
        long end = database.read(Counters::read).numbers().content();
        for (long from = 0; from < end; from += PAGE) {
            long begin = from;
            database.read(dsl -> dsl.selectFrom(SOURCE_CONTENT)
                            .where(SOURCE_CONTENT.ID.ge(begin).and(SOURCE_CONTENT.ID.lt(begin + PAGE)))
                            .orderBy(SOURCE_CONTENT.ID)
                            .fetch())
                    .forEach(row -> {
                        var digest = Hashes.sha256().digest(row.getContent().getBytes(StandardCharsets.UTF_8));
                        if (!MessageDigest.isEqual(digest, row.getDigest())) {
                            tell("What a row said (number %d) was changed.".formatted(row.getId()));
                        }
                    });
            progress.stopIfCancelled();
        }
    }

    private void packed() {
        long end = database.read(Counters::read).numbers().packed();
        var sha256 = Hashes.sha256();
        var rows = new DeviceRows();
        for (long from = 0; from < end; from += PAGE) {
            long begin = from;
            database.read(dsl -> dsl.selectFrom(PACKED_INSTALLATIONS)
                            .where(PACKED_INSTALLATIONS.ID.ge(begin).and(PACKED_INSTALLATIONS.ID.lt(begin + PAGE)))
                            .orderBy(PACKED_INSTALLATIONS.ID)
                            .fetch())
                    .forEach(row -> {
                        packed++;
                        sha256.update(row.getFormat());
                        if (!MessageDigest.isEqual(sha256.digest(row.getContent()), row.getDigest())) {
                            tell("Packed installations number %d were changed.".formatted(row.getId()));
                            return;
                        }
                        rows.clear();
                        PackedForm.unpack(row.getFormat(), row.getContent(), 0, 0, rows);
                        if (rows.size() != row.getEntries()) {
                            tell("Packed installations number %d hold %d entries, not %d."
                                    .formatted(row.getId(), rows.size(), row.getEntries()));
                        }
                    });
            progress.stopIfCancelled();
            progress.report(begin, end);
        }
    }

    /// Whether the rows that a load kept agree with its balance.
    private void balances() {
        for (var load : snapshot.book().all()) {
            var balance = load.load().balance();
            var name =
                    "The load %s (%s)".formatted(load.load().file(), load.load().id());
            long rejected =
                    database.read(dsl -> (long) dsl.fetchCount(REJECTED_ROW, REJECTED_ROW.LOAD_NO.eq(load.no())));
            if (rejected != balance.rejected()) {
                tell("%s has %d rejected rows, its balance says %d.".formatted(name, rejected, balance.rejected()));
            }
            long records = database.read(dsl -> (long) dsl.fetchCount(
                    SOURCE_RECORD, SOURCE_RECORD.LOAD_NO.eq(load.no()).and(SOURCE_RECORD.IMPLIED.isFalse())));
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
                tell("%s keeps %d facts of %d rows, of which %d were folded."
                        .formatted(name, records + entries, said, load.folded()));
            }
            if (!blobs.has(load.load().sha256())) {
                tell("%s has lost its file %s.".formatted(name, load.load().sha256()));
            }
        }
    }

    private void blobs() {
        try {
            blobs.check((named, found) -> {
                files++;
                if (!named.equals(found)) {
                    tell("The kept file %s holds other bytes (%s).".formatted(named, found));
                }
                progress.stopIfCancelled();
            });
        } catch (IOException e) {
            tell("The kept files cannot be read: %s.".formatted(e.getMessage()));
        }
    }

    private void tell(String difference) {
        if (differences.size() < TOLD) {
            differences.add(difference);
        }
    }
}
