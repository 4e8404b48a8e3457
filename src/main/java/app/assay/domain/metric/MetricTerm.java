package app.assay.domain.metric;

import java.util.List;

/// A term of a metric, whose value is data of the right or of the product.
///
/// @param name in lower camel case
/// @param codes what it can be, the first when nothing is told; empty for a term of another type
public record MetricTerm(String name, Type type, List<String> codes) {

    /// What values it takes.
    public enum Type {
        /// A whole number; zero is the same as nothing told.
        NUMBER,
        /// One of some codes.
        CODE,
        /// The key of a product.
        PRODUCT
    }

    public MetricTerm {
        codes = List.copyOf(codes);
    }

    public static MetricTerm number(String name) {
        return new MetricTerm(name, Type.NUMBER, List.of());
    }

    public static MetricTerm code(String name, String... codes) {
        return new MetricTerm(name, Type.CODE, List.of(codes));
    }

    public static MetricTerm product(String name) {
        return new MetricTerm(name, Type.PRODUCT, List.of());
    }

    /// The canonical text of a value; empty when it says no more than nothing told.
    ///
    /// @throws IllegalArgumentException if the term cannot have the value
    public String canonical(String value) {
        return switch (type) {
            case NUMBER -> {
                int number = Integer.parseInt(value);
                if (number < 0) {
                    throw new IllegalArgumentException("%s is negative: %s".formatted(name, value));
                }
                yield number == 0 ? "" : Integer.toString(number);
            }
            case CODE -> {
                if (!codes.contains(value)) {
                    throw new IllegalArgumentException("%s is none of %s: %s".formatted(name, codes, value));
                }
                yield value.equals(codes.getFirst()) ? "" : value;
            }
            case PRODUCT -> value;
        };
    }
}
