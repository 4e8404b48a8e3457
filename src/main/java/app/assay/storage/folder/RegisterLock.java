package app.assay.storage.folder;

import app.assay.files.CanonicalJson;
import app.assay.files.JsonTexts;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Reason;
import app.assay.work.Sentence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The lock of a register that is open for work. The operating system holds it and drops it with the process, so a lock
/// file that a dead process of this machine left behind blocks nobody. Locks may not reach across a network, so a file
/// that names a holder on another machine is asked about.
public final class RegisterLock implements AutoCloseable {

    /// The lock lies far behind the text, since some systems hide locked bytes from others.
    private static final long LOCKED_BYTE = 1L << 40;

    /// Who holds which register within this process, by its lock file. The locks of a process are the system's, one
    /// set
    /// for the whole process: on some systems closing any channel of a file gives them all away, so the lock file
    /// of a
    /// register that is held here must not even be opened to be read.
    private static final Map<Path, Holder> HELD_HERE = new ConcurrentHashMap<>();

    private static final int MOST_BYTES = 4096;
    private static final int MOST_SHOWN = 100;

    private final FileChannel channel;
    private final FileLock lock;
    /// What the file said before.
    private final byte[] before;

    private final byte[] written;
    private final Path key;

    /// Who a lock file says holds it.
    private record Holder(String host, String user, String process, String start) {

        /// This process on a machine.
        static Holder of(String host) {
            var process = ProcessHandle.current();
            return new Holder(
                    host,
                    System.getProperty("user.name", ""),
                    Long.toString(process.pid()),
                    process.info().startInstant().map(Object::toString).orElse(""));
        }

        Map<String, String> texts() {
            return Map.of("host", host, "user", user, "process", process, "start", start);
        }

        Sentence words() {
            return Sentence.of("register.holder", user, host, process, start);
        }
    }

    private RegisterLock(FileChannel channel, FileLock lock, byte[] before, byte[] written, Path key) {
        this.before = before;
        this.key = key;
        this.channel = channel;
        this.lock = lock;
        this.written = written;
    }

    /// @param host name of this machine
    /// @param takeOver whether a holder on another machine is passed over
    /// @throws Fault REGISTER_LOCKED with the name of the holder
    public static RegisterLock take(RegisterFolder folder, String host, boolean takeOver) {
        var key = key(folder);
        var self = Holder.of(host);
        if (HELD_HERE.putIfAbsent(key, self) != null) {
            throw locked(folder);
        }
        try {
            return take(folder, self, takeOver, key);
        } catch (RuntimeException | Error e) {
            HELD_HERE.remove(key);
            throw e;
        }
    }

    private static Path key(RegisterFolder folder) {
        try {
            return folder.path().toRealPath().resolve(folder.lock().getFileName());
        } catch (IOException e) {
            return folder.lock().toAbsolutePath().normalize();
        }
    }

    private static RegisterLock take(RegisterFolder folder, Holder self, boolean takeOver, Path key) {
        FileChannel channel = null;
        try {
            channel = open(folder.lock());
            var lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                HELD_HERE.remove(key);
                throw locked(folder);
            }
            // Through this channel: closing another one of the same file would give the lock away on some systems.
            var before = Channels.newInputStream(channel).readNBytes(MOST_BYTES);
            var elsewhere = elsewhere(holder(before), self.host());
            if (elsewhere.isPresent() && !takeOver) {
                channel.close();
                throw heldElsewhere(folder, elsewhere.get());
            }
            var text = CanonicalJson.of(self.texts()).getBytes(StandardCharsets.UTF_8);
            write(channel, text);
            return new RegisterLock(channel, lock, before, text, key);
        } catch (IOException e) {
            closeQuietly(channel);
            throw new Fault(
                    FaultCode.REGISTER_READ_ONLY,
                    Sentence.of("register.register-cannot-written", folder.path(), Reason.told(e)),
                    Sentence.of("register.nothing-was-changed"),
                    Sentence.of("register.open-for-looking-only-or-make"),
                    e);
        }
    }

    /// A lock file that was made unwritable, as when it comes back from a medium, is nobody's claim: it is made
    /// writable
    /// where this user may do so.
    private static FileChannel open(Path file) throws IOException {
        try {
            return openForWriting(file);
        } catch (AccessDeniedException e) {
            if (Files.isRegularFile(file) && file.toFile().setWritable(true)) {
                return openForWriting(file);
            }
            throw e;
        }
    }

    private static FileChannel openForWriting(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /// Refuses to go on while somebody works with the register; leaves no trace.
    ///
    /// @throws Fault REGISTER_LOCKED with the name of the holder
    public static void refuseIfHeld(RegisterFolder folder) {
        if (isHeld(folder)) {
            throw locked(folder);
        }
    }

    /// Whether a process that this machine knows of holds the register.
    private static boolean isHeld(RegisterFolder folder) {
        if (HELD_HERE.containsKey(key(folder))) {
            return true;
        }
        try (var channel = FileChannel.open(folder.lock(), StandardOpenOption.READ);
                var shared = channel.tryLock(LOCKED_BYTE, 1, true)) {
            return shared == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            // No lock file, or a medium that knows no locks: the engine's own lock decides.
            return false;
        }
    }

    /// The machine on which the register was opened and not closed, when it is another one and nobody here holds
    /// it.
    ///
    /// @param host name of this machine
    public static Optional<String> heldElsewhere(RegisterFolder folder, String host) {
        return isHeld(folder)
                ? Optional.empty()
                : elsewhere(read(folder.lock()), host).map(Holder::host);
    }

    private static Optional<Holder> elsewhere(Optional<Holder> named, String host) {
        // A machine without a name says nothing, neither here nor there.
        return named.filter(holder -> !holder.host().isBlank() && !host.isBlank())
                .filter(holder -> !holder.host().equalsIgnoreCase(host));
    }

    /// The fault that tells who holds a register.
    static Fault locked(RegisterFolder folder) {
        var here = HELD_HERE.get(key(folder));
        var holder = here == null ? read(folder.lock()) : Optional.of(here);
        return new Fault(
                FaultCode.REGISTER_LOCKED,
                holder.map(held -> Sentence.of("register.open-already-by", folder.path(), held.words()))
                        .orElseGet(() -> Sentence.of("register.register-open-already", folder.path())),
                Sentence.of("register.nothing-was-changed"),
                Sentence.of("register.close-there-first"));
    }

    /// The fault that tells that another process uses the database, such as one that looks at it.
    public static Fault usedElsewhere(RegisterFolder folder) {
        return new Fault(
                FaultCode.REGISTER_LOCKED,
                Sentence.of("register.register-in-use-by-another", folder.path()),
                Sentence.of("register.nothing-was-changed"),
                Sentence.of("register.close-there-first"));
    }

    private static Fault heldElsewhere(RegisterFolder folder, Holder holder) {
        return new Fault(
                FaultCode.REGISTER_LOCKED,
                Sentence.of("register.register-was-opened-was-not", folder.path(), holder.words()),
                Sentence.of("register.nothing-was-changed"),
                Sentence.of("register.close-on-if-nobody-works", holder.host()));
    }

    /// Whether nobody took the register over since. The lock of a machine that no other one sees is only this text.
    public boolean isStillOurs() {
        try {
            return saysStill(written);
        } catch (IOException e) {
            throw Faults.io(Sentence.of("register.lock-file-register-cannot-read"), e);
        }
    }

    /// Refuses to write when another machine opened the register anyway.
    ///
    /// @throws Fault REGISTER_LOCKED with the name of the other
    public void requireOurs(RegisterFolder folder) {
        if (!isStillOurs()) {
            throw takenOver(folder);
        }
    }

    private Fault takenOver(RegisterFolder folder) {
        Optional<Holder> other;
        try {
            // Through this channel, as everywhere while the lock is held.
            var text = ByteBuffer.allocate(MOST_BYTES);
            int end = Math.max(0, channel.read(text, 0));
            other = holder(Arrays.copyOf(text.array(), end));
        } catch (IOException e) {
            other = Optional.empty();
        }
        return new Fault(
                FaultCode.REGISTER_LOCKED,
                other.map(holder -> Sentence.of("register.taken-over-by", folder.path(), holder.words()))
                        .orElseGet(() -> Sentence.of("register.register-was-taken-over-while", folder.path())),
                Sentence.of("register.everything-was-reported-as-saved-before"),
                Sentence.of("register.close-register-here-open-again"));
    }

    @Override
    public void close() throws IOException {
        end(new byte[0]);
    }

    /// Ends an opening that did not come about: the file says again whose register it is.
    public void giveBack() throws IOException {
        end(before);
    }

    private void end(byte[] text) throws IOException {
        try (channel) {
            // Whoever took the register over is still at work: the file keeps their name.
            if (saysStill(written)) {
                write(channel, text);
            }
            lock.release();
        } finally {
            HELD_HERE.remove(key);
        }
    }

    private boolean saysStill(byte[] text) throws IOException {
        if (channel.size() != text.length) {
            return false;
        }
        var found = ByteBuffer.allocate(text.length);
        while (found.hasRemaining()) {
            if (channel.read(found, found.position()) < 0) {
                return false;
            }
        }
        return found.flip().equals(ByteBuffer.wrap(text));
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            return null; // this very process holds it
        }
    }

    private static void write(FileChannel channel, byte[] text) throws IOException {
        channel.truncate(0);
        channel.position(0);
        var bytes = ByteBuffer.wrap(text);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static Optional<Holder> read(Path file) {
        try (var in = Files.newInputStream(file)) {
            return holder(in.readNBytes(MOST_BYTES));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Empty when the text is none or junk.
    private static Optional<Holder> holder(byte[] text) {
        try {
            var node = new JsonTexts().tree(new String(text, StandardCharsets.UTF_8));
            var holder = new Holder(
                    plain(node.path("host")),
                    plain(node.path("user")),
                    plain(node.path("process")),
                    plain(node.path("start")));
            return holder.host().isEmpty() && holder.user().isEmpty() ? Optional.empty() : Optional.of(holder);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// What a lock file says is shown, and anybody may have written it.
    private static String plain(JsonNode value) {
        var text = value.asString("").replaceAll("\\p{Cntrl}", " ").strip();
        return text.substring(0, Math.min(MOST_SHOWN, text.length()));
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
