package app.assay.engine.reconcile.measure;

import app.assay.domain.entitlement.Metric;
import app.assay.engine.reconcile.index.EstateIndex;

/// A metric that counts all that use the product together: no device needs units by itself.
public record CountedMeasure(Metric.Counted metric) implements Measure {

    @Override
    public Level level() {
        return Level.COUNTED;
    }

    @Override
    public long unitsOf(EstateIndex estate, int device) {
        return UNKNOWN;
    }
}
