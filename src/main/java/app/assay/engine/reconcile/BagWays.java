package app.assay.engine.reconcile;

import app.assay.domain.position.Trace.ConsumerKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Ways to license products that have alternatives together: by the products' own rights, each in any of its metrics,
/// or by
/// suites that contain them.
///
/// A consumer is a device; where any of the products may be licensed by person, it is a person with all devices, and a
/// device without a person is a consumer of its own. A suite right covers what it contains of one device, or by person
/// of
/// all devices of one person; it is never split.
final class BagWays {

    /// More ways for one kind of consumer than this are left out, and the line says so.
    private static final int MOST_WAYS = 512;

    /// Suites that one consumer uses beside one another at most.
    private static final int MOST_SUITES = 3;

    private static final int CONTEXT = 1 << 20;

    private final GroupDemand group;
    private final Context context;
    private final EstateIndex estate;
    private final Signatures signatures = new Signatures();

    BagWays(GroupDemand group, Context context) {
        this.group = group;
        this.context = context;
        this.estate = context.estate();
    }

    /// What one device has of the pools.
    private record Item(Pool pool, int variant) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared nor handed out
    private record Bag(int user, int unit, int[] devices, List<List<Item>> items) {}

    /// A kind of cover that suites offer a consumer: parts of one option that cover at least these items.
    private record SuiteCover(Option option, BitSet items, BitSet parts) {}

    private record Choice(HostWays.Needs needs, String label) {}

    /// @param isIncomplete whether items were left out because nothing can count them
    private record Ways(List<Demand.Way> all, boolean isIncomplete) {}

    void demand(List<Pool> pools) {
        var options = new ArrayList<Option>();
        pools.forEach(pool -> options.addAll(group.installOptions(pool)));
        int[] chain = itemChains(pools);
        var devices = new ArrayList<Integer>();
        for (int device = 0; device < chain.length; device++) {
            if (chain[device] != Signatures.EMPTY) {
                devices.add(device);
            }
        }
        devices.sort(Comparator.comparingInt(device -> estate.rank[device]));
        var unitClasses = new UnitClasses(options);
        int[] full = new int[chain.length];
        for (int device : devices) {
            full[device] = contextChain(chain[device], device, options, unitClasses);
        }
        boolean byUser = options.stream().anyMatch(option -> option.measure.level() == Measure.Level.USER);
        var byPerson = new TreeMap<Integer, List<Integer>>();
        var known = new HashMap<Integer, Ways>();
        for (int device : devices) {
            int user = estate.user[device];
            if (byUser && user != EstateIndex.NONE) {
                byPerson.computeIfAbsent(estate.userRank[user], _ -> new ArrayList<>())
                        .add(device);
            } else {
                take(pools, EstateIndex.NONE, List.of(device), full[device], chain, known, ConsumerKind.DEVICE, device);
            }
        }
        for (var owned : byPerson.values()) {
            int user = estate.user[owned.getFirst()];
            int unit = group.unitOfUser(user, owned.getFirst());
            int bagChain = signatures.extend(Signatures.EMPTY, CONTEXT + 2, unitClasses.of(unit));
            for (int deviceChain :
                    owned.stream().mapToInt(device -> full[device]).sorted().toArray()) {
                bagChain = signatures.extend(bagChain, CONTEXT + 3, deviceChain);
            }
            take(pools, user, owned, bagChain, chain, known, ConsumerKind.USER, user);
        }
    }

    private void take(
            List<Pool> pools,
            int user,
            List<Integer> devices,
            int signature,
            int[] chain,
            Map<Integer, Ways> known,
            ConsumerKind kind,
            int number) {
        var ways = known.get(signature);
        int[] all = devices.stream().mapToInt(Integer::intValue).toArray();
        if (ways == null) {
            ways = ways(bag(pools, user, all, chain));
            known.put(signature, ways);
        }
        if (ways.isIncomplete()) {
            noteUnknown(bag(pools, user, all, chain));
        }
        if (ways.all().stream().anyMatch(way -> !way.needs().isEmpty())) {
            group.take(ways.all(), new Demand.Member(kind, number, 0, all));
        }
    }

    // Signatures

    private int[] itemChains(List<Pool> pools) {
        int[] chain = new int[estate.devices.size()];
        for (int place = 0; place < pools.size(); place++) {
            var found = group.installs(pools.get(place));
            if (group.installOptions(pools.get(place)).isEmpty()) {
                continue;
            }
            for (int install = 0; install < found.count(); install++) {
                if (found.step[install] == Selection.COUNTED) {
                    int device = found.device[install];
                    chain[device] = signatures.extend(chain[device], place, found.variant[install]);
                }
            }
        }
        return chain;
    }

    private int contextChain(int chain, int device, List<Option> options, UnitClasses unitClasses) {
        int full = signatures.extend(
                chain, CONTEXT, unitClasses.of(estate.unit[device]) * 2 + (estate.virtual[device] ? 1 : 0));
        for (int place = 0; place < options.size(); place++) {
            var option = options.get(place);
            if (group.eligibility(option).isBound(device)) {
                full = signatures.extend(full, CONTEXT + 1, device);
            }
            if (option.measure.level() == Measure.Level.DEVICE
                    && !(option.measure instanceof DeviceMeasure)
                    && !(option.measure instanceof SiteMeasure)) {
                full = signatures.extend(full, CONTEXT + 4 + place, (int)
                        Math.min(Integer.MAX_VALUE, option.measure.unitsOf(estate, device)));
            }
        }
        return full;
    }

    /// Classes of units that look the same to every option.
    private final class UnitClasses {
        private final int[] classes = new int[estate.units.size() + 1];

        UnitClasses(List<Option> options) {
            var numbers = new HashMap<List<Integer>, Integer>();
            for (int unit = EstateIndex.NONE; unit < estate.units.size(); unit++) {
                var key = new ArrayList<Integer>();
                for (var option : options) {
                    key.add(group.eligibility(option).unitClass(unit));
                }
                classes[unit + 1] = numbers.computeIfAbsent(key, _ -> numbers.size());
            }
        }

        int of(int unit) {
            return classes[unit + 1];
        }
    }

    private Bag bag(List<Pool> pools, int user, int[] devices, int[] chain) {
        var items = new ArrayList<List<Item>>();
        for (int device : devices) {
            var ofDevice = new ArrayList<Item>();
            for (int at = chain[device]; at != Signatures.EMPTY; at = signatures.previous(at)) {
                ofDevice.add(new Item(pools.get(signatures.kind(at)), signatures.value(at)));
            }
            ofDevice.sort(Comparator.comparingInt(item -> item.pool().number));
            items.add(ofDevice);
        }
        int unit = user == EstateIndex.NONE ? estate.unit[devices[0]] : group.unitOfUser(user, devices[0]);
        return new Bag(user, unit, devices, items);
    }

    // Ways

    private Ways ways(Bag bag) {
        var pools = poolsOf(bag);
        var own = new ArrayList<List<Choice>>();
        for (var pool : pools) {
            own.add(ownChoices(bag, pool));
        }
        var covers = suiteCovers(bag, pools);
        var ways = new ArrayList<Demand.Way>();
        var subsets = new ArrayList<List<SuiteCover>>();
        subsets(covers, 0, new ArrayList<>(), subsets);
        subsets.sort(Comparator.comparingInt(List::size));
        boolean[] hopeless = new boolean[pools.size()];
        boolean anyHopeless = false;
        for (int place = 0; place < hopeless.length; place++) {
            int item = place;
            hopeless[place] = own.get(place).isEmpty()
                    && covers.stream().noneMatch(cover -> cover.items().get(item));
            anyHopeless |= hopeless[place];
        }
        for (var subset : subsets) {
            addWays(bag, pools, own, hopeless, subset, ways);
            if (ways.size() > MOST_WAYS) {
                pools.forEach(pool -> pool.lines.forEach(line -> group.of(line).waysLeftOut = true));
                break;
            }
        }
        var kept = List.copyOf(new LinkedHashSet<>(ways.subList(0, Math.min(ways.size(), MOST_WAYS))));
        return new Ways(kept, anyHopeless);
    }

    private static List<Pool> poolsOf(Bag bag) {
        var pools = new ArrayList<Pool>();
        for (var items : bag.items()) {
            for (var item : items) {
                if (!pools.contains(item.pool())) {
                    pools.add(item.pool());
                }
            }
        }
        pools.sort(Comparator.comparingInt(pool -> pool.number));
        return pools;
    }

    /// A product's own options that can be counted for this consumer.
    private List<Choice> ownChoices(Bag bag, Pool pool) {
        var choices = new ArrayList<Choice>();
        for (var option : group.installOptions(pool)) {
            var needs = new HostWays.Needs();
            boolean possible = option.measure.level() == Measure.Level.USER
                    ? bag.user() != EstateIndex.NONE
                    : addByDevice(bag, pool, option, needs);
            if (possible && option.measure.level() == Measure.Level.USER) {
                var parts = group.eligibility(option).ofUser(highest(bag, pool), bag.unit());
                needs.add(group.demand.need(option.line, parts), 1);
            }
            if (possible) {
                choices.add(new Choice(needs, pool.product + " by " + option.metric.text()));
            }
        }
        return choices;
    }

    private boolean addByDevice(Bag bag, Pool pool, Option option, HostWays.Needs needs) {
        for (int place = 0; place < bag.devices().length; place++) {
            int device = bag.devices()[place];
            for (var item : bag.items().get(place)) {
                if (item.pool() == pool) {
                    long units = option.measure.unitsOf(estate, device);
                    if (units == Measure.UNKNOWN) {
                        return false;
                    }
                    needs.add(
                            group.demand.need(
                                    option.line, group.eligibility(option).ofDevice(item.variant(), device)),
                            units);
                }
            }
        }
        return true;
    }

    private static int highest(Bag bag, Pool pool) {
        return bag.items().stream()
                .flatMap(List::stream)
                .filter(item -> item.pool() == pool)
                .mapToInt(Item::variant)
                .max()
                .orElse(0);
    }

    private void addWays(
            Bag bag,
            List<Pool> pools,
            List<List<Choice>> own,
            boolean[] hopeless,
            List<SuiteCover> subset,
            List<Demand.Way> ways) {
        var covered = new BitSet();
        var base = new HostWays.Needs();
        var labels = new ArrayList<String>();
        for (var cover : subset) {
            covered.or(cover.items());
            if (!addSuite(bag, pools, cover, base)) {
                return;
            }
            labels.add(cover.option().line.pool.product + " as a suite by "
                    + cover.option().metric.text());
        }
        for (int place = covered.nextSetBit(0); place >= 0; place = covered.nextSetBit(place + 1)) {
            noteBySuite(bag, pools.get(place), base);
        }
        var open = new ArrayList<List<Choice>>();
        for (int place = 0; place < pools.size(); place++) {
            if (!covered.get(place) && !hopeless[place]) {
                open.add(own.get(place));
            }
        }
        combine(open, 0, base, labels, ways);
    }

    private static void combine(
            List<List<Choice>> open, int place, HostWays.Needs sofar, List<String> labels, List<Demand.Way> ways) {
        if (ways.size() > MOST_WAYS) {
            return;
        }
        if (place == open.size()) {
            ways.add(sofar.way(String.join("; ", labels)));
            return;
        }
        for (var choice : open.get(place)) {
            var needs = new HostWays.Needs();
            needs.addAll(sofar);
            needs.addAll(choice.needs());
            var longer = new ArrayList<>(labels);
            longer.add(choice.label());
            combine(open, place + 1, needs, longer, ways);
        }
    }

    /// Sets of suite covers in which each covers something that the others do not.
    private static void subsets(
            List<SuiteCover> covers, int from, List<SuiteCover> chosen, List<List<SuiteCover>> into) {
        into.add(List.copyOf(chosen));
        if (chosen.size() == MOST_SUITES || into.size() > MOST_WAYS) {
            return;
        }
        for (int place = from; place < covers.size(); place++) {
            chosen.add(covers.get(place));
            if (isIrredundant(chosen)) {
                subsets(covers, place + 1, chosen, into);
            }
            chosen.removeLast();
        }
    }

    private static boolean isIrredundant(List<SuiteCover> chosen) {
        for (var one : chosen) {
            var alone = (BitSet) one.items().clone();
            for (var other : chosen) {
                if (!other.equals(one)) {
                    alone.andNot(other.items());
                }
            }
            if (alone.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    // Suites

    private List<SuiteCover> suiteCovers(Bag bag, List<Pool> pools) {
        var covers = new ArrayList<SuiteCover>();
        for (var suite : group.built.pools) {
            if (!context.suites().isSuite(suite.product)) {
                continue;
            }
            for (var option : group.installOptions(suite)) {
                if (option.measure.level() == Measure.Level.DEVICE
                        || (option.measure.level() == Measure.Level.USER && bag.user() != EstateIndex.NONE)) {
                    covers.addAll(suiteCovers(bag, pools, suite, option));
                }
            }
        }
        return covers;
    }

    private List<SuiteCover> suiteCovers(Bag bag, List<Pool> pools, Pool suite, Option option) {
        var byItems = new LinkedHashMap<BitSet, BitSet>();
        for (int place = 0; place < option.parts.size(); place++) {
            var items = new BitSet();
            for (int item = 0; item < pools.size(); item++) {
                if (covers(option.parts.get(place), suite, pools.get(item), bag)) {
                    items.set(item);
                }
            }
            if (!items.isEmpty()) {
                byItems.computeIfAbsent(items, _ -> new BitSet()).set(option.partNumbers[place]);
            }
        }
        var covers = new ArrayList<SuiteCover>();
        byItems.forEach((items, _) -> {
            var parts = new BitSet();
            byItems.forEach((others, set) -> {
                var missing = (BitSet) items.clone();
                missing.andNot(others);
                if (missing.isEmpty()) {
                    parts.or(set);
                }
            });
            covers.add(new SuiteCover(option, items, parts));
        });
        return covers;
    }

    private boolean covers(Part part, Pool suite, Pool component, Bag bag) {
        if (suite == component) {
            return false;
        }
        var editions = new ArrayList<>(part.entitlement().editionsCovered());
        editions.add(part.entitlement().edition());
        if (!context.suites().contains(suite.product, editions, component.product)) {
            return false;
        }
        for (var items : bag.items()) {
            for (var item : items) {
                if (item.pool() == component) {
                    var version = component.variants.get(item.variant()).version();
                    // A component whose version the suite does not know by the same key is not compared.
                    if (suite.versions.has(version) && !context.covers().version(part, suite.versions, version)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private boolean addSuite(Bag bag, List<Pool> pools, SuiteCover cover, HostWays.Needs needs) {
        var option = cover.option();
        var allowed = group.eligibility(option);
        if (option.measure.level() == Measure.Level.USER) {
            var parts = (BitSet) cover.parts().clone();
            allowed.restrictToUser(parts, bag.unit());
            needs.add(group.demand.need(option.line, parts), 1);
            return true;
        }
        for (int place = 0; place < bag.devices().length; place++) {
            boolean uses = bag.items().get(place).stream()
                    .anyMatch(item -> cover.items().get(pools.indexOf(item.pool())));
            if (uses) {
                int device = bag.devices()[place];
                long units = option.measure.unitsOf(estate, device);
                if (units == Measure.UNKNOWN) {
                    return false;
                }
                var parts = (BitSet) cover.parts().clone();
                allowed.restrictToDevice(parts, device);
                needs.add(group.demand.need(option.line, parts), units);
            }
        }
        return true;
    }

    /// Keeps what the product's own lines would have needed, for the reduction that the suite is to them.
    private void noteBySuite(Bag bag, Pool pool, HostWays.Needs needs) {
        for (var line : pool.lines) {
            if (!line.open || group.assigned.containsKey(line)) {
                continue;
            }
            var measure = line.option().measure;
            long units = 0;
            if (measure.level() == Measure.Level.USER) {
                units = bag.user() == EstateIndex.NONE ? 0 : 1;
            } else {
                for (int place = 0; place < bag.devices().length; place++) {
                    boolean has = bag.items().get(place).stream().anyMatch(item -> item.pool() == pool);
                    units += has ? Math.max(0, measure.unitsOf(estate, bag.devices()[place])) : 0;
                }
            }
            needs.bySuite(line, units);
        }
    }

    /// Items that no way can count: their facts are missing.
    private void noteUnknown(Bag bag) {
        for (var pool : poolsOf(bag)) {
            var options = group.installOptions(pool);
            if (options.isEmpty() || !ownChoices(bag, pool).isEmpty()) {
                continue;
            }
            var counted = group.of(options.getFirst().line);
            for (int place = 0; place < bag.devices().length; place++) {
                if (bag.items().get(place).stream().anyMatch(item -> item.pool() == pool)) {
                    counted.unknown(options.getFirst().measure.missing(), bag.devices()[place]);
                }
            }
        }
    }

    @Override
    public String toString() {
        return "BagWays" + Arrays.toString(new int[] {signatures.size()});
    }
}
