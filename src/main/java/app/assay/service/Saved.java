package app.assay.service;

import app.assay.domain.record.Command.Finding;
import java.util.List;

/// What became of an edit.
///
/// @param done whether it was written; durable when it was
/// @param revision the revision after it
/// @param findings what the checks found; blocking ones only when it was not done
public record Saved(boolean done, long revision, List<Finding> findings) {
    public Saved {
        findings = List.copyOf(findings);
    }
}
