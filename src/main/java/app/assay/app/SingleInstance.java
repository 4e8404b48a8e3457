package app.assay.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One window for a user on a machine: a second start hands over what it was asked to open and ends.
///
/// The first start holds a lock of the operating system and looks into an inbox. A request is a file there; taking it
/// away is the answer, and whoever takes it away, of the two, acts on it. Nothing goes over a network.
final class SingleInstance implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 64 * 1024;
    private static final String REQUEST = ".request";

    private final Path lockFile;
    private final Path inbox;
    private final Clock clock;
    /// Requests that were shown to the window and are not answered yet.
    private final Set<Path> shown = new HashSet<>();
    private @Nullable FileChannel channel;
    private @Nullable FileLock lock;

    /// What a later start asks for; it counts only if it can still be taken.
    final class Request {

        private final Path file;
        private final Optional<Path> register;

        private Request(Path file, Optional<Path> register) {
            this.file = file;
            this.register = register;
        }

        /// Takes the request.
        ///
        /// @return the register to open, empty for none; nothing at all when the other start no longer waits
        Optional<Optional<Path>> take() {
            try {
                return Files.deleteIfExists(file) ? Optional.of(register) : Optional.empty();
            } catch (IOException notOurs) {
                return Optional.empty();
            } finally {
                forget(file);
            }
        }
    }

    /// @param folder of this user on this machine; made if it is not there
    SingleInstance(Path folder, Clock clock) {
        lockFile = folder.resolve("window.lock");
        inbox = folder.resolve("inbox");
        this.clock = clock;
    }

    /// Whether this start is the first one, which it stays until it is closed.
    boolean isFirst() {
        if (lock != null) {
            return true;
        }
        try {
            makePrivate(inbox.getParent());
            makePrivate(inbox);
            channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
            return lock != null;
        } catch (OverlappingFileLockException held) {
            close();
            return false;
        } catch (IOException noPlace) {
            // Without a place to meet, every start is one of its own.
            close();
            return true;
        }
    }

    /// Asks the first start to show its window and to open a register there.
    ///
    /// @param nanos a clock that never goes back
    /// @param pause waits a moment
    /// @return whether it did; not when it does not answer within five seconds
    boolean handOver(Optional<Path> register, LongSupplier nanos, Runnable pause) {
        var name = UUID.randomUUID().toString();
        var request = inbox.resolve(name + REQUEST);
        try {
            var beside = inbox.resolve(name + ".new");
            Files.writeString(
                    beside,
                    register.map(path -> path.toAbsolutePath().normalize().toString())
                            .orElse(""));
            Files.move(beside, request, StandardCopyOption.ATOMIC_MOVE);
            long begin = nanos.getAsLong();
            while (nanos.getAsLong() - begin < PATIENCE.toNanos()) {
                if (!Files.exists(request)) {
                    return true;
                }
                pause.run();
            }
            return !Files.deleteIfExists(request); // gone in the last moment: answered after all
        } catch (IOException noInbox) {
            return false;
        }
    }

    /// Hands over each request that came since the last look. Requests that nobody can be waiting for any more are
    /// thrown away.
    void look(Consumer<Request> each) {
        try (var entries = Files.newDirectoryStream(inbox)) {
            var found = new ArrayList<Path>();
            entries.forEach(found::add);
            for (var file : found) {
                if (isOld(file)) {
                    Files.deleteIfExists(file);
                } else if (file.toString().endsWith(REQUEST) && isNew(file)) {
                    each.accept(new Request(file, read(file)));
                }
            }
        } catch (IOException | DirectoryIteratorException later) {
            // The next look tries again; the other start goes its own way after a while.
        }
    }

    private boolean isOld(Path file) throws IOException {
        var written = Files.getLastModifiedTime(file).toInstant();
        var now = clock.instant();
        return written.isBefore(now.minus(PATIENCE.multipliedBy(2)));
    }

    private boolean isNew(Path file) {
        synchronized (shown) {
            return shown.add(file);
        }
    }

    private void forget(Path file) {
        synchronized (shown) {
            shown.remove(file);
        }
    }

    private static Optional<Path> read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException junk) {
            return Optional.empty();
        }
    }

    private static void makePrivate(@Nullable Path folder) throws IOException {
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    /// Lets the next start be the first.
    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close(); // and with it the lock
            }
        } catch (IOException gone) {
            // The system drops the lock with the process.
        }
        lock = null;
        channel = null;
    }
}
