package app.assay.engine.reconcile.pool;

import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What the units that a line is short of cost, by unit and in whole packs.
///
/// Units at different prices are valued each at its own and packed each by themselves.
///
/// @param open units by what they cost; all above zero
/// @param usual the price of the line where nothing is short
public record Gap(Pricing usual, SequencedMap<Pricing, Long> open) {

    public static Gap of(Pricing usual, SequencedMap<Pricing, Long> open) {
        return new Gap(usual, open);
    }

    private Optional<Pricing> only() {
        return open.isEmpty()
                ? Optional.of(usual)
                : open.size() == 1 ? Optional.of(open.firstEntry().getKey()) : Optional.empty();
    }

    public long packs() {
        return open.entrySet().stream()
                .mapToLong(entry -> entry.getKey().packs(entry.getValue()))
                .sum();
    }

    /// Units in a pack; 0 where packs of several sizes have to be bought.
    public int packUnits() {
        var sizes = open.keySet().stream().map(Pricing::packUnits).distinct().toList();
        return sizes.isEmpty() ? usual.packUnits() : sizes.size() == 1 ? sizes.getFirst() : 0;
    }

    /// Price of a unit; empty where units at several prices are short.
    public Optional<Money> unitPrice() {
        var prices = open.keySet().stream().map(Pricing::unitPrice).distinct().toList();
        return prices.isEmpty() ? usual.unitPrice() : prices.size() == 1 ? prices.getFirst() : Optional.empty();
    }

    /// Units × price of a unit; empty where a price is not known or prices are in several currencies.
    public Optional<Money> value() {
        if (only().isPresent()) {
            long units = open.values().stream().mapToLong(Long::longValue).sum();
            return only().get().value(Quantity.of(units));
        }
        return sum(open.entrySet().stream()
                .map(entry -> entry.getKey().value(Quantity.of(entry.getValue())))
                .toList());
    }

    /// Packs × price of a pack; empty as [#value()].
    public Optional<Money> valueOfPacks() {
        return open.isEmpty()
                ? usual.valueOfPacks(0)
                : sum(open.entrySet().stream()
                        .map(entry -> entry.getKey().valueOfPacks(entry.getValue()))
                        .toList());
    }

    boolean hasSeveralCurrencies() {
        return open.keySet().stream()
                        .flatMap(pricing -> pricing.currency().stream())
                        .distinct()
                        .count()
                > 1;
    }

    /// Each price with its units, for a sentence, such as `8 at 67 EUR in packs of 2`.
    List<String> words() {
        var words = new ArrayList<String>();
        for (Map.Entry<Pricing, Long> entry : open.entrySet()) {
            var pricing = entry.getKey();
            words.add(entry.getValue()
                    + pricing.unitPrice().map(price -> " at " + price.text()).orElse(" without a price")
                    + (pricing.packUnits() > 1 ? " in packs of " + pricing.packUnits() : ""));
        }
        return words;
    }

    private static Optional<Money> sum(List<Optional<Money>> amounts) {
        Optional<Money> sum = Optional.empty();
        for (var amount : amounts) {
            if (amount.isEmpty()
                    || (sum.isPresent()
                            && !sum.get().currency().equals(amount.get().currency()))) {
                return Optional.empty();
            }
            sum = Optional.of(sum.isPresent() ? sum.get().plus(amount.get()) : amount.get());
        }
        return sum;
    }
}
