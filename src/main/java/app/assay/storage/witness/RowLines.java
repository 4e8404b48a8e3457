package app.assay.storage.witness;

import app.assay.work.Sentence;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The lines of a text, none longer than any row; for one thread.
public final class RowLines {

    private static final int BUFFER = 1 << 16;
    /// A row holds at most some texts of a million characters.
    private static final int MOST_CHARACTERS = 64 << 20;

    private final Reader text;
    private final Path path;
    private final char[] buffer = new char[BUFFER];
    private final StringBuilder begun = new StringBuilder();
    private int at;
    private int end;

    /// @param path of the file, for what is told
    public RowLines(Reader text, Path path) {
        this.text = text;
        this.path = path;
    }

    /// The next line without its end; null when there is none.
    ///
    /// @throws BrokenLines if it is longer than any row
    @Nullable
    public String next() throws IOException {
        begun.setLength(0);
        boolean isThere = false;
        while (at < end || fill()) {
            isThere = true;
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            if (begun.length() + (at - from) > MOST_CHARACTERS) {
                throw new BrokenLines(Sentence.of("register.line-in-too-long", path.getFileName()));
            }
            if (at < end) {
                var rest = new String(buffer, from, at++ - from);
                return begun.isEmpty() ? rest : begun.append(rest).toString();
            }
            begun.append(buffer, from, at - from);
        }
        return isThere ? begun.toString() : null;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, text.read(buffer, 0, buffer.length));
        return end > 0;
    }
}
