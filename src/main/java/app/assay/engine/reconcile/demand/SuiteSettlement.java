package app.assay.engine.reconcile.demand;

import app.assay.engine.reconcile.index.Selection;
import app.assay.engine.reconcile.pool.Context;
import app.assay.engine.reconcile.pool.Installs;
import app.assay.engine.reconcile.pool.Pool;
import java.util.ArrayList;
import java.util.Arrays;
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

    private static final int NOT_FOUND = -1;
    private static final int NOTHING_LEFT = -1;

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
            var places = new int[context.estate().devices.size()];
            Arrays.fill(places, NOT_FOUND);
            for (int place = 0; place < found.count(); place++) {
                if (found.step[place] == Selection.COUNTED || found.step[place] >= context.selection().assigned) {
                    places[found.device[place]] = place;
                }
            }
            for (var component : pools) {
                if (context.suites().componentsOf(suite.product).contains(component.product)) {
                    settle(suite, found, places, component);
                }
            }
        }
    }

    /// Takes out what the suite's installation holds of a component: all of it, or some of its versions.
    private void settle(Pool suite, Installs suites, int[] places, Pool component) {
        var found = installs.get(component);
        if (found == null) {
            return;
        }
        var held = new BitSet[suite.variants.size()];
        for (int variant = 0; variant < held.length; variant++) {
            held[variant] = heldBy(suite, suite.variants.get(variant), component);
        }
        var leftOf = new HashMap<Long, Integer>();
        for (int place = 0; place < found.count(); place++) {
            int at = places[found.device[place]];
            if (found.step[place] != Selection.COUNTED || at == NOT_FOUND) {
                continue;
            }
            long pair = ((long) found.set[place] << 32) | suites.set[at];
            var left = leftOf.get(pair);
            if (left == null) {
                var open = new BitSet();
                for (int variant : found.sets.of(found.set[place])) {
                    open.set(variant);
                }
                for (int variant : suites.sets.of(suites.set[at])) {
                    open.andNot(held[variant]);
                }
                left = open.isEmpty() ? NOTHING_LEFT : found.sets.number(open);
                leftOf.put(pair, left);
            }
            if (left == NOTHING_LEFT) {
                found.step[place] = context.selection().suite;
            } else {
                found.keep(place, left);
            }
        }
    }

    /// Variants of a component that a suite of some edition and version brings with it. A version that the suite
    /// has
    /// too, but another one than its own, was installed by itself.
    private BitSet heldBy(Pool suite, Pool.Variant own, Pool component) {
        var held = new BitSet();
        if (context.suites().contains(suite.product, List.of(own.edition()), component.product)) {
            for (int variant = 0; variant < component.variants.size(); variant++) {
                var version = component.variants.get(variant).version();
                boolean isOther = suite.versions.has(own.version())
                        && suite.versions.has(version)
                        && !version.equals(own.version());
                if (!isOther) {
                    held.set(variant);
                }
            }
        }
        return held;
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
