package app.assay.storage.backup;

import static app.assay.storage.generated.Tables.LOAD_DIGEST;
import static app.assay.storage.generated.Tables.REGISTER_META;
import static app.assay.storage.generated.Tables.SOURCE_LOAD;
import static app.assay.storage.generated.Tables.UNDO_STEP;

import app.assay.domain.record.RecordKind;
import app.assay.domain.source.LoadState;
import app.assay.domain.trail.TrailEvent;
import app.assay.files.DurableFile;
import app.assay.files.Hashes;
import app.assay.files.UnusableFile;
import app.assay.storage.backup.Backup.Kind;
import app.assay.storage.backup.BackupManifest.Part;
import app.assay.storage.commit.FrozenRegister;
import app.assay.storage.engine.RegisterContext;
import app.assay.storage.folder.Blobs;
import app.assay.storage.folder.Faults;
import app.assay.storage.folder.RegisterFolder;
import app.assay.storage.rows.FormatTables;
import app.assay.storage.rows.LoadDigests;
import app.assay.storage.rows.LoadRows;
import app.assay.storage.rows.OwnForms;
import app.assay.storage.rows.OwnRecords;
import app.assay.storage.rows.OwnRecords.Stored;
import app.assay.storage.rows.RowForm;
import app.assay.storage.rows.StoredLoad;
import app.assay.storage.rows.TableSums;
import app.assay.storage.witness.Trail;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import app.assay.work.Reason;
import app.assay.work.Sentence;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/// Writes a backup of what a register says at one moment, while commands go on, and reads it back before it counts.
///
/// What never changes is written once: the rows of a load, ten thousand entries of the trail at a time, and kept files.
final class BackupWriter {

    static final long ENTRIES_PER_PART = 10_000;
    private static final int PAGE = 1_000;
    private static final String ROW_KEY = "ID";

    private final FrozenRegister subject;
    private final RegisterFolder folder;
    private final Blobs blobs;
    private final BackupFolder backups;
    private final RegisterContext context;
    private final Progress progress;
    /// Parts and kept files that were read or written just now.
    private final Set<Path> whole = new HashSet<>();
    /// Kept files that the register itself has lost or has damaged, by hash, and no backup has whole.
    private final Set<String> lost = new HashSet<>();

    BackupWriter(
            FrozenRegister subject,
            RegisterFolder folder,
            Blobs blobs,
            BackupFolder backups,
            RegisterContext context,
            Progress progress) {
        this.subject = subject;
        this.folder = folder;
        this.blobs = blobs;
        this.backups = backups;
        this.context = context;
        this.progress = progress;
    }

    Backup write(Kind kind) {
        var at = Instant.now(context.clock()).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
        try {
            progress.stage("backup.parts");
            var parts = parts();
            var kept = keepBlobs();
            progress.stage("backup.write");
            var name = backups.name(at, subject.snapshot().revision(), kind);
            var written = BackupFolder.begin(backups.path());
            try {
                write(written, kind, at, parts, kept);
                var unverified = name.resolveSibling(name.getFileName() + BackupFolder.UNVERIFIED);
                BackupFolder.keep(written, unverified);
                progress.stage("backup.verify");
                check(unverified);
                Files.move(unverified, name, StandardCopyOption.ATOMIC_MOVE);
                DurableFile.syncFolder(backups.path());
                return BackupManifest.read(name)
                        .orElseThrow(() -> new UnusableFile(Sentence.of("register.cannot-read-back")))
                        .backup(name)
                        .lacking(lost);
            } finally {
                Files.deleteIfExists(written);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private Fault failed(IOException e) {
        return Faults.isDiskFull(e)
                ? new Fault(
                        FaultCode.DISK_FULL,
                        Sentence.of("register.disk-backups-in-full", backups.path()),
                        Sentence.of("register.register-backups-before-are-unharmed"),
                        Sentence.of("register.make-room-there-or-choose-another"),
                        e)
                : new Fault(
                        FaultCode.BACKUP_FAILED,
                        Sentence.of("register.backup-in-could-not-made", backups.path(), Reason.told(e)),
                        Sentence.of("register.register-backups-before-are-unharmed"),
                        Sentence.of("register.check-folder-there-can-written"),
                        e);
    }

    // ---------------------------------------------------------------- what never changes

    private List<Part> parts() throws IOException {
        var parts = new ArrayList<Part>();
        var sums = subject.frozen().read(LoadDigests::read);
        var loads = subject.snapshot().book().all();
        int done = 0;
        for (var load : loads) {
            progress.stopIfCancelled();
            progress.report(done++, loads.size());
            var name = "load-" + load.load().id();
            var there = whole(name);
            if (there.isEmpty()) {
                there = Optional.of(writeLoad(name, load, sums.getOrDefault(load.no(), TableSums.NOTHING)));
            }
            parts.add(new Part(
                    there.get().getFileName().toString(),
                    Optional.of(load.load().id())));
        }
        for (long first = 1; first + ENTRIES_PER_PART - 1 <= subject.head().length(); first += ENTRIES_PER_PART) {
            progress.stopIfCancelled();
            var name = String.format(Locale.ROOT, "trail-%012d", first);
            var there = whole(name);
            if (there.isEmpty()) {
                there = Optional.of(writeTrail(name, first));
            }
            parts.add(new Part(there.get().getFileName().toString(), Optional.empty()));
        }
        return parts;
    }

    private Optional<Path> whole(String name) throws IOException {
        var part = backups.part(name);
        if (part.isPresent() && BackupFolder.isWhole(part.get())) {
            whole.add(part.get());
            return part;
        }
        return Optional.empty();
    }

    private Path writeLoad(String name, StoredLoad load, TableSums expected) throws IOException {
        var written = BackupFolder.begin(backups.parts());
        try {
            try (var out = new Dump.Writer(new BufferedOutputStream(Files.newOutputStream(written)))) {
                for (var table : LoadDigests.TABLES) {
                    var form = RowForm.of(table);
                    out.begin(Dump.fileOf(form));
                    LoadRows.forEach(subject.frozen(), table, load, row -> {
                        progress.stopIfCancelled();
                        unchecked(() -> out.row(form, form.values(row)));
                    });
                }
            } catch (UncheckedFailure e) {
                throw e.cause();
            }
            if (!loadSums(written, FormatTables.current()).equals(expected)) {
                throw new UnusableFile(Sentence.of(
                        "register.rows-load-could-not-read", load.load().file()));
            }
            return keepPart(written, name);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /// The sums of the rows in a part. Contents that digests stand for are checked.
    ///
    /// @throws IOException if a row is not what its digest says
    static TableSums loadSums(Path part, FormatTables tables) throws IOException {
        var digests = new TableSums.Changes();
        try (var in = new Dump.Reader(part)) {
            for (var form : tables.loadForms()) {
                in.rows(form, values -> {
                    checkContent(form, values);
                    digests.add(form, values);
                });
            }
        }
        return digests.sums();
    }

    private static void checkContent(RowForm form, @Nullable Object[] values) {
        if (form.name().equals("source_content")) {
            var content = String.valueOf(values[form.columns().indexOf("content")]);
            var digest = Hashes.sha256().digest(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            requireSame(digest, values[form.columns().indexOf("digest")]);
        } else if (form.name().equals("packed_installations")) {
            var sha256 = Hashes.sha256();
            sha256.update(Byte.parseByte(String.valueOf(values[form.columns().indexOf("format")])));
            if (!(values[form.columns().indexOf("content")] instanceof byte[] content)) {
                throw new IllegalArgumentException("no content");
            }
            requireSame(sha256.digest(content), values[form.columns().indexOf("digest")]);
        }
    }

    private static void requireSame(byte[] found, @Nullable Object told) {
        if (!(told instanceof byte[] digest) || !MessageDigest.isEqual(found, digest)) {
            throw new IllegalArgumentException("content and digest differ");
        }
    }

    private Path writeTrail(String name, long first) throws IOException {
        var written = BackupFolder.begin(backups.parts());
        long last = first + ENTRIES_PER_PART - 1;
        try {
            try (var out = new Dump.Writer(new BufferedOutputStream(Files.newOutputStream(written)))) {
                out.begin(Dump.TRAIL);
                writeEvents(out, first, last);
            }
            long[] count = {0};
            try (var in = new Dump.Reader(written)) {
                in.events(event -> {
                    count[0]++;
                    if (!Trail.hash(event).equals(event.hash())) {
                        throw new IllegalArgumentException("an entry was changed");
                    }
                });
            }
            if (count[0] != ENTRIES_PER_PART) {
                throw new UnusableFile(Sentence.of("register.entries-trail-are-missing-from", first));
            }
            return keepPart(written, name);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private Path keepPart(Path written, String name) throws IOException {
        String hash;
        try (var in = Files.newInputStream(written)) {
            hash = Hashes.sha256(in);
        }
        var part = backups.parts().resolve("%s.%s.zip".formatted(name, hash));
        BackupFolder.keep(written, part);
        whole.add(part);
        return part;
    }

    private void writeEvents(Dump.Writer out, long first, long last) throws IOException {
        var trail = new Trail();
        long from = first;
        while (from <= last) {
            progress.stopIfCancelled();
            long begin = from;
            List<TrailEvent> page =
                    subject.frozen().read(dsl -> trail.events(dsl, begin, Math.min(begin + PAGE - 1, last)));
            if (page.isEmpty()) {
                throw new UnusableFile(Sentence.of("register.trail-has-gap-at-entry-2", begin));
            }
            for (var event : page) {
                out.event(event);
            }
            from += page.size();
        }
    }

    /// Copies of kept files, each once. What is there is read, and written again when it is damaged.
    private SortedSet<String> keepBlobs() throws IOException {
        progress.stage("backup.files");
        var wanted = new TreeSet<String>();
        subject.snapshot().book().all().forEach(load -> wanted.add(load.load().sha256()));
        for (var proof : subject.snapshot().records(RecordKind.PROOF)) {
            proof.find("sha256").filter(hash -> hash.matches("[0-9a-f]{64}")).ifPresent(wanted::add);
        }
        int done = 0;
        for (var sha256 : wanted) {
            progress.stopIfCancelled();
            progress.report(done++, wanted.size());
            var copy = backups.blob(sha256);
            if (BackupFolder.isWholeBlob(copy, sha256)) {
                whole.add(copy);
            } else if (!blobs.has(sha256) || !keepBlob(sha256, copy)) {
                lost.add(sha256);
            }
        }
        return wanted;
    }

    private boolean keepBlob(String sha256, Path copy) throws IOException {
        var written = BackupFolder.begin(backups.blobs());
        try {
            try (var in = blobs.raw(sha256);
                    var out = new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(written)), 1 << 16)) {
                var buffer = new byte[1 << 16];
                int read;
                while ((read = in.read(buffer)) >= 0) {
                    progress.stopIfCancelled();
                    out.write(buffer, 0, read);
                }
            }
            // A damaged kept file is no reason to have no backup; the check of the register names it.
            if (!BackupFolder.isWholeBlob(written, sha256)) {
                return false;
            }
            BackupFolder.keep(written, copy);
            whole.add(copy);
            return true;
        } finally {
            Files.deleteIfExists(written);
        }
    }

    // ---------------------------------------------------------------- what changes

    private void write(Path file, Kind kind, Instant at, List<Part> parts, SortedSet<String> kept) throws IOException {
        try (var out = new Dump.Writer(new BufferedOutputStream(Files.newOutputStream(file)))) {
            own(out);
            table(out, SOURCE_LOAD);
            table(out, LOAD_DIGEST);
            table(out, UNDO_STEP);
            table(out, REGISTER_META);
            out.begin(Dump.TRAIL);
            long written = subject.head().length() / ENTRIES_PER_PART * ENTRIES_PER_PART;
            writeEvents(out, written + 1, subject.head().length());
            var manifest = new BackupManifest(
                    folder.marker(),
                    kind,
                    at,
                    subject.snapshot().revision(),
                    subject.head(),
                    context.applicationVersion(),
                    subject.sums(),
                    out.hashes(),
                    parts,
                    kept);
            out.begin(BackupManifest.NAME);
            out.line(manifest.json().stripTrailing());
        } catch (UncheckedFailure e) {
            throw e.cause();
        }
    }

    /// The analyst's records, a file for each kind.
    private void own(Dump.Writer out) throws IOException {
        var byKind = new TreeMap<String, List<Stored>>();
        for (var recordKind : RecordKind.values()) {
            byKind.put(OwnForms.name(recordKind), new ArrayList<>());
        }
        for (var stored : subject.frozen().read(OwnRecords::stored)) {
            byKind.computeIfAbsent(FormatTables.OWN + stored.kind().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(stored);
        }
        for (var records : byKind.entrySet()) {
            progress.stopIfCancelled();
            var form = OwnForms.named(records.getKey());
            out.begin(Dump.fileOf(form));
            records.getValue().sort(Comparator.comparing(Stored::id));
            for (var stored : records.getValue()) {
                out.row(form, OwnForms.row(stored.id(), stored.madeHere(), stored.content()));
            }
        }
    }

    private void table(Dump.Writer out, Table<?> table) throws IOException {
        progress.stopIfCancelled();
        var form = RowForm.of(table);
        out.begin(Dump.fileOf(form));
        var counted = new HashSet<Integer>();
        subject.snapshot().book().all().forEach(load -> counted.add(load.no()));
        for (var row : subject.frozen().read(dsl -> rows(dsl, table))) {
            if ((table.equals(SOURCE_LOAD) && row.get(SOURCE_LOAD.STATE).equals(LoadState.STAGING.name()))
                    || (table.equals(LOAD_DIGEST) && !counted.contains(row.get(LOAD_DIGEST.LOAD_NO)))) {
                continue; // an import that is under way
            }
            out.row(form, form.values(row));
        }
    }

    private static List<? extends Record> rows(DSLContext dsl, Table<?> table) {
        var key = table.getPrimaryKey();
        return dsl.selectFrom(table)
                .orderBy(key == null ? List.of(table.field(ROW_KEY)) : key.getFields())
                .fetch();
    }

    /// Reads a backup back.
    ///
    /// @throws IOException if it does not say what the register says
    private void check(Path file) throws IOException {
        var manifest = BackupManifest.read(file)
                .orElseThrow(() -> new UnusableFile(Sentence.of("register.its-manifest-cannot-read-back")));
        var reader = new BackupReader(file, manifest);
        reader.check(whole);
        for (var sha256 : reader.lackingFiles(whole, progress)) {
            if (!lost.contains(sha256)) {
                throw new UnusableFile(Sentence.of("register.kept-file-cannot-read-back", sha256));
            }
        }
    }

    // ---------------------------------------------------------------- failures within a reader of rows

    private interface Writing {
        void run() throws IOException;
    }

    private static final class UncheckedFailure extends RuntimeException {

        @java.io.Serial
        private static final long serialVersionUID = 1L;

        private final IOException cause;

        UncheckedFailure(IOException cause) {
            super(cause);
            this.cause = cause;
        }

        IOException cause() {
            return cause;
        }
    }

    private static void unchecked(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedFailure(e);
        }
    }
}
