package app.assay.storage.folder;

import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.LackOfMemory;
import app.assay.work.Reason;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The faults of the register, each in the same words wherever it happens.
public final class Faults {

    private static final String SAFE = "Everything that was reported as saved is safe.";

    private static final String DESK =
            "Look at the recovery desk: restore a verified backup beside it, or open it for looking only.";

    private Faults() {}

    public static Fault readOnly() {
        return new Fault(
                FaultCode.REGISTER_READ_ONLY,
                "The register is open for looking only.",
                "Nothing was changed.",
                "Open the register for work to change it.");
    }

    public static Fault refused(String happened, String remedy) {
        return new Fault(FaultCode.CHANGE_REFUSED, happened, "Nothing was changed.", remedy);
    }

    /// The register does not say what it should.
    public static Fault damaged(String happened) {
        return damaged(happened, null);
    }

    public static Fault damaged(String happened, @Nullable Throwable cause) {
        return new Fault(FaultCode.REGISTER_DAMAGED, happened, "Nothing was changed.", DESK, cause);
    }

    /// The rows of the register cannot be read, or cannot be what was saved.
    public static Fault unreadable(Path register, Throwable cause) {
        return new Fault(
                FaultCode.REGISTER_DAMAGED,
                "Rows of the register %s make no sense and cannot be read.".formatted(register),
                "Nothing was changed.",
                "Look at the recovery desk: restore a verified backup beside it.",
                cause);
    }

    /// A row without which nothing can be shown is not what was saved.
    public static Fault unreadable(String table, Object row, Throwable cause) {
        return new Fault(
                FaultCode.REGISTER_DAMAGED,
                "The row %s of the table %s of the register makes no sense: %s."
                        .formatted(row, table, Reason.of(cause)),
                "Nothing was changed.",
                "Look at the recovery desk: restore a verified backup beside it.",
                cause);
    }

    /// A failure of the disk or of the database on it; a full disk is told as such.
    public static Fault io(String happened, @Nullable Throwable cause) {
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
        return new Fault(
                FaultCode.REGISTER_DAMAGED,
                happened,
                SAFE,
                "Close the register, check the disk, open the register again and verify it.",
                cause);
    }

    /// The engine met what it did not write.
    public static Fault damagedFile(String happened, Throwable cause) {
        return new Fault(
                FaultCode.REGISTER_DAMAGED,
                happened + " Its database file is damaged.",
                "Nothing more is written to it. The journal and the backups beside it hold what was saved.",
                "Close the register. " + DESK,
                cause);
    }

    public static Fault diskFull(String happened, @Nullable Throwable cause) {
        return new Fault(
                FaultCode.DISK_FULL,
                "The disk is full. " + happened,
                SAFE,
                "Make room on the disk, then open the register again.",
                cause);
    }

    public static boolean isDiskFull(@Nullable Throwable cause) {
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
