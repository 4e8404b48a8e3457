package app.assay.engine.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
/// them again exactly. First the money at risk is made least; then, at that value, ways with a smaller place in their
/// class
/// are preferred, which are those by the products' own rights.
final class WayProgramme {

    /// Nodes of the search after which the solver gives up. A count, not a time: the answer must not depend on the
    /// machine.
    private static final int MOST_NODES = 20_000;

    /// Share of the least value within which the second stage may search, for the solver's arithmetic.
    private static final double SLACK = 1e-9;

    private final List<Right> rights;
    private final List<Part> parts;
    private final Demand demand;
    private final double[] weight;

    /// @param weight by need: what a unit puts at risk, the largest 1
    WayProgramme(List<Right> rights, List<Part> parts, Demand demand, double[] weight) {
        this.rights = rights;
        this.parts = parts;
        this.demand = demand;
        this.weight = weight;
    }

    /// @param ways by class how many consumers take each way; empty when the search was given up
    /// @param bound least money at risk that any choice can have, in the unit of the weights
    record Outcome(Optional<List<long[]>> ways, double bound) {}

    private record Model(ExpressionsBasedModel model, List<List<Variable>> ways, Expression risk) {}

    Outcome solve() {
        var first = build(true);
        var best = first.model().minimise();
        if (!best.getState().isOptimal()) {
            var relaxed = build(true);
            relaxed.model().relax();
            var bound = relaxed.model().minimise();
            return new Outcome(Optional.empty(), bound.getState().isOptimal() ? bound.getValue() : 0);
        }
        double value = best.getValue();
        var second = build(false);
        second.risk().upper(value + Math.max(SLACK, Math.abs(value) * SLACK));
        var preferred = second.model().minimise();
        var ways = preferred.getState().isOptimal() ? whole(second, preferred) : Optional.<List<long[]>>empty();
        return new Outcome(ways.isPresent() ? ways : whole(first, best), value);
    }

    /// @param byRisk whether the objective is the money at risk; else it is the preference among ways
    private Model build(boolean byRisk) {
        var options = new Optimisation.Options();
        options.iterations_abort = MOST_NODES;
        options.integer(IntegerStrategy.newConfigurable()
                // One worker: which of two equal answers is found first must not depend on threads.
                .withParallelism(() -> 1)
                .withGapTolerance(NumberContext.of(12, 10)));
        var model = new ExpressionsBasedModel(options);
        var balance = new ArrayList<Expression>();
        var risk = model.newExpression("risk");
        for (int need = 0; need < demand.needs.size(); need++) {
            long fixed = demand.fixed(need);
            var row = model.newExpression("need" + need).level(fixed);
            var open = model.newVariable("open" + need).lower(0);
            row.set(open, 1);
            risk.set(open, weight[need]);
            balance.add(row);
        }
        addFlows(model, balance);
        var ways = new ArrayList<List<Variable>>();
        var preference = model.newExpression("preference");
        for (int number = 0; number < demand.classes.size(); number++) {
            var consumers = demand.classes.get(number);
            var all = model.newExpression("class" + number).level(consumers.count);
            var variables = new ArrayList<Variable>();
            for (int place = 0; place < consumers.ways.size(); place++) {
                var way = consumers.ways.get(place);
                var chosen = model.newVariable("way" + number + "_" + place)
                        .lower(0)
                        .upper(consumers.count)
                        .integer(true);
                all.set(chosen, 1);
                preference.set(chosen, place);
                for (int part = 0; part < way.needs().size(); part++) {
                    balance.get(way.needs().get(part)).set(chosen, -way.units().get(part));
                }
                variables.add(chosen);
            }
            ways.add(variables);
        }
        (byRisk ? risk : preference).weight(1);
        return new Model(model, ways, risk);
    }

    private void addFlows(ExpressionsBasedModel model, List<Expression> balance) {
        var limits = new ArrayList<Optional<Expression>>();
        for (var right : rights) {
            boolean limited = right.capacity() > 0 && right.capacity() < Part.UNLIMITED;
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

    /// Whole numbers near the solver's, if they add up to the classes.
    private Optional<List<long[]>> whole(Model model, Optimisation.Result result) {
        var ways = new ArrayList<long[]>();
        for (int number = 0; number < model.ways().size(); number++) {
            var variables = model.ways().get(number);
            long[] counts = new long[variables.size()];
            long sum = 0;
            for (int place = 0; place < counts.length; place++) {
                double value = result.doubleValue(model.model().indexOf(variables.get(place)));
                counts[place] = Math.round(value);
                if (counts[place] < 0 || Math.abs(value - counts[place]) > 1e-4) {
                    return Optional.empty();
                }
                sum += counts[place];
            }
            if (sum != demand.classes.get(number).count) {
                return Optional.empty();
            }
            ways.add(counts);
        }
        return Optional.of(ways);
    }
}
