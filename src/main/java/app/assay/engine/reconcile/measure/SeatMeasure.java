package app.assay.engine.reconcile.measure;

import app.assay.engine.reconcile.index.EstateIndex;

/// Metric *subscription seat*: one unit for each assigned seat, active or not. Where no assignment is known at all,
/// the line cannot be computed: installations do not tell who holds a seat.
public record SeatMeasure() implements Measure {

    @Override
    public Level level() {
        return Level.USER;
    }

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
