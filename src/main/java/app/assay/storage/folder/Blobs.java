package app.assay.storage.folder;

import app.assay.files.DurableFile;
import app.assay.files.Hashes;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/// Files kept unchanged under the hash of their bytes: `blobs/ab/cdef…`. The same bytes are kept once.
///
/// Safe to call from any thread.
public final class Blobs {

    private static final int BUFFER = 1 << 16;
    private static final String PART = ".part";
    /// An empty file beside the kept ones, named by the hash of one to which nothing refers yet.
    private static final String INCOMING = ".incoming";

    private final Path folder;
    private final boolean readOnly;

    public Blobs(Path folder, boolean readOnly) {
        this.folder = folder;
        this.readOnly = readOnly;
    }

    /// Keeps a copy of a file. When this returns the bytes are on disk.
    ///
    /// @throws Fault if the file cannot be read or the copy cannot be written
    public StoredBlob store(Path file) {
        try (var received = receive(file)) {
            received.keep();
            received.settle();
            return received.blob();
        }
    }

    /// Copies a file beside the kept ones; see [Received]. The caller closes what it gets.
    ///
    /// @throws Fault if the file cannot be read or the copy cannot be written
    public Received receive(Path file) {
        try (var in = Files.newInputStream(file)) {
            var part = begin();
            try {
                return new Received(this, copy(in, part, _ -> {}), part);
            } catch (IOException | RuntimeException | Error e) {
                deleteQuietly(part);
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw new Fault(
                    FaultCode.INPUT_NOT_FOUND,
                    Sentence.of("register.file-not-there", file),
                    Sentence.of("register.register-unchanged"),
                    Sentence.of("register.check-name-file"),
                    e);
        } catch (IOException e) {
            throw new Fault(
                    FaultCode.INPUT_UNREADABLE,
                    Sentence.of("register.file-cannot-read", file),
                    Sentence.of("register.register-unchanged"),
                    Sentence.of("register.check-file-may-read"),
                    e);
        }
    }

    /// What [#receive] would answer; copies nothing and never keeps anything.
    ///
    /// @throws IOException if the file cannot be read
    public Received measure(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new Received(this, new StoredBlob(Hashes.sha256(in), Files.size(file)), null);
        }
    }

    /// Keeps what a stream yields up to its end; the caller closes it.
    ///
    /// @throws Fault if the copy cannot be written
    /// @throws IOException if the stream cannot be read
    public StoredBlob store(InputStream bytes) throws IOException {
        return store(bytes, _ -> {});
    }

    /// Like [#store(InputStream)], telling how many bytes are copied; the watcher may throw to end it.
    public StoredBlob store(InputStream bytes, LongConsumer copied) throws IOException {
        var part = begin();
        try {
            var stored = copy(bytes, part, copied);
            keep(part, stored.sha256());
            return stored;
        } finally {
            deleteQuietly(part);
        }
    }

    private Path begin() {
        if (readOnly) {
            throw Faults.readOnly();
        }
        try {
            DurableFile.createFolders(folder);
            return Files.createTempFile(folder, "", PART);
        } catch (IOException e) {
            throw Faults.io(Sentence.of("register.copy-file-cannot-kept"), e);
        }
    }

    /// @throws IOException if the stream cannot be read
    private static StoredBlob copy(InputStream bytes, Path part, LongConsumer copied) throws IOException {
        var digest = Hashes.sha256();
        long size = 0;
        try (var out = written(part)) {
            var buffer = new byte[BUFFER];
            int read;
            while ((read = bytes.read(buffer)) >= 0) {
                digest.update(buffer, 0, read);
                writeFully(out, ByteBuffer.wrap(buffer, 0, read));
                size += read;
                copied.accept(size);
            }
            sync(out);
        }
        return new StoredBlob(HexFormat.of().formatHex(digest.digest()), size);
    }

    private static FileChannel written(Path part) {
        try {
            return FileChannel.open(part, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw Faults.io(Sentence.of("register.copy-file-cannot-kept"), e);
        }
    }

    /// Keeps what was received, and puts down that nothing refers to it yet.
    ///
    /// @return whether it was not here before
    boolean keepReceived(Path part, String sha256) {
        if (isWhole(sha256)) {
            keep(part, sha256);
            return false;
        }
        boolean isNew = !has(sha256);
        try {
            if (isNew) {
                Files.write(incoming(sha256), new byte[0]);
            }
            Files.deleteIfExists(place(sha256)); // a damaged copy
        } catch (IOException e) {
            throw Faults.io(Sentence.of("register.copy-file-cannot-kept"), e);
        }
        keep(part, sha256);
        return isNew;
    }

    void settle(String sha256) {
        deleteQuietly(incoming(sha256));
    }

    /// Takes away what was received for a command that was never saved. Nothing may be received meanwhile.
    ///
    /// @param isReferred whether anything that was ever saved refers to a hash
    public void sweep(Predicate<String> isReferred) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var marks = Files.newDirectoryStream(folder, "*" + INCOMING)) {
            for (var mark : marks) {
                var name = mark.getFileName().toString();
                var sha256 = name.substring(0, name.length() - INCOMING.length());
                if (sha256.matches("[0-9a-f]{64}") && !isReferred.test(sha256)) {
                    remove(sha256);
                }
                Files.deleteIfExists(mark);
            }
        }
    }

    private Path incoming(String sha256) {
        return folder.resolve(new StoredBlob(sha256, 0).sha256() + INCOMING);
    }

    public boolean has(String sha256) {
        return Files.isRegularFile(place(sha256));
    }

    /// Whether the bytes are kept and are those of the hash; reads them all.
    public boolean isWhole(String sha256) {
        if (!has(sha256)) {
            return false;
        }
        try (var in = Files.newInputStream(place(sha256))) {
            return Hashes.sha256(in).equals(sha256);
        } catch (IOException e) {
            return false;
        }
    }

    /// The bytes kept under a hash; the caller closes the stream.
    ///
    /// @throws Fault if no such bytes are kept
    public InputStream open(String sha256) {
        try {
            return Files.newInputStream(place(sha256));
        } catch (IOException e) {
            throw new Fault(
                    FaultCode.INPUT_NOT_FOUND,
                    Sentence.of("register.kept-file-cannot-read", sha256),
                    Sentence.of("register.everything-else-in-register-unharmed"),
                    Sentence.of("register.verify-register-or-bring-file"),
                    e);
        }
    }

    /// Takes away a kept file that nothing refers to.
    public void remove(String sha256) throws IOException {
        Files.deleteIfExists(place(sha256));
    }

    /// The bytes as they are, whatever they are; the caller closes the stream.
    public InputStream raw(String sha256) throws IOException {
        return Files.newInputStream(place(sha256));
    }

    /// Tells of every kept file, by hash: the hash it has in its name and the hash of its bytes.
    public void check(BiConsumer<String, String> each) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        var files = new TreeMap<String, Path>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                var name = file.getFileName().toString();
                if (!name.endsWith(PART) && !name.endsWith(INCOMING)) {
                    files.put(DurableFile.folderOf(file).getFileName() + name, file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        for (var file : files.entrySet()) {
            try (var in = Files.newInputStream(file.getValue())) {
                each.accept(file.getKey(), Hashes.sha256(in));
            }
        }
    }

    /// Removes what an ended copy left behind.
    public void clean() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var parts = Files.newDirectoryStream(folder, "*" + PART)) {
            for (var part : parts) {
                Files.deleteIfExists(part);
            }
        }
    }

    private void keep(Path part, String sha256) {
        var place = place(sha256);
        try {
            var shelf = DurableFile.folderOf(place);
            if (!Files.isRegularFile(place)) {
                Files.createDirectories(shelf);
                Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
            }
            // Bytes that are there already may be what a crash left before their name was on the disk.
            DurableFile.syncFolder(shelf);
            DurableFile.syncFolder(folder);
        } catch (IOException e) {
            throw Faults.io(Sentence.of("register.copy-file-cannot-kept"), e);
        }
    }

    private static void deleteQuietly(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // What went wrong first is told; the next open takes the rest away.
        }
    }

    private Path place(String sha256) {
        // A hash from outside must not lead out of the folder.
        var checked = new StoredBlob(sha256, 0).sha256();
        return folder.resolve(checked.substring(0, 2)).resolve(checked.substring(2));
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw Faults.io(Sentence.of("register.copy-file-cannot-kept"), e);
        }
    }

    private static void sync(FileChannel out) {
        try {
            out.force(true);
        } catch (IOException e) {
            throw Faults.io(Sentence.of("register.copy-file-cannot-kept"), e);
        }
    }
}
