package app.assay.service;

import app.assay.domain.draft.Draft;
import app.assay.storage.folder.Drafts;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What stands in forms and is not saved yet. Safe to use from any thread; waits for the disk.
///
/// Whoever types asks in turns: each call carries a number that grows, and of two calls for one draft the one with the
/// higher number counts, whichever thread comes first.
public final class EditDrafts {

    private final OpenRegister open;
    private final Map<UUID, Long> turns = new HashMap<>();

    public EditDrafts(OpenRegister open) {
        this.open = open;
    }

    /// Drafts of an earlier run, and what could not be read.
    ///
    /// @param drafts the latest first
    /// @param setAside files that were put aside because they are no drafts, by their new names
    public record Found(List<Draft> drafts, List<String> setAside) {
        public Found {
            drafts = List.copyOf(drafts);
            setAside = List.copyOf(setAside);
        }
    }

    /// Whether drafts are kept at all; not in a register that is only looked at.
    public boolean isKeeping() {
        return !open.register().info().readOnly();
    }

    public Found all() {
        Drafts.Found found = open.register().drafts().all();
        return new Found(found.drafts(), found.setAside());
    }

    /// Keeps a draft in place of the one with the same identity.
    ///
    /// @throws app.assay.work.Fault if it is too long or the disk fails
    public synchronized void keep(Draft draft, long turn) {
        if (takes(draft.id(), turn)) {
            open.register().drafts().keep(draft);
        }
    }

    public synchronized void remove(UUID id, long turn) {
        if (takes(id, turn)) {
            open.register().drafts().remove(id);
        }
    }

    private boolean takes(UUID id, long turn) {
        boolean newest = turn > turns.getOrDefault(id, Long.MIN_VALUE);
        if (newest) {
            turns.put(id, turn);
        }
        return newest;
    }

    /// The moment as drafts tell it.
    public Instant now() {
        return Instant.now(open.clock());
    }
}
