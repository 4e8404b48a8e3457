package app.assay.architecture.culprit.storage.rows;

import org.h2.engine.Constants;
import org.h2.mvstore.MVStoreException;

/// Knows the engine by name, outside its room.
final class NamesEngine {

    private NamesEngine() {}

    static boolean isOfTheEngine(Throwable failure) {
        return failure instanceof MVStoreException && Constants.BUILD_ID > 0;
    }
}
