package app.assay.ui.shell;

import java.time.Instant;
import java.util.Optional;

/// How well the open register is backed up, as the status bar tells it.
///
/// @param last the last verified backup
/// @param today whether that was made today
/// @param changed whether the register says something else than that backup
/// @param secondTold about the second folder, in a sentence; empty when none is chosen
/// @param trailLength entries of the trail
/// @param trailHead hash of its last entry; empty while nothing is known
public record BackupState(
        Optional<Instant> last,
        boolean today,
        boolean changed,
        Second second,
        String secondTold,
        long trailLength,
        String trailHead) {

    private static final int SHOWN_OF_A_HASH = 16;

    public static final BackupState UNKNOWN = new BackupState(Optional.empty(), false, false, Second.NONE, "", 0, "");

    /// How the folder is that backups are copied to.
    public enum Second {
        /// None is chosen.
        NONE,
        /// It has the last backup.
        CURRENT,
        /// It does not have the last backup yet.
        BEHIND,
        /// The last copy failed.
        FAILED,
        /// The folder is not there.
        MISSING
    }

    boolean isKnown() {
        return !trailHead.isEmpty();
    }

    /// The first digits of the head, which reports and packages show too.
    public String shortHead() {
        return trailHead.substring(0, Math.min(SHOWN_OF_A_HASH, trailHead.length()));
    }
}
