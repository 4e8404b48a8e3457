package app.assay.engine.reconcile.demand;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// How the variants that one consumer has may be shared out to licences of one option: one licence for all of them, or
/// several that each cover some.
///
/// What may cover one variant may cover every other one for which the same parts serve and more, so only variants whose
/// parts do not contain another's decide. A licence for all is always a way, even where nothing could cover all: a
/// right to buy could.
final class Blocks {

    /// More variants that nothing covers together than this are tried all together, each alone, and in pairs of one
    /// with the rest.
    static final int SPLIT_FREELY = 4;

    private Blocks() {}

    /// @param parts parts that may serve each variant
    /// @return each way as the parts that may serve each of its licences; the first is one licence for all
    static List<List<BitSet>> ways(List<BitSet> parts) {
        var deciding = deciding(parts);
        if (deciding.size() == 1) {
            return List.of(deciding);
        }
        var together = common(deciding);
        var ways = new ArrayList<List<BitSet>>();
        ways.add(List.of(together));
        for (var split : splits(deciding)) {
            if (split.size() > 1 && isUseful(split)) {
                ways.add(split);
            }
        }
        return ways;
    }

    /// Whether there are more ways than are tried.
    static boolean isCut(List<BitSet> parts) {
        return deciding(parts).size() > SPLIT_FREELY;
    }

    /// The smallest sets of parts, each once.
    private static List<BitSet> deciding(List<BitSet> parts) {
        var deciding = new ArrayList<BitSet>();
        for (var one : parts) {
            boolean decides = !deciding.contains(one);
            for (var other : parts) {
                decides &= other.equals(one) || !isWithin(other, one);
            }
            if (decides) {
                deciding.add(one);
            }
        }
        return deciding;
    }

    static boolean isWithin(BitSet inner, BitSet outer) {
        for (int each = inner.nextSetBit(0); each >= 0; each = inner.nextSetBit(each + 1)) {
            if (!outer.get(each)) {
                return false;
            }
        }
        return true;
    }

    private static BitSet common(List<BitSet> parts) {
        var common = (BitSet) parts.getFirst().clone();
        parts.forEach(common::and);
        return common;
    }

    /// Each licence can be had, and none does what another one does anyway.
    private static boolean isUseful(List<BitSet> split) {
        for (int one = 0; one < split.size(); one++) {
            for (int other = 0; other < split.size(); other++) {
                if (split.get(one).isEmpty() || (one != other && isWithin(split.get(one), split.get(other)))) {
                    return false;
                }
            }
        }
        return true;
    }

    /// All ways to split things into groups.
    static List<List<List<Integer>>> partitions(List<Integer> things) {
        List<List<List<Integer>>> splits = List.of(List.of());
        for (int thing : things) {
            var longer = new ArrayList<List<List<Integer>>>();
            for (var split : splits) {
                for (int group = 0; group < split.size(); group++) {
                    var copy = new ArrayList<>(split);
                    var joined = new ArrayList<>(split.get(group));
                    joined.add(thing);
                    copy.set(group, joined);
                    longer.add(copy);
                }
                var copy = new ArrayList<>(split);
                copy.add(List.of(thing));
                longer.add(copy);
            }
            splits = longer;
        }
        return splits;
    }

    private static List<List<BitSet>> splits(List<BitSet> sets) {
        if (sets.size() <= SPLIT_FREELY) {
            var numbers = new ArrayList<Integer>();
            for (int number = 0; number < sets.size(); number++) {
                numbers.add(number);
            }
            return partitions(numbers).stream()
                    .map(split -> split.stream()
                            .map(block -> common(block.stream().map(sets::get).toList()))
                            .toList())
                    .toList();
        }
        var splits = new ArrayList<List<BitSet>>();
        splits.add(sets);
        for (int alone = 0; alone < sets.size(); alone++) {
            var rest = new ArrayList<>(sets);
            var one = rest.remove(alone);
            splits.add(List.of(one, common(rest)));
        }
        return splits;
    }
}
