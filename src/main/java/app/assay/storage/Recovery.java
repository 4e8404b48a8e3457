package app.assay.storage;

import app.assay.domain.trail.TrailEvent;
import app.assay.files.DurableFile;
import app.assay.files.JsonTexts;
import app.assay.storage.backup.Backup;
import app.assay.storage.backup.BackupFolder;
import app.assay.storage.backup.BackupManifest;
import app.assay.storage.backup.BackupReader;
import app.assay.storage.check.SealedState;
import app.assay.storage.check.VerifyReport;
import app.assay.storage.check.VerifyReport.Difference;
import app.assay.storage.engine.RegisterContext;
import app.assay.storage.folder.Blobs;
import app.assay.storage.folder.RegisterFolder;
import app.assay.storage.migration.Migration;
import app.assay.storage.witness.Journal;
import app.assay.storage.witness.Seal;
import app.assay.storage.witness.Seal.Found;
import app.assay.storage.witness.Trail;
import app.assay.work.Cancelled;
import app.assay.work.Fault;
import app.assay.work.Progress;
import app.assay.work.Reason;
import app.assay.work.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Looks at a register that cannot be opened, piece by piece, and says what is certainly whole and what can be brought
/// back. Changes nothing.
public final class Recovery {

    /// How a piece of a register is.
    public enum State {
        WHOLE,
        DAMAGED,
        MISSING
    }

    /// What a register is made of.
    public enum Piece {
        MARKER,
        DATABASE,
        SEAL,
        JOURNAL,
        FILES,
        BACKUPS
    }

    /// One piece and how it is, in a sentence.
    public record Finding(Piece piece, State state, Sentence words) {

        /// The sentence in English.
        public String told() {
            return words.english();
        }
    }

    /// A backup that can be restored.
    ///
    /// @param replayable entries of the trail that the journal can add to it
    /// @param lastEntry number of the last entry of the trail that would be there then
    /// @param complete whether that is all that was ever saved, as far as seal and journal tell
    /// @param missingFiles hashes of kept files that neither this backup nor the register has whole
    public record Choice(Backup backup, long replayable, long lastEntry, boolean complete, List<String> missingFiles) {
        public Choice {
            missingFiles = List.copyOf(missingFiles);
        }
    }

    /// @param name of the register, of its folder when nothing tells it
    /// @param entries entries of the trail that seal or journal tell of; 0 when neither tells
    /// @param rows rows by table in the damaged database, as far as it can be read
    /// @param readable whether the damaged database can be opened for looking
    /// @param choices the best one first
    /// @param differences what the full check names, at most a thousand
    public record Report(
            Path folder,
            String name,
            Optional<UUID> id,
            List<Finding> findings,
            long entries,
            SortedMap<String, Long> rows,
            boolean readable,
            List<Choice> choices,
            List<Difference> differences) {
        public Report {
            findings = List.copyOf(findings);
            choices = List.copyOf(choices);
            differences = List.copyOf(differences);
        }

        /// Whether nothing at all is wrong.
        public boolean intact() {
            return differences.isEmpty()
                    && findings.stream()
                            .allMatch(finding -> finding.state() == State.WHOLE || finding.piece() == Piece.BACKUPS);
        }
    }

    private final Path folder;
    private final RegisterContext context;
    private final Progress progress;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();
    private final SortedMap<String, Long> rows = new TreeMap<>();
    private final Map<Long, String> hashes = new HashMap<>();
    private final Map<Long, UUID> published = new TreeMap<>();
    /// By which ids marker, seal and journal call the register; more than one when one of them is another
    /// register's.
    private final Set<UUID> ids = new HashSet<>();
    /// Parts of backups that were found whole; most backups share them.
    private final Set<Path> whole = new HashSet<>();
    private long journalWholeTo;
    private long entries;
    private boolean readable;
    private Optional<Trail.Head> sealed = Optional.empty();
    /// Which register it is, as marker, seal or journal tell.
    private Optional<UUID> known = Optional.empty();

    private Recovery(Path folder, RegisterContext context, Progress progress) {
        this.folder = folder;
        this.context = context;
        this.progress = progress;
    }

    /// @param folder of the register
    /// @param further folders in which backups may lie, such as the second one
    public static Report inspect(Path folder, List<Path> further, RegisterContext context, Progress progress) {
        var path = RegisterFolder.usable(folder);
        if (Files.isRegularFile(path) && path.endsWith(Register.MARKER)) {
            path = DurableFile.folderOf(path);
        }
        return new Recovery(path, context, progress).inspect(further);
    }

    private Report inspect(List<Path> further) {
        progress.stage("recover.look");
        var marker = marker();
        known = marker.map(RegisterFolder.Marker::id);
        seal();
        journal();
        var places = new ArrayList<Path>();
        places.add(folder.resolve("backups"));
        places.addAll(further);
        var choices = backups(places);
        database();
        var name = marker.map(RegisterFolder.Marker::name)
                .or(() -> choices.stream()
                        .findFirst()
                        .map(choice -> choice.backup().name()))
                .orElseGet(() -> String.valueOf(folder.getFileName()));
        var id = known.or(
                () -> choices.stream().findFirst().map(choice -> choice.backup().register()));
        return new Report(folder, name, id, findings, entries, rows, readable, choices, differences);
    }

    private void tell(Piece piece, State state, Sentence words) {
        findings.add(new Finding(piece, state, words));
    }

    private Optional<RegisterFolder.Marker> marker() {
        try {
            var marker = RegisterFolder.marker(folder);
            ids.add(marker.id());
            tell(
                    Piece.MARKER,
                    State.WHOLE,
                    Sentence.of("register.register-format", marker.name(), marker.formatMajor(), marker.formatMinor()));
            return Optional.of(marker);
        } catch (Fault fault) {
            var there = Files.exists(folder.resolve(Register.MARKER));
            tell(
                    Piece.MARKER,
                    there ? State.DAMAGED : State.MISSING,
                    fault.said().happened());
            return Optional.empty();
        }
    }

    private void seal() {
        try {
            switch (Seal.read(folder.resolve(RegisterFolder.SEAL))) {
                case Found.Whole(Seal seal) -> {
                    ids.add(seal.register());
                    entries = Math.max(entries, seal.head().length());
                    sealed = Optional.of(seal.head());
                    known = known.or(() -> Optional.of(seal.register()));
                    tell(
                            Piece.SEAL,
                            State.WHOLE,
                            Sentence.of(
                                    "register.when-was-last-saved-was",
                                    seal.revision(),
                                    seal.head().length()));
                }
                case Found.Old old -> {
                    ids.add(old.register());
                    entries = Math.max(entries, old.head().length());
                    tell(
                            Piece.SEAL,
                            State.WHOLE,
                            Sentence.of("register.older-program-saved-at-revision", old.revision()));
                }
                case Found.Missing _ -> tell(Piece.SEAL, State.MISSING, Sentence.of("register.seal-not-there"));
                case Found.Damaged(Sentence how) ->
                    tell(Piece.SEAL, State.DAMAGED, Sentence.of("register.seal-cannot-relied-on", how));
            }
        } catch (IOException e) {
            tell(Piece.SEAL, State.DAMAGED, Sentence.of("register.seal-cannot-read", Reason.told(e)));
        }
    }

    private void journal() {
        progress.stage("recover.journal");
        var journal = new Journal(folder.resolve(RegisterFolder.JOURNAL));
        Sentence problem = null;
        long[] read = {0};
        long[] commandEnd = {0};
        var json = new JsonTexts();
        var broken = new boolean[1];
        try {
            journal.forEach(1, event -> {
                read[0] = event.sequence();
                if (!broken[0] && follows(event)) {
                    if (event.sequence() > commandEnd[0]) {
                        commandEnd[0] = event.sequence() + Trail.entriesOf(event) - 1;
                    }
                    if (event.sequence() == commandEnd[0]) {
                        journalWholeTo = event.sequence(); // up to here every command is whole
                    }
                    hashes.put(event.sequence(), event.hash());
                    if (event.sequence() == 1) {
                        var told = UUID.fromString(
                                json.tree(event.detail()).path("register").asString(""));
                        ids.add(told);
                        known = known.or(() -> Optional.of(told));
                    }
                    if (event.action().equals("import.publish")) {
                        published.put(
                                event.sequence(),
                                UUID.fromString(
                                        json.tree(event.detail()).path("load").asString()));
                    }
                } else {
                    broken[0] = true;
                }
            });
        } catch (IOException | Journal.Unreadable | RuntimeException e) {
            problem = Sentence.of("sentence.full", Reason.told(e));
        }
        if (read[0] == 0 && problem == null) {
            tell(Piece.JOURNAL, State.MISSING, Sentence.of("register.there-no-journal"));
        } else if (problem == null && !broken[0]) {
            tell(Piece.JOURNAL, State.WHOLE, Sentence.of("register.all-entries-journal-are-whole", journalWholeTo));
        } else {
            tell(
                    Piece.JOURNAL,
                    State.DAMAGED,
                    problem == null
                            ? Sentence.of("register.journal-whole-to", journalWholeTo)
                            : Sentence.of("register.journal-whole-to", journalWholeTo)
                                    .and(problem));
        }
        entries = Math.max(entries, journalWholeTo);
    }

    private boolean follows(TrailEvent event) {
        var before = event.sequence() == 1 ? Trail.NO_HASH : hashes.get(event.sequence() - 1);
        return event.previousHash().equals(before) && Trail.hash(event).equals(event.hash());
    }

    private void database() {
        progress.stage("recover.database");
        if (isOlderAsItWasClosed()) {
            files(null);
            return;
        }
        try (var register = Register.open(folder, OpenMode.DAMAGED, context, progress)) {
            readable = true;
            rows.putAll(register.rows());
            format(register);
            var report = register.verify(progress);
            differences.addAll(report.differences());
            var found = differences.stream()
                    .filter(difference -> !difference.table().equals("blobs"))
                    .toList();
            if (found.isEmpty()) {
                tell(
                        Piece.DATABASE,
                        State.WHOLE,
                        Sentence.of(
                                "register.database-whole-entries-trail-rows", report.trailEntries(), report.rows()));
            } else {
                tell(
                        Piece.DATABASE,
                        State.DAMAGED,
                        Sentence.of(
                                "register.database-can-read-things-in",
                                found.size(),
                                found.getFirst().words()));
            }
            files(report);
        } catch (Cancelled cancelled) {
            throw cancelled;
        } catch (Fault fault) {
            boolean there = Files.isRegularFile(folder.resolve(RegisterFolder.DATABASE_FILE));
            tell(
                    Piece.DATABASE,
                    there ? State.DAMAGED : State.MISSING,
                    fault.said().happened());
            files(null);
        } catch (RuntimeException | StackOverflowError e) {
            tell(Piece.DATABASE, State.DAMAGED, Sentence.of("register.database-cannot-read-as-was"));
            files(null);
        }
    }

    /// A register of an older format is looked at only once it was brought to this one. Until then its file is held
    /// against what was sealed when it was closed.
    private boolean isOlderAsItWasClosed() {
        try {
            var found = RegisterFolder.find(folder);
            if (!Migration.isNeeded(found) || !SealedState.of(found).isSure()) {
                return false;
            }
            tell(
                    Piece.DATABASE,
                    State.WHOLE,
                    Sentence.of(
                            "register.database-older-format-byte-for",
                            found.marker().formatMajor(),
                            found.marker().formatMinor(),
                            RegisterFolder.FORMAT_MAJOR,
                            RegisterFolder.FORMAT_MINOR));
            return true;
        } catch (Fault fault) {
            return false; // told when it is opened
        }
    }

    /// A register that a newer program wrote says so in its database as well.
    private void format(Register register) {
        var marked = register.info().formatMinor();
        var stored = register.storedFormatMinor();
        if (marked != stored) {
            findings.removeIf(finding -> finding.piece() == Piece.MARKER);
            findings.addFirst(new Finding(
                    Piece.MARKER,
                    State.DAMAGED,
                    Sentence.of(
                            "register.marker-says-register-format-its",
                            register.info().formatMajor(),
                            marked,
                            register.info().formatMajor(),
                            stored)));
        }
    }

    private void files(@Nullable VerifyReport report) {
        var damaged = new ArrayList<String>();
        long[] count = {0};
        if (report == null) {
            try {
                new Blobs(folder.resolve(RegisterFolder.BLOBS), true).check((named, found) -> {
                    count[0]++;
                    progress.stopIfCancelled();
                    if (!named.equals(found)) {
                        damaged.add(named);
                    }
                });
            } catch (IOException e) {
                tell(Piece.FILES, State.DAMAGED, Sentence.of("register.kept-files-cannot-read", Reason.told(e)));
                return;
            }
        } else {
            count[0] = report.blobs();
            report.differences().stream()
                    .filter(difference -> difference.table().equals("blobs"))
                    .forEach(difference -> damaged.add(difference.row()));
        }
        tell(
                Piece.FILES,
                damaged.isEmpty() ? State.WHOLE : State.DAMAGED,
                damaged.isEmpty()
                        ? Sentence.of("register.all-kept-files-are-whole", count[0])
                        : Sentence.of(
                                "register.kept-files-are-damaged-or",
                                damaged.size(),
                                String.join(", ", damaged.subList(0, Math.min(3, damaged.size())))));
    }

    private List<Choice> backups(List<Path> places) {
        progress.stage("recover.backups");
        var choices = new ArrayList<Choice>();
        int unusable = 0;
        for (var place : places) {
            List<Backup> found;
            try {
                found = new BackupFolder(place).list();
            } catch (IOException e) {
                unusable++;
                continue;
            }
            for (var backup : found) {
                progress.stopIfCancelled();
                var manifest = BackupManifest.read(backup.file());
                boolean isForeign = !ids.isEmpty() && !ids.contains(backup.register());
                if (isForeign) {
                    continue;
                }
                if (!backup.verified() || manifest.isEmpty()) {
                    unusable++;
                } else if (!isWhole(backup, manifest.get())) {
                    unusable++;
                } else {
                    choices.add(choice(backup, manifest.get()));
                }
            }
        }
        choices.sort(java.util.Comparator.comparingLong(Choice::lastEntry)
                .thenComparingInt(choice -> -choice.missingFiles().size())
                .thenComparing(choice -> choice.backup().at())
                .thenComparing(choice -> choice.backup().file().toString())
                .reversed());
        if (ids.isEmpty() && !choices.isEmpty()) {
            // Nothing tells which register it was: what lies in its own folder does, or else the best of all.
            var register = choices.stream()
                    .filter(choice -> choice.backup().file().startsWith(folder))
                    .findFirst()
                    .orElse(choices.getFirst())
                    .backup()
                    .register();
            choices.removeIf(choice -> !choice.backup().register().equals(register));
        }
        if (choices.isEmpty()) {
            tell(
                    Piece.BACKUPS,
                    unusable == 0 ? State.MISSING : State.DAMAGED,
                    unusable == 0
                            ? Sentence.of("register.there-no-backup")
                            : Sentence.of("register.none-backups-can-used", unusable));
        } else {
            tell(
                    Piece.BACKUPS,
                    State.WHOLE,
                    unusable == 0
                            ? Sentence.of("register.backups-whole", choices.size())
                            : Sentence.of("register.backups-whole-but", choices.size(), unusable));
        }
        return choices;
    }

    private boolean isWhole(Backup backup, BackupManifest manifest) {
        try {
            new BackupReader(backup.file(), manifest).check(whole);
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private Choice choice(Backup backup, BackupManifest manifest) {
        long end = backup.trailLength();
        if (backup.trailHead().equals(hashes.get(backup.trailLength()))) {
            end = journalWholeTo;
            for (var publication : published.entrySet()) {
                if (publication.getKey() > backup.trailLength() && !hasPart(backup, publication.getValue())) {
                    end = publication.getKey() - 1;
                    break;
                }
            }
        }
        boolean agrees = backup.trailHead().equals(hashes.get(backup.trailLength()))
                || sealed.filter(head -> head.hash().equals(backup.trailHead())).isPresent();
        var here = new Blobs(folder.resolve(RegisterFolder.BLOBS), true);
        var missing = new BackupReader(backup.file(), manifest)
                .lackingFiles(whole, progress).stream()
                        .filter(sha256 -> !here.isWhole(sha256))
                        .toList();
        return new Choice(backup, end - backup.trailLength(), end, agrees && end >= entries, missing);
    }

    private boolean hasPart(Backup backup, UUID load) {
        try {
            var name = "load-" + load;
            for (var place : List.of(DurableFile.folderOf(backup.file()), folder.resolve("backups"))) {
                var part = new BackupFolder(place).part(name);
                if (part.isPresent() && (whole.contains(part.get()) || BackupFolder.isWhole(part.get()))) {
                    whole.add(part.get());
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }
}
