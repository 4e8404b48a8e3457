package app.assay.service;

import app.assay.domain.record.RecordKind;
import app.assay.storage.backup.Backup;
import app.assay.storage.backup.Backup.Kind;
import app.assay.work.Cancelled;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Plain;
import app.assay.work.Progress;
import app.assay.work.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Backups of an open register: made, listed, copied to a second folder, and made by themselves when they are due.
///
/// Every backup is read back before it counts. Failing to back up never keeps an analyst from working; it is told.
public final class BackUpRegister {

    /// An import with more rows than this, and an edit of more records, is preceded by a backup.
    static final long ROWS_OF_A_LARGE_IMPORT = 10_000;

    static final int RECORDS_OF_A_LARGE_EDIT = 100;

    /// After so much time with changes a backup is due.
    private static final Duration BETWEEN = Duration.ofMinutes(30);

    static final String SECOND = "secondBackupFolder";
    private static final String SUCCESS = "secondBackupLastSuccess";
    private static final String FAILURE = "secondBackupLastFailure";
    private static final String LACKING = "backupLacking";
    private static final int MOST_NAMED = 5;

    /// A backup as a list shows it.
    ///
    /// @param kind why it was made, a code: CLOSE, TIMED, IMPORT, EDIT, MIGRATION, RESTORE, REQUEST
    /// @param ownRecords the analyst's records by kind in lower case, such as `entitlement`
    /// @param bytes of the file itself; parts and kept files are shared with other backups
    /// @param verified whether it was read back and said the same as the register
    public record Entry(
            Path file,
            String kind,
            Instant at,
            long revision,
            long trailLength,
            String trailHead,
            Map<String, Long> ownRecords,
            long bytes,
            boolean verified) {}

    /// How well the register is backed up now.
    ///
    /// @param last the last verified backup
    /// @param changed whether the register says something else than that backup
    /// @param bytes that all backups beside the register take
    /// @param secondFolder the folder of choice, if one was chosen
    /// @param secondSuccess when a backup was last copied there
    /// @param secondFailure why the last copy failed, or which kept files it lacks; empty when it is whole
    /// @param lacking which kept files the last backup lacks since they are lost or damaged everywhere; empty when
    /// it
    ///     lacks none
    public record Status(
            Optional<Entry> last,
            boolean changed,
            long bytes,
            Optional<Path> secondFolder,
            Optional<Instant> secondSuccess,
            Optional<SecondFailure> secondFailure,
            Optional<Lacking> lacking) {}

    /// Why the last copy to the second folder is not whole.
    ///
    /// @param detail kept files that it lacks, by name, or what the system told; may be empty
    /// @param count kept files that it lacks; 0 for other reasons
    public record SecondFailure(Why why, String folder, int count, String detail) {

        /// What kept the copy from being whole.
        public enum Why {
            /// It was copied, but kept files are whole neither there nor beside the register.
            LACKS,
            /// There is no room.
            FULL,
            /// The folder is not there.
            NOT_THERE,
            /// Anything else, in the words of the system.
            FAILED
        }

        private static final Pattern NOTE = Pattern.compile("([A-Z_]+)\t([^\t]*)\t(\\d{1,9})\t(.*)", Pattern.DOTALL);

        /// @param note as it was put down; older versions put down a sentence
        private static SecondFailure of(String note) {
            var told = NOTE.matcher(note);
            if (told.matches()) {
                for (var why : Why.values()) {
                    if (why.name().equals(told.group(1))) {
                        return new SecondFailure(why, told.group(2), Integer.parseInt(told.group(3)), told.group(4));
                    }
                }
            }
            return new SecondFailure(Why.FAILED, "", 0, note);
        }

        private String note() {
            return why + "\t" + folder.replace('\t', ' ') + "\t" + count + "\t" + detail;
        }

        /// What the command line says of it.
        public String sentence() {
            return switch (why) {
                case LACKS ->
                    "The copy in %s lacks %s, whole neither there nor beside the register: %s."
                            .formatted(folder, files(count), detail);
                case FULL -> "The second folder of the backups %s is full.".formatted(folder);
                case NOT_THERE -> "The backup could not be copied to %s: the folder is not there.".formatted(folder);
                case FAILED ->
                    folder.isEmpty() ? detail : "The backup could not be copied to %s: %s.".formatted(folder, detail);
            };
        }
    }

    /// Kept files that a backup lacks.
    ///
    /// @param count how many there are, at least 1
    /// @param names the first of them by the names that they were handed over with, in one text
    public record Lacking(int count, String names) {

        private static final Pattern NOTE = Pattern.compile("([1-9]\\d{0,8})\t(.+)");

        private static Optional<Lacking> of(String note) {
            var told = NOTE.matcher(note);
            return told.matches()
                    ? Optional.of(new Lacking(Integer.parseInt(told.group(1)), told.group(2)))
                    : Optional.empty();
        }

        private String note() {
            return count + "\t" + names;
        }

        /// What the command line says of it.
        public String sentence() {
            return "The backup lacks %s that the register has lost or damaged and no backup has whole: %s."
                    .formatted(files(count), names);
        }
    }

    private final OpenRegister open;
    private final BackupNotes notes;

    /// With the notes of this machine.
    public BackUpRegister(OpenRegister open) {
        this(open, open.notes());
    }

    public BackUpRegister(OpenRegister open, BackupNotes notes) {
        this.open = open;
        this.notes = notes;
    }

    /// Makes a backup and copies it to the second folder. A copy that fails is noted and told by [#status]; the
    /// backup
    /// itself stands.
    ///
    /// @throws Fault BACKUP_FAILED or DISK_FULL if the backup itself could not be made
    /// @throws Cancelled if the job was cancelled; nothing is left behind
    public Entry now(Progress progress) {
        return make(Kind.REQUEST, progress);
    }

    private Entry make(Kind kind, Progress progress) {
        var made = open.register().backups().make(kind, progress);
        notes.put(
                open.register().info().id(),
                LACKING,
                made.lost().isEmpty() ? "" : new Lacking(made.lost().size(), named(made.lost())).note());
        second().ifPresent(folder -> copy(made, folder, progress));
        return entry(made);
    }

    private static String files(int count) {
        return Plain.of(count, "1 kept file", count + " kept files");
    }

    /// Kept files by the names that they were handed over with.
    private String named(SortedSet<String> hashes) {
        var names = new HashMap<String, String>();
        var snapshot = open.snapshot();
        snapshot.records(RecordKind.PROOF).forEach(proof -> names.put(proof.text("sha256"), proof.text("fileName")));
        snapshot.loads().forEach(load -> names.put(load.sha256(), load.file()));
        var told = hashes.stream()
                .limit(MOST_NAMED)
                .map(hash -> names.getOrDefault(hash, hash))
                .sorted()
                .collect(Collectors.joining(", "));
        return hashes.size() > MOST_NAMED ? told + Plain.text(", … (+%s)", hashes.size() - MOST_NAMED) : told;
    }

    private void copy(Backup made, Path folder, Progress progress) {
        var id = open.register().info().id();
        try {
            var lacking = open.register().backups().copy(made, folder, progress);
            notes.put(id, SUCCESS, Instant.now(open.clock()).toString());
            notes.put(
                    id,
                    FAILURE,
                    lacking.isEmpty()
                            ? ""
                            : new SecondFailure(
                                            SecondFailure.Why.LACKS, folder.toString(), lacking.size(), named(lacking))
                                    .note());
        } catch (Fault fault) {
            notes.put(id, FAILURE, failure(folder, fault).note());
        }
    }

    private static SecondFailure failure(Path folder, Fault fault) {
        var place = folder.toString();
        if (fault.code() == FaultCode.DISK_FULL) {
            return new SecondFailure(SecondFailure.Why.FULL, place, 0, "");
        }
        if (!Files.isDirectory(folder)) {
            return new SecondFailure(SecondFailure.Why.NOT_THERE, place, 0, "");
        }
        var cause = fault.getCause() == null ? fault : fault.getCause();
        return new SecondFailure(SecondFailure.Why.FAILED, place, 0, Reason.of(cause));
    }

    /// Makes a backup if the register changed since the last one and that is half an hour ago, or if an import came
    /// whose rows are in no backup yet.
    ///
    /// @return the backup, empty when none was due
    public Optional<Entry> whenDue(Progress progress) {
        var last = last();
        return isDue(isChanged(last), last.map(Backup::at))
                ? Optional.of(make(Kind.TIMED, progress))
                : Optional.empty();
    }

    /// Whether [#whenDue] would make a backup of a register that is backed up so.
    public boolean isDue(Status status) {
        return isDue(status.changed(), status.last().map(Entry::at));
    }

    private boolean isDue(boolean changed, Optional<Instant> last) {
        return changed
                && (open.register().backups().lackLoads()
                        || last.map(this::isLongAgo).orElse(true));
    }

    /// Also when the clock was ahead then: nobody knows how long ago it is.
    private boolean isLongAgo(Instant at) {
        var since = Duration.between(at, Instant.now(open.clock()));
        return since.isNegative() || since.compareTo(BETWEEN) >= 0;
    }

    /// Makes a backup before the register is closed, if it changed since the last one.
    public Optional<Entry> beforeClose(Progress progress) {
        return isChanged(last()) ? Optional.of(make(Kind.CLOSE, progress)) : Optional.empty();
    }

    /// Makes a backup before something large is done, if the register changed since the last one. One that cannot
    /// be
    /// made keeps nobody from the work, which is in the journal and can be undone: it is told when the next one is
    /// due,
    /// at once after an import and at the latest when the register is closed.
    ///
    /// @param kind IMPORT or EDIT
    void before(Kind kind, Progress progress) {
        try {
            if (isChanged(last())) {
                make(kind, progress);
            }
        } catch (Fault told) {
            System.Logger log = System.getLogger(BackUpRegister.class.getName());
            log.log(System.Logger.Level.DEBUG, "no backup before the work: {0}", told.code());
        }
    }

    private Optional<Backup> last() {
        return open.register().backups().all().stream().filter(Backup::verified).findFirst();
    }

    private boolean isChanged(Optional<Backup> last) {
        var info = open.register().info();
        return !info.readOnly()
                && last.map(backup -> !backup.trailHead().equals(info.trailHead()))
                        .orElse(info.revision() > 0);
    }

    /// All backups beside the register, the newest first.
    public List<Entry> all() {
        return open.register().backups().all().stream()
                .map(BackUpRegister::entry)
                .toList();
    }

    public Status status() {
        var last = last();
        var id = open.register().info().id();
        return new Status(
                last.map(BackUpRegister::entry),
                isChanged(last),
                open.register().backups().bytes(),
                second(),
                notes.get(id, SUCCESS).flatMap(BackUpRegister::instant),
                notes.get(id, FAILURE).map(SecondFailure::of),
                notes.get(id, LACKING).flatMap(Lacking::of));
    }

    /// Chooses the second folder, or none. What lies in a folder that was chosen before stays there.
    public void chooseSecond(Optional<Path> folder) {
        var id = open.register().info().id();
        notes.put(
                id,
                SECOND,
                folder.map(path -> path.toAbsolutePath().normalize().toString()).orElse(""));
        notes.put(id, SUCCESS, "");
        notes.put(id, FAILURE, "");
    }

    /// Where the backups of this register lie within the second folder.
    public Optional<Path> secondPlace() {
        return second().map(open.register().backups()::placeIn);
    }

    private Optional<Path> second() {
        return notes.get(open.register().info().id(), SECOND).map(Path::of);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Entry entry(Backup backup) {
        return new Entry(
                backup.file(),
                backup.kind().name(),
                backup.at(),
                backup.revision(),
                backup.trailLength(),
                backup.trailHead(),
                backup.ownRecords(),
                backup.bytes(),
                backup.verified());
    }
}
