package app.assay.storage.fault.disk;

import app.assay.storage.fault.disk.Operation.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file or folder of a [FaultyDisk]. Reading and locking go straight to the real file.
final class FaultyChannel extends FileChannel {

    private static final int COPY = 1 << 16;

    private final FaultyDisk disk;
    private final Path file;
    private final long node;
    private final FileChannel real;
    private final boolean append;
    private final boolean deleteOnClose;

    FaultyChannel(FaultyDisk disk, Path file, FileChannel real, boolean append, boolean deleteOnClose) {
        this.disk = disk;
        this.file = file;
        this.real = real;
        this.append = append;
        this.deleteOnClose = deleteOnClose;
        node = disk.node(file);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        synchronized (disk) {
            long position = append ? real.size() : real.position();
            int written = write(source, position);
            real.position(position + written);
            return written;
        }
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        var bytes = ByteBuffer.allocate(source.remaining());
        bytes.put(source.duplicate()).flip();
        var data = bytes.asReadOnlyBuffer();
        disk.perform(new Operation(Kind.WRITE, file, file, node, position, data, length -> {
            var part = data.duplicate().limit(length);
            long at = position;
            while (part.hasRemaining()) {
                at += real.write(part, at);
            }
        }));
        int written = source.remaining();
        source.position(source.limit());
        return written;
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
    public FileChannel truncate(long size) throws IOException {
        disk.perform(new Operation(Kind.TRUNCATE, file, file, node, size, Operation.NOTHING, _ -> real.truncate(size)));
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        if (!real.isOpen()) {
            throw new ClosedChannelException();
        }
        var kind = Files.isDirectory(file) ? Kind.FORCE_FOLDER : Kind.FORCE;
        disk.perform(Operation.of(kind, file, node, _ -> {}));
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        var buffer = ByteBuffer.allocate((int) Math.min(count, COPY));
        int read = source.read(buffer);
        return read <= 0 ? 0 : write(buffer.flip(), position);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return real.transferTo(position, count, target);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return real.read(target);
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return real.read(targets, offset, length);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return real.read(target, position);
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        real.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException("writes through memory would not be seen");
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return real.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return real.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
        if (deleteOnClose) {
            disk.delete(file, _ -> Files.deleteIfExists(file));
        }
    }
}
