package app.assay.engine.reconcile;

import app.assay.domain.position.Trace.ConsumerKind;
import app.assay.work.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Ways to license a product whose physical machines are licensed for the virtual machines on them.
///
/// Each physical machine holds what runs on it: its own software, the virtual machines that are known to stay, and
/// those
/// of its clusters that may land on it. It needs full sets of its cores or sockets; each set is of one option and holds
/// virtual machines of kinds that the rights used for it all cover, as many as its terms permit. Besides, a virtual
/// machine may be licensed by itself where an option by device can count it; it then needs no place in any set,
/// wherever
/// it lands. How sets are filled is [HostSets]'s business; here every choice of machines that are licensed by
/// themselves is tried with it.
///
/// Without an option by device physical machines are consumers each by itself; with one, those that a virtual machine
/// may
/// move between are one consumer. A machine whose host nobody knows can only be licensed by itself. People and suites
/// are not ways for such a product; where an option by person is left out because of that, the line says so.
final class HostWays {

    /// More kinds than this are only tried all together and each by itself.
    static final int KINDS_SPLIT_FREELY = 4;

    /// Choices of machines licensed by themselves that are tried at most.
    private static final int MOST_CHOICES = 2_000;

    /// Ways of one consumer that are kept at most.
    private static final int MOST_WAYS = 256;

    /// Ways of several physical machines together that are kept at most while one choice is tried.
    private static final int MOST_TOGETHER = 64;

    /// Comparisons of ways of one consumer at most.
    private static final int MOST_COMPARISONS = 400_000;

    private final GroupDemand group;
    private final EstateIndex estate;
    private final Map<Problem, Solution> known = new HashMap<>();
    private int comparisons;

    HostWays(GroupDemand group, Context context) {
        this.group = group;
        this.estate = context.estate();
    }

    /// A physical machine and what it has to hold, as places of the installations.
    private static final class Load {
        final int machine;
        final List<Integer> places = new ArrayList<>();
        int own = EstateIndex.NONE;

        Load(int machine) {
            this.machine = machine;
        }
    }

    /// How machines that are alike may be licensed by themselves.
    ///
    /// @param units of each, ascending; as many as there are machines
    private record Alone(Option option, String edition, BitSet parts, List<Long> units) {}

    /// Machines that are alike: they may be taken out of the sets in any order, so the cheapest go first.
    ///
    /// @param hosts numbers, within the consumer, of the physical machines that must hold them
    /// @param own whether it is the physical machine's own software, which needs a set but no place in it
    private record Fibre(int kind, List<Integer> hosts, boolean own, int count, List<Alone> alone) {}

    /// All that decides how a consumer may be licensed.
    private record Problem(List<List<HostSets.Kind>> sets, List<Fibre> fibres) {}

    private record Solution(List<Demand.Way> ways, boolean isCutShort) {}

    private record Candidate(Needs needs, String label, int lastOption) {}

    /// One choice of machines licensed by themselves: by fibre and option, how many.
    @SuppressWarnings("ArrayRecordComponent") // never compared, and never leaves this class
    private record Choice(int[][] counts) {}

    void demand(Pool pool, List<Option> options) {
        new OfPool(pool, options).demand();
    }

    /// The work for one pool.
    private final class OfPool {
        private final Installs found;
        private final List<Option> byHost;
        private final List<Option> byDevice;
        private final int[] kindOf;
        private final Map<Load, List<HostSets.Kind>> setsOf = new HashMap<>();

        OfPool(Pool pool, List<Option> options) {
            found = group.installs(pool);
            byHost = options.stream()
                    .filter(option -> option.measure.isOfPhysicalMachine())
                    .toList();
            byDevice = options.stream()
                    .filter(option ->
                            option.measure.level() == Measure.Level.DEVICE && !option.measure.isOfPhysicalMachine())
                    .toList();
            kindOf = kinds(pool);
            if (options.size() > byHost.size() + byDevice.size()) {
                group.of(byHost.getFirst().line).waysLeftOut = true;
            }
        }

        /// By variant: the first variant that the same parts of all options cover.
        private int[] kinds(Pool pool) {
            var first = new HashMap<List<BitSet>, Integer>();
            int[] kinds = new int[Math.max(1, pool.variants.size())];
            for (int variant = 0; variant < pool.variants.size(); variant++) {
                var covers = new ArrayList<BitSet>();
                for (var option : byHost) {
                    covers.add(group.eligibility(option).ofVariant(variant));
                }
                for (var option : byDevice) {
                    covers.add(group.eligibility(option).ofVariant(variant));
                }
                int place = variant;
                kinds[variant] = first.computeIfAbsent(covers, _ -> place);
            }
            return kinds;
        }

        void demand() {
            var loads = new TreeMap<Integer, Load>();
            for (int place = 0; place < found.count(); place++) {
                if (found.step[place] != Selection.COUNTED) {
                    continue;
                }
                int device = found.device[place];
                int[] machines = estate.machinesFor(device);
                if (machines.length == 0) {
                    alone(place);
                }
                for (int machine : machines) {
                    var load = loads.computeIfAbsent(machine, Load::new);
                    if (machine == device) {
                        load.own = place;
                    } else {
                        load.places.add(place);
                    }
                }
            }
            for (var consumer : consumers(loads)) {
                license(consumer);
            }
        }

        /// Physical machines that have to be licensed together.
        private Iterable<List<Load>> consumers(SortedMap<Integer, Load> loads) {
            if (byDevice.isEmpty()) {
                return loads.values().stream().map(List::of).toList();
            }
            var root = new HashMap<Integer, Integer>();
            var firstOf = new HashMap<Integer, Integer>();
            loads.forEach((machine, load) -> {
                root.put(machine, machine);
                for (int place : load.places) {
                    int other = firstOf.computeIfAbsent(place, _ -> machine);
                    root.put(find(root, machine), find(root, other));
                }
            });
            var together = new LinkedHashMap<Integer, List<Load>>();
            loads.forEach((machine, load) -> together.computeIfAbsent(find(root, machine), _ -> new ArrayList<>())
                    .add(load));
            together.values().forEach(list -> list.sort(Comparator.comparingInt(load -> estate.rank[load.machine])));
            return together.values();
        }

        private static int find(Map<Integer, Integer> root, int machine) {
            int current = machine;
            for (int above = root.getOrDefault(current, current); above != current; ) {
                current = above;
                above = root.getOrDefault(current, current);
            }
            return current;
        }

        /// A virtual machine whose host nobody knows.
        private void alone(int place) {
            var ways = new ArrayList<Demand.Way>();
            int device = found.device[place];
            for (var option : byDevice) {
                long units = option.measure.unitsOf(estate, device);
                if (units != Measure.UNKNOWN) {
                    var needs = new Needs();
                    needs.add(
                            group.demand.need(
                                    option,
                                    found.pool
                                            .variants
                                            .get(found.variant[place])
                                            .edition(),
                                    group.eligibility(option).ofDevice(found.variant[place], device)),
                            units);
                    ways.add(needs.way("the virtual machine by itself, " + option.metric.text()));
                }
            }
            if (ways.isEmpty()) {
                group.of(byHost.getFirst().line).unknown("host-unknown", device);
            } else {
                group.take(ways, new Demand.Member(ConsumerKind.DEVICE, device, 0, new int[] {device}));
            }
        }

        private void license(List<Load> consumer) {
            var problem = problem(consumer);
            var solution = known.computeIfAbsent(problem, HostWays.this::solve);
            if (solution.ways().isEmpty()) {
                for (var load : consumer) {
                    if (setsOf.getOrDefault(load, List.of()).isEmpty()) {
                        var option = byHost.getFirst();
                        group.of(option.line).unknown(option.measure.missing(), load.machine);
                    }
                }
                return;
            }
            if (solution.isCutShort()) {
                group.of(byHost.getFirst().line).waysLeftOut = true;
            }
            var devices = new LinkedHashSet<Integer>();
            for (var load : consumer) {
                load.places.forEach(place -> devices.add(found.device[place]));
                if (load.own != EstateIndex.NONE) {
                    devices.add(load.machine);
                }
            }
            group.take(
                    solution.ways(),
                    new Demand.Member(
                            ConsumerKind.HOST,
                            consumer.getFirst().machine,
                            0,
                            devices.stream().mapToInt(Integer::intValue).toArray()));
        }

        private Problem problem(List<Load> consumer) {
            var sets = new ArrayList<List<HostSets.Kind>>();
            var hosts = new TreeMap<Integer, List<Integer>>();
            var fibres = new ArrayList<Fibre>();
            for (int number = 0; number < consumer.size(); number++) {
                var load = consumer.get(number);
                var ofHost = kindsOfSets(load);
                setsOf.put(load, ofHost);
                sets.add(ofHost);
                for (int place : load.places) {
                    hosts.computeIfAbsent(place, _ -> new ArrayList<>(1)).add(number);
                }
                if (load.own != EstateIndex.NONE) {
                    fibres.add(new Fibre(
                            kindOf[found.variant[load.own]],
                            List.of(number),
                            true,
                            1,
                            ofOne(found.variant[load.own], load.machine)));
                }
            }
            if (byDevice.isEmpty()) {
                addWithoutAlone(hosts, fibres);
            } else {
                addAlike(hosts, fibres);
            }
            fibres.sort(Comparator.<Fibre, Boolean>comparing(Fibre::own)
                    .thenComparingInt(Fibre::kind)
                    .thenComparing(fibre -> fibre.hosts().toString())
                    .thenComparingInt(Fibre::count)
                    .thenComparing(fibre -> fibre.alone().toString()));
            return new Problem(sets, fibres);
        }

        private void addWithoutAlone(Map<Integer, List<Integer>> hosts, List<Fibre> into) {
            var counts = new TreeMap<Integer, Integer>();
            hosts.keySet().forEach(place -> counts.merge(kindOf[found.variant[place]], 1, Integer::sum));
            counts.forEach((kind, count) -> into.add(new Fibre(kind, List.of(0), false, count, List.of())));
        }

        private void addAlike(Map<Integer, List<Integer>> hosts, List<Fibre> into) {
            var alike = new LinkedHashMap<List<Object>, List<Integer>>();
            hosts.forEach((place, on) -> {
                int device = found.device[place];
                var key = new ArrayList<Object>(List.of(kindOf[found.variant[place]], on));
                for (var option : byDevice) {
                    long units = option.measure.unitsOf(estate, device);
                    key.add(group.eligibility(option).ofDevice(found.variant[place], device));
                    key.add(edition(found.variant[place]));
                    // with several options by device the cheapest by one need not be the cheapest by the other
                    key.add(units == Measure.UNKNOWN || byDevice.size() > 1 ? units : 0L);
                }
                alike.computeIfAbsent(key, _ -> new ArrayList<>()).add(place);
            });
            alike.forEach((_, places) -> {
                int first = places.getFirst();
                var alone = new ArrayList<Alone>();
                for (var option : byDevice) {
                    var units = places.stream()
                            .map(place -> option.measure.unitsOf(estate, found.device[place]))
                            .sorted()
                            .toList();
                    if (units.getFirst() != Measure.UNKNOWN) {
                        var parts = group.eligibility(option).ofDevice(found.variant[first], found.device[first]);
                        alone.add(new Alone(option, edition(found.variant[first]), parts, units));
                    }
                }
                into.add(new Fibre(
                        kindOf[found.variant[first]],
                        hosts.getOrDefault(first, List.of()),
                        false,
                        places.size(),
                        alone));
            });
        }

        private String edition(int variant) {
            return found.pool.variants.get(variant).edition();
        }

        private List<Alone> ofOne(int variant, int device) {
            var alone = new ArrayList<Alone>();
            for (var option : byDevice) {
                long units = option.measure.unitsOf(estate, device);
                if (units != Measure.UNKNOWN) {
                    var parts = group.eligibility(option).ofDevice(variant, device);
                    alone.add(new Alone(option, edition(variant), parts, List.of(units)));
                }
            }
            return alone;
        }

        private static IntStream own(Load load) {
            return load.own == EstateIndex.NONE ? IntStream.empty() : IntStream.of(load.own);
        }

        /// What sets the options offer for what a physical machine has to hold.
        private List<HostSets.Kind> kindsOfSets(Load load) {
            var kinds = new BitSet();
            load.places.forEach(place -> kinds.set(kindOf[found.variant[place]]));
            if (load.own != EstateIndex.NONE) {
                kinds.set(kindOf[found.variant[load.own]]);
            }
            var edition = GroupDemand.editionOf(
                    found.pool,
                    IntStream.concat(load.places.stream().mapToInt(Integer::intValue), own(load))
                            .map(place -> found.variant[place])
                            .sorted()
                            .toArray());
            var sets = new ArrayList<HostSets.Kind>();
            for (int number = 0; number < byHost.size(); number++) {
                var option = byHost.get(number);
                long cost = option.measure.setOf(estate, load.machine);
                if (cost != Measure.UNKNOWN) {
                    var offered = HostSets.offered(
                            number,
                            option,
                            edition,
                            group.eligibility(option),
                            kinds,
                            load.machine,
                            cost,
                            load.places.size());
                    sets.addAll(offered);
                }
            }
            return HostSets.worthwhile(sets);
        }
    }

    // The ways of one consumer

    private Solution solve(Problem problem) {
        var kept = new ArrayList<Candidate>();
        var choices = new ArrayList<Choice>();
        boolean cut = choices(problem, choices);
        if (choices.size() > 2) {
            // Everything by sets comes first; everything by itself second, so that neither is ever left out.
            choices.add(1, choices.removeLast());
        }
        comparisons = 0;
        for (int number = 0; number < choices.size(); number++) {
            if (number > 1 && comparisons > MOST_COMPARISONS) {
                cut = true;
                break;
            }
            cut |= addWays(problem, choices.get(number), kept);
        }
        kept.sort(Comparator.comparingInt(Candidate::lastOption)
                .thenComparingLong(candidate -> candidate.needs().total())
                .thenComparing(Candidate::label)
                .thenComparing(candidate -> text(candidate.needs())));
        cut |= kept.size() > MOST_WAYS;
        return new Solution(
                kept.stream()
                        .limit(MOST_WAYS)
                        .map(candidate -> candidate.needs().way(candidate.label()))
                        .toList(),
                cut);
    }

    /// In words that do not depend on the order in which needs were met.
    private String text(Needs needs) {
        var texts = new ArrayList<String>();
        needs.units.forEach((need, units) -> {
            var key = group.demand.needs.get(need);
            texts.add(key.line().id + key.parts() + units);
        });
        texts.sort(null);
        return texts.toString();
    }

    private static boolean choices(Problem problem, List<Choice> into) {
        var fibres = problem.fibres();
        long all = 1;
        for (var fibre : fibres) {
            all = Math.min(MOST_CHOICES + 1, all * choicesOf(fibre));
        }
        if (all <= MOST_CHOICES) {
            addChoices(fibres, 0, new int[fibres.size()][], into);
            return false;
        }
        // None by itself, all, and the cheapest ones by each option.
        int options =
                fibres.stream().mapToInt(fibre -> fibre.alone().size()).max().orElse(0);
        int[][] none = new int[fibres.size()][];
        for (int number = 0; number < none.length; number++) {
            none[number] = new int[fibres.get(number).alone().size()];
        }
        into.add(new Choice(none));
        for (int option = 0; option < options; option++) {
            int[][] counts = copy(none);
            for (int number = 0; number < fibres.size(); number++) {
                if (option < counts[number].length) {
                    int most = fibres.get(number).count();
                    for (int taken = 0; taken < most && into.size() < MOST_CHOICES; taken++) {
                        counts[number][option]++;
                        into.add(new Choice(copy(counts)));
                    }
                    counts[number][option] = most;
                }
            }
            into.add(new Choice(copy(counts)));
        }
        return true;
    }

    private static int[][] copy(int[][] counts) {
        return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
    }

    /// How many ways there are to give some of a fibre's machines to each of its options.
    private static long choicesOf(Fibre fibre) {
        long choices = 1;
        for (int option = 1; option <= fibre.alone().size(); option++) {
            choices = Math.min(MOST_CHOICES + 1, choices * (fibre.count() + option) / option);
        }
        return choices;
    }

    private static void addChoices(List<Fibre> fibres, int number, int[][] counts, List<Choice> into) {
        if (number == fibres.size()) {
            into.add(new Choice(copy(counts)));
            return;
        }
        var fibre = fibres.get(number);
        addChoices(fibres, number, new int[fibre.alone().size()], 0, fibre.count(), counts, into);
    }

    private static void addChoices(
            List<Fibre> fibres, int number, int[] of, int option, int left, int[][] counts, List<Choice> into) {
        if (option == of.length) {
            counts[number] = of.clone();
            addChoices(fibres, number + 1, counts, into);
            return;
        }
        for (int taken = 0; taken <= left; taken++) {
            of[option] = taken;
            addChoices(fibres, number, of, option + 1, left - taken, counts, into);
        }
        of[option] = 0;
    }

    private boolean addWays(Problem problem, Choice choice, List<Candidate> kept) {
        var needs = new Needs();
        int last = 0;
        int alone = 0;
        int machines = 0;
        var names = new LinkedHashSet<String>();
        var fibres = problem.fibres();
        for (int number = 0; number < fibres.size(); number++) {
            var fibre = fibres.get(number);
            machines += fibre.count();
            for (int option = 0; option < fibre.alone().size(); option++) {
                int taken = choice.counts()[number][option];
                if (taken > 0) {
                    var by = fibre.alone().get(option);
                    names.add(by.option().metric.text());
                    int need = group.demand.need(by.option(), by.edition(), by.parts());
                    by.units().subList(0, taken).forEach(units -> needs.add(need, units));
                    alone += taken;
                    last = Math.max(last, 1000 + option);
                }
            }
        }
        var aloneLabel = alone == 0
                ? ""
                : alone == machines
                        ? "each machine by itself, " + String.join(" or ", names)
                        : Plain.text(
                                "%s virtual %s by %s",
                                alone, Plain.of(alone, "machine", "machines"), Plain.of(alone, "itself", "themselves"));
        List<Candidate> ways = List.of(new Candidate(needs, aloneLabel, last));
        boolean cut = false;
        for (int host = 0; host < problem.sets().size(); host++) {
            var left = new TreeMap<Integer, Integer>();
            int own = EstateIndex.NONE;
            for (int number = 0; number < fibres.size(); number++) {
                var fibre = fibres.get(number);
                int rest =
                        fibre.count() - Arrays.stream(choice.counts()[number]).sum();
                if (rest > 0 && fibre.hosts().contains(host)) {
                    if (fibre.own()) {
                        own = fibre.kind();
                    } else {
                        left.merge(fibre.kind(), rest, Integer::sum);
                    }
                }
            }
            var filled = new HostSets(problem.sets().get(host), left, own).fill();
            cut |= filled.isCutShort();
            ways = together(
                    ways, problem.sets().get(host), filled.all(), problem.sets().size());
            if (problem.sets().size() > 1 && ways.size() > MOST_TOGETHER) {
                cut = true;
                ways = ways.stream()
                        .sorted(Comparator.comparingLong(
                                (Candidate way) -> way.needs().total()))
                        .limit(MOST_TOGETHER)
                        .toList();
            }
        }
        for (var way : ways) {
            cut |= keep(way, kept);
        }
        return cut;
    }

    /// Every way so far with every way to license one more physical machine.
    private List<Candidate> together(List<Candidate> ways, List<HostSets.Kind> sets, List<int[]> filled, int hosts) {
        var longer = new ArrayList<Candidate>();
        for (var way : ways) {
            for (int[] counts : filled) {
                longer.add(with(way, sets, counts, hosts));
            }
        }
        if (hosts > 1 && longer.size() > 1 && longer.size() <= MOST_WAYS) {
            var best = new ArrayList<Candidate>();
            longer.forEach(candidate -> keep(candidate, best));
            return best;
        }
        return longer;
    }

    private Candidate with(Candidate way, List<HostSets.Kind> sets, int[] counts, int hosts) {
        var needs = new Needs();
        needs.addAll(way.needs());
        var labels = new ArrayList<String>();
        int last = way.lastOption();
        var byOption = new TreeMap<Integer, Long>();
        for (int place = 0; place < counts.length; place++) {
            if (counts[place] > 0) {
                var kind = sets.get(place);
                needs.add(group.demand.need(kind.option(), kind.edition(), kind.parts()), kind.units(counts[place]));
                byOption.merge(kind.number(), (long) (kind.isByMachines() ? 1 : counts[place]), Long::sum);
                last = Math.max(last, kind.number());
            }
        }
        byOption.forEach((number, count) -> {
            var kind = sets.stream()
                    .filter(one -> one.number() == number)
                    .findFirst()
                    .orElseThrow();
            labels.add(Plain.text(
                    "%s %s %s on the host, %s",
                    count == 1 ? "one set of" : count + " sets of",
                    kind.cost(),
                    kind.option().measure instanceof ProcessorMeasure ? "processor licences" : "cores",
                    kind.option().metric.text()));
        });
        if (!way.label().isEmpty() && !(hosts > 1 && labels.isEmpty())) {
            labels.add(way.label());
        } else if (labels.isEmpty()) {
            labels.add(way.label());
        }
        labels.removeIf(String::isEmpty);
        return new Candidate(needs, String.join(", and ", new LinkedHashSet<>(labels)), last);
    }

    /// Keeps a way unless another is as good for whatever rights there are, and drops those that it is as good as.
    private boolean keep(Candidate candidate, List<Candidate> kept) {
        for (var other : kept) {
            if (isAsGood(other.needs(), candidate.needs())) {
                return false;
            }
        }
        kept.removeIf(other -> isAsGood(candidate.needs(), other.needs()));
        if (kept.size() >= MOST_WAYS) {
            return true;
        }
        kept.add(candidate);
        return false;
    }

    /// Whether every right that covers units of the worse way could cover units of the better one instead, of the
    /// same
    /// line, and no unit is left over.
    private boolean isAsGood(Needs better, Needs worse) {
        comparisons++;
        if (better.total() > worse.total()) {
            return false;
        }
        int[] own = better.units.keySet().stream().mapToInt(Integer::intValue).toArray();
        if (own.length > 10) {
            return better.units.entrySet().stream()
                    .allMatch(entry -> worse.units.getOrDefault(entry.getKey(), 0L) >= entry.getValue());
        }
        for (int subset = 1; subset < 1 << own.length; subset++) {
            long needed = 0;
            long there = 0;
            for (int place = 0; place < own.length; place++) {
                if ((subset & 1 << place) != 0) {
                    needed += better.units.getOrDefault(own[place], 0L);
                }
            }
            for (var entry : worse.units.entrySet()) {
                boolean fits = false;
                for (int place = 0; place < own.length && !fits; place++) {
                    fits = (subset & 1 << place) != 0 && isEasier(own[place], entry.getKey());
                }
                there += fits ? entry.getValue() : 0;
            }
            if (needed > there) {
                return false;
            }
        }
        return true;
    }

    private boolean isEasier(int need, int than) {
        if (need == than) {
            return true;
        }
        var easy = group.demand.needs.get(need);
        var hard = group.demand.needs.get(than);
        if (easy.line() != hard.line() || !easy.pricing().equals(hard.pricing())) {
            return false;
        }
        var missing = (BitSet) hard.parts().clone();
        missing.andNot(easy.parts());
        return missing.isEmpty();
    }

    /// All ways to split kinds into parts: every partition of a few kinds, else only all together and each by
    /// itself.
    static List<List<List<Integer>>> splits(List<Integer> kinds) {
        if (kinds.size() > KINDS_SPLIT_FREELY) {
            return List.of(List.of(kinds), kinds.stream().map(List::of).toList());
        }
        List<List<List<Integer>>> splits = List.of(List.of());
        for (int kind : kinds) {
            var longer = new ArrayList<List<List<Integer>>>();
            for (var split : splits) {
                for (int part = 0; part < split.size(); part++) {
                    var copy = new ArrayList<>(split);
                    var joined = new ArrayList<>(split.get(part));
                    joined.add(kind);
                    copy.set(part, joined);
                    longer.add(copy);
                }
                var copy = new ArrayList<>(split);
                copy.add(List.of(kind));
                longer.add(copy);
            }
            splits = longer;
        }
        return splits;
    }

    /// Units by need while a way is put together.
    static final class Needs {
        private final Map<Integer, Long> units = new TreeMap<>();
        private final Map<Line, Long> bySuite = new LinkedHashMap<>();

        void add(int need, long some) {
            if (some > 0) {
                units.merge(need, some, Long::sum);
            }
        }

        void bySuite(Line line, long some) {
            bySuite.merge(line, some, Long::sum);
        }

        void addAll(Needs others) {
            others.units.forEach(this::add);
            others.bySuite.forEach(this::bySuite);
        }

        /// Units by need.
        Map<Integer, Long> units() {
            return units;
        }

        long total() {
            return units.values().stream().mapToLong(Long::longValue).sum();
        }

        Demand.Way way(String label) {
            return new Demand.Way(List.copyOf(units.keySet()), List.copyOf(units.values()), label, Map.copyOf(bySuite));
        }
    }
}
