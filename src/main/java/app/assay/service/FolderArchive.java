package app.assay.service;

import app.assay.storage.folder.Received;
import app.assay.work.TemporaryFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A folder that was handed over, kept as one file: a ZIP of its files in the order of their names, the same bytes for
/// the
/// same content.
final class FolderArchive {

    /// A time that `setTimeLocal` writes without an extra field in every zone.
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private FolderArchive() {}

    /// What becomes of a file.
    @FunctionalInterface
    interface Keep {
        Received of(Path file) throws IOException;
    }

    /// @param keep what becomes of the archive, which is gone afterwards
    static Received pack(Path folder, Keep keep) throws IOException {
        var archive = TemporaryFiles.file("folder", ".zip");
        try {
            try (OutputStream out = Files.newOutputStream(archive);
                    var zip = new ZipOutputStream(out)) {
                for (var file : files(folder)) {
                    var entry = new ZipEntry(folder.relativize(file).toString().replace('\\', '/'));
                    entry.setTimeLocal(TIME);
                    zip.putNextEntry(entry);
                    Files.copy(file, zip);
                    zip.closeEntry();
                }
            }
            return keep.of(archive);
        } finally {
            Files.deleteIfExists(archive);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var walk = Files.walk(folder)) {
            return walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }
}
