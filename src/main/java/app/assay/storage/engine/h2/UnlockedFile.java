package app.assay.storage.engine.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.zip.ZipOutputStream;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.RandomAccessStore;
import org.h2.mvstore.SFChunk;

/// A database file for reading alone, below the engine's SQL: without the engine's lock, since a register may be open
/// for looking more than once, and never reading beyond the file, whatever the file says of its own lengths.
final class UnlockedFile extends RandomAccessStore {

    private final FileChannel channel;

    UnlockedFile(Path file) throws IOException {
        super(Map.of());
        channel = FileChannel.open(file, StandardOpenOption.READ);
        init(file.toString(), true);
        setSize(channel.size());
    }

    @Override
    public ByteBuffer readFully(SFChunk chunk, long position, int length) {
        if (position < 0 || length < 0 || position > size() - length) {
            throw DataUtils.newMVStoreException(
                    DataUtils.ERROR_FILE_CORRUPT, "The file ends before what it says it holds at {0}", position);
        }
        return readFully(channel, position, length);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw DataUtils.newMVStoreException(DataUtils.ERROR_READING_FAILED, "Closing failed", e);
        } finally {
            super.close();
        }
    }

    @Override
    public void open(String fileName, boolean readOnly, char[] encryptionKey) {
        throw readOnly();
    }

    @Override
    public UnlockedFile open(String fileName, boolean readOnly) {
        throw readOnly();
    }

    @Override
    protected void writeFully(SFChunk chunk, long position, ByteBuffer source) {
        throw readOnly();
    }

    @Override
    protected void truncate(long size) {
        throw readOnly();
    }

    @Override
    public void sync() {
        // nothing was written
    }

    @Override
    public void backup(ZipOutputStream out) {
        throw readOnly();
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("the file is only looked at");
    }
}
