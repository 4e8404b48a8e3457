package app.assay.storage.installations;

import app.assay.domain.source.FactSink;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// The packed form of installations, format 1, as decision record 0010 specifies it. The only class that knows it.
///
/// Numbers are unsigned LEB128; signed ones are zigzag coded first. In order: the number of entries; the titles,
/// ascending,
/// each as the distance to the one before minus one (the first as it is); three columns of days (first seen, last seen,
/// last
/// used); the column of files; the rows. A column of days begins with 0 (no day is known), 1 (one day for all follows)
/// or 2
/// (a value per entry follows: 0 when unknown, else one more than the coded distance to the last known day, which
/// begins at
/// 0). The column of files begins with 0 (all are the base) or 2 (coded distances, beginning at the base). Rows are
/// coded
/// distances, beginning at the base row. Base file and base row are the smallest of the entries and are kept beside the
/// bytes, so that a device that only moved within its file keeps its bytes.
public final class PackedForm {

    /// The number of this format.
    public static final byte FORMAT = 1;

    /// Most entries of one packed row; a device with more has several, the titles ascending from one to the next.
    public static final int MOST_ENTRIES = 20_000;

    private static final int NONE = 0;
    private static final int ONE = 1;
    private static final int EACH = 2;

    private byte[] out = new byte[1024];
    private int length;

    /// Packs entries of one device whose titles ascend, each once.
    ///
    /// @param from the first entry
    /// @param to the entry after the last, at most [#MOST_ENTRIES] further
    public byte[] pack(DeviceRows entries, int from, int to) {
        length = 0;
        number(to - from);
        int previous = -1;
        for (int place = from; place < to; place++) {
            number(entries.title(place) - previous - 1);
            previous = entries.title(place);
        }
        days(from, to, entries::firstSeen);
        days(from, to, entries::lastSeen);
        days(from, to, entries::lastUsed);
        files(entries, from, to);
        int row = baseRow(entries, from, to);
        for (int place = from; place < to; place++) {
            signed(entries.row(place) - (long) row);
            row = entries.row(place);
        }
        return Arrays.copyOf(out, length);
    }

    public static int baseFile(DeviceRows entries, int from, int to) {
        int base = Integer.MAX_VALUE;
        for (int place = from; place < to; place++) {
            base = Math.min(base, entries.file(place));
        }
        return base;
    }

    public static int baseRow(DeviceRows entries, int from, int to) {
        int base = Integer.MAX_VALUE;
        for (int place = from; place < to; place++) {
            base = Math.min(base, entries.row(place));
        }
        return base;
    }

    /// Adds the entries of a packed row to others of the same device.
    ///
    /// @throws IllegalArgumentException if the bytes are not of this format
    public static void unpack(byte format, byte[] bytes, int baseFile, long baseRow, DeviceRows into) {
        if (format != FORMAT) {
            throw new IllegalArgumentException("packed installations of unknown format " + format);
        }
        try {
            new Reader(bytes).read(baseFile, baseRow, into);
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("packed installations end too early", e);
        }
    }

    private void days(int from, int to, IntUnaryOperator day) {
        int first = day.applyAsInt(from);
        boolean one = true;
        for (int place = from + 1; place < to && one; place++) {
            one = day.applyAsInt(place) == first;
        }
        if (one) {
            number(first == FactSink.NO_DAY ? NONE : ONE);
            if (first != FactSink.NO_DAY) {
                signed(first);
            }
            return;
        }
        number(EACH);
        int known = 0;
        for (int place = from; place < to; place++) {
            int value = day.applyAsInt(place);
            if (value == FactSink.NO_DAY) {
                number(0);
            } else {
                number(zigzag(value - (long) known) + 1);
                known = value;
            }
        }
    }

    private void files(DeviceRows entries, int from, int to) {
        int base = baseFile(entries, from, to);
        boolean one = true;
        for (int place = from; place < to && one; place++) {
            one = entries.file(place) == base;
        }
        number(one ? NONE : EACH);
        if (!one) {
            int file = base;
            for (int place = from; place < to; place++) {
                signed(entries.file(place) - (long) file);
                file = entries.file(place);
            }
        }
    }

    private void signed(long value) {
        number(zigzag(value));
    }

    private static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    private void number(long value) {
        if (length + 10 > out.length) {
            out = Arrays.copyOf(out, out.length * 2);
        }
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        out[length++] = (byte) rest;
    }

    private static final class Reader {

        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        void read(int baseFile, long baseRow, DeviceRows into) {
            int count = (int) number();
            if (count < 1 || count > MOST_ENTRIES) {
                throw new IllegalArgumentException("packed installations with %s entries".formatted(count));
            }
            int[] titles = new int[count];
            int title = -1;
            for (int place = 0; place < count; place++) {
                title += (int) number() + 1;
                titles[place] = title;
            }
            int[] first = days(count);
            int[] last = days(count);
            int[] used = days(count);
            int[] files = files(count, baseFile);
            long row = baseRow;
            for (int place = 0; place < count; place++) {
                row += signed();
                into.add(titles[place], first[place], last[place], used[place], files[place], (int) row);
            }
            if (at != bytes.length) {
                throw new IllegalArgumentException("packed installations go on after their end");
            }
        }

        private int[] days(int count) {
            int[] days = new int[count];
            switch ((int) number()) {
                case NONE -> Arrays.fill(days, FactSink.NO_DAY);
                case ONE -> Arrays.fill(days, (int) signed());
                case EACH -> {
                    int known = 0;
                    for (int place = 0; place < count; place++) {
                        long coded = number();
                        if (coded == 0) {
                            days[place] = FactSink.NO_DAY;
                        } else {
                            known += (int) unzigzag(coded - 1);
                            days[place] = known;
                        }
                    }
                }
                default -> throw new IllegalArgumentException("packed days of an unknown kind");
            }
            return days;
        }

        private int[] files(int count, int base) {
            int[] files = new int[count];
            Arrays.fill(files, base);
            if (number() == EACH) {
                int file = base;
                for (int place = 0; place < count; place++) {
                    file += (int) signed();
                    files[place] = file;
                }
            }
            return files;
        }

        private long signed() {
            return unzigzag(number());
        }

        private static long unzigzag(long coded) {
            return (coded >>> 1) ^ -(coded & 1);
        }

        private long number() {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte part = bytes[at++];
                value |= (part & 0x7fL) << shift;
                if (part >= 0) {
                    return value;
                }
                if (shift > 56) {
                    throw new IllegalArgumentException("packed number without end");
                }
            }
        }
    }
}
