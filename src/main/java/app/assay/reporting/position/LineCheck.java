package app.assay.reporting.position;

import app.assay.domain.position.PositionLine;
import app.assay.domain.position.RightUse;
import app.assay.domain.value.Quantity;
import app.assay.work.Plain;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What the sheet Position of a workbook says of how a line adds up: which figures are not the plain sum or difference
/// of
/// what the other sheets show, and whether the identities of a position hold.
///
/// @param differences names of such figures, in the order of their columns
/// @param verdict `ok`, `look`, or empty where a figure is not known
public record LineCheck(List<String> differences, String verdict) {

    static final String REDUCTIONS = "reductions";
    static final String NET = "net";
    static final String OWNED = "owned";
    static final String USABLE = "usable";
    static final String COVERED = "covered";
    static final String SHORTFALL = "shortfall";
    static final String SURPLUS = "surplus";
    private static final String EXPOSURE = "exposure";
    private static final String COUNTED = "units counted in Consumption";

    private static final int MOST_DIGITS = 15;
    private static final String TOLERANCE = "0.000001";

    public LineCheck {
        differences = List.copyOf(differences);
    }

    /// @param counted units of all consumers of the line; empty where they are not all told with their units
    public static LineCheck of(PositionLine line, Optional<BigDecimal> counted) {
        var reductions = PositionTables.reductions(line);
        var differences = new ArrayList<String>();
        add(
                differences,
                REDUCTIONS,
                reductions,
                sum(line.reductions().stream().map(each -> each.units()).toList()));
        add(differences, NET, line.net(), less(line.gross(), reductions));
        add(differences, OWNED, line.owned(), sum(uses(line, RightUse::owned)));
        add(differences, USABLE, line.usable(), sum(uses(line, RightUse::usable)));
        add(differences, COVERED, line.covered(), sum(uses(line, RightUse::used)));
        add(differences, SHORTFALL, line.shortfall(), less(line.net(), line.covered()));
        add(differences, SURPLUS, line.surplus(), less(line.usable(), line.covered()));
        if (line.unitPrice().isPresent()
                && line.exposure().isPresent()
                && !(line.shortfall() instanceof Quantity.Known(BigDecimal units)
                        && line.exposure().get().equals(line.unitPrice().get().times(units)))) {
            differences.add(EXPOSURE);
        }
        boolean isKnown = line.gross().isKnown()
                && line.net().isKnown()
                && line.covered().isKnown()
                && line.shortfall().isKnown()
                && reductions.isKnown();
        if (!isKnown) {
            return new LineCheck(differences, "");
        }
        boolean sound = less(line.gross(), reductions).equals(line.net())
                && line.covered().plus(line.shortfall()).equals(line.net());
        if (counted.isPresent() && !Quantity.of(counted.get()).equals(line.net())) {
            differences.add(COUNTED);
            sound = false;
        }
        return new LineCheck(differences, sound ? "ok" : "look");
    }

    boolean differs(String name) {
        return differences.contains(name);
    }

    /// What the remark of the line says.
    ///
    /// @param problems messages of the line's problems
    public String remark(String problems) {
        return differences.isEmpty()
                ? problems
                : (problems + " Not the plain sum of what the other sheets show: " + String.join(", ", differences)
                                + ".")
                        .strip();
    }

    /// The formula that yields the verdict.
    ///
    /// @param row of the sheet Position
    public static String formula(int row, boolean isCounted) {
        return Plain.text(
                "IF(AND(ABS(J%s-K%s-L%s)<%s,ABS(P%s+Q%s-L%s)<%s%s),\"ok\",\"look\")",
                row,
                row,
                row,
                TOLERANCE,
                row,
                row,
                row,
                TOLERANCE,
                isCounted ? Plain.text(",ABS(M%s-L%s)<%s", row, row, TOLERANCE) : "");
    }

    /// Whether a spreadsheet keeps all digits of a figure.
    static boolean fits(BigDecimal units) {
        return units.precision() <= MOST_DIGITS;
    }

    private static void add(List<String> differences, String name, Quantity figure, Quantity recomputed) {
        if (figure instanceof Quantity.Known(BigDecimal units) && fits(units) && !recomputed.equals(figure)) {
            differences.add(name);
        }
    }

    private static List<Quantity> uses(PositionLine line, Function<RightUse, Quantity> figure) {
        return line.rights().stream().map(figure).toList();
    }

    private static Quantity sum(List<Quantity> quantities) {
        return quantities.stream().reduce(Quantity.ZERO, Quantity::plus);
    }

    private static Quantity less(Quantity from, Quantity what) {
        return from instanceof Quantity.Known(BigDecimal all) && what instanceof Quantity.Known(BigDecimal part)
                ? Quantity.of(all.subtract(part))
                : Quantity.UNKNOWN;
    }
}
