package app.assay.engine.reconcile.pool;

import app.assay.domain.entitlement.Metric;
import app.assay.engine.reconcile.measure.Measure;
import app.assay.engine.reconcile.right.Part;
import java.util.Arrays;
import java.util.List;

/// One way to count in a line: a metric with its terms, and the parts of rights that are sold by exactly these terms.
public final class Option {

    public final Line line;
    public final Metric metric;
    public final Measure measure;
    public final List<Part> parts;

    /// The number that each part has in the group.
    public final int[] partNumbers;

    public Option(Line line, Metric metric, List<Part> parts, int[] partNumbers) {
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
