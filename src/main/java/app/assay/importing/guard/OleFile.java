package app.assay.importing.guard;

import app.assay.work.Sentence;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/// The directory of an OLE file: the container of the Office documents before 2007 and of encrypted ones since.
public final class OleFile implements Closeable {

    private final POIFSFileSystem files;

    private OleFile(POIFSFileSystem files) {
        this.files = files;
    }

    public static boolean looksLike(Head head) {
        return head.startsWith(0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1);
    }

    /// @return empty when the directory is damaged
    /// @throws IOException if the bytes cannot be read
    public static Optional<OleFile> open(Input input, Limits limits) throws IOException {
        if (input.size() > limits.of(Limit.OLD_WORKBOOK_BYTES)) {
            throw tooLarge(input, limits);
        }
        try {
            if (input.path().isPresent()) {
                return Optional.of(
                        new OleFile(new POIFSFileSystem(input.path().get().toFile(), true)));
            }
            try (InputStream bytes = new GuardedStream(
                    input.open(),
                    input.name(),
                    Sentence.of("import.old-workbook"),
                    limits,
                    Limit.OLD_WORKBOOK_BYTES,
                    app.assay.work.Progress.NONE)) {
                return Optional.of(new OleFile(new POIFSFileSystem(bytes)));
            }
        } catch (app.assay.work.Fault told) {
            throw told;
        } catch (RuntimeException damaged) {
            // The library tells a damaged directory by whatever its arithmetic runs into.
            return Optional.empty();
        }
    }

    private static app.assay.work.Fault tooLarge(Input input, Limits limits) {
        return Faults.overLimit(
                input.name(),
                limits,
                Limit.OLD_WORKBOOK_BYTES,
                Sentence.of("import.old-workbook-may-have-bytes", limits.of(Limit.OLD_WORKBOOK_BYTES), input.size()));
    }

    /// The names of its outermost streams.
    public Set<String> names() {
        return files.getRoot().getEntryNames();
    }

    /// The name of a stream as the file writes it, in whatever case.
    public Optional<String> find(String stream) {
        return names().stream().filter(stream::equalsIgnoreCase).sorted().findFirst();
    }

    public InputStream open(String stream) throws IOException {
        return files.createDocumentInputStream(stream);
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
