package app.assay.work;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// All files that a job makes and takes away again: none is made elsewhere, so that what a killed process left can be
/// told from what a living one uses, and from what is nobody's.
///
/// A process has one folder of its own, `assay-temporary-<number>`, in the system's folder for temporary files. In it
/// lies the file `owner`, on which the process holds a lock as long as it lives, however it ends. What must lie beside
/// its target, to take its place in one step, is named `.assay-<what>-<number>` and written into that file `owner`
/// before it is made. [#sweep] takes away the folders whose owner is gone, and what they tell of.
public final class TemporaryFiles {

    private static final String PREFIX = "assay-temporary-";
    private static final Pattern FOLDER = Pattern.compile(PREFIX + "[0-9a-f]{32}");
    private static final Pattern BESIDE = Pattern.compile("\\.assay-[a-z]{1,20}-[0-9a-f]{32}");
    private static final String OWNER = "owner";
    private static final int MOST_BYTES = 4 << 20;
    private static final int TRIES = 10;

    /// One for the process, as its lock is.
    private static final TemporaryFiles PROCESS = new TemporaryFiles(Path.of(System.getProperty("java.io.tmpdir")));

    private final Path place;
    private @Nullable Owned owned;

    /// The folder of this process.
    private record Owned(Path folder, FileChannel channel, FileLock lock) {}

    /// @param place the system's folder for temporary files
    TemporaryFiles(Path place) {
        this.place = place;
    }

    /// A new empty file, readable by its owner alone where the system can do that. Whoever asks takes it away.
    ///
    /// @param what it is for, in letters
    /// @param ending such as `.zip`
    public static Path file(String what, String ending) throws IOException {
        return Files.createTempFile(PROCESS.folder(), what + "-", ending);
    }

    /// A new empty folder, its owner's alone where the system can do that. Whoever asks takes it away.
    public static Path folder(String what) throws IOException {
        return Files.createTempDirectory(PROCESS.folder(), what + "-");
    }

    /// A path beside a target at which nothing is yet. Whoever asks makes a file or folder there, and moves or
    /// removes
    /// it.
    ///
    /// @param folder the target's folder, which is there
    /// @param what it is for, in lower-case letters
    public static Path beside(Path folder, String what) throws IOException {
        return PROCESS.nameBeside(folder, what);
    }

    /// Takes away what processes left that are no more. Never touches what a living process owns, nor anything that
    /// this program did not make; what cannot be removed stays for the next time. May take a while: not for the
    /// drawing thread.
    ///
    /// @return of how many processes something was taken away
    public static int sweep() {
        return PROCESS.sweepPlace();
    }

    /// At the end of the process: its folder goes if nothing is in it; what a job still uses stays for the next
    /// start.
    public static void end() {
        PROCESS.leave();
    }

    private static String number() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    Path nameBeside(Path folder, String what) throws IOException {
        var path = folder.toAbsolutePath().normalize().resolve(".assay-" + what + "-" + number());
        if (!BESIDE.matcher(path.getFileName().toString()).matches()) {
            throw new IllegalArgumentException("no word of lower-case letters: " + what);
        }
        synchronized (this) {
            folder();
            var line = (path + "\n").getBytes(StandardCharsets.UTF_8);
            var channel = own().channel();
            // A kill leaves what was handed to the system; a power cut leaves the pieces to whoever finds them.
            channel.write(java.nio.ByteBuffer.wrap(line), channel.size());
        }
        return path;
    }

    private Owned own() {
        var now = owned;
        if (now == null) {
            throw new IllegalStateException("no folder yet");
        }
        return now;
    }

    /// The folder of this process; made when it is first wanted, and again if somebody removed it.
    synchronized Path folder() throws IOException {
        var now = owned;
        if (now != null && Files.isDirectory(now.folder())) {
            return now.folder();
        }
        var made = make();
        owned = made;
        return made.folder();
    }

    private Owned make() throws IOException {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            var folder = Files.createDirectory(place.resolve(PREFIX + number()), forItsOwnerAlone(place, "rwx------"));
            var file = folder.resolve(OWNER);
            var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
            var lock = channel.tryLock();
            // Another process may have swept the folder between its making and its locking.
            if (lock != null && Files.isRegularFile(file)) {
                return new Owned(folder, channel, lock);
            }
            channel.close();
        }
        throw new IOException("no folder for temporary files can be made in " + place);
    }

    synchronized void leave() {
        var now = owned;
        if (now == null) {
            return;
        }
        try (var entries = Files.newDirectoryStream(now.folder())) {
            for (var entry : entries) {
                if (!entry.endsWith(OWNER)) {
                    return;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return;
        }
        try {
            if (beside(now.channel()).map(List::isEmpty).orElse(false)) {
                now.channel().close();
                Files.deleteIfExists(now.folder().resolve(OWNER));
                Files.deleteIfExists(now.folder());
                owned = null;
            }
        } catch (IOException e) {
            // The next start takes it away.
        }
    }

    // ---------------------------------------------------------------- sweeping

    int sweepPlace() {
        int gone = 0;
        try {
            for (var folder : candidates()) {
                gone += sweep(folder);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // The folder for temporary files cannot be listed: nothing is removed.
        }
        return gone;
    }

    private List<Path> candidates() throws IOException {
        var found = new ArrayList<Path>();
        if (!Files.isDirectory(place)) {
            return found;
        }
        try (var entries = Files.newDirectoryStream(place, PREFIX + "*")) {
            for (var entry : entries) {
                var mine = current();
                if (FOLDER.matcher(entry.getFileName().toString()).matches()
                        && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                        && Files.isRegularFile(entry.resolve(OWNER), LinkOption.NOFOLLOW_LINKS)
                        && !mine.filter(entry::equals).isPresent()) {
                    found.add(entry);
                }
            }
        }
        if (found.isEmpty()) {
            return found;
        }
        // Only what belongs to the user who runs this: in a shared folder anybody can make a name like ours.
        var user = Files.getOwner(folder());
        found.removeIf(entry -> !isOf(entry, user));
        return found;
    }

    private synchronized Optional<Path> current() {
        return Optional.ofNullable(owned).map(Owned::folder);
    }

    private static boolean isOf(Path entry, java.nio.file.attribute.UserPrincipal user) {
        try {
            return Files.getOwner(entry, LinkOption.NOFOLLOW_LINKS).equals(user);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static int sweep(Path folder) {
        var owner = folder.resolve(OWNER);
        try (var channel = FileChannel.open(
                        owner, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                var lock = channel.tryLock()) {
            if (lock == null) {
                return 0; // its owner lives
            }
            var lying = beside(channel);
            if (lying.isEmpty()) {
                return 0; // a list that was not written by this program: nothing of it is touched
            }
            lying.get().forEach(TemporaryFiles::remove);
            // The file of the owner goes last, so that an end in between leaves the rest to the next time.
            try (var entries = Files.newDirectoryStream(folder)) {
                for (var entry : entries) {
                    if (!entry.endsWith(OWNER)) {
                        remove(entry);
                    }
                }
            }
            if (beside(channel).map(List::isEmpty).orElse(false)) {
                Files.deleteIfExists(owner);
            }
        } catch (IOException | DirectoryIteratorException | OverlappingFileLockException e) {
            return 0; // the next start tries again
        }
        try {
            if (!Files.exists(owner)) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            // The next start tries again.
        }
        return 1;
    }

    /// What of the paths that an owner wrote down is still there; empty when the list is longer than any that is
    /// written.
    ///
    /// The list is read through the channel that holds its lock: on POSIX systems closing any other channel of the
    /// same
    /// file would give the lock back.
    private static Optional<List<Path>> beside(FileChannel owner) throws IOException {
        var found = new ArrayList<Path>();
        if (owner.size() > MOST_BYTES) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.allocate((int) owner.size());
        while (bytes.hasRemaining() && owner.read(bytes, bytes.position()) >= 0) {
            // read on
        }
        var text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        for (var line : text.lines().toList()) {
            try {
                var path = Path.of(line);
                var name = path.getFileName();
                if (path.isAbsolute()
                        && name != null
                        && BESIDE.matcher(name.toString()).matches()
                        && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    found.add(path);
                }
            } catch (InvalidPathException junk) {
                // A line that was being written when the process ended.
            }
        }
        return Optional.of(found);
    }

    /// Removes a file, or a folder with all that is in it; links are removed and not followed. What cannot be
    /// removed
    /// stays for the next time.
    private static void remove(Path path) {
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                        throws IOException {
                    if (failure != null) {
                        throw failure;
                    }
                    Files.deleteIfExists(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            System.Logger log = System.getLogger(TemporaryFiles.class.getName());
            log.log(System.Logger.Level.DEBUG, "a temporary file stays", e);
        }
    }

    /// Where the system knows permissions.
    ///
    /// @param permissions such as `rwx------`
    public static FileAttribute<?>[] forItsOwnerAlone(Path place, String permissions) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
