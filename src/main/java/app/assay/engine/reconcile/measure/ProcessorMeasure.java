package app.assay.engine.reconcile.measure;

import app.assay.domain.entitlement.Metric;
import app.assay.engine.reconcile.index.EstateIndex;
import java.util.OptionalInt;

/// Metric *processor*: filled sockets; where one licence covers at most so many cores of a processor, each processor
/// needs
/// its cores divided by the cap, rounded **up** per processor (2 processors × 40 cores with a cap of 32 need 2 × 2 =
/// 4).
///
/// Where pairs of sockets are licensed, a machine's licences are rounded up to a multiple (1 socket needs 2).
///
/// Cores are spread over the processors as evenly as they go. Software in virtual machines is charged the sockets of
/// the
/// physical machine below, once for all of them; virtual sockets are never counted.
public record ProcessorMeasure(Metric.PerProcessor metric) implements Measure {

    @Override
    public Level level() {
        return Level.DEVICE;
    }

    @Override
    public boolean isOfPhysicalMachine() {
        return true;
    }

    @Override
    public long unitsOf(EstateIndex estate, int device) {
        int processors = estate.processors[device];
        OptionalInt cap = metric.coresPerLicence();
        if (processors < 1) {
            return UNKNOWN;
        }
        if (cap.isEmpty() || cap.getAsInt() == 0) {
            return rounded(processors);
        }
        int cores = estate.cores[device];
        if (cores < 1) {
            return UNKNOWN;
        }
        long larger = cores % processors;
        long smaller = processors - larger;
        int share = cores / processors;
        return rounded(larger * Math.ceilDiv(share + 1, cap.getAsInt())
                + smaller * Math.max(1, Math.ceilDiv(share, cap.getAsInt())));
    }

    private long rounded(long licences) {
        int multiple = Math.max(1, metric.roundedUpTo().orElse(1));
        return Math.ceilDiv(licences, multiple) * multiple;
    }

    @Override
    public String missing() {
        return "processors-unknown";
    }

    @Override
    public String missingFact() {
        return metric.coresPerLicence().isPresent() ? "number of processors or cores" : "number of processors";
    }
}
