package app.assay.engine.reconcile.programme;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The search for whole numbers of consumers that take each way, by branching: where the best fractions give a way to
/// some and a half, either no more than some take it or at least one more does.
///
/// A branch is given up when the bound that [WayRelaxation] proves of it, in exact arithmetic, leaves no room for an
/// answer that is better by a step. So what is called proved here rests on no tolerance. Branches of which nothing can
/// be said any more, since the numbers of their relaxation cannot be trusted or the search has done all the work that
/// it may, make the answer unproved and lower its bound, but never wrong.
final class WholeSearch {

    /// Branches that are looked at, at most. A count, not a time: the answer must not depend on the machine.
    private static final int MOST_BRANCHES = 2_000;

    /// Steps of arithmetic, as far as rows and columns tell them, that are spent at most.
    private static final double MOST_WORK = 4e9;

    /// Fractions closer to a whole number than this are it.
    private static final double WHOLE = 1e-6;

    private final Choices choices;
    private final long[] firstUnits;
    private final BigDecimal step;
    private final Function<WayRelaxation.Portion, Optional<WayRelaxation.Answer>> relaxed;
    private final BiFunction<List<double[]>, long[], List<long[]>> rounded;
    private final Function<List<long[]>, BigDecimal> risk;
    private final int mostBranches;

    /// Consumers by choice and way: so many take it at least, and so many at most.
    private record Branch(List<long[]> least, List<long[]> most, BigDecimal bound) {}

    /// @param ways by choice: how many consumers take each way
    /// @param bound no choice can put less at risk
    record Found(List<long[]> ways, BigDecimal risk, BigDecimal bound) {}

    /// @param firstUnits by need: units when everybody takes the first way
    /// @param step every amount at risk is a multiple of it
    /// @param relaxed the best fractions of a portion of the consumers
    /// @param rounded whole numbers near fractions that add up to so many consumers of each choice
    /// @param risk the exact money at risk of a choice
    /// @param rows of the relaxation
    WholeSearch(
            Choices choices,
            long[] firstUnits,
            BigDecimal step,
            Function<WayRelaxation.Portion, Optional<WayRelaxation.Answer>> relaxed,
            BiFunction<List<double[]>, long[], List<long[]>> rounded,
            Function<List<long[]>, BigDecimal> risk,
            int rows) {
        this.choices = choices;
        this.firstUnits = firstUnits.clone();
        this.step = step;
        this.relaxed = relaxed;
        this.rounded = rounded;
        this.risk = risk;
        long columns = choices.all.stream().mapToLong(Choices.Choice::ways).sum();
        double work = 2.0 * rows * rows * rows + 2.0 * rows * columns;
        mostBranches = (int) Math.min(MOST_BRANCHES, MOST_WORK / Math.max(1, work));
    }

    /// The best of an answer and what the search finds.
    ///
    /// @param bound no choice can put less at risk than this
    Found search(List<long[]> ways, BigDecimal itsRisk, BigDecimal bound) {
        var best = ways;
        var least = itsRisk;
        Optional<BigDecimal> lowestLeft = Optional.empty();
        var open = new ArrayDeque<Branch>();
        open.push(everybody(bound));
        for (int looked = 0; !open.isEmpty(); looked++) {
            var branch = open.pop();
            if (isHopeless(least, branch.bound())) {
                continue;
            }
            var portion = portion(branch);
            var answer = looked < mostBranches ? relaxed.apply(portion) : Optional.<WayRelaxation.Answer>empty();
            if (answer.isEmpty()) {
                lowestLeft = Optional.of(lowest(lowestLeft, branch.bound()));
                continue;
            }
            var here = answer.get().bound().max(branch.bound());
            if (isHopeless(least, here)) {
                continue;
            }
            var whole = together(branch.least(), rounded.apply(answer.get().counts(), portion.counts()));
            var value = risk.apply(whole);
            if (value.compareTo(least) < 0) {
                best = whole;
                least = value;
            }
            if (isHopeless(least, here)) {
                continue;
            }
            if (!branch(branch, answer.get().counts(), here, open)) {
                // Whole already, and yet its bound leaves room: the arithmetic lost more than a step.
                lowestLeft = Optional.of(lowest(lowestLeft, here));
            }
        }
        // Of all that was given up for good, no answer is below the best one.
        return new Found(best, least, lowestLeft.map(least::min).orElse(least));
    }

    /// Whether nothing with a bound can be better than a risk by a step.
    private boolean isHopeless(BigDecimal least, BigDecimal bound) {
        return least.subtract(bound).compareTo(step) < 0;
    }

    private static BigDecimal lowest(Optional<BigDecimal> known, BigDecimal bound) {
        return known.map(bound::min).orElse(bound);
    }

    private Branch everybody(BigDecimal bound) {
        var least = new ArrayList<long[]>();
        var most = new ArrayList<long[]>();
        for (var choice : choices.all) {
            least.add(new long[choice.ways()]);
            long[] all = new long[choice.ways()];
            java.util.Arrays.fill(all, choice.count);
            most.add(all);
        }
        return new Branch(least, most, bound);
    }

    /// The consumers of a branch whose ways are open.
    private WayRelaxation.Portion portion(Branch branch) {
        long[] units = firstUnits.clone();
        long[] counts = new long[choices.all.size()];
        var limits = new ArrayList<WayRelaxation.Limit>();
        for (int number = 0; number < counts.length; number++) {
            var choice = choices.all.get(number);
            long[] least = branch.least().get(number);
            counts[number] = choice.count;
            for (int way = 1; way < least.length; way++) {
                counts[number] -= least[way];
                var change = choice.changes.get(way - 1);
                for (int part = 0; part < change.needs().size() && least[way] > 0; part++) {
                    units[change.needs().get(part)] +=
                            least[way] * change.units().get(part);
                }
            }
            for (int way = 1; way < least.length; way++) {
                long more = branch.most().get(number)[way] - least[way];
                if (more < counts[number]) {
                    limits.add(new WayRelaxation.Limit(number, way, more));
                }
            }
        }
        return new WayRelaxation.Portion(units, counts, List.copyOf(limits));
    }

    private static List<long[]> together(List<long[]> some, List<long[]> others) {
        var sums = new ArrayList<long[]>();
        for (int number = 0; number < some.size(); number++) {
            long[] sum = others.get(number).clone();
            for (int way = 1; way < sum.length; way++) {
                sum[way] += some.get(number)[way];
            }
            sums.add(sum);
        }
        return sums;
    }

    /// Branches at the way that is furthest from a whole number; the nearer side is looked at first.
    ///
    /// @return whether there is such a way
    private boolean branch(Branch from, List<double[]> counts, BigDecimal bound, ArrayDeque<Branch> open) {
        int choice = -1;
        int way = -1;
        double furthest = WHOLE;
        for (int number = 0; number < counts.size(); number++) {
            double[] of = counts.get(number);
            for (int place = 1; place < of.length; place++) {
                double distance = Math.abs(of[place] - Math.rint(of[place]));
                if (distance > furthest) {
                    furthest = distance;
                    choice = number;
                    way = place;
                }
            }
        }
        if (choice < 0) {
            return false;
        }
        double value = counts.get(choice)[way];
        long below = from.least().get(choice)[way] + (long) Math.floor(value);
        var fewer = new Branch(from.least(), with(from.most(), choice, way, below), bound);
        var least = with(from.least(), choice, way, below + 1);
        boolean isPossible = below + 1 <= from.most().get(choice)[way]
                && java.util.Arrays.stream(least.get(choice)).sum() <= choices.all.get(choice).count;
        boolean isNearerAbove = value - Math.floor(value) > 0.5;
        if (isNearerAbove) {
            open.push(fewer);
        }
        if (isPossible) {
            open.push(new Branch(least, from.most(), bound));
        }
        if (!isNearerAbove) {
            open.push(fewer);
        }
        return true;
    }

    private static List<long[]> with(List<long[]> all, int choice, int way, long value) {
        var next = new ArrayList<>(all);
        long[] own = all.get(choice).clone();
        own[way] = value;
        next.set(choice, own);
        return next;
    }
}
