package app.assay.charts;

import app.assay.domain.position.LineStatus;
import app.assay.domain.position.Position;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.Problem;
import app.assay.domain.position.Reduction;
import app.assay.domain.value.Quantity;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The way from what is found to what is short or left over, in steps: found − reductions = needed; needed −
/// covered = short; what rights nothing needs is the surplus.
///
/// @param name what the bridge is about: product, edition; empty for all lines
/// @param metric code of the metric; empty for all lines
/// @param steps in the order of the sentence; empty when nothing can be drawn
/// @param unlimited whether a surplus has no limit
/// @param lines lines that are added up
/// @param notComputable lines that are left out
/// @param why reason for an empty bridge, as the position tells it; empty when it tells none
public record BridgeData(
        LocalDate asAt,
        String name,
        String metric,
        List<Step> steps,
        boolean unlimited,
        int lines,
        int notComputable,
        String why) {

    public BridgeData {
        steps = List.copyOf(steps);
    }

    /// What a step is.
    public enum Kind {
        FOUND,
        REDUCTION,
        NEEDED,
        COVERED,
        SHORT,
        SURPLUS,
        /// Nothing short and nothing left over.
        EVEN
    }

    /// One bar.
    ///
    /// @param key stable key by which a click opens its rows: the kind in lower case, or the reason of a reduction
    /// @param units how much the step is; never negative
    /// @param from level at which the bar begins
    /// @param to level at which it ends; less than `from` for what is taken off
    public record Step(Kind kind, String key, BigDecimal units, BigDecimal from, BigDecimal to) {}

    /// The bridge of one line.
    public static BridgeData of(PositionLine line, LocalDate asAt) {
        String name = line.editionName().isEmpty() ? line.productName() : line.productName() + " " + line.editionName();
        boolean computable = computable(line);
        return new BridgeData(
                asAt,
                name,
                line.metric().code(),
                computable ? steps(List.of(line)) : List.of(),
                line.surplus() instanceof Quantity.Unlimited,
                1,
                computable ? 0 : 1,
                line.problems().stream().findFirst().map(Problem::message).orElse(""));
    }

    /// The bridge of all lines that can be computed, units of all metrics side by side.
    public static BridgeData of(Position position) {
        var computable =
                position.lines().stream().filter(BridgeData::computable).toList();
        return new BridgeData(
                position.settings().asAt(),
                "",
                computable.stream().map(line -> line.metric().code()).distinct().count() == 1
                        ? computable.getFirst().metric().code()
                        : "",
                steps(computable),
                computable.stream().anyMatch(line -> line.surplus() instanceof Quantity.Unlimited),
                computable.size(),
                position.lines().size() - computable.size(),
                "");
    }

    /// The same with its reason in other words.
    public BridgeData because(String reason) {
        return new BridgeData(asAt, name, metric, steps, unlimited, lines, notComputable, reason);
    }

    private static boolean computable(PositionLine line) {
        return line.status() != LineStatus.NOT_COMPUTABLE
                && line.gross().isKnown()
                && line.net().isKnown()
                && line.shortfall().isKnown()
                && line.reductions().stream().map(Reduction::units).allMatch(Quantity::isKnown);
    }

    private static List<Step> steps(List<PositionLine> lines) {
        var reductions = new LinkedHashMap<String, BigDecimal>();
        BigDecimal found = BigDecimal.ZERO;
        BigDecimal needed = BigDecimal.ZERO;
        BigDecimal missing = BigDecimal.ZERO;
        BigDecimal surplus = BigDecimal.ZERO;
        for (var line : lines) {
            found = found.add(line.gross().known());
            needed = needed.add(line.net().known());
            missing = missing.add(line.shortfall().known());
            surplus = surplus.add(line.surplus() instanceof Quantity.Known(var units) ? units : BigDecimal.ZERO);
            for (var reduction : line.reductions()) {
                reductions.merge(reduction.reason(), reduction.units().known(), BigDecimal::add);
            }
        }
        if (found.signum() == 0 && surplus.signum() == 0) {
            return List.of();
        }
        var steps = new ArrayList<Step>();
        steps.add(new Step(Kind.FOUND, "found", found, BigDecimal.ZERO, found));
        BigDecimal level = found;
        for (var reduction : ordered(reductions)) {
            BigDecimal after = level.subtract(reduction.getValue());
            steps.add(new Step(Kind.REDUCTION, reduction.getKey(), reduction.getValue(), level, after));
            level = after;
        }
        steps.add(new Step(Kind.NEEDED, "needed", needed, BigDecimal.ZERO, needed));
        steps.add(new Step(Kind.COVERED, "covered", needed.subtract(missing), needed, missing));
        if (missing.signum() > 0) {
            steps.add(new Step(Kind.SHORT, "short", missing, BigDecimal.ZERO, missing));
        }
        if (surplus.signum() > 0) {
            steps.add(new Step(Kind.SURPLUS, "surplus", surplus, BigDecimal.ZERO, surplus));
        }
        if (missing.signum() == 0 && surplus.signum() == 0) {
            steps.add(new Step(Kind.EVEN, "even", BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO));
        }
        return steps;
    }

    /// Steps that take nothing are left out.
    private static List<Map.Entry<String, BigDecimal>> ordered(Map<String, BigDecimal> reductions) {
        return reductions.entrySet().stream()
                .filter(entry -> entry.getValue().signum() != 0)
                .collect(Collectors.toList());
    }

    /// The step with a key.
    public Optional<Step> step(String key) {
        return steps.stream().filter(step -> step.key().equals(key)).findFirst();
    }
}
