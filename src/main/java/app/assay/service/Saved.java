package app.assay.service;

import app.assay.domain.record.Command.Finding;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What became of an edit.
///
/// @param done whether it was written; durable when it was
/// @param revision the revision after it
/// @param findings what the checks found; blocking ones only when it was not done
/// @param holdsFrom the day from which on what changes in the course of time holds, where something of it was edited as
///     usual
public record Saved(boolean done, long revision, List<Finding> findings, Optional<LocalDate> holdsFrom) {
    public Saved {
        findings = List.copyOf(findings);
    }

    /// What became of an edit that holds on every day, or from days that the analyst told.
    public Saved(boolean done, long revision, List<Finding> findings) {
        this(done, revision, findings, Optional.empty());
    }
}
