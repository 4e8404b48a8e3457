package app.assay.storage.backup;

import app.assay.storage.commit.Commits;
import app.assay.storage.engine.RegisterContext;
import app.assay.storage.folder.Blobs;
import app.assay.storage.folder.Faults;
import app.assay.storage.folder.FreeSpace;
import app.assay.storage.folder.RegisterFolder;
import app.assay.work.Fault;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The backups of an open register: in its folder, and copies in a second one.
public final class Backups {

    private final Commits commits;
    private final RegisterFolder folder;
    private final Blobs blobs;
    private final RegisterContext context;
    private final FreeSpace space;
    private final BackupFolder here;
    /// One backup at a time: tidying up takes away what no backup names yet.
    private final Object busy = new Object();

    public Backups(Commits commits, RegisterFolder folder, Blobs blobs, RegisterContext context, FreeSpace space) {
        this.commits = commits;
        this.folder = folder;
        this.blobs = blobs;
        this.context = context;
        this.space = space;
        here = new BackupFolder(folder.backups());
    }

    /// Makes a backup of what the register says now, while commands go on. It is read back before this returns.
    ///
    /// @throws Fault BACKUP_FAILED or DISK_FULL; the register is unharmed then
    /// @throws app.assay.work.Cancelled if the job was cancelled; nothing is left behind
    public Backup make(Backup.Kind kind, Progress progress) {
        commits.requireOurs();
        space.need(FreeSpace.FOR_A_COMMAND);
        synchronized (busy) {
            var subject = commits.freeze();
            Backup made;
            try (var _ = subject.frozen()) {
                made = new BackupWriter(subject, folder, blobs, here, context, progress).write(kind);
            }
            if (commits.isOurs()) {
                tidy(); // else it would take away what the new owner's backup is going to name
            }
            return made;
        }
    }

    private void tidy() {
        try {
            here.tidy(Instant.now(context.clock()), folder.marker().zone(), space.mostForBackups());
        } catch (IOException e) {
            // The backup is made; what is too much is taken away the next time.
            Logger.getLogger(Backups.class.getName()).log(Level.FINE, "old backups stay", e);
        }
    }

    /// Copies a backup of this register to a second folder.
    ///
    /// @return hashes of kept files that the second folder lacks since they are whole neither there nor here
    /// @throws Fault BACKUP_FAILED or DISK_FULL if it cannot be copied; the backup itself is unharmed then
    public SortedSet<String> copy(Backup backup, Path second, Progress progress) {
        synchronized (busy) {
            return new BackupCopies(here, progress)
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
    public Path placeIn(Path second) {
        return BackupCopies.place(second, folder.marker());
    }

    /// The backups in the register's folder, the newest first.
    public List<Backup> all() {
        try {
            return here.list();
        } catch (IOException e) {
            throw Faults.io(Sentence.of("register.folder-backups-cannot-read"), e);
        }
    }

    /// Whether the rows of a published load are in no backup yet, so that the journal could not bring it back.
    public boolean lackLoads() {
        try {
            for (var load : commits.snapshot().book().all()) {
                if (here.part("load-" + load.load().id()).isEmpty()) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    /// Bytes that the backups in the register's folder take, parts and kept files included.
    public long bytes() {
        try {
            return here.bytes();
        } catch (IOException e) {
            throw Faults.io(Sentence.of("register.folder-backups-cannot-read"), e);
        }
    }
}
