package app.assay.importing.guard;

import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The lines of a text in whatever encoding it has, one after another, each bounded.
public final class TextLines implements Closeable {

    private final GuardedStream bytes;
    private final BufferedReader reader;
    private final String file;
    private final Limits limits;
    private final StringBuilder line = new StringBuilder();
    private @Nullable String ahead;
    private long number;
    private boolean afterReturn;

    private TextLines(GuardedStream bytes, BufferedReader reader, String file, Limits limits) {
        this.bytes = bytes;
        this.reader = reader;
        this.file = file;
        this.limits = limits;
    }

    public static TextLines open(Input input, Limits limits, Progress progress) throws IOException {
        byte[] first;
        try (InputStream stream = input.open()) {
            first = stream.readNBytes(Head.BYTES);
        }
        var head = new Head(input.name(), first, input.size());
        Charset charset = Encodings.detect(head, input, progress).orElse(StandardCharsets.UTF_8);
        var bytes = new GuardedStream(
                input.open(), input.name(), Sentence.of("import.list"), limits, Limit.TABLE_BYTES, progress);
        try {
            bytes.skipNBytes(Encodings.markLength(first, charset));
            var reader = new BufferedReader(new InputStreamReader(
                    bytes,
                    charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPLACE)
                            .onUnmappableCharacter(CodingErrorAction.REPLACE)));
            return new TextLines(bytes, reader, input.name(), limits);
        } catch (IOException | RuntimeException failed) {
            bytes.close();
            throw failed;
        }
    }

    /// The next line without its end, null behind the last one.
    @Nullable
    public String next() throws IOException {
        if (ahead != null) {
            String found = ahead;
            ahead = null;
            number++;
            return found;
        }
        String found = read();
        if (found != null) {
            number++;
        }
        return found;
    }

    /// The line that [#next] will give.
    @Nullable
    public String peek() throws IOException {
        if (ahead == null) {
            ahead = read();
        }
        return ahead;
    }

    /// The number of the line that was given last, the first being 1.
    public long number() {
        return number;
    }

    /// Bytes read so far, for progress.
    public long bytes() {
        return bytes.count();
    }

    private @Nullable String read() throws IOException {
        line.setLength(0);
        int letter = reader.read();
        if (afterReturn && letter == '\n') {
            letter = reader.read();
        }
        afterReturn = false;
        if (letter < 0) {
            return null;
        }
        while (letter >= 0 && letter != '\n' && letter != '\r') {
            if (line.length() >= limits.whole(Limit.RECORD_CHARACTERS)) {
                throw Faults.overLimit(
                        file,
                        limits,
                        Limit.RECORD_CHARACTERS,
                        Sentence.of(
                                "import.line-has-more-than-characters",
                                number + 1,
                                limits.whole(Limit.RECORD_CHARACTERS)));
            }
            line.append((char) letter);
            letter = reader.read();
        }
        afterReturn = letter == '\r';
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
