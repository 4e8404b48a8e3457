package app.assay.storage;

import app.assay.domain.record.Command;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.Load;
import app.assay.domain.source.LoadState;
import app.assay.domain.table.TableSource;
import app.assay.domain.trail.TrailEvent;
import app.assay.domain.trail.UndoState;
import app.assay.storage.Database.Access;
import app.assay.storage.RegisterFolder.Marker;
import app.assay.work.Fault;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
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
    private final Commits commits;
    private final RegisterTables tables;
    private final AtomicReference<@Nullable LoadStaging> staging = new AtomicReference<>();
    private final AtomicBoolean isStaging = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

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
        commits = new Commits(database, folder, context, readOnly, space);
        tables = new RegisterTables(database, commits::snapshot);
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
        return locked(fresh, lock -> {
            fresh.begin();
            var database = Database.open(fresh, Access.CREATE, context);
            return opened(database, () -> {
                Commits.begin(database, marker, context);
                var register = new Register(fresh, context, false, lock, database, space);
                register.commits.checkSeal();
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
    /// @throws Fault REGISTER_NOT_FOUND if the folder is none, REGISTER_LOCKED if another process holds it, with
    /// its name,
    ///     REGISTER_NEWER_FORMAT if a newer program made it, REGISTER_DAMAGED if it is not what its seal says
    public static Register open(Path folder, OpenMode mode, RegisterContext context) {
        return open(folder, mode, context, FreeSpace.of(folder));
    }

    static Register open(Path folder, OpenMode mode, RegisterContext context, FreeSpace space) {
        var found = RegisterFolder.find(folder);
        if (mode == OpenMode.READ_ONLY) {
            RegisterLock.refuseIfHeld(found);
            var database = Database.open(found, Access.READ, context);
            return opened(database, () -> {
                var register = new Register(found, context, true, null, database, space);
                register.commits.checkSeal();
                return register;
            });
        }
        if (found.marker().formatMinor() > RegisterFolder.FORMAT_MINOR) {
            throw RegisterFolder.newer(
                    found.path(),
                    found.marker().formatMajor(),
                    found.marker().formatMinor(),
                    "Open it for looking only, or with the newer program.");
        }
        return locked(found, lock -> {
            var database = Database.open(found, Access.WRITE, context);
            return opened(database, () -> {
                found.finish();
                clean(found, database);
                var register = new Register(found, context, false, lock, database, space);
                register.commits.checkSeal();
                return register;
            });
        });
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

    private static Register locked(RegisterFolder folder, Function<RegisterLock, Register> open) {
        var lock = RegisterLock.take(folder);
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

    /// Does again what undo took back last.
    ///
    /// @throws Fault NOTHING_TO_UNDO if nothing was taken back since the last command
    public CommitResult redo() {
        return commits.redo();
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

    /// Recomputes the chain of the trail, the digests of packed installations and kept files, and the balance of
    /// loads.
    ///
    /// @throws app.assay.work.Cancelled if the job was cancelled
    public VerifyReport verify(Progress progress) {
        return new Verifier(
                        database,
                        commits.snapshot(),
                        commits.head(),
                        blobs,
                        folder.marker().id(),
                        progress)
                .run();
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
                database.close();
            } finally {
                unlock();
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
