package app.assay.storage.backup;

import app.assay.domain.trail.TrailEvent;
import app.assay.files.DurableFile;
import app.assay.files.UnusableFile;
import app.assay.storage.rows.FormatTables;
import app.assay.storage.rows.RowForm;
import app.assay.storage.rows.TableSums;
import app.assay.storage.witness.BrokenLines;
import app.assay.storage.witness.Trail;
import app.assay.storage.witness.Trail.Head;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Reads a backup and its parts. Everything is held against the manifest: hash of each file, chain of the trail, and
/// rows and digests of every table.
public final class BackupReader {

    /// What a backup of every format holds itself, rather than in parts, besides the analyst's records.
    private static final List<String> SMALL = List.of("source_load", "load_digest", "undo_step", "register_meta");

    private static final Pattern OWN_FILE = Pattern.compile("tables/(own_[a-z0-9_]{1,100})\\.jsonl");

    private final Path file;
    private final BackupManifest manifest;
    private final FormatTables tables;

    /// @throws IllegalArgumentException if this program does not know the format of the backup
    public BackupReader(Path file, BackupManifest manifest) {
        this.file = file;
        this.manifest = manifest;
        tables = FormatTables.of(manifest.marker().formatMinor());
    }

    /// The tables of the format that the backup was written in.
    FormatTables tables() {
        return tables;
    }

    /// The tables that the backup holds itself: those of the kinds of records that there were when it was made,
    /// then the
    /// small ones.
    ///
    /// @throws IllegalArgumentException if its format has no such table
    List<RowForm> forms() {
        var forms = new ArrayList<RowForm>();
        manifest.files().keySet().forEach(name -> {
            var own = OWN_FILE.matcher(name);
            if (own.matches()) {
                forms.add(tables.form(own.group(1)));
            }
        });
        SMALL.forEach(name -> forms.add(tables.form(name)));
        return forms;
    }

    /// Recomputes everything within the file and holds it against the manifest, and looks whether the parts are
    /// there
    /// whole. What a part holds was checked when it was written, and its hash is its name.
    ///
    /// @param whole parts that are known to be whole; those that are found to be are added
    /// @throws IOException with what is wrong
    public void check(Set<Path> whole) throws IOException {
        var rows = new TableSums.Changes();
        var forms = forms();
        try (var in = new Dump.Reader(file)) {
            for (var form : forms) {
                require(Dump.fileOf(form), in.rows(form, values -> rows.add(form, values)));
            }
            var tail = new Chain(_ -> {});
            require(Dump.TRAIL, in.events(tail::acceptAfterAny));
            requireEnd(tail);
        }
        var sums = rows.sums();
        var names = new TreeSet<>(SMALL);
        manifest.sums().tables().keySet().stream()
                .filter(name -> name.startsWith(FormatTables.OWN))
                .forEach(names::add);
        forms.forEach(form -> names.add(form.name()));
        for (var name : names) {
            if (!sums.of(name).equals(manifest.sums().of(name))) {
                throw new UnusableFile(Sentence.of("register.its-table-does-not-say", name));
            }
        }
        for (var part : BackupManifest.places(manifest, parts()).values()) {
            if (whole.contains(part)) {
                continue;
            }
            if (!Files.isRegularFile(part)) {
                throw new UnusableFile(Sentence.of("register.its-part-not-there", part.getFileName()));
            }
            if (!BackupFolder.isWhole(part)) {
                throw new UnusableFile(Sentence.of("register.its-part-was-changed", part.getFileName()));
            }
            whole.add(part);
        }
    }

    /// Which of the kept files that the register referred to are not here whole, by hash in order.
    ///
    /// @param whole copies that are known to be whole; those that are found to be are added
    /// @param progress asked between the files whether to go on
    public List<String> lackingFiles(Set<Path> whole, Progress progress) {
        var lacking = new ArrayList<String>();
        var backups = new BackupFolder(DurableFile.folderOf(file));
        for (var sha256 : manifest.blobs()) {
            progress.stopIfCancelled();
            var copy = backups.blob(sha256);
            if (whole.contains(copy) || BackupFolder.isWholeBlob(copy, sha256)) {
                whole.add(copy);
            } else {
                lacking.add(sha256);
            }
        }
        return lacking;
    }

    private void requireEnd(Chain chain) throws IOException {
        // A trail of whole parts alone has no entries here.
        boolean isEmpty = chain.end.equals(Head.EMPTY);
        if (isEmpty
                ? manifest.head().length() % BackupWriter.ENTRIES_PER_PART != 0
                : !chain.end.equals(manifest.head())) {
            throw new BrokenLines(Sentence.of("register.trail-in-ends-otherwise-than", file.getFileName()));
        }
    }

    Path parts() {
        return new BackupFolder(DurableFile.folderOf(file)).parts();
    }

    void require(String name, String hash) throws IOException {
        if (!hash.equals(manifest.files().get(name))) {
            throw new BrokenLines(Sentence.of("register.file-in-was-changed", name, file.getFileName()));
        }
    }

    /// Hands over every entry of the trail in order, from parts and file, with its chain recomputed.
    void events(Consumer<TrailEvent> each) throws IOException {
        var chain = new Chain(each);
        var parts = new TreeMap<String, Path>();
        BackupManifest.places(manifest, parts()).forEach((name, part) -> {
            if (name.startsWith("trail-")) {
                parts.put(name, part);
            }
        });
        for (var part : parts.values()) {
            try (var in = new Dump.Reader(part)) {
                in.events(chain::accept);
            }
        }
        try (var in = new Dump.Reader(file)) {
            require(Dump.TRAIL, in.events(chain::accept));
        }
        if (!chain.end.equals(manifest.head())) {
            throw new BrokenLines(Sentence.of("register.trail-ends-otherwise-than-its", file.getFileName()));
        }
    }

    private static final class Chain {

        private final Consumer<TrailEvent> each;
        private Head end = Head.EMPTY;

        Chain(Consumer<TrailEvent> each) {
            this.each = each;
        }

        /// Takes the first entry as it is: what it follows lies in a part.
        void acceptAfterAny(TrailEvent event) {
            if (end.equals(Head.EMPTY)) {
                end = new Head(event.sequence() - 1, event.previousHash());
            }
            accept(event);
        }

        void accept(TrailEvent event) {
            if (event.sequence() != end.length() + 1
                    || !event.previousHash().equals(end.hash())
                    || !Trail.hash(event).equals(event.hash())) {
                throw new IllegalArgumentException("the chain of the trail is broken");
            }
            end = new Head(event.sequence(), event.hash());
            each.accept(event);
        }
    }
}
