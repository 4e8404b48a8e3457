package app.assay.storage.fault.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Leads every change of a file to the disk, and everything else straight to the machine's own file system.
final class FaultyProvider extends FileSystemProvider {

    private final FaultyDisk disk;
    private final FaultyFileSystem files;

    FaultyProvider(FaultyDisk disk, FaultyFileSystem files) {
        this.disk = disk;
        this.files = files;
    }

    @Override
    public String getScheme() {
        return disk.scheme();
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return files;
    }

    @Override
    public Path getPath(URI uri) {
        return files.getPath(uri.getPath());
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        var file = FaultyPath.real(path).toAbsolutePath();
        boolean append = options.contains(StandardOpenOption.APPEND);
        boolean deleteOnClose = options.contains(StandardOpenOption.DELETE_ON_CLOSE);
        var rest = new HashSet<OpenOption>(options);
        if (append || options.contains(StandardOpenOption.WRITE)) {
            boolean existed = Files.exists(file);
            if (options.contains(StandardOpenOption.CREATE_NEW) && existed) {
                throw new FileAlreadyExistsException(file.toString());
            }
            if (!existed
                    && (options.contains(StandardOpenOption.CREATE)
                            || options.contains(StandardOpenOption.CREATE_NEW))) {
                if (!Files.isDirectory(FaultyDisk.folderOf(file))) {
                    throw new NoSuchFileException(file.toString());
                }
                disk.create(file, _ -> Files.createFile(file, attributes));
            }
            rest.removeAll(Set.of(
                    StandardOpenOption.CREATE,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.APPEND));
            rest.add(StandardOpenOption.WRITE);
        }
        rest.remove(StandardOpenOption.DELETE_ON_CLOSE);
        var channel = new FaultyChannel(disk, file, FileChannel.open(file, rest), append, deleteOnClose);
        if (options.contains(StandardOpenOption.TRUNCATE_EXISTING) && channel.size() > 0) {
            try {
                channel.truncate(0);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }
        return channel;
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        var inner = FaultyPath.real(folder);
        var found = inner.getFileSystem()
                .provider()
                .newDirectoryStream(inner, entry -> filter.accept(new FaultyPath(files, entry)));
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                var real = found.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return real.hasNext();
                    }

                    @Override
                    public Path next() {
                        return new FaultyPath(files, real.next());
                    }
                };
            }

            @Override
            public void close() throws IOException {
                found.close();
            }
        };
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        var real = FaultyPath.real(folder).toAbsolutePath();
        if (Files.exists(real)) {
            throw new FileAlreadyExistsException(real.toString());
        }
        disk.createFolder(real, _ -> Files.createDirectory(real, attributes));
    }

    @Override
    public void delete(Path path) throws IOException {
        var real = FaultyPath.real(path).toAbsolutePath();
        if (!Files.exists(real, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(real.toString());
        }
        disk.delete(real, _ -> Files.delete(real));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        var wanted = Arrays.asList(options);
        if (wanted.contains(StandardCopyOption.REPLACE_EXISTING)) {
            deleteIfExists(target);
        }
        if (Files.isDirectory(source)) {
            createDirectory(target);
            return;
        }
        try (var in = Files.newInputStream(source);
                var out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            in.transferTo(out);
        }
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        var from = FaultyPath.real(source).toAbsolutePath();
        var to = FaultyPath.real(target).toAbsolutePath();
        if (!Files.exists(from)) {
            throw new NoSuchFileException(from.toString());
        }
        disk.move(from, to, _ -> Files.move(from, to, options));
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return other instanceof FaultyPath faulty && Files.isSameFile(FaultyPath.real(one), FaultyPath.real(faulty));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return Files.isHidden(FaultyPath.real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return new FaultyFileStore(disk, Files.getFileStore(FaultyPath.real(path)));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        var real = FaultyPath.real(path);
        real.getFileSystem().provider().checkAccess(real, modes);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return Files.getFileAttributeView(FaultyPath.real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return Files.readAttributes(FaultyPath.real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return Files.readAttributes(FaultyPath.real(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, @Nullable Object value, LinkOption... options)
            throws IOException {
        Files.setAttribute(FaultyPath.real(path), attribute, value, options);
    }
}
