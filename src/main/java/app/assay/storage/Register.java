package app.assay.storage;

import app.assay.domain.record.Command;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.Load;
import app.assay.domain.source.LoadState;
import app.assay.domain.table.TableSource;
import app.assay.domain.trail.TrailEvent;
import app.assay.domain.trail.UndoPath;
import app.assay.domain.trail.UndoState;
import app.assay.storage.Database.Access;
import app.assay.storage.RegisterFolder.Marker;
import app.assay.work.Cancelled;
import app.assay.work.Fault;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A register: a folder with a marker, a database, kept files, a lock and a seal.
///
/// Every change is one command: done whole or not at all, durable when the method returns, in the trail, and undone
/// whole.
/// All methods may be called from any thread and wait for the disk, except [#snapshot], which never waits.
public final class Register implements AutoCloseable {

    /// The name of the file that makes a folder a register.
    public static final String MARKER = "register.assay";

    private final RegisterFolder folder;
    private final RegisterContext context;
    private final boolean readOnly;
    private final @Nullable RegisterLock lock;
    private final Database database;
    private final FreeSpace space;
    private final Blobs blobs;
    private final Drafts drafts;
    private final Commits commits;
    private final RegisterTables tables;
    private final AtomicReference<@Nullable LoadStaging> staging = new AtomicReference<>();
    private final AtomicBoolean isStaging = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Reserve reserve;
    /// One backup at a time: tidying up takes away what no backup names yet.
    private final Object backingUp = new Object();
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private volatile boolean unclean;
    private volatile boolean damaged;
    /// How a register that is only looked at was found; empty for one that is open for work, whose seal is its own.
    private volatile Optional<Condition> before = Optional.empty();

    private Register(
            RegisterFolder folder,
            RegisterContext context,
            boolean readOnly,
            @Nullable RegisterLock lock,
            Database database,
            FreeSpace space) {
        this.folder = folder;
        this.context = context;
        this.readOnly = readOnly;
        this.lock = lock;
        this.database = database;
        this.space = space;
        blobs = new Blobs(folder.blobs(), readOnly);
        drafts = new Drafts(folder.drafts(), readOnly);
        commits = new Commits(database, folder, context, readOnly, space);
        tables = new RegisterTables(database, commits::snapshot);
        reserve = new Reserve(folder.reserve());
    }

    /// Makes a register in a folder that is empty or not there, and opens it for work.
    ///
    /// @throws Fault REGISTER_EXISTS if the folder holds anything
    public static Register create(Path folder, String name, ZoneId zone, RegisterContext context) {
        return create(folder, name, zone, context, FreeSpace.of(folder));
    }

    static Register create(Path folder, String name, ZoneId zone, RegisterContext context, FreeSpace space) {
        var path = RegisterFolder.fresh(folder);
        var marker = new Marker(
                UUID.randomUUID(),
                name,
                RegisterFolder.FORMAT_MAJOR,
                RegisterFolder.FORMAT_MINOR,
                zone,
                Instant.now(context.clock()).truncatedTo(ChronoUnit.MILLIS));
        var fresh = new RegisterFolder(path, marker);
        return locked(fresh, context, OpenMode.WRITE, lock -> {
            fresh.begin();
            var database = Database.open(fresh, Access.CREATE, context);
            return opened(database, () -> {
                Commits.begin(database, marker, context);
                var register = new Register(fresh, context, false, lock, database, space);
                register.commits.completeJournal();
                register.commits.seal(Optional.empty());
                try {
                    Files.createDirectories(fresh.blobs());
                    // Last of all: a folder is a register only when everything else is there.
                    fresh.end();
                } catch (IOException e) {
                    throw Faults.io("The register %s could not be made.".formatted(path), e);
                }
                return register;
            });
        });
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
        var found = RegisterFolder.find(folder);
        return readable(found, () -> open(found, mode, context, progress, space));
    }

    /// Whatever rows of a damaged file make of those who read them is told as damage: a text that is no date, a
    /// code
    /// that is none was never written so.
    private static <T> T readable(RegisterFolder folder, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Fault | Cancelled e) {
            throw e;
        } catch (RuntimeException e) {
            throw Faults.unreadable(folder.path(), e);
        }
    }

    private static Register open(
            RegisterFolder found, OpenMode mode, RegisterContext context, Progress progress, FreeSpace space) {
        if (mode == OpenMode.READ_ONLY || mode == OpenMode.DAMAGED) {
            RegisterLock.refuseIfHeld(found);
            if (Migration.isNeeded(found)) {
                throw Migration.needed(found);
            }
            return look(found, mode, context, progress, space);
        }
        if (found.marker().formatMinor() > RegisterFolder.FORMAT_MINOR) {
            throw RegisterFolder.newer(
                    found.path(),
                    found.marker().formatMajor(),
                    found.marker().formatMinor(),
                    "Open it for looking only, or with the newer program.");
        }
        found.refuseIfUnwritable();
        return locked(found, context, mode, lock -> {
            // Once more, since whoever held the lock before may have brought it to a new format.
            var now = RegisterFolder.find(found.path());
            var current = Migration.isNeeded(now) ? Migration.run(now, context, space, progress) : now;
            var condition = Condition.of(current);
            var problems = new ArrayList<String>();
            if (!condition.isSure()) {
                // Read without writing a byte: what is damaged stays as it was found.
                try (var looked = look(current, OpenMode.READ_ONLY, context, progress, space)) {
                    problems.addAll(looked.notes());
                }
            }
            condition.begin(current, context);
            var database = condition.open(current, context);
            return opened(database, () -> {
                current.finish();
                clean(current, database);
                var register = new Register(current, context, false, lock, database, space);
                if (condition.isSure()) {
                    problems.addAll(register.problems(condition, progress));
                } else {
                    condition.check(register.commits);
                }
                register.putRight(condition, problems);
                register.unclean = !condition.isSure();
                return register;
            });
        });
    }

    /// Opens without writing anything.
    private static Register look(
            RegisterFolder found, OpenMode mode, RegisterContext context, Progress progress, FreeSpace space) {
        var before = Condition.of(found);
        var database = Database.open(found, Access.READ, context);
        return opened(database, () -> {
            var register = new Register(found, context, true, null, database, space);
            register.before = Optional.of(before);
            register.unclean = !before.isSure();
            if (mode == OpenMode.DAMAGED) {
                register.damaged = true;
                return register;
            }
            register.notes.addAll(register.problems(before, progress));
            return register;
        });
    }

    /// Renews seal and journal.
    private void putRight(Condition condition, List<String> problems) {
        notes.addAll(problems);
        if (!problems.isEmpty() && condition.seal() instanceof Seal.Found.Whole) {
            notes.add("The trail is whole, so the journal was written anew from it; the damaged one is kept as %s."
                    .formatted(commits.renewJournal()));
        } else {
            commits.completeJournal();
        }
        commits.seal(Optional.empty());
        if (!problems.isEmpty() && condition.isWithoutSeal()) {
            notes.add("Trail and journal are whole, so the seal was written anew.");
        }
    }

    /// What is wrong with the register and does no harm.
    ///
    /// @throws Fault REGISTER_DAMAGED when it does harm
    private List<String> problems(Condition found, Progress progress) {
        var differences = found.isSure()
                ? found.differences(commits)
                : verify(false, progress).differences();
        return found.harmless(folder, differences).stream()
                .map(VerifyReport.Difference::message)
                .toList();
    }

    /// The machine on which a register was opened for work and not closed, when it is another one: the register can
    /// be
    /// taken over then. Empty when a process of this machine holds it.
    ///
    /// @throws Fault if the folder is no register
    public static Optional<String> heldElsewhere(Path folder, RegisterContext context) {
        return RegisterLock.heldElsewhere(RegisterFolder.find(folder), context.host());
    }

    /// Takes away what a crash left: staged loads, half copies, rows put aside.
    private static void clean(RegisterFolder folder, Database database) {
        Purge.leftOvers(database);
        try {
            new Blobs(folder.blobs(), false).clean();
            if (Files.isDirectory(folder.scratch())) {
                try (var left = Files.newDirectoryStream(folder.scratch())) {
                    for (var file : left) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        } catch (IOException e) {
            throw Faults.io("What an interrupted import left in %s cannot be removed.".formatted(folder.path()), e);
        }
    }

    private static Register locked(
            RegisterFolder folder, RegisterContext context, OpenMode mode, Function<RegisterLock, Register> open) {
        var lock = RegisterLock.take(folder, context.host(), mode == OpenMode.TAKE_OVER);
        try {
            return open.apply(lock);
        } catch (RuntimeException | Error e) {
            try {
                lock.close();
            } catch (IOException unlock) {
                e.addSuppressed(unlock);
            }
            throw e;
        }
    }

    private static Register opened(Database database, Supplier<Register> open) {
        try {
            return open.get();
        } catch (RuntimeException | Error e) {
            try {
                database.close();
            } catch (RuntimeException close) {
                e.addSuppressed(close);
            }
            throw e;
        }
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
                readOnly,
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
            throw Faults.io("The size of the database cannot be read.", e);
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
        if (readOnly) {
            throw Faults.readOnly();
        }
        if (!isStaging.compareAndSet(false, true)) {
            throw Faults.refused("Another import is under way.", "Wait for it, or cancel it.");
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

    /// The published load of the same bytes from the same source, read in the same way, if there is one.
    public Optional<Load> alreadyPublished(LoadRequest request) {
        return commits.snapshot().loads().stream()
                .filter(load -> load.state() == LoadState.PUBLISHED
                        && load.sha256().equals(request.blob().sha256())
                        && load.source().equals(request.source())
                        && load.format().equals(request.format())
                        && load.meaning().equals(request.meaning())
                        && load.options().equals(request.options()))
                .findFirst();
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
        var trail = new Trail();
        long last = commits.head().length();
        long from = 1;
        while (from <= last) {
            long begin = from;
            var page = database.read(dsl -> trail.events(dsl, begin, last));
            if (page.isEmpty()) {
                throw Faults.io("The trail has a gap at entry %d.".formatted(begin), null);
            }
            page.forEach(each);
            from += page.size();
        }
    }

    /// Recomputes everything that the register says about itself and names what differs; see [Verifier].
    ///
    /// @throws app.assay.work.Cancelled if the job was cancelled
    public VerifyReport verify(Progress progress) {
        return verify(true, progress);
    }

    private VerifyReport verify(boolean files, Progress progress) {
        var subject = commits.freeze();
        try (var _ = subject.frozen()) {
            var report = readable(
                    folder,
                    () -> new Verifier(subject, folder, files ? Optional.of(blobs) : Optional.empty(), progress).run());
            return before.map(found -> report.and(found.differences(commits))).orElse(report);
        }
    }

    /// Makes a backup of what the register says now, while commands go on. It is read back before this returns.
    ///
    /// @throws Fault BACKUP_FAILED or DISK_FULL; the register is unharmed then
    /// @throws app.assay.work.Cancelled if the job was cancelled; nothing is left behind
    public Backup backUp(Backup.Kind kind, Progress progress) {
        if (readOnly) {
            throw Faults.readOnly();
        }
        space.need(FreeSpace.FOR_A_COMMAND);
        synchronized (backingUp) {
            return makeBackup(kind, progress);
        }
    }

    private Backup makeBackup(Backup.Kind kind, Progress progress) {
        var folderOfBackups = new BackupFolder(folder.backups());
        var subject = commits.freeze();
        Backup made;
        try (var _ = subject.frozen()) {
            made = new BackupWriter(subject, folder, blobs, folderOfBackups, context, progress).write(kind);
        }
        try {
            folderOfBackups.tidy(Instant.now(context.clock()), folder.marker().zone(), space.mostForBackups());
        } catch (IOException e) {
            // The backup is made; what is too much is taken away the next time.
            Logger.getLogger(Register.class.getName()).log(Level.FINE, "old backups stay", e);
        }
        return made;
    }

    /// Whether the rows of a published load are in no backup yet, so that the journal could not bring it back.
    public boolean hasLoadsInNoBackup() {
        var backups = new BackupFolder(folder.backups());
        try {
            for (var load : commits.snapshot().book().all()) {
                if (backups.part("load-" + load.load().id()).isEmpty()) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    /// Copies a backup of this register to a second folder.
    ///
    /// @throws Fault BACKUP_FAILED or DISK_FULL if it cannot be copied; the backup itself is unharmed then
    public void copyBackup(Backup backup, Path second, Progress progress) {
        synchronized (backingUp) {
            new BackupCopies(new BackupFolder(folder.backups()), progress)
                    .copy(
                            backup,
                            second,
                            folder.marker(),
                            Instant.now(context.clock()),
                            folder.marker().zone(),
                            FreeSpace.of(second).mostForBackups());
        }
    }

    /// Where the backups of this register lie within a second folder.
    public Path secondBackups(Path second) {
        return BackupCopies.place(second, folder.marker());
    }

    /// Bytes that the backups in the register's folder take, parts and kept files included.
    public long backupBytes() {
        try {
            return new BackupFolder(folder.backups()).bytes();
        } catch (IOException e) {
            throw Faults.io("The folder of the backups cannot be read.", e);
        }
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
    public List<String> dump(Consumer<String> lines, Progress progress) {
        var subject = commits.freeze();
        try (var frozen = subject.frozen()) {
            return new TableDump(frozen, progress).write(lines);
        }
    }

    /// The backups in the register's folder, the newest first.
    public List<Backup> backups() {
        try {
            return new BackupFolder(folder.backups()).list();
        } catch (IOException e) {
            throw Faults.io("The folder of the backups cannot be read.", e);
        }
    }

    /// What was found when the register was opened that the analyst should know, in sentences; mostly empty.
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /// Whether what is shown can be relied on: false for what is left of a damaged register.
    public boolean isReliable() {
        return !damaged;
    }

    /// Whether the register was found as a crash left it, and was recomputed before it was opened.
    public boolean wasUnclean() {
        return unclean;
    }

    /// Has a listener told of each new snapshot, on the writer thread; it must be quick and must not throw.
    public void onRevision(Consumer<RegisterSnapshot> listener) {
        commits.listen(listener);
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
        if (wasBroken || (!readOnly && space.isShort())) {
            // The engine writes once more when it is closed.
            reserve.give();
        }
        database.close();
        if (!readOnly && !wasBroken) {
            try {
                commits.seal(Optional.of(Seal.ClosedFile.of(folder.database())));
            } catch (IOException e) {
                throw Faults.io("The register is closed, but its file could not be read to be sealed.", e);
            }
        }
    }

    private void unlock() {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                throw Faults.io("The lock of the register could not be released.", e);
            }
        }
    }
}
