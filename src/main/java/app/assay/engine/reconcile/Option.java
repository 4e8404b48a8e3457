package app.assay.engine.reconcile;

import app.assay.domain.entitlement.Metric;
import java.util.List;

/// One way to count in a line: a metric with its terms, and the parts of rights that are sold by exactly these terms.
final class Option {

    final Line line;
    final Metric metric;
    final Measure measure;
    final List<Part> parts;

    /// The number that each part has in the group.
    final int[] partNumbers;

    Option(Line line, Metric metric, List<Part> parts, int[] partNumbers) {
        this.line = line;
        this.metric = metric;
        this.measure = Measure.of(metric);
        this.parts = List.copyOf(parts);
        this.partNumbers = partNumbers;
    }
}
