package app.assay.work;

import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// Why something failed, as the end of a sentence that puts its own full stop: `"It cannot be read: %s."`.
public final class Reason {

    private static final int LONGEST = 500;

    private Reason() {}

    /// What a failure of a file tells, in one line without a full stop. The system tells of a file that is not
    /// there
    /// or may not be used by its name alone, which is put into words.
    public static Sentence told(Throwable failure) {
        if (failure instanceof Worded worded) {
            return worded.words().clause();
        }
        var message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getCause() == null
                    ? Sentence.verbatim(failure.getClass().getSimpleName())
                    : told(failure.getCause());
        }
        var told = clause(message);
        return switch (failure) {
            case NoSuchFileException _ -> Sentence.of("reason.not-there", told);
            case AccessDeniedException _ -> Sentence.of("reason.denied", told);
            case FileAlreadyExistsException _ -> Sentence.of("reason.there-already", told);
            case DirectoryNotEmptyException _ -> Sentence.of("reason.not-empty", told);
            case NotDirectoryException _ -> Sentence.of("reason.no-folder", told);
            default -> Sentence.verbatim(told);
        };
    }

    /// The same in English.
    public static String of(Throwable failure) {
        return told(failure).english();
    }

    /// A sentence without its full stop, so that it can end another one.
    public static String clause(String sentence) {
        var line = sentence.lines().findFirst().orElse("").strip();
        var cut = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
        return cut.endsWith(".") && !cut.endsWith("..") ? cut.substring(0, cut.length() - 1) : cut;
    }
}
