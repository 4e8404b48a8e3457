package app.assay.importing.guard;

import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The one way bytes come in: counted, limited and cancellable.
public final class GuardedStream extends FilterInputStream {

    private final String file;
    private final Sentence what;
    private final Limits limits;
    private final Limit limit;
    private final long most;
    private final Progress progress;
    private long count;

    /// @param what the name of the limit, such as `a text table`
    /// @param limit the limit of bytes after which reading ends with a fault
    public GuardedStream(InputStream in, String file, Sentence what, Limits limits, Limit limit, Progress progress) {
        super(in);
        this.file = file;
        this.what = what;
        this.limits = limits;
        this.limit = limit;
        this.most = limits.of(limit);
        this.progress = progress;
    }

    public long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        if (value >= 0) {
            counted(1);
        }
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        if (read > 0) {
            counted(read);
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = in.skip(bytes);
        counted(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void counted(long bytes) {
        count += bytes;
        if (count > most) {
            throw Faults.overLimit(file, limits, limit, Sentence.of("import.may-hold-bytes-this-one", what, most));
        }
        progress.stopIfCancelled();
    }
}
