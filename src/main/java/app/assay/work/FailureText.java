package app.assay.work;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A failure of the program in words that may be printed and kept: the kinds of failure and the places in the program,
/// never the messages. A database's message carries the values of the row that it refused, a parser's the text that it
/// could not read.
public final class FailureText {

    private static final String OURS = "app.assay.";

    private FailureText() {}

    /// Such as "DataException, from JdbcSQLDataException, at app.assay.storage.rows.Loads.add(Loads.java:120)".
    public static String brief(Throwable failure) {
        var text = new StringBuilder(failure.getClass().getSimpleName());
        var seen = seen();
        seen.add(failure);
        var first = failure;
        for (var cause = failure.getCause(); cause != null && seen.add(cause); cause = cause.getCause()) {
            text.append(", from ").append(cause.getClass().getSimpleName());
            first = cause;
        }
        var place = place(first);
        if (place == null) {
            place = place(failure);
        }
        return place == null
                ? text.toString()
                : text.append(", at ").append(place).toString();
    }

    /// The stack traces of a failure and of its causes, without their messages.
    public static String trace(Throwable failure) {
        var text = new StringBuilder();
        append(text, "", failure, seen());
        return text.toString();
    }

    private static void append(StringBuilder text, String how, @Nullable Throwable failure, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return;
        }
        text.append(how).append(failure.getClass().getName()).append('\n');
        for (var frame : failure.getStackTrace()) {
            text.append("\tat ").append(frame).append('\n');
        }
        for (var suppressed : failure.getSuppressed()) {
            append(text, "Besides: ", suppressed, seen);
        }
        append(text, "Caused by: ", failure.getCause(), seen);
    }

    private static @Nullable StackTraceElement place(Throwable failure) {
        for (var frame : failure.getStackTrace()) {
            if (frame.getClassName().startsWith(OURS)) {
                return frame;
            }
        }
        return null;
    }

    private static Set<Throwable> seen() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
