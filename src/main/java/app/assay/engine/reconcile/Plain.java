package app.assay.engine.reconcile;

import java.util.Locale;

/// Text that is the same on every machine: the texts of a position are part of its digest.
final class Plain {

    private Plain() {}

    /// Fills in a pattern without regard to the machine's language, which may have its own digits.
    @SuppressWarnings("AnnotateFormatMethod") // the annotation belongs to a library that is only used to check
    static String text(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }

    /// The singular for one, else the plural.
    static String of(long count, String one, String several) {
        return count == 1 ? one : several;
    }
}
