package app.assay.storage.installations;

import app.assay.domain.source.FactSink;
import java.util.Arrays;

/// The installations of one device in one load, as columns. Reused from device to device; grows as needed.
///
/// Days are days since 1970-01-01 or [FactSink#NO_DAY]; files are numbers of files within the load.
public final class DeviceRows {

    private static final int START = 64;

    private int size;
    private int[] titles = new int[START];
    private int[] firstSeen = new int[START];
    private int[] lastSeen = new int[START];
    private int[] lastUsed = new int[START];
    private int[] files = new int[START];
    private int[] rows = new int[START];

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    public void add(int title, int first, int last, int used, int file, int row) {
        if (size == titles.length) {
            grow();
        }
        titles[size] = title;
        firstSeen[size] = first;
        lastSeen[size] = last;
        lastUsed[size] = used;
        files[size] = file;
        rows[size] = row;
        size++;
    }

    /// Adds one entry of another set of rows.
    public void add(DeviceRows other, int place) {
        add(
                other.titles[place],
                other.firstSeen[place],
                other.lastSeen[place],
                other.lastUsed[place],
                other.files[place],
                other.rows[place]);
    }

    public int title(int place) {
        return titles[place];
    }

    public int firstSeen(int place) {
        return firstSeen[place];
    }

    public int lastSeen(int place) {
        return lastSeen[place];
    }

    public int lastUsed(int place) {
        return lastUsed[place];
    }

    public int file(int place) {
        return files[place];
    }

    public int row(int place) {
        return rows[place];
    }

    /// Whether two entries say the same about the same title, wherever they stand in their files.
    public boolean saysTheSame(int place, DeviceRows other, int otherPlace) {
        return titles[place] == other.titles[otherPlace]
                && firstSeen[place] == other.firstSeen[otherPlace]
                && lastSeen[place] == other.lastSeen[otherPlace]
                && lastUsed[place] == other.lastUsed[otherPlace];
    }

    /// Widens the last entry by what another row says about the same title: seen from the first to the last day of
    /// both, or to a day that is not known where one of them does not tell it.
    public void widenLast(DeviceRows other, int place) {
        int last = size - 1;
        firstSeen[last] = earlier(firstSeen[last], other.firstSeen[place]);
        lastSeen[last] = lastSeen[last] == FactSink.NO_DAY || other.lastSeen[place] == FactSink.NO_DAY
                ? FactSink.NO_DAY
                : Math.max(lastSeen[last], other.lastSeen[place]);
        lastUsed[last] = Math.max(lastUsed[last], other.lastUsed[place]);
    }

    /// The earlier of two days, where an unknown one tells nothing.
    public static int earlier(int day, int other) {
        if (day == FactSink.NO_DAY) {
            return other;
        }
        return other == FactSink.NO_DAY ? day : Math.min(day, other);
    }

    private void grow() {
        int more = titles.length * 2;
        titles = Arrays.copyOf(titles, more);
        firstSeen = Arrays.copyOf(firstSeen, more);
        lastSeen = Arrays.copyOf(lastSeen, more);
        lastUsed = Arrays.copyOf(lastUsed, more);
        files = Arrays.copyOf(files, more);
        rows = Arrays.copyOf(rows, more);
    }
}
