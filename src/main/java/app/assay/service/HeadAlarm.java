package app.assay.service;

import app.assay.service.MachineNotes.SeenHead;
import app.assay.storage.witness.TrailEnd;
import java.time.Instant;
import java.util.Optional;

/// A register's trail does not hold what this machine saw of it before: it was cut, rewritten, or an older copy lies in
/// its place.
///
/// @param seenLength entries of the trail when it was seen
/// @param seenHash hash of the last of them
/// @param seenAt when it was seen
/// @param foundLength entries of the trail now
/// @param foundHash hash of the last of them
/// @param foundThere hash of the entry that was the last one when it was seen; empty where the trail is shorter
public record HeadAlarm(
        long seenLength,
        String seenHash,
        Instant seenAt,
        long foundLength,
        String foundHash,
        Optional<String> foundThere) {

    private static final int SHOWN = 16;

    /// @param there hash of the entry with the number of the seen head
    static Optional<HeadAlarm> of(Optional<SeenHead> seen, TrailEnd found, Optional<String> there) {
        return seen.filter(head -> !there.equals(Optional.of(head.hash())))
                .map(head -> new HeadAlarm(head.length(), head.hash(), head.at(), found.length(), found.hash(), there));
    }

    /// Whether entries are missing; else one is another than before.
    public boolean isShorter() {
        return foundThere.isEmpty();
    }

    /// What happened, in one sentence.
    public String happened() {
        return foundThere
                .map(there -> "Entry %s of the trail is another one (%s…) than this machine saw on %s (%s…)."
                        .formatted(seenLength, start(there), seenAt, start(seenHash)))
                .orElseGet(() -> "The trail ends at entry %s, but this machine saw it reach entry %s on %s (head %s…)."
                        .formatted(foundLength, seenLength, seenAt, start(seenHash)));
    }

    /// The first digits of a hash, as reports print it.
    public static String start(String hash) {
        return hash.substring(0, Math.min(SHOWN, hash.length()));
    }
}
