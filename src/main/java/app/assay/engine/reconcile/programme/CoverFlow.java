package app.assay.engine.reconcile.programme;

import app.assay.engine.reconcile.demand.Demand;
import app.assay.engine.reconcile.right.Part;
import app.assay.engine.reconcile.right.Right;
import java.util.Arrays;
import java.util.List;

/// Which units of rights cover which demand when no alternative is left: exact, in whole numbers.
///
/// A network from rights through their parts to needs; an upgrade's units flow through its base, so that both can never
/// be
/// used at once. Needs are served in the order of what a unit of them puts at risk, each as far as it goes without
/// taking
/// anything from one before; the sets of demand that can be served form a polymatroid, so this order yields the least
/// money
/// at risk. Every unit goes along the cheapest free path, where a path costs the place of its part in the order of
/// preference; a flow built of cheapest paths has no cheaper rearrangement.
public final class CoverFlow {

    private final int partNode;
    private final int needNode;
    private final int nodes;
    private final int parts;

    private int[] to = new int[64];
    private long[] left = new long[64];
    private int[] cost = new int[64];
    private int[] next = new int[64];
    private int arcs;
    private final int[] head;

    private final long[] covered;
    private final int[] partArc;

    /// @param preference by part: its place in the order of preference
    public CoverFlow(List<Right> rights, List<Part> parts, int[] preference, List<Demand.NeedKey> needs) {
        partNode = 1 + rights.size();
        needNode = partNode + parts.size();
        nodes = needNode + needs.size();
        this.parts = parts.size();
        head = new int[nodes];
        Arrays.fill(head, -1);
        covered = new long[needs.size()];
        partArc = new int[parts.size()];
        for (var right : rights) {
            if (right.capacity() > 0) {
                arc(right.base() == Right.NO_BASE ? 0 : 1 + right.base(), 1 + right.number(), right.capacity(), 0);
            }
        }
        for (int part = 0; part < parts.size(); part++) {
            partArc[part] = arcs;
            arc(1 + parts.get(part).right(), partNode + part, parts.get(part).capacity(), preference[part]);
        }
        for (int need = 0; need < needs.size(); need++) {
            var allowed = needs.get(need).parts();
            for (int part = allowed.nextSetBit(0); part >= 0; part = allowed.nextSetBit(part + 1)) {
                arc(partNode + part, needNode + need, Part.UNLIMITED, 0);
            }
        }
    }

    private void arc(int from, int target, long capacity, int price) {
        if (arcs + 2 > to.length) {
            to = Arrays.copyOf(to, 2 * arcs);
            left = Arrays.copyOf(left, 2 * arcs);
            cost = Arrays.copyOf(cost, 2 * arcs);
            next = Arrays.copyOf(next, 2 * arcs);
        }
        half(from, target, capacity, price);
        half(target, from, 0, -price);
    }

    private void half(int from, int target, long capacity, int price) {
        to[arcs] = target;
        left[arcs] = capacity;
        cost[arcs] = price;
        next[arcs] = head[from];
        head[from] = arcs++;
    }

    /// Serves as much of a need as can be served.
    public void serve(int need, long demand) {
        int target = needNode + need;
        long open = demand;
        int[] arcTo = new int[nodes];
        long[] distance = new long[nodes];
        boolean[] queued = new boolean[nodes];
        int[] queue = new int[nodes + 1];
        while (open > 0 && findPath(target, arcTo, distance, queued, queue)) {
            long most = open;
            for (int node = target; node != 0; node = to[arcTo[node] ^ 1]) {
                most = Math.min(most, left[arcTo[node]]);
            }
            for (int node = target; node != 0; node = to[arcTo[node] ^ 1]) {
                left[arcTo[node]] -= most;
                left[arcTo[node] ^ 1] += most;
            }
            open -= most;
            covered[need] += most;
        }
    }

    /// Cheapest free path by a queue of changed nodes; backward arcs have negative costs.
    private boolean findPath(int target, int[] arcTo, long[] distance, boolean[] queued, int[] queue) {
        Arrays.fill(distance, Long.MAX_VALUE);
        Arrays.fill(queued, false);
        distance[0] = 0;
        int first = 0;
        int last = 0;
        queue[last++] = 0;
        while (first != last) {
            int node = queue[first];
            first = first + 1 == queue.length ? 0 : first + 1;
            queued[node] = false;
            for (int arc = head[node]; arc >= 0; arc = next[arc]) {
                int end = to[arc];
                if (left[arc] > 0 && distance[node] + cost[arc] < distance[end]) {
                    distance[end] = distance[node] + cost[arc];
                    arcTo[end] = arc;
                    // Nothing leaves the target but what it has been given, so it is never walked through.
                    if (!queued[end] && end != target) {
                        queued[end] = true;
                        queue[last] = end;
                        last = last + 1 == queue.length ? 0 : last + 1;
                    }
                }
            }
        }
        return distance[target] != Long.MAX_VALUE;
    }

    public long covered(int need) {
        return covered[need];
    }

    public long used(int part) {
        return left[partArc[part] ^ 1];
    }

    /// Units of a part that serve a need.
    public long flow(int part, int need) {
        for (int arc = head[partNode + part]; arc >= 0; arc = next[arc]) {
            if (to[arc] == needNode + need && (arc & 1) == 0) {
                return left[arc ^ 1];
            }
        }
        return 0;
    }

    int parts() {
        return parts;
    }
}
