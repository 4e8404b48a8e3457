package app.assay.work;

import java.util.Locale;

/// Texts that read the same on every machine: names of files and resources, keys, messages of faults, lines of a
/// command.
/// [String#formatted] writes the digits of the machine's locale (`١٢` in Egypt), so that a name made with it is found
/// on one
/// machine and not on the next.
public final class Plain {

    private Plain() {}

    /// A text made of a pattern as [String#format(Locale, String, Object...)] knows them, with the digits and signs
    /// of
    /// [Locale#ROOT].
    @SuppressWarnings("AnnotateFormatMethod") // the annotation belongs to a library that is only used to check
    public static String text(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }

    /// The singular for one, else the plural.
    public static String of(long count, String one, String several) {
        return count == 1 ? one : several;
    }

    /// A text of a library with ASCII digits: many write row and column with those of the machine's locale.
    public static String digits(String text) {
        var plain = new StringBuilder(text.length());
        text.codePoints()
                .forEach(letter -> plain.appendCodePoint(
                        Character.isDigit(letter) ? Character.forDigit(Character.digit(letter, 10), 10) : letter));
        return plain.toString();
    }
}
