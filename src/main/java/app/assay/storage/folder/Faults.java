package app.assay.storage.folder;

import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.LackOfMemory;
import app.assay.work.Reason;
import app.assay.work.Sentence;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The faults of the register, each in the same words wherever it happens.
public final class Faults {

    private static final Sentence SAFE = Sentence.of("register.everything-was-reported-as-saved");

    private static final Sentence DESK = Sentence.of("register.desk");

    private Faults() {}

    public static Fault readOnly() {
        return new Fault(
                FaultCode.REGISTER_READ_ONLY,
                Sentence.of("register.register-open-for-looking-only"),
                Sentence.of("register.nothing-was-changed"),
                Sentence.of("register.open-register-for-work-change"));
    }

    public static Fault refused(Sentence happened, Sentence remedy) {
        return new Fault(FaultCode.CHANGE_REFUSED, happened, Sentence.of("register.nothing-was-changed"), remedy);
    }

    /// The register does not say what it should.
    public static Fault damaged(Sentence happened) {
        return damaged(happened, null);
    }

    public static Fault damaged(Sentence happened, @Nullable Throwable cause) {
        return new Fault(
                FaultCode.REGISTER_DAMAGED, happened, Sentence.of("register.nothing-was-changed"), DESK, cause);
    }

    /// The rows of the register cannot be read, or cannot be what was saved.
    public static Fault unreadable(Path register, Throwable cause) {
        return new Fault(
                FaultCode.REGISTER_DAMAGED,
                Sentence.of("register.rows-register-make-no-sense", register),
                Sentence.of("register.nothing-was-changed"),
                Sentence.of("register.look-at-recovery-desk-restore"),
                cause);
    }

    /// A row without which nothing can be shown is not what was saved.
    public static Fault unreadable(String table, Object row, Throwable cause) {
        return new Fault(
                FaultCode.REGISTER_DAMAGED,
                Sentence.of("register.row-table-register-makes-no", row, table, Reason.told(cause)),
                Sentence.of("register.nothing-was-changed"),
                Sentence.of("register.look-at-recovery-desk-restore"),
                cause);
    }

    /// A failure of the disk or of the database on it; a full disk is told as such.
    public static Fault io(Sentence happened, @Nullable Throwable cause) {
        if (isDiskFull(cause)) {
            return diskFull(happened, cause);
        }
        if (LackOfMemory.isBehind(cause)) {
            return new Fault(
                    FaultCode.REGISTER_DAMAGED,
                    Sentence.of("register.there-was-not-enough-memory", happened),
                    SAFE,
                    Sentence.of("register.give-program-more-memory-open"),
                    cause);
        }
        return new Fault(
                FaultCode.REGISTER_DAMAGED,
                happened,
                SAFE,
                Sentence.of("register.close-register-check-disk-open-register"),
                cause);
    }

    /// The engine met what it did not write.
    public static Fault damagedFile(Sentence happened, Throwable cause) {
        return new Fault(
                FaultCode.REGISTER_DAMAGED,
                Sentence.of("register.its-database-file-damaged", happened),
                Sentence.of("register.nothing-more-written-journal-backups"),
                Sentence.of("register.close-register").and(DESK),
                cause);
    }

    public static Fault diskFull(Sentence happened, @Nullable Throwable cause) {
        return new Fault(
                FaultCode.DISK_FULL,
                Sentence.of("register.disk-full", happened),
                SAFE,
                Sentence.of("register.make-room-on-disk-then"),
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
