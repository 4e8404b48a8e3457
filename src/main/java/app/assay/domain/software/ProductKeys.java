package app.assay.domain.software;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/// Makes keys of publishers, products, editions and releases from their names.
public final class ProductKeys {

    private static final int LONGEST = 60;

    private ProductKeys() {}

    /// A key of lower-case letters, digits, dots and hyphens. Names that differ only in case, accents or
    /// punctuation
    /// get the same key; a name in another script gets one made from its bytes, the same each time.
    public static String of(String name) {
        var plain = Normalizer.normalize(name.strip(), Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace("æ", "ae")
                .replace("ø", "o")
                .replace("ł", "l")
                .replace("+", " plus ")
                .replace("#", " sharp ")
                .replace("&", " and ")
                .replaceAll("\\p{M}", "");
        boolean latin = plain.codePoints().filter(Character::isLetterOrDigit).allMatch(letter -> letter < 0x80);
        var key = new StringBuilder();
        for (int i = 0; i < plain.length() && key.length() < LONGEST; i++) {
            char c = plain.charAt(i);
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                key.append(c);
            } else if (c == '.' && between(plain, i)) {
                key.append('.');
            } else if (!key.isEmpty() && key.charAt(key.length() - 1) != '-' && key.charAt(key.length() - 1) != '.') {
                key.append('-');
            }
        }
        while (!key.isEmpty() && (key.charAt(key.length() - 1) == '-' || key.charAt(key.length() - 1) == '.')) {
            key.setLength(key.length() - 1);
        }
        if (latin && !key.isEmpty()) {
            return key.toString();
        }
        // the whole name counts: letters that fell away would make different names alike
        var made = UUID.nameUUIDFromBytes(Normalizer.normalize(name.strip(), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .getBytes(StandardCharsets.UTF_8));
        return "x" + made.toString().replace("-", "").substring(0, 12);
    }

    private static boolean between(String text, int place) {
        return place > 0
                && place + 1 < text.length()
                && Character.isDigit(text.charAt(place - 1))
                && Character.isDigit(text.charAt(place + 1));
    }

    /// A key of a name that none of the others has; a number is put behind it where needed.
    public static String free(String name, Set<String> taken) {
        var key = of(name);
        var free = key;
        for (int number = 2; taken.contains(free); number++) {
            free = key + "-" + number;
        }
        return free;
    }
}
