package app.assay.architecture.culprit.storage.engine.known;

import app.assay.architecture.culprit.storage.engine.h2.EngineWell;

/// Chooses the engine, where that is done.
final class ChoosesWell {

    private ChoosesWell() {}

    static boolean isOfAnEngine(Throwable failure) {
        return EngineWell.isOfTheEngine(failure);
    }
}
