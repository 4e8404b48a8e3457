package app.assay.storage.fault.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.h2.message.DbException;
import org.h2.store.fs.FilePath;
import org.jspecify.annotations.Nullable;

/// How the database engine names and opens files of a [FaultyDisk]: an adapter to its file system, nothing more.
final class EnginePath extends FilePath {

    private final FaultyFileSystem files;

    /// @param name with the scheme in front, as the engine hands it around
    EnginePath(FaultyFileSystem files, String name) {
        this.files = files;
        this.name = name;
    }

    private String prefix() {
        return getScheme() + ":";
    }

    private Path path() {
        return files.getPath(name.substring(prefix().length()));
    }

    private EnginePath of(Path path) {
        return new EnginePath(files, prefix() + path);
    }

    @Override
    public String getScheme() {
        return files.provider().getScheme();
    }

    @Override
    public FilePath getPath(String path) {
        return new EnginePath(files, path.startsWith(prefix()) ? path : prefix() + path);
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return files.provider()
                .newFileChannel(
                        path(),
                        mode.equals("r")
                                ? Set.of(StandardOpenOption.READ)
                                : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE));
    }

    @Override
    public long size() {
        try {
            return Files.size(path());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void moveTo(FilePath target, boolean atomicReplace) {
        var options = atomicReplace
                ? new CopyOption[] {StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE}
                : new CopyOption[0];
        try {
            Files.move(path(), ((EnginePath) target).path(), options);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public boolean createFile() {
        try {
            Files.createFile(path());
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public boolean exists() {
        return Files.exists(path());
    }

    @Override
    public void delete() {
        try {
            Files.deleteIfExists(path());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public List<FilePath> newDirectoryStream() {
        try (var found = Files.list(path())) {
            // The engine's wrappers replace what is in the list.
            var files = new ArrayList<FilePath>();
            found.forEach(file -> files.add(of(file)));
            return files;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public FilePath toRealPath() {
        return of(path().toAbsolutePath().normalize());
    }

    @Override
    public @Nullable FilePath getParent() {
        var parent = path().getParent();
        return parent == null ? null : of(parent);
    }

    @Override
    public boolean isDirectory() {
        return Files.isDirectory(path());
    }

    @Override
    public boolean isRegularFile() {
        return Files.isRegularFile(path());
    }

    @Override
    public boolean isAbsolute() {
        return path().isAbsolute();
    }

    @Override
    public long lastModified() {
        try {
            return Files.getLastModifiedTime(path()).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public boolean canWrite() {
        return Files.isWritable(path());
    }

    @Override
    public void createDirectory() {
        try {
            Files.createDirectories(path());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public boolean setReadOnly() {
        throw new UnsupportedOperationException();
    }

    private DbException failed(IOException e) {
        return DbException.convertIOException(e, name);
    }
}
