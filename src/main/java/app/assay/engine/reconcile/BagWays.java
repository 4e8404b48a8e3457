package app.assay.engine.reconcile;

import app.assay.domain.position.Trace.ConsumerKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /// Kinds of cover of one suite beyond which no further ones are made from them.
    private static final int MOST_COVERS = 24;

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

    /// A way, or a portion of one.
    ///
    /// @param pools that it settles for all devices of a person
    private record Choice(HostWays.Needs needs, String label, Set<Pool> pools) {}

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
        boolean anyHopeless = !hopeless(bag).isEmpty();
        var byPerson = personChoices(bag, pools);
        var ways = new LinkedHashMap<List<Object>, Demand.Way>();
        boolean leftOut = false;
        for (var person : byPerson) {
            List<Choice> combined = List.of(person);
            for (int place = 0; place < bag.devices().length; place++) {
                combined = combine(combined, deviceChoices(bag, place, person.pools()));
                leftOut |= combined.size() > MOST_WAYS;
                combined = combined.subList(0, Math.min(combined.size(), MOST_WAYS));
            }
            for (var choice : combined) {
                var way = choice.needs().way(choice.label());
                ways.putIfAbsent(List.of(way.needs(), way.units(), way.bySuite()), way);
            }
        }
        leftOut |= ways.size() > MOST_WAYS;
        if (leftOut) {
            pools.forEach(pool -> pool.lines.forEach(line -> group.of(line).waysLeftOut = true));
        }
        return new Ways(ways.values().stream().limit(MOST_WAYS).toList(), anyHopeless);
    }

    private static List<Pool> poolsOf(Bag bag) {
        return bag.items().stream()
                .flatMap(List::stream)
                .map(Item::pool)
                .distinct()
                .sorted(Comparator.comparingInt(pool -> pool.number))
                .toList();
    }

    /// Every choice of the one with every choice of the other.
    private static List<Choice> combine(List<Choice> left, List<Choice> right) {
        var combined = new ArrayList<Choice>();
        for (var one : left) {
            for (var other : right) {
                var needs = new HostWays.Needs();
                needs.addAll(one.needs());
                needs.addAll(other.needs());
                var label = one.label().isEmpty() || other.label().isEmpty()
                        ? one.label() + other.label()
                        : one.label() + "; " + other.label();
                combined.add(new Choice(needs, label, one.pools()));
                if (combined.size() > MOST_WAYS) {
                    return combined;
                }
            }
        }
        return combined;
    }

    /// What may be licensed for the person, before the rest is licensed device by device: nothing, any products by
    /// person,
    /// suites by person. Each choice names the pools that it settles.
    private List<Choice> personChoices(Bag bag, List<Pool> pools) {
        if (bag.user() == EstateIndex.NONE) {
            return List.of(new Choice(new HostWays.Needs(), "", Set.of()));
        }
        var covers = suiteCovers(bag.items(), pools, true);
        var choices = new ArrayList<Choice>();
        for (var subset : subsets(covers)) {
            var needs = new HostWays.Needs();
            var labels = new ArrayList<String>();
            var settled = new HashSet<Pool>();
            for (var cover : subset) {
                var parts = (BitSet) cover.parts().clone();
                group.eligibility(cover.option()).restrictToUser(parts, bag.unit());
                needs.add(group.demand.need(cover.option().line, parts), 1);
                labels.add(label(cover));
                for (int place = cover.items().nextSetBit(0);
                        place >= 0;
                        place = cover.items().nextSetBit(place + 1)) {
                    if (settled.add(pools.get(place))) {
                        noteBySuite(bag.devices(), bag.items(), pools.get(place), true, needs);
                    }
                }
            }
            List<Choice> combined = List.of(new Choice(needs, String.join("; ", labels), settled));
            for (var pool : pools) {
                if (!settled.contains(pool)) {
                    combined = withPerson(bag, pool, combined);
                }
            }
            choices.addAll(combined.subList(0, Math.min(combined.size(), MOST_WAYS)));
        }
        return choices;
    }

    /// Each choice as it is, and with the product by person in every option that is sold so.
    private List<Choice> withPerson(Bag bag, Pool pool, List<Choice> choices) {
        var all = new ArrayList<>(choices);
        for (var option : group.installOptions(pool)) {
            if (option.measure.level() != Measure.Level.USER) {
                continue;
            }
            var parts = group.eligibility(option).ofUser(highest(bag, pool), bag.unit());
            int need = group.demand.need(option.line, parts);
            for (var choice : choices) {
                var needs = new HostWays.Needs();
                needs.addAll(choice.needs());
                needs.add(need, 1);
                var settled = new HashSet<>(choice.pools());
                settled.add(pool);
                var label = label(pool, option);
                all.add(new Choice(needs, choice.label().isEmpty() ? label : choice.label() + "; " + label, settled));
            }
        }
        return all;
    }

    private static int highest(Bag bag, Pool pool) {
        return bag.items().stream()
                .flatMap(List::stream)
                .filter(item -> item.pool().equals(pool))
                .mapToInt(Item::variant)
                .max()
                .orElse(0);
    }

    /// Ways to license by device what is left on one device; one empty choice when nothing is left, none when
    /// something is
    /// left that only a person could license.
    private List<Choice> deviceChoices(Bag bag, int place, Set<Pool> settled) {
        int device = bag.devices()[place];
        var items = bag.items().get(place).stream()
                .filter(item -> !settled.contains(item.pool()))
                .filter(item -> !isHopeless(bag, place, item))
                .toList();
        var pools = items.stream().map(Item::pool).toList();
        var choices = new ArrayList<Choice>();
        for (var subset : subsets(suiteCovers(List.of(items), pools, false))) {
            var needs = new HostWays.Needs();
            var labels = new ArrayList<String>();
            var covered = new BitSet();
            boolean possible = true;
            for (var cover : subset) {
                long units = cover.option().measure.unitsOf(estate, device);
                possible &= units != Measure.UNKNOWN;
                if (possible) {
                    var parts = (BitSet) cover.parts().clone();
                    group.eligibility(cover.option()).restrictToDevice(parts, device);
                    needs.add(group.demand.need(cover.option().line, parts), units);
                    labels.add(label(cover));
                    covered.or(cover.items());
                }
            }
            List<Choice> combined =
                    possible ? List.of(new Choice(needs, String.join("; ", labels), Set.of())) : List.of();
            for (int item = covered.nextSetBit(0); item >= 0; item = covered.nextSetBit(item + 1)) {
                noteBySuite(new int[] {device}, List.of(items), pools.get(item), false, needs);
            }
            for (int item = 0; item < items.size(); item++) {
                if (!covered.get(item)) {
                    combined = combine(combined, ownChoices(items.get(item), device));
                }
            }
            choices.addAll(combined);
        }
        return choices;
    }

    /// A product's own options by device that can be counted on a device.
    private List<Choice> ownChoices(Item item, int device) {
        var choices = new ArrayList<Choice>();
        for (var option : group.installOptions(item.pool())) {
            long units = option.measure.level() == Measure.Level.DEVICE
                    ? option.measure.unitsOf(estate, device)
                    : Measure.UNKNOWN;
            if (units != Measure.UNKNOWN) {
                var needs = new HostWays.Needs();
                needs.add(
                        group.demand.need(option.line, group.eligibility(option).ofDevice(item.variant(), device)),
                        units);
                choices.add(new Choice(needs, label(item.pool(), option), Set.of()));
            }
        }
        return choices;
    }

    private static String label(Pool pool, Option option) {
        return pool.product + " by " + option.metric.text();
    }

    private static String label(SuiteCover cover) {
        return cover.option().line.pool.product + " as a suite by "
                + cover.option().metric.text();
    }

    /// Sets of suite covers in which each covers something that the others do not, smaller sets first.
    private List<List<SuiteCover>> subsets(List<SuiteCover> covers) {
        var subsets = new ArrayList<List<SuiteCover>>();
        subsets(covers, 0, new ArrayList<>(), subsets);
        subsets.sort(Comparator.comparingInt(List::size));
        return subsets;
    }

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

    /// @param items of the devices that one licence would cover together
    /// @param pools the pools that covers are numbered by
    /// @param byPerson whether suites by person are asked for, else those by device
    private List<SuiteCover> suiteCovers(List<List<Item>> items, List<Pool> pools, boolean byPerson) {
        var covers = new ArrayList<SuiteCover>();
        for (var suite : group.built.pools) {
            if (!context.suites().isSuite(suite.product)) {
                continue;
            }
            for (var option : group.installOptions(suite)) {
                if (option.measure.level() == (byPerson ? Measure.Level.USER : Measure.Level.DEVICE)) {
                    covers.addAll(suiteCovers(items, pools, suite, option));
                }
            }
        }
        return covers;
    }

    private List<SuiteCover> suiteCovers(List<List<Item>> items, List<Pool> pools, Pool suite, Option option) {
        var byItems = new LinkedHashMap<BitSet, BitSet>();
        for (int place = 0; place < option.parts.size(); place++) {
            var covered = new BitSet();
            for (int item = 0; item < pools.size(); item++) {
                if (covers(option.parts.get(place), suite, pools.get(item), items)) {
                    covered.set(item);
                }
            }
            if (!covered.isEmpty()) {
                byItems.computeIfAbsent(covered, _ -> new BitSet()).set(option.partNumbers[place]);
            }
        }
        addIntersections(byItems);
        var covers = new ArrayList<SuiteCover>();
        byItems.forEach((covered, _) -> {
            var parts = new BitSet();
            byItems.forEach((others, set) -> {
                var missing = (BitSet) covered.clone();
                missing.andNot(others);
                if (missing.isEmpty()) {
                    parts.or(set);
                }
            });
            covers.add(new SuiteCover(option, covered, parts));
        });
        return covers;
    }

    /// Two rights of a suite that cover different items may both be wanted for those that they share.
    private static void addIntersections(Map<BitSet, BitSet> byItems) {
        var known = new ArrayList<>(byItems.keySet());
        for (int one = 0; one < known.size() && known.size() <= MOST_COVERS; one++) {
            for (int other = 0; other < one; other++) {
                var shared = (BitSet) known.get(one).clone();
                shared.and(known.get(other));
                if (!shared.isEmpty() && !byItems.containsKey(shared)) {
                    byItems.put(shared, new BitSet());
                    known.add(shared);
                }
            }
        }
    }

    private boolean covers(Part part, Pool suite, Pool component, List<List<Item>> items) {
        if (suite.equals(component)) {
            return false;
        }
        var editions = new ArrayList<>(part.entitlement().editionsCovered());
        editions.add(part.entitlement().edition());
        if (!context.suites().contains(suite.product, editions, component.product)) {
            return false;
        }
        for (var ofDevice : items) {
            for (var item : ofDevice) {
                if (item.pool().equals(component)) {
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

    /// Keeps what the product's own lines would have needed, for the reduction that the suite is to them.
    private void noteBySuite(
            int[] devices, List<List<Item>> items, Pool pool, boolean wholePerson, HostWays.Needs needs) {
        for (var line : pool.lines) {
            if (!line.open || group.assigned.containsKey(line)) {
                continue;
            }
            var measure = line.option().measure;
            if (measure.level() == Measure.Level.USER) {
                needs.bySuite(line, wholePerson ? 1 : 0);
                continue;
            }
            long units = 0;
            for (int place = 0; place < devices.length; place++) {
                boolean has =
                        items.get(place).stream().anyMatch(item -> item.pool().equals(pool));
                units += has ? Math.max(0, measure.unitsOf(estate, devices[place])) : 0;
            }
            needs.bySuite(line, units);
        }
    }

    // What cannot be counted

    private record Hopeless(int place, Pool pool) {}

    /// Items that no way can count because their facts are missing.
    private List<Hopeless> hopeless(Bag bag) {
        var hopeless = new ArrayList<Hopeless>();
        for (int place = 0; place < bag.devices().length; place++) {
            for (var item : bag.items().get(place)) {
                if (isHopeless(bag, place, item)) {
                    hopeless.add(new Hopeless(place, item.pool()));
                }
            }
        }
        return hopeless;
    }

    private boolean isHopeless(Bag bag, int place, Item item) {
        int device = bag.devices()[place];
        boolean byPerson = bag.user() != EstateIndex.NONE
                && (group.installOptions(item.pool()).stream()
                                .anyMatch(option -> option.measure.level() == Measure.Level.USER)
                        || !suiteCovers(bag.items(), List.of(item.pool()), true).isEmpty());
        return !byPerson
                && ownChoices(item, device).isEmpty()
                && suiteCovers(List.of(bag.items().get(place)), List.of(item.pool()), false).stream()
                        .noneMatch(cover -> cover.option().measure.unitsOf(estate, device) != Measure.UNKNOWN);
    }

    private void noteUnknown(Bag bag) {
        for (var item : hopeless(bag)) {
            var option = group.installOptions(item.pool()).getFirst();
            group.of(option.line).unknown(option.measure.missing(), bag.devices()[item.place()]);
        }
    }

    @Override
    public String toString() {
        return "BagWays" + signatures.size();
    }
}
