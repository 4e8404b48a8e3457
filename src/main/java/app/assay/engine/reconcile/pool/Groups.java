package app.assay.engine.reconcile.pool;

import app.assay.domain.entitlement.Entitlement;
import app.assay.engine.reconcile.index.SoftwareIndex;
import app.assay.engine.reconcile.index.SuiteIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/// Products that have to be reconciled together: those that a suite in use connects, and those that an upgrade, a
/// step-up or
/// maintenance connects to the product of its base.
public final class Groups {

    private final Map<String, List<String>> groupOf = new HashMap<>();
    private final List<List<String>> all = new ArrayList<>();

    public Groups(
            SoftwareIndex software,
            SuiteIndex suites,
            Collection<String> assignedProducts,
            Collection<Entitlement> entitlements) {
        var numbers = new HashMap<String, Integer>();
        software.products().forEach(product -> numbers.putIfAbsent(product, numbers.size()));
        assignedProducts.forEach(product -> numbers.putIfAbsent(product, numbers.size()));
        entitlements.forEach(entitlement -> numbers.putIfAbsent(entitlement.product(), numbers.size()));
        int[] root = new int[numbers.size()];
        for (int number = 0; number < root.length; number++) {
            root[number] = number;
        }
        joinBases(root, numbers, entitlements);
        for (var suite : suites.suites()) {
            var number = numbers.get(suite);
            if (number != null) {
                for (var component : suites.componentsOf(suite)) {
                    var inside = numbers.get(component);
                    if (inside != null) {
                        root[find(root, inside)] = find(root, number);
                    }
                }
            }
        }
        var members = new HashMap<Integer, List<String>>();
        numbers.forEach((product, number) -> members.computeIfAbsent(find(root, number), _ -> new ArrayList<>(1))
                .add(product));
        for (var group : members.values()) {
            var fixed = group.size() == 1
                    ? List.of(group.getFirst())
                    : group.stream().sorted().toList();
            all.add(fixed);
            fixed.forEach(product -> groupOf.put(product, fixed));
        }
    }

    private static void joinBases(int[] root, Map<String, Integer> numbers, Collection<Entitlement> entitlements) {
        var attached = new ArrayList<Entitlement>();
        var bases = new HashSet<UUID>();
        for (var entitlement : entitlements) {
            entitlement.base().ifPresent(base -> {
                attached.add(entitlement);
                bases.add(base);
            });
        }
        var products = new HashMap<UUID, String>();
        for (var entitlement : entitlements) {
            if (bases.contains(entitlement.id())) {
                products.put(entitlement.id(), entitlement.product());
            }
        }
        for (var entitlement : attached) {
            var number = numbers.get(entitlement.product());
            var base = entitlement.base().map(products::get).map(numbers::get);
            if (number != null && base.isPresent()) {
                root[find(root, number)] = find(root, base.get());
            }
        }
    }

    /// Each group sorted; the order of the groups has no meaning.
    public List<List<String>> all() {
        return all;
    }

    /// The group of a product, itself alone when nothing is known of it.
    public List<String> of(String product) {
        return groupOf.getOrDefault(product, List.of(product));
    }

    /// Products and all that is grouped with them.
    public SortedSet<String> closure(Collection<String> products) {
        var closure = new TreeSet<String>();
        products.forEach(product -> closure.addAll(of(product)));
        return closure;
    }

    private static int find(int[] root, int number) {
        int current = number;
        while (root[current] != current) {
            root[current] = root[root[current]];
            current = root[current];
        }
        return current;
    }
}
