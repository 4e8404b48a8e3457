package app.assay.engine.reconcile.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import app.assay.work.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Variable;

/// The own solver against the library's, and against what its answers have to keep.
class GroupedSimplexTest {

    private static final int CASES = 400;

    /// One column: its group or −1, its cost, its entries by row.
    @SuppressWarnings("ArrayRecordComponent") // never compared nor handed out
    private record Column(int group, double cost, int[] entries) {}

    /// Needs that others may take over, limited amounts, ways of groups that shift needs: as positions have them,
    /// much
    /// of
    /// it alike or zero, which is where such solvers go astray.
    private static final class Programme {
        final int rows;
        final int needs;
        final double[] rightSide;
        final double[] total;
        final List<Column> columns = new ArrayList<>();

        Programme(Random random) {
            needs = 1 + random.nextInt(12);
            int limits = random.nextInt(8);
            rows = needs + limits;
            rightSide = new double[rows];
            total = new double[random.nextInt(60)];
            for (int group = 0; group < total.length; group++) {
                total[group] = random.nextInt(40);
                columns.add(new Column(group, 0, new int[rows]));
                for (int more = random.nextInt(5); more > 0; more--) {
                    int[] entries = new int[rows];
                    for (int need = 0; need < needs; need++) {
                        entries[need] = random.nextInt(3) == 0 ? random.nextInt(5) - 2 : 0;
                        // Nobody needs less than nothing, whatever is chosen.
                        rightSide[need] += Math.max(0, entries[need]) * total[group];
                    }
                    columns.add(new Column(group, 0, entries));
                }
            }
            for (int need = 0; need < needs; need++) {
                rightSide[need] += random.nextInt(2) * random.nextInt(50);
                columns.add(unit(need, 1.0 / (1 + random.nextInt(6))));
            }
            for (int limit = needs; limit < rows; limit++) {
                rightSide[limit] = random.nextInt(3) * random.nextInt(200);
                columns.add(unit(limit, 0));
                for (int need = 0; need < needs; need++) {
                    if (random.nextInt(3) == 0) {
                        int[] entries = new int[rows];
                        entries[need] = 1;
                        entries[limit] = 1;
                        columns.add(new Column(-1, 0, entries));
                    }
                }
            }
        }

        private Column unit(int row, double cost) {
            int[] entries = new int[rows];
            entries[row] = 1;
            return new Column(-1, cost, entries);
        }

        double[] costs() {
            return columns.stream().mapToDouble(Column::cost).toArray();
        }

        GroupedSimplex simplex() {
            var simplex = new GroupedSimplex(rightSide, total);
            int starting = 0;
            for (var column : columns) {
                simplex.column(column.group());
                for (int row = 0; row < rows; row++) {
                    if (column.entries()[row] != 0) {
                        simplex.entry(row, column.entries()[row]);
                    }
                }
                if (column.group() < 0 && Arrays.stream(column.entries()).sum() == 1) {
                    simplex.startsRow(starting++);
                }
            }
            simplex.begin();
            return simplex;
        }

        double byLibrary() {
            var model = new ExpressionsBasedModel();
            var variables = new ArrayList<Variable>();
            for (var column : columns) {
                variables.add(model.newVariable("c" + variables.size()).lower(0).weight(column.cost()));
            }
            for (int row = 0; row < rows; row++) {
                var expression = model.newExpression("row" + row).level(rightSide[row]);
                for (int column = 0; column < variables.size(); column++) {
                    if (columns.get(column).entries()[row] != 0) {
                        expression.set(
                                variables.get(column), columns.get(column).entries()[row]);
                    }
                }
            }
            for (int group = 0; group < total.length; group++) {
                var expression = model.newExpression("group" + group).level(total[group]);
                for (int column = 0; column < variables.size(); column++) {
                    if (columns.get(column).group() == group) {
                        expression.set(variables.get(column), 1);
                    }
                }
            }
            var answer = model.minimise();
            assertThat(answer.getState().isOptimal()).isTrue();
            return answer.getValue();
        }
    }

    private static double cost(double[] costs, double[] levels) {
        double sum = 0;
        for (int column = 0; column < costs.length; column++) {
            sum += costs[column] * levels[column];
        }
        return sum;
    }

    @Test
    void findsWhatTheLibraryFindsAndKeepsEveryRowAndGroup() {
        for (int seed = 0; seed < CASES; seed++) {
            var programme = new Programme(new Random(seed));
            var simplex = programme.simplex();
            boolean[] all = new boolean[programme.columns.size()];
            Arrays.fill(all, true);
            assertThat(simplex.minimise(programme.costs(), all, 100_000, Progress.NONE))
                    .as("seed %s", seed)
                    .isTrue();
            double[] levels = simplex.levelsOfColumns();
            assertThat(cost(programme.costs(), levels))
                    .as("seed %s", seed)
                    .isCloseTo(programme.byLibrary(), within(1e-6));
            double[] rows = new double[programme.rows];
            double[] groups = new double[programme.total.length];
            for (int column = 0; column < levels.length; column++) {
                assertThat(levels[column]).as("seed %s", seed).isNotNegative();
                for (int row = 0; row < rows.length; row++) {
                    rows[row] += levels[column] * programme.columns.get(column).entries()[row];
                }
                if (programme.columns.get(column).group() >= 0) {
                    groups[programme.columns.get(column).group()] += levels[column];
                }
            }
            assertThat(rows).as("seed %s", seed).containsExactly(programme.rightSide, within(1e-6));
            assertThat(groups).as("seed %s", seed).containsExactly(programme.total, within(1e-6));
        }
    }

    /// What the second costs choose among must leave the first as low as it was.
    @Test
    void secondCostsChangeNothingOfTheFirst() {
        for (int seed = 0; seed < CASES; seed++) {
            var programme = new Programme(new Random(seed));
            var simplex = programme.simplex();
            double[] costs = programme.costs();
            boolean[] allowed = new boolean[costs.length];
            Arrays.fill(allowed, true);
            simplex.minimise(costs, allowed, 100_000, Progress.NONE);
            double least = cost(costs, simplex.levelsOfColumns());
            double[] second = new double[costs.length];
            for (int column = 0; column < second.length; column++) {
                second[column] = programme.columns.get(column).group() < 0 ? 0 : column % 7;
                allowed[column] = Math.abs(simplex.reduced(costs, column)) <= 1e-9;
            }
            double before = cost(second, simplex.levelsOfColumns());
            assertThat(simplex.minimise(second, allowed, 100_000, Progress.NONE))
                    .as("seed %s", seed)
                    .isTrue();
            assertThat(cost(costs, simplex.levelsOfColumns()))
                    .as("seed %s", seed)
                    .isCloseTo(least, within(1e-6));
            assertThat(cost(second, simplex.levelsOfColumns()))
                    .as("seed %s", seed)
                    .isLessThanOrEqualTo(before + 1e-6);
        }
    }
}
