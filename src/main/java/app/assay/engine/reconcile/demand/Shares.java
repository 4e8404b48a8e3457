package app.assay.engine.reconcile.demand;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Ways to share out what one physical machine holds to its sets, however many virtual machines it has: never more than
/// [#MOST], nor many more looked at.
///
/// Machines that are alike may be shared out in several ways each: all products in one set, say, or each in its own.
/// Where not every mixture can be listed, those in which all machines are alike come first, then those of two ways in
/// even steps, then those nearest to all in one set; so none of the ways is missed, and only mixtures are.
final class Shares {

    /// Ways that are listed at most.
    static final int MOST = 512;

    /// Pairs of ways that are looked at for each that is listed, since several may come to the same.
    private static final int TRIES = 8;

    private static final Shared NOTHING = new Shared(Map.of(), List.of());

    /// What the sets of one physical machine have to hold.
    ///
    /// @param places by kind, how many places are needed
    /// @param own kinds of its own software
    record Shared(Map<Integer, Integer> places, List<Integer> own) {
        private Shared with(Shared other) {
            var sum = new TreeMap<>(places);
            other.places.forEach((kind, count) -> sum.merge(kind, count, Integer::sum));
            var allOwn = new TreeSet<>(own);
            allOwn.addAll(other.own);
            return new Shared(sum, List.copyOf(allOwn));
        }
    }

    /// @param all the ways, each once
    /// @param isCutShort whether there are more
    record Found(List<Shared> all, boolean isCutShort) {}

    private Shares() {}

    /// @param held by what machines have in common, how many of them are to be held
    static Found of(Map<Held, Integer> held) {
        List<Shared> all = List.of(NOTHING);
        boolean isCutShort = false;
        for (var entry : held.entrySet()) {
            var more = ofAlike(entry.getKey(), entry.getValue());
            var joined = joined(all, more.all());
            isCutShort |= more.isCutShort() || joined.isCutShort();
            all = joined.all();
        }
        return new Found(all, isCutShort);
    }

    /// Each of some ways with each of others; those that come early in both first.
    private static Found joined(List<Shared> ones, List<Shared> others) {
        var joined = new LinkedHashSet<Shared>();
        long tries = 0;
        for (int sum = 0; sum <= ones.size() + others.size() - 2; sum++) {
            for (int one = Math.max(0, sum - others.size() + 1); one <= Math.min(sum, ones.size() - 1); one++) {
                if (joined.size() == MOST || tries == (long) MOST * TRIES) {
                    return new Found(List.copyOf(joined), true);
                }
                tries++;
                joined.add(ones.get(one).with(others.get(sum - one)));
            }
        }
        return new Found(List.copyOf(joined), false);
    }

    private static Found ofAlike(Held held, int count) {
        var sharings = held.sharings();
        if (held.own()) {
            return new Found(
                    sharings.stream()
                            .map(kinds -> new Shared(Map.of(), List.copyOf(new TreeSet<>(kinds))))
                            .distinct()
                            .toList(),
                    false);
        }
        var mixtures = new LinkedHashSet<List<Integer>>();
        boolean isCutShort = number(count, sharings.size()) > MOST;
        if (isCutShort) {
            addAlikeAndPairs(count, sharings.size(), mixtures);
        }
        addAll(new Integer[sharings.size()], 0, count, mixtures);
        var all = new LinkedHashSet<Shared>();
        for (var mixture : mixtures) {
            var places = new TreeMap<Integer, Integer>();
            for (int sharing = 0; sharing < mixture.size(); sharing++) {
                int taken = mixture.get(sharing);
                if (taken > 0) {
                    sharings.get(sharing).forEach(kind -> places.merge(kind, taken, Integer::sum));
                }
            }
            all.add(new Shared(places, List.of()));
        }
        return new Found(List.copyOf(all), isCutShort);
    }

    /// Mixtures of so many machines in so many ways; a little more than [#MOST] where there are more than that.
    private static long number(int count, int ways) {
        long number = 1;
        for (int way = 1; way < ways; way++) {
            number = Math.min(MOST + 1L, number * (count + way) / way);
        }
        return number;
    }

    /// All machines in each way, and some in one way and the others in another: half of those that are listed.
    private static void addAlikeAndPairs(int count, int ways, Set<List<Integer>> into) {
        for (int way = 0; way < ways && into.size() < MOST; way++) {
            add(count, ways, way, way, count, into);
        }
        int pairs = ways * (ways - 1) / 2;
        int steps = Math.clamp((MOST / 2 - ways) / Math.max(1, pairs), 1, Math.max(1, count - 1));
        for (int step = 1; step <= steps; step++) {
            int others = (int) Math.ceilDiv((long) count * step, steps + 1L);
            for (int one = 0; one < ways; one++) {
                for (int other = one + 1; other < ways && into.size() < MOST; other++) {
                    add(count - others, ways, one, other, count, into);
                }
            }
        }
    }

    private static void add(int taken, int ways, int one, int other, int count, Set<List<Integer>> into) {
        var mixture = new ArrayList<Integer>(ways);
        for (int way = 0; way < ways; way++) {
            mixture.add(way == one ? taken : way == other ? count - taken : 0);
        }
        into.add(List.copyOf(mixture));
    }

    /// Every mixture, most of the first way first, until there are enough.
    private static void addAll(Integer[] taken, int way, int left, Set<List<Integer>> into) {
        if (way == taken.length - 1) {
            taken[way] = left;
            into.add(List.of(taken));
            return;
        }
        for (int number = left; number >= 0 && into.size() < MOST; number--) {
            taken[way] = number;
            addAll(taken, way + 1, left - number, into);
        }
    }
}
