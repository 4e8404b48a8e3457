package app.assay.reporting;

import java.util.Locale;

/// Text that is the same on every machine.
final class Plain {

    private Plain() {}

    /// Fills in a pattern without regard to the machine's language, which may have its own digits.
    @SuppressWarnings("AnnotateFormatMethod") // the annotation belongs to a library that is only used to check
    static String text(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }
}
