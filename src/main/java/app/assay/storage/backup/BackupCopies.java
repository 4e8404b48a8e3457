package app.assay.storage.backup;

import app.assay.files.DurableFile;
import app.assay.files.UnusableFile;
import app.assay.storage.folder.Faults;
import app.assay.storage.folder.RegisterFolder;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import app.assay.work.Reason;
import app.assay.work.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/// Copies backups to a second folder, such as one on a stick or in the network. Every copy is read back.
final class BackupCopies {

    private static final int LONGEST_NAME = 40;

    private final BackupFolder from;
    private final Progress progress;

    BackupCopies(BackupFolder from, Progress progress) {
        this.from = from;
        this.progress = progress;
    }

    /// Where the backups of a register lie within a second folder.
    static Path place(Path second, RegisterFolder.Marker marker) {
        var plain = marker.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        var name = plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
        return second.resolve(
                "assay-%s-%s".formatted(name, marker.id().toString().substring(0, 8)));
    }

    /// @return hashes of kept files that are whole neither there nor here
    /// @throws Fault BACKUP_FAILED or DISK_FULL if it cannot be copied; the backup itself is unharmed then
    SortedSet<String> copy(
            Backup backup, Path second, RegisterFolder.Marker marker, Instant now, ZoneId zone, long most) {
        var to = new BackupFolder(place(second, marker));
        var lacking = new TreeSet<String>();
        try {
            if (!Files.isDirectory(second)) {
                throw new UnusableFile(Sentence.of("register.folder-not-there-2"));
            }
            progress.stage("backup.copy");
            var manifest = BackupManifest.read(backup.file())
                    .orElseThrow(() -> new UnusableFile(Sentence.of("register.backup-cannot-read")));
            // What is damaged here must not take the place of what is whole there.
            new BackupReader(backup.file(), manifest).check(new HashSet<>());
            for (var part : BackupManifest.places(manifest, from.parts()).values()) {
                copy(part, to.parts().resolve(part.getFileName()));
            }
            for (var sha256 : manifest.blobs()) {
                progress.stopIfCancelled();
                if (BackupFolder.isWholeBlob(to.blob(sha256), sha256)) {
                    continue;
                }
                if (BackupFolder.isWholeBlob(from.blob(sha256), sha256)) {
                    copy(from.blob(sha256), to.blob(sha256));
                } else {
                    lacking.add(sha256);
                }
            }
            copy(backup.file(), to.path().resolve(backup.file().getFileName()));
            to.tidy(now, zone, most);
            return lacking;
        } catch (IOException | IllegalArgumentException e) {
            throw Faults.isDiskFull(e)
                    ? new Fault(
                            FaultCode.DISK_FULL,
                            Sentence.of("register.second-folder-backups-full", second),
                            Sentence.of("register.register-backup-beside-are-unharmed"),
                            Sentence.of("register.make-room-there-or-choose"),
                            e)
                    : new Fault(
                            FaultCode.BACKUP_FAILED,
                            Sentence.of("register.backup-could-not-copied", second, Reason.told(e)),
                            Sentence.of("register.register-backup-beside-are-unharmed"),
                            Sentence.of("register.connect-drive-folder-or-choose"),
                            e);
        }
    }

    private void copy(Path file, Path to) throws IOException {
        progress.stopIfCancelled();
        if (Files.isRegularFile(to) && Files.mismatch(file, to) == -1) {
            return;
        }
        var written = BackupFolder.begin(DurableFile.folderOf(to));
        try {
            Files.copy(file, written, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            BackupFolder.keep(written, to);
            if (Files.mismatch(file, to) != -1) {
                Files.deleteIfExists(to);
                throw new UnusableFile(Sentence.of("register.copy-differs-from", file.getFileName()));
            }
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
