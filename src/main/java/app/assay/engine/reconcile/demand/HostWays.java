package app.assay.engine.reconcile.demand;

import app.assay.domain.position.Trace.ConsumerKind;
import app.assay.engine.reconcile.index.EstateIndex;
import app.assay.engine.reconcile.index.Selection;
import app.assay.engine.reconcile.measure.Measure;
import app.assay.engine.reconcile.measure.ProcessorMeasure;
import app.assay.engine.reconcile.pool.Context;
import app.assay.engine.reconcile.pool.Line;
import app.assay.engine.reconcile.pool.Option;
import app.assay.engine.reconcile.pool.Pool;
import app.assay.work.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Ways to license products whose physical machines are licensed for the virtual machines on them: one product, or
/// several that a suite licensed in the same way contains.
///
/// Each physical machine holds what runs on it: its own software, the virtual machines that are known to stay, and
/// those of its clusters that may land on it. It needs full sets of its cores or sockets; each set is of one option and
/// holds virtual machines of kinds that the rights used for it all cover, as many as its terms permit. What one machine
/// has (versions, editions, products) need not be covered by one licence: it may be shared out to several sets, in each
/// of which the machine takes a place.
///
/// Besides, software may be licensed where it is by an option by device, or with all that its person uses by an option
/// by person; it then needs no place in any set, wherever the machine lands. How sets are filled is [HostSets]'s
/// business; here every choice of what is licensed outside of sets is tried with it.
///
/// Without options by device and person physical machines are consumers each by itself; with one, those that a virtual
/// machine may move between are one consumer, and so are those of one person. What nobody knows the host of can only be
/// licensed outside of sets.
final class HostWays {

    /// What one machine has up to which every way to share it out is tried; beyond it only all together and each by
    /// itself.
    private static final int ITEMS_SPLIT_FREELY = 3;

    /// Choices of what is licensed outside of sets that are tried at most.
    private static final int MOST_CHOICES = 2_000;

    /// Ways to treat one machine, or all machines of one person, at most.
    private static final int MOST_TREATMENTS = 64;

    /// Ways of one consumer that are kept at most.
    private static final int MOST_WAYS = 256;

    /// Ways of several physical machines together that are kept at most while one choice is tried.
    private static final int MOST_TOGETHER = 64;

    /// Ways to fill the sets of one physical machine that are looked at for one choice at most.
    private static final int MOST_FILLS = 4_096;

    /// Combinations of sets that are looked at for all physical machines and choices of one consumer at most; after
    /// that a few simple ones are tried for each.
    private static final int MOST_VISITS = 400_000;

    /// Comparisons of ways of one consumer at most.
    private static final int MOST_COMPARISONS = 400_000;

    private final GroupDemand group;
    private final Context context;
    private final EstateIndex estate;
    private final Map<Problem, Solution> known = new HashMap<>();
    private final Map<ToFill, Fills> filled = new HashMap<>();
    private int comparisons;
    private int visitsLeft;

    HostWays(GroupDemand group, Context context) {
        this.group = group;
        this.context = context;
        this.estate = context.estate();
    }

    /// A physical machine and the virtual machines that it has to hold.
    private static final class Load {
        final int machine;
        final List<Integer> machines = new ArrayList<>();
        boolean own;

        Load(int machine) {
            this.machine = machine;
        }
    }

    /// Machines that have to be licensed together.
    ///
    /// @param devices those with software, by name
    private record Consumer(List<Load> hosts, List<Integer> devices) {}

    /// A licence outside of sets.
    ///
    /// @param units for each of the machines that are alike, ascending
    private record Alone(Option option, String edition, BitSet parts, List<Long> units) {}

    /// One way to license all that one machine has, or one person's machines.
    private record Treatment(List<Held> held, List<Alone> alone) {
        Treatment with(Treatment other) {
            var allHeld = new ArrayList<>(held);
            allHeld.addAll(other.held);
            var allAlone = new ArrayList<>(alone);
            allAlone.addAll(other.alone);
            return new Treatment(allHeld, allAlone);
        }
    }

    private static final Treatment NOTHING = new Treatment(List.of(), List.of());

    /// Machines, or people with theirs, that are alike: whichever of them are treated in a way, so the cheapest go
    /// first.
    private record Fibre(int count, List<Treatment> treatments) {}

    /// All that decides how a consumer may be licensed.
    private record Problem(List<List<HostSets.Kind>> sets, List<Fibre> fibres) {}

    private record Solution(List<Demand.Way> ways, boolean isCutShort) {}

    private record Candidate(Needs needs, String label, int lastOption) {}

    /// By fibre and treatment, how many are treated so.
    @SuppressWarnings("ArrayRecordComponent") // never compared, and never leaves this class
    private record Choice(int[][] counts) {}

    /// @param pools those by host that suites link, or one
    void demand(List<Pool> pools) {
        new OfPools(pools).demand();
    }

    /// The work for some pools.
    private final class OfPools {
        private final List<Pool> pools;
        private final int[] firstItem;
        private final List<Option> byHost = new ArrayList<>();
        private final List<Option> byDevice = new ArrayList<>();
        private final List<Option> byPerson = new ArrayList<>();

        /// By option and item, an item being a version and edition of one of the pools: parts that may be used
        /// for it.
        private final Map<Option, BitSet[]> parts = new HashMap<>();

        private final BitSet[] requirements;

        /// By device: what it has that decides.
        private final TreeMap<Integer, List<Integer>> items = new TreeMap<>();

        private final Map<List<Object>, Integer> kindNumbers = new HashMap<>();
        private final List<List<Integer>> kinds = new ArrayList<>();
        private final Map<List<Integer>, Integer> kindOf = new HashMap<>();
        private final Map<List<Integer>, List<List<Integer>>> sharingsOf = new HashMap<>();

        /// By option and kinds: parts that may be used for all of them, wherever they are.
        private final Map<Option, Map<BitSet, Optional<BitSet>>> partsOfKinds = new HashMap<>();

        /// The physical machines of the consumer that is looked at.
        private List<Load> loads = List.of();

        private boolean isCut;

        OfPools(List<Pool> pools) {
            this.pools = pools;
            firstItem = new int[pools.size() + 1];
            for (int place = 0; place < pools.size(); place++) {
                firstItem[place + 1] =
                        firstItem[place] + Math.max(1, pools.get(place).variants.size());
            }
            requirements = new BitSet[firstItem[pools.size()]];
            Arrays.setAll(requirements, _ -> new BitSet());
            for (var pool : pools) {
                for (var option : group.installOptions(pool)) {
                    if (option.measure.level() == Measure.Level.USER) {
                        if (group.of(option.line).untold.isEmpty()) {
                            byPerson.add(option);
                        } else {
                            group.of(option.line).waysLeftOut = true;
                        }
                    } else {
                        (option.measure.isOfPhysicalMachine() ? byHost : byDevice).add(option);
                    }
                }
            }
            for (var options : List.of(byHost, byDevice, byPerson)) {
                options.forEach(option -> parts.put(option, partsByItem(option)));
            }
        }

        private int poolOf(int item) {
            int pool = 0;
            while (item >= firstItem[pool + 1]) {
                pool++;
            }
            return pool;
        }

        private BitSet[] partsByItem(Option option) {
            var byItem = new BitSet[requirements.length];
            for (int item = 0; item < byItem.length; item++) {
                int place = poolOf(item);
                var pool = pools.get(place);
                int variant = item - firstItem[place];
                byItem[item] = new BitSet();
                if (option.line.pool.equals(pool)) {
                    byItem[item] = group.eligibility(option).ofVariant(variant);
                } else if (context.suites().isSuite(option.line.pool.product) && variant < pool.variants.size()) {
                    for (int part = 0; part < option.parts.size(); part++) {
                        if (BagWays.covers(context, option.parts.get(part), option.line.pool, pool, variant)) {
                            byItem[item].set(option.partNumbers[part]);
                        }
                    }
                }
                requirements[item].or(byItem[item]);
            }
            return byItem;
        }

        private BitSet partsOf(Option option, Collection<Integer> some) {
            var byItem = java.util.Objects.requireNonNull(parts.get(option));
            @org.jspecify.annotations.Nullable BitSet common = null;
            for (int item : some) {
                if (common == null) {
                    common = (BitSet) byItem[item].clone();
                } else {
                    common.and(byItem[item]);
                }
            }
            return common == null ? new BitSet() : common;
        }

        void demand() {
            findItems();
            for (var consumer : consumers()) {
                license(consumer);
            }
        }

        private void findItems() {
            for (int place = 0; place < pools.size(); place++) {
                var pool = pools.get(place);
                if (group.installOptions(pool).isEmpty()) {
                    continue;
                }
                var found = group.installs(pool);
                var bySet = new HashMap<Integer, List<Integer>>();
                for (int install = 0; install < found.count(); install++) {
                    if (found.step[install] == Selection.COUNTED) {
                        int first = firstItem[place];
                        var own = bySet.computeIfAbsent(
                                found.set[install],
                                set -> deciding(Arrays.stream(found.sets.of(set))
                                        .map(variant -> first + variant)
                                        .toArray()));
                        items.merge(found.device[install], own, OfPools::joined);
                    }
                }
            }
        }

        private static List<Integer> joined(List<Integer> left, List<Integer> right) {
            var joined = new TreeSet<>(left);
            joined.addAll(right);
            return List.copyOf(joined);
        }

        /// Of one product those that decide: whatever may be used for them may be used for the others beside
        /// them.
        private List<Integer> deciding(int[] some) {
            var deciding = new ArrayList<Integer>();
            for (int at = 0; at < some.length; at++) {
                boolean decides = true;
                for (int other = 0; other < some.length && decides; other++) {
                    boolean isEasier =
                            other != at && Blocks.isWithin(requirements[some[other]], requirements[some[at]]);
                    // of equal ones the highest stays
                    decides = !isEasier || (requirements[some[other]].equals(requirements[some[at]]) && other < at);
                }
                if (decides) {
                    deciding.add(some[at]);
                }
            }
            return deciding;
        }

        /// The kind that a set has to hold for some of what a machine has; alike where the same rights hold it.
        private int kind(List<Integer> block) {
            return kindOf.computeIfAbsent(block, _ -> {
                var covers = new ArrayList<Object>();
                byHost.forEach(option -> covers.add(List.of(partsOf(option, block), isOwn(option, block))));
                return kindNumbers.computeIfAbsent(covers, _ -> {
                    kinds.add(block);
                    return kinds.size() - 1;
                });
            });
        }

        // Consumers

        private List<Consumer> consumers() {
            var loads = new TreeMap<Integer, Load>();
            boolean isTogether = !byDevice.isEmpty() || !byPerson.isEmpty();
            int[] root = new int[estate.devices.size() + estate.users.size()];
            Arrays.setAll(root, number -> number);
            var lost = new ArrayList<Integer>();
            for (int device : items.keySet()) {
                int[] machines = estate.machinesFor(device);
                if (machines.length == 0) {
                    lost.add(device);
                }
                for (int machine : machines) {
                    var load = loads.computeIfAbsent(machine, Load::new);
                    if (machine == device) {
                        load.own = true;
                    } else {
                        load.machines.add(device);
                    }
                    if (isTogether) {
                        root[find(root, device)] = find(root, machine);
                    }
                }
                if (!byPerson.isEmpty() && estate.user[device] != EstateIndex.NONE) {
                    root[find(root, device)] = find(root, estate.devices.size() + estate.user[device]);
                }
            }
            if (!isTogether) {
                lost.forEach(device ->
                        items.getOrDefault(device, List.of()).forEach(item -> tellUncounted(item, device, List.of())));
                return loads.values().stream()
                        .map(load -> new Consumer(List.of(load), devicesOf(load)))
                        .toList();
            }
            var hosts = new LinkedHashMap<Integer, List<Load>>();
            var devices = new LinkedHashMap<Integer, List<Integer>>();
            loads.forEach((machine, load) -> hosts.computeIfAbsent(find(root, machine), _ -> new ArrayList<>())
                    .add(load));
            items.keySet()
                    .forEach(device -> devices.computeIfAbsent(find(root, device), _ -> new ArrayList<>())
                            .add(device));
            var all = new ArrayList<Consumer>();
            devices.forEach((number, own) -> {
                var of = hosts.getOrDefault(number, List.of()).stream()
                        .sorted(Comparator.comparingInt(load -> estate.rank[load.machine]))
                        .toList();
                own.sort(Comparator.comparingInt(device -> estate.rank[device]));
                all.add(new Consumer(of, own));
            });
            return all;
        }

        private static List<Integer> devicesOf(Load load) {
            var devices = new ArrayList<>(load.machines);
            if (load.own) {
                devices.add(load.machine);
            }
            return devices;
        }

        private static int find(int[] root, int number) {
            int current = number;
            while (root[current] != current) {
                root[current] = root[root[current]];
                current = root[current];
            }
            return current;
        }

        private void license(Consumer consumer) {
            var all = new HashMap<Integer, List<Integer>>();
            for (int device : consumer.devices()) {
                all.put(device, items.getOrDefault(device, List.of()));
            }
            dropUncountable(consumer);
            if (consumer.devices().stream()
                    .anyMatch(device -> !items.getOrDefault(device, List.of()).isEmpty())) {
                licenseCountable(consumer);
            }
            items.putAll(all);
        }

        private void licenseCountable(Consumer consumer) {
            isCut = false;
            loads = consumer.hosts();
            var fibres = fibres(consumer);
            // Kinds are known once everything was shared out.
            var sets = consumer.hosts().stream().map(this::kindsOfSets).toList();
            var problem = new Problem(sets, fibres);
            var solution = known.computeIfAbsent(problem, HostWays.this::solve);
            if (solution.ways().isEmpty()) {
                tellNothingFound(consumer);
                return;
            }
            if (solution.isCutShort() || isCut) {
                pools.forEach(pool -> pool.lines.forEach(line -> group.of(line).waysLeftOut = true));
            }
            var devices =
                    consumer.devices().stream().mapToInt(Integer::intValue).toArray();
            boolean isHost = !consumer.hosts().isEmpty();
            group.take(
                    solution.ways(),
                    new Demand.Member(
                            isHost ? ConsumerKind.HOST : ConsumerKind.DEVICE,
                            isHost ? consumer.hosts().getFirst().machine : devices[0],
                            0,
                            devices));
        }

        /// Takes out what nothing can count, so that the rest is counted by itself, and tells it at the lines
        /// of its
        /// own
        /// product: a consumer that is left out without a word would look as if it needed nothing.
        private void dropUncountable(Consumer consumer) {
            for (int device : consumer.devices()) {
                var own = items.getOrDefault(device, List.of());
                var hosts = hostsOf(device, consumer);
                var countable = own.stream()
                        .filter(item -> isCountable(item, device, hosts))
                        .toList();
                if (countable.size() < own.size()) {
                    own.stream()
                            .filter(item -> !countable.contains(item))
                            .forEach(item -> tellUncounted(item, device, hosts));
                    items.put(device, countable);
                }
            }
        }

        /// On its own consumer's physical machines alone; another consumer sees to the others.
        private List<Integer> hostsOf(int device, Consumer consumer) {
            var own = consumer.hosts().stream().map(load -> load.machine).toList();
            return Arrays.stream(estate.machinesFor(device))
                    .filter(own::contains)
                    .boxed()
                    .toList();
        }

        private boolean isCountable(int item, int device, List<Integer> hosts) {
            return (estate.user[device] != EstateIndex.NONE
                            && byPerson.stream().anyMatch(option -> isFor(option, List.of(item))))
                    || isAlone(item, device)
                    || (!hosts.isEmpty() && hosts.stream().allMatch(host -> canBeHeldOn(host, item)));
        }

        private boolean canBeHeldOn(int machine, int item) {
            return canBeHeldOn(machine, List.of(item));
        }

        private boolean canBeHeldOn(int machine, List<Integer> block) {
            return byHost.stream()
                    .anyMatch(
                            option -> isFor(option, block) && option.measure.setOf(estate, machine) != Measure.UNKNOWN);
        }

        /// Whether a right of an option could be used, or one could be bought, for all of a block.
        private boolean isFor(Option option, Collection<Integer> block) {
            return isOwn(option, block) || !partsOf(option, block).isEmpty();
        }

        /// Tells every line of an item's product what is missing for it to be counted there.
        private void tellUncounted(int item, int device, List<Integer> hosts) {
            var told = new HashSet<Line>();
            for (var option : group.installOptions(pools.get(poolOf(item)))) {
                if (told.add(option.line)) {
                    var counted = group.of(option.line);
                    if (!option.measure.isOfPhysicalMachine()) {
                        counted.unknown(option.measure.missing(), device);
                    } else if (hosts.isEmpty()) {
                        counted.unknown("host-unknown", device);
                    } else {
                        hosts.stream()
                                .filter(host -> option.measure.setOf(estate, host) == Measure.UNKNOWN)
                                .forEach(host -> counted.unknown(option.measure.missing(), host));
                    }
                }
            }
        }

        /// Everything can be counted by itself, and yet no way was found: none of it may look as if it needed
        /// nothing.
        private void tellNothingFound(Consumer consumer) {
            for (int device : consumer.devices()) {
                for (int item : items.getOrDefault(device, List.of())) {
                    for (var option : group.installOptions(pools.get(poolOf(item)))) {
                        group.of(option.line).waysLeftOut = true;
                        group.of(option.line).unknown("not-measured", device);
                    }
                }
            }
        }

        // Fibres

        private List<Fibre> fibres(Consumer consumer) {
            var numbers = new HashMap<Integer, Integer>();
            for (int number = 0; number < consumer.hosts().size(); number++) {
                numbers.put(consumer.hosts().get(number).machine, number);
            }
            var byOwner = new LinkedHashMap<Integer, List<Integer>>();
            for (int device : consumer.devices()) {
                int user = byPerson.isEmpty() ? EstateIndex.NONE : estate.user[device];
                int owner = user == EstateIndex.NONE ? device : estate.devices.size() + user;
                byOwner.computeIfAbsent(owner, _ -> new ArrayList<>(1)).add(device);
            }
            var alike = new LinkedHashMap<List<Object>, List<List<Treatment>>>();
            byOwner.forEach((owner, devices) -> {
                var treatments = treatments(owner >= estate.devices.size(), devices, numbers);
                alike.computeIfAbsent(key(treatments), _ -> new ArrayList<>()).add(treatments);
            });
            var fibres = new ArrayList<Fibre>();
            alike.forEach((_, same) -> fibres.add(new Fibre(same.size(), merged(same))));
            fibres.sort(Comparator.comparingInt(Fibre::count)
                    .thenComparing(fibre -> fibre.treatments().toString()));
            return fibres;
        }

        /// What has to be the same of machines that are alike; where one licence by itself is the only choice
        /// beside
        /// sets, units may differ.
        private static List<Object> key(List<Treatment> treatments) {
            boolean mayDiffer =
                    treatments.stream().mapToInt(one -> one.alone().size()).sum() == 1;
            var key = new ArrayList<Object>();
            for (var one : treatments) {
                key.add(one.held());
                for (var alone : one.alone()) {
                    key.add(alone.option());
                    key.add(alone.edition());
                    key.add(alone.parts());
                    key.add(mayDiffer ? 0L : alone.units());
                }
            }
            return key;
        }

        private static List<Treatment> merged(List<List<Treatment>> same) {
            var merged = new ArrayList<Treatment>();
            for (int place = 0; place < same.getFirst().size(); place++) {
                var first = same.getFirst().get(place);
                var alone = new ArrayList<Alone>();
                for (int number = 0; number < first.alone().size(); number++) {
                    var units = new ArrayList<Long>();
                    for (var one : same) {
                        units.addAll(one.get(place).alone().get(number).units());
                    }
                    units.sort(null);
                    var by = first.alone().get(number);
                    alone.add(new Alone(by.option(), by.edition(), by.parts(), units));
                }
                merged.add(new Treatment(first.held(), alone));
            }
            return merged;
        }

        /// Ways to license one machine, or all machines of a person; everything in sets comes first.
        private List<Treatment> treatments(boolean isOfPerson, List<Integer> devices, Map<Integer, Integer> numbers) {
            var all = new ArrayList<>(ofMachines(devices, List.of(), numbers));
            if (isOfPerson) {
                var kindsOfPerson = devices.stream()
                        .flatMap(device -> items.getOrDefault(device, List.of()).stream())
                        .distinct()
                        .sorted()
                        .toList();
                int unit = group.unitOfUser(estate.user[devices.getFirst()], devices.getFirst());
                for (var some : subsets(kindsOfPerson, ofPersonMostly(kindsOfPerson, devices, numbers))) {
                    for (var split : splits(some)) {
                        var ofPerson = product(split.stream()
                                .map(block -> ofPerson(block, unit))
                                .toList());
                        all.addAll(product(List.of(ofPerson, ofMachines(devices, some, numbers))));
                    }
                }
            }
            var distinct = all.stream().distinct().toList();
            isCut |= distinct.size() > MOST_TREATMENTS;
            return distinct.stream().limit(MOST_TREATMENTS).toList();
        }

        /// Of many items for a person: all, those that a person may be licensed for, and those that nothing
        /// else counts.
        private List<List<Integer>> ofPersonMostly(
                List<Integer> some, List<Integer> devices, Map<Integer, Integer> numbers) {
            var able = some.stream()
                    .filter(item -> byPerson.stream().anyMatch(option -> isFor(option, List.of(item))))
                    .toList();
            var only = able.stream()
                    .filter(item -> devices.stream()
                            .filter(device ->
                                    items.getOrDefault(device, List.of()).contains(item))
                            .anyMatch(device ->
                                    !isAlone(item, device) && !isInSets(item, numbersOfHosts(device, numbers))))
                    .toList();
            return List.of(some, able, only);
        }

        /// Of many items for a machine by itself: all, those that may be, and those that no set counts.
        private List<List<Integer>> outsideMostly(List<Integer> some, int device, List<Integer> hosts) {
            var able = some.stream().filter(item -> isAlone(item, device)).toList();
            return List.of(
                    some,
                    able,
                    able.stream().filter(item -> !isInSets(item, hosts)).toList());
        }

        private boolean isAlone(int item, int device) {
            return byDevice.stream()
                    .anyMatch(option ->
                            isFor(option, List.of(item)) && option.measure.unitsOf(estate, device) != Measure.UNKNOWN);
        }

        private boolean isInSets(int item, List<Integer> hosts) {
            return !hosts.isEmpty() && hosts.stream().allMatch(host -> canBeHeldOn(loads.get(host).machine, item));
        }

        private List<Treatment> ofPerson(List<Integer> block, int unit) {
            var ways = new ArrayList<Treatment>();
            for (var option : byPerson) {
                var able = partsOf(option, block);
                boolean couldBuy = isOwn(option, block) || !able.isEmpty();
                group.eligibility(option).restrictToUser(able, unit);
                if (couldBuy) {
                    ways.add(new Treatment(
                            List.of(),
                            List.of(new Alone(
                                    option, edition(option, block), able, List.of(option.measure.unitsOfPerson())))));
                }
            }
            return ways;
        }

        /// @param mostly choices that are made of many too, where choosing freely would be too much
        private List<List<Integer>> subsets(List<Integer> some, List<List<Integer>> mostly) {
            if (some.size() > ITEMS_SPLIT_FREELY) {
                isCut = true;
                return mostly.stream()
                        .filter(choice -> !choice.isEmpty())
                        .distinct()
                        .toList();
            }
            var subsets = new ArrayList<List<Integer>>();
            for (int subset = (1 << some.size()) - 1; subset > 0; subset--) {
                var one = new ArrayList<Integer>();
                for (int place = 0; place < some.size(); place++) {
                    if ((subset & 1 << place) != 0) {
                        one.add(some.get(place));
                    }
                }
                subsets.add(one);
            }
            return subsets;
        }

        private List<List<List<Integer>>> splits(List<Integer> some) {
            if (some.size() <= ITEMS_SPLIT_FREELY) {
                return Blocks.partitions(some);
            }
            isCut = true;
            var byProduct =
                    some.stream().collect(Collectors.groupingBy(this::poolOf, TreeMap::new, Collectors.toList()));
            return Stream.of(
                            List.of(some),
                            List.copyOf(byProduct.values()),
                            some.stream().map(List::of).toList())
                    .distinct()
                    .toList();
        }

        private List<Treatment> ofMachines(
                List<Integer> devices, List<Integer> settled, Map<Integer, Integer> numbers) {
            return product(devices.stream()
                    .map(device -> ofMachine(device, settled, numbers))
                    .toList());
        }

        private List<Treatment> ofMachine(int device, List<Integer> settled, Map<Integer, Integer> numbers) {
            var open = items.getOrDefault(device, List.of()).stream()
                    .filter(item -> !settled.contains(item))
                    .toList();
            if (open.isEmpty()) {
                return List.of(NOTHING);
            }
            var hosts = numbersOfHosts(device, numbers);
            var ways = new ArrayList<>(held(open, device, hosts));
            for (var outside :
                    byDevice.isEmpty() ? List.<List<Integer>>of() : subsets(open, outsideMostly(open, device, hosts))) {
                var rest = open.stream().filter(item -> !outside.contains(item)).toList();
                var inSets = rest.isEmpty() ? List.of(NOTHING) : held(rest, device, hosts);
                for (var split : splits(outside)) {
                    var factors = new ArrayList<>(split.stream()
                            .map(block -> alone(block, device, isUnshared(block, open)))
                            .toList());
                    factors.add(inSets);
                    ways.addAll(product(factors));
                }
            }
            return ways;
        }

        /// The physical machines of its own consumer that a machine may be on; another consumer sees to the
        /// others.
        private List<Integer> numbersOfHosts(int device, Map<Integer, Integer> numbers) {
            return Arrays.stream(estate.machinesFor(device))
                    .filter(numbers::containsKey)
                    .map(machine -> numbers.getOrDefault(machine, 0))
                    .sorted()
                    .boxed()
                    .toList();
        }

        /// Everything in sets, shared out to them in each way that could do; none where no set could hold it.
        private List<Treatment> held(List<Integer> some, int device, List<Integer> hosts) {
            isCut |= some.size() > ITEMS_SPLIT_FREELY;
            var sharings = sharingsOf.computeIfAbsent(some, this::sharings);
            var hostsBySharings = new LinkedHashMap<List<List<Integer>>, List<Integer>>();
            for (int host : hosts) {
                int machine = loads.get(host).machine;
                var here = sharings.stream()
                        .filter(sharing -> sharing.stream().allMatch(kind -> canBeHeldOn(machine, kinds.get(kind))))
                        .toList();
                hostsBySharings.computeIfAbsent(here, _ -> new ArrayList<>()).add(host);
            }
            if (hosts.isEmpty() || hostsBySharings.containsKey(List.<List<Integer>>of())) {
                return List.of();
            }
            var held = new ArrayList<Held>();
            hostsBySharings.forEach((here, on) -> held.add(new Held(here, on, !estate.virtual[device])));
            return List.of(new Treatment(held, List.of()));
        }

        private List<List<Integer>> sharings(List<Integer> some) {
            var sharings = new ArrayList<List<Integer>>();
            for (var split : splits(some)) {
                if (split.stream().allMatch(block -> canBeHeld(block, some))) {
                    sharings.add(split.stream().map(this::kind).sorted().toList());
                }
            }
            return sharings.stream().distinct().toList();
        }

        /// Whether a right could be used for a block in a set, or one could be bought; of several versions of
        /// one product
        /// each needs one that is there, since one licence to buy could do for all.
        private boolean canBeHeld(List<Integer> block, List<Integer> some) {
            return byHost.stream()
                    .anyMatch(option ->
                            !partsOf(option, block).isEmpty() || (isOwn(option, block) && isUnshared(block, some)));
        }

        /// Whether a block has all of a machine's versions and editions of its products.
        private boolean isUnshared(List<Integer> block, List<Integer> some) {
            return some.stream()
                    .allMatch(item ->
                            block.contains(item) || block.stream().noneMatch(other -> poolOf(other) == poolOf(item)));
        }

        /// @param isUnshared whether one licence to buy could be the only one for the block's products
        private List<Treatment> alone(List<Integer> block, int device, boolean isUnshared) {
            var ways = new ArrayList<Treatment>();
            for (var option : byDevice) {
                long units = option.measure.unitsOf(estate, device);
                var able = partsOf(option, block);
                boolean couldBuy = isUnshared && (isOwn(option, block) || !able.isEmpty());
                group.eligibility(option).restrictToDevice(able, device);
                if (units != Measure.UNKNOWN && (couldBuy || !able.isEmpty())) {
                    ways.add(new Treatment(
                            List.of(), List.of(new Alone(option, edition(option, block), able, List.of(units)))));
                }
            }
            return ways;
        }

        /// Whether a right to buy by an option could be for all of a block.
        private boolean isOwn(Option option, Collection<Integer> block) {
            return block.stream().allMatch(item -> pools.get(poolOf(item)).equals(option.line.pool));
        }

        private List<Treatment> product(List<List<Treatment>> factors) {
            List<Treatment> product = List.of(NOTHING);
            for (var factor : factors) {
                var longer = new ArrayList<Treatment>();
                for (var one : product) {
                    for (var other : factor) {
                        if (longer.size() > MOST_TREATMENTS) {
                            isCut = true;
                            break;
                        }
                        longer.add(one.with(other));
                    }
                }
                product = longer;
            }
            return product;
        }

        /// Parts of an option that may be used for all of some kinds; empty where the option is not for them.
        private Optional<BitSet> partsOfKinds(Option option, BitSet choice) {
            var ofOption = partsOfKinds.computeIfAbsent(option, _ -> new HashMap<>());
            var known = ofOption.get(choice);
            if (known == null) {
                var held = itemsOf(choice);
                var able = partsOf(option, held);
                known = able.isEmpty() && !isOwn(option, held) ? Optional.empty() : Optional.of(able);
                ofOption.put((BitSet) choice.clone(), known);
            }
            return known;
        }

        /// All that machines of some kinds have.
        private NavigableSet<Integer> itemsOf(BitSet choice) {
            var all = new TreeSet<Integer>();
            choice.stream().forEach(kind -> all.addAll(kinds.get(kind)));
            return all;
        }

        private String edition(Option option, Collection<Integer> some) {
            int place = pools.indexOf(option.line.pool);
            int[] variants = some.stream()
                    .filter(item -> poolOf(item) == place)
                    .mapToInt(item -> item - firstItem[place])
                    .sorted()
                    .toArray();
            return GroupDemand.editionOf(option.line.pool, variants);
        }

        /// What sets the options offer for what a physical machine has to hold.
        private List<HostSets.Kind> kindsOfSets(Load load) {
            var all = devicesOf(load);
            var blocks = new BitSet();
            for (int device : all) {
                var own = items.getOrDefault(device, List.of());
                kindOf.forEach((block, number) -> {
                    if (own.containsAll(block)) {
                        blocks.set(number);
                    }
                });
            }
            var sets = new ArrayList<HostSets.Kind>();
            for (int number = 0; number < byHost.size(); number++) {
                var option = byHost.get(number);
                long cost = option.measure.setOf(estate, load.machine);
                if (cost != Measure.UNKNOWN) {
                    var allowed = group.eligibility(option);
                    var offered = HostSets.offered(
                            number,
                            option,
                            choice -> edition(option, itemsOf(choice)),
                            allowed,
                            blocks,
                            choice -> {
                                var able = partsOfKinds(option, choice).map(parts -> (BitSet) parts.clone());
                                able.ifPresent(parts -> allowed.restrictToHost(parts, load.machine));
                                return able;
                            },
                            cost,
                            load.machines.size());
                    isCut |= offered.isCutShort();
                    sets.addAll(offered.all());
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
        visitsLeft = MOST_VISITS;
        filled.clear();
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
        needs.units().forEach((need, units) -> {
            var key = group.demand.needs.get(need);
            texts.add(key.line().id + key.parts() + units);
        });
        texts.sort(null);
        return texts.toString();
    }

    private static boolean choices(Problem problem, List<Choice> into) {
        var fibres = problem.fibres();
        if (fibres.stream().anyMatch(fibre -> fibre.treatments().isEmpty())) {
            return false;
        }
        long all = 1;
        for (var fibre : fibres) {
            all = Math.min(MOST_CHOICES + 1, all * choicesOf(fibre));
        }
        if (all <= MOST_CHOICES) {
            addChoices(fibres, 0, new int[fibres.size()][], into);
            return false;
        }
        // All by the first treatment, which is by sets, and more and more by each other.
        int most = fibres.stream()
                .mapToInt(fibre -> fibre.treatments().size())
                .max()
                .orElse(0);
        int[][] none = new int[fibres.size()][];
        for (int number = 0; number < none.length; number++) {
            none[number] = new int[fibres.get(number).treatments().size()];
            none[number][0] = fibres.get(number).count();
        }
        into.add(new Choice(none));
        for (int treatment = 1; treatment < most; treatment++) {
            int[][] counts = copy(none);
            for (int number = 0; number < fibres.size(); number++) {
                if (treatment < counts[number].length) {
                    int count = fibres.get(number).count();
                    for (int taken = 0; taken < count && into.size() < MOST_CHOICES; taken++) {
                        counts[number][0]--;
                        counts[number][treatment]++;
                        into.add(new Choice(copy(counts)));
                    }
                    counts[number][0] = 0;
                    counts[number][treatment] = count;
                }
            }
            into.add(new Choice(copy(counts)));
        }
        return true;
    }

    private static int[][] copy(int[][] counts) {
        return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
    }

    /// How many ways there are to treat a fibre's machines.
    private static long choicesOf(Fibre fibre) {
        long choices = 1;
        for (int treatment = 1; treatment < fibre.treatments().size(); treatment++) {
            choices = Math.min(MOST_CHOICES + 1, choices * (fibre.count() + treatment) / treatment);
        }
        return choices;
    }

    private static void addChoices(List<Fibre> fibres, int number, int[][] counts, List<Choice> into) {
        if (number == fibres.size()) {
            into.add(new Choice(copy(counts)));
            return;
        }
        var fibre = fibres.get(number);
        addChoices(fibres, number, new int[fibre.treatments().size()], 1, fibre.count(), counts, into);
    }

    private static void addChoices(
            List<Fibre> fibres, int number, int[] of, int treatment, int left, int[][] counts, List<Choice> into) {
        if (treatment == of.length) {
            of[0] = left;
            counts[number] = of.clone();
            addChoices(fibres, number + 1, counts, into);
            return;
        }
        for (int taken = 0; taken <= left; taken++) {
            of[treatment] = taken;
            addChoices(fibres, number, of, treatment + 1, left - taken, counts, into);
        }
        of[treatment] = 0;
    }

    private boolean addWays(Problem problem, Choice choice, List<Candidate> kept) {
        var needs = new Needs();
        int last = 0;
        int alone = 0;
        int machines = 0;
        boolean isByPerson = false;
        var names = new LinkedHashSet<String>();
        var fibres = problem.fibres();
        var left = new ArrayList<Map<Held, Integer>>();
        problem.sets().forEach(_ -> left.add(new LinkedHashMap<>()));
        for (int number = 0; number < fibres.size(); number++) {
            var fibre = fibres.get(number);
            machines += fibre.count();
            for (int place = 0; place < fibre.treatments().size(); place++) {
                int taken = choice.counts()[number][place];
                if (taken == 0) {
                    continue;
                }
                var treatment = fibre.treatments().get(place);
                for (var by : treatment.alone()) {
                    names.add(by.option().metric.text());
                    isByPerson |= by.option().measure.level() == Measure.Level.USER;
                    int need = group.demand.need(by.option(), by.edition(), by.parts());
                    by.units().subList(0, taken).forEach(units -> needs.add(need, units));
                    last = Math.max(last, 1000 + place);
                }
                alone += treatment.alone().isEmpty() ? 0 : taken;
                for (var held : treatment.held()) {
                    for (int host : held.hosts()) {
                        left.get(host).merge(held, taken, Integer::sum);
                    }
                }
            }
        }
        var what = isByPerson ? "consumer" : "virtual machine";
        var aloneLabel = alone == 0
                ? ""
                : alone == machines
                        ? (isByPerson ? "outside of sets, " : "each machine by itself, ") + String.join(" or ", names)
                        : Plain.text(
                                "%s %s by %s",
                                alone,
                                Plain.of(alone, what, what + "s"),
                                isByPerson ? String.join(" or ", names) : Plain.of(alone, "itself", "themselves"));
        List<Candidate> ways = List.of(new Candidate(needs, aloneLabel, last));
        boolean cut = false;
        for (int host = 0; host < problem.sets().size(); host++) {
            var sets = problem.sets().get(host);
            var toFill = new ToFill(sets, left.get(host));
            var fills = filled.get(toFill);
            if (fills == null) {
                fills = fill(sets, left.get(host), problem.sets().size());
                filled.put(toFill, fills);
            }
            cut |= fills.isCutShort();
            ways = together(ways, sets, fills.all(), problem.sets().size());
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

    /// What a physical machine has to hold, and by which sets it may.
    private record ToFill(List<HostSets.Kind> sets, Map<Held, Integer> held) {}

    /// @param all by kind of sets, how many
    /// @param isCutShort whether not everything was tried
    private record Fills(List<int[]> all, boolean isCutShort) {}

    /// Which sets hold what one physical machine has to hold, in the ways to share it out that [Shares] lists.
    ///
    /// Where other physical machines are licensed with it, those that another is as good as are left out.
    private Fills fill(List<HostSets.Kind> sets, Map<Held, Integer> held, int hosts) {
        var shares = Shares.of(held);
        boolean cut = shares.isCutShort();
        var distinct = new HashSet<List<Integer>>();
        var fills = new ArrayList<int[]>();
        for (var share : shares.all()) {
            var hostSets = new HostSets(sets, share.places(), share.own(), visitsLeft);
            var all = hostSets.fill();
            visitsLeft -= hostSets.visits();
            cut |= all.isCutShort();
            for (int[] counts : all.all()) {
                if (distinct.add(Arrays.stream(counts).boxed().toList())) {
                    cut |= fills.size() >= MOST_FILLS;
                    if (fills.size() < MOST_FILLS) {
                        fills.add(counts);
                    }
                }
            }
        }
        return hosts == 1 ? new Fills(fills, cut) : worthwhile(sets, fills, cut);
    }

    /// Fills that are worth trying with each of another physical machine, those of the fewest units first.
    private Fills worthwhile(List<HostSets.Kind> sets, List<int[]> fills, boolean isCutShort) {
        int before = comparisons;
        boolean cut = isCutShort;
        var kept = new ArrayList<Fill>();
        for (int[] counts : fills) {
            var needs = new Needs();
            add(sets, counts, needs);
            if (kept.stream().noneMatch(other -> isAsGood(other.needs(), needs))) {
                kept.removeIf(other -> isAsGood(needs, other.needs()));
                cut |= kept.size() >= MOST_WAYS;
                if (kept.size() < MOST_WAYS) {
                    kept.add(new Fill(counts, needs));
                }
            }
        }
        // They are few, and not what one choice after another costs.
        comparisons = before;
        kept.sort(Comparator.comparingLong(fill -> fill.needs().total()));
        return new Fills(kept.stream().map(Fill::counts).toList(), cut);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared, and never leaves this class
    private record Fill(int[] counts, Needs needs) {}

    /// Every way so far with every way to license one more physical machine; of very many those of few units, of
    /// which
    /// the least [#MOST_TOGETHER] are never left out.
    private List<Candidate> together(List<Candidate> ways, List<HostSets.Kind> sets, List<int[]> fills, int hosts) {
        boolean isAll = hosts == 1 || (long) ways.size() * fills.size() <= MOST_WAYS;
        var ordered = isAll
                ? ways
                : ways.stream()
                        .sorted(Comparator.comparingLong(way -> way.needs().total()))
                        .toList();
        var longer = new ArrayList<Candidate>();
        for (int way = 0; way < ordered.size(); way++) {
            int most = isAll ? fills.size() : Math.min(fills.size(), MOST_WAYS / (way + 1));
            for (int fill = 0; fill < most; fill++) {
                longer.add(with(ordered.get(way), sets, fills.get(fill), hosts));
            }
        }
        if (hosts > 1 && longer.size() > 1 && longer.size() <= MOST_WAYS) {
            var best = new ArrayList<Candidate>();
            longer.forEach(candidate -> keep(candidate, best));
            return best;
        }
        return longer;
    }

    private void add(List<HostSets.Kind> sets, int[] counts, Needs needs) {
        for (int place = 0; place < counts.length; place++) {
            if (counts[place] > 0) {
                var kind = sets.get(place);
                needs.add(group.demand.need(kind.option(), kind.edition(), kind.parts()), kind.units(counts[place]));
            }
        }
    }

    private Candidate with(Candidate way, List<HostSets.Kind> sets, int[] counts, int hosts) {
        var needs = new Needs();
        needs.addAll(way.needs());
        var labels = new ArrayList<String>();
        int last = way.lastOption();
        var byOption = new TreeMap<Integer, Long>();
        add(sets, counts, needs);
        for (int place = 0; place < counts.length; place++) {
            if (counts[place] > 0) {
                var kind = sets.get(place);
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
        if (better.count > 10) {
            for (int place = 0; place < better.count; place++) {
                if (worse.unitsOf(better.numbers[place]) < better.units[place]) {
                    return false;
                }
            }
            return true;
        }
        for (int subset = 1; subset < 1 << better.count; subset++) {
            long needed = 0;
            long there = 0;
            for (int place = 0; place < better.count; place++) {
                if ((subset & 1 << place) != 0) {
                    needed += better.units[place];
                }
            }
            for (int other = 0; other < worse.count; other++) {
                boolean fits = false;
                for (int place = 0; place < better.count && !fits; place++) {
                    fits = (subset & 1 << place) != 0 && isEasier(better.numbers[place], worse.numbers[other]);
                }
                there += fits ? worse.units[other] : 0;
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

    /// Units by need while a way is put together.
    static final class Needs {
        private int[] numbers = {};
        private long[] units = {};
        private int count;
        private Map<Line, Long> bySuite = Map.of();

        void add(int need, long some) {
            if (some <= 0) {
                return;
            }
            int place = Arrays.binarySearch(numbers, 0, count, need);
            if (place >= 0) {
                units[place] += some;
                return;
            }
            place = -place - 1;
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, count + 4);
                units = Arrays.copyOf(units, count + 4);
            }
            System.arraycopy(numbers, place, numbers, place + 1, count - place);
            System.arraycopy(units, place, units, place + 1, count - place);
            numbers[place] = need;
            units[place] = some;
            count++;
        }

        void bySuite(Line line, long some) {
            if (bySuite.isEmpty()) {
                bySuite = new LinkedHashMap<>();
            }
            bySuite.merge(line, some, Long::sum);
        }

        void addAll(Needs others) {
            for (int place = 0; place < others.count; place++) {
                add(others.numbers[place], others.units[place]);
            }
            others.bySuite.forEach(this::bySuite);
        }

        /// Units by need, in the order of the needs.
        Map<Integer, Long> units() {
            var all = new LinkedHashMap<Integer, Long>();
            for (int place = 0; place < count; place++) {
                all.put(numbers[place], units[place]);
            }
            return all;
        }

        /// Units of a need; zero when there are none.
        long unitsOf(int need) {
            int place = Arrays.binarySearch(numbers, 0, count, need);
            return place < 0 ? 0 : units[place];
        }

        /// Whether each of these needs finds one of its own among others that takes as many units or more, of
        /// the same
        /// kind or of a narrower one.
        boolean isWithin(Needs others, Narrower narrower) {
            if (count > others.count || others.count > Long.SIZE) {
                return false;
            }
            long taken = 0;
            for (int place = 0; place < count; place++) {
                int match = -1;
                for (int other = 0; other < others.count; other++) {
                    if ((taken >>> other & 1) == 0
                            && others.units[other] >= units[place]
                            && (others.numbers[other] == numbers[place]
                                    || (match < 0 && narrower.isNarrower(others.numbers[other], numbers[place])))) {
                        match = other;
                    }
                }
                if (match < 0) {
                    return false;
                }
                taken |= 1L << match;
            }
            return true;
        }

        long total() {
            long total = 0;
            for (int place = 0; place < count; place++) {
                total += units[place];
            }
            return total;
        }

        Demand.Way way(String label) {
            var needs = new ArrayList<Integer>();
            var all = new ArrayList<Long>();
            for (int place = 0; place < count; place++) {
                needs.add(numbers[place]);
                all.add(units[place]);
            }
            return new Demand.Way(List.copyOf(needs), List.copyOf(all), label, Map.copyOf(bySuite));
        }

        /// Whether one kind of need can be served by no more parts than another one of the same line and price.
        @FunctionalInterface
        interface Narrower {
            boolean isNarrower(int need, int than);
        }
    }
}
