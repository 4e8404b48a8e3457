package app.assay.ui.shell;

import app.assay.domain.draft.Draft;
import app.assay.service.EditDrafts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Drafts in memory, kept by turn as the program keeps them.
public final class MemoryKeeper implements FormDrafts.Keeper {

    public final Map<UUID, Draft> kept = new LinkedHashMap<>();
    public final List<String> setAside = new ArrayList<>();
    private final Map<UUID, Long> turns = new LinkedHashMap<>();
    public RuntimeException failure = new IllegalStateException("none");
    public boolean failing;
    public int writes;

    @Override
    public EditDrafts.Found all() {
        return new EditDrafts.Found(List.copyOf(kept.values()), setAside);
    }

    @Override
    public void keep(Draft draft, long turn) {
        if (failing) {
            throw failure;
        }
        writes++;
        if (turn > turns.getOrDefault(draft.id(), -1L)) {
            turns.put(draft.id(), turn);
            kept.put(draft.id(), draft);
        }
    }

    @Override
    public void remove(UUID id, long turn) {
        if (turn > turns.getOrDefault(id, -1L)) {
            turns.put(id, turn);
            kept.remove(id);
        }
    }

    /// The program ends and is started again: the drafts are there, who asked last is not known.
    public void restart() {
        turns.clear();
    }

    public Draft only() {
        if (kept.size() != 1) {
            throw new AssertionError("kept " + kept.values());
        }
        return kept.values().iterator().next();
    }
}
