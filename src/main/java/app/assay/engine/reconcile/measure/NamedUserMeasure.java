package app.assay.engine.reconcile.measure;

import app.assay.engine.reconcile.index.EstateIndex;

/// Metric *named user*: one unit for each person or device that an assignment names, used or not; where nobody is
/// assigned,
/// one for each person whose devices have the product, on any number of devices.
record NamedUserMeasure() implements Measure {

    @Override
    public Level level() {
        return Level.USER;
    }

    /// A device by itself is nobody; its user is counted instead.
    @Override
    public long unitsOf(EstateIndex estate, int device) {
        return estate.user[device] == EstateIndex.NONE ? UNKNOWN : 1;
    }

    @Override
    public String missing() {
        return "user-unknown";
    }

    @Override
    public String missingFact() {
        return "user";
    }
}
