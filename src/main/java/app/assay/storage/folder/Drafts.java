package app.assay.storage.folder;

import app.assay.domain.draft.Draft;
import app.assay.domain.record.RecordKind;
import app.assay.files.CanonicalJson;
import app.assay.files.DurableFile;
import app.assay.files.JsonTexts;
import app.assay.files.UnusableFile;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Sentence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Drafts of forms: a file each in the register's folder, whole or not there, readable by their owner alone. Safe to
/// use from any thread; every method may wait for the disk.
public final class Drafts {

    /// The longest draft in bytes.
    static final int MOST_BYTES = 8 << 20;

    static final int MOST_DRAFTS = 500;

    private static final String END = ".json";
    private static final String SET_ASIDE = ".unreadable";
    private static final String FORMAT = "1";

    private final Path folder;
    private final boolean readOnly;
    private final JsonTexts json = new JsonTexts();

    /// @param folder need not be there before the first draft
    public Drafts(Path folder, boolean readOnly) {
        this.folder = folder;
        this.readOnly = readOnly;
    }

    /// What the folder held.
    ///
    /// @param drafts the latest first
    /// @param setAside files that could not be read as drafts and were renamed, by their new names
    public record Found(List<Draft> drafts, List<String> setAside) {
        public Found {
            drafts = List.copyOf(drafts);
            setAside = List.copyOf(setAside);
        }
    }

    /// All drafts. A file that cannot be read as one is kept under another name and told.
    public synchronized Found all() {
        var drafts = new ArrayList<Draft>();
        var setAside = new ArrayList<String>();
        for (var file : files()) {
            try {
                drafts.add(read(file));
            } catch (IOException | JacksonException | IllegalArgumentException | DateTimeException e) {
                if (!readOnly) {
                    setAside.add(setAside(file));
                }
            }
        }
        drafts.sort(Comparator.comparing(Draft::at).reversed().thenComparing(Draft::id));
        return new Found(drafts, setAside);
    }

    private List<Path> files() {
        var files = new ArrayList<Path>();
        if (Files.isDirectory(folder)) {
            try (var entries = Files.newDirectoryStream(folder, "*" + END)) {
                entries.forEach(files::add);
            } catch (IOException e) {
                throw Faults.io(Sentence.of("register.drafts-in-cannot-listed", folder), e);
            }
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }

    private Draft read(Path file) throws IOException {
        // A link could lead anywhere.
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MOST_BYTES) {
            throw new UnusableFile(Sentence.of("register.no-draft-this-program"));
        }
        var node = json.tree(Files.readString(file, StandardCharsets.UTF_8));
        var id = UUID.fromString(text(node, "id"));
        if (!text(node, "format").equals(FORMAT) || !file.endsWith(id + END)) {
            throw new IllegalArgumentException("no draft of this program");
        }
        var record = text(node, "record");
        return new Draft(
                id,
                text(node, "form"),
                RecordKind.valueOf(text(node, "kind")),
                record.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(record)),
                text(node, "subject"),
                texts(node.path("values")),
                texts(node.path("base")),
                Long.parseLong(text(node, "revision")),
                Instant.parse(text(node, "at")));
    }

    private static String text(JsonNode node, String name) {
        var found = node.path(name);
        if (!found.isString()) {
            throw new IllegalArgumentException("a draft lacks its " + name);
        }
        return found.asString();
    }

    private static SortedMap<String, String> texts(JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("a draft lacks its texts");
        }
        var texts = new TreeMap<String, String>();
        node.properties().forEach(entry -> texts.put(entry.getKey(), text(node, entry.getKey())));
        return texts;
    }

    private String setAside(Path file) {
        var name = file.getFileName() + SET_ASIDE;
        try {
            var aside = file.resolveSibling(name);
            for (int number = 2; Files.exists(aside, LinkOption.NOFOLLOW_LINKS); number++) {
                aside = file.resolveSibling(name + "-" + number);
            }
            Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
            return String.valueOf(aside.getFileName());
        } catch (IOException e) {
            return String.valueOf(file.getFileName()); // it stays where it is, and is told again next time
        }
    }

    /// Keeps a draft in place of the one with the same identity; on the disk when the method returns.
    ///
    /// @throws Fault INPUT_OVER_LIMIT if it is too long or there are too many, DISK_FULL or others of the disk
    public synchronized void keep(Draft draft) {
        if (readOnly) {
            throw Faults.readOnly();
        }
        var text = CanonicalJson.of(Map.of(
                        "format", FORMAT,
                        "id", draft.id().toString(),
                        "form", draft.form(),
                        "kind", draft.kind().name(),
                        "record", draft.record().map(UUID::toString).orElse(""),
                        "subject", draft.subject(),
                        "values", draft.values(),
                        "base", draft.base(),
                        "revision", Long.toString(draft.revision()),
                        "at", draft.at().toString()))
                + "\n";
        var file = file(draft.id());
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw refused(Sentence.of("register.what-was-typed-longer-than", MOST_BYTES >> 20));
        }
        if (!Files.exists(file) && files().size() >= MOST_DRAFTS) {
            throw refused(Sentence.of("register.there-are-unfinished-forms-already", MOST_DRAFTS));
        }
        try {
            DurableFile.makePrivateFolder(folder);
            DurableFile.replacePrivately(file, text);
        } catch (IOException e) {
            throw Faults.io(Sentence.of("register.what-was-typed-could-not", folder), e);
        }
    }

    private static Fault refused(Sentence happened) {
        return new Fault(
                FaultCode.INPUT_OVER_LIMIT,
                Sentence.of("register.not-kept-as-draft", happened),
                Sentence.of("register.still-on-screen-register-as"),
                Sentence.of("register.save-or-discard-before-closing"));
    }

    /// Removes a draft whose content was saved or discarded. Harmless when there is none.
    public synchronized void remove(UUID id) {
        if (readOnly) {
            return;
        }
        try {
            if (Files.deleteIfExists(file(id))) {
                DurableFile.syncFolder(folder);
            }
        } catch (IOException e) {
            throw Faults.io(Sentence.of("register.draft-could-not-removed", file(id)), e);
        }
    }

    private Path file(UUID id) {
        return folder.resolve(id + END);
    }
}
