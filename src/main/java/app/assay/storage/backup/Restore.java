package app.assay.storage.backup;

import static app.assay.storage.generated.Tables.SOURCE_LOAD;
import static app.assay.storage.generated.Tables.UNDO_STEP;

import app.assay.domain.record.RecordKind;
import app.assay.domain.source.LoadState;
import app.assay.domain.trail.TrailEvent;
import app.assay.files.CanonicalJson;
import app.assay.files.DurableFile;
import app.assay.files.JsonTexts;
import app.assay.files.UnusableFile;
import app.assay.storage.check.Verifier;
import app.assay.storage.commit.Commits;
import app.assay.storage.engine.Database;
import app.assay.storage.engine.RegisterContext;
import app.assay.storage.engine.known.Engines;
import app.assay.storage.folder.Blobs;
import app.assay.storage.folder.Faults;
import app.assay.storage.folder.FreeSpace;
import app.assay.storage.folder.RegisterFolder;
import app.assay.storage.folder.RegisterFolder.Marker;
import app.assay.storage.migration.Ladder;
import app.assay.storage.rows.FormatTables;
import app.assay.storage.rows.LoadDigests;
import app.assay.storage.rows.OwnForms;
import app.assay.storage.rows.OwnRecords;
import app.assay.storage.rows.OwnRecords.Own;
import app.assay.storage.rows.OwnRecords.Stored;
import app.assay.storage.rows.OwnRecords.Written;
import app.assay.storage.rows.RegisterMeta;
import app.assay.storage.rows.RowForm;
import app.assay.storage.rows.TableSums;
import app.assay.storage.witness.DamagedFolder;
import app.assay.storage.witness.Journal;
import app.assay.storage.witness.Replay;
import app.assay.storage.witness.Replay.Told;
import app.assay.storage.witness.Replay.Walked;
import app.assay.storage.witness.Seal;
import app.assay.storage.witness.Trail;
import app.assay.storage.witness.Trail.Act;
import app.assay.storage.witness.Trail.Head;
import app.assay.storage.witness.UndoSteps;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import app.assay.work.Reason;
import app.assay.work.Sentence;
import app.assay.work.TemporaryFiles;
import app.assay.work.Worded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// Makes a register anew from a backup, in a folder of its own: never over another one. What the journal of the old
/// register tells beyond the backup is done again, entry by entry, as far as its chain is whole.
///
/// The new register appears under its name only when every row of it was verified.
public final class Restore {

    private static final int BATCH = 2_000;
    /// How many differences a message tells.
    private static final int TOLD = 3;

    private final Path backup;
    private final BackupManifest manifest;
    private final BackupFolder backups;
    private final Optional<RegisterFolder> old;
    private final RegisterContext context;
    private final Progress progress;
    private final List<Sentence> remarks = new ArrayList<>();
    private final Map<UUID, Told> told = new HashMap<>();
    private final Map<RecordKind, Map<UUID, Own>> own = new EnumMap<>(RecordKind.class);
    private Head head = Head.EMPTY;
    private long replayed;
    /// Whether the journal is that of the backup's register and past, so that its numbers tell something.
    private boolean isForeign;

    /// A kept file that is nowhere to be had.
    ///
    /// @param sha256 of its bytes
    /// @param name under which it was handed over; empty when only the backup tells of it
    public record MissingFile(String sha256, String name) {}

    /// What became of a restoration.
    ///
    /// @param folder the new register
    /// @param revision of the backup
    /// @param replayed entries of the trail that were done again from the journal
    /// @param lastEntry number of the last of them, or of the backup's last entry
    /// @param knownEntries number of the last entry that seal or journal of the old register tell of; never below
    /// `lastEntry`. The entries in between are missing.
    /// @param missingFiles kept files that are nowhere to be had
    /// @param remarks what could not be done again and why, in sentences
    public record Result(
            Path folder,
            long revision,
            long replayed,
            long lastEntry,
            long knownEntries,
            List<MissingFile> missingFiles,
            List<Sentence> remarks) {
        public Result {
            missingFiles = List.copyOf(missingFiles);
            remarks = List.copyOf(remarks);
        }
    }

    private Restore(
            Path backup,
            BackupManifest manifest,
            Optional<RegisterFolder> old,
            RegisterContext context,
            Progress progress) {
        this.backup = backup;
        this.manifest = manifest;
        backups = new BackupFolder(DurableFile.folderOf(backup));
        this.old = old;
        this.context = context;
        this.progress = progress;
    }

    /// @param backup the file of a backup, in its folder with its parts
    /// @param target a folder that is not there yet or empty
    /// @param old folder of the register that was damaged, for its journal and kept files; empty to take the backup
    /// alone
    /// @throws Fault BACKUP_UNREADABLE if the backup is damaged, REGISTER_EXISTS if the target holds anything,
    /// REGISTER_NOT_FOUND if the old folder holds nothing of that register
    /// @throws app.assay.work.Cancelled if the job was cancelled; nothing is left behind
    public static Result run(Path backup, Path target, Optional<Path> old, RegisterContext context, Progress progress) {
        var manifest = BackupManifest.read(backup)
                .orElseThrow(() -> unreadable(backup, Sentence.of("register.no-backup-or-damaged"), null));
        if (manifest.marker().formatMajor() != RegisterFolder.FORMAT_MAJOR
                || manifest.marker().formatMinor() > RegisterFolder.FORMAT_MINOR) {
            throw RegisterFolder.newer(
                    backup,
                    manifest.marker().formatMajor(),
                    manifest.marker().formatMinor(),
                    Sentence.of("register.restore-with-newer-program"));
        }
        var source = old.map(folder -> DamagedFolder.find(folder, manifest.marker()));
        return new Restore(backup, manifest, source, context, progress).run(target);
    }

    static Fault unreadable(Path backup, Sentence how, @Nullable Throwable cause) {
        return new Fault(
                FaultCode.BACKUP_UNREADABLE,
                Sentence.of("register.backup-cannot-used", backup, how.clause()),
                Sentence.of("register.nothing-was-changed-backup-itself"),
                Sentence.of("register.choose-another-backup-second-folder"),
                cause);
    }

    private Result run(Path target) {
        var place = RegisterFolder.usable(target);
        requireFree(place);
        var beside = DurableFile.folderOf(place);
        try {
            Files.createDirectories(beside);
            FreeSpace.of(beside).need(3 * needed() + FreeSpace.WHILE_LOADING);
            var work = Files.createDirectory(
                    TemporaryFiles.beside(beside, "restoring"), TemporaryFiles.forItsOwnerAlone(beside, "rwx------"));
            try {
                var result = run(work, place);
                if (Files.isDirectory(place)) {
                    Files.delete(place); // it is empty, or this refuses
                }
                Files.move(work, place, StandardCopyOption.ATOMIC_MOVE);
                DurableFile.syncFolder(beside);
                return result;
            } finally {
                remove(work);
            }
        } catch (IOException e) {
            throw Faults.isDiskFull(e)
                    ? Faults.diskFull(Sentence.of("register.backup-could-not-restored"), e)
                    : unreadable(backup, Reason.told(e), e);
        } catch (IllegalArgumentException e) {
            throw unreadable(backup, Reason.told(e), e);
        }
    }

    private static void requireFree(Path place) {
        try {
            if (Files.exists(place)) {
                RegisterFolder.requireEmpty(place);
            }
        } catch (IOException e) {
            throw Faults.io(Sentence.of("register.folder-cannot-looked-at", place), e);
        }
    }

    private long needed() throws IOException {
        long bytes = Files.size(backup);
        for (var part : BackupManifest.places(manifest, backups.parts()).values()) {
            bytes += Files.isRegularFile(part) ? Files.size(part) : 0;
        }
        return 4 * bytes;
    }

    private Result run(Path work, Path place) throws IOException {
        progress.stage("restore.check");
        var reader = new BackupReader(backup, manifest);
        reader.check(new HashSet<>());
        var marker = manifest.marker().current();
        var folder = new RegisterFolder(work, marker);
        int minor = manifest.marker().formatMinor();
        var database = Engines.ofFolders().create(folder, minor, context);
        List<MissingFile> missing;
        long reached;
        Commits commits;
        try {
            fill(database, reader);
            var ladder = Ladder.climb(database, minor, progress);
            replay(database);
            reached = head.length();
            ladder.tell(database, context, marker.name());
            head = database.read(new Trail()::head);
            tell(database, marker, place);
            database.durable();
            progress.stage("restore.files");
            missing = files(folder, database);
            progress.stage("restore.verify");
            commits = verified(database, folder);
        } finally {
            database.close();
        }
        commits.seal(Optional.of(Seal.ClosedFile.of(folder.database())));
        folder.writeMarker();
        return new Result(place, manifest.revision(), replayed, reached, tellMissing(reached), missing, remarks);
    }

    // ---------------------------------------------------------------- the backup

    private void fill(Database database, BackupReader reader) throws IOException {
        progress.stage("restore.rows");
        try (var in = new Dump.Reader(backup)) {
            for (var form : reader.forms()) {
                if (reader.tables().hasOneOwnTable() && form.name().startsWith(FormatTables.OWN)) {
                    insertOwn(database, in, form);
                } else {
                    insert(database, in, form);
                }
            }
        }
        for (var part : manifest.parts()) {
            progress.stopIfCancelled();
            if (part.load().isPresent()) {
                load(database, backups.parts().resolve(part.file()), reader.tables());
            }
        }
        progress.stage("restore.trail");
        var events = new ArrayList<TrailEvent>();
        reader.events(event -> {
            events.add(event);
            if (events.size() == BATCH) {
                insertEvents(database, events);
            }
        });
        insertEvents(database, events);
        head = manifest.head();
    }

    private void load(Database database, Path part, FormatTables tables) throws IOException {
        try (var in = new Dump.Reader(part)) {
            for (var form : tables.loadForms()) {
                insert(database, in, form);
            }
        }
    }

    /// Records of a kind, from the format on in which all kinds stand in one table.
    private void insertOwn(Database database, Dump.Reader in, RowForm form) throws IOException {
        var kind = OwnForms.kind(form.name());
        var records = new ArrayList<Stored>();
        in.rows(form, values -> {
            records.add(OwnForms.stored(kind, values));
            if (records.size() == BATCH) {
                insert(database, records);
                progress.stopIfCancelled();
            }
        });
        insert(database, records);
    }

    private static void insert(Database database, List<Stored> records) {
        database.transaction(tx -> {
            OwnRecords.insert(tx, records);
            return records.size();
        });
        records.clear();
    }

    private void insert(Database database, Dump.Reader in, RowForm form) throws IOException {
        var rows = new ArrayList<@Nullable Object[]>();
        in.rows(form, values -> {
            rows.add(values);
            if (rows.size() == BATCH) {
                insert(database, form, rows);
                progress.stopIfCancelled();
            }
        });
        insert(database, form, rows);
    }

    private static void insert(Database database, RowForm form, List<@Nullable Object[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var fields = new ArrayList<Field<?>>(form.fields());
        if (form.checked()) {
            fields.add(RowForm.CHECKS);
        }
        database.transaction(tx -> {
            var batch = tx.batch(tx.insertInto(form.table(), fields).values(new Object[fields.size()]));
            for (var row : rows) {
                var values = java.util.Arrays.copyOf(row, fields.size());
                if (form.checked()) {
                    values[row.length] = form.check(row);
                }
                batch = batch.bind(values);
            }
            return batch.execute().length;
        });
        rows.clear();
    }

    private static void insertEvents(Database database, List<TrailEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        database.transaction(tx -> {
            Trail.write(tx, events);
            return events.size();
        });
        events.clear();
    }

    // ---------------------------------------------------------------- the journal

    /// Leaves the rest of the journal alone.
    private static final class Enough extends RuntimeException implements Worded {

        @java.io.Serial
        private static final long serialVersionUID = 1L;

        private final transient Sentence words;

        Enough(Sentence words) {
            super(words.english(), null, false, false);
            this.words = words;
        }

        @Override
        public Sentence words() {
            return words;
        }
    }

    private void replay(Database database) {
        if (old.isEmpty()) {
            return;
        }
        progress.stage("restore.journal");
        var replay = beginReplay(database);
        var journal = new Journal(old.get().journal());
        var command = new ArrayList<TrailEvent>();
        try {
            journal.forEach(manifest.head().length(), event -> {
                if (event.sequence() == manifest.head().length()) {
                    if (!event.hash().equals(manifest.head().hash())) {
                        isForeign = true;
                        throw new Enough(Sentence.of("register.journal-another-register-or-another", event.sequence()));
                    }
                    return;
                }
                if (!command.isEmpty() && !command.getLast().command().equals(event.command())) {
                    redo(database, replay, command);
                }
                var end = command.isEmpty()
                        ? head
                        : new Head(
                                command.getLast().sequence(), command.getLast().hash());
                if (event.sequence() > end.length() + 1) {
                    throw new Enough(Sentence.of(
                            "register.missing-from-journal", missing(end.length() + 1, event.sequence() - 1)));
                }
                if (event.sequence() != end.length() + 1
                        || !event.previousHash().equals(end.hash())
                        || !Trail.hash(event).equals(event.hash())) {
                    throw new Enough(Sentence.of("register.chain-journal-broken-at-entry", event.sequence()));
                }
                command.add(event);
            });
            redo(database, replay, command);
        } catch (Enough e) {
            remarks.add(Sentence.of("register.what-follows-was-not-done", e.words()));
        } catch (IOException | Journal.Unreadable e) {
            endOf(database, replay, command);
            remarks.add(Sentence.of("register.journal-was-done-again-up", Reason.told(e), head.length()));
        }
        finish(database, replay);
    }

    /// The command before the place where the journal cannot be read any more, if it is whole.
    private void endOf(Database database, Replay replay, List<TrailEvent> command) {
        try {
            redo(database, replay, command);
        } catch (Enough e) {
            remarks.add(e.words());
        }
    }

    /// Names the entries that were saved, as seal or journal tell, and are not in the new register.
    ///
    /// @return number of the last entry that is known
    private long tellMissing(long reached) {
        if (old.isEmpty() || isForeign) {
            return reached;
        }
        var sealed = sealed(old.get());
        long journalled = journalled(old.get());
        if (sealed.isEmpty() && journalled == 0) {
            remarks.add(Sentence.of(
                    "register.has-neither-readable-seal-nor", old.get().path()));
            return reached;
        }
        long known = Math.max(reached, Math.max(sealed.orElse(0L), journalled));
        if (known > reached) {
            if (remarks.isEmpty()) {
                remarks.add(
                        journalled == 0
                                ? Sentence.of(
                                        "register.has-no-journal", old.get().path())
                                : Sentence.of(
                                        "register.journal-ends-at-entry-though",
                                        old.get().path(),
                                        journalled,
                                        known));
            }
            remarks.add(Sentence.of("register.missing-from-restored-register", missing(reached + 1, known)));
        }
        return known;
    }

    private static Sentence missing(long first, long last) {
        return first == last
                ? Sentence.of("register.entry-of-trail-is", first)
                : Sentence.of("register.entries-of-trail-are", first, last);
    }

    private Optional<Long> sealed(RegisterFolder folder) {
        try {
            return switch (Seal.read(folder.seal())) {
                case Seal.Found.Whole(Seal seal)
                when isOurs(seal.register()) -> Optional.of(seal.head().length());
                case Seal.Found.Old old
                when isOurs(old.register()) -> Optional.of(old.head().length());
                default -> Optional.empty();
            };
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean isOurs(UUID register) {
        return register.equals(manifest.marker().id());
    }

    /// The last entry that the journal tells of, 0 when it tells of none.
    private static long journalled(RegisterFolder folder) {
        try {
            return new Journal(folder.journal()).last().map(Head::length).orElse(0L);
        } catch (IOException | Journal.Unreadable e) {
            return 0; // that it cannot be read was told when it was done again
        }
    }

    private Replay beginReplay(Database database) {
        var numbers = new HashMap<UUID, Integer>();
        var steps = new ArrayList<Walked>();
        database.read(dsl -> dsl.selectFrom(SOURCE_LOAD).fetch()).forEach(row -> {
            numbers.put(row.getId(), row.getLoadNo());
            told.put(
                    row.getId(),
                    new Told(Optional.empty(), Optional.empty(), LoadState.valueOf(row.getState()), row.getRevision()));
        });
        database.read(dsl ->
                        dsl.selectFrom(UNDO_STEP).orderBy(UNDO_STEP.POSITION).fetch())
                .forEach(row -> steps.add(new Walked(UndoSteps.read(row), row.getUndone())));
        own.putAll(database.read(dsl -> OwnRecords.all(dsl)));
        var replay = new Replay(id -> Optional.ofNullable(numbers.get(id)));
        replay.begin(own, steps, told, manifest.revision());
        return replay;
    }

    /// Does a command again, whole.
    private void redo(Database database, Replay replay, List<TrailEvent> command) {
        if (command.isEmpty()) {
            return;
        }
        var first = command.getFirst();
        if (command.size() < Trail.entriesOf(first)) {
            throw new Enough(Sentence.of(
                    "register.entries-command-begins-with-entry",
                    Trail.entriesOf(first),
                    first.sequence(),
                    command.size()));
        }
        Optional<Path> part = Optional.empty();
        UUID published = null;
        if (first.action().equals("import.publish")) {
            published = UUID.fromString(
                    new JsonTexts().tree(first.detail()).path("load").asString());
            part = partOf(published);
            if (part.isEmpty()) {
                throw new Enough(Sentence.of("register.rows-import-entry-are-in", first.subject(), first.sequence()));
            }
        }
        if (part.isPresent() && !told.containsKey(published)) {
            bring(database, part.get(), first);
        }
        database.transaction(tx -> {
            for (var event : command) {
                var before = event.change()
                        .map(change -> replay.records(change.kind()).get(change.id()));
                var effect = replay.accept(event);
                effect.change()
                        .ifPresent(change -> OwnRecords.write(
                                tx,
                                List.of(new Written(
                                        change.kind(),
                                        change.id(),
                                        before.orElse(null),
                                        replay.records(change.kind()).get(change.id())))));
                effect.load().ifPresent(load -> state(tx, replay, load));
                Trail.write(tx, List.of(event));
            }
            return command.size();
        });
        replayed += command.size();
        head = new Head(command.getLast().sequence(), command.getLast().hash());
        command.clear();
        progress.stopIfCancelled();
        progress.report(replayed, -1);
    }

    private Optional<Path> partOf(UUID load) {
        try {
            var part = backups.part("load-" + load);
            if (part.isEmpty() && old.isPresent()) {
                part = new BackupFolder(old.get().backups()).part("load-" + load);
            }
            return part.isPresent() && BackupFolder.isWhole(part.get()) ? part : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Rows of a load that was published after the backup.
    private void bring(Database database, Path part, TrailEvent event) {
        try {
            var detail = new JsonTexts().tree(event.detail());
            var row = detail.path("row");
            if (!row.isObject()) {
                throw new Enough(Sentence.of("register.entry-does-not-tell-rows", event.sequence()));
            }
            var sums = BackupWriter.loadSums(part, FormatTables.current());
            if (!sums.equals(TableSums.of(detail.path("rows")))) {
                throw new Enough(Sentence.of("register.rows-import-in-backup-are", event.subject()));
            }
            load(database, part, FormatTables.current());
            var form = RowForm.of(SOURCE_LOAD);
            var all = JsonTexts.plain(row);
            all.put("state", LoadState.PUBLISHED.name());
            all.put("revision", Long.toString(event.revision()));
            var values = form.parse(new JsonTexts().tree(CanonicalJson.of(all)));
            var rows = new ArrayList<@Nullable Object[]>();
            rows.add(values);
            insert(database, form, rows);
            int number = Integer.parseInt(row.path("load_no").asString());
            database.transaction(tx -> {
                LoadDigests.write(tx, number, sums);
                return number;
            });
        } catch (IOException e) {
            throw new Enough(Sentence.of("register.rows-import-cannot-read", event.subject(), Reason.told(e)));
        }
    }

    private static void state(DSLContext tx, Replay replay, UUID load) {
        var now = replay.loads().get(load);
        if (now != null) {
            tx.update(SOURCE_LOAD)
                    .set(SOURCE_LOAD.STATE, now.state().name())
                    .set(SOURCE_LOAD.REVISION, now.revision())
                    .where(SOURCE_LOAD.ID.eq(load))
                    .execute();
        }
    }

    /// The line of undo and the revision as the entries leave them.
    private static void finish(Database database, Replay replay) {
        database.transaction(tx -> {
            tx.deleteFrom(UNDO_STEP).execute();
            for (var walked : replay.steps()) {
                tx.insertInto(UNDO_STEP)
                        .set(UndoSteps.record(walked.step(), walked.undone()))
                        .execute();
            }
            RegisterMeta.set(tx, "revision", Long.toString(replay.revision()));
            return replay.steps().size();
        });
    }

    // ---------------------------------------------------------------- the new register

    /// Puts the restoration into the trail of the new register.
    private void tell(Database database, Marker marker, Path place) {
        database.transaction(tx -> {
            long revision = RegisterMeta.revision(tx) + 1;
            var act = new Act(
                    UUID.randomUUID(),
                    revision,
                    Instant.now(context.clock()),
                    context.actor(),
                    "register.restore",
                    String.valueOf(backup.getFileName()),
                    "",
                    context.applicationVersion());
            head = new Trail()
                    .append(
                            tx,
                            head,
                            act,
                            List.of(),
                            Map.of(
                                    "backup", String.valueOf(backup.getFileName()),
                                    "backupRevision", Long.toString(manifest.revision()),
                                    "backupHead", manifest.head().hash(),
                                    "replayed", Long.toString(replayed),
                                    "folder", String.valueOf(place.getFileName())),
                            Map.of())
                    .end();
            RegisterMeta.set(tx, "revision", Long.toString(revision));
            RegisterMeta.set(tx, "formatMinor", Integer.toString(marker.formatMinor()));
            RegisterMeta.set(tx, "engine", Engines.ofFolders().version());
            return revision;
        });
    }

    /// Kept files from the old register or from the backups, whichever has them whole.
    private List<MissingFile> files(RegisterFolder folder, Database database) throws IOException {
        var wanted = new TreeMap<String, String>();
        manifest.blobs().forEach(sha256 -> wanted.put(sha256, ""));
        database.read(OwnRecords::all).getOrDefault(RecordKind.PROOF, Map.of()).values().stream()
                .filter(proof -> proof.text("sha256").matches("[0-9a-f]{64}"))
                .forEach(proof -> wanted.put(proof.text("sha256"), proof.text("fileName")));
        database.read(dsl -> dsl.select(SOURCE_LOAD.SHA256, SOURCE_LOAD.FILE)
                        .from(SOURCE_LOAD)
                        .orderBy(SOURCE_LOAD.LOAD_NO)
                        .fetch())
                .forEach(load -> wanted.put(load.value1(), load.value2()));
        var blobs = new Blobs(folder.blobs(), false);
        Files.createDirectories(folder.blobs());
        var missing = new ArrayList<MissingFile>();
        int done = 0;
        for (var file : wanted.entrySet()) {
            progress.stopIfCancelled();
            progress.report(done++, wanted.size());
            if (!fromOld(blobs, file.getKey()) && !fromBackups(blobs, file.getKey())) {
                missing.add(new MissingFile(file.getKey(), file.getValue()));
            }
        }
        return missing;
    }

    private boolean fromOld(Blobs blobs, String sha256) {
        if (old.isEmpty()) {
            return false;
        }
        var there = new Blobs(old.get().blobs(), true);
        if (!there.has(sha256)) {
            return false;
        }
        try (var in = there.raw(sha256)) {
            return keep(blobs, in, sha256);
        } catch (IOException e) {
            return false;
        }
    }

    private boolean fromBackups(Blobs blobs, String sha256) {
        var copy = backups.blob(sha256);
        if (!Files.isRegularFile(copy)) {
            return false;
        }
        try (var in = new GZIPInputStream(Files.newInputStream(copy), 1 << 16)) {
            return keep(blobs, in, sha256);
        } catch (IOException e) {
            return false;
        }
    }

    private boolean keep(Blobs blobs, java.io.InputStream in, String sha256) throws IOException {
        var kept = blobs.store(in, _ -> progress.stopIfCancelled());
        if (kept.sha256().equals(sha256)) {
            return true;
        }
        blobs.remove(kept.sha256());
        return false;
    }

    /// @return what the new register holds
    private Commits verified(Database database, RegisterFolder folder) throws IOException {
        var commits = new Commits(database, folder, context, Optional.empty(), FreeSpace.of(folder.path()));
        commits.checkRegister(commits.found());
        commits.completeJournal();
        var subject = commits.freeze();
        try (var _ = subject.frozen()) {
            var report = new Verifier(subject, folder, Optional.empty(), progress).run();
            if (!report.intact()) {
                throw new UnusableFile(Sentence.of(
                        "register.restored-not-whole",
                        Sentence.all(report.words().stream().limit(TOLD).toList())));
            }
        }
        return commits;
    }

    private static void remove(Path work) throws IOException {
        if (!Files.isDirectory(work)) {
            return;
        }
        try (var files = Files.walk(work)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
