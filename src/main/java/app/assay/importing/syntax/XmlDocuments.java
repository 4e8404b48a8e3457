package app.assay.importing.syntax;

import app.assay.domain.source.FactSink;
import app.assay.domain.source.Place;
import app.assay.work.Plain;
import java.io.IOException;
import java.io.InputStream;

/// The XML documents that follow each other in one file, each as bytes of its own, with the characters that XML forbids
/// taken out and counted.
///
/// Agents append one message to the next, and copy device names with null bytes into what should be XML. Both leave
/// everything else of a file readable. Only encodings with ASCII in single bytes are looked into; others are handed on
/// as
/// they are.
public final class XmlDocuments {

    private static final int BUFFER = 1 << 16;

    /// Bytes that must be seen before a decision: the longest is a reference such as `&#x0000001F;`.
    private static final int AHEAD = 16;

    private enum State {
        TEXT,
        TAG,
        SINGLE_QUOTE,
        DOUBLE_QUOTE,
        END_TAG,
        COMMENT,
        CDATA,
        INSTRUCTION,
        DECLARATION
    }

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int place;
    private int end;
    private boolean isAtEnd;
    private boolean isWide;
    private State state = State.TEXT;
    private int depth;
    private boolean isRootEnded;
    private boolean lastWasSlash;
    private int blanks;
    private int line = 1;
    private long bad;
    private int firstBad;

    public XmlDocuments(InputStream in) {
        this.in = in;
    }

    /// Whether another document follows. What was not read of the one before is passed over.
    public boolean next() throws IOException {
        if (depth > 0 || isRootEnded || state != State.TEXT) {
            byte[] rest = new byte[BUFFER];
            while (read(rest, 0, rest.length) >= 0) {
                // passed over
            }
        } else {
            fill();
            isWide =
                    end - place > 1 && (buffer[place] == 0 || buffer[place + 1] == 0 || (buffer[place] & 0xFE) == 0xFE);
        }
        isRootEnded = false;
        depth = 0;
        state = State.TEXT;
        skipBetween();
        return place < end;
    }

    /// The bytes of the current document; closing it does nothing.
    public InputStream document() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return XmlDocuments.this.read(into, offset, length);
            }
        };
    }

    /// The line of the file in which the current document goes on.
    public int line() {
        return line;
    }

    /// Tells how many characters were taken out.
    public void tell(String file, FactSink sink) {
        if (bad > 0) {
            sink.warning(
                    new Place(file, "", firstBad, ""),
                    "xml.forbidden-characters",
                    Plain.text(
                            "%,d %s that XML forbids %s taken for blanks, the first in line %s.",
                            bad, Plain.of(bad, "character", "characters"), Plain.of(bad, "was", "were"), firstBad));
        }
    }

    /// Blanks and byte order marks before a document.
    private void skipBetween() throws IOException {
        fill();
        while (place < end && !isWide) {
            byte letter = buffer[place];
            if (isMark()) {
                place += 3;
            } else if (letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n') {
                line += letter == '\n' ? 1 : 0;
                place++;
            } else {
                return;
            }
            if (end - place < AHEAD) {
                fill();
            }
        }
    }

    private boolean isMark() {
        return end - place >= 3
                && (buffer[place] & 0xFF) == 0xEF
                && (buffer[place + 1] & 0xFF) == 0xBB
                && (buffer[place + 2] & 0xFF) == 0xBF;
    }

    private int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int done = 0;
        while (done < length) {
            if (blanks > 0) {
                into[offset + done++] = ' ';
                blanks--;
                continue;
            }
            if (end - place < AHEAD && !isAtEnd) {
                if (done > 0) {
                    return done;
                }
                fill();
            }
            if (place >= end) {
                return done == 0 ? -1 : done;
            }
            if (!isWide) {
                if (isRootEnded && state == State.TEXT && isMark()) {
                    place += 3;
                    continue;
                }
                if (isRootEnded && state == State.TEXT && beginsDocument()) {
                    return done == 0 ? -1 : done;
                }
                if (isBad()) {
                    continue;
                }
                advance();
            }
            line += buffer[place] == '\n' ? 1 : 0;
            into[offset + done++] = buffer[place++];
        }
        return done;
    }

    /// Whether another document begins here, behind the root of the current one.
    private boolean beginsDocument() {
        if (buffer[place] != '<' || end - place < 2) {
            return false;
        }
        int next = buffer[place + 1] & 0xFF;
        return starts("<?xml ")
                || starts("<?xml\t")
                || starts("<?xml\n")
                || starts("<?xml\r")
                || (next >= 'A' && next <= 'Z')
                || (next >= 'a' && next <= 'z')
                || next == '_'
                || next >= 0x80;
    }

    /// Takes out a character that XML forbids.
    private boolean isBad() {
        int letter = buffer[place];
        if (letter >= 0 && letter < ' ' && letter != '\t' && letter != '\n' && letter != '\r') {
            count(1);
            return true;
        }
        // U+FFFE and U+FFFF
        if (letter == (byte) 0xEF
                && end - place >= 3
                && buffer[place + 1] == (byte) 0xBF
                && (buffer[place + 2] & 0xFE) == 0xBE) {
            count(3);
            return true;
        }
        if (letter == '&' && state != State.CDATA && state != State.COMMENT && starts("&#")) {
            int length = forbiddenReference();
            if (length > 0) {
                count(length);
                return true;
            }
        }
        return false;
    }

    private void count(int bytes) {
        bad++;
        firstBad = firstBad == 0 ? line : firstBad;
        place += bytes;
        blanks = bytes;
    }

    /// The bytes of a reference to a character that XML forbids, 0 for anything else.
    private int forbiddenReference() {
        int at = place + 2;
        boolean isHex = at < end && buffer[at] == 'x';
        at += isHex ? 1 : 0;
        int first = at;
        int value = 0;
        while (at < end
                && at - place < AHEAD
                && Character.digit(buffer[at], isHex ? 16 : 10) >= 0
                && value < 0x200000) {
            value = value * (isHex ? 16 : 10) + Character.digit(buffer[at], isHex ? 16 : 10);
            at++;
        }
        if (at == first || at >= end || buffer[at] != ';') {
            return 0;
        }
        boolean isAllowed = value == '\t'
                || value == '\n'
                || value == '\r'
                || (value >= 0x20 && value <= 0xD7FF)
                || (value >= 0xE000 && value <= 0xFFFD)
                || (value >= 0x10000 && value <= 0x10FFFF);
        return isAllowed ? 0 : at + 1 - place;
    }

    /// Follows the structure over the byte at the current place.
    private void advance() {
        byte letter = buffer[place];
        switch (state) {
            case TEXT -> {
                if (letter == '<') {
                    open();
                }
            }
            case TAG -> {
                switch (letter) {
                    case '\'' -> state = State.SINGLE_QUOTE;
                    case '"' -> state = State.DOUBLE_QUOTE;
                    case '>' -> {
                        depth += lastWasSlash ? 0 : 1;
                        close();
                    }
                    default -> {}
                }
                lastWasSlash = letter == '/';
            }
            case SINGLE_QUOTE -> state = letter == '\'' ? State.TAG : state;
            case DOUBLE_QUOTE -> state = letter == '"' ? State.TAG : state;
            case END_TAG -> {
                if (letter == '>') {
                    depth--;
                    close();
                }
            }
            case COMMENT -> state = letter == '>' && endsWith("--") ? State.TEXT : state;
            case CDATA -> state = letter == '>' && endsWith("]]") ? State.TEXT : state;
            case INSTRUCTION -> state = letter == '>' && endsWith("?") ? State.TEXT : state;
            case DECLARATION -> state = letter == '>' ? State.TEXT : state;
        }
    }

    private void open() {
        if (starts("<!--")) {
            state = State.COMMENT;
        } else if (starts("<![CDATA[")) {
            state = State.CDATA;
        } else if (starts("<!")) {
            state = State.DECLARATION;
        } else if (starts("<?")) {
            state = State.INSTRUCTION;
        } else if (starts("</")) {
            state = State.END_TAG;
        } else {
            state = State.TAG;
            lastWasSlash = false;
        }
    }

    private void close() {
        state = State.TEXT;
        isRootEnded |= depth <= 0;
    }

    private boolean starts(String text) {
        if (end - place < text.length()) {
            return false;
        }
        for (int at = 0; at < text.length(); at++) {
            if (buffer[place + at] != text.charAt(at)) {
                return false;
            }
        }
        return true;
    }

    /// Whether the bytes before the current place are these.
    private boolean endsWith(String text) {
        if (place < text.length()) {
            return false;
        }
        for (int at = 0; at < text.length(); at++) {
            if (buffer[place - text.length() + at] != text.charAt(at)) {
                return false;
            }
        }
        return true;
    }

    /// Reads on; the last few bytes stay so that a look back finds them.
    private void fill() throws IOException {
        int keep = Math.min(place, AHEAD);
        System.arraycopy(buffer, place - keep, buffer, 0, end - place + keep);
        end -= place - keep;
        place = keep;
        while (end - place < AHEAD && !isAtEnd) {
            int read = in.read(buffer, end, buffer.length - end);
            if (read < 0) {
                isAtEnd = true;
            } else {
                end += read;
            }
        }
    }
}
