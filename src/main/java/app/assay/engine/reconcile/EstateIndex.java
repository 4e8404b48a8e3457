package app.assay.engine.reconcile;

import app.assay.domain.estate.Device;
import app.assay.domain.estate.OrganisationUnit;
import app.assay.domain.estate.User;
import app.assay.domain.position.PositionFacts;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Devices, users and units as columns of small integers, so that walking a million installations touches no objects.
///
/// A reference that leads nowhere is −1, as if it were not there. Ranks give the order by name, then UUID, whatever the
/// order of the lists.
final class EstateIndex {

    static final int NONE = -1;

    final List<Device> devices;
    final List<User> users;
    final List<OrganisationUnit> units;

    /// By device: unit, user, host, filled processors, cores; −1 where not known.
    final int[] unit;

    final int[] user;
    final int[] host;
    final int[] processors;
    final int[] cores;
    final boolean[] virtual;
    final int[] rank;

    /// By user: unit, rank.
    final int[] userUnit;

    final int[] userRank;

    /// By unit: the unit above.
    final int[] unitParent;

    private final Map<UUID, Integer> deviceNumbers;
    private final Map<UUID, Integer> userNumbers;
    private final Map<UUID, Integer> unitNumbers;

    EstateIndex(PositionFacts facts) {
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
        for (int number = 0; number < count; number++) {
            var device = devices.get(number);
            unit[number] = find(unitNumbers, device.unit());
            user[number] = find(userNumbers, device.user());
            host[number] = find(deviceNumbers, device.host());
            if (host[number] == number) {
                host[number] = NONE;
            }
            processors[number] = positive(device.processors().orElse(NONE));
            cores[number] = positive(device.cores().orElse(NONE));
            virtual[number] = device.isVirtual();
        }
        rank = ranks(devices, Comparator.comparing(Device::name).thenComparing(Device::id));
        userUnit = new int[users.size()];
        for (int number = 0; number < userUnit.length; number++) {
            userUnit[number] = find(unitNumbers, users.get(number).unit());
        }
        userRank = ranks(users, Comparator.comparing(User::name).thenComparing(User::id));
        unitParent = new int[units.size()];
        for (int number = 0; number < unitParent.length; number++) {
            unitParent[number] = find(unitNumbers, units.get(number).parent());
        }
    }

    int deviceNumber(Optional<UUID> id) {
        return find(deviceNumbers, id);
    }

    int userNumber(Optional<UUID> id) {
        return find(userNumbers, id);
    }

    int unitNumber(Optional<UUID> id) {
        return find(unitNumbers, id);
    }

    /// Whether a unit is another one or lies below it. A chain of parents that bites its own tail ends after as
    /// many steps
    /// as there are units.
    boolean isWithin(int inner, int outer) {
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
    int depth(int unitNumber) {
        int depth = 0;
        int current = unitNumber == NONE ? NONE : unitParent[unitNumber];
        while (current != NONE && depth <= unitParent.length) {
            depth++;
            current = unitParent[current];
        }
        return depth;
    }

    String unitName(int unitNumber) {
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
        java.util.Arrays.sort(numbers, (left, right) -> order.compare(values.get(left), values.get(right)));
        int[] ranks = new int[numbers.length];
        for (int place = 0; place < numbers.length; place++) {
            ranks[numbers[place]] = place;
        }
        return ranks;
    }
}
