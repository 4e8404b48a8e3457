package app.assay.work;

import org.jspecify.annotations.Nullable;

/// Memory that ran out. Whoever it hits may wrap it, so what counts is whether it stands behind a failure.
public final class LackOfMemory {

    private LackOfMemory() {}

    /// Whether a failure or anything that caused it is a lack of memory; false for none.
    public static boolean isBehind(@Nullable Throwable failure) {
        for (var at = failure; at != null; at = at.getCause()) {
            if (at instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }
}
