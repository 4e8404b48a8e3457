package app.assay.engine.reconcile.measure;

import app.assay.domain.entitlement.Metric;
import app.assay.engine.reconcile.index.EstateIndex;

/// Metric *core*.
///
/// A physical machine: each processor is charged its cores, at least `minimumPerProcessor`, the machine at least
/// `minimumPerServer` (2 processors × 6 cores with minimums 8 and 16: max(16, 2 × max(8, 6)) = 16). A virtual machine
/// by
/// itself: its virtual cores, at least `minimumPerVirtualMachine`. A host for its virtual machines: the whole set of
/// its
/// cores once, and again for each further `virtualMachinesPerSet` machines (3 machines, 2 per set: 2 × 16 = 32).
///
/// Unit: cores. Cores are spread over the processors as evenly as they go. Source: the counting rules noted in the
/// field's
/// product terms; every number is a term of the metric, none is fixed here.
public record CoreMeasure(Metric.PerCore metric) implements Measure {

    @Override
    public Level level() {
        return metric.counting() == Metric.Counting.HOST ? Level.HOST : Level.DEVICE;
    }

    public boolean virtualOnlyIfMaintained() {
        return metric.counting() == Metric.Counting.DEVICE_VIRTUAL_IF_MAINTAINED;
    }

    @Override
    public long unitsOf(EstateIndex estate, int device) {
        if (!estate.virtual[device]) {
            return setOf(estate, device);
        }
        int cores = estate.cores[device];
        return cores < 1 ? UNKNOWN : Math.max(cores, metric.minimumPerVirtualMachine());
    }

    /// One full set of a physical machine's cores.
    @Override
    public long setOf(EstateIndex estate, int machine) {
        long cores = estate.cores[machine];
        if (cores < 1) {
            return UNKNOWN;
        }
        if (metric.minimumPerProcessor() == 0) {
            return Math.max(cores, metric.minimumPerServer());
        }
        int processors = estate.processors[machine];
        if (processors < 1) {
            return UNKNOWN;
        }
        long larger = cores % processors;
        long share = cores / processors;
        long charged = larger * Math.max(share + 1, metric.minimumPerProcessor())
                + (processors - larger) * Math.max(share, metric.minimumPerProcessor());
        return Math.max(charged, metric.minimumPerServer());
    }

    @Override
    public int machinesPerSet() {
        int each = metric.virtualMachinesPerSet().orElse(0);
        return each < 1 ? ANY_NUMBER : each;
    }

    @Override
    public boolean isOfPhysicalMachine() {
        return metric.counting() == Metric.Counting.HOST;
    }

    @Override
    public String missing() {
        return "cores-unknown";
    }

    @Override
    public String missingFact() {
        return metric.minimumPerProcessor() == 0 ? "number of cores" : "number of cores or processors";
    }
}
