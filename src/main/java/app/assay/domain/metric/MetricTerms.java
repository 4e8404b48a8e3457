package app.assay.domain.metric;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The values of a metric's terms; what is not told is not in it.
public record MetricTerms(SortedMap<String, String> values) {

    public MetricTerms {
        values = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /// Reads values, each by its term.
    ///
    /// @throws IllegalArgumentException if a value is of no term or cannot be
    public static MetricTerms of(CountedMetric metric, Map<String, String> told) {
        var left = new TreeMap<>(told);
        var values = new TreeMap<String, String>();
        for (var term : metric.terms()) {
            var value = left.remove(term.name());
            var canonical = value == null ? "" : term.canonical(value);
            if (!canonical.isEmpty()) {
                values.put(term.name(), canonical);
            }
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("metric %s has no term %s".formatted(metric.code(), left.firstKey()));
        }
        return new MetricTerms(values);
    }

    /// A number; 0 when none is told.
    public int number(String name) {
        return Integer.parseInt(values.getOrDefault(name, "0"));
    }

    /// A code or the key of a product; empty when none is told.
    public String text(String name) {
        return values.getOrDefault(name, "");
    }
}
