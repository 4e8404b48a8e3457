package app.assay.importing.secrets;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.util.Arrays;

/// The letters of a file so that each goes back to the very bytes it was read from: one byte a letter, or two in
/// UTF-16. All that names and marks secrets is ASCII, so no other encoding has to be known.
final class Letters extends Reader {

    private enum Width {
        ONE,
        TWO_LITTLE,
        TWO_BIG,
        /// One, with the zeros left out.
        ONE_WITHOUT_ZEROS
    }

    /// How a text is built.
    enum Shape {
        XML,
        JSON,
        LINES
    }

    private final InputStream in;
    private final Width width;
    private int odd = -1;

    private Letters(InputStream in, Width width) {
        this.in = in;
        this.width = width;
    }

    static Letters reading(BufferedInputStream in, byte[] head) {
        return new Letters(in, isWide(head) ? (isLittle(head) ? Width.TWO_LITTLE : Width.TWO_BIG) : Width.ONE);
    }

    static Letters withoutZeros(InputStream in) {
        return new Letters(new BufferedInputStream(in, 1 << 16), Width.ONE_WITHOUT_ZEROS);
    }

    static boolean isWide(byte[] head) {
        if (head.length < 2) {
            return false;
        }
        int first = head[0] & 0xff;
        int second = head[1] & 0xff;
        if ((first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff)) {
            return true;
        }
        int[] zeros = new int[2];
        int most = Math.min(head.length & ~1, 4096);
        for (int i = 0; i < most; i++) {
            zeros[i & 1] += head[i] == 0 ? 1 : 0;
        }
        return Math.max(zeros[0], zeros[1]) * 4 > most && Math.min(zeros[0], zeros[1]) * 50 < most;
    }

    private static boolean isLittle(byte[] head) {
        int first = head[0] & 0xff;
        if (first == 0xff || first == 0xfe) {
            return first == 0xff;
        }
        return head[1] == 0;
    }

    String of(byte[] head) {
        try {
            var letters = new Letters(new java.io.ByteArrayInputStream(head), width);
            char[] all = new char[head.length];
            int read = letters.read(all, 0, all.length);
            return read < 0 ? "" : new String(all, 0, read);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Shape shape(String head) {
        String text = head.startsWith("\u00ef\u00bb\u00bf") ? head.substring(3) : head;
        text = text.startsWith("\ufeff") ? text.substring(1) : text;
        text = text.stripLeading();
        if (text.startsWith("<")) {
            return Shape.XML;
        }
        if (text.startsWith("{")) {
            return Shape.JSON;
        }
        if (text.startsWith("[")) {
            String rest = text.substring(1).stripLeading();
            return rest.isEmpty() || "{[\"]-0123456789".indexOf(rest.charAt(0)) >= 0 ? Shape.JSON : Shape.LINES;
        }
        return Shape.LINES;
    }

    @Override
    public int read(char[] buffer, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int most = Math.min(length, 1 << 15);
        byte[] bytes = in.readNBytes(width == Width.TWO_LITTLE || width == Width.TWO_BIG ? most * 2 : most);
        int read = 0;
        switch (width) {
            case ONE -> {
                for (byte each : bytes) {
                    buffer[from + read++] = (char) (each & 0xff);
                }
            }
            case ONE_WITHOUT_ZEROS -> {
                for (byte each : bytes) {
                    if (each != 0) {
                        buffer[from + read++] = (char) (each & 0xff);
                    }
                }
                if (read == 0 && bytes.length > 0) {
                    buffer[from] = '\n';
                    read = 1;
                }
            }
            case TWO_LITTLE, TWO_BIG -> {
                for (int i = 0; i + 1 < bytes.length; i += 2) {
                    int low = bytes[width == Width.TWO_LITTLE ? i : i + 1] & 0xff;
                    int high = bytes[width == Width.TWO_LITTLE ? i + 1 : i] & 0xff;
                    buffer[from + read++] = (char) (high << 8 | low);
                }
                if (bytes.length % 2 == 1) {
                    odd = bytes[bytes.length - 1] & 0xff;
                }
            }
        }
        return read == 0 ? -1 : read;
    }

    /// Writes letters as they were read.
    Writer writing(OutputStream out) {
        return new Writer() {
            @Override
            public void write(char[] letters, int from, int length) throws IOException {
                boolean isWide = width == Width.TWO_LITTLE || width == Width.TWO_BIG;
                byte[] bytes = new byte[isWide ? length * 2 : length];
                for (int i = 0; i < length; i++) {
                    char letter = letters[from + i];
                    if (isWide) {
                        bytes[2 * i + (width == Width.TWO_LITTLE ? 0 : 1)] = (byte) letter;
                        bytes[2 * i + (width == Width.TWO_LITTLE ? 1 : 0)] = (byte) (letter >> 8);
                    } else {
                        bytes[i] = (byte) letter;
                    }
                }
                out.write(bytes);
                Arrays.fill(bytes, (byte) 0);
            }

            @Override
            public void flush() throws IOException {
                out.flush();
            }

            @Override
            public void close() {
                // The stream belongs to the caller.
            }
        };
    }

    /// Writes what stood behind the last whole letter.
    void finish(OutputStream out) throws IOException {
        if (odd >= 0) {
            out.write(odd);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
