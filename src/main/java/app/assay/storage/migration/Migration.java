package app.assay.storage.migration;

import app.assay.files.DurableFile;
import app.assay.files.UnusableFile;
import app.assay.storage.engine.Database.Access;
import app.assay.storage.engine.RegisterContext;
import app.assay.storage.engine.known.Engines;
import app.assay.storage.folder.Faults;
import app.assay.storage.folder.FreeSpace;
import app.assay.storage.folder.RegisterFolder;
import app.assay.storage.rows.RegisterMeta;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;

/// Brings a register of an older format to this program's: on a copy, which takes the place of the database in one step
/// and only when every row of it says what it said before. The old file is kept beside it until the analyst deletes it.
/// The steps are those of the [Ladder].
public final class Migration {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final RegisterFolder folder;
    private final RegisterContext context;
    private final FreeSpace space;
    private final Progress progress;

    private Migration(RegisterFolder folder, RegisterContext context, FreeSpace space, Progress progress) {
        this.folder = folder;
        this.context = context;
        this.space = space;
        this.progress = progress;
    }

    public static boolean isNeeded(RegisterFolder folder) {
        return folder.marker().formatMinor() < RegisterFolder.FORMAT_MINOR;
    }

    /// The fault that tells that a register must be opened for work once before it can be looked at.
    public static Fault needed(RegisterFolder folder) {
        return new Fault(
                FaultCode.REGISTER_READ_ONLY,
                Sentence.of(
                        "register.register-older-format",
                        folder.path(),
                        folder.marker().formatMajor(),
                        folder.marker().formatMinor()),
                Sentence.of("register.nothing-was-changed"),
                Sentence.of(
                        "register.open-for-work-once-brought",
                        RegisterFolder.FORMAT_MAJOR,
                        RegisterFolder.FORMAT_MINOR));
    }

    /// @return the register with its new marker
    public static RegisterFolder run(
            RegisterFolder folder, RegisterContext context, FreeSpace space, Progress progress) {
        return new Migration(folder, context, space, progress).run();
    }

    private RegisterFolder run() {
        progress.stage("open.migrate");
        try {
            long bytes = Files.size(folder.database());
            space.need(3 * bytes + FreeSpace.WHILE_LOADING);
            var work = folder.path().resolve("migrating");
            remove(work);
            Files.createDirectories(work);
            try {
                return run(work);
            } finally {
                remove(work);
            }
        } catch (IOException e) {
            throw Faults.io(Sentence.of("register.register-cannot-brought-new-format", folder.path()), e);
        }
    }

    private RegisterFolder run(Path work) throws IOException {
        var copy = folder.withDatabaseIn(work);
        Files.copy(folder.database(), copy.database());
        if (Files.mismatch(folder.database(), copy.database()) != -1) {
            throw new UnusableFile(Sentence.of("register.copy-database-differs-from"));
        }
        var database = Engines.ofFolders().open(copy, Access.WRITE, context);
        // The marker is written last: an end before that leaves the new database beside the old marker.
        int from;
        try {
            from = database.write(RegisterMeta::formatMinor);
            if (from < RegisterFolder.FORMAT_MINOR) {
                Ladder.climb(database, from, progress)
                        .tell(database, context, folder.marker().name());
                database.durable();
            }
        } finally {
            database.close();
        }
        progress.stopIfCancelled();
        if (from < RegisterFolder.FORMAT_MINOR) {
            force(copy.database());
            keepOld(from);
            Files.move(
                    copy.database(),
                    folder.database(),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            DurableFile.syncFolder(folder.path());
        }
        var migrated = folder.with(folder.marker().current());
        migrated.writeMarker();
        return migrated;
    }

    /// A copy of the old file under a name that tells its format and when; made whole or not at all.
    private void keepOld(int from) throws IOException {
        var name = "%s.format-%s-%s"
                .formatted(
                        folder.database().getFileName(),
                        Ladder.format(from),
                        STAMP.format(Instant.now(context.clock())));
        var kept = folder.path().resolve(name);
        if (Files.exists(kept)) {
            return;
        }
        var part = folder.path().resolve("migrating").resolve("old");
        Files.copy(folder.database(), part, StandardCopyOption.REPLACE_EXISTING);
        force(part);
        if (Files.mismatch(folder.database(), part) != -1) {
            throw new UnusableFile(Sentence.of("register.copy-old-file-differs-from"));
        }
        Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
        DurableFile.syncFolder(folder.path());
    }

    private static void force(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void remove(Path work) throws IOException {
        if (!Files.isDirectory(work)) {
            return;
        }
        try (var files = Files.walk(work)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
