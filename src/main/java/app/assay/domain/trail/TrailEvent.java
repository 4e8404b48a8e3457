package app.assay.domain.trail;

import app.assay.domain.record.Change;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One entry of the trail: who, when, what, before, after, why. Entries form a hash chain.
///
/// @param sequence 1, 2, 3 … without a gap
/// @param revision the revision of the register that the event belongs to; all events of one command share it
/// @param command groups the events of one command
/// @param action the code of what was done, such as `import.publish`, `entitlement.edit`, `undo`
/// @param subject what it was done to, in plain words
/// @param change the edited fields, when a record was edited
/// @param detail further facts as canonical JSON, `{}` when there are none
/// @param previousHash lower-case hexadecimal SHA-256 of the entry before
/// @param hash lower-case hexadecimal SHA-256 over the canonical form of all other fields
public record TrailEvent(
        long sequence,
        UUID id,
        long revision,
        UUID command,
        Instant at,
        String actor,
        String action,
        String subject,
        Optional<Change> change,
        String reason,
        String detail,
        String applicationVersion,
        String previousHash,
        String hash) {

    /// The same entry with another hash.
    public TrailEvent with(String otherHash) {
        return new TrailEvent(
                sequence,
                id,
                revision,
                command,
                at,
                actor,
                action,
                subject,
                change,
                reason,
                detail,
                applicationVersion,
                previousHash,
                otherHash);
    }
}
