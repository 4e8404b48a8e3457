package app.assay.engine.reconcile;

import app.assay.domain.entitlement.Metric;

/// Step 4: what one metric charges for one consumer. One class each.
///
/// Units are whole and never negative. [#UNKNOWN] means that a fact is missing; it is never taken for zero.
sealed interface Measure
        permits DeviceMeasure, NamedUserMeasure, ProcessorMeasure, CoreMeasure, SeatMeasure, SiteMeasure, NoMeasure {

    long UNKNOWN = -1;

    /// What consumes.
    enum Level {
        DEVICE,
        HOST,
        USER,
        NONE
    }

    Level level();

    /// Units that a device needs by itself.
    ///
    /// @return [#UNKNOWN] when a fact is missing
    long unitsOf(EstateIndex estate, int device);

    /// The code of the problem when a device's units are unknown.
    default String missing() {
        return "not-measured";
    }

    /// What is missing, for a sentence: "20 devices have no …".
    default String missingFact() {
        return "measurement";
    }

    static Measure of(Metric metric) {
        return switch (metric) {
            case Metric.PerDevice() -> new DeviceMeasure();
            case Metric.PerNamedUser() -> new NamedUserMeasure();
            case Metric.PerProcessor processor -> new ProcessorMeasure(processor);
            case Metric.PerCore core -> new CoreMeasure(core);
            case Metric.PerSubscriptionSeat() -> new SeatMeasure();
            case Metric.PerSite() -> new SiteMeasure();
            case Metric.Other other -> new NoMeasure(other);
        };
    }
}
