package app.assay.storage.backup;

import app.assay.files.DurableFile;
import app.assay.files.Hashes;
import app.assay.storage.backup.Backup.Kind;
import app.assay.storage.folder.StoredBlob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/// The folder of backups: backups by name, `parts` with what never changes, `blobs` with the kept files.
///
/// Every file is written beside, forced to disk, read back and only then given its name. A part has the SHA-256 of its
/// bytes in its name, a kept file that of what it holds.
public final class BackupFolder {

    static final String UNVERIFIED = ".unverified";
    private static final String ZIP = ".zip";
    private static final String PART = ".part";
    private static final Duration UNVERIFIED_KEPT = Duration.ofDays(7);

    private final Path folder;

    public BackupFolder(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    Path parts() {
        return folder.resolve("parts");
    }

    Path blobs() {
        return folder.resolve("blobs");
    }

    Path blob(String sha256) {
        var checked = new StoredBlob(sha256, 0).sha256();
        return blobs().resolve(checked.substring(0, 2)).resolve(checked.substring(2) + ".gz");
    }

    /// Backups with the newest first; files that are none are left out.
    public List<Backup> list() throws IOException {
        var found = new ArrayList<Backup>();
        for (var file : files()) {
            BackupManifest.read(file).ifPresent(manifest -> found.add(manifest.backup(file)));
        }
        // By how far the register had come: a clock may go back.
        found.sort(Comparator.comparingLong(Backup::trailLength)
                .thenComparing(Backup::at)
                .thenComparing(backup -> backup.file().toString())
                .reversed());
        return found;
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var files = new ArrayList<Path>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                var name = entry.getFileName().toString();
                if ((name.endsWith(ZIP) || name.endsWith(ZIP + UNVERIFIED)) && Files.isRegularFile(entry)) {
                    files.add(entry);
                }
            }
        }
        return files;
    }

    /// The part of a name, whatever its bytes; the first in the order of names.
    public Optional<Path> part(String name) throws IOException {
        if (!Files.isDirectory(parts())) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parts(), name + ".*" + ZIP)) {
            Path first = null;
            for (var file : found) {
                if (first == null || file.compareTo(first) < 0) {
                    first = file;
                }
            }
            return Optional.ofNullable(first);
        }
    }

    /// The hash in the name of a part.
    static String hashOf(Path part) {
        var name = part.getFileName().toString();
        int end = name.length() - ZIP.length();
        int begin = name.lastIndexOf('.', end - 1) + 1;
        return name.substring(begin, end);
    }

    /// Whether a part's bytes are those of its name.
    public static boolean isWhole(Path part) throws IOException {
        try (var in = Files.newInputStream(part)) {
            return Hashes.sha256(in).equals(hashOf(part));
        }
    }

    /// Whether a kept file's copy holds what its name says.
    static boolean isWholeBlob(Path copy, String sha256) {
        if (!Files.isRegularFile(copy)) {
            return false;
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(copy), 1 << 16)) {
            return Hashes.sha256(in).equals(sha256);
        } catch (IOException e) {
            return false;
        }
    }

    /// A new file in a folder that is made if it is not there; to be given its name by [#keep].
    static Path begin(Path folder) throws IOException {
        DurableFile.createFolders(folder);
        return Files.createTempFile(folder, "", PART);
    }

    static void keep(Path written, Path name) throws IOException {
        try (var channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        DurableFile.createFolders(DurableFile.folderOf(name));
        Files.move(written, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        DurableFile.syncFolder(DurableFile.folderOf(name));
    }

    /// Takes away backups that need not be kept any more, parts that no backup names, and what an end left half
    /// written.
    ///
    /// @param most bytes that all may take; never below three backups
    /// @return names of the backups that are gone
    List<String> tidy(Instant now, java.time.ZoneId zone, long most) throws IOException {
        var all = list();
        var verified = all.stream().filter(Backup::verified).toList();
        var keep = BackupRetention.keep(verified, now, zone, most);
        var gone = new ArrayList<String>();
        for (var backup : all) {
            boolean stays =
                    backup.verified() ? keep.contains(backup) : backup.at().isAfter(now.minus(UNVERIFIED_KEPT));
            if (!stays) {
                Files.deleteIfExists(backup.file());
                gone.add(backup.file().getFileName().toString());
            }
        }
        removeUnnamed();
        return gone;
    }

    private void removeUnnamed() throws IOException {
        var named = new HashSet<String>();
        for (var file : files()) {
            var manifest = BackupManifest.read(file);
            if (manifest.isEmpty()) {
                return; // a backup that cannot be read may name anything
            }
            manifest.get().parts().forEach(part -> named.add(part.file()));
        }
        remove(parts(), file -> !named.contains(file.getFileName().toString()));
        clean();
    }

    /// Takes away what an end left half written. Nothing may be written here meanwhile.
    public void clean() throws IOException {
        remove(parts(), BackupFolder::isHalf);
        remove(folder, BackupFolder::isHalf);
        if (Files.isDirectory(blobs())) {
            remove(blobs(), BackupFolder::isHalf);
            try (DirectoryStream<Path> shelves = Files.newDirectoryStream(blobs(), Files::isDirectory)) {
                for (var shelf : shelves) {
                    remove(shelf, BackupFolder::isHalf);
                }
            }
        }
    }

    private static boolean isHalf(Path file) {
        return file.getFileName().toString().endsWith(PART);
    }

    private static void remove(Path folder, Predicate<Path> which) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                if (Files.isRegularFile(file) && which.test(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /// The name of a new backup.
    Path name(Instant at, long revision, Kind kind) {
        var stamp = java.time.format.DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", java.util.Locale.ROOT)
                .withZone(java.time.ZoneOffset.UTC)
                .format(at);
        return folder.resolve(
                "%s-r%s-%s.zip".formatted(stamp, revision, kind.name().toLowerCase(java.util.Locale.ROOT)));
    }

    /// Bytes of everything in it.
    long bytes() throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        long[] sum = {0};
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                sum[0] += Files.size(file);
            }
        }
        return sum[0];
    }

    /// Hashes of the kept files that are here.
    Set<String> keptBlobs() throws IOException {
        var found = new HashSet<String>();
        if (!Files.isDirectory(blobs())) {
            return found;
        }
        try (var files = Files.walk(blobs(), 2)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(".gz"))
                    .forEach(file -> {
                        var name = file.getFileName().toString();
                        found.add(DurableFile.folderOf(file).getFileName()
                                + name.substring(0, name.length() - ".gz".length()));
                    });
        }
        return found;
    }
}
