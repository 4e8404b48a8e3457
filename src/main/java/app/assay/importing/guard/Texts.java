package app.assay.importing.guard;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Small things about texts from outside.
public final class Texts {

    /// Longest `found` of a rejected row.
    public static final int FOUND = 200;

    /// Longest `raw` of a rejected row.
    public static final int RAW = 100_000;

    private static final Set<String> BLANKS =
            Set.of("", "n/a", "#n/a", "null", "(null)", "none", "-", "--", "—", "–", ".", "nan", "nil", "\\n");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Texts() {}

    /// Whether exports write this text for "no value".
    public static boolean isBlank(String text) {
        return text.isEmpty() || (text.length() <= 6 && BLANKS.contains(text.toLowerCase(Locale.ROOT)));
    }

    /// Blanks of every sort (no-break and zero-width ones too) off both ends.
    public static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    public static boolean isSpace(char letter) {
        return letter <= ' ' || (letter >= 0x7F && isWideSpace(letter));
    }

    private static boolean isWideSpace(char letter) {
        return letter == 0x7F
                || letter == 0x85
                || letter == 0xA0
                || letter == 0x200B
                || letter == 0xFEFF
                || (letter >= 0x2000 && letter <= 0x200A)
                || letter == 0x202F
                || letter == 0x3000;
    }

    /// Lower-case letters and digits only, without accents: `Rechner-Name` and `rechnername` are the same key.
    public static String key(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        return NOT_WORD.matcher(plain).replaceAll("").toLowerCase(Locale.ROOT).replace("ß", "ss");
    }

    /// Halves of characters without their other half become the sign for "no character": nothing can store them.
    public static String paired(String text) {
        StringBuilder mended = null;
        for (int place = 0; place < text.length(); place++) {
            char letter = text.charAt(place);
            if (!Character.isSurrogate(letter)) {
                continue;
            }
            boolean isPair = Character.isHighSurrogate(letter)
                    && place + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(place + 1));
            if (isPair) {
                place++;
            } else {
                mended = mended == null ? new StringBuilder(text) : mended;
                mended.setCharAt(place, '\ufffd');
            }
        }
        return mended == null ? text : mended.toString();
    }

    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }

    /// Runs of blanks and line ends as one blank.
    public static String oneLine(String text) {
        return strip(text.replaceAll("[\\s\\u0000-\\u001F]+", " "));
    }
}
