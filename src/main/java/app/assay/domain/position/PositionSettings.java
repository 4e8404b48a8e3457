package app.assay.domain.position;

import app.assay.domain.code.Environment;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What an analyst chooses before a position is computed.
///
/// @param asAt the date whose end counts
/// @param staleAfterDays a device last seen more days before `asAt` is stale: counted in gross, then reduced by name
/// @param exemptEnvironments environments whose devices need no licence
/// @param unit the organisation unit (with those below) whose devices count; empty for all
public record PositionSettings(
        LocalDate asAt, int staleAfterDays, Set<Environment> exemptEnvironments, Optional<UUID> unit) {

    public static final int DEFAULT_STALE_AFTER_DAYS = 90;

    public PositionSettings {
        exemptEnvironments = Set.copyOf(exemptEnvironments);
    }

    /// Nothing exempt, the whole organisation, stale after [#DEFAULT_STALE_AFTER_DAYS] days.
    public static PositionSettings asAt(LocalDate day) {
        return new PositionSettings(day, DEFAULT_STALE_AFTER_DAYS, Set.of(), Optional.empty());
    }
}
