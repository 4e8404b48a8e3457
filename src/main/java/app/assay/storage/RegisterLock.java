package app.assay.storage;

import app.assay.work.Fault;
import app.assay.work.FaultCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// The lock of a register that is open for work. The operating system holds it and drops it with the process, so a lock
/// file that a dead process left behind blocks nobody; its text only tells who holds it.
final class RegisterLock implements AutoCloseable {

    /// The lock lies far behind the text, since some systems hide locked bytes from others.
    private static final long LOCKED_BYTE = 1L << 40;

    private static final int MOST_BYTES = 4096;

    private final FileChannel channel;
    private final FileLock lock;

    private RegisterLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /// @throws Fault REGISTER_LOCKED with the name of the holder
    static RegisterLock take(RegisterFolder folder) {
        var file = folder.lock();
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            var lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw locked(folder);
            }
            write(channel, holder());
            return new RegisterLock(channel, lock);
        } catch (IOException e) {
            closeQuietly(channel);
            throw new Fault(
                    FaultCode.REGISTER_READ_ONLY,
                    "The register %s cannot be written%s."
                            .formatted(folder.path(), e.getMessage() == null ? "" : ": " + e.getMessage()),
                    "Nothing was changed.",
                    "Open it for looking only, or make its folder writable.",
                    e);
        }
    }

    /// Refuses to go on while somebody works with the register; leaves no trace.
    ///
    /// @throws Fault REGISTER_LOCKED with the name of the holder
    static void refuseIfHeld(RegisterFolder folder) {
        try (var channel = FileChannel.open(folder.lock(), StandardOpenOption.READ);
                var shared = channel.tryLock(LOCKED_BYTE, 1, true)) {
            if (shared == null) {
                throw locked(folder);
            }
        } catch (OverlappingFileLockException e) {
            throw locked(folder);
        } catch (IOException e) {
            // No lock file, or a medium that knows no locks: the engine's own lock decides.
        }
    }

    /// The fault that tells who holds a register.
    static Fault locked(RegisterFolder folder) {
        var holder = read(folder.lock());
        return new Fault(
                FaultCode.REGISTER_LOCKED,
                "The register %s is open already%s."
                        .formatted(folder.path(), holder.map(" "::concat).orElse("")),
                "Nothing was changed.",
                "Close it there first.");
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            channel.truncate(0);
            lock.release();
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            return null; // this very process holds it
        }
    }

    private static void write(FileChannel channel, Map<String, String> holder) throws IOException {
        channel.truncate(0);
        var bytes = ByteBuffer.wrap(CanonicalJson.of(holder).getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static Map<String, String> holder() {
        var process = ProcessHandle.current();
        return Map.of(
                "host", host(),
                "user", System.getProperty("user.name", ""),
                "process", Long.toString(process.pid()),
                "start", process.info().startInstant().map(Object::toString).orElse(""));
    }

    /// The machine's name as it says itself; never asked of a network.
    private static String host() {
        for (var variable : new String[] {"COMPUTERNAME", "HOSTNAME"}) {
            var name = System.getenv(variable);
            if (name != null && !name.isBlank()) {
                return name;
            }
        }
        try {
            return Files.readString(Path.of("/etc/hostname")).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static Optional<String> read(Path file) {
        try (var in = Files.newInputStream(file)) {
            var node = new JsonTexts().tree(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
            return Optional.of("by %s on %s (process %s, since %s)"
                    .formatted(
                            node.path("user").asString(),
                            node.path("host").asString(),
                            node.path("process").asString(),
                            node.path("start").asString()));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // What went wrong first is told.
        }
    }
}
