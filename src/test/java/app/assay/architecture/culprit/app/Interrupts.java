package app.assay.architecture.culprit.app;

import java.util.List;
import java.util.concurrent.ExecutorService;

/// Even the wiring never interrupts.
public final class Interrupts {

    public void stop(Thread thread) {
        thread.interrupt();
    }

    public List<Runnable> stopAll(ExecutorService pool) {
        return pool.shutdownNow();
    }
}
