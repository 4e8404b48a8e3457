package app.assay.engine.reconcile.index;

import app.assay.domain.software.Catalogue;
import app.assay.domain.software.Product;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which suites contain which products, directly or through a suite inside a suite.
///
/// Suites that contain each other are a fault of the catalogue: no link between them counts, since taking any for true
/// would let one of them pay for the other. Their lines say so.
public final class SuiteIndex {

    /// Suites inside suites beyond this are taken for a circle.
    private static final int DEEPEST = 8;

    private final Catalogue catalogue;
    private final Map<String, List<String>> componentsBySuite = new HashMap<>();

    /// By suite: all that it contains, also through circles.
    private final Map<String, Set<String>> reached = new HashMap<>();

    public SuiteIndex(Catalogue catalogue) {
        this.catalogue = catalogue;
        for (var product : catalogue.products().values()) {
            if (product.isSuite()) {
                var all = new TreeSet<String>();
                collect(product, all, 0);
                reached.put(product.key(), Set.copyOf(all));
            }
        }
        for (var suite : reached.keySet()) {
            componentsBySuite.put(
                    suite,
                    reachedBy(suite).stream()
                            .filter(component -> !isInCircle(suite, component))
                            .sorted()
                            .toList());
        }
    }

    private Set<String> reachedBy(String suite) {
        return reached.getOrDefault(suite, Set.of());
    }

    private boolean isInCircle(String suite, String component) {
        return suite.equals(component) || reachedBy(component).contains(suite);
    }

    /// Suites that contain a suite and are contained in it, itself among them; empty where there is no circle.
    public List<String> circleOf(String suite) {
        return reachedBy(suite).contains(suite)
                ? reachedBy(suite).stream()
                        .filter(other -> isInCircle(suite, other))
                        .sorted()
                        .toList()
                : List.of();
    }

    private void collect(Product suite, Collection<String> into, int depth) {
        for (var component : suite.components()) {
            into.add(component.product());
            if (depth < DEEPEST) {
                catalogue
                        .product(component.product())
                        .filter(Product::isSuite)
                        .ifPresent(inner -> collect(inner, into, depth + 1));
            }
        }
    }

    public boolean isSuite(String product) {
        return componentsBySuite.containsKey(product);
    }

    /// Products that a suite contains, in the order of their keys.
    public List<String> componentsOf(String suite) {
        return componentsBySuite.getOrDefault(suite, List.of());
    }

    public Iterable<String> suites() {
        return new ArrayList<>(componentsBySuite.keySet());
    }

    /// Whether a suite contains a product in one of some editions.
    ///
    /// @param editions keys of the suite's editions; an empty key stands for any
    public boolean contains(String suite, Collection<String> editions, String component) {
        return contains(suite, editions, component, 0);
    }

    private boolean contains(String suite, Collection<String> editions, String component, int depth) {
        var product = catalogue.product(suite);
        if (product.isEmpty() || depth > DEEPEST) {
            return false;
        }
        for (var part : product.get().components()) {
            boolean inEdition = part.editions().isEmpty()
                    || editions.contains("")
                    || part.editions().stream().anyMatch(editions::contains);
            if (inEdition
                    && !isInCircle(suite, part.product())
                    && (part.product().equals(component)
                            || (isSuite(part.product())
                                    && contains(part.product(), List.of(""), component, depth + 1)))) {
                return true;
            }
        }
        return false;
    }
}
