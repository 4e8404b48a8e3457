package app.assay.architecture.culprit.app;

import java.util.concurrent.Future;

/// Even the wiring never cancels what runs.
public final class CancelsFuture {

    public boolean stop(Future<?> future) {
        return future.cancel(true);
    }
}
