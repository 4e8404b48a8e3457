package app.assay.engine.reconcile.measure;

import app.assay.domain.entitlement.Metric;
import app.assay.engine.reconcile.index.EstateIndex;

/// A metric that this version cannot compute: every unit is unknown.
record NoMeasure(Metric.Other metric) implements Measure {

    @Override
    public Level level() {
        return Level.NONE;
    }

    @Override
    public long unitsOf(EstateIndex estate, int device) {
        return UNKNOWN;
    }

    @Override
    public String missing() {
        return "metric-not-supported";
    }
}
