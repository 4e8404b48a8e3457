package app.assay.service;

import app.assay.domain.source.Load;
import app.assay.domain.source.LoadState;
import app.assay.storage.records.RegisterSnapshot;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Which imports count for a position of a day, and why the others do not.
///
/// What files tell counts by day: of each source its latest import by the day of the position. A list without
/// installations of which nobody told the day says what is so without saying when: where its source has nothing
/// earlier it counts for earlier days too, and the position says so ([#dayless]).
final class CountedLoads {

    /// How an import stands to a position.
    enum Standing {
        /// What it says counts.
        COUNTS,
        /// It tells of a later day than the position.
        AFTER_DAY,
        /// A later import of the same source counts in its place.
        REPLACED,
        /// The analyst took it back.
        TAKEN_BACK
    }

    private CountedLoads() {}

    /// The day that the data tell of: the latest day of the imports with installations, or the latest day that any
    /// other import was given. Empty when nothing tells a day.
    ///
    /// A day that has not come yet is a mistake of a file or a hand: it moves nothing, or every device would be
    /// stale on it.
    ///
    /// @param today the last day that counts
    static Optional<LocalDate> latestDay(RegisterSnapshot snapshot, LocalDate today) {
        return snapshot.loads().stream()
                .filter(load -> load.state() == LoadState.PUBLISHED)
                .flatMap(load -> snapshot.hasInstallations(load)
                        ? Optional.of(snapshot.dayOf(load)).stream()
                        : load.dataDate().stream())
                .filter(day -> !day.isAfter(today))
                .max(Comparator.naturalOrder());
    }

    /// How each import stands to the position of a day, in the order of the imports.
    static Map<UUID, Standing> at(RegisterSnapshot snapshot, LocalDate day) {
        var counting = ids(snapshot.loadsAt(day));
        var standings = new LinkedHashMap<UUID, Standing>();
        for (var load : snapshot.loads()) {
            standings.put(
                    load.id(),
                    load.state() != LoadState.PUBLISHED
                            ? Standing.TAKEN_BACK
                            : counting.contains(load.id())
                                    ? Standing.COUNTS
                                    : snapshot.dayOf(load).isAfter(day) ? Standing.AFTER_DAY : Standing.REPLACED);
        }
        return standings;
    }

    /// The published imports that do not count since they tell of a later day, in the order of the imports.
    static List<Load> after(RegisterSnapshot snapshot, LocalDate day) {
        var standings = at(snapshot, day);
        return snapshot.loads().stream()
                .filter(load -> standings.get(load.id()) == Standing.AFTER_DAY)
                .toList();
    }

    /// The imports that count though they came in after the day, since nobody told of which day they are, in the
    /// order
    /// of the imports.
    static List<Load> dayless(RegisterSnapshot snapshot, LocalDate day) {
        var standings = at(snapshot, day);
        return snapshot.loads().stream()
                .filter(load -> standings.get(load.id()) == Standing.COUNTS
                        && snapshot.dayOf(load).isAfter(day))
                .toList();
    }

    /// Whether an import counts for a day, or would if it were not taken back.
    static boolean isCounting(RegisterSnapshot snapshot, Load load, LocalDate day) {
        var told = snapshot.dayOf(load);
        boolean isDayless = load.dataDate().isEmpty() && !snapshot.hasInstallations(load);
        if (told.isAfter(day) && !isDayless) {
            return false;
        }
        var other = snapshot.loadsAt(day).stream()
                .filter(counted -> counted.source().equals(load.source()))
                .findFirst();
        if (other.isEmpty() || other.get().id().equals(load.id())) {
            return true;
        }
        var toldThere = snapshot.dayOf(other.get());
        if (told.isAfter(day) != toldThere.isAfter(day)) {
            return toldThere.isAfter(day);
        }
        if (!told.equals(toldThere)) {
            // Of those that say no day the first is all that was known; of the others the last counts.
            return told.isAfter(day) ? told.isBefore(toldThere) : told.isAfter(toldThere);
        }
        var order = snapshot.loads().stream().map(Load::id).toList();
        return order.indexOf(load.id()) > order.indexOf(other.get().id());
    }

    private static Set<UUID> ids(List<Load> loads) {
        return loads.stream().map(Load::id).collect(Collectors.toUnmodifiableSet());
    }
}
