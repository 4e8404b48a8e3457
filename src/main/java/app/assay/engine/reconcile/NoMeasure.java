package app.assay.engine.reconcile;

import app.assay.domain.entitlement.Metric;

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
