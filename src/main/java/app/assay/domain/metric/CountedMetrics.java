package app.assay.domain.metric;

import java.util.List;
import java.util.Optional;

/// The metrics that count all that use a product together.
public final class CountedMetrics {

    /// In the order in which they are offered.
    public static final List<CountedMetric> ALL =
            List.of(new NamedUserPlus(), new ConcurrentUse(), new ClientAccess(true), new ClientAccess(false));

    private CountedMetrics() {}

    public static Optional<CountedMetric> find(String code) {
        return ALL.stream().filter(metric -> metric.code().equals(code)).findFirst();
    }
}
