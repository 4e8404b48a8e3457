package app.assay.storage;

import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.LackOfMemory;
import app.assay.work.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/// The faults of the register, each in the same words wherever it happens.
final class Faults {

    private static final String SAFE = "Everything that was reported as saved is safe.";

    /// The engine's numbers for a file that cannot be read or written, is damaged, or was closed under it.
    private static final Set<Integer> FILE_ERRORS = Set.of(90028, 90030, 90031, 90067, 90098, 90121);

    /// The engine's own numbers for a page that is not what it wrote: corrupt, not readable as what it should be, a
    /// chunk or block that is not there, and what it takes for a mistake of its own.
    private static final Set<Integer> PAGE_ERRORS = Set.of(
            DataUtils.ERROR_INTERNAL,
            DataUtils.ERROR_FILE_CORRUPT,
            DataUtils.ERROR_SERIALIZATION,
            DataUtils.ERROR_CHUNK_NOT_FOUND,
            DataUtils.ERROR_BLOCK_NOT_FOUND,
            DataUtils.ERROR_TRANSACTION_CORRUPT,
            DataUtils.ERROR_UNKNOWN_DATA_TYPE);

    private static final int FILE_CORRUPTED = 90030;
    /// The engine met something that it never expects, such as a length beyond the end of a page.
    private static final int GENERAL_ERROR = 50000;

    private static final String DESK =
            "Look at the recovery desk: restore a verified backup beside it, or open it for looking only.";

    private Faults() {}

    static Fault readOnly() {
        return new Fault(
                FaultCode.REGISTER_READ_ONLY,
                "The register is open for looking only.",
                "Nothing was changed.",
                "Open the register for work to change it.");
    }

    static Fault refused(String happened, String remedy) {
        return new Fault(FaultCode.CHANGE_REFUSED, happened, "Nothing was changed.", remedy);
    }

    /// The register does not say what it should.
    static Fault damaged(String happened) {
        return damaged(happened, null);
    }

    static Fault damaged(String happened, @Nullable Throwable cause) {
        return new Fault(FaultCode.REGISTER_DAMAGED, happened, "Nothing was changed.", DESK, cause);
    }

    /// The rows of the register cannot be read, or cannot be what was saved.
    static Fault unreadable(Path register, Throwable cause) {
        return new Fault(
                FaultCode.REGISTER_DAMAGED,
                "Rows of the register %s make no sense and cannot be read.".formatted(register),
                "Nothing was changed.",
                "Look at the recovery desk: restore a verified backup beside it.",
                cause);
    }

    /// A row without which nothing can be shown is not what was saved.
    static Fault unreadable(String table, Object row, Throwable cause) {
        return new Fault(
                FaultCode.REGISTER_DAMAGED,
                "The row %s of the table %s of the register makes no sense: %s."
                        .formatted(row, table, Reason.of(cause)),
                "Nothing was changed.",
                "Look at the recovery desk: restore a verified backup beside it.",
                cause);
    }

    /// A failure of the disk or of the database on it; a full disk is told as such.
    static Fault io(String happened, @Nullable Throwable cause) {
        if (isDiskFull(cause)) {
            return diskFull(happened, cause);
        }
        if (LackOfMemory.isBehind(cause)) {
            return new Fault(
                    FaultCode.REGISTER_DAMAGED,
                    "There was not enough memory. " + happened,
                    SAFE,
                    "Give the program more memory and open the register again.",
                    cause);
        }
        if (isDamage(cause)) {
            return new Fault(
                    FaultCode.REGISTER_DAMAGED,
                    happened + " Its database file is damaged.",
                    "Nothing more is written to it. The journal and the backups beside it hold what was saved.",
                    "Close the register. " + DESK,
                    cause);
        }
        return new Fault(
                FaultCode.REGISTER_DAMAGED,
                happened,
                SAFE,
                "Close the register, check the disk, open the register again and verify it.",
                cause);
    }

    static Fault diskFull(String happened, @Nullable Throwable cause) {
        return new Fault(
                FaultCode.DISK_FULL,
                "The disk is full. " + happened,
                SAFE,
                "Make room on the disk, then open the register again.",
                cause);
    }

    /// Whether the engine met what it did not write: opening the register again would not help.
    static boolean isDamage(@Nullable Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof MVStoreException engine && PAGE_ERRORS.contains(engine.getErrorCode())) {
                return true;
            }
            if (at instanceof SQLException sql && sql.getErrorCode() == FILE_CORRUPTED) {
                return true;
            }
            if (at instanceof SQLException sql
                    && sql.getErrorCode() == GENERAL_ERROR
                    && !(sql.getCause() instanceof IOException)
                    && !(sql.getCause() instanceof MVStoreException)
                    && !(sql.getCause() instanceof Error)) {
                return true;
            }
        }
        return false;
    }

    /// Whether the engine failed because of the file it works on, not because of what it was asked.
    static boolean isOfTheDisk(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof MVStoreException || at instanceof IOException) {
                return true;
            }
            if (at instanceof SQLException sql && FILE_ERRORS.contains(sql.getErrorCode())) {
                return true;
            }
        }
        return false;
    }

    static boolean isDiskFull(@Nullable Throwable cause) {
        for (var at = cause; at != null; at = at.getCause()) {
            var message = String.valueOf(at.getMessage()).toLowerCase(Locale.ROOT);
            if (message.contains("no space left")
                    || message.contains("not enough space")
                    || message.contains("disk quota exceeded")) {
                return true;
            }
        }
        return false;
    }
}
