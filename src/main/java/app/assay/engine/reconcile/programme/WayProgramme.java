package app.assay.engine.reconcile.programme;

import app.assay.engine.reconcile.demand.Demand;
import app.assay.engine.reconcile.right.Part;
import app.assay.engine.reconcile.right.Right;
import app.assay.work.Progress;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;
import org.ojalgo.optimisation.integer.IntegerStrategy;
import org.ojalgo.type.context.NumberContext;

/// The choice of alternatives and the assignment of rights together, as a small integer programme over classes of like
/// consumers.
///
/// Whole numbers: how many consumers of a class take each of its ways. Besides them how many units of a part serve a
/// need,
/// and how many units of a need nothing serves; once the ways are whole, those are the flow of [CoverFlow], which
/// computes
/// them exactly. The money at risk is made least; among equal choices, ways with a smaller place in their class are
/// preferred, which are those by the products' own rights.
///
/// First the programme without the demand for whole numbers gives a bound, and its answer is rounded and improved step
/// by step. Money at risk comes in multiples of what all weights have in common, so an answer less than one such step
/// above the bound is proved best. Only where that fails are whole numbers searched for by branching ([WholeSearch]).
/// Bounds are proved in exact arithmetic, and the risk of every answer is computed in it: a large sum is proved to the
/// last cent or not at all. Where that search ends before its end, the library's solver is asked for a better answer;
/// what it says of it is no proof.
public final class WayProgramme {

    /// Nodes of the search after which the solver gives up. A count, not a time: the answer must not depend on the
    /// machine.
    private static final int MOST_NODES = 2_000;

    /// Numbers of a programme beyond which the library's solver is not asked: eight bytes each, several times over.
    private static final long MOST_NUMBERS = 2_000_000;

    /// Single moves of consumers to other ways that are tried after rounding.
    private static final int MOST_MOVES = 2_000;

    private final List<Right> rights;
    private final List<Part> parts;
    private final Demand demand;
    private final BigDecimal[] weight;
    private final BigDecimal most;
    private final BigDecimal step;
    private final Function<List<long[]>, BigDecimal> risk;
    private final Choices choices;
    private final Progress progress;

    /// @param weight by need: what a unit puts at risk
    /// @param risk the exact money at risk of a choice of ways
    /// @param progress asked with every choice that is weighed and every round of the solver
    public WayProgramme(
            List<Right> rights,
            List<Part> parts,
            Demand demand,
            BigDecimal[] weight,
            Function<List<long[]>, BigDecimal> risk,
            Progress progress) {
        this.progress = progress;
        this.rights = rights;
        this.parts = parts;
        this.demand = demand;
        this.weight = weight.clone();
        choices = new Choices(demand.classes);
        this.risk = counts -> {
            progress.stopIfCancelled();
            return risk.apply(choices.ofClasses(counts));
        };
        most = Arrays.stream(weight).max(Comparator.naturalOrder()).orElse(BigDecimal.ONE);
        step = commonDivisor(weight);
    }

    /// @param ways by class, while it is looked for by choice: how many consumers take each way
    /// @param risk what that puts at risk
    /// @param bound no choice can put less at risk
    /// @param isProved whether no choice can be better than this one
    public record Outcome(List<long[]> ways, BigDecimal risk, BigDecimal bound, boolean isProved) {}

    private record Model(ExpressionsBasedModel model, List<List<Variable>> ways) {}

    /// The largest amount of which every weight is a multiple.
    static BigDecimal commonDivisor(BigDecimal... weights) {
        int scale = Arrays.stream(weights).mapToInt(BigDecimal::scale).max().orElse(0);
        var divisor = BigInteger.ZERO;
        for (var one : weights) {
            divisor = divisor.gcd(one.setScale(Math.max(0, scale)).unscaledValue());
        }
        return new BigDecimal(divisor, Math.max(0, scale));
    }

    /// The best choice that was found, not worse than everybody's first way.
    public Outcome solve() {
        var found = search(choices.first());
        return new Outcome(choices.ofClasses(found.ways()), found.risk(), found.bound(), found.isProved());
    }

    private Outcome search(List<long[]> plain) {
        var best = new Outcome(plain, risk.apply(plain), BigDecimal.ZERO, false);
        long[] firstUnits = firstUnits();
        var relaxed = relaxed(new WayRelaxation.Portion(firstUnits, all(), List.of()));
        if (relaxed.isPresent()) {
            best = proved(best, relaxed.get().bound());
            best = improved(better(best, preferred(relaxed.get())));
            best = searched(best, firstUnits);
        } else if (fits()) {
            best = bySolver(best);
        } else {
            best = improved(best);
        }
        if (best.isProved() || !fits()) {
            return best;
        }
        progress.stopIfCancelled();
        var whole = build(true);
        var found = whole.model().minimise();
        if (found.getState().isFeasible()) {
            best = better(best, rounded(values(whole, found), all()));
        }
        return best;
    }

    private Optional<WayRelaxation.Answer> relaxed(WayRelaxation.Portion portion) {
        return new WayRelaxation(rights, parts, demand, choices, weight, most, step, portion, progress).solve();
    }

    private Outcome searched(Outcome start, long[] firstUnits) {
        if (start.isProved()) {
            return start;
        }
        int rows = demand.needs.size() + rights.size() + parts.size();
        var found = new WholeSearch(choices, firstUnits, step, this::relaxed, WayProgramme::rounded, risk, rows)
                .search(start.ways(), start.risk(), start.bound());
        return proved(new Outcome(found.ways(), found.risk(), found.bound(), false), found.bound());
    }

    /// Whole numbers near the best fractions; those that prefer ways of small places, unless that costs money.
    private List<long[]> preferred(WayRelaxation.Answer answer) {
        long[] all = all();
        var first = rounded(answer.counts(), all);
        var preferred = rounded(answer.preferred(), all);
        return risk.apply(preferred).compareTo(risk.apply(first)) <= 0 ? preferred : first;
    }

    /// Whether the library's solver, which keeps a number for each row and column, can bear the programme. What it
    /// cannot
    /// keeps the bound that is proved, and says that it was not reached.
    private boolean fits() {
        long rows = demand.needs.size();
        long columns = demand.needs.size();
        for (var choice : choices.all) {
            rows += choice.changes.size() > 1 ? 1 : 0;
            columns += choice.changes.size();
        }
        for (var need : demand.needs) {
            columns += need.parts().cardinality();
        }
        rows += rights.size() + parts.size();
        return rows * (rows + columns) <= MOST_NUMBERS;
    }

    /// The programme without the demand for whole numbers by the library's solver.
    private Outcome bySolver(Outcome start) {
        var model = build(false);
        var answer = model.model().minimise();
        return answer.getState().isOptimal() ? improved(better(start, rounded(values(model, answer), all()))) : start;
    }

    private long[] all() {
        return choices.all.stream().mapToLong(choice -> choice.count).toArray();
    }

    private Outcome better(Outcome best, List<long[]> candidate) {
        var value = risk.apply(candidate);
        return value.compareTo(best.risk()) < 0 || (value.compareTo(best.risk()) == 0 && !best.isProved())
                ? proved(new Outcome(candidate, value, best.bound(), false), best.bound())
                : best;
    }

    private Outcome proved(Outcome outcome, BigDecimal bound) {
        boolean isProved =
                outcome.risk().signum() == 0 || outcome.risk().subtract(bound).compareTo(step) < 0;
        return new Outcome(outcome.ways(), outcome.risk(), bound, isProved);
    }

    /// Moves single consumers to other ways as long as that lowers the risk.
    private Outcome improved(Outcome start) {
        var best = start;
        int moves = 0;
        boolean moved = true;
        while (moved && !best.isProved() && moves < MOST_MOVES) {
            moved = false;
            for (int number = 0; number < best.ways().size() && !moved; number++) {
                int ways = best.ways().get(number).length;
                for (int from = 0; from < ways && !moved; from++) {
                    for (int to = 0; to < ways && !moved && moves < MOST_MOVES; to++) {
                        if (from != to && best.ways().get(number)[from] > 0) {
                            moves++;
                            var next = moved(best.ways(), number, from, to);
                            if (risk.apply(next).compareTo(best.risk()) < 0) {
                                best = better(best, next);
                                moved = true;
                            }
                        }
                    }
                }
            }
        }
        return best;
    }

    private static List<long[]> moved(List<long[]> ways, int number, int from, int to) {
        var next = new ArrayList<>(ways);
        long[] counts = ways.get(number).clone();
        counts[from]--;
        counts[to]++;
        next.set(number, counts);
        return next;
    }

    /// Whole numbers near the solver's, that add up to so many of each choice: all rounded down, what is missing
    /// given to
    /// the largest remainders.
    private static List<long[]> rounded(List<double[]> fractions, long[] all) {
        var ways = new ArrayList<long[]>();
        for (int number = 0; number < fractions.size(); number++) {
            double[] values = fractions.get(number);
            long[] counts = new long[values.length];
            double[] rest = new double[counts.length];
            long missing = all[number];
            for (int place = 0; place < counts.length; place++) {
                counts[place] = Math.min(missing, (long) Math.floor(values[place] + 1e-6));
                rest[place] = values[place] - counts[place];
                missing -= counts[place];
            }
            for (; missing > 0; missing--) {
                int largest = 0;
                for (int place = 1; place < rest.length; place++) {
                    if (rest[place] > rest[largest] + 1e-9) {
                        largest = place;
                    }
                }
                counts[largest]++;
                rest[largest]--;
            }
            ways.add(counts);
        }
        return ways;
    }

    /// The solver's numbers of consumers for each way, the first one among them.
    private List<double[]> values(Model model, Optimisation.Result result) {
        var all = new ArrayList<double[]>();
        for (int number = 0; number < model.ways().size(); number++) {
            var variables = model.ways().get(number);
            double[] values = new double[1 + variables.size()];
            double first = choices.all.get(number).count;
            for (int place = 1; place < values.length; place++) {
                values[place] = Math.max(0, result.doubleValue(model.model().indexOf(variables.get(place - 1))));
                first -= values[place];
            }
            values[0] = Math.max(0, first);
            all.add(values);
        }
        return all;
    }

    private Model build(boolean whole) {
        var options = new Optimisation.Options();
        options.iterations_abort = whole ? MOST_NODES : options.iterations_abort;
        options.integer(IntegerStrategy.newConfigurable()
                // One worker: which of two equal answers is found first must not depend on threads.
                .withParallelism(() -> 1)
                .withGapTolerance(NumberContext.of(12, 10)));
        var model = new ExpressionsBasedModel(options);
        var balance = new ArrayList<Expression>();
        long[] firstUnits = firstUnits();
        var least = most;
        for (int need = 0; need < demand.needs.size(); need++) {
            var row = model.newExpression("need" + need).level(firstUnits[need]);
            var open = model.newVariable("open" + need).lower(0).weight(relative(weight[need]));
            row.set(open, 1);
            balance.add(row);
            least = least.min(weight[need]);
        }
        addFlows(model, balance);
        long places = demand.classes.stream()
                .mapToLong(consumers -> consumers.count * consumers.ways.size())
                .sum();
        // All preferences together weigh less than a thousandth of the smallest amount that can be at risk.
        double preference = relative(least.min(step)) / 1000;
        double each = preference / Math.max(1, places);
        var ways = new ArrayList<List<Variable>>();
        for (int number = 0; number < choices.all.size(); number++) {
            ways.add(addChoice(model, balance, number, each, whole));
        }
        return new Model(model, ways);
    }

    /// Consumers that take another way than the first one; those that take the first are what is left of all.
    private List<Variable> addChoice(
            ExpressionsBasedModel model, List<Expression> balance, int number, double each, boolean whole) {
        var choice = choices.all.get(number);
        var variables = new ArrayList<Variable>();
        for (int place = 1; place < choice.ways(); place++) {
            var change = choice.changes.get(place - 1);
            var chosen = model.newVariable("way" + number + "_" + place)
                    .lower(0)
                    .upper(choice.count)
                    .weight(each * choice.places.get(place))
                    .integer(whole);
            for (int part = 0; part < change.needs().size(); part++) {
                balance.get(change.needs().get(part))
                        .set(chosen, -change.units().get(part));
            }
            variables.add(chosen);
        }
        if (variables.size() > 1) {
            var all = model.newExpression("choice" + number).upper(choice.count);
            variables.forEach(chosen -> all.set(chosen, 1));
        }
        return variables;
    }

    /// Units of each need when everybody takes the first way.
    private long[] firstUnits() {
        long[] units = new long[demand.needs.size()];
        for (int need = 0; need < units.length; need++) {
            units[need] = demand.fixed(need);
        }
        for (var consumers : demand.classes) {
            var first = consumers.ways.getFirst();
            for (int part = 0; part < first.needs().size(); part++) {
                units[first.needs().get(part)] +=
                        consumers.count * first.units().get(part);
            }
        }
        return units;
    }

    private double relative(BigDecimal amount) {
        return amount.divide(most, java.math.MathContext.DECIMAL64).doubleValue();
    }

    private void addFlows(ExpressionsBasedModel model, List<Expression> balance) {
        var limits = new ArrayList<Optional<Expression>>();
        for (var right : rights) {
            boolean limited = right.capacity() < Part.UNLIMITED;
            limits.add(
                    limited
                            ? Optional.of(model.newExpression("right" + right.number())
                                    .lower(0)
                                    .upper(right.capacity()))
                            : Optional.empty());
        }
        for (int number = 0; number < parts.size(); number++) {
            var part = parts.get(number);
            var own = part.isUnlimited()
                    ? Optional.<Expression>empty()
                    : Optional.of(model.newExpression("part" + number).lower(0).upper(part.capacity()));
            for (int need = 0; need < demand.needs.size(); need++) {
                if (demand.needs.get(need).parts().get(number)) {
                    var flow = model.newVariable("flow" + number + "_" + need).lower(0);
                    balance.get(need).set(flow, 1);
                    own.ifPresent(limit -> limit.set(flow, 1));
                    for (int right = part.right();
                            right != Right.NO_BASE;
                            right = rights.get(right).base()) {
                        limits.get(right).ifPresent(limit -> limit.set(flow, 1));
                    }
                }
            }
        }
    }
}
