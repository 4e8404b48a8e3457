package app.assay.engine.reconcile.demand;

import app.assay.domain.position.Trace.ConsumerKind;
import app.assay.engine.reconcile.index.EstateIndex;
import app.assay.engine.reconcile.index.Selection;
import app.assay.engine.reconcile.index.Signatures;
import app.assay.engine.reconcile.measure.DeviceMeasure;
import app.assay.engine.reconcile.measure.Measure;
import app.assay.engine.reconcile.measure.SiteMeasure;
import app.assay.engine.reconcile.pool.Context;
import app.assay.engine.reconcile.pool.Eligibility;
import app.assay.engine.reconcile.pool.Line;
import app.assay.engine.reconcile.pool.Option;
import app.assay.engine.reconcile.pool.Pool;
import app.assay.engine.reconcile.right.Covers;
import app.assay.engine.reconcile.right.Part;
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
import java.util.stream.Collectors;

/// Ways to license products that have alternatives together: by the products' own rights, each in any of its metrics,
/// or by
/// suites that contain them.
///
/// A consumer is a device; where any of the products may be licensed by person, it is a person with all devices, and a
/// device without a person is a consumer of its own. What one licence covers is never split over devices, or by person
/// over people; but a licence need not cover all: what it may not be used for, by its version or edition, is licensed
/// beside it, by another licence of the person or on the device where it is. So a person's suite may serve one device
/// while a single right serves another.
final class BagWays {

    /// More ways for one kind of consumer than this are left out, and the line says so.
    private static final int MOST_WAYS = 512;

    /// Suites that one consumer uses beside one another at most.
    private static final int MOST_SUITES = 3;

    /// Kinds of cover of one suite beyond which no further ones are made from them.
    private static final int MOST_COVERS = 24;

    private static final int CONTEXT = 1 << 20;

    private static final int NOT_ASKED = -1;
    private static final BitSet NOTHING = new BitSet();

    private static final Comparator<Item> IN_ORDER =
            Comparator.<Item>comparingInt(item -> item.pool().number).thenComparingInt(Item::variant);

    private final GroupDemand group;
    private final Context context;
    private final EstateIndex estate;
    private final Signatures signatures = new Signatures();

    /// Whether ways were left out for the consumer that is looked at.
    private boolean isCut;

    private final Map<Rest, DeviceWays> knownRests = new HashMap<>();
    private final Map<SuiteQuestion, SuiteChoices> knownSuites = new HashMap<>();
    private final Map<CountableItem, Countable> countable = new HashMap<>();

    /// By the number of a pool in the group: the number of its first item.
    private final int[] firstItem;

    private int[] deviceSignatures = {};

    BagWays(GroupDemand group, Context context) {
        this.group = group;
        this.context = context;
        this.estate = context.estate();
        firstItem = new int[group.built.pools.size() + 1];
        for (var pool : group.built.pools) {
            firstItem[pool.number + 1] = Math.max(1, pool.variants.size());
        }
        Arrays.parallelPrefix(firstItem, Integer::sum);
    }

    private Item item(Pool pool, int variant) {
        return new Item(pool, variant, firstItem[pool.number] + variant);
    }

    /// What one device has of the pools: each version and edition by itself.
    ///
    /// @param number of it in the group, in the order of pools and variants
    private record Item(Pool pool, int variant, int number) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared nor handed out
    private record Bag(int user, int unit, int[] devices, int[] signatures, List<List<Item>> items) {}

    /// What the ways to license the rest of a device depend on.
    ///
    /// @param signature of the device and what it has
    /// @param settled of it for the person, by the numbers of items
    private record Rest(int signature, boolean isOfPerson, BitSet settled) {}

    private record DeviceWays(List<Choice> choices, boolean isCut) {}

    /// A kind of cover that an option offers a consumer: parts that cover at least these items.
    private record Cover(Option option, BitSet items, BitSet parts) {}

    /// A way, or a portion of one.
    ///
    /// @param settled numbers of the items that are licensed for all devices of a person; never changed
    private record Choice(HostWays.Needs needs, String label, BitSet settled) {}

    /// Suites that items may be licensed by.
    ///
    /// @param covers what each offers
    /// @param subsets sets of them in which each covers something that the others do not
    private record SuiteChoices(List<Cover> covers, List<List<Cover>> subsets, boolean isCut) {}

    /// @param items by their numbers
    /// @param isVirtual whether on a virtual machine, where suites by processor of the machine below are none
    private record SuiteQuestion(BitSet items, boolean isByPerson, boolean isVirtual) {}

    private record CountableItem(int item, boolean isVirtual) {}

    /// By what one item may be counted at all.
    ///
    /// @param isByPerson whether by a person
    /// @param byDevice measures that may count it on a device
    private record Countable(boolean isByPerson, List<Measure> byDevice) {}

    /// The ways of consumers that are alike, and how many of them were met.
    private static final class Ways {
        private final List<Demand.Way> all;

        /// Whether items were left out because nothing can count them.
        private final boolean isIncomplete;

        private final boolean isNeeded;
        private long count;

        Ways(List<Demand.Way> all, boolean isIncomplete) {
            this.all = all;
            this.isIncomplete = isIncomplete;
            isNeeded = all.stream().anyMatch(way -> !way.needs().isEmpty());
        }
    }

    void demand(List<Pool> pools) {
        var options = new ArrayList<Option>();
        pools.forEach(pool -> options.addAll(group.installOptions(pool)));
        int[] chain = itemChains(pools);
        int[] devices = inOrder(chain);
        boolean byUser = options.stream().anyMatch(option -> option.measure.level() == Measure.Level.USER);
        // Suites that are licensed by host too are no members here, and yet their rights by device are asked.
        for (var suite : group.built.pools) {
            if (!pools.contains(suite) && context.suites().isSuite(suite.product)) {
                options.addAll(group.installOptions(suite));
            }
        }
        var unitClasses = new UnitClasses(options);
        var contexts = options.stream().map(this::contextOf).toList();
        int[] full = new int[chain.length];
        deviceSignatures = full;
        for (int device : devices) {
            full[device] = contextChain(chain[device], device, contexts, unitClasses);
        }
        // People in their order, each with its devices in theirs.
        long[] ofPeople = new long[devices.length];
        int owned = 0;
        var known = new LinkedHashMap<Integer, Ways>();
        for (int place = 0; place < devices.length; place++) {
            int device = devices[place];
            int user = estate.user[device];
            if (byUser && user != EstateIndex.NONE) {
                ofPeople[owned++] = (long) estate.userRank[user] << Integer.SIZE | place;
            } else {
                take(pools, EstateIndex.NONE, new int[] {device}, full[device], chain, known, ConsumerKind.DEVICE);
            }
        }
        Arrays.sort(ofPeople, 0, owned);
        for (int first = 0, next; first < owned; first = next) {
            next = first + 1;
            while (next < owned && ofPeople[next] >> Integer.SIZE == ofPeople[first] >> Integer.SIZE) {
                next++;
            }
            int[] own = new int[next - first];
            int[] chains = new int[own.length];
            for (int place = 0; place < own.length; place++) {
                own[place] = devices[(int) ofPeople[first + place]];
                chains[place] = full[own[place]];
            }
            Arrays.sort(chains);
            int user = estate.user[own[0]];
            int unit = group.unitOfUser(user, own[0]);
            int bagChain = signatures.extend(Signatures.EMPTY, CONTEXT + 2, unitClasses.of(unit));
            for (int deviceChain : chains) {
                bagChain = signatures.extend(bagChain, CONTEXT + 3, deviceChain);
            }
            take(pools, user, own, bagChain, chain, known, ConsumerKind.USER);
        }
        known.values().stream()
                .filter(ways -> ways.isNeeded && ways.count > 0)
                .forEach(ways -> group.take(ways.all, ways.count));
    }

    private void take(
            List<Pool> pools,
            int user,
            int[] devices,
            int signature,
            int[] chain,
            Map<Integer, Ways> known,
            ConsumerKind kind) {
        var ways = known.get(signature);
        if (ways == null) {
            ways = ways(bag(pools, user, devices, chain));
            known.put(signature, ways);
        }
        if (ways.isIncomplete) {
            noteUnknown(bag(pools, user, devices, chain));
        }
        if (!ways.isNeeded) {
            return;
        }
        if (group.demand.isTracing()) {
            int number = kind == ConsumerKind.USER ? user : devices[0];
            group.take(ways.all, new Demand.Member(kind, number, 0, devices));
        } else {
            ways.count++;
        }
    }

    /// Devices that have any of the products, in the order of their ranks.
    private int[] inOrder(int[] chain) {
        long[] ranked = new long[chain.length];
        int count = 0;
        for (int device = 0; device < chain.length; device++) {
            if (chain[device] != Signatures.EMPTY) {
                ranked[count++] = (long) estate.rank[device] << Integer.SIZE | device;
            }
        }
        Arrays.sort(ranked, 0, count);
        int[] devices = new int[count];
        for (int place = 0; place < count; place++) {
            devices[place] = (int) ranked[place];
        }
        return devices;
    }

    /// What the signature of a device depends on by one option.
    ///
    /// @param measures whether the number of units differs from device to device
    private record OptionContext(Option option, Eligibility eligibility, boolean measures) {}

    private OptionContext contextOf(Option option) {
        return new OptionContext(
                option,
                group.eligibility(option),
                option.measure.level() == Measure.Level.DEVICE
                        && !(option.measure instanceof DeviceMeasure)
                        && !(option.measure instanceof SiteMeasure));
    }

    // Signatures

    private int[] itemChains(List<Pool> pools) {
        int[] chain = new int[estate.devices.size()];
        for (int place = 0; place < pools.size(); place++) {
            var found = group.installs(pools.get(place));
            if (group.installOptions(pools.get(place)).isEmpty()) {
                continue;
            }
            var requirements = requirements(pools.get(place));
            int[] deciding = new int[found.sets.count()];
            Arrays.fill(deciding, NOT_ASKED);
            for (int install = 0; install < found.count(); install++) {
                if (found.step[install] == Selection.COUNTED) {
                    int device = found.device[install];
                    int set = found.set[install];
                    if (deciding[set] == NOT_ASKED) {
                        deciding[set] = found.sets.number(deciding(pools.get(place), found.sets.of(set), requirements));
                    }
                    chain[device] = signatures.extend(chain[device], place, deciding[set]);
                }
            }
        }
        return chain;
    }

    /// By variant of a pool: every part, of its own rights and of suites, that may be used for it.
    private BitSet[] requirements(Pool pool) {
        var requirements = new BitSet[pool.variants.size()];
        for (int variant = 0; variant < requirements.length; variant++) {
            requirements[variant] = new BitSet();
        }
        for (var option : group.installOptions(pool)) {
            for (int variant = 0; variant < requirements.length; variant++) {
                requirements[variant].or(group.eligibility(option).partsOf(variant));
            }
        }
        for (var suite : group.built.pools) {
            for (var option :
                    context.suites().isSuite(suite.product) ? group.installOptions(suite) : List.<Option>of()) {
                for (int place = 0; place < option.parts.size(); place++) {
                    for (int variant = 0; variant < requirements.length; variant++) {
                        if (covers(option.parts.get(place), suite, item(pool, variant))) {
                            requirements[variant].set(option.partNumbers[place]);
                        }
                    }
                }
            }
        }
        return requirements;
    }

    /// The variants that decide: whatever may be used for them may be used for the others beside them. Of variants
    /// of
    /// one edition for which the same parts may be used the first stands for each.
    private static BitSet deciding(Pool pool, int[] variants, BitSet[] requirements) {
        var deciding = new BitSet();
        for (int at = variants.length - 1; at >= 0; at--) {
            int variant = variants[at];
            boolean decides = true;
            for (int other : variants) {
                boolean isEasier = other != variant && Blocks.isWithin(requirements[other], requirements[variant]);
                decides &= !isEasier || (requirements[other].equals(requirements[variant]) && other < variant);
            }
            if (decides) {
                int first = 0;
                while (!requirements[first].equals(requirements[variant])
                        || !pool.variants
                                .get(first)
                                .edition()
                                .equals(pool.variants.get(variant).edition())) {
                    first++;
                }
                deciding.set(first);
            }
        }
        return deciding;
    }

    private int contextChain(int chain, int device, List<OptionContext> contexts, UnitClasses unitClasses) {
        int full = signatures.extend(
                chain, CONTEXT, unitClasses.of(estate.unit[device]) * 2 + (estate.virtual[device] ? 1 : 0));
        for (int place = 0; place < contexts.size(); place++) {
            var one = contexts.get(place);
            if (one.eligibility().isBound(device)) {
                full = signatures.extend(full, CONTEXT + 1, device);
            }
            if (one.measures()) {
                full = signatures.extend(full, CONTEXT + 4 + place, (int)
                        Math.min(Integer.MAX_VALUE, one.option().measure.unitsOf(estate, device)));
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
                var pool = pools.get(signatures.kind(at));
                for (int variant : group.installs(pool).sets.of(signatures.value(at))) {
                    ofDevice.add(item(pool, variant));
                }
            }
            ofDevice.sort(IN_ORDER);
            items.add(ofDevice);
        }
        int unit = user == EstateIndex.NONE ? estate.unit[devices[0]] : group.unitOfUser(user, devices[0]);
        int[] own =
                Arrays.stream(devices).map(device -> deviceSignatures[device]).toArray();
        return new Bag(user, unit, devices, own, items);
    }

    // Ways

    private Ways ways(Bag bag) {
        isCut = false;
        var kinds = kindsOf(bag);
        boolean anyHopeless = !hopeless(bag).isEmpty();
        var byPerson = personChoices(bag, kinds);
        var ways = new LinkedHashMap<List<Object>, Demand.Way>();
        for (var person : byPerson) {
            List<Choice> combined = List.of(person);
            for (int place = 0; place < bag.devices().length; place++) {
                combined = undominated(combine(combined, deviceChoices(bag, place, person.settled())));
            }
            for (var choice : combined) {
                var way = choice.needs().way(choice.label());
                ways.putIfAbsent(List.of(way.needs(), way.units(), way.bySuite()), way);
            }
        }
        isCut |= ways.size() > MOST_WAYS;
        if (isCut) {
            kinds.forEach(item -> item.pool().lines.forEach(line -> group.of(line).waysLeftOut = true));
        }
        return new Ways(List.copyOf(ways.values().stream().limit(MOST_WAYS).toList()), anyHopeless);
    }

    /// Everything that any device of the consumer has, each once.
    private static List<Item> kindsOf(Bag bag) {
        return bag.items().stream()
                .flatMap(List::stream)
                .distinct()
                .sorted(IN_ORDER)
                .toList();
    }

    /// Every choice of the one with every choice of the other.
    private List<Choice> combine(List<Choice> left, List<Choice> right) {
        var combined = new ArrayList<Choice>();
        for (var one : left) {
            for (var other : right) {
                if (combined.size() == MOST_WAYS) {
                    isCut = true;
                    return combined;
                }
                var needs = new HostWays.Needs();
                needs.addAll(one.needs());
                needs.addAll(other.needs());
                combined.add(new Choice(needs, joined(one.label(), other.label()), one.settled()));
            }
        }
        return combined;
    }

    /// Leaves out choices that are never better than another one, whatever else is chosen.
    private List<Choice> undominated(List<Choice> choices) {
        if (choices.size() < 3) {
            return choices;
        }
        var left = new ArrayList<Choice>();
        for (int one = 0; one < choices.size(); one++) {
            boolean isDominated = false;
            for (int other = 0; other < choices.size() && !isDominated; other++) {
                isDominated = other != one
                        && dominates(choices.get(other), choices.get(one))
                        && (other < one || !dominates(choices.get(one), choices.get(other)));
            }
            if (!isDominated) {
                left.add(choices.get(one));
            }
        }
        return left;
    }

    /// Whether a choice settles no less than another one and needs no unit that the other one does not need from
    /// the
    /// same rights or fewer.
    private boolean dominates(Choice better, Choice other) {
        return Blocks.isWithin(other.settled(), better.settled())
                && better.needs().isWithin(other.needs(), this::isNarrower);
    }

    private boolean isNarrower(int need, int than) {
        var one = group.demand.needs.get(need);
        var other = group.demand.needs.get(than);
        return one.line().equals(other.line())
                && Blocks.isWithin(one.parts(), other.parts())
                && one.pricing().equals(other.pricing());
    }

    private static String joined(String left, String right) {
        return left.isEmpty() || right.isEmpty() ? left + right : left + "; " + right;
    }

    // By person

    /// What may be licensed for the person, before the rest is licensed device by device: nothing, any products by
    /// person, suites by person. Each choice names what it settles.
    private List<Choice> personChoices(Bag bag, List<Item> kinds) {
        if (bag.user() == EstateIndex.NONE) {
            return List.of(new Choice(new HostWays.Needs(), "", NOTHING));
        }
        var byPool = kinds.stream()
                .collect(Collectors.groupingBy(Item::pool, LinkedHashMap::new, Collectors.toList()))
                .values();
        var choices = new ArrayList<Choice>();
        var suites = suites(kinds, true, false);
        for (var subset : suites.subsets()) {
            choices.addAll(personChoices(bag, kinds, byPool, subset));
        }
        if (choices.isEmpty()) {
            var needed = new BitSet();
            for (int item = 0; item < kinds.size(); item++) {
                needed.set(item, isOnlyByPerson(bag, kinds.get(item)) && !hasOwnByPerson(kinds.get(item)));
            }
            choices.addAll(personChoices(bag, kinds, byPool, enough(suites.covers(), needed)));
        }
        return undominated(choices);
    }

    private boolean hasOwnByPerson(Item item) {
        return group.installOptions(item.pool()).stream()
                .anyMatch(option -> option.measure.level() == Measure.Level.USER);
    }

    /// The same with certain suites; none where something is left that no way could license.
    private List<Choice> personChoices(Bag bag, List<Item> kinds, Collection<List<Item>> byPool, List<Cover> subset) {
        var needs = new HostWays.Needs();
        var labels = new ArrayList<String>();
        var settled = new BitSet();
        for (var cover : subset) {
            var parts = (BitSet) cover.parts().clone();
            group.eligibility(cover.option()).restrictToUser(parts, bag.unit());
            needs.add(
                    group.demand.need(cover.option(), "", parts),
                    cover.option().measure.unitsOfPerson());
            labels.add(label(cover));
            addItems(cover.items(), kinds, settled);
        }
        noteBySuite(bag.devices(), bag.items(), settled, subset, true, needs);
        List<Choice> combined = List.of(new Choice(needs, String.join("; ", labels), settled));
        for (var ofPool : byPool) {
            var rest = new ArrayList<Item>();
            for (var item : ofPool) {
                if (!settled.get(item.number())) {
                    rest.add(item);
                }
            }
            if (!rest.isEmpty()) {
                combined = withPerson(bag, rest.getFirst().pool(), rest, combined);
            }
        }
        return combined;
    }

    private static void addItems(BitSet places, List<Item> items, BitSet into) {
        for (int item = places.nextSetBit(0); item >= 0; item = places.nextSetBit(item + 1)) {
            into.set(items.get(item).number());
        }
    }

    /// Each choice as it is, and with the product by person, all of it or what a right may be used for, in every
    /// option that is sold so. What only a person can be licensed for is part of each: without it nothing could be
    /// made of the choice, and a person with ten such products would have a thousand of them.
    private List<Choice> withPerson(Bag bag, Pool pool, List<Item> rest, List<Choice> choices) {
        var onlyByPerson = new BitSet();
        for (int item = 0; item < rest.size(); item++) {
            onlyByPerson.set(item, isOnlyByPerson(bag, rest.get(item)));
        }
        var covers = new ArrayList<Cover>();
        for (var option : group.installOptions(pool)) {
            if (option.measure.level() == Measure.Level.USER) {
                covers.addAll(ownCovers(option, rest, bag.unit()));
            }
        }
        var all = new ArrayList<Choice>();
        for (var subset : subsets(covers)) {
            if (!isCovered(onlyByPerson, subset)) {
                continue;
            }
            if (subset.isEmpty()) {
                all.addAll(choices);
                continue;
            }
            for (var choice : choices) {
                if (all.size() == MOST_WAYS) {
                    isCut = true;
                    return all;
                }
                var needs = new HostWays.Needs();
                needs.addAll(choice.needs());
                var settled = (BitSet) choice.settled().clone();
                var label = choice.label();
                for (var cover : subset) {
                    needs.add(
                            group.demand.need(cover.option(), edition(rest), cover.parts()),
                            cover.option().measure.unitsOfPerson());
                    addItems(cover.items(), rest, settled);
                    label = joined(label, label(pool, cover.option()) + portion(cover.items(), rest));
                }
                all.add(new Choice(needs, label, settled));
            }
        }
        return all;
    }

    private static boolean isCovered(BitSet items, List<Cover> covers) {
        var left = (BitSet) items.clone();
        covers.forEach(cover -> left.andNot(cover.items()));
        return left.isEmpty();
    }

    /// Whether an item of a person can be licensed by person, and on a device that has it by no way.
    private boolean isOnlyByPerson(Bag bag, Item item) {
        for (int place = 0; place < bag.devices().length; place++) {
            int device = bag.devices()[place];
            if (bag.items().get(place).contains(item)
                    && countable(item, estate.virtual[device]).isByPerson()
                    && !isCountable(item, device)) {
                return true;
            }
        }
        return false;
    }

    /// What a product's own right by person may cover: all at once, and whatever any of its parts may be used for.
    private List<Cover> ownCovers(Option option, List<Item> rest, int unit) {
        int[] variants = rest.stream().mapToInt(Item::variant).toArray();
        var parts = group.partsOfUser(option, variants, unit);
        var together = (BitSet) parts.getFirst().clone();
        parts.forEach(together::and);
        var all = new BitSet();
        all.set(0, rest.size());
        var covers = new ArrayList<Cover>();
        covers.add(new Cover(option, all, together));
        if (rest.size() > 1) {
            var byItems = new LinkedHashMap<BitSet, BitSet>();
            var any = new BitSet();
            parts.forEach(any::or);
            for (int part = any.nextSetBit(0); part >= 0; part = any.nextSetBit(part + 1)) {
                var covered = new BitSet();
                for (int item = 0; item < variants.length; item++) {
                    covered.set(item, parts.get(item).get(part));
                }
                byItems.computeIfAbsent(covered, _ -> new BitSet()).set(part);
            }
            closed(option, byItems).stream()
                    .filter(cover -> !cover.items().equals(all))
                    .forEach(covers::add);
        }
        return covers;
    }

    private static String edition(List<Item> items) {
        var highest = items.getLast();
        return highest.pool().variants.isEmpty()
                ? ""
                : highest.pool().variants.get(highest.variant()).edition();
    }

    private static String portion(BitSet covered, List<Item> items) {
        if (covered.cardinality() == items.size()) {
            return "";
        }
        var names = new ArrayList<String>();
        for (int item = covered.nextSetBit(0); item >= 0; item = covered.nextSetBit(item + 1)) {
            names.add(items.get(item).pool().nameOf(items.get(item).variant()));
        }
        return " for " + String.join(" and ", names);
    }

    // By device

    /// Ways to license by device what is left on one device; one empty choice when nothing is left, none when
    /// something is left that only a person could license.
    private List<Choice> deviceChoices(Bag bag, int place, BitSet settled) {
        var here = bits(bag.items().get(place));
        here.and(settled);
        var rest = new Rest(bag.signatures()[place], bag.user() != EstateIndex.NONE, here);
        var known = knownRests.get(rest);
        if (known == null) {
            boolean before = isCut;
            isCut = false;
            var choices = newDeviceChoices(bag, place, here);
            known = new DeviceWays(choices, isCut);
            isCut = before;
            knownRests.put(rest, known);
        }
        isCut |= known.isCut();
        return known.choices();
    }

    private List<Choice> newDeviceChoices(Bag bag, int place, BitSet settled) {
        int device = bag.devices()[place];
        var items = bag.items().get(place).stream()
                .filter(item -> !settled.get(item.number()))
                .filter(item -> !isHopeless(bag, place, item))
                .toList();
        var choices = new ArrayList<Choice>();
        var suites = suites(items, false, estate.virtual[device]);
        for (var subset : suites.subsets()) {
            choices.addAll(deviceChoices(items, device, subset));
        }
        var needed = new BitSet();
        for (int item = 0; item < items.size(); item++) {
            needed.set(item, isCountable(items.get(item), device) && !isCountableByItself(items.get(item), device));
        }
        if (choices.isEmpty() && !needed.isEmpty()) {
            var countable = suites.covers().stream()
                    .filter(cover -> cover.option().measure.unitsOf(estate, device) != Measure.UNKNOWN)
                    .toList();
            choices.addAll(deviceChoices(items, device, enough(countable, needed)));
        }
        return undominated(choices);
    }

    private boolean isCountableByItself(Item item, int device) {
        return group.installOptions(item.pool()).stream()
                .anyMatch(option -> unitsOf(option, device) != Measure.UNKNOWN);
    }

    /// The same with certain suites; none where something is left that cannot be counted on the device.
    private List<Choice> deviceChoices(List<Item> items, int device, List<Cover> subset) {
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
                needs.add(group.demand.need(cover.option(), "", parts), units);
                labels.add(label(cover));
                addItems(cover.items(), items, covered);
            }
        }
        List<Choice> combined = possible ? List.of(new Choice(needs, String.join("; ", labels), NOTHING)) : List.of();
        noteBySuite(new int[] {device}, List.of(items), covered, subset, false, needs);
        for (var pool : items.stream().map(Item::pool).distinct().toList()) {
            int[] rest = items.stream()
                    .filter(item -> item.pool().equals(pool) && !covered.get(item.number()))
                    .mapToInt(Item::variant)
                    .toArray();
            if (rest.length > 0) {
                combined = combine(combined, ownChoices(pool, rest, device));
            }
        }
        return combined;
    }

    /// A product's own options by device that can be counted on a device: each for all versions and editions at
    /// once,
    /// and shared out to several licences where one does not do.
    private List<Choice> ownChoices(Pool pool, int[] variants, int device) {
        var choices = new ArrayList<Choice>();
        var countable = new ArrayList<Option>();
        var edition = GroupDemand.editionOf(pool, variants);
        for (var option : group.installOptions(pool)) {
            long units = unitsOf(option, device);
            if (units != Measure.UNKNOWN) {
                countable.add(option);
                var parts = group.partsOfDevice(option, variants, device);
                isCut |= Blocks.isCut(parts);
                for (var split : Blocks.ways(parts)) {
                    var needs = new HostWays.Needs();
                    split.forEach(block -> needs.add(group.demand.need(option, edition, block), units));
                    choices.add(new Choice(
                            needs, label(pool, option) + (split.size() > 1 ? ", a licence each" : ""), NOTHING));
                }
            }
        }
        if (countable.size() > 1 && variants.length > 1) {
            addMixed(pool, variants, device, countable, choices);
        }
        return choices;
    }

    /// Versions and editions of one product on one device licensed by different metrics.
    private void addMixed(Pool pool, int[] variants, int device, List<Option> options, List<Choice> into) {
        if (variants.length > Blocks.SPLIT_FREELY) {
            isCut = true;
            return;
        }
        var places = new ArrayList<Integer>();
        for (int place = 0; place < variants.length; place++) {
            places.add(place);
        }
        for (var split : Blocks.partitions(places)) {
            List<Choice> mixed = List.of(new Choice(new HostWays.Needs(), "", NOTHING));
            for (var block : split) {
                int[] some = block.stream().mapToInt(place -> variants[place]).toArray();
                var ofBlock = new ArrayList<Choice>();
                for (var option : options) {
                    var parts = group.partsOfDevice(option, some, device);
                    var together = (BitSet) parts.getFirst().clone();
                    parts.forEach(together::and);
                    if (!together.isEmpty()) {
                        var needs = new HostWays.Needs();
                        needs.add(
                                group.demand.need(option, GroupDemand.editionOf(pool, some), together),
                                unitsOf(option, device));
                        ofBlock.add(new Choice(needs, label(pool, option), NOTHING));
                    }
                }
                mixed = combine(mixed, ofBlock);
            }
            if (split.size() > 1) {
                into.addAll(mixed);
            }
        }
    }

    private long unitsOf(Option option, int device) {
        return isByDevice(option, estate.virtual[device]) ? option.measure.unitsOf(estate, device) : Measure.UNKNOWN;
    }

    private static boolean isByDevice(Option option, boolean isVirtual) {
        return option.measure.level() == Measure.Level.DEVICE && !(isVirtual && option.measure.isOfPhysicalMachine());
    }

    private static String label(Pool pool, Option option) {
        return pool.product + " by " + option.metric.text();
    }

    private static String label(Cover cover) {
        return cover.option().line.pool.product + " as a suite by "
                + cover.option().metric.text();
    }

    /// Sets of covers in which each covers something that the others do not, smaller sets first.
    private List<List<Cover>> subsets(List<Cover> covers) {
        var subsets = new ArrayList<List<Cover>>();
        subsets(covers, 0, new ArrayList<>(), subsets);
        subsets.sort(Comparator.comparingInt(List::size));
        return subsets;
    }

    private void subsets(List<Cover> covers, int from, List<Cover> chosen, List<List<Cover>> into) {
        into.add(List.copyOf(chosen));
        if (into.size() > MOST_WAYS) {
            isCut = true;
            return;
        }
        for (int place = from; place < covers.size(); place++) {
            chosen.add(covers.get(place));
            if (isIrredundant(chosen)) {
                if (chosen.size() > MOST_SUITES) {
                    isCut = true;
                } else {
                    subsets(covers, place + 1, chosen, into);
                }
            }
            chosen.removeLast();
        }
    }

    /// Covers of all that is needed, however many it takes: the largest of what is left first. So a consumer that
    /// no set of a few covers serves is not lost.
    private static List<Cover> enough(List<Cover> covers, BitSet needed) {
        var chosen = new ArrayList<Cover>();
        var left = (BitSet) needed.clone();
        while (!left.isEmpty()) {
            var best = covers.stream()
                    .max(Comparator.comparingInt(cover -> shared(cover.items(), left)))
                    .filter(cover -> cover.items().intersects(left));
            if (best.isEmpty()) {
                break;
            }
            chosen.add(best.get());
            left.andNot(best.get().items());
        }
        return chosen;
    }

    private static int shared(BitSet one, BitSet other) {
        var both = (BitSet) one.clone();
        both.and(other);
        return both.cardinality();
    }

    private static boolean isIrredundant(List<Cover> chosen) {
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

    /// What suites offer some items; looked for once for the same items.
    private SuiteChoices suites(List<Item> items, boolean byPerson, boolean isVirtual) {
        var question = new SuiteQuestion(bits(items), byPerson, isVirtual);
        var known = knownSuites.get(question);
        if (known == null) {
            boolean before = isCut;
            isCut = false;
            var covers = suiteCovers(items, byPerson, isVirtual);
            known = new SuiteChoices(covers, subsets(covers), isCut);
            isCut = before;
            knownSuites.put(question, known);
        }
        isCut |= known.isCut();
        return known;
    }

    private static BitSet bits(List<Item> items) {
        var bits = new BitSet();
        items.forEach(item -> bits.set(item.number()));
        return bits;
    }

    /// @param items that covers are numbered by
    /// @param byPerson whether suites by person are asked for, else those by device
    /// @param isVirtual whether they are on a virtual machine
    private List<Cover> suiteCovers(List<Item> items, boolean byPerson, boolean isVirtual) {
        var covers = new ArrayList<Cover>();
        for (var suite : group.built.pools) {
            if (!context.suites().isSuite(suite.product)) {
                continue;
            }
            for (var option : group.installOptions(suite)) {
                if (option.measure.level() == (byPerson ? Measure.Level.USER : Measure.Level.DEVICE)) {
                    var ofOption = suiteCovers(items, suite, option);
                    if (!isVirtual || !option.measure.isOfPhysicalMachine()) {
                        covers.addAll(ofOption);
                    } else if (!ofOption.isEmpty()) {
                        // The physical machine below would have to be licensed, for all that is on it.
                        isCut = true;
                        group.of(option.line).waysLeftOut = true;
                    }
                }
            }
        }
        return covers;
    }

    /// What rights of a suite cover beside the suite itself, where that was found too.
    private List<Cover> suiteCovers(List<Item> items, Pool suite, Option option) {
        var byItems = new LinkedHashMap<BitSet, BitSet>();
        for (int place = 0; place < option.parts.size(); place++) {
            var covered = new BitSet();
            for (int item = 0; item < items.size(); item++) {
                covered.set(item, covers(option.parts.get(place), suite, items.get(item)));
            }
            if (!covered.isEmpty()) {
                byItems.computeIfAbsent(covered, _ -> new BitSet()).set(option.partNumbers[place]);
            }
        }
        return closed(option, byItems).stream()
                .filter(cover -> cover.items().stream()
                        .anyMatch(item -> !items.get(item).pool().equals(suite)))
                .toList();
    }

    /// Covers of one option: what each part covers, and what several cover in common, with all parts that cover it.
    private List<Cover> closed(Option option, Map<BitSet, BitSet> byItems) {
        addIntersections(byItems);
        var covers = new ArrayList<Cover>();
        byItems.forEach((covered, _) -> {
            var parts = new BitSet();
            byItems.forEach((others, set) -> {
                if (Blocks.isWithin(covered, others)) {
                    parts.or(set);
                }
            });
            covers.add(new Cover(option, covered, parts));
        });
        return covers;
    }

    /// Two rights that cover different items may both be wanted for those that they share.
    private void addIntersections(Map<BitSet, BitSet> byItems) {
        var known = new ArrayList<>(byItems.keySet());
        isCut |= known.size() > MOST_COVERS;
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

    private boolean covers(Part part, Pool suite, Item item) {
        return covers(context, part, suite, item.pool(), item.variant());
    }

    /// Whether a part of a suite may be used for a version and edition of the suite itself or of what it contains.
    static boolean covers(Context context, Part part, Pool suite, Pool pool, int variant) {
        var found = pool.variants.get(variant);
        if (suite.equals(pool)) {
            return Covers.edition(part.entitlement(), suite.definition, found.edition())
                    && context.covers().version(part, suite.versions, found.version());
        }
        var editions = new ArrayList<>(part.entitlement().editionsCovered());
        editions.add(part.entitlement().edition());
        // A component whose version the suite does not know by the same key is not compared.
        return context.suites().contains(suite.product, editions, pool.product)
                && (!suite.versions.has(found.version())
                        || context.covers().version(part, suite.versions, found.version()));
    }

    /// Keeps what the products' own lines would have needed, for the reduction that suites are to them.
    private void noteBySuite(
            int[] devices,
            List<List<Item>> items,
            BitSet settled,
            List<Cover> suites,
            boolean wholePerson,
            HostWays.Needs needs) {
        if (settled.isEmpty()) {
            return;
        }
        for (var pool : group.built.pools) {
            int next = settled.nextSetBit(firstItem[pool.number]);
            if (next < 0 || next >= firstItem[pool.number + 1]) {
                continue;
            }
            if (suites.stream().anyMatch(cover -> cover.option().line.pool.equals(pool))) {
                continue;
            }
            for (var line : pool.lines) {
                if (!line.open || group.assigned.containsKey(line)) {
                    continue;
                }
                boolean whole = true;
                long units = 0;
                for (int place = 0; place < devices.length; place++) {
                    var own = items.get(place).stream()
                            .filter(item -> item.pool().equals(pool))
                            .toList();
                    boolean all = own.stream().allMatch(item -> settled.get(item.number()));
                    whole &= all;
                    if (!own.isEmpty() && all && line.option().measure.level() != Measure.Level.USER) {
                        units += Math.max(0, line.option().measure.unitsOf(estate, devices[place]));
                    }
                }
                if (line.option().measure.level() == Measure.Level.USER) {
                    units = wholePerson && whole ? line.option().measure.unitsOfPerson() : 0;
                }
                needs.bySuite(line, units);
            }
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
        return !(bag.user() != EstateIndex.NONE
                        && countable(item, estate.virtual[device]).isByPerson())
                && !isCountable(item, device);
    }

    /// Whether any way by device can count an item on a device.
    private boolean isCountable(Item item, int device) {
        for (var measure : countable(item, estate.virtual[device]).byDevice()) {
            if (measure.unitsOf(estate, device) != Measure.UNKNOWN) {
                return true;
            }
        }
        return false;
    }

    private Countable countable(Item item, boolean isVirtual) {
        return countable.computeIfAbsent(
                new CountableItem(item.number(), isVirtual), _ -> newCountable(item, isVirtual));
    }

    private Countable newCountable(Item item, boolean isVirtual) {
        var byDevice = new ArrayList<Measure>();
        boolean byPerson = !suiteCovers(List.of(item), true, isVirtual).isEmpty();
        for (var option : group.installOptions(item.pool())) {
            byPerson |= option.measure.level() == Measure.Level.USER;
            if (isByDevice(option, isVirtual)) {
                byDevice.add(option.measure);
            }
        }
        suiteCovers(List.of(item), false, isVirtual).forEach(cover -> byDevice.add(cover.option().measure));
        return new Countable(byPerson, byDevice);
    }

    private void noteUnknown(Bag bag) {
        for (var item : hopeless(bag)) {
            // Each line of the product by what it would have needed to know: none of them may look complete.
            var told = new HashSet<Line>();
            for (var option : group.installOptions(item.pool())) {
                if (told.add(option.line)) {
                    group.of(option.line).unknown(option.measure.missing(), bag.devices()[item.place()]);
                }
            }
        }
    }
}
