package app.assay.engine.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.code.RightKind;
import app.assay.domain.position.PositionFacts;
import app.assay.engine.reconcile.demand.Demand;
import app.assay.engine.reconcile.index.EstateIndex;
import app.assay.engine.reconcile.match.Matcher;
import app.assay.engine.reconcile.pool.Line;
import app.assay.engine.reconcile.pool.Option;
import app.assay.engine.reconcile.pool.Pool;
import app.assay.engine.reconcile.right.Part;
import app.assay.engine.reconcile.right.Right;
import app.assay.fixtures.Facts;
import app.assay.work.Cancelled;
import app.assay.work.Progress;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The match against trying everything, on small random cases.
class OptimalityTest {

    private static final int CASES = 1_500;

    private final PositionFacts nothing = new Facts().build();
    private final EstateIndex estate = new EstateIndex(nothing);

    /// A small problem: rights some of which consume others, needs, classes with ways.
    private static final class Case {
        final List<Right> rights = new ArrayList<>();
        final List<Part> parts = new ArrayList<>();
        final Demand demand = new Demand(false);
        final Map<Line, BigDecimal> weights = new HashMap<>();
    }

    private static Case random(long seed, boolean withWays, long cheapest) {
        var random = new Random(seed);
        var made = new Case();
        int count = 1 + random.nextInt(4);
        for (int number = 0; number < count; number++) {
            boolean upgrade = number > 0 && random.nextInt(3) == 0;
            int base = upgrade ? random.nextInt(number) : Right.NO_BASE;
            var entitlement = new Facts()
                    .right("R" + number, "acme/draw")
                    .kind(upgrade ? RightKind.UPGRADE : RightKind.FULL)
                    .quantity(random.nextInt(5))
                    .build();
            long capacity = entitlement.units().known().longValue();
            var part = new Part(number, entitlement, capacity, Optional.empty(), Optional.empty(), Optional.empty());
            made.parts.add(part);
            made.rights.add(new Right(number, entitlement, base, capacity, List.of(part), ""));
        }
        var lines = new ArrayList<Line>();
        for (int number = 0; number < 3; number++) {
            var pool = new Pool(
                    number, "acme/p" + number, Optional.empty(), new TreeSet<>(List.of("")), true, true, List.of());
            var metric = new app.assay.domain.entitlement.Metric.PerDevice();
            var line = new Line(pool, "device", metric);
            line.options.add(new Option(line, metric, List.of(), new int[0]));
            lines.add(line);
            made.weights.put(line, BigDecimal.valueOf(cheapest + random.nextInt(5)));
        }
        int needs = 1 + random.nextInt(4);
        for (int number = 0; number < needs; number++) {
            var allowed = new BitSet();
            for (int part = 0; part < count; part++) {
                allowed.set(part, random.nextBoolean());
            }
            int need = made.demand.need(lines.get(random.nextInt(3)), allowed);
            made.demand.add(need, withWays ? random.nextInt(2) : random.nextInt(4));
        }
        for (int number = 0; withWays && number < 1 + random.nextInt(2); number++) {
            var ways = new ArrayList<Demand.Way>();
            for (int place = 0; place < 2 + random.nextInt(2); place++) {
                var units = new java.util.TreeMap<Integer, Long>();
                for (int part = 0; part < 1 + random.nextInt(2); part++) {
                    units.put(random.nextInt(made.demand.needs.size()), 1L + random.nextInt(2));
                }
                ways.add(new Demand.Way(
                        List.copyOf(units.keySet()), List.copyOf(units.values()), "way " + place, Map.of()));
            }
            made.demand.consumers(ways, 1 + random.nextInt(2));
        }
        made.demand.sort();
        return made;
    }

    @Test
    void aFlowCoversAsMuchAsTryingEverything() {
        for (int seed = 0; seed < CASES; seed++) {
            check(seed, false, 1);
        }
    }

    @Test
    void aChoiceOfWaysIsAsGoodAsTryingEverything() {
        for (int seed = 0; seed < CASES; seed++) {
            check(seed, true, 1);
        }
    }

    /// Prices of six digits that differ by cents: a difference that is lost in a sum by any tolerance of
    /// arithmetic.
    @Test
    void choicesAtLargePricesThatDifferByCentsAreProvedToTheCent() {
        for (int seed = 0; seed < CASES; seed++) {
            check(seed, true, 99_999_990);
        }
    }

    private void check(long seed, boolean withWays, long cheapest) {
        var made = random(seed, withWays, cheapest);
        var match = new Matcher(
                        estate,
                        made.rights,
                        made.parts,
                        made.demand,
                        need -> BigDecimal.valueOf(weight(made, need.line())),
                        Progress.NONE)
                .match();
        long reached = 0;
        for (int need = 0; need < made.demand.needs.size(); need++) {
            reached += (match.demand()[need] - match.flow().covered(need)) * weight(made, need);
        }

        assertThat(reached).as("case %s", seed).isEqualTo(least(made));
        assertThat(match.limit()).as("case %s", seed).isEmpty();
        for (int number = 0; number < made.demand.classes.size(); number++) {
            long sum = 0;
            for (long taken : match.ways().get(number)) {
                sum += taken;
            }
            assertThat(sum).isEqualTo(made.demand.classes.get(number).count);
        }
    }

    /// A large group is one call: whoever asks for an end must not wait for the end of it.
    @Test
    void aChoiceOfWaysEndsWhileItIsLookedFor() {
        int ended = 0;
        for (int seed = 0; seed < 100; seed++) {
            var made = random(seed, true, 1);
            var asked = new AtomicInteger();
            var progress = new Progress() {
                @Override
                public void report(long done, long total) {}

                @Override
                public void stage(String name) {}

                @Override
                public boolean isCancelled() {
                    return asked.incrementAndGet() > 2;
                }
            };
            var matcher = new Matcher(
                    estate,
                    made.rights,
                    made.parts,
                    made.demand,
                    need -> BigDecimal.valueOf(weight(made, need.line())),
                    progress);
            try {
                matcher.match();
                assertThat(asked.get()).as("case %s", seed).isLessThan(3);
            } catch (Cancelled expected) {
                ended++;
            }
        }
        assertThat(ended).isPositive();
    }

    private static long weight(Case made, int need) {
        return weight(made, made.demand.needs.get(need).line());
    }

    private static long weight(Case made, Line line) {
        return made.weights.getOrDefault(line, BigDecimal.ZERO).longValue();
    }

    private static long least(Case made) {
        long[] units = new long[made.demand.needs.size()];
        for (int need = 0; need < units.length; need++) {
            units[need] = made.demand.fixed(need);
        }
        var consumers = new ArrayList<Demand.ConsumerClass>();
        for (var one : made.demand.classes) {
            for (int number = 0; number < one.count; number++) {
                consumers.add(one);
            }
        }
        return leastOfWays(made, consumers, 0, units);
    }

    private static long leastOfWays(Case made, List<Demand.ConsumerClass> consumers, int place, long[] units) {
        if (place == consumers.size()) {
            return leastOfUnits(made, units, 0, new long[made.rights.size()], new HashMap<>());
        }
        long least = Long.MAX_VALUE;
        for (var way : consumers.get(place).ways) {
            long[] more = units.clone();
            for (int part = 0; part < way.needs().size(); part++) {
                more[way.needs().get(part)] += way.units().get(part);
            }
            least = Math.min(least, leastOfWays(made, consumers, place + 1, more));
        }
        return least;
    }

    /// Every unit of every need by every right that may cover it, or by none.
    private static long leastOfUnits(Case made, long[] units, int need, long[] used, Map<String, Long> known) {
        if (need == units.length) {
            return 0;
        }
        if (units[need] == 0) {
            return leastOfUnits(made, units, need + 1, used, known);
        }
        var key = need + java.util.Arrays.toString(units) + java.util.Arrays.toString(used);
        var before = known.get(key);
        if (before != null) {
            return before;
        }
        long[] left = units.clone();
        left[need]--;
        long least = weight(made, need) + leastOfUnits(made, left, need, used, known);
        var allowed = made.demand.needs.get(need).parts();
        for (int right = allowed.nextSetBit(0); right >= 0; right = allowed.nextSetBit(right + 1)) {
            long[] more = used.clone();
            boolean fits = true;
            for (int at = right; at != Right.NO_BASE; at = made.rights.get(at).base()) {
                more[at]++;
                fits &= more[at] <= made.rights.get(at).capacity();
            }
            if (fits) {
                least = Math.min(least, leastOfUnits(made, left, need, more, known));
            }
        }
        known.put(key, least);
        return least;
    }
}
