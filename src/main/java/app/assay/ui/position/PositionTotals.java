package app.assay.ui.position;

import app.assay.domain.position.LineStatus;
import app.assay.domain.position.Position;
import app.assay.domain.position.PositionLine;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// The figures above a position. Money of different currencies is never added.
///
/// @param lines lines in all; the sum of the five states
/// @param unpricedShort short lines without a price, whose exposure nobody knows
/// @param unpricedSurplus lines with a known surplus without a price
/// @param exposure one amount per currency that a short line is priced in, by its code, rounded once at the end
/// @param surplusValue one amount per currency, by its code, rounded once at the end
record PositionTotals(
        int lines,
        int shortLines,
        int surplusLines,
        int compliantLines,
        int unlimitedLines,
        int notComputableLines,
        int unpricedShort,
        int unpricedSurplus,
        List<Money> exposure,
        List<Money> surplusValue,
        long unrecognisedTitles,
        long unrecognisedInstallations) {

    static final PositionTotals NOTHING = new PositionTotals(0, 0, 0, 0, 0, 0, 0, 0, List.of(), List.of(), 0, 0);

    PositionTotals {
        exposure = List.copyOf(exposure);
        surplusValue = List.copyOf(surplusValue);
    }

    static PositionTotals of(Position position) {
        var lines = position.lines();
        return new PositionTotals(
                lines.size(),
                count(lines, LineStatus.SHORT),
                count(lines, LineStatus.SURPLUS),
                count(lines, LineStatus.COMPLIANT),
                count(lines, LineStatus.UNLIMITED),
                count(lines, LineStatus.NOT_COMPUTABLE),
                (int) lines.stream()
                        .filter(line ->
                                isPositive(line.shortfall()) && line.exposure().isEmpty())
                        .count(),
                (int) lines.stream()
                        .filter(line -> isPositive(line.surplus())
                                && line.surplusValue().isEmpty())
                        .count(),
                sums(lines, PositionLine::exposure),
                sums(lines, PositionLine::surplusValue),
                position.unrecognisedTitles(),
                position.unrecognisedInstallations());
    }

    private static int count(Collection<PositionLine> lines, LineStatus status) {
        return (int) lines.stream().filter(line -> line.status() == status).count();
    }

    private static boolean isPositive(Quantity quantity) {
        return quantity instanceof Quantity.Known(var units) && units.signum() > 0;
    }

    private static List<Money> sums(Collection<PositionLine> lines, Function<PositionLine, Optional<Money>> amount) {
        Map<String, Money> byCurrency = new TreeMap<>();
        lines.stream()
                .flatMap(line -> amount.apply(line).stream())
                .filter(money -> money.amount().signum() != 0)
                .forEach(money -> byCurrency.merge(money.currency().getCurrencyCode(), money, Money::plus));
        return byCurrency.values().stream().map(Money::rounded).toList();
    }
}
