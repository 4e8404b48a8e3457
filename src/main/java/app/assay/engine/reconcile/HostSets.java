package app.assay.engine.reconcile;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Which full sets license a physical machine for what it has to hold: every combination of sets of which none can be
/// left out.
///
/// A set is of one option and of one choice of rights; it holds virtual machines of the kinds that all of these cover.
/// A
/// combination suffices when every virtual machine finds a place: for every choice of kinds there are at least as many
/// places as machines of these kinds (Hall's condition). Software of the physical machine itself needs a set that its
/// kind
/// may use, and takes no place.
final class HostSets {

    /// Kinds on one physical machine up to which every choice of them is tried as what a set holds.
    private static final int KINDS_SPLIT_FREELY = 6;

    /// Combinations looked at for one physical machine at most.
    private static final int MOST_VISITS = 20_000;

    private final List<Kind> sets;
    private final int[] count;
    private final int[] kinds;
    private final int[] holds;
    private final Collection<Integer> own;
    private final List<int[]> all = new ArrayList<>();
    private int visits;

    /// A kind of sets.
    ///
    /// @param number of the option
    /// @param edition that is needed; empty when it is not known
    /// @param parts that may cover it
    /// @param kinds of machines that it may hold
    /// @param places virtual machines that the first set holds; [Measure#ANY_NUMBER] for any
    /// @param morePlaces machines that each further set holds
    /// @param cost units of the first set
    /// @param moreCost units of each further one
    record Kind(
            int number,
            Option option,
            String edition,
            BitSet parts,
            BitSet kinds,
            int places,
            int morePlaces,
            long cost,
            long moreCost) {

        long units(int sets) {
            return sets == 0 ? 0 : cost + (sets - 1) * moreCost;
        }

        long holds(int sets) {
            return sets == 0 ? 0 : places + (long) (sets - 1) * morePlaces;
        }

        /// Whether it is one set that grows by machines.
        boolean isByMachines() {
            return morePlaces == 1 && moreCost == 1 && places > 1;
        }

        private boolean isAsGoodAs(Kind other) {
            return option == other.option
                    && places >= other.places
                    && morePlaces >= other.morePlaces
                    && cost <= other.cost
                    && moreCost <= other.moreCost
                    && contains(kinds, other.kinds)
                    && contains(parts, other.parts);
        }
    }

    /// @param all by kind of sets, how many
    /// @param isCutShort whether not everything was tried
    record Filled(List<int[]> all, boolean isCutShort) {}

    /// @param machines by kind, how many virtual machines have to be held
    /// @param own the kinds of the physical machine's own software
    HostSets(List<Kind> sets, Map<Integer, Integer> machines, Collection<Integer> own) {
        this.sets = sets;
        kinds = machines.keySet().stream().mapToInt(Integer::intValue).toArray();
        count = machines.values().stream().mapToInt(Integer::intValue).toArray();
        this.own = own;
        holds = new int[sets.size()];
        for (int place = 0; place < holds.length; place++) {
            for (int kind = 0; kind < kinds.length; kind++) {
                if (sets.get(place).kinds().get(kinds[kind])) {
                    holds[place] |= 1 << kind;
                }
            }
        }
    }

    /// The sets that an option offers for kinds of machines: one for each choice of its rights, with all kinds that
    /// it
    /// may hold.
    ///
    /// @param partsOf the rights that may be used for all of some kinds on the physical machine; empty where the
    /// option
    ///     is not for them
    /// @param machines virtual machines that the physical machine has to hold at most
    static List<Kind> offered(
            int number,
            Option option,
            String edition,
            Eligibility eligibility,
            BitSet kinds,
            Function<BitSet, Optional<BitSet>> partsOf,
            long cost,
            int machines) {
        var kindsByParts = new LinkedHashMap<BitSet, BitSet>();
        var limited = new HashSet<BitSet>();
        boolean isUnlimited = option.measure.machinesPerSet() == Measure.ANY_NUMBER;
        for (var choice : choices(kinds)) {
            var able = partsOf.apply(choice);
            if (able.isEmpty()) {
                continue;
            }
            var parts = able.get();
            if (isUnlimited && machines > cost) {
                var free = (BitSet) parts.clone();
                if (eligibility.dropLimitedByCores(free)) {
                    kindsByParts.computeIfAbsent(parts, _ -> new BitSet()).or(choice);
                    limited.add(parts);
                    parts = free;
                }
            }
            kindsByParts.computeIfAbsent(parts, _ -> new BitSet()).or(choice);
        }
        var offered = new ArrayList<Kind>();
        kindsByParts.forEach((parts, held) -> {
            if (limited.contains(parts)) {
                offered.add(new Kind(number, option, edition, parts, held, (int) cost, 1, cost, 1));
            } else {
                int places = option.measure.machinesPerSet();
                offered.add(new Kind(
                        number,
                        option,
                        edition,
                        parts,
                        held,
                        places,
                        isUnlimited ? 0 : places,
                        cost,
                        isUnlimited ? 0 : cost));
            }
        });
        return offered;
    }

    /// All choices of a few kinds; of many only all together and each by itself.
    private static List<BitSet> choices(BitSet kinds) {
        int[] list = kinds.stream().toArray();
        var choices = new ArrayList<BitSet>();
        if (list.length <= KINDS_SPLIT_FREELY) {
            for (int subset = (1 << list.length) - 1; subset > 0; subset--) {
                var choice = new BitSet();
                for (int place = 0; place < list.length; place++) {
                    choice.set(list[place], (subset & 1 << place) != 0);
                }
                choices.add(choice);
            }
            return choices;
        }
        choices.add(kinds);
        for (int kind : list) {
            var choice = new BitSet();
            choice.set(kind);
            choices.add(choice);
        }
        return choices;
    }

    /// Without those that another is as good as.
    static List<Kind> worthwhile(List<Kind> sets) {
        var kept = new ArrayList<Kind>();
        for (var one : sets) {
            if (kept.stream().noneMatch(other -> other.isAsGoodAs(one))) {
                kept.removeIf(one::isAsGoodAs);
                kept.add(one);
            }
        }
        return kept;
    }

    private static boolean contains(BitSet large, BitSet small) {
        var missing = (BitSet) small.clone();
        missing.andNot(large);
        return missing.isEmpty();
    }

    Filled fill() {
        if (kinds.length == 0 && own.isEmpty()) {
            return new Filled(List.of(new int[sets.size()]), false);
        }
        boolean isCutShort = kinds.length > 12;
        if (!isCutShort) {
            fill(0, new int[sets.size()]);
            isCutShort = visits >= MOST_VISITS;
        }
        if (isCutShort) {
            addSimple();
        }
        return new Filled(all, isCutShort);
    }

    private void fill(int place, int[] counts) {
        if (++visits >= MOST_VISITS) {
            return;
        }
        if (suffices(counts)) {
            if (isMinimal(counts)) {
                all.add(counts.clone());
            }
            return;
        }
        if (place == counts.length || !canSuffice(place, counts)) {
            return;
        }
        int most = most(place);
        for (int number = 0; number <= most; number++) {
            counts[place] = number;
            fill(place + 1, counts);
        }
        counts[place] = 0;
    }

    /// As many sets of one kind as could be of use.
    private int most(int place) {
        long machines = 0;
        for (int kind = 0; kind < kinds.length; kind++) {
            machines += (holds[place] & 1 << kind) != 0 ? count[kind] : 0;
        }
        var set = sets.get(place);
        if (machines == 0) {
            return own.stream().anyMatch(kind -> set.kinds().get(kind)) ? 1 : 0;
        }
        return machines <= set.places() || set.morePlaces() == 0
                ? 1
                : 1 + (int) Math.ceilDiv(machines - set.places(), (long) set.morePlaces());
    }

    private boolean canSuffice(int place, int[] counts) {
        int[] fullest = counts.clone();
        for (int later = place; later < fullest.length; later++) {
            fullest[later] = most(later);
        }
        return suffices(fullest);
    }

    private boolean isMinimal(int[] counts) {
        for (int place = 0; place < counts.length; place++) {
            if (counts[place] > 0) {
                counts[place]--;
                boolean suffices = suffices(counts);
                counts[place]++;
                if (suffices) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Whether every machine finds a place and the physical machine's own software a set.
    private boolean suffices(int[] counts) {
        for (int kind : own) {
            boolean isServed = false;
            for (int place = 0; place < counts.length && !isServed; place++) {
                isServed = counts[place] > 0 && sets.get(place).kinds().get(kind);
            }
            if (!isServed) {
                return false;
            }
        }
        for (int subset = 1; subset < 1 << kinds.length; subset++) {
            long machines = 0;
            for (int kind = 0; kind < kinds.length; kind++) {
                machines += (subset & 1 << kind) != 0 ? count[kind] : 0;
            }
            for (int place = 0; place < counts.length && machines > 0; place++) {
                if ((holds[place] & subset) != 0) {
                    machines -= sets.get(place).holds(counts[place]);
                }
            }
            if (machines > 0) {
                return false;
            }
        }
        return true;
    }

    /// All kinds together by each kind of sets that holds them, and each kind by itself.
    private void addSimple() {
        int everything = kinds.length > 30 ? -1 : (1 << kinds.length) - 1;
        for (int place = 0; place < holds.length; place++) {
            if (holds[place] == everything
                    && own.stream().allMatch(sets.get(place).kinds()::get)) {
                int[] counts = new int[holds.length];
                counts[place] = most(place);
                all.add(counts);
            }
        }
        int[] each = new int[holds.length];
        for (int kind = 0; kind < kinds.length; kind++) {
            int best = -1;
            for (int place = 0; place < holds.length; place++) {
                if ((holds[place] & 1 << kind) != 0
                        && (best < 0
                                || sets.get(place).parts().cardinality()
                                        > sets.get(best).parts().cardinality())) {
                    best = place;
                }
            }
            if (best < 0) {
                return;
            }
            each[best] = Math.max(each[best], most(best));
        }
        for (int kind : own) {
            for (int place = 0; place < holds.length; place++) {
                if (sets.get(place).kinds().get(kind)) {
                    each[place] = Math.max(1, each[place]);
                    break;
                }
            }
        }
        all.add(each);
    }
}
