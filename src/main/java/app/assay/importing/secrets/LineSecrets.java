package app.assay.importing.secrets;

import app.assay.importing.table.HeaderWords;
import app.assay.work.Progress;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Lines of a text: tables with separators by the names of their columns, everything by form.
final class LineSecrets {

    private static final int MOST_LINE = 1 << 20;
    private static final int MOST_RECORD = 1 << 20;
    private static final int MOST_FIELD_LINES = 2_000;
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};
    /// What no line holds as a separator: each line is one field.
    private static final char NONE = 0;

    /// How far from its beginning a text may name its only column.
    private static final int MOST_BEFORE_LIST = 20;

    private final Masking masking;
    private final boolean tables;
    private final Map<Integer, SecretKind> columns = new TreeMap<>();
    private final Map<Integer, SecretKind> doubtful = new TreeMap<>();
    private final Set<Integer> widths = new TreeSet<>();
    private char separator;
    /// What lines of one field hold below the name of a list, also when a table begins further down.
    private final Map<Integer, SecretKind> listed = new TreeMap<>();

    private final Map<Integer, SecretKind> listedDoubtful = new TreeMap<>();
    private boolean isInList;
    private boolean inKey;
    private boolean inBlob;
    private int before;

    /// @param tables whether lines may be rows of a table
    LineSecrets(Masking masking, boolean tables) {
        this.masking = masking;
        this.tables = tables;
    }

    void read(Reader letters, Progress progress) throws IOException {
        var lines = new Lines(letters);
        var waiting = new ArrayDeque<String>();
        long count = 0;
        for (String line = next(waiting, lines); line != null; line = next(waiting, lines)) {
            if (++count % 1000 == 0) {
                progress.stopIfCancelled();
            }
            line(hasColumns() ? record(line, waiting, lines) : line);
        }
    }

    private static @Nullable String next(Deque<String> waiting, Lines lines) throws IOException {
        return waiting.isEmpty() ? lines.next() : waiting.removeFirst();
    }

    /// A line with those in which its quoted field goes on; the line alone if nothing closes that field.
    private String record(String line, Deque<String> waiting, Lines lines) throws IOException {
        var quotes = new Quotes(separator);
        quotes.read(line);
        if (!quotes.isOpen()) {
            return line;
        }
        var record = new StringBuilder(line);
        var more = new ArrayList<String>();
        while (quotes.isOpen()) {
            String next = more.size() < MOST_FIELD_LINES && record.length() < MOST_RECORD ? next(waiting, lines) : null;
            if (next == null) {
                more.reversed().forEach(waiting::addFirst);
                return line;
            }
            more.add(next);
            record.append(next);
            quotes.read(next);
        }
        return record.toString();
    }

    private boolean hasColumns() {
        return !columns.isEmpty() || !doubtful.isEmpty();
    }

    /// Whether a quoted field goes on in the next line. A quote opens a field at its beginning only, as in `24" TV`
    /// it is an inch; two in a quoted field stand for one.
    private static final class Quotes {

        private enum State {
            START,
            PLAIN,
            QUOTED,
            CLOSING
        }

        private final char separator;
        private State state = State.START;

        Quotes(char separator) {
            this.separator = separator;
        }

        void read(String line) {
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if (state == State.QUOTED) {
                    state = c == '"' ? State.CLOSING : State.QUOTED;
                } else if (c == '"' && state != State.PLAIN) {
                    state = State.QUOTED;
                } else if (c == separator) {
                    state = State.START;
                } else if (c != ' ' || state != State.START) {
                    state = State.PLAIN;
                }
            }
        }

        boolean isOpen() {
            return state == State.QUOTED;
        }
    }

    private void line(String line) throws IOException {
        if (keyOrBlob(line)) {
            return;
        }
        boolean isHeader = tables && (header(line) || listHeader(line) || titled(line));
        var found = new ArrayList<>(SecretText.find(line));
        if (!isHeader && hasColumns()) {
            judge(line, fields(line, 0, line.length(), separator), found);
            int end = lineEnd(line, 0);
            // What a quote holds together may yet be several rows: whatever has all columns is judged as a row too.
            for (int from = 0; from < line.length() && end - from < line.length(); from = end) {
                end = lineEnd(line, from);
                var fields = fields(line, from, end, separator);
                if (widths.contains(fields.size())) {
                    judge(line, fields, found);
                }
            }
        }
        masking.spans(line, SecretText.apart(found));
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end + 1;
    }

    private void judge(String line, List<Field> fields, List<SecretText.Found> found) {
        judge(line, fields, columns, doubtful, found);
        if (fields.size() == 1) {
            judge(line, fields, listed, listedDoubtful, found);
        }
    }

    private static void judge(
            String line,
            List<Field> fields,
            Map<Integer, SecretKind> columns,
            Map<Integer, SecretKind> doubtful,
            List<SecretText.Found> found) {
        columns.forEach((place, kind) -> {
            if (place < fields.size() && SecretName.isSecret(kind, value(line, fields.get(place)))) {
                found.add(inner(line, fields.get(place), kind));
            }
        });
        doubtful.forEach((place, kind) -> {
            if (place < fields.size() && SecretName.isKeyLike(value(line, fields.get(place)))) {
                found.add(inner(line, fields.get(place), kind));
            }
        });
    }

    /// Lines of a private key, and lines that go on with the value of a registry entry.
    private boolean keyOrBlob(String line) throws IOException {
        if (inBlob) {
            inBlob = line.stripTrailing().endsWith("\\");
            masking.maskAgain();
            masking.plain(line.substring(line.stripTrailing().length()));
            return true;
        }
        if (inKey) {
            int end = line.indexOf("-----END");
            inKey = end < 0;
            masking.plain(end < 0 ? line.substring(line.stripTrailing().length()) : line.substring(end));
            return true;
        }
        int begin = line.indexOf("-----BEGIN");
        if (begin >= 0) {
            var key = SecretText.PEM.matcher(line);
            if (key.find(begin) && line.indexOf("-----END", begin) < 0) {
                masking.byForm(line.substring(0, begin));
                masking.plain(line.substring(begin, key.start(1)));
                masking.mask(SecretKind.PRIVATE_KEY);
                masking.plain(line.substring(line.stripTrailing().length()));
                inKey = true;
                return true;
            }
        }
        inBlob = line.stripTrailing().endsWith("\\")
                && line.regionMatches(
                        true, Math.max(0, line.indexOf("igitalProductId") - 1), "digitalproductid", 0, 16);
        return false;
    }

    private boolean header(String line) {
        if (line.length() > 16_384) {
            return false;
        }
        List<Optional<SecretKind>> best = List.of();
        List<String> names = List.of();
        char by = 0;
        for (char candidate : SEPARATORS) {
            if (line.indexOf(candidate) < 0) {
                continue;
            }
            var fields = fields(line, 0, line.length(), candidate);
            if (fields.size() > best.size()) {
                var texts = fields.stream().map(field -> value(line, field)).toList();
                var kinds = texts.stream().map(name -> SecretName.of(name, "")).toList();
                boolean tells = kinds.stream().anyMatch(Optional::isPresent)
                        || texts.stream().anyMatch(SecretName::isDoubtful);
                // A header names its columns: nothing in it is long.
                if (tells && texts.stream().allMatch(text -> text.length() <= 80)) {
                    best = kinds;
                    names = texts;
                    by = candidate;
                }
            }
        }
        boolean isBelowList = hasColumns() && separator == NONE;
        if (best.size() < 2 || (hasColumns() && !isBelowList && by != separator)) {
            return false;
        }
        if (isBelowList) {
            endList();
        }
        // A row that names a column anew: a table below another one. What was a column for secrets stays one, since
        // a row may only look like a header; masking too much does less harm than too little.
        boolean isNew = !hasColumns();
        boolean again = false;
        separator = by;
        widths.add(best.size());
        for (int i = 0; i < best.size(); i++) {
            var kind = best.get(i);
            if (kind.isPresent()) {
                again |= columns.putIfAbsent(i, kind.get()) != null;
            } else if (SecretName.isDoubtful(names.get(i)) && line.chars().noneMatch(c -> c >= '0' && c <= '9')) {
                again |= doubtful.putIfAbsent(i, SecretKind.PRODUCT_KEY) != null;
            }
        }
        return isNew || again;
    }

    /// A table begins below what seemed to name a list: it was the title. Lines of one field stay what the title
    /// says.
    private void endList() {
        listed.putAll(columns);
        listedDoubtful.putAll(doubtful);
        columns.clear();
        doubtful.clear();
        widths.clear();
    }

    /// Whether a line names what all lines below it are, as in a list of passwords alone. Such a name stands near
    /// the beginning and for itself: a sentence that ends in one is none.
    private boolean listHeader(String line) {
        if (hasColumns()
                || !listed.isEmpty()
                || !listedDoubtful.isEmpty()
                || before >= MOST_BEFORE_LIST
                || line.length() > 120
                || line.isBlank()) {
            return false;
        }
        before++;
        String name = value(line, new Field(0, line.length()));
        if (name.isEmpty() || name.chars().anyMatch(c -> ",;\t|.:?!".indexOf(c) >= 0) || WORDS.split(name).length > 4) {
            return false;
        }
        var kind = SecretName.of(name, "");
        kind.ifPresent(known -> columns.put(0, known));
        if (SecretName.isDoubtful(name)) {
            doubtful.put(0, SecretKind.PRODUCT_KEY);
        }
        if (hasColumns()) {
            separator = NONE;
            widths.add(1);
        }
        return hasColumns();
    }

    /// Whether a line right below what seemed to name a list heads a table without a column for secrets.
    private boolean titled(String line) {
        if (separator != NONE || !hasColumns() || isInList || line.isBlank() || line.length() > 16_384) {
            return false;
        }
        isInList = true;
        for (char candidate : SEPARATORS) {
            var names = fields(line, 0, line.length(), candidate).stream()
                    .map(field -> value(line, field))
                    .toList();
            int known = names.size() < 2 ? 0 : HeaderWords.known(names);
            if (known >= 2 && known * 2 > names.size() && line.chars().noneMatch(c -> c >= '0' && c <= '9')) {
                columns.clear();
                doubtful.clear();
                widths.clear();
                before = MOST_BEFORE_LIST;
                return true;
            }
        }
        return false;
    }

    private static final Pattern WORDS = Pattern.compile("[\\s_-]+");

    private record Field(int from, int to) {}

    /// Fields of a record by their places, with their quotes.
    private static List<Field> fields(String line, int begin, int behind, char separator) {
        var fields = new ArrayList<Field>();
        int end = behind;
        while (end > begin && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
            end--;
        }
        int from = begin;
        while (true) {
            int stop = line.indexOf(separator, closed(line, from, end));
            if (stop < 0 || stop >= end) {
                fields.add(new Field(from, end));
                return fields;
            }
            fields.add(new Field(from, stop));
            from = stop + 1;
        }
    }

    /// The place behind the quote that closes a field; where the field begins if none opens or closes it.
    private static int closed(String line, int from, int end) {
        int i = from;
        while (i < end && line.charAt(i) == ' ') {
            i++;
        }
        if (i == end || line.charAt(i) != '"') {
            return from;
        }
        for (i++; i < end; i++) {
            if (line.charAt(i) == '"') {
                if (i + 1 == end || line.charAt(i + 1) != '"') {
                    return i + 1;
                }
                i++;
            }
        }
        return from;
    }

    private static SecretText.Found inner(String line, Field field, SecretKind kind) {
        int from = field.from();
        int to = field.to();
        while (from < to && Character.isWhitespace(line.charAt(from))) {
            from++;
        }
        while (to > from && Character.isWhitespace(line.charAt(to - 1))) {
            to--;
        }
        boolean quoted = to - from >= 2 && line.charAt(from) == '"' && line.charAt(to - 1) == '"';
        return new SecretText.Found(quoted ? from + 1 : from, quoted ? to - 1 : to, kind);
    }

    private static String value(String line, Field field) {
        var inner = inner(line, field, SecretKind.PASSWORD);
        String value = line.substring(inner.from(), inner.to());
        return value.startsWith("\u00ef\u00bb\u00bf") ? value.substring(3) : value;
    }

    /// Lines with their ends; one that is too long comes in parts that end between words.
    private static final class Lines {

        private final Reader letters;
        private final char[] buffer = new char[1 << 15];
        private int at;
        private int end;
        private final StringBuilder rest = new StringBuilder();

        Lines(Reader letters) {
            this.letters = letters;
        }

        private @Nullable String next() throws IOException {
            var line = new StringBuilder(rest);
            rest.setLength(0);
            while (true) {
                if (at == end) {
                    end = letters.read(buffer, 0, buffer.length);
                    at = 0;
                    if (end < 0) {
                        end = 0;
                        return line.isEmpty() ? null : line.toString();
                    }
                }
                char c = buffer[at++];
                line.append(c);
                if (c == '\n' || (c == '\r' && at < end && buffer[at] != '\n')) {
                    return line.toString();
                }
                if (line.length() >= MOST_LINE) {
                    int cut = line.length();
                    while (cut > MOST_LINE / 2 && " ,;|\t\r".indexOf(line.charAt(cut - 1)) < 0) {
                        cut--;
                    }
                    if (cut <= MOST_LINE / 2) {
                        cut = line.length() - 256;
                    }
                    rest.append(line, cut, line.length());
                    return line.substring(0, cut);
                }
            }
        }
    }
}
