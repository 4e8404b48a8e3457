package app.assay.storage;

import app.assay.storage.Opened.Found;
import app.assay.storage.backup.BackupFolder;
import app.assay.storage.check.RegisterReading;
import app.assay.storage.check.SealedState;
import app.assay.storage.check.Verifier;
import app.assay.storage.check.VerifyReport;
import app.assay.storage.commit.Commits;
import app.assay.storage.engine.Database;
import app.assay.storage.engine.Database.Access;
import app.assay.storage.engine.RegisterContext;
import app.assay.storage.engine.known.Engines;
import app.assay.storage.folder.Blobs;
import app.assay.storage.folder.Faults;
import app.assay.storage.folder.FreeSpace;
import app.assay.storage.folder.RegisterFolder;
import app.assay.storage.folder.RegisterFolder.Marker;
import app.assay.storage.folder.RegisterLock;
import app.assay.storage.loads.Purge;
import app.assay.storage.migration.Migration;
import app.assay.storage.rows.UnknownKind;
import app.assay.storage.witness.Seal;
import app.assay.work.Fault;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Makes registers, and opens them: looks at what is there before a byte is written, takes the lock, brings an old
/// format to the new one, takes away what a crash left, and puts journal and seal right.
final class Opening {

    private final RegisterContext context;
    private final FreeSpace space;
    private final Progress progress;

    Opening(RegisterContext context, FreeSpace space, Progress progress) {
        this.context = context;
        this.space = space;
        this.progress = progress;
    }

    Register create(Path folder, String name, ZoneId zone) {
        var path = RegisterFolder.fresh(folder);
        var marker = new Marker(
                UUID.randomUUID(),
                name,
                RegisterFolder.FORMAT_MAJOR,
                RegisterFolder.FORMAT_MINOR,
                zone,
                Instant.now(context.clock()).truncatedTo(ChronoUnit.MILLIS));
        var fresh = new RegisterFolder(path, marker);
        return locked(fresh, OpenMode.WRITE, lock -> {
            fresh.begin();
            var database = Engines.ofFolders().open(fresh, Access.CREATE, context);
            return opened(database, () -> {
                Commits.begin(database, marker, context);
                var commits = new Commits(database, fresh, context, Optional.of(lock), space);
                commits.completeJournal();
                commits.seal(Optional.empty());
                try {
                    Files.createDirectories(fresh.blobs());
                    // Last of all: a folder is a register only when everything else is there.
                    fresh.end();
                } catch (IOException e) {
                    throw Faults.io(Sentence.of("register.register-could-not-made", path), e);
                }
                return register(fresh, database, commits, Optional.of(lock), Found.NEW);
            });
        });
    }

    Register open(Path folder, OpenMode mode) {
        var found = RegisterFolder.find(folder);
        return RegisterReading.of(found, () -> switch (mode) {
            case READ_ONLY, DAMAGED -> look(found, mode == OpenMode.DAMAGED);
            case WRITE, TAKE_OVER -> work(found, mode);
        });
    }

    private Register work(RegisterFolder found, OpenMode mode) {
        if (found.marker().formatMinor() > RegisterFolder.FORMAT_MINOR) {
            throw RegisterFolder.newer(
                    found.path(),
                    found.marker().formatMajor(),
                    found.marker().formatMinor(),
                    Sentence.of("register.open-for-looking-only-or-with"));
        }
        found.refuseIfUnwritable();
        return locked(found, mode, lock -> {
            // Once more, since whoever held the lock before may have brought it to a new format.
            var now = RegisterFolder.find(found.path());
            var current = Migration.isNeeded(now) ? Migration.run(now, context, space, progress) : now;
            var condition = SealedState.of(current);
            var notes = new ArrayList<Sentence>();
            if (!condition.isSure()) {
                // Read without writing a byte: what is damaged stays as it was found.
                try (var looked = looked(current, false)) {
                    notes.addAll(looked.notes());
                }
            }
            condition.begin(current, context);
            var database = condition.open(current, context);
            return closedAgain(
                    current,
                    condition,
                    () -> opened(database, () -> {
                        current.finish();
                        Purge.leftOvers(database);
                        if (mode != OpenMode.TAKE_OVER) {
                            // Whoever is taken over may still be writing a file.
                            clean(current);
                        }
                        var commits = new Commits(database, current, context, Optional.of(lock), space);
                        if (mode != OpenMode.TAKE_OVER) {
                            sweep(current, commits);
                        }
                        if (condition.isSure()) {
                            notes.addAll(problems(current, commits, condition));
                        } else {
                            condition.check(commits);
                        }
                        notes.addAll(putRight(commits, condition, !notes.isEmpty()));
                        return register(
                                current,
                                database,
                                commits,
                                Optional.of(lock),
                                new Found(notes, !condition.isSure(), false, Optional.empty()));
                    }));
        });
    }

    /// A register that a newer program wrote is left as it was closed, so that it is known for such the next time
    /// too.
    private Register closedAgain(RegisterFolder folder, SealedState before, Supplier<Register> open) {
        try {
            return open.get();
        } catch (RuntimeException e) {
            boolean isNewer = e instanceof UnknownKind || e.getCause() instanceof UnknownKind;
            if (isNewer && before.isSure() && e.getSuppressed().length == 0) {
                before.end(folder, context);
            }
            throw e;
        }
    }

    private Register look(RegisterFolder found, boolean damaged) {
        RegisterLock.refuseIfHeld(found);
        if (Migration.isNeeded(found)) {
            throw Migration.needed(found);
        }
        return looked(found, damaged);
    }

    /// Opens without writing anything.
    private Register looked(RegisterFolder found, boolean damaged) {
        var before = SealedState.of(found);
        var database = Engines.ofFolders().open(found, Access.READ, context);
        return opened(database, () -> {
            var commits = new Commits(database, found, context, Optional.empty(), space);
            var notes = damaged ? List.<Sentence>of() : problems(found, commits, before);
            return register(
                    found,
                    database,
                    commits,
                    Optional.empty(),
                    new Found(notes, !before.isSure(), damaged, Optional.of(before)));
        });
    }

    private Register register(
            RegisterFolder folder, Database database, Commits commits, Optional<RegisterLock> lock, Found found) {
        return new Register(new Opened(folder, context, database, commits, space, lock, found));
    }

    /// What is wrong with the register and does no harm, in sentences.
    ///
    /// @throws Fault REGISTER_DAMAGED when it does harm
    private List<Sentence> problems(RegisterFolder folder, Commits commits, SealedState condition) {
        var differences = new ArrayList<>(condition.differences(commits));
        if (!condition.isSure()) {
            differences.addAll(
                    0,
                    Verifier.verify(commits, folder, Optional.empty(), progress).differences());
        }
        return condition.harmless(folder, differences).stream()
                .map(VerifyReport.Difference::words)
                .toList();
    }

    /// Renews seal and journal.
    ///
    /// @return what was done about problems, in sentences
    private static List<Sentence> putRight(Commits commits, SealedState condition, boolean hasProblems) {
        var done = new ArrayList<Sentence>();
        if (hasProblems && condition.seal() instanceof Seal.Found.Whole) {
            done.add(commits.renewJournal()
                    .map(kept -> Sentence.of("register.journal-anew-kept", kept))
                    .orElseGet(() -> Sentence.of("register.journal-anew")));
        } else {
            commits.completeJournal();
        }
        commits.seal(Optional.empty());
        if (hasProblems && condition.isWithoutSeal()) {
            done.add(Sentence.of("register.trail-journal-are-whole-so"));
        }
        return done;
    }

    /// Takes away what a crash left: half copies, half backups, rows put aside.
    private static void clean(RegisterFolder folder) {
        try {
            new BackupFolder(folder.backups()).clean();
        } catch (IOException | DirectoryIteratorException e) {
            // Backups never keep an analyst from working; the next one tidies up again.
            Logger.getLogger(Opening.class.getName()).log(Level.FINE, "half backups stay", e);
        }
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
            throw Faults.io(Sentence.of("register.what-interrupted-work-left-in", folder.path()), e);
        }
    }

    /// Takes away kept files of imports and proofs that were never saved.
    private static void sweep(RegisterFolder folder, Commits commits) {
        try {
            new Blobs(folder.blobs(), false).sweep(commits::mentions);
        } catch (IOException | DirectoryIteratorException e) {
            // They take some room and do no harm; the next opening tries again.
            Logger.getLogger(Opening.class.getName()).log(Level.FINE, "files of refused imports stay", e);
        }
    }

    private Register locked(RegisterFolder folder, OpenMode mode, Function<RegisterLock, Register> open) {
        var lock = RegisterLock.take(folder, context.host(), mode == OpenMode.TAKE_OVER);
        try {
            return open.apply(lock);
        } catch (RuntimeException | Error e) {
            try {
                lock.giveBack();
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
}
