package app.assay.engine.reconcile.programme;

import app.assay.work.Progress;
import java.util.Arrays;

/// Linear programmes in which most rows say no more than "these columns together are so many".
///
/// Made least: the costs of the columns times their values, all of them at least zero, with rows that hold exactly and
/// with groups of columns of which each adds up to its total. A choice between ways is such a group, and a position has
/// hundreds of them but few rows besides; so only the rows take part in the basis that is inverted, and of each group
/// one
/// column, its key, is what the others leave over (generalised upper bounding: G. B. Dantzig and R. M. Van Slyke,
/// Journal
/// of Computer and System Sciences 1, 1967). It starts from a solution that is known: one column of its own for each
/// row,
/// and in each group the first column with the whole total.
///
/// Values are of double precision. Nobody has to believe them: what the prices of the rows prove is computed again,
/// exactly, by [WayRelaxation].
final class GroupedSimplex {

    /// Reduced costs above this are no improvement; costs are of the size of one.
    private static final double IMPROVES = 1e-10;

    private static final double PIVOT = 1e-9;

    /// Rounds after which the basis is inverted anew, and as many as it has rows.
    private static final int ROUNDS_OF_AN_INVERSE = 150;

    private static final int NONE = -1;

    /// Columns that are looked at for one that improves before the best of them is taken.
    private static final int LOOKED_AT = 1000;

    private final int rows;
    private final double[] rightSide;
    private final double[] total;
    private final int[] groupStart;

    private int columns;
    private int[] start = new int[256];
    private int[] row = new int[1024];
    private double[] value = new double[1024];
    private int[] group = new int[256];

    private final int[] basic;
    private final double[] level;
    private final int[] key;
    private final double[] keyLevel;
    private final double[][] inverse;
    private double[] price;
    private boolean[] isBasic = {};

    /// Where the search for a column goes on; the number of groups stands for the columns of none.
    private int nextGroup;

    private final double[] alpha;
    private final double[] change;
    private final int[] changed;
    private final boolean[] isChanged;

    /// Columns are added afterwards: first those of the groups, group after group, then the others.
    ///
    /// @param rightSide by row: what its columns add up to, at least zero
    /// @param total by group: what its columns add up to
    GroupedSimplex(double[] rightSide, double[] total) {
        rows = rightSide.length;
        this.rightSide = rightSide.clone();
        this.total = total.clone();
        groupStart = new int[total.length + 1];
        basic = new int[rows];
        level = new double[rows];
        key = new int[total.length];
        keyLevel = new double[total.length];
        inverse = new double[rows][rows];
        price = new double[rows];
        alpha = new double[rows];
        change = new double[total.length];
        changed = new int[total.length];
        isChanged = new boolean[total.length];
        Arrays.fill(basic, NONE);
        Arrays.fill(key, NONE);
    }

    /// A column of a group, or of none; the first one of a group must have no entries.
    ///
    /// @return its number
    int column(int inGroup) {
        if (columns + 1 >= start.length) {
            start = Arrays.copyOf(start, 2 * start.length);
            group = Arrays.copyOf(group, start.length);
        }
        group[columns] = inGroup;
        start[columns + 1] = start[columns];
        if (inGroup >= 0) {
            if (key[inGroup] == NONE) {
                key[inGroup] = columns;
                groupStart[inGroup] = columns;
            }
            groupStart[inGroup + 1] = columns + 1;
        }
        return columns++;
    }

    /// A column of no group.
    int column() {
        return column(NONE);
    }

    /// An entry of the column that was added last.
    void entry(int inRow, double entry) {
        int place = start[columns];
        if (place == row.length) {
            row = Arrays.copyOf(row, 2 * place);
            value = Arrays.copyOf(value, 2 * place);
        }
        row[place] = inRow;
        value[place] = entry;
        start[columns] = place + 1;
    }

    /// The column added last is what its row starts with; it has one entry, of one.
    void startsRow(int inRow) {
        basic[inRow] = columns - 1;
    }

    /// Starts: nothing but the first columns of the groups and the starting columns of the rows.
    void begin() {
        isBasic = new boolean[columns];
        for (int place = 0; place < rows; place++) {
            inverse[place][place] = 1;
            level[place] = rightSide[place];
            isBasic[basic[place]] = true;
        }
        for (int number = 0; number < key.length; number++) {
            keyLevel[number] = total[number];
            isBasic[key[number]] = true;
        }
    }

    /// Makes the costs least from where it stands.
    ///
    /// @param cost by column
    /// @param allowed columns that may come in
    /// @param most rounds
    /// @param progress asked in every round whether to end
    /// @return whether the least was reached
    boolean minimise(double[] cost, boolean[] allowed, int most, Progress progress) {
        reprice(cost);
        int standing = 0;
        int period = Math.max(rows, ROUNDS_OF_AN_INVERSE);
        for (int round = 0; round < most; round++) {
            progress.stopIfCancelled();
            if (round % period == period - 1 && !invert(cost)) {
                return false;
            }
            // Where many rounds changed nothing, the smallest number goes first: no sequence of bases comes again.
            boolean isCareful = standing > rows + 50;
            int entering = entering(cost, allowed, isCareful);
            if (entering == NONE) {
                return true;
            }
            double reduced = reduced(cost, entering);
            direction(entering);
            double step = step(entering, isCareful, cost, reduced);
            if (step < 0) {
                return false;
            }
            standing = step > 1e-9 ? 0 : standing + 1;
        }
        return false;
    }

    /// The column that improves most among some: the search goes on where it ended the round before, and ends where
    /// enough columns were seen and one of them improves. Only where none does all are looked at.
    private int entering(double[] cost, boolean[] allowed, boolean isCareful) {
        int best = NONE;
        double least = -IMPROVES;
        int seen = 0;
        int from = isCareful ? 0 : nextGroup;
        for (int after = 0; after <= key.length; after++) {
            int number = from + after <= key.length ? from + after : from + after - key.length - 1;
            if (best != NONE && seen >= LOOKED_AT) {
                nextGroup = number;
                return best;
            }
            int first = groupStart[number];
            seen += (number < key.length ? groupStart[number + 1] : columns) - first;
            int end = number < key.length ? groupStart[number + 1] : columns;
            double rest = number < key.length ? alone(cost, key[number]) : 0;
            for (int column = first; column < end; column++) {
                if (!isBasic[column] && allowed[column]) {
                    double reduced = alone(cost, column) - rest;
                    if (reduced < least) {
                        best = column;
                        least = reduced;
                        if (isCareful) {
                            return best;
                        }
                    }
                }
            }
        }
        return best;
    }

    /// What a unit of a column costs beside the prices of the rows, without its group.
    private double alone(double[] cost, int column) {
        double reduced = cost[column];
        for (int place = start[column]; place < start[column + 1]; place++) {
            reduced -= price[row[place]] * value[place];
        }
        return reduced;
    }

    /// What a unit more of a column costs, nothing else being free to change but the basis.
    double reduced(double[] cost, int column) {
        double reduced = alone(cost, column);
        return group[column] == NONE ? reduced : reduced - alone(cost, key[group[column]]);
    }

    /// How the basic columns change with the entering one, and the keys of the groups.
    private void direction(int entering) {
        Arrays.fill(alpha, 0);
        times(entering, 1);
        if (group[entering] != NONE) {
            times(key[group[entering]], -1);
        }
    }

    private void times(int column, double factor) {
        for (int place = start[column]; place < start[column + 1]; place++) {
            int inRow = row[place];
            double entry = factor * value[place];
            for (int at = 0; at < rows; at++) {
                alpha[at] += inverse[at][inRow] * entry;
            }
        }
    }

    /// Lets the entering column grow until another one is zero, which leaves. Negative when nothing hinders it or
    /// the
    /// numbers are not to be trusted.
    private double step(int entering, boolean isCareful, double[] cost, double reduced) {
        int groups = changeOfKeys(entering);
        double least = Double.POSITIVE_INFINITY;
        for (int at = 0; at < rows; at++) {
            if (alpha[at] > PIVOT) {
                least = Math.min(least, level[at] / alpha[at]);
            }
        }
        for (int at = 0; at < groups; at++) {
            int number = changed[at];
            if (change[number] > PIVOT) {
                least = Math.min(least, keyLevel[number] / change[number]);
            }
        }
        if (Double.isInfinite(least)) {
            clear(groups);
            return -1;
        }
        least = Math.max(0, least);
        // Among those that are zero there at once the largest pivot, for the sake of the numbers.
        double near = least + 1e-9 * Math.max(1, least);
        int leavingRow = NONE;
        int leavingGroup = NONE;
        double pivot = 0;
        int leaving = Integer.MAX_VALUE;
        for (int at = 0; at < rows; at++) {
            if (alpha[at] > PIVOT && level[at] / alpha[at] <= near) {
                if (isCareful ? basic[at] < leaving : alpha[at] > pivot * (1 + 1e-12)) {
                    pivot = alpha[at];
                    leavingRow = at;
                    leaving = basic[at];
                }
            }
        }
        for (int at = 0; at < groups; at++) {
            int number = changed[at];
            if (change[number] > PIVOT && keyLevel[number] / change[number] <= near) {
                if (isCareful ? key[number] < leaving : change[number] > pivot * (1 + 1e-12)) {
                    pivot = change[number];
                    leavingRow = NONE;
                    leavingGroup = number;
                    leaving = key[number];
                }
            }
        }
        if (leavingRow != NONE) {
            leavingGroup = NONE;
        }
        for (int at = 0; at < rows; at++) {
            level[at] = Math.max(0, level[at] - least * alpha[at]);
        }
        for (int at = 0; at < groups; at++) {
            int number = changed[at];
            keyLevel[number] = Math.max(0, keyLevel[number] - least * change[number]);
        }
        clear(groups);
        if (leavingGroup == NONE) {
            enter(entering, leavingRow, least, reduced);
            return least;
        }
        int with = memberInBasis(leavingGroup);
        isBasic[leaving] = false;
        isBasic[entering] = true;
        if (with == NONE) {
            key[leavingGroup] = entering;
            keyLevel[leavingGroup] = least;
            return least;
        }
        exchangeKey(leavingGroup, with);
        direction(entering);
        if (Math.abs(alpha[with]) <= PIVOT) {
            return -1;
        }
        isBasic[basic[with]] = false;
        isBasic[key[leavingGroup]] = true;
        enter(entering, with, least, reduced(cost, entering));
        return least;
    }

    private int changeOfKeys(int entering) {
        int groups = 0;
        if (group[entering] != NONE) {
            groups = touched(group[entering], groups);
            change[group[entering]] = 1;
        }
        for (int at = 0; at < rows; at++) {
            int number = group[basic[at]];
            if (number != NONE && alpha[at] != 0) {
                groups = touched(number, groups);
                change[number] -= alpha[at];
            }
        }
        return groups;
    }

    private int touched(int number, int groups) {
        if (isChanged[number]) {
            return groups;
        }
        isChanged[number] = true;
        changed[groups] = number;
        return groups + 1;
    }

    private void clear(int groups) {
        for (int at = 0; at < groups; at++) {
            change[changed[at]] = 0;
            isChanged[changed[at]] = false;
        }
    }

    /// The first row whose basic column is of the group; whichever becomes the key, the pivot is the same.
    private int memberInBasis(int number) {
        for (int at = 0; at < rows; at++) {
            if (group[basic[at]] == number) {
                return at;
            }
        }
        return NONE;
    }

    /// Makes a member of the basis the key of its group and the key a member: the columns of the group stand less
    /// the
    /// new key then.
    private void exchangeKey(int number, int with) {
        double[] line = inverse[with];
        for (int at = 0; at < rows; at++) {
            if (at != with && group[basic[at]] == number) {
                for (int column = 0; column < rows; column++) {
                    line[column] += inverse[at][column];
                }
            }
        }
        for (int column = 0; column < rows; column++) {
            line[column] = -line[column];
        }
        int before = key[number];
        double keyBefore = keyLevel[number];
        key[number] = basic[with];
        keyLevel[number] = level[with];
        basic[with] = before;
        level[with] = keyBefore;
    }

    /// The entering column takes the place of a basic one.
    private void enter(int entering, int leavingRow, double step, double reduced) {
        isBasic[basic[leavingRow]] = false;
        isBasic[entering] = true;
        double[] line = inverse[leavingRow];
        double pivot = alpha[leavingRow];
        for (int column = 0; column < rows; column++) {
            line[column] /= pivot;
        }
        for (int at = 0; at < rows; at++) {
            if (at != leavingRow && alpha[at] != 0) {
                double factor = alpha[at];
                double[] other = inverse[at];
                for (int column = 0; column < rows; column++) {
                    other[column] -= factor * line[column];
                }
            }
        }
        for (int column = 0; column < rows; column++) {
            price[column] += reduced * line[column];
        }
        basic[leavingRow] = entering;
        level[leavingRow] = step;
    }

    /// The prices of the rows for these costs.
    private void reprice(double[] cost) {
        Arrays.fill(price, 0);
        for (int at = 0; at < rows; at++) {
            int column = basic[at];
            double own = cost[column] - (group[column] == NONE ? 0 : cost[key[group[column]]]);
            if (own != 0) {
                for (int place = 0; place < rows; place++) {
                    price[place] += own * inverse[at][place];
                }
            }
        }
    }

    /// Inverts the basis anew, since each round adds what it lost to its digits, and computes levels and prices
    /// from it.
    private boolean invert(double[] cost) {
        double[][] left = new double[rows][rows];
        for (int at = 0; at < rows; at++) {
            int column = basic[at];
            for (int place = start[column]; place < start[column + 1]; place++) {
                left[row[place]][at] += value[place];
            }
            if (group[column] != NONE) {
                int other = key[group[column]];
                for (int place = start[other]; place < start[other + 1]; place++) {
                    left[row[place]][at] -= value[place];
                }
            }
        }
        double[][] right = new double[rows][rows];
        for (int at = 0; at < rows; at++) {
            right[at][at] = 1;
        }
        for (int at = 0; at < rows; at++) {
            int best = at;
            for (int other = at + 1; other < rows; other++) {
                if (Math.abs(left[other][at]) > Math.abs(left[best][at])) {
                    best = other;
                }
            }
            double pivot = left[best][at];
            if (Math.abs(pivot) <= PIVOT) {
                return false;
            }
            swap(left, at, best);
            swap(right, at, best);
            for (int column = 0; column < rows; column++) {
                left[at][column] /= pivot;
                right[at][column] /= pivot;
            }
            for (int other = 0; other < rows; other++) {
                double factor = left[other][at];
                if (other != at && factor != 0) {
                    for (int column = 0; column < rows; column++) {
                        left[other][column] -= factor * left[at][column];
                        right[other][column] -= factor * right[at][column];
                    }
                }
            }
        }
        for (int at = 0; at < rows; at++) {
            inverse[at] = right[at];
        }
        levels();
        reprice(cost);
        return true;
    }

    private static void swap(double[][] matrix, int one, int other) {
        double[] line = matrix[one];
        matrix[one] = matrix[other];
        matrix[other] = line;
    }

    private void levels() {
        double[] rest = rightSide.clone();
        for (int number = 0; number < key.length; number++) {
            for (int place = start[key[number]]; place < start[key[number] + 1]; place++) {
                rest[row[place]] -= total[number] * value[place];
            }
        }
        System.arraycopy(total, 0, keyLevel, 0, total.length);
        for (int at = 0; at < rows; at++) {
            double sum = 0;
            for (int place = 0; place < rows; place++) {
                sum += inverse[at][place] * rest[place];
            }
            level[at] = Math.max(0, sum);
            if (group[basic[at]] != NONE) {
                keyLevel[group[basic[at]]] -= level[at];
            }
        }
        for (int number = 0; number < key.length; number++) {
            keyLevel[number] = Math.max(0, keyLevel[number]);
        }
    }

    int columns() {
        return columns;
    }

    /// Values of all columns.
    double[] levelsOfColumns() {
        double[] levels = new double[columns];
        for (int at = 0; at < rows; at++) {
            levels[basic[at]] = level[at];
        }
        for (int number = 0; number < key.length; number++) {
            levels[key[number]] = keyLevel[number];
        }
        return levels;
    }

    /// By row: what a unit more of its right side would cost.
    double[] prices() {
        return price.clone();
    }
}
