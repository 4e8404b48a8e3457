package app.assay.engine.reconcile.demand;

import app.assay.engine.reconcile.measure.Measure;
import app.assay.engine.reconcile.pool.Eligibility;
import app.assay.engine.reconcile.pool.Option;
import app.assay.engine.reconcile.pool.Pricing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

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

    /// Choices of more kinds that are tried as what a set holds at most.
    private static final int MOST_CHOICES = 64;

    /// Kinds on one physical machine up to which combinations are looked at; of more only a few are tried.
    private static final int MOST_KINDS = 12;

    /// Combinations looked at for one physical machine at most.
    static final int MOST_VISITS = 20_000;

    private final List<Kind> sets;
    private final int[] count;
    private final int[] kinds;
    private final int[] holds;
    private final Collection<Integer> own;
    private final List<int[]> all = new ArrayList<>();
    private final int visitsAtMost;
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

        /// What a unit costs that nothing covers.
        Pricing pricing() {
            return option.line.offers().of(Optional.of(option.metric), edition, parts);
        }

        private boolean isAsGoodAs(Kind other) {
            return option == other.option
                    && places >= other.places
                    && morePlaces >= other.morePlaces
                    && cost <= other.cost
                    && moreCost <= other.moreCost
                    && contains(kinds, other.kinds)
                    && contains(parts, other.parts)
                    && pricing().equals(other.pricing());
        }
    }

    /// @param all the sets that an option offers
    /// @param isCutShort whether there may be more
    record Offered(List<Kind> all, boolean isCutShort) {}

    /// @param all by kind of sets, how many
    /// @param isCutShort whether not everything was tried
    record Filled(List<int[]> all, boolean isCutShort) {}

    /// @param machines by kind, how many virtual machines have to be held
    /// @param own the kinds of the physical machine's own software
    /// @param mostVisits combinations that may be looked at, each of many kinds counting several times
    HostSets(List<Kind> sets, Map<Integer, Integer> machines, Collection<Integer> own, int mostVisits) {
        this.sets = sets;
        kinds = machines.keySet().stream().mapToInt(Integer::intValue).toArray();
        count = machines.values().stream().mapToInt(Integer::intValue).toArray();
        this.own = own;
        visitsAtMost = Math.min(mostVisits, MOST_VISITS) / weight();
        holds = new int[sets.size()];
        for (int place = 0; place < holds.length && kinds.length <= MOST_KINDS; place++) {
            for (int kind = 0; kind < kinds.length; kind++) {
                if (sets.get(place).kinds().get(kinds[kind])) {
                    holds[place] |= 1 << kind;
                }
            }
        }
    }

    /// The sets that an option offers for kinds of machines: one for each choice of its rights and each price that
    /// a
    /// right for what it holds would have, with all kinds that it may hold.
    ///
    /// @param editionOf the edition that is needed for some kinds together; empty when it is not known
    /// @param partsOf the rights that may be used for all of some kinds on the physical machine; empty where the
    /// option
    ///     is not for them
    /// @param machines virtual machines that the physical machine has to hold at most
    static Offered offered(
            int number,
            Option option,
            Function<BitSet, String> editionOf,
            Eligibility eligibility,
            BitSet kinds,
            Function<BitSet, Optional<BitSet>> partsOf,
            long cost,
            int machines) {
        var kindsByOffer = new LinkedHashMap<Offer, BitSet>();
        var editions = new HashMap<Offer, String>();
        var limited = new HashSet<Offer>();
        boolean isUnlimited = option.measure.machinesPerSet() == Measure.ANY_NUMBER;
        var choices = kinds.cardinality() <= KINDS_SPLIT_FREELY
                ? choices(kinds)
                : choicesOfMany(
                        kinds,
                        choice -> partsOf.apply(choice).map(parts -> Offer.of(option, editionOf.apply(choice), parts)));
        for (var choice : choices) {
            var able = partsOf.apply(choice);
            if (able.isEmpty()) {
                continue;
            }
            var parts = able.get();
            var edition = editionOf.apply(choice);
            if (isUnlimited && machines > cost) {
                var free = (BitSet) parts.clone();
                if (eligibility.dropLimitedByCores(free)) {
                    var offer = Offer.of(option, edition, parts);
                    editions.putIfAbsent(offer, edition);
                    kindsByOffer.computeIfAbsent(offer, _ -> new BitSet()).or(choice);
                    limited.add(offer);
                    parts = free;
                }
            }
            var offer = Offer.of(option, edition, parts);
            editions.putIfAbsent(offer, edition);
            kindsByOffer.computeIfAbsent(offer, _ -> new BitSet()).or(choice);
        }
        var offered = new ArrayList<Kind>();
        kindsByOffer.forEach((offer, held) -> {
            var parts = offer.parts();
            var edition = editions.getOrDefault(offer, "");
            if (limited.contains(offer)) {
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
        return new Offered(offered, kinds.cardinality() > KINDS_SPLIT_FREELY && choices.size() >= MOST_CHOICES);
    }

    /// Rights that may be used for something, and what one more would cost.
    private record Offer(BitSet parts, Pricing pricing) {
        static Offer of(Option option, String edition, BitSet parts) {
            return new Offer(parts, option.line.offers().of(Optional.of(option.metric), edition, parts));
        }
    }

    /// All choices of a few kinds.
    private static List<BitSet> choices(BitSet kinds) {
        int[] list = kinds.stream().toArray();
        var choices = new ArrayList<BitSet>();
        for (int subset = (1 << list.length) - 1; subset > 0; subset--) {
            var choice = new BitSet();
            for (int place = 0; place < list.length; place++) {
                choice.set(list[place], (subset & 1 << place) != 0);
            }
            choices.add(choice);
        }
        return choices;
    }

    /// Some kinds, and the rights and the price of what may hold them all.
    private record Priced(BitSet kinds, Offer offer) {}

    /// Of many kinds: for each choice of rights that some have in common, and each price, all kinds that it may be
    /// used for.
    ///
    /// There are [#MOST_CHOICES] at most.
    private static List<BitSet> choicesOfMany(BitSet kinds, Function<BitSet, Optional<Offer>> offerOf) {
        var choices = new ArrayList<Priced>();
        addWidened(kinds, kinds, offerOf, choices);
        kinds.stream().forEach(kind -> {
            var choice = new BitSet();
            choice.set(kind);
            addWidened(choice, kinds, offerOf, choices);
        });
        for (int one = 1; one < choices.size(); one++) {
            for (int other = 0; other < one && choices.size() < MOST_CHOICES; other++) {
                var choice = (BitSet) choices.get(one).kinds().clone();
                choice.or(choices.get(other).kinds());
                addWidened(choice, kinds, offerOf, choices);
            }
        }
        return choices.stream().map(Priced::kinds).toList();
    }

    /// Adds a choice, with whatever else the same rights may be used for at the same price, unless one that is
    /// there
    /// has it.
    private static void addWidened(
            BitSet choice, BitSet kinds, Function<BitSet, Optional<Offer>> offerOf, List<Priced> choices) {
        var offer = offerOf.apply(choice);
        if (offer.isEmpty()
                || choices.stream()
                        .anyMatch(known -> known.offer().equals(offer.get()) && contains(known.kinds(), choice))) {
            return;
        }
        var wide = (BitSet) choice.clone();
        kinds.stream().filter(kind -> !choice.get(kind)).forEach(kind -> {
            wide.set(kind);
            wide.set(kind, offerOf.apply(wide).equals(offer));
        });
        choices.add(new Priced(wide, offer.get()));
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
        boolean isCutShort = kinds.length > MOST_KINDS;
        if (!isCutShort) {
            fill(0, new int[sets.size()]);
            isCutShort = visits >= visitsAtMost;
        }
        if (isCutShort) {
            addSimple();
        }
        return new Filled(all, isCutShort);
    }

    /// What was spent of the combinations that may be looked at.
    int visits() {
        return visits * weight();
    }

    /// For how many a combination counts: each is held against every choice of kinds.
    private int weight() {
        return Math.max(1, (1 << Math.min(kinds.length, MOST_KINDS)) >> KINDS_SPLIT_FREELY);
    }

    private void fill(int place, int[] counts) {
        if (visits >= visitsAtMost) {
            return;
        }
        visits++;
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
        return needed(set, machines);
    }

    /// Sets of one kind that hold so many machines.
    private static int needed(Kind set, long machines) {
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

    /// All kinds together by each kind of sets that holds them, and kind after kind by those of the most rights.
    ///
    /// The latter once each by itself, and once in places that sets of the others leave free.
    private void addSimple() {
        long machines = Arrays.stream(count).asLongStream().sum();
        for (int place = 0; place < sets.size(); place++) {
            var held = sets.get(place).kinds();
            if (Arrays.stream(kinds).allMatch(held::get) && own.stream().allMatch(held::get)) {
                int[] counts = new int[sets.size()];
                counts[place] = needed(sets.get(place), machines);
                all.add(counts);
            }
        }
        int[] best = Arrays.stream(kinds).map(this::richest).toArray();
        if (Arrays.stream(best).allMatch(place -> place >= 0)) {
            addOneByOne(best, false);
            addOneByOne(best, true);
        }
    }

    /// The sets for a kind that the most rights may be used for; −1 where none holds it.
    private int richest(int kind) {
        int best = -1;
        for (int place = 0; place < sets.size(); place++) {
            if (sets.get(place).kinds().get(kind)
                    && (best < 0
                            || sets.get(place).parts().cardinality()
                                    > sets.get(best).parts().cardinality())) {
                best = place;
            }
        }
        return best;
    }

    /// @param best by kind, the sets for what finds no free place
    private void addOneByOne(int[] best, boolean isSharing) {
        int[] counts = new int[sets.size()];
        long[] used = new long[sets.size()];
        // Sets of few rights are of use for many kinds, and are filled up by those that come later.
        var order = IntStream.range(0, kinds.length)
                .boxed()
                .sorted(Comparator.comparingInt(
                        (Integer kind) -> sets.get(best[kind]).parts().cardinality()))
                .toList();
        for (int kind : order) {
            long left = count[kind];
            for (int place = 0; place < counts.length && isSharing && left > 0; place++) {
                if (counts[place] > 0 && sets.get(place).kinds().get(kinds[kind])) {
                    long taken = Math.min(left, sets.get(place).holds(counts[place]) - used[place]);
                    used[place] += taken;
                    left -= taken;
                }
            }
            if (left > 0) {
                used[best[kind]] += left;
                counts[best[kind]] = needed(sets.get(best[kind]), used[best[kind]]);
            }
        }
        for (int kind : own) {
            boolean isServed = IntStream.range(0, counts.length)
                    .anyMatch(place ->
                            counts[place] > 0 && sets.get(place).kinds().get(kind));
            int place = isServed ? -1 : richest(kind);
            if (!isServed && place < 0) {
                return;
            }
            if (!isServed) {
                counts[place] = 1;
            }
        }
        all.add(counts);
    }
}
