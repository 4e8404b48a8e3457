package app.assay.architecture.culprit.engine;

/// An engine whose result depends on the hour.
public final class AsksSystem {

    public long millis() {
        return System.currentTimeMillis();
    }
}
