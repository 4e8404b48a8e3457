package app.assay.architecture.culprit.engine;

import java.time.Instant;
import java.util.function.Supplier;

/// An engine whose result depends on the hour.
public final class AsksForNow {

    public Supplier<Instant> instant() {
        return Instant::now;
    }
}
