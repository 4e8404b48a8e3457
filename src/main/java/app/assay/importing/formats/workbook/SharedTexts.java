package app.assay.importing.formats.workbook;

import app.assay.work.TemporaryFiles;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The texts that the cells of a workbook share, in order. They are kept as bytes, in memory while they are few and in
/// a file that vanishes with the last look at it when they are many, so that a workbook of hundreds of mebibytes of
/// texts can be read with little memory.
final class SharedTexts implements Closeable {

    private static final int IN_MEMORY = 24 << 20;
    private static final int BUFFER = 1 << 16;
    private static final int REMEMBERED = 1 << 12;

    private final int mostInMemory;
    private byte[] bytes = new byte[BUFFER];
    private int used;
    private int[] ends = new int[1024];
    private int count;
    private @Nullable FileChannel channel;
    private int written;
    private final int[] keys = new int[REMEMBERED];
    private final @Nullable String[] remembered = new String[REMEMBERED];

    SharedTexts() {
        this(IN_MEMORY);
    }

    SharedTexts(int mostInMemory) {
        this.mostInMemory = mostInMemory;
    }

    int size() {
        return count;
    }

    void add(String text) throws IOException {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        if (channel == null && used + raw.length > mostInMemory) {
            channel = scratch();
        }
        if (channel != null && used + raw.length > BUFFER) {
            flush(channel);
        }
        if (used + raw.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, used + raw.length));
        }
        System.arraycopy(raw, 0, bytes, used, raw.length);
        used += raw.length;
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        ends[count++] = Math.addExact(written, used);
    }

    private static FileChannel scratch() throws IOException {
        Path file = TemporaryFiles.file("texts", ".tmp");
        return FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    private void flush(FileChannel to) throws IOException {
        var buffer = ByteBuffer.wrap(bytes, 0, used);
        while (buffer.hasRemaining()) {
            to.write(buffer);
        }
        written += used;
        used = 0;
        if (bytes.length > 4 * BUFFER) {
            bytes = new byte[BUFFER];
        }
    }

    /// The text of a place, from 0.
    String get(int place) {
        int slot = place & (REMEMBERED - 1);
        String known = remembered[slot];
        if (known != null && keys[slot] == place) {
            return known;
        }
        String text = read(place);
        keys[slot] = place;
        remembered[slot] = text;
        return text;
    }

    private String read(int place) {
        int start = place == 0 ? 0 : ends[place - 1];
        int length = ends[place] - start;
        if (start >= written) {
            return new String(bytes, start - written, length, StandardCharsets.UTF_8);
        }
        var buffer = ByteBuffer.allocate(length);
        try {
            while (buffer.hasRemaining() && channel != null) {
                if (channel.read(buffer, (long) start + buffer.position()) < 0) {
                    throw new IOException("a temporary file ends too early");
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new String(buffer.array(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
