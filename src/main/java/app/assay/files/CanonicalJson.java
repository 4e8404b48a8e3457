package app.assay.files;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes JSON of which there is only one way to write it (RFC 8785): names in order of their UTF-16 units, no blanks,
/// least
/// escapes. Numbers are written as texts, so that there is only one way for them too.
///
/// Half a surrogate pair, which RFC 8785 refuses, is escaped: such texts occur in files and must not be lost.
public final class CanonicalJson {

    private CanonicalJson() {}

    /// @param value text, truth value, null, a map with text names, or a list of such
    public static String of(@Nullable Object value) {
        var out = new StringBuilder(256);
        write(out, value);
        return out.toString();
    }

    private static void write(StringBuilder out, @Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case String text -> text(out, text);
            case Boolean truth -> out.append(truth.booleanValue());
            case Map<?, ?> map -> {
                var sorted = new TreeMap<String, @Nullable Object>();
                map.forEach((name, part) -> sorted.put((String) name, part));
                out.append('{');
                var separator = "";
                for (var entry : sorted.entrySet()) {
                    out.append(separator);
                    text(out, entry.getKey());
                    out.append(':');
                    write(out, entry.getValue());
                    separator = ",";
                }
                out.append('}');
            }
            case List<?> list -> {
                out.append('[');
                for (Iterator<?> parts = list.iterator(); parts.hasNext(); ) {
                    write(out, parts.next());
                    if (parts.hasNext()) {
                        out.append(',');
                    }
                }
                out.append(']');
            }
            default -> throw new IllegalArgumentException("No canonical JSON for " + value.getClass());
        }
    }

    private static void text(StringBuilder out, String text) {
        out.append('"');
        int plain = 0; // nearly all texts are written as they are, in one piece
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\' && (!Character.isSurrogate(c) || !isHalf(text, i))) {
                continue;
            }
            out.append(text, plain, i);
            plain = i + 1;
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    out.append("\\u").append(hex(c >> 12)).append(hex(c >> 8));
                    out.append(hex(c >> 4)).append(hex(c));
                }
            }
        }
        out.append(text, plain, text.length()).append('"');
    }

    private static boolean isHalf(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    private static char hex(int bits) {
        return Character.forDigit(bits & 0xf, 16);
    }
}
