package app.assay.engine.reconcile.measure;

import app.assay.engine.reconcile.index.EstateIndex;

/// Metric *device*: one unit for each device with the product, however many copies, versions or editions of one line.
public record DeviceMeasure() implements Measure {

    @Override
    public Level level() {
        return Level.DEVICE;
    }

    @Override
    public long unitsOf(EstateIndex estate, int device) {
        return 1;
    }
}
