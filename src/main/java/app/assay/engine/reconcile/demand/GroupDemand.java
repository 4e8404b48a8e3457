package app.assay.engine.reconcile.demand;

import app.assay.domain.estate.Assignment;
import app.assay.domain.metric.Count;
import app.assay.domain.position.Trace.ConsumerKind;
import app.assay.domain.software.Product;
import app.assay.domain.software.UseTold;
import app.assay.engine.reconcile.index.EstateIndex;
import app.assay.engine.reconcile.index.Selection;
import app.assay.engine.reconcile.measure.Measure;
import app.assay.engine.reconcile.measure.SeatMeasure;
import app.assay.engine.reconcile.measure.SiteMeasure;
import app.assay.engine.reconcile.pool.Context;
import app.assay.engine.reconcile.pool.Eligibility;
import app.assay.engine.reconcile.pool.Installs;
import app.assay.engine.reconcile.pool.Line;
import app.assay.engine.reconcile.pool.Option;
import app.assay.engine.reconcile.pool.Pool;
import app.assay.engine.reconcile.pool.PoolsBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// Steps 3 and 4 for one group of products: walks the postings once, applies the reductions in their order, measures
/// every
/// line again after each, and leaves the alternatives open as ways of consumer classes.
public final class GroupDemand {

    /// Marks used again for every group of one position.
    public static final class Scratch {
        final Installs.Scratch installs;
        final int[] userStamp;
        final int[] userStep;
        final int[] userSet;
        final int[] userDevice;
        int users;

        public Scratch(EstateIndex estate) {
            installs = new Installs.Scratch(estate.devices.size());
            int count = estate.users.size();
            userStamp = new int[count];
            userStep = new int[count];
            userSet = new int[count];
            userDevice = new int[count];
        }
    }

    private final Context context;
    private final EstateIndex estate;
    private final Selection selection;
    private final LocalDate asAt;
    private final Scratch scratch;
    public final PoolsBuilder built;
    public final Demand demand;
    public final Map<Pool, Installs> installs = new HashMap<>();
    final Map<Line, LineDemand> lines = new HashMap<>();
    private final Map<Option, Eligibility> eligibility = new HashMap<>();
    private final Map<Pool, Boolean> byHost = new HashMap<>();

    /// By line: assignments that the line counts, with the step that takes each out.
    public final Map<Line, List<Assigned>> assigned = new HashMap<>();

    /// Groups of consumers that a metric counted together; a member of demand of kind SITE is a place in it.
    public final List<Count.Group> counted = new ArrayList<>();

    /// An assignment, its holder, and the step that takes it out.
    public record Assigned(Assignment assignment, int user, int device, int step) {}

    public GroupDemand(Context context, PoolsBuilder built, Scratch scratch, boolean tracing) {
        this.context = context;
        this.estate = context.estate();
        this.selection = context.selection();
        this.asAt = selection.settings.asAt();
        this.scratch = scratch;
        this.built = built;
        this.demand = new Demand(tracing);
    }

    public void measure() {
        var product = "";
        for (var pool : built.pools) {
            if (!pool.product.equals(product)) {
                scratch.installs.beginProduct();
                product = pool.product;
            }
            installs.put(pool, Installs.walk(pool, selection, scratch.installs));
            for (var line : pool.lines) {
                lines.put(line, new LineDemand(line, selection.steps.size()));
            }
        }
        new SuiteSettlement(context, built.pools, installs).settle();
        for (var pool : built.pools) {
            takeOutAssigned(pool);
        }
        for (var pool : built.pools) {
            countInstallations(pool);
            for (var line : pool.lines) {
                measureGross(pool, line);
            }
        }
        var linked = SuiteSettlement.components(context, built.pools, installs);
        var done = new HashSet<Pool>();
        for (var pool : built.pools) {
            if (!done.add(pool)) {
                continue;
            }
            demandOfAssignments(pool);
            var options = installOptions(pool);
            var component = linked.getOrDefault(pool, List.of(pool));
            if (isByHost(pool)) {
                var together = component.stream().filter(this::isByHost).toList();
                together.stream().filter(done::add).forEach(this::demandOfAssignments);
                tellLeftOut(component, together);
                new HostWays(this, context).demand(together);
            } else if (component.size() > 1 || options.size() > 1) {
                var bag = component.stream().filter(member -> !isByHost(member)).toList();
                bag.stream().filter(done::add).forEach(this::demandOfAssignments);
                new BagWays(this, context).demand(bag);
            } else if (options.size() == 1) {
                demandOfOne(installs(pool), options.getFirst());
            }
        }
    }

    /// Suites that are not licensed by host are no ways for what is, nor are those by host for what is not.
    private void tellLeftOut(List<Pool> component, List<Pool> byHosts) {
        for (var suite : component) {
            var contained = context.suites().componentsOf(suite.product);
            for (var pool : component) {
                if (byHosts.contains(suite) != byHosts.contains(pool) && contained.contains(pool.product)) {
                    pool.lines.forEach(line -> of(line).waysLeftOut = true);
                }
            }
        }
    }

    public Installs installs(Pool pool) {
        return java.util.Objects.requireNonNull(installs.get(pool));
    }

    public LineDemand of(Line line) {
        return java.util.Objects.requireNonNull(lines.get(line));
    }

    Eligibility eligibility(Option option) {
        return eligibility.computeIfAbsent(
                option, key -> new Eligibility(estate, key, key.line.pool, context.covers(), asAt));
    }

    /// Options of open lines that installations of a pool consume by.
    List<Option> installOptions(Pool pool) {
        var options = new ArrayList<Option>();
        for (var line : pool.lines) {
            if (line.open && !assigned.containsKey(line)) {
                for (var option : line.options) {
                    if (option.measure.level() != Measure.Level.NONE
                            && option.measure.level() != Measure.Level.COUNTED) {
                        options.add(option);
                    }
                }
            }
        }
        return options;
    }

    /// Whether physical machines are charged for what runs in the virtual machines on them.
    public boolean isByHost(Pool pool) {
        return byHost.computeIfAbsent(pool, this::findIsByHost);
    }

    private boolean findIsByHost(Pool pool) {
        boolean couldBe = false;
        for (var option : installOptions(pool)) {
            if (option.measure.level() == Measure.Level.HOST) {
                return true;
            }
            couldBe |= option.measure.isOfPhysicalMachine();
        }
        if (couldBe) {
            for (int device : installs(pool).device) {
                if (estate.virtual[device]) {
                    return true;
                }
            }
        }
        return false;
    }

    // Assignments

    /// Use that no installation tells, such as that of a server by the people who reach it.
    private void findUntold(Pool pool) {
        var use = pool.definition.map(Product::use).orElse(UseTold.INSTALLED);
        for (var line : pool.lines) {
            var level = line.option().measure.level();
            if (use == UseTold.BY_ACCESS && level != Measure.Level.NONE && level != Measure.Level.COUNTED) {
                of(line).untold = "use-by-access";
            } else if (use == UseTold.ON_SERVER && level == Measure.Level.USER) {
                of(line).untold = "use-on-server";
            }
        }
    }

    private void takeOutAssigned(Pool pool) {
        findUntold(pool);
        var userLines = pool.lines.stream()
                .filter(line -> line.open && line.option().measure.level() == Measure.Level.USER)
                .toList();
        if (userLines.isEmpty()) {
            return;
        }
        var all = context.assignmentsOf(pool.product).stream()
                .filter(assignment -> pool.editions.contains(assignment.edition()))
                .sorted(Comparator.comparing(Assignment::id))
                .toList();
        boolean isTold = context.assignedProducts().contains(pool.product);
        if (all.isEmpty()) {
            for (var line : userLines) {
                if (line.option().measure instanceof SeatMeasure) {
                    if (isTold) {
                        assigned.put(line, List.of()); // others hold the seats, or nobody does any more
                        assignSites(pool, List.of());
                    } else {
                        of(line).untold = "seats-without-assignments";
                    }
                }
            }
            return;
        }
        var seenUsers = new BitSet();
        var seenDevices = new BitSet();
        var seenNames = new HashSet<UUID>();
        var list = new ArrayList<Assigned>();
        for (var assignment : all) {
            int user = estate.userNumber(assignment.user());
            int device = estate.deviceNumber(assignment.device());
            list.add(new Assigned(
                    assignment,
                    user,
                    device,
                    stepOf(pool, assignment, user, device, seenUsers, seenDevices, seenNames)));
        }
        for (var line : userLines) {
            assigned.put(line, list);
            of(line).untold = "";
        }
        assignSites(pool, list);
        boolean others = pool.lines.stream().anyMatch(line -> line.open && !assigned.containsKey(line));
        var found = installs(pool);
        for (int place = 0; place < found.count(); place++) {
            int device = found.device[place];
            int user = estate.user[device];
            if (found.step[place] != Selection.COUNTED) {
                continue;
            }
            if (seenDevices.get(device) || (user != EstateIndex.NONE && seenUsers.get(user))) {
                found.step[place] = selection.assigned;
            } else if (!others) {
                of(userLines.getFirst()).unassigned.add(device);
            }
        }
    }

    /// Where people are told by their assignments alone, rights for sites cover those in their scope: what is not
    /// counted without such a right is not counted with it.
    private void assignSites(Pool pool, List<Assigned> list) {
        boolean others = pool.lines.stream()
                .anyMatch(line ->
                        line.open && !assigned.containsKey(line) && !(line.option().measure instanceof SiteMeasure));
        for (var line : pool.lines) {
            if (!others && line.open && line.option().measure instanceof SiteMeasure) {
                assigned.put(line, list);
            }
        }
    }

    /// @param seenNames those of people and devices whom nobody knows: they hold a seat each
    private int stepOf(
            Pool pool,
            Assignment assignment,
            int user,
            int device,
            BitSet seenUsers,
            BitSet seenDevices,
            Set<UUID> seenNames) {
        boolean isNew = true;
        if (user != EstateIndex.NONE) {
            isNew = !seenUsers.get(user);
            seenUsers.set(user);
        } else if (assignment.user().isPresent()) {
            isNew = seenNames.add(assignment.user().get());
            if (device != EstateIndex.NONE) {
                seenDevices.set(device);
            }
        } else if (device != EstateIndex.NONE) {
            isNew = !seenDevices.get(device);
            seenDevices.set(device);
        } else if (assignment.device().isPresent()) {
            isNew = seenNames.add(assignment.device().get());
        }
        if (!isNew) {
            return Selection.DUPLICATE;
        }
        if (!pool.needsLicence) {
            return Selection.NOT_LICENSABLE;
        }
        if (user == EstateIndex.NONE && device != EstateIndex.NONE) {
            return selection.stepOf(device, assignment.edition(), selection.exclusionsOf(pool.product));
        }
        int unit = user == EstateIndex.NONE ? EstateIndex.NONE : estate.userUnit[user];
        return selection.stepOfUserAssignment(estate, pool.product, assignment.edition(), unit);
    }

    private void demandOfAssignments(Pool pool) {
        var options = new ArrayList<Option>();
        for (var line : pool.lines) {
            if (assigned.containsKey(line)) {
                options.addAll(line.options);
            }
        }
        if (options.isEmpty()) {
            return;
        }
        var list = assigned.getOrDefault(options.getFirst().line, List.of());
        for (int number = 0; number < list.size(); number++) {
            var held = list.get(number);
            if (held.step() != Selection.COUNTED) {
                continue;
            }
            int unit = held.user() != EstateIndex.NONE
                    ? estate.userUnit[held.user()]
                    : held.device() != EstateIndex.NONE ? estate.unit[held.device()] : EstateIndex.NONE;
            int device = held.user() == EstateIndex.NONE ? held.device() : EstateIndex.NONE;
            var ways = new ArrayList<Demand.Way>();
            for (var option : options) {
                var edition = held.assignment().edition();
                int need = demand.need(option, edition, eligibility(option).ofAssignment(edition, unit, device));
                ways.add(new Demand.Way(List.of(need), List.of(1L), "assigned, " + option.metric.text(), Map.of()));
            }
            var member = new Demand.Member(ConsumerKind.ASSIGNMENT, number, 1, new int[0]);
            take(ways, member);
        }
    }

    /// Demand of consumers that are alike: fixed when they have one way, else a class.
    void take(List<Demand.Way> ways, long count) {
        if (ways.size() == 1 && ways.getFirst().bySuite().isEmpty()) {
            var only = ways.getFirst();
            for (int place = 0; place < only.needs().size(); place++) {
                demand.add(only.needs().get(place), only.units().get(place) * count);
            }
        } else {
            demand.consumers(ways, count);
        }
    }

    /// Demand of one consumer: fixed when it has one way, else a class.
    void take(List<Demand.Way> ways, Demand.Member member) {
        if (ways.size() == 1 && ways.getFirst().bySuite().isEmpty()) {
            var only = ways.getFirst();
            for (int place = 0; place < only.needs().size(); place++) {
                int need = only.needs().get(place);
                long units = only.units().get(place);
                demand.add(need, units);
                if (demand.isTracing()) {
                    demand.member(need, new Demand.Member(member.kind(), member.number(), units, member.devices()));
                }
            }
        } else {
            var consumers = demand.consumers(List.copyOf(ways), 1);
            if (demand.isTracing()) {
                consumers.members.add(member);
            }
        }
    }

    // Gross

    private void countInstallations(Pool pool) {
        var found = installs(pool);
        var template = new long[selection.steps.size()];
        for (int step : found.step) {
            if (step != Selection.COUNTED) {
                template[step]++;
            }
        }
        for (var line : pool.lines) {
            var counted = of(line);
            counted.installations = found.count();
            if (line.open) {
                System.arraycopy(template, 0, counted.installationsByStep, 0, template.length);
            }
        }
    }

    private void measureGross(Pool pool, Line line) {
        if (!line.open) {
            return;
        }
        var counted = of(line);
        var held = assigned.get(line);
        if (held != null) {
            for (var one : held) {
                counted.add(one.step(), 1);
            }
            return;
        }
        var option = line.option();
        switch (option.measure.level()) {
            case DEVICE -> {
                if (option.measure.isOfPhysicalMachine() && isByHost(pool)) {
                    measureHosts(installs(pool), option, counted);
                } else {
                    measureDevices(installs(pool), option, counted);
                }
            }
            case USER -> measureUsers(installs(pool), option, counted);
            case HOST -> measureHosts(installs(pool), option, counted);
            case COUNTED, NONE -> {} // the former are measured once all else is
        }
    }

    private void measureDevices(Installs found, Option option, LineDemand counted) {
        boolean alone = installOptions(found.pool).size() == 1;
        for (int place = 0; place < found.count(); place++) {
            long units = option.measure.unitsOf(estate, found.device[place]);
            addOrUnknown(found, place, units, option, counted, alone);
        }
    }

    private static void addOrUnknown(
            Installs found, int place, long units, Option option, LineDemand counted, boolean alone) {
        int step = found.step[place];
        if (units != Measure.UNKNOWN) {
            counted.add(step, units);
        } else if (step != Selection.COUNTED) {
            counted.unknownByStep[step] = true;
        } else if (alone) {
            counted.unknown(option.measure.missing(), found.device[place]);
        }
    }

    /// A person is taken out by a step only when it takes out the last of the person's devices.
    private void measureUsers(Installs found, Option option, LineDemand counted) {
        boolean alone = installOptions(found.pool).size() == 1;
        int stamp = ++scratch.users;
        int[] list = new int[found.count()];
        int count = 0;
        for (int place = 0; place < found.count(); place++) {
            int user = estate.user[found.device[place]];
            if (user == EstateIndex.NONE) {
                addOrUnknown(found, place, Measure.UNKNOWN, option, counted, alone);
            } else if (scratch.userStamp[user] != stamp) {
                scratch.userStamp[user] = stamp;
                scratch.userStep[user] = found.step[place];
                list[count++] = user;
            } else {
                scratch.userStep[user] = Math.max(scratch.userStep[user], found.step[place]);
            }
        }
        for (int place = 0; place < count; place++) {
            counted.add(scratch.userStep[list[place]], option.measure.unitsOfPerson());
        }
    }

    /// Hosts are measured again after every step: the sets that a host needs do not follow from sums. A machine
    /// that
    /// may move counts on every host that it may land on.
    private void measureHosts(Installs found, Option option, LineDemand counted) {
        boolean alone = installOptions(found.pool).size() == 1;
        var byHost = new TreeMap<Integer, List<Integer>>();
        for (int place = 0; place < found.count(); place++) {
            int[] hosts = estate.machinesFor(found.device[place]);
            if (hosts.length == 0) {
                if (found.step[place] == Selection.COUNTED) {
                    if (alone) {
                        counted.unknown("host-unknown", found.device[place]);
                    }
                } else {
                    counted.unknownByStep[found.step[place]] = true;
                }
            }
            for (int host : hosts) {
                byHost.computeIfAbsent(host, _ -> new ArrayList<>()).add(place);
            }
        }
        byHost.forEach((host, places) -> measureHost(found, host, places, option.measure, counted, alone));
    }

    private void measureHost(
            Installs found, int host, List<Integer> places, Measure measure, LineDemand counted, boolean alone) {
        var steps = new TreeSet<Integer>();
        places.forEach(place -> steps.add(found.step[place]));
        long set = measure.setOf(estate, host);
        if (set == Measure.UNKNOWN) {
            for (int step : steps) {
                if (step != Selection.COUNTED) {
                    counted.unknownByStep[step] = true;
                } else if (alone) {
                    counted.unknown(measure.missing(), host);
                }
            }
            return;
        }
        for (int step : steps) {
            long before = set * sets(found, places, host, measure, step);
            long after = step == Selection.COUNTED ? 0 : set * sets(found, places, host, measure, step + 1);
            counted.add(step, before - after);
        }
    }

    /// Sets that a host needs for what is left once all steps before one have been taken.
    private static long sets(Installs found, List<Integer> places, int host, Measure measure, int fromStep) {
        int machines = 0;
        boolean running = false;
        for (int place : places) {
            if (found.step[place] >= fromStep) {
                running = true;
                machines += found.device[place] == host ? 0 : 1;
            }
        }
        return measure.sets(machines, running);
    }

    // Demand with one option: straight into needs

    private void demandOfOne(Installs found, Option option) {
        if (option.measure.level() == Measure.Level.USER) {
            demandOfUsers(found, option);
        } else {
            demandOfDevices(found, option);
        }
    }

    private void demandOfDevices(Installs found, Option option) {
        var allowed = eligibility(option);
        int classes = allowed.unitClasses();
        int[] needs = new int[found.sets.count() * classes * 2];
        Arrays.fill(needs, NOT_MADE);
        for (int place = 0; place < found.count(); place++) {
            if (found.step[place] != Selection.COUNTED) {
                continue;
            }
            int device = found.device[place];
            long units = option.measure.unitsOf(estate, device);
            if (units == Measure.UNKNOWN) {
                continue;
            }
            int set = found.set[place];
            int need;
            if (allowed.hasBound() && allowed.isBound(device)) {
                need = needOfDevice(option, found, set, device);
            } else {
                int cell =
                        (set * classes + allowed.unitClass(estate.unit[device])) * 2 + (estate.virtual[device] ? 1 : 0);
                need = needs[cell];
                if (need == NOT_MADE) {
                    need = needOfDevice(option, found, set, device);
                    needs[cell] = need;
                }
            }
            if (need == SEVERAL_WAYS) {
                take(
                        waysOfDevice(option, found, set, device, units),
                        new Demand.Member(ConsumerKind.DEVICE, device, units, new int[] {device}));
                continue;
            }
            demand.add(need, units);
            if (demand.isTracing()) {
                demand.member(need, new Demand.Member(ConsumerKind.DEVICE, device, units, new int[] {device}));
            }
        }
    }

    private static final int NOT_MADE = -1;
    private static final int SEVERAL_WAYS = -2;

    /// The need of a device that has one way, or [#SEVERAL_WAYS].
    private int needOfDevice(Option option, Installs found, int set, int device) {
        var parts = partsOfDevice(option, found.sets.of(set), device);
        var ways = Blocks.ways(parts);
        return ways.size() == 1
                ? demand.need(
                        option,
                        editionOf(found.pool, found.sets.of(set)),
                        ways.getFirst().getFirst())
                : SEVERAL_WAYS;
    }

    private List<Demand.Way> waysOfDevice(Option option, Installs found, int set, int device, long units) {
        return ways(option, found.pool, found.sets.of(set), partsOfDevice(option, found.sets.of(set), device), units);
    }

    /// Parts that may cover each variant on a device.
    List<BitSet> partsOfDevice(Option option, int[] variants, int device) {
        var allowed = eligibility(option);
        return Arrays.stream(variants)
                .mapToObj(variant -> allowed.ofDevice(variant, device))
                .toList();
    }

    /// Parts that may cover each variant of a person.
    List<BitSet> partsOfUser(Option option, int[] variants, int unit) {
        var allowed = eligibility(option);
        return Arrays.stream(variants)
                .mapToObj(variant -> allowed.ofUser(variant, unit))
                .toList();
    }

    /// Ways to license variants of one consumer by one option: one licence for all, or several that each cover
    /// some.
    List<Demand.Way> ways(Option option, Pool pool, int[] variants, List<BitSet> parts, long units) {
        if (Blocks.isCut(parts)) {
            of(option.line).waysLeftOut = true;
        }
        var ways = new ArrayList<Demand.Way>();
        for (var split : Blocks.ways(parts)) {
            var needs = new HostWays.Needs();
            for (var block : split) {
                needs.add(demand.need(option, editionOf(pool, variants), block), units);
            }
            ways.add(needs.way(
                    split.size() == 1
                            ? "one licence for all that was found"
                            : "a licence each for " + blockNames(pool, variants, parts, split)));
        }
        return ways;
    }

    private static String blockNames(Pool pool, int[] variants, List<BitSet> parts, List<BitSet> split) {
        var names = new ArrayList<String>();
        for (var block : split) {
            var own = new ArrayList<String>();
            for (int place = 0; place < variants.length; place++) {
                if (Blocks.isWithin(block, parts.get(place))) {
                    own.add(pool.nameOf(variants[place]));
                }
            }
            names.add(String.join(" and ", own));
        }
        return String.join(", ", names);
    }

    /// The highest edition among variants.
    static String editionOf(Pool pool, int[] variants) {
        return variants.length == 0 || pool.variants.isEmpty()
                ? ""
                : pool.variants.get(variants[variants.length - 1]).edition();
    }

    private void demandOfUsers(Installs found, Option option) {
        var allowed = eligibility(option);
        int stamp = ++scratch.users;
        int[] list = new int[found.count()];
        int count = 0;
        for (int place = 0; place < found.count(); place++) {
            int device = found.device[place];
            int user = estate.user[device];
            if (user == EstateIndex.NONE || found.step[place] != Selection.COUNTED) {
                continue;
            }
            if (scratch.userStamp[user] != stamp) {
                scratch.userStamp[user] = stamp;
                scratch.userSet[user] = found.set[place];
                scratch.userDevice[user] = device;
                list[count++] = user;
            } else {
                scratch.userSet[user] = found.sets.union(scratch.userSet[user], found.set[place]);
                scratch.userDevice[user] = firstByName(scratch.userDevice[user], device);
            }
        }
        int classes = allowed.unitClasses();
        var known = new HashMap<Long, List<Demand.Way>>();
        var devicesOf = demand.isTracing() ? devicesOfUsers(found) : Map.<Integer, List<Integer>>of();
        for (int place = 0; place < count; place++) {
            int user = list[place];
            long units = option.measure.unitsOfPerson();
            int unit = unitOfUser(user, scratch.userDevice[user]);
            int[] devices = devicesOf.getOrDefault(user, List.of()).stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            var member = new Demand.Member(ConsumerKind.USER, user, units, devices);
            long key = (long) scratch.userSet[user] * classes + allowed.unitClass(unit);
            var ways = known.computeIfAbsent(key, _ -> {
                int[] variants = found.sets.of(scratch.userSet[user]);
                return ways(option, found.pool, variants, partsOfUser(option, variants, unit), units);
            });
            take(ways, member);
        }
    }

    int firstByName(int left, int right) {
        return estate.rank[left] <= estate.rank[right] ? left : right;
    }

    /// A person's unit; that of the first device by name where the person has none.
    int unitOfUser(int user, int firstDevice) {
        return estate.userUnit[user] != EstateIndex.NONE ? estate.userUnit[user] : estate.unit[firstDevice];
    }

    private Map<Integer, List<Integer>> devicesOfUsers(Installs found) {
        var devices = new HashMap<Integer, List<Integer>>();
        for (int place = 0; place < found.count(); place++) {
            int user = estate.user[found.device[place]];
            if (user != EstateIndex.NONE && found.step[place] == Selection.COUNTED) {
                devices.computeIfAbsent(user, _ -> new ArrayList<>()).add(found.device[place]);
            }
        }
        return devices;
    }
}
