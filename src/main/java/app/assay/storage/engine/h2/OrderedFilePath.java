package app.assay.storage.engine.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.h2.store.fs.FilePathWrapper;

/// Has the engine's file written in an order that a power cut cannot break.
///
/// The engine writes a chunk of pages at one go and knows it for whole by its first and its last bytes; its header
/// names
/// the latest chunk. It forces neither before the other, and a disk may keep the two ends of a chunk and not its
/// middle,
/// or the header and not the chunk: the engine then finds a damaged file, or opens one that is older than what was
/// forced. So the last bytes of a chunk are written when all before them is on the disk, and the header when all chunks
/// are.
///
/// Public since the engine makes further ones by itself.
public final class OrderedFilePath extends FilePathWrapper {

    static final String SCHEME = "ordered";

    /// The engine's own ending of a database; its temporary files need no order.
    private static final String DATABASE = ".mv.db";

    /// What a disk writes whole or not at all.
    private static final int SECTOR = 512;

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        var file = getBase().open(mode);
        return name.endsWith(DATABASE) ? new OrderedFile(file) : file;
    }

    private static final class OrderedFile extends FileChannel {

        private final FileChannel file;

        OrderedFile(FileChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            int length = source.remaining();
            if (position == 0) {
                file.force(false);
            } else if (length > SECTOR) {
                int end = source.limit();
                write(source.limit(end - SECTOR), position, length - SECTOR);
                file.force(false);
                source.limit(end);
            }
            int rest = source.remaining();
            write(source, position + length - rest, rest);
            return length;
        }

        private void write(ByteBuffer source, long position, int length) throws IOException {
            for (int written = 0; written < length; ) {
                written += file.write(source, position + written);
            }
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            int written = write(source, file.position());
            file.position(file.position() + written);
            return written;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return file.read(target);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
            long written = 0;
            for (int i = offset; i < offset + length; i++) {
                written += write(sources[i]);
            }
            return written;
        }

        @Override
        public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
            return file.read(targets, offset, length);
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
            return file.transferTo(position, count, target);
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new UnsupportedOperationException("would be written without order");
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException("would be written without order");
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) throws IOException {
            return file.lock(position, size, shared);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }

        @Override
        public String toString() {
            return file.toString();
        }
    }
}
