package app.assay.importing.guard;

import app.assay.work.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import org.mozilla.universalchardet.UniversalDetector;

/// In which character set a text file is written.
public final class Encodings {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final String MAC_ROMAN = "x-MacRoman";

    /// Beyond this, what is not UTF-8 is found while reading.
    private static final long MOST_SCANNED = 512L * 1024 * 1024;

    private Encodings() {}

    /// The encoding of a text file.
    ///
    /// @return empty when the bytes are no text
    public static Optional<Charset> detect(Head head, Input input, Progress progress) {
        byte[] first = head.first();
        Charset marked = byMark(first);
        if (marked != null) {
            return Optional.of(marked);
        }
        Charset wide = wide(first);
        if (wide != null) {
            return Optional.of(wide);
        }
        if (isBinary(first)) {
            return Optional.empty();
        }
        return Optional.of(isUtf8(head, input, progress) ? StandardCharsets.UTF_8 : eightBit(first));
    }

    /// A character set by its name.
    public static Optional<Charset> named(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    /// The first two characters that are no blanks, as bytes without the zeros of wide encodings.
    public record Start(int first, int second) {}

    public static Start start(byte[] bytes) {
        int first = -1;
        for (byte value : bytes) {
            int letter = value & 0xFF;
            boolean mark = first < 0 && (letter == 0xEF || letter == 0xBB || letter == 0xBF || letter >= 0xFE);
            if (mark
                    || letter == 0
                    || (first < 0 && (letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r'))) {
                continue;
            }
            if (first >= 0) {
                return new Start(first, letter);
            }
            first = letter;
        }
        return new Start(first, -1);
    }

    /// How many bytes of a mark stand before the text.
    public static int markLength(byte[] first, Charset charset) {
        if (starts(first, 0xEF, 0xBB, 0xBF)) {
            return charset.equals(StandardCharsets.UTF_8) ? 3 : 0;
        }
        return (starts(first, 0xFF, 0xFE) && charset.equals(StandardCharsets.UTF_16LE))
                        || (starts(first, 0xFE, 0xFF) && charset.equals(StandardCharsets.UTF_16BE))
                ? 2
                : 0;
    }

    private static @org.jspecify.annotations.Nullable Charset byMark(byte[] first) {
        if (starts(first, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        if (starts(first, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        return starts(first, 0xFE, 0xFF) ? StandardCharsets.UTF_16BE : null;
    }

    /// UTF-16 without a mark: in a table most characters are ASCII, so every other byte is zero.
    private static @org.jspecify.annotations.Nullable Charset wide(byte[] first) {
        int pairs = Math.min(first.length, 4096) / 2;
        if (pairs < 4) {
            return null;
        }
        int evenZeros = 0;
        int oddZeros = 0;
        for (int pair = 0; pair < pairs; pair++) {
            evenZeros += first[2 * pair] == 0 ? 1 : 0;
            oddZeros += first[2 * pair + 1] == 0 ? 1 : 0;
        }
        if (oddZeros > pairs * 6 / 10 && evenZeros < pairs / 10) {
            return StandardCharsets.UTF_16LE;
        }
        return evenZeros > pairs * 6 / 10 && oddZeros < pairs / 10 ? StandardCharsets.UTF_16BE : null;
    }

    /// Control characters that no text holds; a stray NUL is told row by row.
    private static boolean isBinary(byte[] first) {
        int controls = 0;
        for (byte value : first) {
            int unsigned = value & 0xFF;
            if (unsigned < 0x20
                    && unsigned != '\t'
                    && unsigned != '\n'
                    && unsigned != '\r'
                    && unsigned != '\f'
                    && unsigned != 0x0B) {
                controls++;
            }
        }
        return controls > 2 && controls > first.length / 50;
    }

    private static boolean isUtf8(Head head, Input input, Progress progress) {
        var check = new Utf8Check();
        if (!check.feed(head.first(), head.first().length)) {
            return false;
        }
        if (head.isWhole()) {
            return check.isComplete();
        }
        try (InputStream stream = input.open()) {
            var all = new Utf8Check();
            byte[] buffer = new byte[64 * 1024];
            long seen = 0;
            for (int read = stream.read(buffer); read >= 0 && seen < MOST_SCANNED; read = stream.read(buffer)) {
                if (!all.feed(buffer, read)) {
                    return false;
                }
                seen += read;
                progress.stopIfCancelled();
            }
            return true;
        } catch (IOException failed) {
            throw Faults.unreadable(head.name(), failed);
        }
    }

    private static Charset eightBit(byte[] first) {
        if (hasCarriageReturnsOnly(first) && Charset.isSupported(MAC_ROMAN)) {
            return Charset.forName(MAC_ROMAN);
        }
        var detector = new UniversalDetector();
        detector.handleData(first, 0, first.length);
        detector.dataEnd();
        String guess = detector.getDetectedCharset();
        if (guess != null
                && !guess.startsWith("ISO-8859-1")
                && !guess.startsWith("US-ASCII")
                && !guess.startsWith("UTF")) {
            return named(guess).orElse(WINDOWS_1252);
        }
        return WINDOWS_1252;
    }

    private static boolean hasCarriageReturnsOnly(byte[] first) {
        boolean returns = false;
        for (byte value : first) {
            if (value == '\n') {
                return false;
            }
            returns |= value == '\r';
        }
        return returns;
    }

    private static boolean starts(byte[] first, int... bytes) {
        if (first.length < bytes.length) {
            return false;
        }
        for (int place = 0; place < bytes.length; place++) {
            if ((first[place] & 0xFF) != bytes[place]) {
                return false;
            }
        }
        return true;
    }

    /// Whether bytes that come in pieces are well-formed UTF-8.
    public static final class Utf8Check {
        private int missing;
        private int low;
        private int high;

        public boolean feed(byte[] bytes, int length) {
            return feed(bytes, 0, length);
        }

        public boolean feed(byte[] bytes, int offset, int length) {
            for (int place = offset; place < offset + length; place++) {
                int value = bytes[place];
                if (missing == 0) {
                    if (value < 0 && !begin(value & 0xFF)) {
                        return false;
                    }
                } else {
                    int unsigned = value & 0xFF;
                    if (unsigned < low || unsigned > high) {
                        return false;
                    }
                    low = 0x80;
                    high = 0xBF;
                    missing--;
                }
            }
            return true;
        }

        boolean isComplete() {
            return missing == 0;
        }

        private boolean begin(int lead) {
            low = 0x80;
            high = 0xBF;
            if (lead >= 0xC2 && lead <= 0xDF) {
                missing = 1;
            } else if (lead >= 0xE0 && lead <= 0xEF) {
                missing = 2;
                low = lead == 0xE0 ? 0xA0 : 0x80;
                high = lead == 0xED ? 0x9F : 0xBF;
            } else if (lead >= 0xF0 && lead <= 0xF4) {
                missing = 3;
                low = lead == 0xF0 ? 0x90 : 0x80;
                high = lead == 0xF4 ? 0x8F : 0xBF;
            } else {
                return false;
            }
            return true;
        }
    }

    /// The first characters of a file as text.
    public static String text(Head head, Charset charset) {
        int mark = markLength(head.first(), charset);
        ByteBuffer bytes = ByteBuffer.wrap(head.first(), mark, head.first().length - mark);
        CharBuffer letters = CharBuffer.allocate((int) (bytes.remaining() * 1.1) + 8);
        charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .decode(bytes, letters, head.isWhole());
        return letters.flip().toString();
    }
}
