package app.assay.storage.backup;

import app.assay.files.DurableFile;
import app.assay.storage.folder.Faults;
import app.assay.storage.folder.RegisterFolder;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import app.assay.work.Reason;
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
                throw new IOException("the folder is not there");
            }
            progress.stage("backup.copy");
            var manifest =
                    BackupManifest.read(backup.file()).orElseThrow(() -> new IOException("the backup cannot be read"));
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
                            "The second folder of the backups %s is full.".formatted(second),
                            "The register and the backup beside it are unharmed.",
                            "Make room there, or choose another folder.",
                            e)
                    : new Fault(
                            FaultCode.BACKUP_FAILED,
                            "The backup could not be copied to %s: %s.".formatted(second, Reason.of(e)),
                            "The register and the backup beside it are unharmed.",
                            "Connect the drive of that folder, or choose another folder.",
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
                throw new IOException("the copy of %s differs from it".formatted(file.getFileName()));
            }
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
