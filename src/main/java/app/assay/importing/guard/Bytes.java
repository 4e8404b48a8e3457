package app.assay.importing.guard;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Bytes with random access: a file, or an array.
interface Bytes extends Closeable {

    long size() throws IOException;

    /// Reads into a buffer from a position on.
    ///
    /// @return how many bytes were read, −1 at the end
    int read(long position, byte[] buffer, int offset, int length) throws IOException;

    /// Reads exactly so many bytes.
    ///
    /// @throws IOException if there are fewer
    default byte[] exactly(long position, int length) throws IOException {
        byte[] buffer = new byte[length];
        int done = 0;
        while (done < length) {
            int read = read(position + done, buffer, done, length - done);
            if (read <= 0) {
                throw new IOException("the file ends too early");
            }
            done += read;
        }
        return buffer;
    }

    static Bytes of(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new Bytes() {
            @Override
            public long size() throws IOException {
                return channel.size();
            }

            @Override
            public int read(long position, byte[] buffer, int offset, int length) throws IOException {
                return channel.read(ByteBuffer.wrap(buffer, offset, length), position);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    static Bytes of(byte[] bytes) {
        return new Bytes() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public int read(long position, byte[] buffer, int offset, int length) {
                if (position >= bytes.length) {
                    return -1;
                }
                int read = (int) Math.min(length, bytes.length - position);
                System.arraycopy(bytes, (int) position, buffer, offset, read);
                return read;
            }

            @Override
            public void close() {}
        };
    }
}
