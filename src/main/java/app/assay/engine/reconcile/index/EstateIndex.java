package app.assay.engine.reconcile.index;

import app.assay.domain.code.Environment;
import app.assay.domain.code.HostAffinity;
import app.assay.domain.code.LifeCycleStatus;
import app.assay.domain.estate.Device;
import app.assay.domain.estate.OrganisationUnit;
import app.assay.domain.estate.User;
import app.assay.domain.position.PositionFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Devices, users and units as columns of small integers, so that walking a million installations touches no objects.
///
/// The host of a virtual machine is the physical machine below it: a virtual machine inside another leads to that one's
/// host. Where the chain ends in a virtual machine or bites its own tail, the host is not known.
///
/// A virtual machine may land on every physical machine of a cluster that its host belongs to, unless it is known to
/// stay; one whose host nobody knows, on those of the cluster that it names itself.
///
/// A reference that leads nowhere is −1, as if it were not there. Ranks give the order by name, then UUID, whatever the
/// order of the lists.
public final class EstateIndex {

    public static final int NONE = -1;

    /// Virtual machines inside one another beyond which nobody knows the host.
    private static final int MOST_NESTED = 16;

    private static final int[] NOWHERE = new int[0];

    public final List<Device> devices;
    public final List<User> users;
    public final List<OrganisationUnit> units;

    /// By device: unit, user, physical host, filled processors, cores; −1 where not known.
    public final int[] unit;

    public final int[] user;
    public final int[] host;
    public final int[] processors;
    public final int[] cores;
    public final boolean[] virtual;
    public final int[] rank;

    /// Devices last seen before they were first seen, and those that stand by.
    public final BitSet seenReversed;

    public final BitSet standby;

    /// By user: unit, rank.
    public final int[] userUnit;

    public final int[] userRank;

    /// By unit: the unit above; none for units that lie below themselves.
    final int[] unitParent;

    /// Units that lie below themselves, which the register should not say: none of them is taken to lie below
    /// another.
    public final List<OrganisationUnit> unitsInCircles;

    /// By the place of a set of clusters: the physical machines of any of them, those in service, by name.
    private final List<int[]> machinesOfClusters = new ArrayList<>();

    /// By device: the place of its clusters, or −1 when it belongs to none.
    private final int[] clusters;

    private final Map<UUID, Integer> deviceNumbers;
    private final Map<UUID, Integer> userNumbers;
    private final Map<UUID, Integer> unitNumbers;

    public EstateIndex(PositionFacts facts) {
        devices = facts.devices();
        users = facts.users();
        units = facts.units();
        deviceNumbers = numbers(devices, Device::id);
        userNumbers = numbers(users, User::id);
        unitNumbers = numbers(units, OrganisationUnit::id);
        int count = devices.size();
        unit = new int[count];
        user = new int[count];
        host = new int[count];
        processors = new int[count];
        cores = new int[count];
        virtual = new boolean[count];
        seenReversed = new BitSet(count);
        standby = new BitSet(count);
        for (int number = 0; number < count; number++) {
            var device = devices.get(number);
            unit[number] = find(unitNumbers, device.unit());
            user[number] = find(userNumbers, device.user());
            host[number] = find(deviceNumbers, device.host());
            processors[number] = positive(device.processors().orElse(NONE));
            cores[number] = positive(device.cores().orElse(NONE));
            virtual[number] = device.isVirtual();
            seenReversed.set(number, device.isSeenReversed());
            standby.set(number, device.environment() == Environment.STANDBY);
        }
        climb();
        rank = ranks(devices, Comparator.comparing(Device::name).thenComparing(Device::id));
        clusters = new int[count];
        index(clusters);
        userUnit = new int[users.size()];
        for (int number = 0; number < userUnit.length; number++) {
            userUnit[number] = find(unitNumbers, users.get(number).unit());
        }
        userRank = ranks(users, Comparator.comparing(User::name).thenComparing(User::id));
        unitParent = new int[units.size()];
        for (int number = 0; number < unitParent.length; number++) {
            unitParent[number] = find(unitNumbers, units.get(number).parent());
        }
        unitsInCircles = cutCircles(unitParent).stream().map(units::get).toList();
    }

    private static List<Integer> cutCircles(int[] parents) {
        var circle = new ArrayList<Integer>();
        for (int number = 0; number < parents.length; number++) {
            int current = parents[number];
            for (int step = 0; step < parents.length && current != NONE && current != number; step++) {
                current = parents[current];
            }
            if (current == number) {
                circle.add(number);
            }
        }
        circle.forEach(number -> parents[number] = NONE);
        return circle;
    }

    /// From what a virtual machine runs on to the physical machine below.
    private void climb() {
        int[] below = host.clone();
        for (int number = 0; number < below.length; number++) {
            int current = below[number];
            int steps = 0;
            while (current != NONE && virtual[current] && steps <= MOST_NESTED) {
                current = below[current];
                steps++;
            }
            host[number] = steps > MOST_NESTED ? NONE : current;
        }
    }

    private void index(int[] clustersOf) {
        var membersByName = new HashMap<String, List<Integer>>();
        for (int number = 0; number < clustersOf.length; number++) {
            if (!virtual[number] && isInService(number)) {
                for (var name : clusterNames(number)) {
                    membersByName.computeIfAbsent(name, _ -> new ArrayList<>()).add(number);
                }
            }
        }
        var places = new HashMap<List<String>, Integer>();
        for (int number = 0; number < clustersOf.length; number++) {
            var names = clusterNames(number);
            clustersOf[number] = NONE;
            if (!names.isEmpty()) {
                clustersOf[number] = places.computeIfAbsent(names, _ -> {
                    machinesOfClusters.add(names.stream()
                            .flatMap(name -> membersByName.getOrDefault(name, List.of()).stream())
                            .distinct()
                            .sorted(Comparator.comparingInt(machine -> rank[machine]))
                            .mapToInt(Integer::intValue)
                            .toArray());
                    return machinesOfClusters.size() - 1;
                });
            }
        }
    }

    private boolean isInService(int number) {
        var status = devices.get(number).status();
        return status == LifeCycleStatus.IN_SERVICE || status == LifeCycleStatus.UNKNOWN;
    }

    /// The clusters that a device names, in order, without regard to case.
    public List<String> clusterNames(int number) {
        var text = devices.get(number).cluster();
        if (text.isEmpty()) {
            return List.of();
        }
        return Arrays.stream(text.split(";"))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /// The physical machines that have to be licensed for what runs on a device: itself; for a virtual machine its
    /// host and all that it may move to. Empty when nobody knows them.
    public int[] machinesFor(int device) {
        if (!virtual[device]) {
            return new int[] {device};
        }
        int on = host[device];
        if (on == NONE) {
            return clusters[device] == NONE || stays(device) ? NOWHERE : machinesOfClusters.get(clusters[device]);
        }
        int within = clusters[on] == NONE ? clusters[device] : clusters[on];
        if (within == NONE || stays(device)) {
            return new int[] {on};
        }
        int[] all = machinesOfClusters.get(within);
        if (Arrays.stream(all).anyMatch(machine -> machine == on)) {
            return all;
        }
        int[] more = Arrays.copyOf(all, all.length + 1);
        more[all.length] = on;
        return more;
    }

    private boolean stays(int device) {
        return devices.get(device).hostAffinity() == HostAffinity.STAYS;
    }

    public int deviceNumber(Optional<UUID> id) {
        return find(deviceNumbers, id);
    }

    public int userNumber(Optional<UUID> id) {
        return find(userNumbers, id);
    }

    public int unitNumber(Optional<UUID> id) {
        return find(unitNumbers, id);
    }

    /// Whether a unit is another one or lies below it. A chain of parents that bites its own tail ends after as
    /// many steps
    /// as there are units.
    public boolean isWithin(int inner, int outer) {
        int current = inner;
        for (int step = 0; step <= unitParent.length && current != NONE; step++) {
            if (current == outer) {
                return true;
            }
            current = unitParent[current];
        }
        return false;
    }

    /// How many units lie above a unit; a larger number is a narrower scope.
    public int depth(int unitNumber) {
        int depth = 0;
        int current = unitNumber == NONE ? NONE : unitParent[unitNumber];
        while (current != NONE && depth <= unitParent.length) {
            depth++;
            current = unitParent[current];
        }
        return depth;
    }

    public String unitName(int unitNumber) {
        return unitNumber == NONE ? "" : units.get(unitNumber).name();
    }

    /// A count of zero processors or cores is a machine that did not tell, not a machine without any.
    private static int positive(int value) {
        return value > 0 ? value : NONE;
    }

    private static int find(Map<UUID, Integer> numbers, Optional<UUID> id) {
        return id.map(numbers::get).orElse(NONE);
    }

    private static <T> Map<UUID, Integer> numbers(List<T> values, Function<T, UUID> id) {
        var numbers = HashMap.<UUID, Integer>newHashMap(values.size());
        for (int number = 0; number < values.size(); number++) {
            numbers.put(id.apply(values.get(number)), number);
        }
        return numbers;
    }

    private static <T> int[] ranks(List<T> values, Comparator<T> order) {
        var numbers = new Integer[values.size()];
        for (int number = 0; number < numbers.length; number++) {
            numbers[number] = number;
        }
        Arrays.sort(numbers, (left, right) -> order.compare(values.get(left), values.get(right)));
        int[] ranks = new int[numbers.length];
        for (int place = 0; place < numbers.length; place++) {
            ranks[numbers[place]] = place;
        }
        return ranks;
    }
}
