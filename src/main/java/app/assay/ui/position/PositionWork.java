package app.assay.ui.position;

import app.assay.domain.position.PositionSettings;
import app.assay.domain.position.Trace;
import app.assay.domain.table.TableSource;
import app.assay.service.ComputePosition.Computed;
import app.assay.service.Saved;
import app.assay.work.Progress;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// What the position's screen asks the services for. Everything but `revision` is called in the background.
///
/// @param revision the register's revision now
/// @param settings the settings of a position at a date, or at the register's own
/// @param table the lines of the position of some settings
/// @param consumers everything that consumes, or was taken out of, a line
/// @param keepDate makes a date the register's own; empty lets it follow the data
/// @param isDateSet whether the register's date was set, so that it does not follow the data
record PositionWork(
        LongSupplier revision,
        Function<Optional<LocalDate>, PositionSettings> settings,
        Compute compute,
        Explain explain,
        Function<PositionSettings, TableSource> table,
        Consumers consumers,
        Function<Optional<LocalDate>, Saved> keepDate,
        BooleanSupplier isDateSet) {

    @FunctionalInterface
    interface Compute {
        Computed compute(PositionSettings settings, Progress progress) throws Exception;
    }

    @FunctionalInterface
    interface Explain {
        Trace explain(PositionSettings settings, String line, Progress progress) throws Exception;
    }

    @FunctionalInterface
    interface Consumers {
        TableSource of(Trace trace, long revision);
    }
}
