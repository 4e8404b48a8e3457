package app.assay.storage.engine.h2;

import app.assay.storage.folder.Faults;
import app.assay.work.Fault;
import app.assay.work.LackOfMemory;
import app.assay.work.Sentence;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/// What the engine means by its errors.
final class H2Failures {

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

    private H2Failures() {}

    /// A failure of the disk or of the database on it; a full disk is told as such, and so is a damaged file.
    static Fault io(Sentence happened, Throwable cause) {
        return isDamage(cause) && !Faults.isDiskFull(cause) && !LackOfMemory.isBehind(cause)
                ? Faults.damagedFile(happened, cause)
                : Faults.io(happened, cause);
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
}
