package app.assay.storage.folder;

import app.assay.files.CanonicalJson;
import app.assay.files.DurableFile;
import app.assay.files.JsonTexts;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Reason;
import app.assay.work.Sentence;
import app.assay.work.TemporaryFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// The files of a register and what its marker says. Reading it needs no database and changes nothing.
/// @param engineFolder where the database lies; the folder itself, but for a copy that is worked on
public record RegisterFolder(Path path, Marker marker, Path engineFolder) {

    /// What this program writes. A higher major is refused, a higher minor is only looked at.
    public static final int FORMAT_MAJOR = 1;

    public static final int FORMAT_MINOR = 3;

    /// The name of the file that makes a folder a register.
    public static final String MARKER_FILE = "register.assay";

    public static final String SEAL = "register.seal.json";
    public static final String JOURNAL = "journal";
    public static final String BLOBS = "blobs";
    static final String BACKUPS = "backups";
    static final String DRAFTS = "drafts";
    public static final String DATABASE_FILE = "register.mv.db";

    private static final String DATABASE = "register";
    private static final String LOCK = DATABASE + ".lock";
    private static final String SCRATCH = "scratch";

    /// There from the first moment of a register's making to the last: what lies beside it was never reported as
    /// saved.
    private static final String UNFINISHED = DATABASE + ".unfinished";

    private static final int MOST_BYTES = 64 * 1024;

    public RegisterFolder(Path path, Marker marker) {
        this(path, marker, path);
    }

    /// The same register with its database elsewhere.
    public RegisterFolder withDatabaseIn(Path folder) {
        return new RegisterFolder(path, marker, folder);
    }

    public RegisterFolder with(Marker other) {
        return new RegisterFolder(path, other, engineFolder);
    }

    public record Marker(UUID id, String name, int formatMajor, int formatMinor, ZoneId zone, Instant created) {

        /// The same register in the format of this program.
        public Marker current() {
            return new Marker(id, name, FORMAT_MAJOR, FORMAT_MINOR, zone, created);
        }
    }

    /// The folder for a new register; made if it is not there. What a making that never ended left in it is no
    /// hindrance.
    ///
    /// @throws Fault if it holds anything else or cannot be made
    public static Path fresh(Path folder) {
        var path = usable(folder);
        try {
            if (Files.exists(path)) {
                if (!Files.isDirectory(path) || !isFree(path)) {
                    throw new Fault(
                            FaultCode.REGISTER_EXISTS,
                            Sentence.of("register.folder-not-empty", path),
                            Sentence.of("register.nothing-in-was-changed"),
                            Sentence.of("register.choose-empty-folder-or-one"));
                }
            }
            if (!Files.isDirectory(path)) {
                DurableFile.createFolders(DurableFile.folderOf(path));
                Files.createDirectories(path, TemporaryFiles.forItsOwnerAlone(path, "rwx------"));
            }
            // The name of the folder, too, must outlive a power cut.
            DurableFile.syncFolder(DurableFile.folderOf(path));
            return path;
        } catch (IOException e) {
            throw Faults.io(Sentence.of("register.folder-cannot-made", path), e);
        }
    }

    /// Reads the marker of a register; the marker file itself is taken for its folder.
    public static RegisterFolder find(Path folder) {
        var path = usable(folder);
        var marker = path.resolve(MARKER_FILE);
        if (Files.isRegularFile(path) && path.endsWith(MARKER_FILE)) {
            marker = path;
            path = DurableFile.folderOf(path);
        }
        if (!Files.isRegularFile(marker)) {
            throw new Fault(
                    FaultCode.REGISTER_NOT_FOUND,
                    Sentence.of("register.folder-no-register-has-no", path, MARKER_FILE),
                    Sentence.of("register.nothing-was-changed"),
                    Sentence.of("register.choose-folder-register-or-make"));
        }
        var found = new RegisterFolder(path, read(marker));
        if (!Files.isRegularFile(found.database())) {
            throw new Fault(
                    FaultCode.REGISTER_DAMAGED,
                    Sentence.of(
                            "register.register-has-lost-its-database",
                            path,
                            found.database().getFileName()),
                    Sentence.of("register.nothing-was-changed"),
                    Sentence.of("register.look-at-recovery-desk-restore"));
        }
        return found;
    }

    /// Asks before anything is locked or opened: the engine opens a file that it may not write without a word, and
    /// in a
    /// folder that may not be written a change could be saved but not sealed.
    ///
    /// @throws Fault REGISTER_READ_ONLY
    public void refuseIfUnwritable() {
        try {
            if (!Files.isWritable(path)) {
                // Some systems are too careful when they are asked, so it is tried.
                Files.delete(Files.createTempFile(path, "register", ".probe"));
            }
            // Not tried without need: closing a file gives away the locks that this process has on it on some systems.
            if (!Files.isWritable(database())) {
                FileChannel.open(database(), StandardOpenOption.WRITE).close();
            }
        } catch (IOException e) {
            throw new Fault(
                    FaultCode.REGISTER_READ_ONLY,
                    Sentence.of("register.register-cannot-written", path, Reason.told(e)),
                    Sentence.of("register.nothing-was-changed"),
                    Sentence.of("register.open-for-looking-only-or"),
                    e);
        }
    }

    public void writeMarker() throws IOException {
        DurableFile.replace(
                path.resolve(MARKER_FILE),
                CanonicalJson.of(Map.of(
                                "id", marker.id().toString(),
                                "name", marker.name(),
                                "formatMajor", Integer.toString(marker.formatMajor()),
                                "formatMinor", Integer.toString(marker.formatMinor()),
                                "zone", marker.zone().getId(),
                                "created", marker.created().toString()))
                        + "\n");
    }

    /// The database as its engine wants it named, without the end of the file name.
    public Path databaseName() {
        return engineFolder.resolve(DATABASE);
    }

    public Path database() {
        return engineFolder.resolve(DATABASE_FILE);
    }

    public Path blobs() {
        return path.resolve(BLOBS);
    }

    Path lock() {
        return path.resolve(LOCK);
    }

    public Path backups() {
        return path.resolve(BACKUPS);
    }

    public Path reserve() {
        return path.resolve("register.reserve");
    }

    public Path journal() {
        return path.resolve(JOURNAL);
    }

    public Path seal() {
        return path.resolve(SEAL);
    }

    /// Where an import keeps what does not fit in memory; emptied at open.
    public Path scratch() {
        return path.resolve(SCRATCH);
    }

    /// What stands in forms and is not saved.
    public Path drafts() {
        return path.resolve(DRAFTS);
    }

    private static Marker read(Path file) {
        try (var in = Files.newInputStream(file)) {
            var node = new JsonTexts().tree(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
            int major = Integer.parseInt(node.path("formatMajor").asString());
            int minor = Integer.parseInt(node.path("formatMinor").asString());
            if (major > FORMAT_MAJOR) {
                throw newer(file, major, minor, Sentence.of("register.open-with-newer-program"));
            }
            return new Marker(
                    UUID.fromString(node.path("id").asString()),
                    node.path("name").asString(),
                    major,
                    minor,
                    ZoneId.of(node.path("zone").asString()),
                    Instant.parse(node.path("created").asString()));
        } catch (IOException e) {
            throw Faults.io(Sentence.of("register.file-cannot-read", file), e);
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new Fault(
                    FaultCode.REGISTER_DAMAGED,
                    Sentence.of("register.file-does-not-say-what", file),
                    Sentence.of("register.nothing-was-changed"),
                    Sentence.of("register.look-at-recovery-desk-restore"),
                    e);
        }
    }

    public static Fault newer(Path file, int major, int minor, Sentence remedy) {
        return new Fault(
                FaultCode.REGISTER_NEWER_FORMAT,
                Sentence.of("register.format-made-by-newer-program", file, major, minor, FORMAT_MAJOR, FORMAT_MINOR),
                Sentence.of("register.nothing-in-was-changed"),
                remedy);
    }

    /// What the marker in a folder says.
    public static Marker marker(Path folder) {
        var marker = folder.resolve(MARKER_FILE);
        if (!Files.isRegularFile(marker)) {
            throw new Fault(
                    FaultCode.REGISTER_NOT_FOUND,
                    Sentence.of("register.folder-has-no-file", folder, MARKER_FILE),
                    Sentence.of("register.nothing-was-changed"),
                    Sentence.of("register.choose-folder-register-or-make"));
        }
        return read(marker);
    }

    /// @throws Fault REGISTER_EXISTS if it is anything but an empty folder
    public static void requireEmpty(Path path) throws IOException {
        if (!Files.isDirectory(path) || !isFree(path)) {
            throw new Fault(
                    FaultCode.REGISTER_EXISTS,
                    Sentence.of("register.folder-not-empty", path),
                    Sentence.of("register.nothing-in-was-changed"),
                    Sentence.of("register.choose-empty-folder-or-one"));
        }
    }

    public static Path usable(Path folder) {
        var path = folder.toAbsolutePath().normalize();
        // The engine's address ends at a semicolon.
        if (path.toString().indexOf(';') >= 0) {
            throw new Fault(
                    FaultCode.USAGE,
                    Sentence.of("register.folder-has-semicolon-in-its", path),
                    Sentence.of("register.nothing-was-changed"),
                    Sentence.of("register.choose-folder-without-semicolon"));
        }
        return path;
    }

    private static boolean isFree(Path folder) throws IOException {
        boolean unfinished = Files.exists(folder.resolve(UNFINISHED)) && !Files.exists(folder.resolve(MARKER_FILE));
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                var name = String.valueOf(entry.getFileName());
                if (!name.equals(LOCK) && !(unfinished && isOwn(name))) {
                    return false;
                }
            }
            return true;
        }
    }

    private static boolean isOwn(String name) {
        return name.startsWith(DATABASE + ".")
                || List.of(BLOBS, SCRATCH, JOURNAL, BACKUPS, DRAFTS).contains(name);
    }

    /// Begins a new register, under its lock: takes away what a making that never ended left.
    public void begin() {
        try {
            if (Files.exists(path.resolve(UNFINISHED))) {
                takeAwayUnfinished();
            } else {
                Files.createFile(path.resolve(UNFINISHED));
            }
            DurableFile.syncFolder(path);
        } catch (IOException e) {
            throw Faults.io(Sentence.of("register.register-could-not-made", path), e);
        }
    }

    private void takeAwayUnfinished() throws IOException {
        var left = new ArrayList<Path>();
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                left.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                left.add(folder);
                return FileVisitResult.CONTINUE;
            }
        });
        left.removeAll(List.of(path, path.resolve(LOCK), path.resolve(UNFINISHED)));
        for (var file : left) {
            Files.delete(file);
        }
    }

    /// Ends the making of a register, when all else is on disk.
    public void end() throws IOException {
        // The marker must not outlive the names of what it marks.
        DurableFile.syncFolder(path);
        writeMarker();
        finish();
    }

    /// Takes away what only an unfinished register has.
    public void finish() {
        try {
            Files.deleteIfExists(path.resolve(UNFINISHED));
        } catch (IOException e) {
            // With the marker beside it, it means nothing; the next open tries again.
        }
    }
}
