package app.assay.storage.installations;

import app.assay.domain.source.FactSink;

/// Days of many rows: two bytes each as long as they lie within 179 years, else four.
public final class DayColumn {

    private static final char UNKNOWN = Character.MAX_VALUE;
    private static final char[] NO_CHARS = {};
    private static final int[] NO_INTS = {};

    private final int base;
    private final char[] narrow;
    private final int[] wide;

    private DayColumn(int base, char[] narrow, int[] wide) {
        this.base = base;
        this.narrow = narrow;
        this.wide = wide;
    }

    /// @param days days since 1970-01-01 or [FactSink#NO_DAY]; only the first `count` are taken
    public static DayColumn of(int[] days, int count) {
        int least = Integer.MAX_VALUE;
        int most = Integer.MIN_VALUE;
        for (int row = 0; row < count; row++) {
            if (days[row] != FactSink.NO_DAY) {
                least = Math.min(least, days[row]);
                most = Math.max(most, days[row]);
            }
        }
        if (least <= most && (long) most - least >= UNKNOWN) {
            return new DayColumn(0, NO_CHARS, java.util.Arrays.copyOf(days, count));
        }
        var narrow = new char[count];
        for (int row = 0; row < count; row++) {
            narrow[row] = days[row] == FactSink.NO_DAY ? UNKNOWN : (char) (days[row] - least);
        }
        return new DayColumn(least, narrow, NO_INTS);
    }

    /// The day of a row, or [FactSink#NO_DAY].
    public int at(int row) {
        if (wide.length > 0) {
            return wide[row];
        }
        char value = narrow[row];
        return value == UNKNOWN ? FactSink.NO_DAY : base + value;
    }
}
