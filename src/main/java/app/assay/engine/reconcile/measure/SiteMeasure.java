package app.assay.engine.reconcile.measure;

import app.assay.engine.reconcile.index.EstateIndex;

/// Metric *site*: the right covers everything inside its scope and term; devices are counted to show use, and those
/// outside
/// the scope are short one unit each.
public record SiteMeasure() implements Measure {

    @Override
    public Level level() {
        return Level.DEVICE;
    }

    @Override
    public long unitsOf(EstateIndex estate, int device) {
        return 1;
    }
}
