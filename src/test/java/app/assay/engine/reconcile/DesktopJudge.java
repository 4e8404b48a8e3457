package app.assay.engine.reconcile;

import app.assay.domain.code.RightKind;
import app.assay.domain.code.VersionCover;
import app.assay.fixtures.Facts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Small random estates of people, their devices, a suite and its parts, packs, upgrades and units, and the least
/// shortfall that any lawful licensing of them has, found by trying everything. Written from the rules, without the
/// engine.
///
/// Rules: every program on every device needs a licence. One licence by device serves one program on one device, one of
/// a
/// suite by device all programs of the suite on one device that it covers; one by person serves one program, one of a
/// suite by person all its programs, on any of that person's devices. What one licence serves it has to cover by
/// version;
/// it serves devices or people of its unit only, one that is bound its device only. An upgrade uses up its base.
final class DesktopJudge {

    static final String DRAW = "acme/draw";
    static final String PAINT = "acme/paint";
    static final String SUITE = "acme/suite";

    record Program(int device, String product, int version) {}

    record Machine(String name, int person, String unit) {}

    /// @param base number of the right that an upgrade uses up, or −1
    record Grant(
            int number,
            String product,
            boolean byPerson,
            int version,
            VersionCover cover,
            int packs,
            int perPack,
            String unit,
            String device,
            int base) {
        int units() {
            return packs * perPack;
        }
    }

    final List<String> unitOfPerson = new ArrayList<>();
    final List<Machine> machines = new ArrayList<>();
    final List<Program> programs = new ArrayList<>();
    final List<Grant> grants = new ArrayList<>();

    DesktopJudge(long seed) {
        var random = new Random(seed * 104_729 + 5);
        int people = 1 + random.nextInt(3);
        for (int person = 0; person < people; person++) {
            unitOfPerson.add(unit(random));
        }
        int devices = 1 + random.nextInt(4);
        for (int device = 0; device < devices; device++) {
            machines.add(new Machine("d" + device, random.nextInt(people), unit(random)));
            boolean draws = random.nextInt(3) > 0;
            if (draws) {
                programs.add(new Program(device, DRAW, 1 + random.nextInt(3)));
            }
            if (!draws || random.nextInt(2) > 0) {
                programs.add(new Program(device, PAINT, 1 + random.nextInt(3)));
            }
        }
        int rights = 1 + random.nextInt(5);
        for (int number = 0; number < rights; number++) {
            grants.add(grant(number, random));
        }
    }

    Grant grant(int number, Random random) {
        var product = List.of(DRAW, PAINT, SUITE).get(random.nextInt(3));
        boolean byPerson = random.nextInt(3) == 0;
        int version = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(3);
        var cover = List.of(VersionCover.EXACT, VersionCover.AND_EARLIER, VersionCover.ANY)
                .get(random.nextInt(3));
        int packs = 1 + random.nextInt(2);
        int perPack = 1 + random.nextInt(2);
        if (random.nextInt(4) == 0) {
            for (var base : grants) {
                if (base.base() < 0 && base.unit().isEmpty() && base.device().isEmpty() && base.version() == 1) {
                    return new Grant(
                            number,
                            base.product(),
                            base.byPerson(),
                            2 + random.nextInt(2),
                            VersionCover.AND_EARLIER,
                            packs,
                            1,
                            "",
                            "",
                            base.number());
                }
            }
        }
        return new Grant(
                number,
                product,
                byPerson,
                version,
                cover,
                packs,
                perPack,
                random.nextInt(5) == 0 ? (random.nextBoolean() ? "north" : "south") : "",
                !byPerson && random.nextInt(8) == 0
                        ? machines.get(random.nextInt(machines.size())).name()
                        : "",
                -1);
    }

    private static String unit(Random random) {
        return random.nextBoolean() ? "north" : "south";
    }

    Facts facts() {
        var facts = new Facts().unit("north").unit("south");
        facts.product(DRAW).releases("1", "2", "3");
        facts.product(PAINT).releases("1", "2", "3");
        facts.product(SUITE).releases("1", "2", "3").contains(DRAW, PAINT);
        for (int person = 0; person < unitOfPerson.size(); person++) {
            facts.user("p" + person, unitOfPerson.get(person));
        }
        for (var machine : machines) {
            facts.device(machine.name()).user("p" + machine.person()).unit(machine.unit());
        }
        for (var program : programs) {
            facts.device(machines.get(program.device()).name())
                    .has(program.product(), String.valueOf(program.version()));
        }
        grants.forEach(grant -> add(facts, grant));
        return facts;
    }

    static void add(Facts facts, Grant grant) {
        var right = facts.right("R" + grant.number(), grant.product())
                .metric(grant.byPerson() ? "named-user" : "device")
                .quantity(grant.packs())
                .packsOf(grant.perPack());
        if (grant.version() > 0) {
            right.version(String.valueOf(grant.version()), grant.cover());
        }
        if (!grant.unit().isEmpty()) {
            right.unit(grant.unit());
        }
        if (!grant.device().isEmpty()) {
            right.boundTo(grant.device());
        }
        if (grant.base() >= 0) {
            right.kind(RightKind.UPGRADE).base("R" + grant.base());
        }
    }

    // The judge

    long leastShortfall() {
        Set<Map<Set<Grant>, Integer>> all = new HashSet<>(Set.of(Map.of()));
        for (int person = 0; person < unitOfPerson.size(); person++) {
            var own = new ArrayList<Program>();
            for (var program : programs) {
                if (machines.get(program.device()).person() == person) {
                    own.add(program);
                }
            }
            var ways = new HashSet<Map<Set<Grant>, Integer>>();
            group(own, 0, new ArrayList<>(), person, ways);
            var longer = new HashSet<Map<Set<Grant>, Integer>>();
            for (var before : all) {
                for (var way : ways) {
                    var sum = new HashMap<>(before);
                    way.forEach((by, units) -> sum.merge(by, units, Integer::sum));
                    longer.add(sum);
                }
            }
            all = longer;
        }
        return all.stream().mapToLong(this::shortfall).min().orElse(0);
    }

    /// Every way to put a person's programs into groups, one licence each.
    private void group(
            List<Program> own, int next, List<List<Program>> groups, int person, Set<Map<Set<Grant>, Integer>> ways) {
        if (next == own.size()) {
            claim(groups, 0, person, new HashMap<>(), ways);
            return;
        }
        for (int group = 0; group <= groups.size(); group++) {
            var copy = new ArrayList<>(groups);
            var with = new ArrayList<>(group < groups.size() ? groups.get(group) : List.of());
            with.add(own.get(next));
            if (group < groups.size()) {
                copy.set(group, with);
            } else {
                copy.add(with);
            }
            group(own, next + 1, copy, person, ways);
        }
    }

    private void claim(
            List<List<Program>> groups,
            int next,
            int person,
            Map<Set<Grant>, Integer> claims,
            Set<Map<Set<Grant>, Integer>> ways) {
        if (next == groups.size()) {
            ways.add(claims);
            return;
        }
        for (var by : licences(groups.get(next), person)) {
            var more = new HashMap<>(claims);
            more.merge(by, 1, Integer::sum);
            claim(groups, next + 1, person, more, ways);
        }
    }

    /// The rights one of which could serve a group of programs, for each lawful way to do so; an empty set is a
    /// licence
    /// that nobody owns.
    private List<Set<Grant>> licences(List<Program> group, int person) {
        var licences = new ArrayList<Set<Grant>>();
        boolean isOneDevice = group.stream().map(Program::device).distinct().count() == 1;
        var products = group.stream().map(Program::product).distinct().toList();
        if (products.size() == 1) {
            var product = products.getFirst();
            boolean isOwned = grants.stream().anyMatch(grant -> grant.product().equals(product));
            if (group.size() == 1 && (!isOwned || isCounted(product, false))) {
                licences.add(serving(product, false, group, person));
            }
            if (isCounted(product, true)) {
                licences.add(serving(product, true, group, person));
            }
        }
        for (boolean byPerson : new boolean[] {false, true}) {
            boolean covers = grants.stream()
                    .anyMatch(grant ->
                            grant.product().equals(SUITE) && grant.byPerson() == byPerson && covers(grant, group));
            if (covers && (byPerson || isOneDevice)) {
                licences.add(serving(SUITE, byPerson, group, person));
            }
        }
        return licences;
    }

    private boolean isCounted(String product, boolean byPerson) {
        return grants.stream().anyMatch(grant -> grant.product().equals(product) && grant.byPerson() == byPerson);
    }

    private Set<Grant> serving(String product, boolean byPerson, List<Program> group, int person) {
        var serving = new HashSet<Grant>();
        var machine = machines.get(group.getFirst().device());
        for (var grant : grants) {
            var unit = byPerson ? unitOfPerson.get(person) : machine.unit();
            if (grant.product().equals(product)
                    && grant.byPerson() == byPerson
                    && covers(grant, group)
                    && (grant.unit().isEmpty() || grant.unit().equals(unit))
                    && (grant.device().isEmpty() || grant.device().equals(machine.name()))) {
                serving.add(grant);
            }
        }
        return serving;
    }

    private static boolean covers(Grant grant, List<Program> group) {
        return grant.version() == 0
                || group.stream().allMatch(program -> switch (grant.cover()) {
                    case ANY -> true;
                    case EXACT -> program.version() == grant.version();
                    case AND_EARLIER -> program.version() <= grant.version();
                });
    }

    private long shortfall(Map<Set<Grant>, Integer> claims) {
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
            worst = Math.max(worst, excess - most(serving));
        }
        return worst;
    }

    /// What some rights give together: an upgrade no more than its base, and both together no more than the base.
    private long most(Set<Grant> serving) {
        long sum = 0;
        for (var base : grants) {
            if (base.base() < 0) {
                long own = serving.contains(base) ? base.units() : 0;
                for (var upgrade : serving) {
                    own += upgrade.base() == base.number() ? upgrade.units() : 0;
                }
                sum += Math.min(base.units(), own);
            }
        }
        return sum;
    }

    @Override
    public String toString() {
        return "people " + unitOfPerson + "\n  machines " + machines + "\n  programs " + programs + "\n  rights "
                + grants;
    }
}
