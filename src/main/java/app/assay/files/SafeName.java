package app.assay.files;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Names of files that every system can hold and no shell mistakes: letters, digits, `.`, `_`, `-`.
public final class SafeName {

    /// What a path within a package looks like.
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    /// The ending of a name that has something before it. What marks directions of writing may stand behind it.
    private static final Pattern ENDING = Pattern.compile("(?<=[^.])\\.[A-Za-z0-9]{1,7}(?=\\p{Cf}*$)");

    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE);

    /// Longest path within a package.
    static final int MOST_PATH = 100;

    private SafeName() {}

    /// A name made of a text: accents dropped, everything foreign turned into `-`. Never empty. What comes after
    /// the
    /// last dot stays when it is an ending, whatever script the name before it is written in.
    public static String of(String text, int most) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKD);
        var ending = ENDING.matcher(plain);
        String end = "";
        if (ending.find()) {
            end = ending.group();
            plain = plain.substring(0, ending.start());
        }
        String stem = ascii(plain);
        if (stem.length() + end.length() > most) {
            stem = stem.substring(0, Math.max(0, most - end.length()));
        }
        stem = stem.replaceAll("[.-]+$", "");
        String name = (stem.isEmpty() ? "unnamed" : stem) + end;
        return isDevice(name) ? "_" + name : name;
    }

    private static String ascii(String text) {
        return text.replace("ß", "ss")
                .replaceAll("\\p{M}", "")
                .replaceAll("[^A-Za-z0-9._]+", "-")
                .replaceAll("-{2,}", "-")
                .replaceAll("\\.{2,}", ".")
                .replaceAll("^[.-]+", "");
    }

    /// Whether a path may stand in a package.
    public static boolean isPath(String path) {
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
