package app.assay.storage.backup;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// A backup of a register: a file that lists everything the register said at one revision, and the parts beside it that
/// hold what never changes.
///
/// @param file the ZIP
/// @param name of the register
/// @param at when it was made
/// @param trailHead hash of the last entry of the trail, lower-case hexadecimal
/// @param rows rows by table
/// @param bytes size of the file itself, without parts and kept files
/// @param verified whether it was read back after it was written and said the same as the register
/// @param lost kept files that neither the register nor any backup has whole, by hash; known of a backup that was just
///     made, else empty
public record Backup(
        Path file,
        UUID register,
        String name,
        Kind kind,
        Instant at,
        long revision,
        long trailLength,
        String trailHead,
        SortedMap<String, Long> rows,
        long bytes,
        boolean verified,
        SortedSet<String> lost) {

    /// Why a backup is made.
    public enum Kind {
        CLOSE,
        TIMED,
        IMPORT,
        EDIT,
        MIGRATION,
        RESTORE,
        REQUEST
    }

    public Backup {
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
        lost = Collections.unmodifiableSortedSet(new TreeSet<>(lost));
    }

    /// The same backup with what was found to be lost when it was made.
    Backup lacking(Set<String> hashes) {
        return new Backup(
                file,
                register,
                name,
                kind,
                at,
                revision,
                trailLength,
                trailHead,
                rows,
                bytes,
                verified,
                new TreeSet<>(hashes));
    }

    /// Rows of the analyst's own tables, by kind in lower case.
    public Map<String, Long> ownRecords() {
        var own = new TreeMap<String, Long>();
        rows.forEach((table, count) -> {
            if (table.startsWith("own_") && count > 0) {
                own.put(table.substring("own_".length()), count);
            }
        });
        return own;
    }
}
