package app.assay.architecture.culprit.service;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A service that makes its own pool.
public final class UsesExecutors {

    public ExecutorService pool() {
        return Executors.newSingleThreadExecutor();
    }
}
