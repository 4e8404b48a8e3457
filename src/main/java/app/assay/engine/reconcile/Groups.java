package app.assay.engine.reconcile;

import app.assay.domain.entitlement.Entitlement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// Products that have to be reconciled together: those that a suite in use connects, and those that an upgrade, a
/// step-up or
/// maintenance connects to the product of its base.
final class Groups {

    private final Map<String, List<String>> groupOf = new HashMap<>();
    private final List<List<String>> all = new ArrayList<>();

    Groups(
            SoftwareIndex software,
            SuiteIndex suites,
            Collection<String> assignedProducts,
            Collection<Entitlement> entitlements) {
        var root = new TreeMap<String, String>();
        software.products().forEach(product -> root.put(product, product));
        assignedProducts.forEach(product -> root.put(product, product));
        var products = new HashMap<UUID, String>();
        for (var entitlement : entitlements) {
            root.put(entitlement.product(), entitlement.product());
            products.put(entitlement.id(), entitlement.product());
        }
        for (var entitlement : entitlements) {
            var base = entitlement.base().map(products::get).orElse(entitlement.product());
            join(root, entitlement.product(), base);
        }
        for (var suite : suites.suites()) {
            if (root.containsKey(suite)) {
                for (var component : suites.componentsOf(suite)) {
                    if (root.containsKey(component)) {
                        join(root, suite, component);
                    }
                }
            }
        }
        var members = new TreeMap<String, List<String>>();
        for (var product : root.keySet()) {
            members.computeIfAbsent(find(root, product), _ -> new ArrayList<>()).add(product);
        }
        for (var group : members.values()) {
            var fixed = List.copyOf(group);
            all.add(fixed);
            fixed.forEach(product -> groupOf.put(product, fixed));
        }
    }

    /// Each group sorted, in the order of their roots; the order of the groups has no meaning.
    List<List<String>> all() {
        return all;
    }

    /// The group of a product, itself alone when nothing is known of it.
    List<String> of(String product) {
        return groupOf.getOrDefault(product, List.of(product));
    }

    /// Products and all that is grouped with them.
    SortedSet<String> closure(Collection<String> products) {
        var closure = new TreeSet<String>();
        products.forEach(product -> closure.addAll(of(product)));
        return closure;
    }

    private static void join(Map<String, String> root, String left, String right) {
        var first = find(root, left);
        var second = find(root, right);
        if (!first.equals(second)) {
            root.put(first.compareTo(second) < 0 ? second : first, first.compareTo(second) < 0 ? first : second);
        }
    }

    private static String find(Map<String, String> root, String product) {
        var current = product;
        while (true) {
            var above = root.getOrDefault(current, current);
            if (above.equals(current)) {
                return current;
            }
            current = above;
        }
    }
}
