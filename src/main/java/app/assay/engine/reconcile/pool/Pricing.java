package app.assay.engine.reconcile.pool;

import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a unit costs and in which packs it is sold. [Offers] tells which one belongs to a need.
///
/// @param packPrice price of one pack
/// @param packUnits units in a pack, 1 or more
public record Pricing(Optional<Money> packPrice, int packUnits) {

    /// Digits kept when a pack's price is divided by its units; sums are computed from the pack's price and rounded
    /// last.
    private static final int UNIT_PRICE_SCALE = 6;

    /// Neither a price nor a pack is known.
    static final Pricing NONE = new Pricing(Optional.empty(), 1);

    Optional<Money> unitPrice() {
        return packPrice.map(price -> new Money(
                price.amount().divide(BigDecimal.valueOf(packUnits), UNIT_PRICE_SCALE, RoundingMode.HALF_UP),
                price.currency()));
    }

    /// Units × unit price, rounded last; empty when either is not known.
    public Optional<Money> value(Quantity units) {
        return packPrice.filter(_ -> units.isKnown()).map(price -> {
            int digits = Math.max(0, price.currency().getDefaultFractionDigits());
            return new Money(
                    price.amount()
                            .multiply(units.known())
                            .divide(BigDecimal.valueOf(packUnits), digits, RoundingMode.HALF_UP),
                    price.currency());
        });
    }

    /// Whole packs that so many units are sold in.
    long packs(long units) {
        return Math.ceilDiv(units, (long) packUnits);
    }

    /// What the whole packs for so many units cost.
    Optional<Money> valueOfPacks(long units) {
        return packPrice.map(price -> price.times(BigDecimal.valueOf(packs(units))));
    }

    public Optional<Currency> currency() {
        return packPrice.map(Money::currency);
    }

    /// What a unit at each price puts at risk, for comparing them. A unit without a price weighs as much as the
    /// dearest of the others: unknown risk is not taken for a small one. Where prices are in several currencies, or
    /// there are none, all weigh the same.
    public static Map<Pricing, BigDecimal> weights(Collection<Pricing> prices) {
        var weights = new HashMap<Pricing, BigDecimal>();
        long currencies = prices.stream()
                .flatMap(pricing -> pricing.currency().stream())
                .distinct()
                .count();
        if (currencies != 1) {
            prices.forEach(pricing -> weights.put(pricing, BigDecimal.ONE));
            return weights;
        }
        var dearest = prices.stream()
                .map(pricing -> pricing.unitPrice().map(Money::amount).orElse(BigDecimal.ZERO))
                .max(Comparator.naturalOrder())
                .orElse(BigDecimal.ONE);
        var most = dearest.signum() > 0 ? dearest : BigDecimal.ONE;
        // A price of zero still leaves demand that somebody has to cover.
        var least = most.movePointLeft(6);
        for (var pricing : prices) {
            weights.put(
                    pricing,
                    pricing.unitPrice().map(Money::amount).map(least::max).orElse(most));
        }
        return weights;
    }
}
