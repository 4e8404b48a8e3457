package app.assay.engine.reconcile;

import app.assay.domain.code.VersionCover;
import app.assay.domain.software.Licensing;
import app.assay.fixtures.Facts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Small random estates of hosts whose machines have several versions and products, with suites licensed by host and
/// people's licences, and the least shortfall that any lawful licensing of them has, found by trying everything.
/// Written from the rules, without the engine.
///
/// Rules: what a machine has may be shared out to several licences, each for pieces of one product or, of a suite, of
/// all that it contains. A licence is a place in a full set of a physical machine's cores, on every one the machine may
/// land on, shared out on each as suits it (the machine's own software needs the set and no place), or one by itself
/// for that machine. A person's licence serves a choice of pieces on all of the person's machines. A suite may be
/// bought where the firm has one; a version for which nobody has a right is no reason to buy a second licence.
final class HostBagJudge {

    static final String SERVER = "bell/server";
    static final String MANAGER = "bell/manager";
    static final String SUITE = "bell/suite";
    static final String USER = "named-user";

    record Piece(String product, int version) {}

    /// @param host number of the physical machine; its own of a physical one
    record Box(
            String name,
            boolean isPhysical,
            int host,
            int processors,
            int cores,
            String unit,
            String person,
            List<Piece> pieces) {}

    record Grant(
            String name,
            String product,
            String metric,
            int version,
            VersionCover cover,
            int units,
            boolean isMaintained,
            String unit,
            String device) {}

    final List<Box> boxes = new ArrayList<>();
    final List<Grant> grants = new ArrayList<>();
    final int hosts;
    final boolean isCluster;

    HostBagJudge(long seed) {
        var random = new Random(seed * 104_729 + 5);
        hosts = random.nextInt(3) == 0 ? 2 : 1;
        isCluster = hosts == 2 && random.nextBoolean();
        boolean hasManager = random.nextInt(3) > 0;
        for (int host = 0; host < hosts; host++) {
            int processors = 1 + random.nextInt(2);
            boxes.add(new Box(
                    "h" + host,
                    true,
                    host,
                    processors,
                    processors * (1 + random.nextInt(3)),
                    unit(random),
                    person(random),
                    random.nextInt(4) == 0 ? pieces(random, hasManager) : List.of()));
        }
        int machines = 1 + random.nextInt(hosts == 2 ? 2 : 3);
        for (int number = 0; number < machines; number++) {
            boxes.add(new Box(
                    "v" + number,
                    false,
                    random.nextInt(hosts),
                    0,
                    1 + random.nextInt(4),
                    unit(random),
                    person(random),
                    pieces(random, hasManager)));
        }
        var products = new ArrayList<>(List.of(SERVER));
        if (hasManager && random.nextBoolean()) {
            products.add(MANAGER);
        }
        if (hasManager && random.nextBoolean()) {
            products.add(SUITE);
        }
        for (var product : products) {
            // One right by host at least: otherwise the product is not licensed by host at all.
            grants.add(grant("R" + grants.size(), product, true, random));
            int more = random.nextInt(3);
            for (int number = 0; number < more; number++) {
                grants.add(grant("R" + grants.size(), product, false, random));
            }
        }
    }

    private static List<Piece> pieces(Random random, boolean hasManager) {
        var pieces = new LinkedHashSet<Piece>();
        if (!hasManager || random.nextInt(3) > 0) {
            pieces.add(new Piece(SERVER, 1 + random.nextInt(3)));
            if (random.nextInt(3) == 0) {
                pieces.add(new Piece(SERVER, 1 + random.nextInt(3)));
            }
        }
        if (pieces.isEmpty() || (hasManager && pieces.size() < 2 && random.nextBoolean())) {
            pieces.add(new Piece(MANAGER, 1));
        }
        return List.copyOf(pieces);
    }

    private static String unit(Random random) {
        return random.nextBoolean() ? "north" : "south";
    }

    private static String person(Random random) {
        return random.nextInt(5) < 3 ? "" : random.nextBoolean() ? "ann" : "ben";
    }

    private static String unitOf(String person) {
        return person.equals("ann") ? "north" : "south";
    }

    Grant grant(String name, String product, boolean isByHost, Random random) {
        var metric = isByHost
                ? List.of(HostJudge.STANDARD, HostJudge.SINGLE, HostJudge.DATACENTER)
                        .get(random.nextInt(3))
                : switch (random.nextInt(6)) {
                    case 0 -> HostJudge.STANDARD;
                    case 1 -> HostJudge.DATACENTER;
                    case 2 -> HostJudge.BY_MACHINE;
                    case 3 -> HostJudge.DEVICE;
                    default -> product.equals(SUITE) ? HostJudge.STANDARD : USER;
                };
        boolean isMaintained = random.nextInt(3) == 0;
        boolean isSmall = metric.equals(HostJudge.DEVICE) || metric.equals(USER);
        return new Grant(
                name,
                product,
                metric,
                product.equals(SERVER) ? random.nextInt(4) : 0,
                isMaintained || random.nextBoolean() ? VersionCover.AND_EARLIER : VersionCover.EXACT,
                isSmall ? 1 + random.nextInt(2) : 1 + random.nextInt(12),
                isMaintained,
                random.nextInt(5) == 0 ? unit(random) : "",
                random.nextInt(8) == 0 && !metric.equals(USER)
                        ? boxes.get(random.nextInt(boxes.size())).name()
                        : "");
    }

    // The same for the engine

    Facts facts() {
        var facts = new Facts().unit("north").unit("south").user("ann", "north").user("ben", "south");
        facts.product(SERVER).releases("1", "2", "3").metric(HostJudge.STANDARD);
        facts.product(MANAGER).releases("1").metric(HostJudge.STANDARD);
        facts.product(SUITE)
                .licensing(Licensing.LICENSABLE)
                .metric(HostJudge.STANDARD)
                .contains(SERVER, MANAGER);
        for (var box : boxes) {
            var device = facts.device(box.name()).unit(box.unit());
            if (box.isPhysical()) {
                device.server(box.processors(), box.cores() / box.processors()).cluster(isCluster ? "C" : "");
            } else {
                device.virtual(box.cores()).on("h" + box.host());
            }
            if (!box.person().isEmpty()) {
                device.user(box.person());
            }
            box.pieces().forEach(piece -> device.has(piece.product(), String.valueOf(piece.version())));
        }
        grants.forEach(grant -> add(facts, grant));
        return facts;
    }

    static void add(Facts facts, Grant grant) {
        var right = facts.right(grant.name(), grant.product())
                .metric(grant.metric())
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

    private record Claim(Set<Grant> by, int units) {}

    /// Pieces of one machine that one licence is for.
    private record Block(Box box, List<Piece> pieces) {}

    private long best;

    long leastShortfall() {
        best = Long.MAX_VALUE;
        tryPeople(List.of("ann", "ben"), 0, new HashMap<>(), Map.of());
        return best;
    }

    private List<String> metrics(String product) {
        var metrics = grants.stream()
                .filter(grant -> grant.product().equals(product))
                .map(Grant::metric)
                .distinct()
                .toList();
        return metrics.isEmpty() && !product.equals(SUITE) ? List.of(HostJudge.STANDARD) : metrics;
    }

    private void tryPeople(
            List<String> people, int next, Map<String, Set<Piece>> settled, Map<Set<Grant>, Integer> claims) {
        if (next == people.size()) {
            tryBoxes(0, settled, claims, new ArrayList<>());
            return;
        }
        var person = people.get(next);
        var all = new LinkedHashSet<Piece>();
        boxes.stream().filter(box -> box.person().equals(person)).forEach(box -> all.addAll(box.pieces()));
        var pieces = all.stream()
                .filter(piece -> metrics(piece.product()).contains(USER))
                .toList();
        for (int choice = 0; choice < 1 << pieces.size(); choice++) {
            var some = new ArrayList<Piece>();
            for (int place = 0; place < pieces.size(); place++) {
                if ((choice & 1 << place) != 0) {
                    some.add(pieces.get(place));
                }
            }
            for (var split : partitions(some)) {
                if (split.stream().anyMatch(HostBagJudge::isMixed)) {
                    continue;
                }
                var more = new HashMap<>(claims);
                for (var block : split) {
                    var by = new HashSet<Grant>();
                    for (var grant : grants) {
                        if (grant.metric().equals(USER)
                                && block.stream().allMatch(piece -> covers(grant, piece))
                                && (grant.unit().isEmpty() || grant.unit().equals(unitOf(person)))) {
                            by.add(grant);
                        }
                    }
                    more.merge(by, 1, Integer::sum);
                }
                var known = new HashMap<>(settled);
                known.put(person, Set.copyOf(some));
                tryPeople(people, next + 1, known, more);
            }
        }
    }

    private void tryBoxes(
            int next, Map<String, Set<Piece>> settled, Map<Set<Grant>, Integer> claims, List<Block> held) {
        if (next == boxes.size()) {
            tryHosts(claims, held);
            return;
        }
        var box = boxes.get(next);
        var open = box.pieces().stream()
                .filter(piece -> !settled.getOrDefault(box.person(), Set.of()).contains(piece))
                .toList();
        for (int choice = 0; choice < 1 << open.size(); choice++) {
            var outside = new ArrayList<Piece>();
            var inSets = new ArrayList<Piece>();
            for (int place = 0; place < open.size(); place++) {
                ((choice & 1 << place) != 0 ? outside : inSets).add(open.get(place));
            }
            var longer = new ArrayList<>(held);
            if (!inSets.isEmpty()) {
                longer.add(new Block(box, inSets));
            }
            for (var split : partitions(outside)) {
                tryBlocks(next, split, 0, settled, claims, longer);
            }
        }
    }

    private void tryBlocks(
            int box,
            List<List<Piece>> split,
            int next,
            Map<String, Set<Piece>> settled,
            Map<Set<Grant>, Integer> claims,
            List<Block> held) {
        if (next == split.size()) {
            tryBoxes(box + 1, settled, claims, held);
            return;
        }
        var block = split.get(next);
        if (sources(List.of(block)).isEmpty()) {
            return;
        }
        for (var source : sources(List.of(block))) {
            for (var metric : metrics(source)) {
                if (metric.equals(HostJudge.BY_MACHINE) || metric.equals(HostJudge.DEVICE)) {
                    var more = new HashMap<>(claims);
                    more.merge(
                            by(source, metric, boxes.get(box), !boxes.get(box).isPhysical(), block),
                            unitsAlone(metric, boxes.get(box)),
                            Integer::sum);
                    tryBlocks(box, split, next + 1, settled, more, held);
                }
            }
        }
    }

    private static int unitsAlone(String metric, Box box) {
        return metric.equals(HostJudge.DEVICE) ? 1 : box.isPhysical() ? box.cores() : Math.max(box.cores(), 2);
    }

    private static boolean isMixed(List<Piece> pieces) {
        return pieces.stream().map(Piece::product).distinct().count() > 1;
    }

    /// Products whose licence may be for all of some pieces: their own, and the suite where a right of it is for
    /// them.
    private List<String> sources(List<List<Piece>> blocks) {
        var pieces = blocks.stream().flatMap(List::stream).toList();
        var sources = new ArrayList<String>();
        if (!isMixed(pieces)) {
            sources.add(pieces.getFirst().product());
        }
        if (grants.stream().anyMatch(grant -> grant.product().equals(SUITE))) {
            sources.add(SUITE);
        }
        return sources;
    }

    private Set<Grant> by(String source, String metric, Box where, boolean needsMaintenance, List<Piece> pieces) {
        var by = new HashSet<Grant>();
        for (var grant : grants) {
            if (grant.product().equals(source)
                    && grant.metric().equals(metric)
                    && pieces.stream().allMatch(piece -> covers(grant, piece))
                    && (grant.unit().isEmpty() || grant.unit().equals(where.unit()))
                    && (grant.device().isEmpty() || grant.device().equals(where.name()))
                    && (grant.isMaintained() || !needsMaintenance || !metric.equals(HostJudge.BY_MACHINE))) {
                by.add(grant);
            }
        }
        return by;
    }

    private void tryHosts(Map<Set<Grant>, Integer> claims, List<Block> held) {
        Set<Map<Set<Grant>, Integer>> all = new HashSet<>();
        all.add(claims);
        for (int number = 0; number < hosts; number++) {
            int host = number;
            var own = held.stream()
                    .filter(block -> block.box().isPhysical() && block.box().host() == host)
                    .toList();
            var placed = held.stream()
                    .filter(block -> !block.box().isPhysical()
                            && (isCluster || block.box().host() == host))
                    .toList();
            var ofHost = new HashSet<List<Claim>>();
            for (var placedSplit : shared(placed)) {
                for (var ownSplit : shared(own)) {
                    group(boxes.get(host), placedSplit, ownSplit, 0, new ArrayList<>(), new ArrayList<>(), ofHost);
                }
            }
            var longer = new HashSet<Map<Set<Grant>, Integer>>();
            for (var some : ofHost) {
                for (var before : all) {
                    var sum = new HashMap<>(before);
                    some.forEach(claim -> sum.merge(claim.by(), claim.units(), Integer::sum));
                    longer.add(sum);
                }
            }
            all = longer;
        }
        for (var sum : all) {
            best = Math.min(best, shortfall(sum));
        }
    }

    /// Every way to share out what machines have on one physical machine.
    private List<List<Block>> shared(List<Block> held) {
        List<List<Block>> all = List.of(List.of());
        for (var block : held) {
            var longer = new ArrayList<List<Block>>();
            for (var split : partitions(block.pieces())) {
                if (split.stream().allMatch(pieces -> !sources(List.of(pieces)).isEmpty())) {
                    for (var before : all) {
                        var with = new ArrayList<>(before);
                        split.forEach(pieces -> with.add(new Block(block.box(), pieces)));
                        longer.add(with);
                    }
                }
            }
            all = longer;
        }
        return all;
    }

    /// Puts every block into a set: those of virtual machines first, which take places, then the machine's own.
    private void group(
            Box host,
            List<Block> placed,
            List<Block> own,
            int next,
            List<List<List<Piece>>> groups,
            List<Integer> places,
            Set<List<Claim>> found) {
        if (next == placed.size() + own.size()) {
            sets(host, groups, places, 0, List.of(), found);
            return;
        }
        boolean takesPlace = next < placed.size();
        var block = takesPlace
                ? placed.get(next).pieces()
                : own.get(next - placed.size()).pieces();
        for (int number = 0; number <= groups.size(); number++) {
            var copy = new ArrayList<>(groups);
            var counts = new ArrayList<>(places);
            if (number == groups.size()) {
                copy.add(List.of(block));
                counts.add(takesPlace ? 1 : 0);
            } else {
                var with = new ArrayList<>(groups.get(number));
                with.add(block);
                copy.set(number, with);
                counts.set(number, counts.get(number) + (takesPlace ? 1 : 0));
            }
            group(host, placed, own, next + 1, copy, counts, found);
        }
    }

    private void sets(
            Box host,
            List<List<List<Piece>>> groups,
            List<Integer> places,
            int next,
            List<Claim> claims,
            Set<List<Claim>> found) {
        if (next == groups.size()) {
            found.add(claims);
            return;
        }
        var pieces = groups.get(next).stream().flatMap(List::stream).toList();
        for (var source : sources(groups.get(next))) {
            for (var metric : metrics(source)) {
                int most = metric.equals(HostJudge.STANDARD)
                        ? 2
                        : metric.equals(HostJudge.SINGLE)
                                ? 1
                                : metric.equals(HostJudge.DATACENTER) ? Integer.MAX_VALUE : -1;
                if (places.get(next) <= most) {
                    int each = host.cores() / host.processors();
                    int cost = metric.equals(HostJudge.SINGLE)
                            ? Math.max(4, host.cores())
                            : Math.max(4, host.processors() * Math.max(2, each));
                    var more = new ArrayList<>(claims);
                    more.add(new Claim(by(source, metric, host, false, pieces), cost));
                    sets(host, groups, places, next + 1, more, found);
                }
            }
        }
    }

    private static boolean covers(Grant grant, Piece piece) {
        if (grant.product().equals(SUITE)) {
            return true;
        }
        if (!grant.product().equals(piece.product())) {
            return false;
        }
        if (grant.version() == 0) {
            return true;
        }
        return grant.cover() == VersionCover.EXACT
                ? piece.version() == grant.version()
                : piece.version() <= grant.version() || grant.isMaintained();
    }

    static <T> List<List<List<T>>> partitions(List<T> things) {
        List<List<List<T>>> all = List.of(List.of());
        for (var thing : things) {
            var longer = new ArrayList<List<List<T>>>();
            for (var split : all) {
                for (int group = 0; group <= split.size(); group++) {
                    var copy = new ArrayList<>(split);
                    var with = new ArrayList<>(group < split.size() ? split.get(group) : List.<T>of());
                    with.add(thing);
                    if (group < split.size()) {
                        copy.set(group, with);
                    } else {
                        copy.add(with);
                    }
                    longer.add(copy);
                }
            }
            all = longer;
        }
        return all;
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
        return "cluster " + isCluster + "\n  machines " + boxes + "\n  rights " + grants;
    }
}
