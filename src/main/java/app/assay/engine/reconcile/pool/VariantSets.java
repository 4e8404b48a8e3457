package app.assay.engine.reconcile.pool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Numbers for the sets of variants that consumers of one pool have, so that a million installations make no objects.
///
/// A variant by itself has its own number; sets of several follow, each once.
public final class VariantSets {

    private static final int NOT_ASKED = -1;

    private final int variants;
    private final List<int[]> several = new ArrayList<>();
    private final Map<BitSet, Integer> numbers = new HashMap<>();

    /// By variant and set: the set with the variant added.
    private final int[][] joined;

    VariantSets(int variants) {
        this.variants = variants;
        joined = new int[variants][0];
    }

    public int count() {
        return variants + several.size();
    }

    boolean isSingle(int set) {
        return set < variants;
    }

    /// Variants of a set, lowest first.
    public int[] of(int set) {
        return set < variants ? new int[] {set} : several.get(set - variants).clone();
    }

    int highest(int set) {
        if (set < variants) {
            return set;
        }
        int[] members = several.get(set - variants);
        return members[members.length - 1];
    }

    boolean contains(int set, int variant) {
        return set < variants ? set == variant : Arrays.binarySearch(several.get(set - variants), variant) >= 0;
    }

    /// The set with one more variant.
    int with(int set, int variant) {
        if (set == variant) {
            return set;
        }
        int[] row = joined[variant];
        if (row.length <= set) {
            int before = row.length;
            row = Arrays.copyOf(row, count());
            Arrays.fill(row, before, row.length, NOT_ASKED);
            joined[variant] = row;
        }
        if (row[set] == NOT_ASKED) {
            var members = bits(set);
            members.set(variant);
            row[set] = number(members);
        }
        return row[set];
    }

    public int union(int left, int right) {
        if (left == right) {
            return left;
        }
        if (right < variants) {
            return with(left, right);
        }
        int all = left;
        for (int variant : several.get(right - variants)) {
            all = with(all, variant);
        }
        return all;
    }

    private BitSet bits(int set) {
        var bits = new BitSet();
        for (int variant : of(set)) {
            bits.set(variant);
        }
        return bits;
    }

    /// The number of a set that is not empty.
    public int number(BitSet members) {
        if (members.cardinality() == 1) {
            return members.nextSetBit(0);
        }
        var known = numbers.get(members);
        if (known == null) {
            known = count();
            numbers.put(members, known);
            several.add(members.stream().toArray());
        }
        return known;
    }
}
