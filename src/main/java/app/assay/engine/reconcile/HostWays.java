package app.assay.engine.reconcile;

import app.assay.domain.position.Trace.ConsumerKind;
import app.assay.work.Plain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Ways to license a product whose hosts are licensed for their virtual machines.
///
/// For each host: every option by host, with as many full sets of its cores as its machines need; where machines need
/// different editions or versions, all sets alike or sets for each kind by themselves; and, where a machine may be
/// licensed
/// by itself, fewer sets and the machines with the fewest units by themselves. A machine whose host nobody knows can
/// only be
/// licensed by itself. People and suites are not ways for such a product.
///
/// Machines are taken to run where they were last seen; a line whose hosts form clusters says so.
final class HostWays {

    /// More kinds of machines on one host than this are only tried all together and each by itself.
    private static final int KINDS_SPLIT_FREELY = 4;

    private final GroupDemand group;
    private final EstateIndex estate;

    HostWays(GroupDemand group, Context context) {
        this.group = group;
        this.estate = context.estate();
    }

    /// What runs on one physical machine.
    private record Machine(int host, List<Integer> virtualPlaces, boolean isInstalledItself, int ownVariant) {}

    void demand(Pool pool, List<Option> options) {
        var byHost = options.stream()
                .filter(option -> option.measure.level() == Measure.Level.HOST)
                .toList();
        var byDevice = options.stream()
                .filter(option -> option.measure.level() == Measure.Level.DEVICE)
                .toList();
        var found = group.installs(pool);
        var places = new TreeMap<Integer, List<Integer>>();
        for (int place = 0; place < found.count(); place++) {
            if (found.step[place] == Selection.COUNTED) {
                int host = group.hostOf(found.device[place]);
                if (host == EstateIndex.NONE) {
                    alone(found, place, byHost, byDevice);
                } else {
                    places.computeIfAbsent(host, _ -> new ArrayList<>()).add(place);
                }
            }
        }
        places.forEach((host, onHost) -> host(found, machine(found, host, onHost), byHost, byDevice));
    }

    private static Machine machine(Installs found, int host, List<Integer> places) {
        var machines = new ArrayList<Integer>();
        boolean itself = false;
        int ownVariant = 0;
        for (int place : places) {
            if (found.device[place] == host) {
                itself = true;
                ownVariant = found.variant[place];
            } else {
                machines.add(place);
            }
        }
        return new Machine(host, machines, itself, ownVariant);
    }

    private void alone(Installs found, int place, List<Option> byHost, List<Option> byDevice) {
        var ways = new ArrayList<Demand.Way>();
        int device = found.device[place];
        for (var option : byDevice) {
            long units = option.measure.unitsOf(estate, device);
            if (units != Measure.UNKNOWN) {
                var needs = new Needs();
                needs.add(need(option, found.variant[place], device), units);
                ways.add(needs.way("the virtual machine by itself, " + option.metric.text()));
            }
        }
        if (ways.isEmpty()) {
            group.of(byHost.getFirst().line).unknown("host-unknown", device);
        } else {
            group.take(ways, new Demand.Member(ConsumerKind.DEVICE, device, 0, new int[] {device}));
        }
    }

    private void host(Installs found, Machine machine, List<Option> byHost, List<Option> byDevice) {
        var ways = new ArrayList<Demand.Way>();
        for (var option : byHost) {
            long set = ((CoreMeasure) option.measure).setOf(estate, machine.host());
            if (set != Measure.UNKNOWN) {
                ways.addAll(bySets(found, machine, option, set, byDevice));
            }
        }
        for (var option : byDevice) {
            byThemselves(found, machine, option, ways);
        }
        if (ways.isEmpty()) {
            var option = byHost.getFirst();
            group.of(option.line).unknown(option.measure.missing(), machine.host());
            return;
        }
        var distinct = List.copyOf(new java.util.LinkedHashSet<>(ways));
        int[] devices = java.util.stream.IntStream.concat(
                        machine.virtualPlaces().stream().mapToInt(place -> found.device[place]),
                        machine.isInstalledItself()
                                ? java.util.stream.IntStream.of(machine.host())
                                : java.util.stream.IntStream.empty())
                .toArray();
        group.take(distinct, new Demand.Member(ConsumerKind.HOST, machine.host(), 0, devices));
    }

    private List<Demand.Way> bySets(Installs found, Machine machine, Option option, long set, List<Option> byDevice) {
        var ways = new ArrayList<Demand.Way>();
        var core = (CoreMeasure) option.measure;
        var kinds = new TreeMap<Integer, Integer>();
        machine.virtualPlaces().forEach(place -> kinds.merge(found.variant[place], 1, Integer::sum));
        if (machine.isInstalledItself()) {
            kinds.merge(machine.ownVariant(), 0, Integer::sum);
        }
        var name = option.metric.text();
        for (var split : splits(List.copyOf(kinds.keySet()))) {
            var needs = new Needs();
            long sets = 0;
            for (var part : split) {
                int machines = part.stream()
                        .mapToInt(kind -> kinds.getOrDefault(kind, 0))
                        .sum();
                long ofPart = core.sets(machines, true);
                sets += ofPart;
                needs.add(
                        group.demand.need(option.line, group.eligibility(option).ofHost(part, machine.host())),
                        ofPart * set);
            }
            ways.add(needs.way(Plain.text(
                    "%s %s cores on the host, %s", sets == 1 ? "one set of" : sets + " sets of", set, name)));
        }
        int perSet = core.metric().virtualMachinesPerSet().orElse(0);
        int machines = machine.virtualPlaces().size();
        if (perSet > 0) {
            for (var single : byDevice) {
                var sorted = cheapestFirst(found, machine, single);
                for (long sets = 1; sets < core.sets(machines, true); sets++) {
                    int alone = (int) (machines - sets * perSet);
                    var needs = new Needs();
                    var kept = new ArrayList<Integer>();
                    if (machine.isInstalledItself()) {
                        kept.add(machine.ownVariant());
                    }
                    sorted.subList(alone, machines).forEach(place -> kept.add(found.variant[place]));
                    needs.add(
                            group.demand.need(
                                    option.line,
                                    group.eligibility(option)
                                            .ofHost(
                                                    kept.stream()
                                                            .distinct()
                                                            .sorted()
                                                            .toList(),
                                                    machine.host())),
                            sets * set);
                    if (addSingles(found, sorted.subList(0, alone), single, needs)) {
                        ways.add(needs.way(Plain.text(
                                "%s %s of %s cores on the host, %s, and %s virtual %s by %s",
                                sets,
                                Plain.of(sets, "set", "sets"),
                                set,
                                name,
                                alone,
                                Plain.of(alone, "machine", "machines"),
                                Plain.of(alone, "itself", "themselves"))));
                    }
                }
            }
        }
        return ways;
    }

    private void byThemselves(Installs found, Machine machine, Option option, List<Demand.Way> ways) {
        var needs = new Needs();
        boolean possible = addSingles(found, cheapestFirst(found, machine, option), option, needs);
        if (possible && machine.isInstalledItself()) {
            long units = option.measure.unitsOf(estate, machine.host());
            possible = units != Measure.UNKNOWN;
            if (possible) {
                needs.add(need(option, machine.ownVariant(), machine.host()), units);
            }
        }
        if (possible) {
            ways.add(needs.way("each machine by itself, " + option.metric.text()));
        }
    }

    private boolean addSingles(Installs found, List<Integer> places, Option option, Needs needs) {
        for (int place : places) {
            long units = option.measure.unitsOf(estate, found.device[place]);
            if (units == Measure.UNKNOWN) {
                return false;
            }
            needs.add(need(option, found.variant[place], found.device[place]), units);
        }
        return true;
    }

    private List<Integer> cheapestFirst(Installs found, Machine machine, Option option) {
        var sorted = new ArrayList<>(machine.virtualPlaces());
        sorted.sort(Comparator.<Integer>comparingLong(place -> {
                    long units = option.measure.unitsOf(estate, found.device[place]);
                    return units == Measure.UNKNOWN ? Long.MAX_VALUE : units;
                })
                .thenComparingInt(place -> found.variant[place])
                .thenComparingInt(place -> estate.rank[found.device[place]]));
        return sorted;
    }

    private int need(Option option, int variant, int device) {
        return group.demand.need(option.line, group.eligibility(option).ofDevice(variant, device));
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

        long total() {
            return units.values().stream().mapToLong(Long::longValue).sum();
        }

        Demand.Way way(String label) {
            return new Demand.Way(List.copyOf(units.keySet()), List.copyOf(units.values()), label, Map.copyOf(bySuite));
        }
    }
}
