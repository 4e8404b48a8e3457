package app.assay.engine.reconcile.measure;

import app.assay.domain.entitlement.Metric;
import app.assay.engine.reconcile.index.EstateIndex;

/// Step 4: what one metric charges for one consumer. One class each.
///
/// Units are whole and never negative. [#UNKNOWN] means that a fact is missing; it is never taken for zero.
public sealed interface Measure
        permits DeviceMeasure,
                NamedUserMeasure,
                ProcessorMeasure,
                CoreMeasure,
                SeatMeasure,
                SiteMeasure,
                CountedMeasure,
                NoMeasure {

    long UNKNOWN = -1;

    int ANY_NUMBER = Integer.MAX_VALUE;

    /// What consumes.
    enum Level {
        DEVICE,
        HOST,
        USER,
        /// All that use the product together.
        COUNTED,
        NONE
    }

    Level level();

    /// Units that a device needs by itself.
    ///
    /// @return [#UNKNOWN] when a fact is missing
    long unitsOf(EstateIndex estate, int device);

    /// Units that a person needs, on any number of devices.
    default long unitsOfPerson() {
        return 1;
    }

    /// Whether software in a virtual machine is charged to the physical machine below, never to the virtual one.
    default boolean isOfPhysicalMachine() {
        return false;
    }

    /// Units of one full set of a physical machine, which serves its own software and [#machinesPerSet()] virtual
    /// machines.
    ///
    /// @return [#UNKNOWN] when a fact is missing
    default long setOf(EstateIndex estate, int machine) {
        return unitsOf(estate, machine);
    }

    /// Virtual machines that one full set serves, [#ANY_NUMBER] without limit.
    default int machinesPerSet() {
        return ANY_NUMBER;
    }

    /// Full sets that so many virtual machines need on one physical machine. The product running on that machine
    /// itself needs one set.
    ///
    /// @param running whether anything of the product runs there at all
    default long sets(int virtualMachines, boolean running) {
        if (!running) {
            return 0;
        }
        int each = machinesPerSet();
        return each == ANY_NUMBER ? 1 : Math.max(1, Math.ceilDiv(virtualMachines, each));
    }

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
            case Metric.Counted counted -> new CountedMeasure(counted);
            case Metric.Other other -> new NoMeasure(other);
        };
    }
}
