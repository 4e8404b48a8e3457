package app.assay.storage.backup;

import app.assay.domain.trail.TrailEvent;
import app.assay.files.Hashes;
import app.assay.files.JsonTexts;
import app.assay.storage.rows.RowForm;
import app.assay.storage.witness.BrokenLines;
import app.assay.storage.witness.RowLines;
import app.assay.storage.witness.Trail;
import app.assay.work.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Tables as JSON Lines in a ZIP: a file per table, a row per line, in the order of their keys. Needs no database to be
/// read, and the same rows make the same bytes.
final class Dump {

    /// The trail: one entry per line, as the journal has it.
    static final String TRAIL = "trail.jsonl";

    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);
    private static final int BUFFER = 1 << 16;

    private Dump() {}

    static String fileOf(RowForm form) {
        return "tables/" + form.name() + ".jsonl";
    }

    /// Writes a dump; for one thread.
    static final class Writer implements AutoCloseable {

        private final ZipOutputStream zip;
        private final SortedMap<String, String> hashes = new TreeMap<>();
        private final MessageDigest sha256 = Hashes.sha256();
        private final StringBuilder lines = new StringBuilder();
        private String file = "";

        Writer(OutputStream out) {
            zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        }

        void begin(String name) throws IOException {
            end();
            var entry = new ZipEntry(name);
            entry.setTimeLocal(TIME);
            zip.putNextEntry(entry);
            file = name;
        }

        void row(RowForm form, @Nullable Object... values) throws IOException {
            line(form.json(values));
        }

        void event(TrailEvent event) throws IOException {
            line(Trail.json(event));
        }

        void line(String line) throws IOException {
            lines.append(line).append('\n');
            if (lines.length() > BUFFER) {
                flush();
            }
        }

        private void flush() throws IOException {
            var bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
            lines.setLength(0);
            sha256.update(bytes);
            zip.write(bytes);
        }

        private void end() throws IOException {
            if (!file.isEmpty()) {
                flush();
                zip.closeEntry();
                hashes.put(file, HexFormat.of().formatHex(sha256.digest()));
                file = "";
            }
        }

        /// SHA-256 of each file so far, by name.
        SortedMap<String, String> hashes() throws IOException {
            end();
            return new TreeMap<>(hashes);
        }

        @Override
        public void close() throws IOException {
            end();
            zip.close();
        }
    }

    /// Reads a dump; for one thread.
    static final class Reader implements AutoCloseable {

        private final Path path;
        private final ZipFile zip;
        private final JsonTexts json = new JsonTexts();

        Reader(Path path) throws IOException {
            this.path = path;
            zip = open(path);
        }

        boolean has(String file) {
            return zip.getEntry(file) != null;
        }

        /// Hands over the rows of a table.
        ///
        /// @return SHA-256 of the file
        String rows(RowForm form, Consumer<@Nullable Object[]> each) throws IOException {
            return lines(fileOf(form), node -> each.accept(form.parse(node)));
        }

        String events(Consumer<TrailEvent> each) throws IOException {
            return lines(TRAIL, node -> each.accept(Trail.parse(node)));
        }

        private String lines(String file, Consumer<JsonNode> each) throws IOException {
            var entry = zip.getEntry(file);
            if (entry == null) {
                throw new BrokenLines(Sentence.of("register.has-no-file", path.getFileName(), file));
            }
            var sha256 = Hashes.sha256();
            long number = 0;
            try (InputStream in = new DigestInputStream(zip.getInputStream(entry), sha256);
                    var text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                var lines = new RowLines(text, path);
                for (var line = lines.next(); line != null; line = lines.next()) {
                    number++;
                    JsonNode node;
                    try {
                        node = json.tree(line);
                    } catch (RuntimeException e) {
                        throw broken(file, number);
                    }
                    try {
                        each.accept(node);
                    } catch (IllegalArgumentException | java.time.DateTimeException e) {
                        throw broken(file, number);
                    }
                }
            }
            return HexFormat.of().formatHex(sha256.digest());
        }

        private BrokenLines broken(String file, long number) {
            return new BrokenLines(Sentence.of("register.line-in-no-row", number, file, path.getFileName()));
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }

    /// A ZIP on whatever file system; the caller closes it.
    static ZipFile open(Path file) throws IOException {
        return ZipFile.builder()
                .setSeekableByteChannel(Files.newByteChannel(file))
                .setCharset(StandardCharsets.UTF_8)
                .get();
    }
}
