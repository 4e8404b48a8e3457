package app.assay.architecture.culprit.storage.engine.h2;

import org.h2.mvstore.MVStoreException;

/// Knows the engine, in its room.
public final class EngineWell {

    private EngineWell() {}

    public static boolean isOfTheEngine(Throwable failure) {
        return failure instanceof MVStoreException;
    }
}
