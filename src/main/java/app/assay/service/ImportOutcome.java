package app.assay.service;

import app.assay.domain.source.ImportBalance;
import app.assay.domain.source.LoadWarning;
import app.assay.domain.source.RejectedRow;
import app.assay.domain.source.WarningGroup;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What became of one import.
///
/// @param path the file as it was named
/// @param state what was done
/// @param load the load in the register; empty after a dry run and when it is held
/// @param seconds from the first byte read to the last byte safe
/// @param readAgain the load of the same bytes that was read again, if there was one
/// @param warningGroups what was odd, those warnings together that say the same
/// @param rejectedRows the first rows that were left out, at most 10,000
/// @param firstWarnings the first warnings one by one, at most 10,000
public record ImportOutcome(
        String path,
        String format,
        double confidence,
        String source,
        State state,
        Optional<UUID> load,
        ImportBalance balance,
        long warnings,
        double seconds,
        Optional<UUID> readAgain,
        List<WarningGroup> warningGroups,
        List<RejectedRow> rejectedRows,
        List<LoadWarning> firstWarnings) {

    public ImportOutcome {
        warningGroups = List.copyOf(warningGroups);
        rejectedRows = List.copyOf(rejectedRows);
        firstWarnings = List.copyOf(firstWarnings);
    }

    /// An outcome of which nothing more is told.
    public ImportOutcome(
            String path,
            String format,
            double confidence,
            String source,
            State state,
            Optional<UUID> load,
            ImportBalance balance,
            long warnings,
            double seconds) {
        this(
                path,
                format,
                confidence,
                source,
                state,
                load,
                balance,
                warnings,
                seconds,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }

    /// How it ended.
    public enum State {
        /// Its facts count now, durably.
        PUBLISHED,
        /// Nothing was written, as asked.
        DRY_RUN,
        /// So many rows were rejected that the rest counts only when the analyst says so; nothing was written.
        HELD,
        /// The same bytes were imported the same way before; nothing changed. Where rows lie rejected or the
        /// program
        /// is another one, the bytes were read again to find that out.
        ALREADY_IMPORTED,
        /// The same bytes were imported the same way before, and a later import of their source counts instead;
        /// nothing changed.
        SUPERSEDED
    }
}
