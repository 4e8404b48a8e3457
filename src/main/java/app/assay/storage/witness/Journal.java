package app.assay.storage.witness;

import app.assay.domain.trail.TrailEvent;
import app.assay.files.DurableFile;
import app.assay.files.JsonTexts;
import app.assay.storage.witness.Trail.Head;
import app.assay.work.Sentence;
import app.assay.work.Worded;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.commons.io.input.BoundedInputStream;

/// The entries of the trail once more, as lines of canonical JSON in files beside the database: what is here was saved,
/// whatever becomes of the database. A file is named after the number of its first entry, and a new one is begun when
/// it
/// has grown large.
///
/// A line that does not end was being written when the program ended; it was never told as saved, and it is left out.
public final class Journal {

    /// Larger files are not gone on with, bytes.
    private static final long MOST_BYTES = 4L << 20;

    private static final int CHUNK = 1 << 16;
    private static final long LONGEST = 256L << 20;
    private static final Pattern NAME = Pattern.compile("\\d{12}\\.jsonl");

    private final Path folder;

    public Journal(Path folder) {
        this.folder = folder;
    }

    /// What the journal says cannot be read, with file and line.
    public static final class Unreadable extends Exception implements Worded {

        @java.io.Serial
        private static final long serialVersionUID = 1L;

        private final transient Sentence words;

        public Unreadable(Sentence words) {
            super(words.english());
            this.words = words;
        }

        @Override
        public Sentence words() {
            return words;
        }
    }

    /// Adds entries that follow the last one. When this returns they are on disk.
    public void append(List<TrailEvent> events) throws IOException {
        if (events.isEmpty()) {
            return;
        }
        Files.createDirectories(folder);
        var files = files();
        Path file;
        if (files.isEmpty() || Files.size(files.getLast()) > MOST_BYTES) {
            file = folder.resolve(
                    String.format(Locale.ROOT, "%012d.jsonl", events.getFirst().sequence()));
        } else {
            file = files.getLast();
        }
        boolean fresh = !Files.exists(file);
        try (var out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            var lines = new StringBuilder();
            for (var event : events) {
                lines.append(Trail.json(event)).append('\n');
                if (lines.length() > CHUNK) {
                    write(out, lines);
                }
            }
            write(out, lines);
            out.force(true);
        }
        if (fresh) {
            DurableFile.syncFolder(folder);
        }
    }

    private static void write(FileChannel out, StringBuilder lines) throws IOException {
        var bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
        lines.setLength(0);
    }

    /// The files in the order of their entries.
    List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var files = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                if (NAME.matcher(entry.getFileName().toString()).matches()) {
                    files.add(entry);
                }
            }
        }
        files.sort(java.util.Comparator.comparing(file -> file.getFileName().toString()));
        return files;
    }

    /// The last entry that is there whole; empty when there is none.
    public Optional<Head> last() throws IOException, Unreadable {
        var files = files();
        for (var file : files.reversed()) {
            var line = lastLine(file);
            if (line.isPresent()) {
                try {
                    var event = Trail.parse(new JsonTexts().tree(line.get()));
                    if (!Trail.hash(event).equals(event.hash())) {
                        throw new IllegalArgumentException("changed");
                    }
                    return Optional.of(new Head(event.sequence(), event.hash()));
                } catch (RuntimeException e) {
                    throw new Unreadable(Sentence.of("register.last-line-no-entry-trail", file.getFileName()));
                }
            }
        }
        return Optional.empty();
    }

    /// The register that the first entry tells of; empty when there is no such entry or it cannot be read.
    Optional<UUID> register() {
        var found = new ArrayList<UUID>();
        try {
            var files = files();
            if (!files.isEmpty() && first(files.getFirst()) == 1) {
                var json = new JsonTexts();
                try (var text = new InputStreamReader(Files.newInputStream(files.getFirst()), StandardCharsets.UTF_8)) {
                    var line = new RowLines(text, files.getFirst()).next();
                    if (line != null) {
                        found.add(UUID.fromString(
                                json.tree(Trail.parse(json.tree(line)).detail())
                                        .path("register")
                                        .asString("")));
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
        return found.stream().findFirst();
    }

    /// The last line that ends.
    private static Optional<String> lastLine(Path file) throws IOException {
        try (var in = FileChannel.open(file, StandardOpenOption.READ)) {
            long end = lastBreak(in, in.size());
            if (end < 0) {
                return Optional.empty();
            }
            long begin = lastBreak(in, end) + 1;
            if (end - begin > LONGEST) {
                return Optional.of(""); // no entry is so long
            }
            var bytes = ByteBuffer.allocate((int) (end - begin));
            while (bytes.hasRemaining() && in.read(bytes, begin + bytes.position()) >= 0) {
                // reads on until the line is whole
            }
            return Optional.of(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
        }
    }

    /// The place of the last line feed before a place, or -1.
    private static long lastBreak(FileChannel in, long before) throws IOException {
        var chunk = ByteBuffer.allocate(CHUNK);
        long end = before;
        while (end > 0) {
            long begin = Math.max(0, end - CHUNK);
            chunk.clear().limit((int) (end - begin));
            while (chunk.hasRemaining() && in.read(chunk, begin + chunk.position()) >= 0) {
                // reads on until the chunk is whole
            }
            for (int place = chunk.position() - 1; place >= 0; place--) {
                if (chunk.get(place) == '\n') {
                    return begin + place;
                }
            }
            end = begin;
        }
        return -1;
    }

    /// Keeps the journal under another name, so that a new one can be begun.
    ///
    /// @return that name; empty when there is no journal to be kept
    public Optional<String> putAside(Instant now) throws IOException {
        if (!Files.exists(folder)) {
            return Optional.empty();
        }
        var stamp = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(now);
        var kept = folder.resolveSibling(folder.getFileName() + ".damaged-" + stamp);
        Files.move(folder, kept, StandardCopyOption.ATOMIC_MOVE);
        DurableFile.syncFolder(DurableFile.folderOf(kept));
        return Optional.of(kept.getFileName().toString());
    }

    /// Takes away a last line that does not end, so that the next one begins at its place.
    public void mend() throws IOException {
        var files = files();
        if (files.isEmpty()) {
            return;
        }
        var file = files.getLast();
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = lastBreak(channel, channel.size()) + 1;
            if (end < channel.size()) {
                channel.truncate(end);
                channel.force(true);
            }
        }
    }

    /// Hands over every entry from a number on, in order.
    ///
    /// @throws Unreadable at the first line that is no entry; those before it were handed over
    public void forEach(long from, Consumer<TrailEvent> each) throws IOException, Unreadable {
        var files = files();
        for (int place = 0; place < files.size(); place++) {
            if (place + 1 < files.size() && first(files.get(place + 1)) <= from) {
                continue;
            }
            forEach(files.get(place), from, each);
        }
    }

    private static long first(Path file) {
        return Long.parseLong(file.getFileName().toString().substring(0, 12));
    }

    private static void forEach(Path file, long from, Consumer<TrailEvent> each) throws IOException, Unreadable {
        var json = new JsonTexts();
        long end;
        try (var in = FileChannel.open(file, StandardOpenOption.READ)) {
            end = lastBreak(in, in.size()) + 1; // what follows is being written, or was when the program ended
        }
        try (var in = BoundedInputStream.builder()
                        .setInputStream(Files.newInputStream(file))
                        .setMaxCount(end)
                        .get();
                var text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            var lines = new RowLines(text, file);
            long number = 0;
            for (var line = lines.next(); line != null; line = lines.next()) {
                number++;
                TrailEvent event;
                try {
                    event = Trail.parse(json.tree(line));
                } catch (RuntimeException e) {
                    throw new Unreadable(Sentence.of("register.line-no-entry-trail", number, file.getFileName()));
                }
                if (event.sequence() >= from) {
                    each.accept(event);
                }
            }
        }
    }
}
