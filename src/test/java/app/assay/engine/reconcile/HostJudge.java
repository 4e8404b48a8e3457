package app.assay.engine.reconcile;

import app.assay.domain.code.VersionCover;
import app.assay.fixtures.Facts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Small random estates of hosts and virtual machines, and the least shortfall that any lawful licensing of them has,
/// found by trying everything. Written from the rules, without the engine: it knows machines, sets and rights, no ways,
/// needs, kinds or flows.
///
/// Rules: a physical machine needs full sets of its cores for what it holds; a set holds so many virtual machines as
/// its
/// terms say, all of which each right used for it covers by edition, version, unit and device; a set serves the
/// machine's
/// own software beside them; a virtual machine may be licensed by itself instead, and then needs no place anywhere; a
/// virtual machine in a cluster needs a place on every host of it. Editions whose rights cover each other are counted
/// together by the metrics of all their rights, others by their own; without a right by the catalogue's.
final class HostJudge {

    static final String PRODUCT = "bell/server";
    static final String STANDARD =
            "core(counting=HOST,minimumPerProcessor=2,minimumPerServer=4,virtualMachinesPerSet=2)";
    static final String SINGLE = "core(counting=HOST,minimumPerServer=4,virtualMachinesPerSet=1)";
    static final String DATACENTER = "core(counting=HOST,minimumPerProcessor=2,minimumPerServer=4)";
    static final String BY_MACHINE = "core(counting=DEVICE_VIRTUAL_IF_MAINTAINED,minimumPerVirtualMachine=2)";
    static final String DEVICE = "device";
    static final String PROCESSOR = "processor";

    record Host(String name, int processors, int coresEach, String cluster, String unit, String edition, int version) {
        int cores() {
            return processors * coresEach;
        }

        boolean isInstalled() {
            return version > 0;
        }
    }

    /// @param host number of the physical host
    /// @param inside the virtual machine that it runs in, or −1
    record Machine(String name, int host, int inside, int cores, String unit, String edition, int version) {}

    record Grant(
            String name,
            String metric,
            String edition,
            int version,
            VersionCover cover,
            int units,
            boolean isMaintained,
            String unit,
            String device) {}

    final List<Host> hosts = new ArrayList<>();
    final List<Machine> machines = new ArrayList<>();
    final List<Grant> grants = new ArrayList<>();
    final boolean isLimited;

    HostJudge(long seed) {
        var random = new Random(seed * 7919 + 17);
        isLimited = random.nextInt(4) == 0;
        int count = random.nextInt(3) == 0 ? 2 : 1;
        boolean isCluster = count == 2 && random.nextBoolean();
        for (int number = 0; number < count; number++) {
            boolean itself = random.nextInt(5) == 0;
            hosts.add(new Host(
                    "h" + number,
                    1 + random.nextInt(2),
                    1 + random.nextInt(3),
                    isCluster ? "C" : "",
                    unit(random),
                    edition(random),
                    itself ? 1 + random.nextInt(3) : 0));
        }
        int most = count == 2 ? 3 : 4;
        int all = 1 + random.nextInt(isLimited && count == 1 ? 5 : most);
        for (int number = 0; number < all; number++) {
            int inside = number > 0 && random.nextInt(8) == 0 ? random.nextInt(number) : -1;
            machines.add(new Machine(
                    "v" + number,
                    inside < 0 ? random.nextInt(count) : machines.get(inside).host(),
                    inside,
                    1 + random.nextInt(4),
                    unit(random),
                    edition(random),
                    1 + random.nextInt(3)));
        }
        int rights = 1 + random.nextInt(5);
        for (int number = 0; number < rights; number++) {
            grants.add(grant("R" + number, random));
        }
    }

    Grant grant(String name, Random random) {
        var metric = switch (random.nextInt(10)) {
            case 0, 1, 2 -> STANDARD;
            case 3 -> SINGLE;
            case 4, 5 -> DATACENTER;
            case 6, 7 -> BY_MACHINE;
            case 8 -> DEVICE;
            default -> PROCESSOR;
        };
        boolean isMaintained = random.nextInt(3) == 0;
        var covers =
                isMaintained ? List.of(VersionCover.EXACT, VersionCover.AND_EARLIER) : List.of(VersionCover.values());
        int units = metric.equals(DEVICE) || metric.equals(PROCESSOR) ? 1 + random.nextInt(3) : 1 + random.nextInt(12);
        return new Grant(
                name,
                metric,
                metric.equals(DATACENTER) ? "datacenter" : metric.equals(STANDARD) ? "standard" : edition(random),
                random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(3),
                covers.get(random.nextInt(covers.size())),
                units,
                isMaintained,
                random.nextInt(5) == 0 ? (random.nextBoolean() ? "north" : "south") : "",
                random.nextInt(8) == 0
                        ? (random.nextBoolean()
                                ? hosts.get(random.nextInt(hosts.size())).name()
                                : machines.get(random.nextInt(machines.size())).name())
                        : "");
    }

    private static String unit(Random random) {
        return random.nextInt(4) == 0 ? "" : random.nextBoolean() ? "north" : "south";
    }

    private static String edition(Random random) {
        return random.nextInt(3) == 0 ? "datacenter" : "standard";
    }

    // The same for the engine

    Facts facts() {
        var facts = new Facts().unit("north").unit("south");
        var product = facts.product(PRODUCT)
                .releases("1", "2", "3")
                .edition("standard", STANDARD, app.assay.domain.software.Licensing.LICENSABLE)
                .edition("datacenter", DATACENTER, app.assay.domain.software.Licensing.LICENSABLE)
                .covers("datacenter", "standard");
        if (isLimited) {
            product.machineForEachCore("datacenter");
        }
        for (var host : hosts) {
            var device = facts.device(host.name())
                    .server(host.processors(), host.coresEach())
                    .cluster(host.cluster());
            if (!host.unit().isEmpty()) {
                device.unit(host.unit());
            }
            if (host.isInstalled()) {
                device.has(PRODUCT, host.edition(), String.valueOf(host.version()));
            }
        }
        for (var machine : machines) {
            var device = facts.device(machine.name())
                    .virtual(machine.cores())
                    .on(
                            machine.inside() < 0
                                    ? hosts.get(machine.host()).name()
                                    : machines.get(machine.inside()).name())
                    .has(PRODUCT, machine.edition(), String.valueOf(machine.version()));
            if (!machine.unit().isEmpty()) {
                device.unit(machine.unit());
            }
        }
        grants.forEach(grant -> add(facts, grant));
        return facts;
    }

    static void add(Facts facts, Grant grant) {
        var right = facts.right(grant.name(), PRODUCT)
                .metric(grant.metric())
                .edition(grant.edition())
                .quantity(grant.units());
        if (grant.version() > 0) {
            right.version(String.valueOf(grant.version()), grant.cover());
        }
        if (grant.isMaintained()) {
            right.maintainedUntil("2027-12-31");
        }
        if (!grant.unit().isEmpty()) {
            right.unit(grant.unit());
        }
        if (!grant.device().isEmpty()) {
            right.boundTo(grant.device());
        }
    }

    // The judge

    /// Units that have to be covered together by any of these rights.
    private record Claim(Set<Grant> by, int units) {}

    long leastShortfall() {
        boolean isJoined = grants.stream().anyMatch(grant -> grant.edition().equals("datacenter"))
                && (grants.stream().anyMatch(grant -> grant.edition().equals("standard"))
                        || machines.stream()
                                .anyMatch(machine -> machine.edition().equals("standard"))
                        || hosts.stream()
                                .anyMatch(host ->
                                        host.isInstalled() && host.edition().equals("standard")));
        if (isJoined) {
            return least(Set.of("standard", "datacenter"));
        }
        return least(Set.of("standard")) + least(Set.of("datacenter"));
    }

    private long least(Set<String> editions) {
        var own = machines.stream()
                .filter(machine -> editions.contains(machine.edition()))
                .toList();
        var metrics = new LinkedHashSet<String>();
        for (var grant : grants) {
            if (editions.contains(grant.edition())) {
                metrics.add(grant.metric());
            }
        }
        if (metrics.isEmpty()) {
            metrics.add(editions.contains("standard") ? STANDARD : DATACENTER);
        }
        var alone = new String[own.size()];
        long[] best = {Long.MAX_VALUE};
        tryAlone(editions, own, metrics, alone, 0, best);
        return best[0];
    }

    private void tryAlone(
            Set<String> editions, List<Machine> own, Set<String> metrics, String[] alone, int next, long[] best) {
        if (next == own.size()) {
            tryHosts(editions, own, metrics, alone, best);
            return;
        }
        alone[next] = "";
        tryAlone(editions, own, metrics, alone, next + 1, best);
        for (var metric : List.of(BY_MACHINE, DEVICE)) {
            if (metrics.contains(metric)) {
                alone[next] = metric;
                tryAlone(editions, own, metrics, alone, next + 1, best);
            }
        }
    }

    private void tryHosts(Set<String> editions, List<Machine> own, Set<String> metrics, String[] alone, long[] best) {
        Set<Map<Set<Grant>, Integer>> all = new HashSet<>();
        var start = new HashMap<Set<Grant>, Integer>();
        for (int number = 0; number < alone.length; number++) {
            var machine = own.get(number);
            if (!alone[number].isEmpty()) {
                var metric = alone[number];
                int units = metric.equals(DEVICE) ? 1 : Math.max(machine.cores(), 2);
                var by = new HashSet<Grant>();
                for (var grant : grants) {
                    if (grant.metric().equals(metric)
                            && editions.contains(grant.edition())
                            && covers(grant, machine.edition(), machine.version())
                            && mayServe(grant, machine.name(), machine.unit())
                            && (metric.equals(DEVICE) || grant.isMaintained())) {
                        by.add(grant);
                    }
                }
                start.merge(by, units, Integer::sum);
            }
        }
        all.add(start);
        for (int number = 0; number < hosts.size(); number++) {
            var held = new ArrayList<Machine>();
            for (int place = 0; place < alone.length; place++) {
                var machine = own.get(place);
                boolean lands = machine.host() == number
                        || (!hosts.get(number).cluster().isEmpty()
                                && hosts.get(number)
                                        .cluster()
                                        .equals(hosts.get(machine.host()).cluster()));
                if (lands && alone[place].isEmpty()) {
                    held.add(machine);
                }
            }
            var longer = new HashSet<Map<Set<Grant>, Integer>>();
            for (var claims : ofHost(editions, hosts.get(number), held, metrics)) {
                for (var before : all) {
                    var sum = new HashMap<>(before);
                    claims.forEach(claim -> sum.merge(claim.by(), claim.units(), Integer::sum));
                    longer.add(sum);
                }
            }
            all = longer;
        }
        for (var claims : all) {
            best[0] = Math.min(best[0], shortfall(claims));
        }
    }

    /// Every lawful list of claims of one host.
    private Set<List<Claim>> ofHost(Set<String> editions, Host host, List<Machine> held, Set<String> metrics) {
        boolean itself = host.isInstalled() && editions.contains(host.edition());
        var found = new HashSet<List<Claim>>();
        if (itself) {
            for (var metric : List.of(BY_MACHINE, DEVICE)) {
                if (metrics.contains(metric)) {
                    var by = new HashSet<Grant>();
                    for (var grant : grants) {
                        if (grant.metric().equals(metric)
                                && editions.contains(grant.edition())
                                && covers(grant, host.edition(), host.version())
                                && mayServe(grant, host.name(), host.unit())) {
                            by.add(grant);
                        }
                    }
                    int units = metric.equals(DEVICE) ? 1 : host.cores();
                    partition(
                            editions,
                            host,
                            held,
                            metrics,
                            false,
                            0,
                            new ArrayList<>(),
                            List.of(new Claim(by, units)),
                            found);
                }
            }
        }
        partition(editions, host, held, metrics, itself, 0, new ArrayList<>(), List.of(), found);
        return found;
    }

    /// Every way to put the machines into groups, one set each.
    private void partition(
            Set<String> editions,
            Host host,
            List<Machine> held,
            Set<String> metrics,
            boolean itself,
            int next,
            List<List<Machine>> groups,
            List<Claim> already,
            Set<List<Claim>> found) {
        if (next == held.size()) {
            if (!itself) {
                sets(editions, host, groups, metrics, -1, 0, already, found);
                return;
            }
            for (int serves = 0; serves < groups.size(); serves++) {
                sets(editions, host, groups, metrics, serves, 0, already, found);
            }
            var more = new ArrayList<>(groups);
            more.add(List.of());
            sets(editions, host, more, metrics, groups.size(), 0, already, found);
            return;
        }
        for (int group = 0; group <= groups.size(); group++) {
            var copy = new ArrayList<>(groups);
            var with = new ArrayList<>(group < groups.size() ? groups.get(group) : List.of());
            with.add(held.get(next));
            if (group < groups.size()) {
                copy.set(group, with);
            } else {
                copy.add(with);
            }
            partition(editions, host, held, metrics, itself, next + 1, copy, already, found);
        }
    }

    private void sets(
            Set<String> editions,
            Host host,
            List<List<Machine>> groups,
            Set<String> metrics,
            int serves,
            int next,
            List<Claim> claims,
            Set<List<Claim>> found) {
        if (next == groups.size()) {
            found.add(claims);
            return;
        }
        var group = groups.get(next);
        for (var metric : metrics) {
            int most = most(metric);
            if (most == 0 || group.size() > most) {
                continue;
            }
            var by = new HashSet<Grant>();
            var free = new HashSet<Grant>();
            for (var grant : grants) {
                boolean fits = grant.metric().equals(metric)
                        && editions.contains(grant.edition())
                        && mayServe(grant, host.name(), host.unit())
                        && group.stream().allMatch(machine -> covers(grant, machine.edition(), machine.version()))
                        && (serves != next || covers(grant, host.edition(), host.version()));
                if (fits) {
                    by.add(grant);
                    if (!isLimited || grant.isMaintained() || !grant.edition().equals("datacenter")) {
                        free.add(grant);
                    }
                }
            }
            int cost = cost(metric, host);
            boolean isUnlimited = most == Integer.MAX_VALUE;
            sets(
                    editions,
                    host,
                    groups,
                    metrics,
                    serves,
                    next + 1,
                    plus(claims, new Claim(isUnlimited && group.size() > cost ? free : by, cost)),
                    found);
            if (isUnlimited && group.size() > cost && !free.equals(by)) {
                sets(
                        editions,
                        host,
                        groups,
                        metrics,
                        serves,
                        next + 1,
                        plus(claims, new Claim(by, group.size())),
                        found);
            }
        }
    }

    private static List<Claim> plus(List<Claim> claims, Claim claim) {
        var more = new ArrayList<>(claims);
        more.add(claim);
        return more;
    }

    private static int most(String metric) {
        return switch (metric) {
            case STANDARD -> 2;
            case SINGLE -> 1;
            case DATACENTER, PROCESSOR -> Integer.MAX_VALUE;
            default -> 0;
        };
    }

    private static int cost(String metric, Host host) {
        return switch (metric) {
            case PROCESSOR -> host.processors();
            case SINGLE -> Math.max(4, host.cores());
            default -> Math.max(4, host.processors() * Math.max(2, host.coresEach()));
        };
    }

    private static boolean mayServe(Grant grant, String device, String unit) {
        return (grant.device().isEmpty() || grant.device().equals(device))
                && (grant.unit().isEmpty() || grant.unit().equals(unit));
    }

    private static boolean covers(Grant grant, String edition, int version) {
        boolean ofEdition =
                grant.edition().equals(edition) || (grant.edition().equals("datacenter") && edition.equals("standard"));
        if (!ofEdition) {
            return false;
        }
        if (grant.version() == 0) {
            return true;
        }
        return switch (grant.cover()) {
            case ANY -> true;
            case EXACT -> version == grant.version() || (grant.isMaintained() && version > grant.version());
            case AND_EARLIER -> version <= grant.version() || grant.isMaintained();
        };
    }

    /// The units that cannot be covered: the largest excess of any choice of claims over all rights that may serve
    /// them.
    private static long shortfall(Map<Set<Grant>, Integer> claims) {
        var keys = new ArrayList<>(claims.keySet());
        long worst = 0;
        for (int choice = 1; choice < 1 << keys.size(); choice++) {
            long excess = 0;
            var serving = new HashSet<Grant>();
            for (int place = 0; place < keys.size(); place++) {
                if ((choice & 1 << place) != 0) {
                    excess += claims.getOrDefault(keys.get(place), 0);
                    serving.addAll(keys.get(place));
                }
            }
            for (var grant : serving) {
                excess -= grant.units();
            }
            worst = Math.max(worst, excess);
        }
        return worst;
    }

    @Override
    public String toString() {
        return "limited " + isLimited + "\n  hosts " + hosts + "\n  machines " + machines + "\n  rights " + grants;
    }
}
