package app.assay.storage.records;

import app.assay.domain.record.Change;
import java.util.List;
import java.util.UUID;

/// What a command did. When it is returned the change is on disk and in the snapshot.
///
/// @param revision revision after the command; the one before when nothing differed
/// @param command identity of the command in the trail
/// @param changes what became of the analyst's records, in the order of the edits; empty when nothing differed
public record CommitResult(long revision, UUID command, List<Change> changes) {
    public CommitResult {
        changes = List.copyOf(changes);
    }
}
