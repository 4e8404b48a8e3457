package app.assay.reporting;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Names of files that every system can hold and no shell mistakes: letters, digits, `.`, `_`, `-`.
final class SafeName {

    /// What a path within a package looks like.
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE);

    /// Longest path within a package.
    static final int MOST_PATH = 100;

    private SafeName() {}

    /// A name made of a text: accents dropped, everything foreign turned into `-`. Never empty.
    static String of(String text, int most) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replace("ß", "ss")
                .replaceAll("\\p{M}", "")
                .replaceAll("[^A-Za-z0-9._]+", "-")
                .replaceAll("-{2,}", "-")
                .replaceAll("\\.{2,}", ".")
                .replaceAll("^[.-]+", "");
        if (plain.length() > most) {
            int dot = plain.lastIndexOf('.');
            String ending = dot > 0 && plain.length() - dot <= 8 ? plain.substring(dot) : "";
            plain = plain.substring(0, most - ending.length()) + ending;
        }
        plain = plain.replaceAll("[.-]+$", "");
        if (plain.isEmpty()) {
            return "unnamed";
        }
        return isDevice(plain) ? "_" + plain : plain;
    }

    /// Whether a path may stand in a package.
    static boolean isPath(String path) {
        if (path.length() > MOST_PATH || !PATH.matcher(path).matches()) {
            return false;
        }
        for (String part : path.split("/", -1)) {
            if (isDevice(part) || part.endsWith(".")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDevice(String name) {
        return DEVICE.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }
}
