package app.assay.importing.guard;

import app.assay.work.FaultCode;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// A ZIP archive from outside. Its directory is checked as a whole before the first entry is read: number,
/// names, sizes,
/// ratio, encryption, overlap, and that every entry's own header agrees with the directory. Reading an entry
/// checks its
/// length and checksum again. Nothing is ever written to disk.
public final class ZipReader implements Closeable {

    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final long UNSIGNED = 0xFFFFFFFFL;
    private static final long FREE_BYTES = 1024 * 1024;
    private static final int WINDOW = 8 * 1024;
    private static final Pattern DRIVE = Pattern.compile("(?s)[A-Za-z]:.*");

    private final String file;
    private final Bytes bytes;
    private final Limits limits;
    private final Progress progress;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long inflated;

    /// @param name path inside the archive, with `/`
    /// @param size bytes after inflating
    /// @param rawName the bytes of the name, to compare with the entry's own header
    @SuppressWarnings("ArrayRecordComponent") // entries are never compared with each other
    public record Entry(String name, int method, long crc, long packed, long size, long header, byte[] rawName) {
        public boolean isFolder() {
            return name.endsWith("/");
        }
    }

    private ZipReader(String file, Bytes bytes, Limits limits, Progress progress) {
        this.file = file;
        this.bytes = bytes;
        this.limits = limits;
        this.progress = progress;
    }

    public static boolean looksLike(Head head) {
        return head.startsWith('P', 'K', 3, 4) || head.startsWith('P', 'K', 5, 6);
    }

    /// Opens and checks an archive.
    ///
    /// @throws app.assay.work.Fault if it is broken, encrypted, hostile or beyond a limit
    public static ZipReader open(Input input, Limits limits, Progress progress) throws IOException {
        Bytes bytes = input.path().isPresent() ? Bytes.of(input.path().get()) : Bytes.of(inMemory(input));
        var zip = new ZipReader(input.name(), bytes, limits, progress);
        try {
            zip.readDirectory();
            return zip;
        } catch (IOException | RuntimeException failed) {
            bytes.close();
            throw failed;
        }
    }

    /// A workbook inside an archive needs random access; it is held in memory, which bounds its size.
    private static byte[] inMemory(Input input) throws IOException {
        int most = 64 * 1024 * 1024;
        try (InputStream stream = input.open()) {
            byte[] all = stream.readNBytes(most + 1);
            if (all.length > most) {
                throw Faults.overLimit(input.name(), Sentence.of("import.archive-or-workbook-inside-archive", most));
            }
            return all;
        }
    }

    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    public Optional<Entry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /// The inflated bytes of an entry.
    public InputStream open(Entry entry) throws IOException {
        byte[] local = bytes.exactly(entry.header(), 30);
        ByteBuffer header = little(local);
        long start = entry.header() + 30 + (header.getShort(26) & 0xFFFF) + (header.getShort(28) & 0xFFFF);
        var raw = new RangeStream(bytes, start, entry.packed());
        InputStream content = entry.method() == STORED ? raw : new Inflating(raw);
        return new CheckedEntry(content, entry);
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    private void readDirectory() throws IOException {
        long size = bytes.size();
        int tail = (int) Math.min(size, 22 + 65_535);
        byte[] last = bytes.exactly(size - tail, tail);
        int end = -1;
        for (int place = tail - 22; place >= 0 && end < 0; place--) {
            if (little(last).getInt(place) == END) {
                end = place;
            }
        }
        if (end < 0) {
            throw Faults.malformed(
                    file,
                    Sentence.of("import.archive-has-no-directory-cut"),
                    Sentence.of("import.copy-or-export-file-again"));
        }
        ByteBuffer record = little(last);
        long count = record.getShort(end + 10) & 0xFFFF;
        long length = record.getInt(end + 12) & UNSIGNED;
        long offset = record.getInt(end + 16) & UNSIGNED;
        boolean severalDisks = record.getShort(end + 4) != 0 && (record.getShort(end + 4) & 0xFFFF) != 0xFFFF;
        long endPosition = size - tail + end;
        if (count == 0xFFFF || length == UNSIGNED || offset == UNSIGNED) {
            long locator = endPosition - 20;
            if (locator >= 0 && little(bytes.exactly(locator, 20)).getInt(0) == LOCATOR_64) {
                long position = little(bytes.exactly(locator, 20)).getLong(8);
                if (position < 0 || position + 56 > size) {
                    throw broken(Sentence.of("import.its-directory-lies-outside-file"));
                }
                ByteBuffer wide = little(bytes.exactly(position, 56));
                if (wide.getInt(0) != END_64) {
                    throw broken(Sentence.of("import.its-directory-not-where-should"));
                }
                count = wide.getLong(32);
                length = wide.getLong(40);
                offset = wide.getLong(48);
                endPosition = position;
            }
        }
        if (severalDisks) {
            throw broken(Sentence.of("import.one-part-several"));
        }
        if (count > limits.of(Limit.ARCHIVE_ENTRIES)) {
            throw Faults.overLimit(
                    file,
                    limits,
                    Limit.ARCHIVE_ENTRIES,
                    Sentence.of("import.archive-has-entries-are-allowed", count, limits.of(Limit.ARCHIVE_ENTRIES)));
        }
        long shift = endPosition - length - offset;
        if (length < 0
                || offset < 0
                || shift < 0
                || length > 1024L * 1024 * 1024 / 2
                || offset + shift + length > size) {
            throw broken(Sentence.of("import.its-directory-does-not-fit"));
        }
        parse(bytes.exactly(offset + shift, (int) length), count, shift);
        checkHeaders(offset + shift);
    }

    private void parse(byte[] directory, long count, long shift) {
        ByteBuffer buffer = little(directory);
        int place = 0;
        long total = 0;
        for (long number = 0; number < count; number++) {
            if (place + 46 > directory.length || buffer.getInt(place) != CENTRAL) {
                throw broken(Sentence.of("import.its-directory-has-fewer-entries"));
            }
            int flags = buffer.getShort(place + 8) & 0xFFFF;
            int method = buffer.getShort(place + 10) & 0xFFFF;
            long crc = buffer.getInt(place + 16) & UNSIGNED;
            long packed = buffer.getInt(place + 20) & UNSIGNED;
            long size = buffer.getInt(place + 24) & UNSIGNED;
            int nameLength = buffer.getShort(place + 28) & 0xFFFF;
            int extraLength = buffer.getShort(place + 30) & 0xFFFF;
            int commentLength = buffer.getShort(place + 32) & 0xFFFF;
            long header = buffer.getInt(place + 42) & UNSIGNED;
            int nameAt = place + 46;
            if (nameAt + nameLength + extraLength + commentLength > directory.length) {
                throw broken(Sentence.of("import.entry-its-directory-cut-off"));
            }
            long[] wide = wide(buffer, nameAt + nameLength, extraLength, size, packed, header);
            byte[] rawName = java.util.Arrays.copyOfRange(directory, nameAt, nameAt + nameLength);
            String name = name(rawName, (flags & 0x800) != 0);
            if ((flags & 1) != 0 || method == 99) {
                throw Faults.fault(
                        FaultCode.INPUT_UNREADABLE,
                        file,
                        Sentence.of("import.archive-encrypted-entry", Texts.cut(name, 100)),
                        Sentence.of("import.unpack-with-its-password-import"));
            }
            if (method != STORED && method != DEFLATED) {
                throw Faults.fault(
                        FaultCode.INPUT_UNREADABLE,
                        file,
                        Sentence.of("import.entry-packed-by-method", Texts.cut(name, 100), method),
                        Sentence.of("import.unpack-archive-import-folder"));
            }
            total += check(name, wide[0], wide[1]);
            if (total > limits.of(Limit.ARCHIVE_BYTES)) {
                throw Faults.overLimit(
                        file,
                        limits,
                        Limit.ARCHIVE_BYTES,
                        Sentence.of("import.archive-inflates-more-than-bytes", limits.of(Limit.ARCHIVE_BYTES)));
            }
            var entry = new Entry(name, method, crc, wide[1], wide[0], wide[2] + shift, rawName);
            if (entries.put(name, entry) != null) {
                throw Faults.hostile(file, Sentence.of("import.archive-has-entry-twice", Texts.cut(name, 100)));
            }
            place = nameAt + nameLength + extraLength + commentLength;
        }
    }

    private long check(String name, long size, long packed) {
        if (size < 0 || packed < 0) {
            throw broken(Sentence.of("import.size-entry-negative", Texts.cut(name, 100)));
        }
        if (size > limits.of(Limit.ENTRY_BYTES)) {
            throw Faults.overLimit(
                    file,
                    limits,
                    Limit.ENTRY_BYTES,
                    Sentence.of(
                            "import.entry-inflates-bytes-are-allowed",
                            Texts.cut(name, 100),
                            size,
                            limits.of(Limit.ENTRY_BYTES)));
        }
        if (size > FREE_BYTES && size > packed * (double) limits.of(Limit.ARCHIVE_RATIO)) {
            throw Faults.bomb(
                    file,
                    limits,
                    Sentence.of(
                            "import.entry-inflates-bytes-more-than",
                            Texts.cut(name, 100),
                            size,
                            limits.of(Limit.ARCHIVE_RATIO)));
        }
        return size;
    }

    /// Sizes and offset from the extra field of large archives.
    private long[] wide(ByteBuffer buffer, int from, int length, long size, long packed, long header) {
        long[] values = {size, packed, header};
        int place = from;
        while (place + 4 <= from + length) {
            int id = buffer.getShort(place) & 0xFFFF;
            int bytesOfField = buffer.getShort(place + 2) & 0xFFFF;
            int at = place + 4;
            if (id == 1) {
                for (int value = 0; value < 3; value++) {
                    if (values[value] == UNSIGNED) {
                        if (at + 8 > place + 4 + bytesOfField || at + 8 > from + length) {
                            throw broken(Sentence.of("import.entry-its-directory-cut-off"));
                        }
                        values[value] = buffer.getLong(at);
                        at += 8;
                    }
                }
            }
            place += 4 + bytesOfField;
        }
        return values;
    }

    private String name(byte[] raw, boolean utf8) {
        Charset charset = StandardCharsets.UTF_8;
        String name;
        try {
            name = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
        } catch (CharacterCodingException old) {
            charset = utf8 || !Charset.isSupported("IBM437") ? StandardCharsets.ISO_8859_1 : Charset.forName("IBM437");
            name = new String(raw, charset);
        }
        String path = name.replace('\\', '/');
        boolean outside = path.startsWith("/")
                || DRIVE.matcher(path).matches()
                || path.indexOf('\0') >= 0
                || path.isEmpty()
                || (path.contains("..") && List.of(path.split("/", -1)).contains(".."));
        if (outside) {
            throw Faults.hostile(
                    file, Sentence.of("import.archive-has-entry-points-outside", Texts.cut(Texts.oneLine(name), 100)));
        }
        return path;
    }

    /// Every entry's own header must agree with the directory, and no two may share bytes.
    private void checkHeaders(long directoryStart) throws IOException {
        var sorted = new ArrayList<>(entries.values());
        sorted.sort(Comparator.comparingLong(Entry::header));
        var seen = new HashSet<Long>();
        long free = 0;
        var window = new Window();
        for (Entry entry : sorted) {
            progress.stopIfCancelled();
            if (entry.header() < free || !seen.add(entry.header())) {
                throw Faults.hostile(
                        file, Sentence.of("import.entries-archive-share-bytes", Texts.cut(entry.name(), 100)));
            }
            if (entry.header() + 30 > directoryStart) {
                throw broken(Sentence.of("import.entry-lies-outside-file", Texts.cut(entry.name(), 100)));
            }
            ByteBuffer local = little(window.exactly(entry.header(), 30));
            int nameLength = local.getShort(26) & 0xFFFF;
            int extraLength = local.getShort(28) & 0xFFFF;
            free = entry.header() + 30 + nameLength + extraLength + entry.packed();
            // With flag 8 the sizes stand behind the entry; wide sizes stand in the extra field.
            boolean sizesFollow = (local.getShort(6) & 8) != 0
                    || (local.getInt(18) & UNSIGNED) == UNSIGNED
                    || (local.getInt(22) & UNSIGNED) == UNSIGNED;
            boolean sizesAgree = sizesFollow
                    || ((local.getInt(14) & UNSIGNED) == entry.crc()
                            && (local.getInt(18) & UNSIGNED) == entry.packed()
                            && (local.getInt(22) & UNSIGNED) == entry.size());
            boolean agrees = local.getInt(0) == LOCAL
                    && sizesAgree
                    && (local.getShort(8) & 0xFFFF) == entry.method()
                    && (local.getShort(6) & 1) == 0
                    && nameLength == entry.rawName().length
                    && free <= directoryStart
                    && java.util.Arrays.equals(window.exactly(entry.header() + 30, nameLength), entry.rawName());
            if (!agrees) {
                throw Faults.hostile(
                        file, Sentence.of("import.directory-archive-header-entry-tell", Texts.cut(entry.name(), 100)));
            }
        }
    }

    private app.assay.work.Fault broken(Sentence what) {
        return Faults.malformed(
                file, Sentence.of("import.archive-broken", what), Sentence.of("import.copy-or-export-file-again"));
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Small pieces that follow each other, read together: an archive can have a million headers.
    private final class Window {
        private byte[] held = new byte[0];
        private long start;

        byte[] exactly(long position, int length) throws IOException {
            if (position < start || position + length > start + held.length) {
                start = position;
                held = bytes.exactly(position, (int) Math.min(Math.max(length, WINDOW), bytes.size() - position));
            }
            int from = (int) (position - start);
            if (from + length > held.length) {
                throw new IOException("the file ends too early");
            }
            return java.util.Arrays.copyOfRange(held, from, from + length);
        }
    }

    /// Some bytes of the file.
    private static final class RangeStream extends InputStream {
        private final Bytes bytes;
        private long position;
        private long left;

        RangeStream(Bytes bytes, long position, long left) {
            this.bytes = bytes;
            this.position = position;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int read = bytes.read(position, buffer, offset, (int) Math.min(length, left));
            if (read > 0) {
                position += read;
                left -= read;
            }
            return read;
        }
    }

    private static final class Inflating extends InflaterInputStream {
        Inflating(InputStream in) {
            super(in, new Inflater(true), 16 * 1024);
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }

    /// Counts what comes out against what the directory says, and compares the checksum at the end.
    private final class CheckedEntry extends InputStream {
        private final InputStream in;
        private final Entry entry;
        private final CRC32 sum = new CRC32();
        private long count;
        private boolean ended;

        CheckedEntry(InputStream in, Entry entry) {
            this.in = in;
            this.entry = entry;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            int read = read(one, 0, 1);
            return read <= 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read;
            try {
                read = in.read(buffer, offset, length);
            } catch (java.util.zip.ZipException | java.io.EOFException bad) {
                throw broken(
                        Sentence.of("import.entry-cannot-inflated", Texts.cut(entry.name(), 100), Faults.reason(bad)));
            }
            if (read > 0) {
                sum.update(buffer, offset, read);
                count += read;
                inflated += read;
                if (count > entry.size() || inflated > 4 * limits.of(Limit.ARCHIVE_BYTES)) {
                    throw Faults.hostile(
                            file,
                            Sentence.of("import.entry-inflates-more-than-directory", Texts.cut(entry.name(), 100)));
                }
                progress.stopIfCancelled();
            } else if (read < 0 && !ended) {
                ended = true;
                if (count != entry.size() || sum.getValue() != entry.crc()) {
                    throw broken(Sentence.of("import.entry-does-not-have-its", Texts.cut(entry.name(), 100)));
                }
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
