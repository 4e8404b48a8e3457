package app.assay.storage;

import app.assay.work.Fault;
import app.assay.work.FaultCode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The faults of the register, each in the same words wherever it happens.
final class Faults {

    private static final String SAFE = "Everything that was reported as saved is safe.";

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

    /// A failure of the disk or of the database on it; a full disk is told as such.
    static Fault io(String happened, @Nullable Throwable cause) {
        if (isDiskFull(cause)) {
            return diskFull(happened, cause);
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

    private static boolean isDiskFull(@Nullable Throwable cause) {
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
