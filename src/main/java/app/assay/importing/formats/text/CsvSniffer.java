package app.assay.importing.formats.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which separator a text table uses, from its first rows.
final class CsvSniffer {

    private static final char[] SEPARATORS = {',', ';', '\t', '|'};
    private static final int MOST_ROWS = 200;

    private CsvSniffer() {}

    /// @param score from 0 to 1: how even the rows are
    /// @param columns fields of most rows
    record Guess(char separator, int columns, int rows, double score) {}

    /// The separator under which the rows are most even; the comma when there is only one column.
    static Guess guess(String text, boolean whole) {
        Guess best = null;
        if (text.length() > 5
                && text.regionMatches(true, 0, "sep=", 0, 4)
                && (text.charAt(5) == '\r' || text.charAt(5) == '\n')) {
            // The first line tells spreadsheets the separator.
            Guess told = measure(text.substring(6), text.charAt(4), whole);
            return told == null ? new Guess(text.charAt(4), 1, 0, 0) : told;
        }
        for (char separator : SEPARATORS) {
            Guess guess = measure(text, separator, whole);
            if (guess != null && (best == null || isBetter(guess, best))) {
                best = guess;
            }
        }
        return best == null ? new Guess(',', 1, 0, 0) : best;
    }

    private static boolean isBetter(Guess guess, Guess best) {
        boolean many = guess.columns() > 1;
        if (many != best.columns() > 1) {
            return many;
        }
        double difference = guess.score() - best.score();
        return Math.abs(difference) > 0.15 ? difference > 0 : guess.columns() > best.columns();
    }

    private static @Nullable Guess measure(String text, char separator, boolean whole) {
        List<Integer> sizes = sizes(text, separator, whole);
        if (sizes.isEmpty()) {
            return null;
        }
        var counts = new java.util.TreeMap<Integer, Integer>();
        sizes.forEach(size -> counts.merge(size, 1, Integer::sum));
        int columns = 1;
        int most = 0;
        for (var entry : counts.entrySet()) {
            boolean wider = entry.getKey() > 1 && columns == 1 && entry.getValue() * 2 >= most;
            if (entry.getValue() > most || wider) {
                columns = entry.getKey();
                most = entry.getValue();
            }
        }
        return new Guess(separator, columns, sizes.size(), (double) most / sizes.size());
    }

    private static List<Integer> sizes(String text, char separator, boolean whole) {
        var sizes = new ArrayList<Integer>();
        int fields = 1;
        boolean quoted = false;
        boolean fieldStart = true;
        boolean rowHasText = false;
        for (int place = 0; place < text.length() && sizes.size() < MOST_ROWS; place++) {
            char letter = text.charAt(place);
            if (quoted) {
                if (letter == '"') {
                    if (place + 1 < text.length() && text.charAt(place + 1) == '"') {
                        place++;
                    } else {
                        quoted = false;
                    }
                }
            } else if (letter == '"' && fieldStart) {
                quoted = true;
                fieldStart = false;
                rowHasText = true;
            } else if (letter == separator) {
                fields++;
                fieldStart = true;
                rowHasText = true;
            } else if (letter == '\n' || letter == '\r') {
                if (rowHasText) {
                    sizes.add(fields);
                }
                fields = 1;
                fieldStart = true;
                rowHasText = false;
            } else if (letter != ' ') {
                fieldStart = false;
                rowHasText = true;
            }
        }
        if (rowHasText && (whole || sizes.isEmpty()) && !quoted) {
            sizes.add(fields);
        }
        return sizes;
    }
}
