package app.assay.charts;

import app.assay.domain.position.LineStatus;
import app.assay.domain.position.Position;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Shortfall and surplus of a position by publisher, ready to be drawn.
///
/// There is one measure per currency and one in licence units. Money of several currencies is never added, and
/// neither is money to units: each measure is a chart of its own. Units of different metrics do stand side by side
/// in the measure of units; it shows where work waits, not what it costs.
///
/// @param measures one per currency by its code, then the one in units; at least that one
/// @param lines lines of the position
/// @param notComputable lines of which nothing can be said
public record GapData(LocalDate asAt, List<Measure> measures, int lines, int notComputable) {

    public GapData {
        measures = List.copyOf(measures);
    }

    /// What is drawn in one chart.
    ///
    /// @param currency empty for licence units
    /// @param bars publishers with a shortfall or a surplus: largest shortfall first, then most units short, then
    ///     largest surplus, then by name
    /// @param unpricedShort short lines that this measure cannot show because they have no price
    /// @param unlimited lines with surplus without limit, which no bar can show
    public record Measure(Optional<Currency> currency, List<Bar> bars, int unpricedShort, int unlimited) {

        public Measure {
            bars = List.copyOf(bars);
        }
    }

    /// One publisher.
    ///
    /// @param publisher as in [PositionLine#publisher()]; the key by which a bar opens its lines
    /// @param shortfall zero or more; exact
    /// @param surplus zero or more; exact
    /// @param unitsShort known units short of the same lines, for sorting
    public record Bar(String publisher, BigDecimal shortfall, BigDecimal surplus, BigDecimal unitsShort) {}

    private static final Comparator<Bar> ORDER = Comparator.comparing(Bar::shortfall)
            .reversed()
            .thenComparing(Comparator.comparing(Bar::unitsShort).reversed())
            .thenComparing(Comparator.comparing(Bar::surplus).reversed())
            .thenComparing(Bar::publisher);

    /// Adds up the lines of a position.
    public static GapData of(Position position) {
        var money = new TreeMap<String, Sums>();
        var units = new Sums();
        int notComputable = 0;
        int unpriced = 0;
        int unlimited = 0;
        for (var line : position.lines()) {
            if (line.status() == LineStatus.NOT_COMPUTABLE) {
                notComputable++;
            }
            BigDecimal shortUnits = units(line.shortfall());
            line.exposure()
                    .ifPresent(exposure -> sumsOf(money, exposure)
                            .add(line.publisher(), exposure.amount(), BigDecimal.ZERO, shortUnits));
            line.surplusValue()
                    .ifPresent(value -> sumsOf(money, value)
                            .add(line.publisher(), BigDecimal.ZERO, value.amount(), BigDecimal.ZERO));
            units.add(line.publisher(), shortUnits, units(line.surplus()), shortUnits);
            if (shortUnits.signum() > 0 && line.exposure().isEmpty()) {
                unpriced++;
            }
            if (line.surplus() instanceof Quantity.Unlimited) {
                unlimited++;
            }
        }
        var measures = new ArrayList<Measure>();
        for (var sums : money.entrySet()) {
            measures.add(new Measure(
                    Optional.of(Currency.getInstance(sums.getKey())),
                    sums.getValue().bars(),
                    unpriced,
                    unlimited));
        }
        measures.add(new Measure(Optional.empty(), units.bars(), 0, unlimited));
        return new GapData(
                position.settings().asAt(), measures, position.lines().size(), notComputable);
    }

    /// The measure to show when nobody chose one: money when all of it is of one currency and some of it is drawn,
    /// else units.
    public Measure chosen() {
        return measures.size() == 2 && !measures.getFirst().bars().isEmpty() ? measures.getFirst() : measures.getLast();
    }

    private static BigDecimal units(Quantity quantity) {
        return quantity instanceof Quantity.Known(var units) ? units.max(BigDecimal.ZERO) : BigDecimal.ZERO;
    }

    private static Sums sumsOf(Map<String, Sums> money, Money amount) {
        return money.computeIfAbsent(amount.currency().getCurrencyCode(), _ -> new Sums());
    }

    private static final class Sums {

        private final Map<String, Bar> bars = new TreeMap<>();

        void add(String publisher, BigDecimal shortfall, BigDecimal surplus, BigDecimal unitsShort) {
            bars.merge(
                    publisher,
                    new Bar(publisher, shortfall, surplus, unitsShort),
                    (a, b) -> new Bar(
                            publisher,
                            a.shortfall.add(b.shortfall),
                            a.surplus.add(b.surplus),
                            a.unitsShort.add(b.unitsShort)));
        }

        List<Bar> bars() {
            return bars.values().stream()
                    .filter(bar -> bar.shortfall.signum() > 0 || bar.surplus.signum() > 0)
                    .sorted(ORDER)
                    .toList();
        }
    }
}
