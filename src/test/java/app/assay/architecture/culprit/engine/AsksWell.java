package app.assay.architecture.culprit.engine;

import java.time.Clock;
import java.time.LocalDate;

/// Breaks no rule: the caller says what the time is.
public final class AsksWell {

    public LocalDate today(Clock clock) {
        return LocalDate.now(clock);
    }
}
