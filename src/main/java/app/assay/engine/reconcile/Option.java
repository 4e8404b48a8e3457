package app.assay.engine.reconcile;

import app.assay.domain.entitlement.Metric;
import java.util.Arrays;
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

    /// The same for the same facts, since what is sorted is sorted by it.
    @Override
    public String toString() {
        return line.id + " " + metric.text() + " " + Arrays.toString(partNumbers);
    }
}
