package app.assay.files;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes JSON in one way only, so that equal values give equal bytes. Objects keep the order of their maps.
public final class Json {

    private static final String HEX = "0123456789abcdef";

    private Json() {}

    /// On several lines, indented by two blanks, with a line feed at the end.
    public static String pretty(Object value) {
        var out = new StringBuilder();
        write(value, out, 0);
        return out.append('\n').toString();
    }

    /// On one line, without a line feed.
    public static String line(Object value) {
        var out = new StringBuilder();
        write(value, out, -1);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out, int depth) {
        switch (value) {
            case null -> out.append("null");
            case Optional<?> optional -> write(optional.orElse(null), out, depth);
            case Map<?, ?> map -> {
                String separator = "";
                out.append('{');
                for (var entry : map.entrySet()) {
                    out.append(separator);
                    newLine(out, depth + (depth < 0 ? 0 : 1));
                    string(String.valueOf(entry.getKey()), out);
                    out.append(depth < 0 ? ":" : ": ");
                    write(entry.getValue(), out, depth < 0 ? depth : depth + 1);
                    separator = ",";
                }
                if (!map.isEmpty()) {
                    newLine(out, depth);
                }
                out.append('}');
            }
            case List<?> list -> {
                String separator = "";
                out.append('[');
                for (Object item : list) {
                    out.append(separator);
                    newLine(out, depth + (depth < 0 ? 0 : 1));
                    write(item, out, depth < 0 ? depth : depth + 1);
                    separator = ",";
                }
                if (!list.isEmpty()) {
                    newLine(out, depth);
                }
                out.append(']');
            }
            case Boolean flag -> out.append(flag.booleanValue());
            case BigDecimal number -> out.append(number.toPlainString());
            case Integer number -> out.append(number.intValue());
            case Long number -> out.append(number.longValue());
            default -> string(value.toString(), out);
        }
    }

    private static void newLine(StringBuilder out, int depth) {
        if (depth >= 0) {
            out.append('\n').repeat("  ", depth);
        }
    }

    private static void string(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    // U+2028 and U+2029 end lines for some readers of JSON Lines.
                    if (c < ' ' || c == 0x7f || c == 0x2028 || c == 0x2029 || loneSurrogate(text, i)) {
                        out.append("\\u");
                        for (int shift = 12; shift >= 0; shift -= 4) {
                            out.append(HEX.charAt(c >> shift & 15));
                        }
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean loneSurrogate(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
