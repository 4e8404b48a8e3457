package app.assay.engine.reconcile;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What suites do to their components before the match: a suite's own installation on a device settles that its
/// components
/// there need nothing; where the suite was not found, whether it covers them is left open, if it has rights or is found
/// anywhere.
final class SuiteSettlement {

    private final Context context;
    private final List<Pool> pools;
    private final Map<Pool, Installs> installs;

    SuiteSettlement(Context context, List<Pool> pools, Map<Pool, Installs> installs) {
        this.context = context;
        this.pools = pools;
        this.installs = installs;
    }

    void settle() {
        for (var suite : pools) {
            var found = installs.get(suite);
            if (found == null || found.count() == 0 || !context.suites().isSuite(suite.product)) {
                continue;
            }
            var variants = new int[context.estate().devices.size()];
            var counted = new BitSet();
            for (int place = 0; place < found.count(); place++) {
                if (found.step[place] == Selection.COUNTED || found.step[place] >= context.selection().assigned) {
                    counted.set(found.device[place]);
                    variants[found.device[place]] = found.variant[place];
                }
            }
            for (var component : pools) {
                if (contains(suite.product, component.product)) {
                    settle(suite, counted, variants, component);
                }
            }
        }
    }

    /// Of two suites that contain each other the one with the smaller key keeps its demand.
    private boolean contains(String suite, String component) {
        return context.suites().componentsOf(suite).contains(component)
                && !(context.suites().componentsOf(component).contains(suite) && component.compareTo(suite) < 0);
    }

    private void settle(Pool suite, BitSet counted, int[] variants, Pool component) {
        var found = installs.get(component);
        if (found == null) {
            return;
        }
        var containing = new BitSet();
        for (int variant = 0; variant < suite.variants.size(); variant++) {
            var edition = suite.variants.get(variant).edition();
            if (context.suites().contains(suite.product, List.of(edition), component.product)) {
                containing.set(variant);
            }
        }
        for (int place = 0; place < found.count(); place++) {
            int device = found.device[place];
            if (found.step[place] == Selection.COUNTED && counted.get(device) && containing.get(variants[device])) {
                found.step[place] = context.selection().suite;
            }
        }
    }

    /// Pools that a suite links, each with all pools of its component in the order of their numbers. A pool that no
    /// suite
    /// links is not among the keys.
    static Map<Pool, List<Pool>> components(Context context, List<Pool> pools, Map<Pool, Installs> installs) {
        int[] root = new int[pools.size()];
        for (int number = 0; number < root.length; number++) {
            root[number] = number;
        }
        for (var suite : pools) {
            if (!context.suites().isSuite(suite.product) || !isActive(suite, installs)) {
                continue;
            }
            var components = context.suites().componentsOf(suite.product);
            for (var component : pools) {
                if (component != suite && components.contains(component.product) && hasDemand(component, installs)) {
                    root[find(root, component.number)] = find(root, suite.number);
                }
            }
        }
        var members = new HashMap<Pool, List<Pool>>();
        for (var pool : pools) {
            var together = pools.stream()
                    .filter(other -> find(root, other.number) == find(root, pool.number))
                    .sorted(Comparator.comparingInt(other -> other.number))
                    .toList();
            if (together.size() > 1) {
                members.put(pool, new ArrayList<>(together));
            }
        }
        return members;
    }

    private static boolean isActive(Pool suite, Map<Pool, Installs> installs) {
        return hasDemand(suite, installs)
                || suite.lines.stream()
                        .anyMatch(
                                line -> line.open && line.options.stream().anyMatch(option -> !option.parts.isEmpty()));
    }

    private static boolean hasDemand(Pool pool, Map<Pool, Installs> installs) {
        var found = installs.get(pool);
        if (found == null) {
            return false;
        }
        for (int step : found.step) {
            if (step == Selection.COUNTED) {
                return true;
            }
        }
        return false;
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
