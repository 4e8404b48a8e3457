package app.assay.importing.secrets;

import app.assay.work.Progress;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Lines of a text: tables with separators by the names of their columns, everything by form.
final class LineSecrets {

    private static final int MOST_LINE = 1 << 20;
    private static final int MOST_RECORD = 1 << 20;
    private static final int MOST_FIELD_LINES = 2_000;
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};

    private final Masking masking;
    private final boolean tables;
    private final Map<Integer, SecretKind> columns = new TreeMap<>();
    private final Map<Integer, SecretKind> doubtful = new TreeMap<>();
    private char separator;
    private boolean inKey;
    private boolean inBlob;

    /// @param tables whether lines may be rows of a table
    LineSecrets(Masking masking, boolean tables) {
        this.masking = masking;
        this.tables = tables;
    }

    void read(Reader letters, Progress progress) throws IOException {
        var lines = new Lines(letters);
        long count = 0;
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (++count % 1000 == 0) {
                progress.stopIfCancelled();
            }
            if (hasColumns()) {
                int more = 0;
                var record = new StringBuilder(line);
                while (isOpen(record) && more++ < MOST_FIELD_LINES && record.length() < MOST_RECORD) {
                    String next = lines.next();
                    if (next == null) {
                        break;
                    }
                    record.append(next);
                }
                line = record.toString();
            }
            line(line);
        }
    }

    private boolean hasColumns() {
        return !columns.isEmpty() || !doubtful.isEmpty();
    }

    /// Whether a quoted field goes on in the next line.
    private static boolean isOpen(CharSequence record) {
        int quotes = 0;
        for (int i = 0; i < record.length(); i++) {
            quotes += record.charAt(i) == '"' ? 1 : 0;
        }
        return quotes % 2 == 1;
    }

    private void line(String line) throws IOException {
        if (keyOrBlob(line)) {
            return;
        }
        boolean isHeader = tables && header(line);
        var found = new ArrayList<>(SecretText.find(line));
        if (!isHeader && hasColumns()) {
            var fields = fields(line, separator);
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
        masking.spans(line, SecretText.apart(found));
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
            var fields = fields(line, candidate);
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
        if (best.size() < 2 || (hasColumns() && by != separator)) {
            return false;
        }
        // A row that names a column anew: a table below another one. What was a column for secrets stays one, since
        // a row may only look like a header; masking too much does less harm than too little.
        boolean isNew = !hasColumns();
        boolean again = false;
        separator = by;
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

    private record Field(int from, int to) {}

    /// Fields of a record by their places, with their quotes.
    private static List<Field> fields(String line, char separator) {
        var fields = new ArrayList<Field>();
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
            end--;
        }
        int from = 0;
        boolean quoted = false;
        for (int i = 0; i < end; i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                fields.add(new Field(from, i));
                from = i + 1;
            }
        }
        fields.add(new Field(from, end));
        return fields;
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

        private @org.jspecify.annotations.Nullable String next() throws IOException {
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
