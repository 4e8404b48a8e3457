package app.assay.service;

import app.assay.domain.source.ImportBalance;
import java.util.Optional;
import java.util.UUID;

/// What became of one import.
///
/// @param path the file as it was named
/// @param state what was done
/// @param load the load in the register; empty after a dry run and when it is held
/// @param seconds from the first byte read to the last byte safe
public record ImportOutcome(
        String path,
        String format,
        double confidence,
        String source,
        State state,
        Optional<UUID> load,
        ImportBalance balance,
        long warnings,
        double seconds) {

    /// How it ended.
    public enum State {
        /// Its facts count now, durably.
        PUBLISHED,
        /// Nothing was written, as asked.
        DRY_RUN,
        /// So many rows were rejected that the rest counts only when the analyst says so; nothing was written.
        HELD,
        /// The same bytes were imported the same way before; nothing changed.
        ALREADY_IMPORTED
    }
}
