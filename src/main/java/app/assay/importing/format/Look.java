package app.assay.importing.format;

import app.assay.importing.guard.Encodings;
import app.assay.importing.guard.Guard;
import app.assay.importing.guard.Head;
import app.assay.importing.guard.Input;
import app.assay.importing.guard.Limits;
import app.assay.importing.guard.OleFile;
import app.assay.importing.guard.ZipReader;
import app.assay.importing.syntax.JsonShape;
import app.assay.importing.syntax.XmlRoot;
import app.assay.work.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What detection sees of one file, shared by all formats that are asked: its beginning, and what that shows as XML, as
/// JSON, as an archive and as lines of text, each found out at most once and only when somebody asks.
///
/// Belongs to one thread. Closing it closes the archive that it opened.
@SuppressWarnings("NullableOptional") // null until it is looked for, empty when it is not there
public final class Look implements AutoCloseable {

    private static final int MOST_LINES = 200;
    private static final int LONGEST_MEDIA_TYPE = 200;

    private final Head head;
    private final Input input;
    private final Limits limits;
    private final Progress progress;
    private @Nullable Optional<XmlRoot> root;
    private @Nullable Optional<JsonShape> json;
    private @Nullable Optional<Charset> charset;
    private @Nullable String text;
    private @Nullable List<String> lines;
    private @Nullable Set<String> oleStreams;
    private @Nullable ZipReader zip;

    /// @param input for a closer look; opened anew for each
    /// @param progress ends a look that takes too long
    public Look(Head head, Input input, Limits limits, Progress progress) {
        this.head = head;
        this.input = input;
        this.limits = limits;
        this.progress = progress;
    }

    /// The first bytes.
    public Head head() {
        return head;
    }

    /// The content, opened anew for each look at more than its beginning.
    public Input input() {
        return input;
    }

    public Limits limits() {
        return limits;
    }

    /// Ends a look that takes too long.
    public Progress progress() {
        return progress;
    }

    /// Name of the file, for messages only: it decides nothing.
    public String name() {
        return input.name();
    }

    /// The first element and what stands near it; empty when the content is no XML.
    public Optional<XmlRoot> root() {
        if (root == null) {
            root = XmlRoot.of(head, limits);
        }
        return root;
    }

    /// The first members; empty when the content is no JSON.
    public Optional<JsonShape> json() {
        if (json == null) {
            json = JsonShape.of(head, limits);
        }
        return json;
    }

    /// The encoding; empty when the content is no text.
    public Optional<Charset> charset() {
        if (charset == null) {
            charset = Encodings.detect(head, input, progress);
        }
        return charset;
    }

    /// The beginning as text, empty when it is none.
    public String text() {
        if (text == null) {
            text = charset().map(found -> Encodings.text(head, found)).orElse("");
        }
        return text;
    }

    /// The first lines of the text, at most 200; the last one may be cut.
    public List<String> lines() {
        if (lines == null) {
            lines = text().lines().limit(MOST_LINES).toList();
        }
        return lines;
    }

    /// The directory of the archive.
    ///
    /// @throws app.assay.work.Fault if the archive is broken, encrypted or hostile
    public ZipReader zip() {
        if (zip == null) {
            zip = Guard.call(name(), () -> ZipReader.open(input, limits, progress));
        }
        return zip;
    }

    /// The names of the outermost streams when the content is an OLE file, as old Office documents and encrypted
    /// ones
    /// are; empty when it is none, or one whose directory is damaged.
    public Set<String> oleStreams() {
        if (oleStreams == null) {
            oleStreams = !OleFile.looksLike(head)
                    ? Set.of()
                    : Guard.call(name(), () -> {
                        Optional<OleFile> file = OleFile.open(input, limits);
                        if (file.isEmpty()) {
                            return Set.of();
                        }
                        try (OleFile open = file.get()) {
                            return Set.copyOf(open.names());
                        }
                    });
        }
        return oleStreams;
    }

    /// What the entry `mimetype` of an archive says of itself, as OpenDocument has it; empty when there is none.
    public String mediaType() {
        return Guard.call(name(), () -> {
            Optional<ZipReader.Entry> type = zip().find("mimetype");
            if (type.isEmpty() || type.get().size() >= LONGEST_MEDIA_TYPE) {
                return "";
            }
            try (InputStream stream = zip().open(type.get())) {
                return new String(stream.readNBytes(LONGEST_MEDIA_TYPE), StandardCharsets.US_ASCII).strip();
            }
        });
    }

    @Override
    public void close() throws IOException {
        if (zip != null) {
            zip.close();
        }
    }
}
