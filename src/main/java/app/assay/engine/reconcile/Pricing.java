package app.assay.engine.reconcile;

import app.assay.domain.code.RightKind;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/// What a unit of a line costs and in which packs it is sold: as the line's full right or subscription with a price
/// that
/// began latest, then with the smallest reference. Without any price the pack alone is taken from the latest.
///
/// @param packPrice price of one pack
/// @param packUnits units in a pack, 1 or more
/// @param currencies number of currencies that the line's prices are in
record Pricing(Optional<Money> packPrice, int packUnits, int currencies) {

    /// Digits kept when a pack's price is divided by its units; sums are computed from the pack's price and rounded
    /// last.
    private static final int UNIT_PRICE_SCALE = 6;

    static Pricing of(Line line) {
        var sold = line.rights.stream()
                .map(Right::entitlement)
                .filter(entitlement ->
                        entitlement.kind() == RightKind.FULL
                                || entitlement.kind() == RightKind.OEM
                                || entitlement.kind() == RightKind.SUBSCRIPTION)
                .sorted(Comparator.<app.assay.domain.entitlement.Entitlement, LocalDate>comparing(
                                entitlement -> entitlement.term().first().orElse(LocalDate.MIN))
                        .reversed()
                        .thenComparing(app.assay.domain.entitlement.Entitlement::reference)
                        .thenComparing(app.assay.domain.entitlement.Entitlement::id))
                .toList();
        var priced = sold.stream()
                .filter(entitlement -> entitlement.unitPrice().isPresent())
                .toList();
        var chosen = priced.isEmpty() ? sold : priced;
        int packUnits = chosen.isEmpty() ? 1 : Math.max(1, chosen.getFirst().unitsPerPack());
        var price =
                priced.isEmpty() ? Optional.<Money>empty() : priced.getFirst().unitPrice();
        int currencies = (int) priced.stream()
                .flatMap(entitlement -> entitlement.unitPrice().stream())
                .map(Money::currency)
                .distinct()
                .count();
        return new Pricing(price, packUnits, currencies);
    }

    Optional<Money> unitPrice() {
        return packPrice.map(price -> new Money(
                price.amount().divide(BigDecimal.valueOf(packUnits), UNIT_PRICE_SCALE, RoundingMode.HALF_UP),
                price.currency()));
    }

    /// Units × unit price, rounded last; empty when either is not known.
    Optional<Money> value(Quantity units) {
        return packPrice.filter(_ -> units.isKnown()).map(price -> {
            int digits = Math.max(0, price.currency().getDefaultFractionDigits());
            return new Money(
                    price.amount()
                            .multiply(units.known())
                            .divide(BigDecimal.valueOf(packUnits), digits, RoundingMode.HALF_UP),
                    price.currency());
        });
    }

    Optional<Currency> currency() {
        return packPrice.map(Money::currency);
    }

    /// What a unit of each line puts at risk, for comparing them. A line without a price weighs as much as the
    /// dearest of
    /// the others: unknown risk is not taken for a small one. Where prices are in several currencies, or there are
    /// none, all
    /// weigh the same.
    static List<BigDecimal> weights(List<Pricing> lines) {
        long currencies = lines.stream()
                .flatMap(pricing -> pricing.currency().stream())
                .distinct()
                .count();
        if (currencies != 1) {
            return lines.stream().map(_ -> BigDecimal.ONE).toList();
        }
        var prices = lines.stream()
                .map(pricing -> pricing.unitPrice().map(Money::amount).orElse(BigDecimal.ZERO))
                .toList();
        var dearest = prices.stream().max(Comparator.naturalOrder()).orElse(BigDecimal.ONE);
        var most = dearest.signum() > 0 ? dearest : BigDecimal.ONE;
        // A price of zero still leaves demand that somebody has to cover.
        var least = most.movePointLeft(6);
        return lines.stream()
                .map(pricing ->
                        pricing.unitPrice().map(Money::amount).map(least::max).orElse(most))
                .toList();
    }
}
