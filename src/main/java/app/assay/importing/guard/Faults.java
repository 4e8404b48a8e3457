package app.assay.importing.guard;

import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Plain;
import org.jspecify.annotations.Nullable;

/// The faults of reading, each in three sentences: what happened and where, what is unharmed, what to do.
public final class Faults {

    private static final String UNHARMED = "Nothing was imported and the register is as it was.";

    private Faults() {}

    public static Fault fault(FaultCode code, String file, String happened, String remedy) {
        return fault(code, file, happened, remedy, null);
    }

    public static Fault fault(FaultCode code, String file, String happened, String remedy, @Nullable Throwable cause) {
        return new Fault(code, "%s: %s.".formatted(file, plain(happened)), UNHARMED, plain(remedy) + ".", cause);
    }

    public static Fault notFound(String file) {
        return fault(FaultCode.INPUT_NOT_FOUND, file, "there is no such file", "Check the name and the folder");
    }

    public static Fault unreadable(String file, Throwable cause) {
        return fault(
                FaultCode.INPUT_UNREADABLE,
                file,
                "the file cannot be read (" + reason(cause) + ")",
                "Check that the file is complete and that you may read it",
                cause);
    }

    public static Fault unknown(String file, String what, String remedy) {
        return fault(FaultCode.INPUT_UNKNOWN_FORMAT, file, what, remedy);
    }

    public static Fault malformed(String file, String what, String remedy) {
        return fault(FaultCode.INPUT_MALFORMED, file, what, remedy);
    }

    public static Fault hostile(String file, String what) {
        return fault(
                FaultCode.INPUT_HOSTILE,
                file,
                what,
                "Do not use the file; ask its sender for a clean export and where this one came from");
    }

    /// Beyond a limit that cannot be changed.
    public static Fault overLimit(String file, String what) {
        return fault(
                FaultCode.INPUT_OVER_LIMIT,
                file,
                what,
                "If the file is what you expect, split it and import the parts");
    }

    /// Beyond a limit that can be changed, up to its ceiling.
    public static Fault overLimit(String file, Limits limits, Limit limit, String what) {
        if (limits.of(limit) >= limit.ceiling()) {
            return overLimit(file, what);
        }
        return fault(
                FaultCode.INPUT_OVER_LIMIT,
                file,
                what,
                "If the file is what you expect, split it and import the parts, or " + allow(limit));
    }

    /// What inflates like a bomb.
    static Fault bomb(String file, Limits limits, String what) {
        boolean most = limits.of(Limit.ARCHIVE_RATIO) >= Limit.ARCHIVE_RATIO.ceiling();
        return fault(
                FaultCode.INPUT_HOSTILE,
                file,
                what,
                "Do not use the file; ask its sender for a clean export and where this one came from"
                        + (most ? "" : ". Only if you made it yourself, " + allow(Limit.ARCHIVE_RATIO)));
    }

    private static String allow(Limit limit) {
        return Plain.text(
                "allow more on the command line: import --limit %s=N, N at most %,d", limit.code(), limit.ceiling());
    }

    public static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : firstLine(Plain.digits(message));
    }

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse(text).strip();
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }

    private static String plain(String sentence) {
        String text = sentence.strip();
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
