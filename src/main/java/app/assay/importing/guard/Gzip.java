package app.assay.importing.guard;

import app.assay.work.Sentence;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// A single file packed by gzip.
public final class Gzip {

    private static final long FREE_BYTES = 1024 * 1024;

    private Gzip() {}

    public static boolean looksLike(Head head) {
        return head.startsWith(0x1F, 0x8B, 0x08);
    }

    /// The packed file as an input of its own.
    public static Input unpacked(Input packed, Limits limits) {
        return Inputs.of(packed.name(), -1, () -> {
            var raw = new Counted(packed.open());
            return new Checked(open(packed.name(), raw), packed.name(), raw, limits);
        });
    }

    private static InputStream open(String file, InputStream raw) throws IOException {
        try {
            return new GZIPInputStream(raw, 16 * 1024);
        } catch (ZipException | java.io.EOFException bad) {
            raw.close();
            throw broken(file, bad);
        }
    }

    private static app.assay.work.Fault broken(String file, IOException bad) {
        return Faults.malformed(
                file,
                Sentence.of("import.gzip-data-are-broken", Faults.reason(bad)),
                Sentence.of("import.copy-or-export-file-again"));
    }

    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            count += value >= 0 ? 1 : 0;
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }

    private static final class Checked extends FilterInputStream {
        private final String file;
        private final Counted raw;
        private final Limits limits;
        private long count;

        Checked(InputStream in, String file, Counted raw, Limits limits) {
            super(in);
            this.file = file;
            this.raw = raw;
            this.limits = limits;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) <= 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read;
            try {
                read = in.read(buffer, offset, length);
            } catch (ZipException | java.io.EOFException bad) {
                throw broken(file, bad);
            }
            count += Math.max(read, 0);
            if (count > FREE_BYTES && count > raw.count * (double) limits.of(Limit.ARCHIVE_RATIO)) {
                throw Faults.bomb(
                        file,
                        limits,
                        Sentence.of("import.gzip-data-inflate-more-than", limits.of(Limit.ARCHIVE_RATIO)));
            }
            return read;
        }
    }
}
