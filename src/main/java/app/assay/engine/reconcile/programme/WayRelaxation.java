package app.assay.engine.reconcile.programme;

import app.assay.engine.reconcile.demand.Demand;
import app.assay.engine.reconcile.right.Part;
import app.assay.engine.reconcile.right.Right;
import app.assay.work.Progress;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The choice of ways and the assignment of rights without the demand for whole numbers of consumers.
///
/// It gives a choice to start from, and a bound that is proved: every price of a need between nothing and what a unit
/// of
/// it
/// puts at risk, together with prices of parts and rights that no need outbids, shows that no choice can put less at
/// risk
/// than these prices say (weak duality). The prices come from [GroupedSimplex]; what they prove is added up in exact
/// arithmetic, so that an error in them can make the bound weak but never wrong.
final class WayRelaxation {

    /// Rows above which the inverse would need too much memory.
    private static final int MOST_ROWS = 1_500;

    /// Rounds for each row.
    private static final int ROUNDS = 50;

    /// Share of the value by which bound and value may differ; more shows that the numbers went wrong.
    private static final double AGREES = 1e-6;

    /// Digits that prices keep beyond the first one of the largest weight, and at least after the point.
    private static final int PRICE_DIGITS = 12;

    /// Digits of a price from which on they may be what the arithmetic lost.
    private static final int LOST_DIGITS = 10;

    private final List<Right> rights;
    private final List<Part> parts;
    private final Demand demand;
    private final Choices choices;
    private final BigDecimal[] weight;
    private final BigDecimal most;
    private final BigDecimal step;
    private final Portion portion;
    private final Progress progress;

    private int[] rowOfPart = {};
    private int[] rowOfRight = {};
    private int firstLimitRow;

    /// The consumers whose ways are open.
    ///
    /// @param firstUnits by need: units when all of them take the first way, with those of everybody else
    /// @param counts by choice: how many of its consumers they are
    /// @param limits how many of them may take certain ways
    @SuppressWarnings("ArrayRecordComponent") // never compared, and never leaves this package
    record Portion(long[] firstUnits, long[] counts, List<Limit> limits) {}

    /// How many consumers of a choice may take one of its ways at most.
    ///
    /// @param way its place in the choice, never the first
    record Limit(int choice, int way, long most) {}

    /// @param counts by choice: how many consumers take each way, in fractions
    /// @param preferred the same with ways of small places preferred
    /// @param bound no choice can put less at risk
    record Answer(List<double[]> counts, List<double[]> preferred, BigDecimal bound) {}

    /// @param weight by need: what a unit puts at risk
    /// @param most the largest of the weights
    /// @param step every amount at risk is a multiple of it
    WayRelaxation(
            List<Right> rights,
            List<Part> parts,
            Demand demand,
            Choices choices,
            BigDecimal[] weight,
            BigDecimal most,
            BigDecimal step,
            Portion portion,
            Progress progress) {
        this.progress = progress;
        this.rights = rights;
        this.parts = parts;
        this.demand = demand;
        this.choices = choices;
        this.weight = weight.clone();
        this.most = most;
        this.step = step;
        this.portion = portion;
    }

    /// The best fractions; among equal ones those that take ways of smaller places. Empty when there are too many
    /// rows,
    /// or
    /// the numbers cannot be trusted.
    Optional<Answer> solve() {
        int rows = numberRows();
        if (rows > MOST_ROWS) {
            return Optional.empty();
        }
        double[] rightSide = rightSide(rows);
        double[] total = Arrays.stream(portion.counts()).asDoubleStream().toArray();
        var simplex = new GroupedSimplex(rightSide, total);
        addWays(simplex);
        int afterWays = simplex.columns();
        addOpen(simplex);
        addFlows(simplex, rows);
        simplex.begin();

        double[] risk = new double[simplex.columns()];
        for (int need = 0; need < weight.length; need++) {
            risk[afterWays + need] = relative(weight[need]);
        }
        boolean[] allowed = new boolean[simplex.columns()];
        Arrays.fill(allowed, true);
        int rounds = ROUNDS * (1 + rows) + 10 * total.length;
        if (!simplex.minimise(risk, allowed, rounds, progress)) {
            return Optional.empty();
        }
        double value = 0;
        double[] levels = simplex.levelsOfColumns();
        for (int need = 0; need < weight.length; need++) {
            value += risk[afterWays + need] * levels[afterWays + need];
        }
        double[] prices = simplex.prices();
        if (!Double.isFinite(value) || !Arrays.stream(prices).allMatch(Double::isFinite)) {
            return Optional.empty();
        }
        var bound = bound(prices, false).max(bound(prices, true));
        double loss = value - relative(bound);
        if (loss > AGREES * Math.max(1, value)) {
            return Optional.empty();
        }
        boolean isPreferred = prefer(simplex, risk, rounds);
        var counts = counts(levels);
        return Optional.of(new Answer(counts, isPreferred ? counts(simplex.levelsOfColumns()) : counts, bound));
    }

    /// Among the best ones, consumers take ways of small places: only columns that cost nothing may come in.
    private boolean prefer(GroupedSimplex simplex, double[] risk, int rounds) {
        double[] places = new double[risk.length];
        int column = 0;
        for (var choice : choices.all) {
            for (int place : choice.places) {
                places[column++] = place;
            }
        }
        boolean[] isFree = new boolean[risk.length];
        for (int number = 0; number < isFree.length; number++) {
            isFree[number] = Math.abs(simplex.reduced(risk, number)) <= 1e-9;
        }
        return simplex.minimise(places, isFree, rounds, progress);
    }

    private int numberRows() {
        int rows = demand.needs.size();
        rowOfPart = new int[parts.size()];
        rowOfRight = new int[rights.size()];
        for (int number = 0; number < rowOfPart.length; number++) {
            boolean isOfRight = isAlone(parts.get(number))
                    && isLimited(rights.get(parts.get(number).right()));
            rowOfPart[number] = parts.get(number).isUnlimited() || isOfRight ? -1 : rows++;
        }
        for (int number = 0; number < rowOfRight.length; number++) {
            rowOfRight[number] = isLimited(rights.get(number)) ? rows++ : -1;
        }
        firstLimitRow = rows;
        return rows + portion.limits().size();
    }

    /// Whether the part is its whole right, whose row then says all.
    private boolean isAlone(Part part) {
        var right = rights.get(part.right());
        return right.parts().size() == 1 && right.capacity() == part.capacity();
    }

    /// A right without units is limited too: what is built on it gives nothing.
    private static boolean isLimited(Right right) {
        return right.capacity() < Part.UNLIMITED;
    }

    private double[] rightSide(int rows) {
        double[] rightSide = new double[rows];
        for (int need = 0; need < portion.firstUnits().length; need++) {
            rightSide[need] = portion.firstUnits()[need];
        }
        for (int number = 0; number < portion.limits().size(); number++) {
            rightSide[firstLimitRow + number] = portion.limits().get(number).most();
        }
        for (int number = 0; number < rowOfPart.length; number++) {
            if (rowOfPart[number] >= 0) {
                rightSide[rowOfPart[number]] = parts.get(number).capacity();
            }
        }
        for (int number = 0; number < rowOfRight.length; number++) {
            if (rowOfRight[number] >= 0) {
                rightSide[rowOfRight[number]] = rights.get(number).capacity();
            }
        }
        return rightSide;
    }

    private void addWays(GroupedSimplex simplex) {
        for (int number = 0; number < choices.all.size(); number++) {
            simplex.column(number);
            var changes = choices.all.get(number).changes;
            for (int way = 1; way <= changes.size(); way++) {
                var change = changes.get(way - 1);
                simplex.column(number);
                for (int part = 0; part < change.needs().size(); part++) {
                    simplex.entry(
                            change.needs().get(part), (double) -change.units().get(part));
                }
                for (int limit = 0; limit < portion.limits().size(); limit++) {
                    if (isOf(portion.limits().get(limit), number, way)) {
                        simplex.entry(firstLimitRow + limit, 1);
                    }
                }
            }
        }
    }

    private static boolean isOf(Limit limit, int choice, int way) {
        return limit.choice() == choice && limit.way() == way;
    }

    private void addOpen(GroupedSimplex simplex) {
        for (int need = 0; need < weight.length; need++) {
            simplex.column();
            simplex.entry(need, 1);
            simplex.startsRow(need);
        }
    }

    private void addFlows(GroupedSimplex simplex, int rows) {
        for (int slack = weight.length; slack < rows; slack++) {
            simplex.column();
            simplex.entry(slack, 1);
            simplex.startsRow(slack);
        }
        for (int need = 0; need < weight.length; need++) {
            var allowed = demand.needs.get(need).parts();
            for (int part = allowed.nextSetBit(0); part >= 0; part = allowed.nextSetBit(part + 1)) {
                simplex.column();
                simplex.entry(need, 1);
                if (rowOfPart[part] >= 0) {
                    simplex.entry(rowOfPart[part], 1);
                }
                for (int right : rightsOf(part)) {
                    if (rowOfRight[right] >= 0) {
                        simplex.entry(rowOfRight[right], 1);
                    }
                }
            }
        }
    }

    /// The right of a part and those whose units it consumes.
    private List<Integer> rightsOf(int part) {
        var found = new ArrayList<Integer>();
        for (int right = parts.get(part).right();
                right != Right.NO_BASE;
                right = rights.get(right).base()) {
            found.add(right);
        }
        return found;
    }

    private List<double[]> counts(double[] levels) {
        var counts = new ArrayList<double[]>();
        int column = 0;
        for (var choice : choices.all) {
            counts.add(Arrays.copyOfRange(levels, column, column + choice.ways()));
            column += choice.ways();
        }
        return counts;
    }

    /// What these prices of the rows prove, exactly.
    ///
    /// @param isStepped whether prices that are multiples of the step but for what the arithmetic lost become such:
    ///     what is proved from other prices is proved as well, and mostly more
    private BigDecimal bound(double[] prices, boolean isStepped) {
        var ofRight = new BigDecimal[rights.size()];
        for (int number = 0; number < ofRight.length; number++) {
            ofRight[number] = rowOfRight[number] < 0 ? BigDecimal.ZERO : money(-prices[rowOfRight[number]], isStepped);
        }
        var ofPath = new BigDecimal[parts.size()];
        for (int part = 0; part < ofPath.length; part++) {
            ofPath[part] =
                    rightsOf(part).stream().map(right -> ofRight[right]).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
        var ofNeed = new BigDecimal[weight.length];
        var ofPart = new BigDecimal[parts.size()];
        Arrays.fill(ofPart, BigDecimal.ZERO);
        for (int need = 0; need < ofNeed.length; need++) {
            ofNeed[need] = money(prices[need], isStepped).min(weight[need]);
            var allowed = demand.needs.get(need).parts();
            for (int part = allowed.nextSetBit(0); part >= 0; part = allowed.nextSetBit(part + 1)) {
                if (rowOfPart[part] < 0) {
                    ofNeed[need] = ofNeed[need].min(ofPath[part]);
                }
            }
            for (int part = allowed.nextSetBit(0); part >= 0; part = allowed.nextSetBit(part + 1)) {
                ofPart[part] = ofPart[part].max(ofNeed[need].subtract(ofPath[part]));
            }
        }
        var bound = BigDecimal.ZERO;
        for (int need = 0; need < ofNeed.length; need++) {
            bound = bound.add(ofNeed[need].multiply(BigDecimal.valueOf(portion.firstUnits()[need])));
        }
        for (int part = 0; part < ofPart.length; part++) {
            if (rowOfPart[part] >= 0) {
                bound = bound.subtract(
                        ofPart[part].multiply(BigDecimal.valueOf(parts.get(part).capacity())));
            }
        }
        for (int right = 0; right < ofRight.length; right++) {
            if (rowOfRight[right] >= 0) {
                bound = bound.subtract(ofRight[right].multiply(
                        BigDecimal.valueOf(rights.get(right).capacity())));
            }
        }
        var ofLimit = new BigDecimal[portion.limits().size()];
        for (int limit = 0; limit < ofLimit.length; limit++) {
            ofLimit[limit] = money(-prices[firstLimitRow + limit], isStepped);
            bound = bound.subtract(ofLimit[limit].multiply(
                    BigDecimal.valueOf(portion.limits().get(limit).most())));
        }
        for (int number = 0; number < choices.all.size(); number++) {
            var least = BigDecimal.ZERO;
            var changes = choices.all.get(number).changes;
            for (int way = 1; way <= changes.size(); way++) {
                var change = changes.get(way - 1);
                var costs = BigDecimal.ZERO;
                for (int limit = 0; limit < ofLimit.length; limit++) {
                    if (isOf(portion.limits().get(limit), number, way)) {
                        costs = costs.add(ofLimit[limit]);
                    }
                }
                for (int part = 0; part < change.needs().size(); part++) {
                    costs = costs.add(ofNeed[change.needs().get(part)].multiply(
                            BigDecimal.valueOf(change.units().get(part))));
                }
                least = least.min(costs);
            }
            bound = bound.add(least.multiply(BigDecimal.valueOf(portion.counts()[number])));
        }
        return bound.max(BigDecimal.ZERO);
    }

    private BigDecimal money(double price, boolean isStepped) {
        if (price <= 0) {
            return BigDecimal.ZERO;
        }
        var money = BigDecimal.valueOf(price)
                .multiply(most)
                .setScale(PRICE_DIGITS + Math.max(0, most.scale() - most.precision()), RoundingMode.HALF_EVEN);
        if (!isStepped || step.signum() == 0) {
            return money;
        }
        var multiple = money.divide(step, 0, RoundingMode.HALF_EVEN).multiply(step);
        return multiple.subtract(money).abs().compareTo(most.movePointLeft(LOST_DIGITS)) <= 0 ? multiple : money;
    }

    private double relative(BigDecimal amount) {
        return amount.divide(most, MathContext.DECIMAL64).doubleValue();
    }
}
