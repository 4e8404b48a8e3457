package app.assay.reporting.verify;

import app.assay.work.Plain;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// Reads ZIP files that can be read in one way only.
///
/// Two readers of a ZIP may see different files when its two lists of contents disagree, when entries overlap, or
/// when bytes lie between them. Such a file is refused, and so are entries that would leave the folder, that differ
/// only in letter case, that are links or encrypted, and whatever goes beyond the limits. Nothing is ever written.
final class StrictZip implements AutoCloseable {

    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int END_SIZE = 22;
    private static final int CENTRAL_SIZE = 46;
    private static final int LOCAL_SIZE = 30;
    private static final long MAX_32 = 0xffffffffL;
    private static final int MAX_16 = 0xffff;
    private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;
    private static final int DESCRIPTOR = 1 << 3;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int UNIX = 3;
    private static final int MOST_NAME = 1024;
    private static final long RATIO_FREE = 1 << 20;

    private final FileChannel channel;
    private final SortedMap<String, Entry> entries = new TreeMap<>();
    private final List<String> folders = new ArrayList<>();

    /// The file cannot be read in one way only, or goes beyond a limit.
    static final class Refused extends IOException {

        private static final long serialVersionUID = 1L;

        private final boolean hostile;

        /// @param hostile whether it was built to deceive or exhaust, as far as can be told; else it is damaged
        Refused(boolean hostile, String reason) {
            super(reason);
            this.hostile = hostile;
        }

        boolean hostile() {
            return hostile;
        }
    }

    /// @param data where the packed bytes begin
    record Entry(String name, int method, long packed, long size, long crc, long data) {}

    private record Header(
            String name, int version, int flags, int method, int time, long crc, long packed, long size, long offset) {}

    private StrictZip(FileChannel channel) {
        this.channel = channel;
    }

    /// @throws Refused if the file is refused
    static StrictZip open(Path file, PackageLimits limits) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.READ);
        var zip = new StrictZip(channel);
        try {
            zip.readContents(limits);
            return zip;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /// Files by name; folders are left out.
    SortedMap<String, Entry> entries() {
        return entries;
    }

    /// Folders that have an entry of their own, each with a slash at its end.
    List<String> folders() {
        return folders;
    }

    /// The bytes of a file. Reading to the end checks size and CRC.
    InputStream open(Entry entry) {
        InputStream packed = new Slice(entry.data, entry.packed);
        return new Checked(entry.method == STORED ? packed : new Inflating(packed), entry);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void readContents(PackageLimits limits) throws IOException {
        long length = channel.size();
        if (length < END_SIZE) {
            throw new Refused(false, "It is too short to be a ZIP file.");
        }
        long end = length - END_SIZE;
        var last = bytes(end, END_SIZE);
        if (last.getInt() != END) {
            throw new Refused(
                    false, "It does not end as a ZIP file: it is cut off, or something was added behind its end.");
        }
        last.position(8);
        long here = Short.toUnsignedLong(last.getShort());
        long count = Short.toUnsignedLong(last.getShort());
        long size = Integer.toUnsignedLong(last.getInt());
        long offset = Integer.toUnsignedLong(last.getInt());
        long comment = Short.toUnsignedLong(last.getShort());
        if (comment != 0) {
            throw new Refused(true, "Its end says that a comment follows, but none does.");
        }
        if (count == MAX_16 || size == MAX_32 || offset == MAX_32) {
            long[] large = readEnd64(end);
            end = large[0];
            count = large[1];
            size = large[2];
            offset = large[3];
        } else if (here != count) {
            throw new Refused(true, "It says that it is one of several volumes.");
        }
        if (offset < 0 || size < 0 || offset + size != end) {
            throw new Refused(true, "Bytes lie between its list of contents and its end.");
        }
        if (count > limits.entries()) {
            throw new Refused(true, Plain.text("It holds %s entries, more than %s.", count, limits.entries()));
        }
        var headers = readCentral(offset, size, count, limits);
        readLocal(headers, offset);
    }

    /// @return where the end record begins, entries, size and offset of the list of contents
    private long[] readEnd64(long end) throws IOException {
        if (end < 20) {
            throw new Refused(false, "Its 64-bit end is missing.");
        }
        var locator = bytes(end - 20, 20);
        if (locator.getInt() != LOCATOR_64) {
            throw new Refused(false, "Its 64-bit end is missing.");
        }
        locator.position(8);
        long at = locator.getLong();
        if (at < 0 || at != end - 20 - 56) {
            throw new Refused(true, "Its 64-bit end is not where it ought to be.");
        }
        var record = bytes(at, 56);
        if (record.getInt() != END_64 || record.getLong() != 44) {
            throw new Refused(true, "Its 64-bit end is not one.");
        }
        record.position(24);
        long here = record.getLong();
        long count = record.getLong();
        long size = record.getLong();
        long offset = record.getLong();
        if (here != count || count < 0) {
            throw new Refused(true, "It says that it is one of several volumes.");
        }
        return new long[] {at, count, size, offset};
    }

    private List<Header> readCentral(long offset, long size, long count, PackageLimits limits) throws IOException {
        if (size > count * (CENTRAL_SIZE + 3L * MAX_16) || size > Integer.MAX_VALUE - 8) {
            throw new Refused(true, "Its list of contents is larger than its entries can be.");
        }
        var list = bytes(offset, (int) size);
        var headers = new ArrayList<Header>();
        var seen = new HashMap<String, String>();
        long total = 0;
        for (long i = 0; i < count; i++) {
            if (list.remaining() < CENTRAL_SIZE || list.getInt() != CENTRAL) {
                throw new Refused(false, "Its list of contents is broken.");
            }
            int madeBy = Short.toUnsignedInt(list.getShort());
            int version = Short.toUnsignedInt(list.getShort());
            int flags = Short.toUnsignedInt(list.getShort());
            int method = Short.toUnsignedInt(list.getShort());
            int time = list.getInt();
            long crc = Integer.toUnsignedLong(list.getInt());
            long packed = Integer.toUnsignedLong(list.getInt());
            long unpacked = Integer.toUnsignedLong(list.getInt());
            int nameLength = Short.toUnsignedInt(list.getShort());
            int extraLength = Short.toUnsignedInt(list.getShort());
            int commentLength = Short.toUnsignedInt(list.getShort());
            int disk = Short.toUnsignedInt(list.getShort());
            list.getShort();
            int attributes = list.getInt();
            long local = Integer.toUnsignedLong(list.getInt());
            if (list.remaining() < nameLength + extraLength + commentLength) {
                throw new Refused(false, "Its list of contents is broken.");
            }
            byte[] nameBytes = new byte[nameLength];
            list.get(nameBytes);
            String name = name(nameBytes);
            var extra = list.slice(list.position(), extraLength).order(ByteOrder.LITTLE_ENDIAN);
            list.position(list.position() + extraLength + commentLength);
            if (commentLength > 0) {
                throw new Refused(true, "The entry " + name + " carries a comment.");
            }
            if (disk != 0 && disk != MAX_16) {
                throw new Refused(true, "It says that it is one of several volumes.");
            }
            long[] large = large(extra, unpacked, packed, local, name);
            unpacked = large[0];
            packed = large[1];
            local = large[2];
            check(name, flags, method, madeBy, attributes, packed, unpacked, limits);
            String key = Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
            String before = seen.putIfAbsent(key, name);
            if (before != null) {
                throw new Refused(
                        true,
                        before.equals(name)
                                ? "The entry " + name + " is there twice."
                                : "The entries " + before + " and " + name + " are one file on some systems.");
            }
            total += unpacked;
            if (total > limits.total()) {
                throw new Refused(true, Plain.text("It unpacks to more than %s bytes.", limits.total()));
            }
            headers.add(new Header(name, version, flags, method, time, crc, packed, unpacked, local));
        }
        if (list.hasRemaining()) {
            throw new Refused(true, "Its list of contents holds more than it says.");
        }
        filesAreNoFolders(headers);
        return headers;
    }

    private static void check(
            String name,
            int flags,
            int method,
            int madeBy,
            int attributes,
            long packed,
            long unpacked,
            PackageLimits limits)
            throws Refused {
        if ((flags & ENCRYPTED) != 0) {
            throw new Refused(true, "The entry " + name + " is encrypted.");
        }
        if (method != STORED && method != DEFLATED) {
            throw new Refused(true, Plain.text("The entry %s is packed by the method %s.", name, method));
        }
        int mode = attributes >>> 16 & 0xf000;
        if (madeBy >>> 8 == UNIX && mode != 0 && mode != 0x8000 && mode != 0x4000) {
            throw new Refused(true, "The entry " + name + " is a link or a device.");
        }
        if (packed < 0 || unpacked < 0 || (method == STORED && packed != unpacked)) {
            throw new Refused(true, "The sizes of the entry " + name + " cannot be.");
        }
        if (name.endsWith("/") && unpacked != 0) {
            throw new Refused(true, "The folder " + name + " has content.");
        }
        if (unpacked > limits.entry()) {
            throw new Refused(true, Plain.text("The entry %s unpacks to more than %s bytes.", name, limits.entry()));
        }
        if (unpacked > RATIO_FREE && unpacked / Math.max(1, packed) > limits.ratio()) {
            throw new Refused(
                    true, Plain.text("The entry %s unpacks to more than %s times its size.", name, limits.ratio()));
        }
    }

    private static void filesAreNoFolders(List<Header> headers) throws Refused {
        var files = new HashSet<String>();
        headers.stream().map(Header::name).filter(name -> !name.endsWith("/")).forEach(files::add);
        for (String file : files) {
            for (int slash = file.indexOf('/'); slash > 0; slash = file.indexOf('/', slash + 1)) {
                if (files.contains(file.substring(0, slash))) {
                    throw new Refused(true, "The entry " + file.substring(0, slash) + " is a file and a folder.");
                }
            }
        }
    }

    /// Sizes and offset from the 64-bit extra field, where the 32-bit ones do not suffice.
    private static long[] large(ByteBuffer extra, long unpacked, long packed, long local, String name) throws Refused {
        long[] values = {unpacked, packed, local};
        while (extra.remaining() >= 4) {
            int id = Short.toUnsignedInt(extra.getShort());
            int length = Short.toUnsignedInt(extra.getShort());
            if (length > extra.remaining()) {
                break;
            }
            var field = extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            extra.position(extra.position() + length);
            if (id == 1) {
                for (int i = 0; i < values.length; i++) {
                    if (values[i] == MAX_32) {
                        if (field.remaining() < 8) {
                            throw new Refused(true, "The sizes of the entry " + name + " cannot be.");
                        }
                        values[i] = field.getLong();
                    }
                }
            }
        }
        return values;
    }

    /// Goes through the file from its beginning and compares what lies there with the list of contents.
    private void readLocal(List<Header> headers, long end) throws IOException {
        var inOrder = new ArrayList<>(headers);
        inOrder.sort(Comparator.comparingLong(Header::offset));
        long expected = 0;
        Map<String, Long> dataOf = new HashMap<>();
        for (int i = 0; i < inOrder.size(); i++) {
            var header = inOrder.get(i);
            if (header.offset != expected) {
                throw new Refused(true, "Entries overlap or bytes lie between them, at " + header.name + ".");
            }
            long limit = i + 1 < inOrder.size() ? inOrder.get(i + 1).offset : end;
            if (limit - header.offset < LOCAL_SIZE) {
                throw new Refused(true, "Entries overlap, at " + header.name + ".");
            }
            var local = bytes(header.offset, LOCAL_SIZE);
            if (local.getInt() != LOCAL) {
                throw new Refused(false, "The entry " + header.name + " does not begin where the list says.");
            }
            int version = Short.toUnsignedInt(local.getShort());
            int flags = Short.toUnsignedInt(local.getShort());
            int method = Short.toUnsignedInt(local.getShort());
            int time = local.getInt();
            long crc = Integer.toUnsignedLong(local.getInt());
            long packed = Integer.toUnsignedLong(local.getInt());
            long size = Integer.toUnsignedLong(local.getInt());
            int nameLength = Short.toUnsignedInt(local.getShort());
            int extraLength = Short.toUnsignedInt(local.getShort());
            if (limit - header.offset < (long) LOCAL_SIZE + nameLength + extraLength) {
                throw new Refused(true, "Entries overlap, at " + header.name + ".");
            }
            var nameBytes = new byte[nameLength];
            bytes(header.offset + LOCAL_SIZE, nameLength).get(nameBytes);
            boolean described = (flags & DESCRIPTOR) != 0;
            if (!name(nameBytes).equals(header.name)
                    || version != header.version
                    || flags != header.flags
                    || method != header.method
                    || time != header.time) {
                throw new Refused(true, "The two lists of contents disagree about " + header.name + ".");
            }
            if (!says(crc, header.crc, described)
                    || !says(packed, header.packed, described)
                    || !says(size, header.size, described)) {
                throw new Refused(true, "The two lists of contents disagree about the size of " + header.name + ".");
            }
            long data = header.offset + LOCAL_SIZE + nameLength + extraLength;
            long rest = limit - data - header.packed;
            if (described ? !isDescriptor(data + header.packed, rest, header) : rest != 0) {
                throw new Refused(true, "Entries overlap or bytes lie between them, at " + header.name + ".");
            }
            dataOf.put(header.name, data);
            expected = limit;
        }
        if (expected != end) {
            throw new Refused(true, "Bytes lie before its list of contents.");
        }
        for (var header : headers) {
            if (header.name.endsWith("/")) {
                folders.add(header.name);
            } else {
                entries.put(
                        header.name,
                        new Entry(
                                header.name,
                                header.method,
                                header.packed,
                                header.size,
                                header.crc,
                                dataOf.getOrDefault(header.name, 0L)));
            }
        }
    }

    /// Whether a number of a local header agrees with the list of contents; it may be left to the descriptor behind
    /// the entry, or to the 64-bit extra field.
    private static boolean says(long local, long central, boolean described) {
        return local == central || (described && local == 0) || local == MAX_32;
    }

    /// Whether the bytes behind an entry are its descriptor and say what the list of contents says.
    private boolean isDescriptor(long at, long length, Header header) throws IOException {
        if (length != 12 && length != 16 && length != 20 && length != 24) {
            return false;
        }
        var descriptor = bytes(at, (int) length);
        if ((length == 16 || length == 24) && descriptor.getInt() != 0x08074b50) {
            return false;
        }
        if (Integer.toUnsignedLong(descriptor.getInt()) != header.crc) {
            return false;
        }
        boolean large = length >= 20;
        long packed = large ? descriptor.getLong() : Integer.toUnsignedLong(descriptor.getInt());
        long size = large ? descriptor.getLong() : Integer.toUnsignedLong(descriptor.getInt());
        return packed == header.packed && size == header.size;
    }

    private static String name(byte[] bytes) throws Refused {
        String name;
        try {
            name = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refused(true, "The name of an entry is not text.");
        }
        String reason = whyUnsafe(name.endsWith("/") ? name.substring(0, name.length() - 1) : name);
        if (!reason.isEmpty()) {
            throw new Refused(true, "The name of an entry " + reason + ": " + printable(name));
        }
        return name;
    }

    /// Why a path may not be used within a folder; empty when it may.
    static String whyUnsafe(String path) {
        if (path.isEmpty() || path.length() > MOST_NAME) {
            return "is empty or too long";
        }
        if (path.startsWith("/") || path.indexOf('\\') >= 0 || path.indexOf(':') >= 0) {
            return "could lead out of the package";
        }
        if (path.chars().anyMatch(c -> Character.isISOControl(c))) {
            return "holds a control character";
        }
        for (String part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return "could lead out of the package";
            }
        }
        return "";
    }

    /// The first hundred characters, what cannot be printed as `?`.
    static String printable(String text) {
        String shown = text.length() > 100 ? text.substring(0, 100) + "…" : text;
        return shown.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "?");
    }

    private ByteBuffer bytes(long position, int length) throws IOException {
        var buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        long at = position;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                throw new Refused(false, "It ends too early.");
            }
            at += read;
        }
        return buffer.flip();
    }

    /// A part of the file.
    private final class Slice extends InputStream {

        private long at;
        private long left;

        Slice(long from, long length) {
            this.at = from;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0) {
                return -1;
            }
            int read = channel.read(ByteBuffer.wrap(into, from, (int) Math.min(length, left)), at);
            if (read < 0) {
                throw new EOFException("the file ends too early");
            }
            at += read;
            left -= read;
            return read;
        }

        boolean isAtEnd() {
            return left == 0;
        }
    }

    /// Unpacks, and frees what the unpacker holds outside the heap.
    private static final class Inflating extends InflaterInputStream {

        private final Inflater inflater;

        Inflating(InputStream packed) {
            this(packed, new Inflater(true));
        }

        private Inflating(InputStream packed, Inflater inflater) {
            super(packed, inflater, 1 << 16);
            this.inflater = inflater;
        }

        /// Whether every packed byte was used.
        boolean isAtEnd() {
            return inflater.getRemaining() == 0 && in instanceof Slice slice && slice.isAtEnd();
        }

        @Override
        public void close() throws IOException {
            inflater.end();
            super.close();
        }
    }

    /// Stops at the size that the list of contents tells, and checks it and the CRC at the end.
    private static final class Checked extends FilterInputStream {

        private final Entry entry;
        private final CRC32 crc = new CRC32();
        private long read;

        Checked(InputStream in, Entry entry) {
            super(in);
            this.entry = entry;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int count = super.read(into, from, length);
            if (count > 0) {
                read += count;
                crc.update(into, from, count);
                if (read > entry.size) {
                    throw new IOException("it unpacks to more bytes than the ZIP says");
                }
            } else if (count < 0) {
                if (read != entry.size) {
                    throw new IOException("it unpacks to fewer bytes than the ZIP says");
                }
                if (crc.getValue() != entry.crc) {
                    throw new IOException("its CRC differs from the one in the ZIP");
                }
                if (in instanceof Inflating inflating && !inflating.isAtEnd()) {
                    throw new IOException("bytes follow its packed content");
                }
            }
            return count;
        }
    }
}
