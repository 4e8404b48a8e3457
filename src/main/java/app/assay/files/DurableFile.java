package app.assay.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Set;

/// Small files that are there whole or not at all, even after a power cut.
public final class DurableFile {

    private DurableFile() {}

    /// Writes beside, forces to disk, renames over the old file, and forces the rename to disk.
    public static void replace(Path file, String text) throws IOException {
        replaceLazily(file, text);
        syncFolder(folderOf(file));
    }

    /// Like [#replace], but after a power cut the old file may be there, whole.
    public static void replaceLazily(Path file, String text) throws IOException {
        var beside = file.resolveSibling(file.getFileName() + ".new");
        try (var out = FileChannel.open(
                beside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Like [#replace], for a file that nobody but its owner may read.
    public static void replacePrivately(Path file, String text) throws IOException {
        var beside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(beside); // left by a crash, perhaps with other rights
        try (var out = FileChannel.open(
                beside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), rights(file, "rw-------"))) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder(folderOf(file));
    }

    /// Makes a folder that nobody but its owner may look into, if it is not there yet.
    public static void makePrivateFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder, rights(folder, "rwx------"));
            syncFolder(folderOf(folder));
        }
    }

    /// No rights of its own where the system has none to give; the folder of the user protects it there.
    private static FileAttribute<?>[] rights(Path file, String rights) throws IOException {
        return Files.getFileStore(folderOf(file)).supportsFileAttributeView(PosixFileAttributeView.class)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }

    /// Makes a folder and those above it that are not there, each with its name forced to disk: a file in a folder
    /// that a
    /// power cut takes away is lost, however well it was forced itself.
    public static void createFolders(Path folder) throws IOException {
        var missing = new ArrayList<Path>();
        for (var at = folder.toAbsolutePath(); at != null && !Files.isDirectory(at); at = at.getParent()) {
            missing.add(at);
        }
        Files.createDirectories(folder);
        for (var made : missing) {
            syncFolder(folderOf(made));
        }
    }

    public static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a folder");
    }

    /// Makes a rename durable where the system lets a folder be forced (Windows does not, and needs no such thing).
    public static void syncFolder(Path folder) {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The rename itself has happened; only its being on disk is left to the system.
        }
    }
}
