package app.assay.importing.guard;

import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Plain;
import app.assay.work.Sentence;
import org.jspecify.annotations.Nullable;

/// The faults of reading, each in three sentences: what happened and where, what is unharmed, what to do.
public final class Faults {

    private static final Sentence UNHARMED = Sentence.of("import.register-as-it-was");

    private Faults() {}

    public static Fault fault(FaultCode code, String file, Sentence happened, Sentence remedy) {
        return fault(code, file, happened, remedy, null);
    }

    public static Fault fault(
            FaultCode code, String file, Sentence happened, Sentence remedy, @Nullable Throwable cause) {
        return new Fault(
                code,
                Sentence.of("import.at", file, happened.clause()),
                UNHARMED,
                Sentence.of("import.remedy", remedy.clause()),
                cause);
    }

    public static Fault notFound(String file) {
        return fault(
                FaultCode.INPUT_NOT_FOUND,
                file,
                Sentence.of("import.there-no-such-file"),
                Sentence.of("import.check-name-folder"));
    }

    public static Fault unreadable(String file, Throwable cause) {
        return fault(
                FaultCode.INPUT_UNREADABLE,
                file,
                Sentence.of("import.file-cannot-read", reason(cause)),
                Sentence.of("import.check-file-complete-you-may"),
                cause);
    }

    public static Fault unknown(String file, Sentence what, Sentence remedy) {
        return fault(FaultCode.INPUT_UNKNOWN_FORMAT, file, what, remedy);
    }

    public static Fault malformed(String file, Sentence what, Sentence remedy) {
        return fault(FaultCode.INPUT_MALFORMED, file, what, remedy);
    }

    public static Fault hostile(String file, Sentence what) {
        return fault(FaultCode.INPUT_HOSTILE, file, what, Sentence.of("import.do-not-use-file-ask"));
    }

    /// Beyond a limit that cannot be changed.
    public static Fault overLimit(String file, Sentence what) {
        return fault(FaultCode.INPUT_OVER_LIMIT, file, what, Sentence.of("import.if-file-what-you-expect"));
    }

    /// Beyond a limit that can be changed, up to its ceiling.
    public static Fault overLimit(String file, Limits limits, Limit limit, Sentence what) {
        if (limits.of(limit) >= limit.ceiling()) {
            return overLimit(file, what);
        }
        return fault(
                FaultCode.INPUT_OVER_LIMIT,
                file,
                what,
                Sentence.of("import.if-file-what-you-expect-split", allow(limit)));
    }

    /// What inflates like a bomb.
    static Fault bomb(String file, Limits limits, Sentence what) {
        boolean most = limits.of(Limit.ARCHIVE_RATIO) >= Limit.ARCHIVE_RATIO.ceiling();
        var remedy = Sentence.of("import.do-not-use-file-ask");
        return fault(
                FaultCode.INPUT_HOSTILE,
                file,
                what,
                most ? remedy : Sentence.of("import.only-if-you-made-it", remedy, allow(Limit.ARCHIVE_RATIO)));
    }

    private static Sentence allow(Limit limit) {
        return Sentence.of("import.allow-more", limit.code(), limit.ceiling());
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
}
