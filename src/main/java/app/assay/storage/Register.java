package app.assay.storage;

import app.assay.domain.record.Command;
import app.assay.domain.record.Dependant;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.Load;
import app.assay.domain.source.LoadState;
import app.assay.domain.table.TableSource;
import app.assay.domain.trail.TrailEvent;
import app.assay.domain.trail.UndoPath;
import app.assay.domain.trail.UndoState;
import app.assay.storage.backup.Backups;
import app.assay.storage.backup.TableDump;
import app.assay.storage.check.SealedState;
import app.assay.storage.check.Verifier;
import app.assay.storage.check.VerifyReport;
import app.assay.storage.commit.Commits;
import app.assay.storage.engine.Database;
import app.assay.storage.engine.RegisterContext;
import app.assay.storage.folder.Blobs;
import app.assay.storage.folder.Drafts;
import app.assay.storage.folder.Faults;
import app.assay.storage.folder.FreeSpace;
import app.assay.storage.folder.RegisterFolder;
import app.assay.storage.folder.RegisterLock;
import app.assay.storage.folder.Reserve;
import app.assay.storage.loads.LoadRequest;
import app.assay.storage.loads.LoadStaging;
import app.assay.storage.loads.StagedLoad;
import app.assay.storage.records.CommitResult;
import app.assay.storage.records.RegisterSnapshot;
import app.assay.storage.rows.RegisterMeta;
import app.assay.storage.tables.RegisterTables;
import app.assay.storage.witness.Seal;
import app.assay.storage.witness.Trail;
import app.assay.storage.witness.TrailEnd;
import app.assay.storage.witness.UndoSteps;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A register: a folder with a marker, a database, kept files, a lock and a seal.
///
/// Every change is one command: done whole or not at all, durable when the method returns, in the trail, and undone
/// whole.
/// All methods may be called from any thread and wait for the disk, except [#snapshot], which never waits.
public final class Register implements AutoCloseable {

    /// The name of the file that makes a folder a register.
    public static final String MARKER = RegisterFolder.MARKER_FILE;

    private final RegisterFolder folder;
    private final RegisterContext context;
    /// Held while the register is open for work; empty when it is only looked at.
    private final Optional<RegisterLock> lock;
    private final Database database;
    private final FreeSpace space;
    private final Blobs blobs;
    private final Drafts drafts;
    private final Backups backups;
    private final Commits commits;
    private final RegisterTables tables;
    private final AtomicReference<@Nullable LoadStaging> staging = new AtomicReference<>();
    private final AtomicBoolean isStaging = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Reserve reserve;
    private final Opened.Found found;

    Register(Opened opened) {
        folder = opened.folder();
        context = opened.context();
        database = opened.database();
        commits = opened.commits();
        space = opened.space();
        lock = opened.lock();
        found = opened.found();
        blobs = new Blobs(folder.blobs(), isReadOnly());
        drafts = new Drafts(folder.drafts(), isReadOnly());
        backups = new Backups(commits, folder, blobs, context, space);
        tables = new RegisterTables(database, commits::snapshot);
        reserve = new Reserve(folder.reserve());
    }

    private boolean isReadOnly() {
        return lock.isEmpty();
    }

    /// Makes a register in a folder that is empty or not there, and opens it for work.
    ///
    /// @throws Fault REGISTER_EXISTS if the folder holds anything
    public static Register create(Path folder, String name, ZoneId zone, RegisterContext context) {
        return create(folder, name, zone, context, FreeSpace.of(folder));
    }

    static Register create(Path folder, String name, ZoneId zone, RegisterContext context, FreeSpace space) {
        return new Opening(context, space, Progress.NONE).create(folder, name, zone);
    }

    /// Opens a register.
    ///
    /// A register that was closed in order is known by the hash of its database file. Any other is read and
    /// recomputed
    /// from its first row to its last before anything is written to it.
    ///
    /// @throws Fault REGISTER_NOT_FOUND if the folder is none, REGISTER_LOCKED if another process holds it, with
    /// its name,
    ///     or a machine from which no lock reaches here may hold it, REGISTER_READ_ONLY if it cannot be written,
    ///     REGISTER_NEWER_FORMAT if a newer program made it, REGISTER_DAMAGED if it is not what its seal says
    public static Register open(Path folder, OpenMode mode, RegisterContext context) {
        return open(folder, mode, context, Progress.NONE);
    }

    /// The same, told of its progress; an old format takes long, and so does a register that was not closed.
    public static Register open(Path folder, OpenMode mode, RegisterContext context, Progress progress) {
        return open(folder, mode, context, progress, FreeSpace.of(folder));
    }

    static Register open(Path folder, OpenMode mode, RegisterContext context, Progress progress, FreeSpace space) {
        return new Opening(context, space, progress).open(folder, mode);
    }

    /// The machine on which a register was opened for work and not closed, when it is another one: the register can
    /// be
    /// taken over then. Empty when a process of this machine holds it.
    ///
    /// @throws Fault if the folder is no register
    public static Optional<String> heldElsewhere(Path folder, RegisterContext context) {
        return RegisterLock.heldElsewhere(RegisterFolder.find(folder), context.host());
    }

    /// What the register is and holds now.
    public RegisterInfo info() {
        var now = commits.snapshot();
        var head = commits.head();
        var counts = new EnumMap<RecordKind, Integer>(RecordKind.class);
        for (var kind : RecordKind.values()) {
            counts.put(kind, now.records(kind).size());
        }
        return new RegisterInfo(
                folder.marker().id(),
                folder.marker().name(),
                folder.path(),
                folder.marker().zone(),
                folder.marker().formatMajor(),
                folder.marker().formatMinor(),
                folder.marker().created(),
                now.revision(),
                isReadOnly(),
                counts,
                (int) now.loads().stream()
                        .filter(load -> load.state() == LoadState.PUBLISHED)
                        .count(),
                now.installations().count(),
                now.titleCount(),
                fileBytes(),
                head.length(),
                head.hash());
    }

    private long fileBytes() {
        try {
            return Files.size(folder.database());
        } catch (IOException e) {
            throw Faults.io(Sentence.of("register.size-database-cannot-read"), e);
        }
    }

    /// What the register says now.
    public RegisterSnapshot snapshot() {
        return commits.snapshot();
    }

    /// Does what an analyst asks for. A command after which nothing differs writes nothing and keeps the revision.
    ///
    /// @throws Fault if it cannot be done; nothing is changed then
    /// @throws IllegalArgumentException if a kind has no such field or a reference is no UUID
    public CommitResult apply(Command command, Progress progress) {
        return commits.apply(command, progress);
    }

    /// What refers to records that a command would take away, on whatever day; for that it is refused.
    ///
    /// @throws IllegalArgumentException if a kind has no such field or a reference is no UUID
    public List<Dependant> dependants(Command command) {
        return commits.dependants(command);
    }

    /// What undo and redo would do now.
    public UndoState undoState() {
        return commits.undoState();
    }

    /// Takes back the last command that is not yet taken back; an import is withdrawn.
    ///
    /// @throws Fault NOTHING_TO_UNDO, or CHANGE_REFUSED with what rests on it
    public CommitResult undo() {
        return commits.undo();
    }

    /// Takes back the last command if it is the one at a position of the history.
    ///
    /// @throws Fault as [#undo()], and CHANGE_REFUSED if another command is the last one
    public CommitResult undo(long position) {
        return commits.undo(OptionalLong.of(position));
    }

    /// Does again what undo took back last.
    ///
    /// @throws Fault NOTHING_TO_UNDO if nothing was taken back since the last command
    public CommitResult redo() {
        return commits.redo();
    }

    /// Adds an entry to the trail that changes no record and cannot be undone, as a revision of its own.
    ///
    /// @param action code of what happened, such as `trail.accept-head`
    /// @param detail more about it by name
    public CommitResult note(String action, String subject, String reason, Map<String, String> detail) {
        return commits.note(action, subject, reason, detail);
    }

    /// Where the trail ends now.
    public TrailEnd trailEnd() {
        var head = commits.head();
        return new TrailEnd(head.length(), head.hash());
    }

    /// The minor format that the database itself tells, beside the marker.
    int storedFormatMinor() {
        return database.read(RegisterMeta::formatMinor);
    }

    /// When the last entry of the trail was written.
    public Instant changedAt() {
        long last = commits.head().length();
        return database.read(dsl -> new Trail().events(dsl, last, last)).stream()
                .map(TrailEvent::at)
                .findFirst()
                .orElse(folder.marker().created());
    }

    /// The hash of an entry of the trail; empty where the trail has no such entry.
    public Optional<String> hashAt(long sequence) {
        return database.read(dsl -> new Trail().hashAt(dsl, sequence));
    }

    /// The number of the first entry of the trail whose hash begins so.
    ///
    /// @param hashStart lower-case hexadecimal digits
    public Optional<Long> entryOf(String hashStart) {
        return database.read(dsl -> new Trail().sequenceOf(dsl, hashStart));
    }

    /// Does again what undo took back last if it is the command at a position of the history.
    ///
    /// @throws Fault as [#redo()], and CHANGE_REFUSED if another command is the next one
    public CommitResult redo(long position) {
        return commits.redo(OptionalLong.of(position));
    }

    /// The steps that undo and redo walk along, the latest first; see [RegisterTables#history].
    public TableSource history() {
        return tables.history();
    }

    /// The way from now to the state right after a step of the history.
    ///
    /// @throws Fault CHANGE_REFUSED if there is no such step
    public UndoPath pathTo(long position) {
        return database.read(dsl -> UndoSteps.path(dsl, position));
    }

    /// The positions on that way, in the order in which they are walked.
    public List<Long> stepsTo(long position) {
        return database.read(dsl -> UndoSteps.steps(dsl, position));
    }

    /// What stands in forms and is not saved.
    public Drafts drafts() {
        return drafts;
    }

    /// Begins an import. One can be under way at a time; commands may go on beside it.
    ///
    /// @throws Fault CHANGE_REFUSED if another import is under way, DISK_FULL if there is no room for it
    public StagedLoad stage(LoadRequest request) {
        if (isReadOnly()) {
            throw Faults.readOnly();
        }
        if (!isStaging.compareAndSet(false, true)) {
            throw Faults.refused(
                    Sentence.of("register.another-import-under-way"), Sentence.of("register.wait-for-or-cancel"));
        }
        try {
            reserve.take();
            var load = new LoadStaging(database, commits, folder, context, space, request, () -> isStaging.set(false));
            staging.set(load);
            return load;
        } catch (RuntimeException | Error e) {
            isStaging.set(false);
            throw e;
        }
    }

    /// The latest published load of the same bytes from the same source, read as the same analyst's wishes had it,
    /// if
    /// there is one. The same bytes with another day that is told are another load.
    public Optional<Load> alreadyPublished(LoadRequest request) {
        return commits.snapshot().loads().stream()
                .filter(load -> load.state() == LoadState.PUBLISHED
                        && load.sha256().equals(request.blob().sha256())
                        && load.source().equals(request.source())
                        && request.dataDate()
                                .filter(day -> !day.equals(dayOf(load)))
                                .isEmpty()
                        && load.format().equals(request.format())
                        && load.meaning().equals(request.meaning())
                        && LoadRequest.wishes(load.options()).equals(LoadRequest.wishes(request.options())))
                .max(Comparator.comparingLong(Load::revision));
    }

    /// Whether a load is the one of its source that counts.
    public boolean isCurrent(UUID load) {
        return commits.snapshot().book().current().stream()
                .anyMatch(stored -> stored.load().id().equals(load));
    }

    /// The day of which a load tells: its data date, or else the day it was received.
    public LocalDate dayOf(Load load) {
        return load.dataDate()
                .orElseGet(() ->
                        LocalDate.ofInstant(load.receivedAt(), folder.marker().zone()));
    }

    /// Takes back a published load, whichever it is, as a command of its own.
    ///
    /// @throws Fault CHANGE_REFUSED with the list of what rests on it
    public CommitResult withdraw(UUID load, String reason) {
        return commits.withdraw(load, reason);
    }

    /// The kept files.
    public Blobs blobs() {
        return blobs;
    }

    /// The trail, latest entry first unless sorted otherwise.
    public TableSource trail() {
        return tables.trail();
    }

    /// Rejected rows of one load, or of all published ones, in the order of the files.
    public TableSource rejected(Optional<UUID> load) {
        return tables.rejected(load);
    }

    /// Warnings of one load, or of all published ones, in the order of the files.
    public TableSource warnings(Optional<UUID> load) {
        return tables.warnings(load);
    }

    /// Hands over every entry of the trail in order, without holding them all.
    public void forEachEvent(Consumer<TrailEvent> each) {
        forEachEvent(1, each);
    }

    /// Hands over the entries of the trail from one on in order, without holding them all.
    ///
    /// @param first number of the entry, 1 or more; none is handed over where there are not so many
    public void forEachEvent(long first, Consumer<TrailEvent> each) {
        var trail = new Trail();
        long last = commits.head().length();
        long from = first;
        while (from <= last) {
            long begin = from;
            var page = database.read(dsl -> trail.events(dsl, begin, last));
            if (page.isEmpty()) {
                throw Faults.damaged(Sentence.of("register.trail-has-gap-at-entry", begin));
            }
            page.forEach(each);
            from += page.size();
        }
    }

    /// Recomputes everything that the register says about itself and names what differs; see [Verifier].
    ///
    /// @throws app.assay.work.Cancelled if the job was cancelled
    public VerifyReport verify(Progress progress) {
        var report = Verifier.verify(commits, folder, Optional.of(blobs), progress);
        return found.before()
                .map(condition -> {
                    var differences = new ArrayList<>(condition.differences(commits));
                    condition.fileDifference().ifPresent(differences::add);
                    return report.and(differences);
                })
                // Open for work, the journal holds whatever the trail does.
                .orElseGet(() -> report.and(SealedState.shortened(report.journalEntries(), report.trailEntries())));
    }

    /// The backups of this register.
    public Backups backups() {
        return backups;
    }

    /// Rows by table, as the register was read.
    public SortedMap<String, Long> rows() {
        var rows = new TreeMap<String, Long>();
        commits.sums().tables().forEach((table, sum) -> rows.put(table, sum.rows()));
        return rows;
    }

    /// Writes every row of every table as canonical JSON, one `{"row":{…},"table":"…"}` per line, tables and rows
    /// in
    /// order. Rows that cannot be read are left out and told.
    ///
    /// @return what could not be read, in sentences; empty for a whole register
    public List<Sentence> dump(Consumer<String> lines, Progress progress) {
        var subject = commits.freeze();
        try (var frozen = subject.frozen()) {
            return new TableDump(frozen, progress).write(lines);
        }
    }

    /// What was found when the register was opened that the analyst should know, in sentences; mostly empty.
    public List<Sentence> notes() {
        return found.notes();
    }

    /// Whether what is shown can be relied on: false for what is left of a damaged register.
    public boolean isReliable() {
        return !found.damaged();
    }

    /// Whether the register was found as a crash left it, and was recomputed before it was opened.
    public boolean wasUnclean() {
        return found.unclean();
    }

    /// Has a listener told of each new snapshot, on the writer thread; it must be quick and must not throw.
    public void onRevision(Consumer<RegisterSnapshot> listener) {
        commits.listen(listener);
    }

    /// Whether something was read in the database file that was never written to it. The register takes no more
    /// changes
    /// then, and only the recovery desk helps: it cannot be opened again.
    public boolean isDamaged() {
        return database.isDamaged();
    }

    /// Has somebody told, once and on a thread of the database, when [#isDamaged] becomes true; it must be quick
    /// and must
    /// not throw.
    public void onDamage(Runnable told) {
        database.onDamage(told);
    }

    /// Takes no more changes, since memory ran out while something was done with the register: parts of the engine
    /// may have
    /// failed unnoticed. What was saved is safe; the register must be opened again.
    public void memoryRanOut() {
        database.exhaust();
    }

    /// Waits for what is under way, discards an unfinished import, and closes.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            var load = staging.get();
            if (load != null && isStaging.get()) {
                load.close();
            }
        } finally {
            try {
                closeDatabase();
            } finally {
                unlock();
            }
        }
    }

    private void closeDatabase() {
        boolean wasBroken = database.isBroken();
        if (wasBroken || (!isReadOnly() && space.isShort())) {
            // The engine writes once more when it is closed.
            reserve.give();
        }
        database.close();
        // Whoever took the register over seals it.
        if (!wasBroken && commits.isOurs()) {
            try {
                commits.seal(Optional.of(Seal.ClosedFile.of(folder.database())));
            } catch (IOException e) {
                throw Faults.io(Sentence.of("register.register-closed-but-its-file"), e);
            }
        }
    }

    private void unlock() {
        if (lock.isPresent()) {
            try {
                lock.get().close();
            } catch (IOException e) {
                throw Faults.io(Sentence.of("register.lock-register-could-not-released"), e);
            }
        }
    }
}
