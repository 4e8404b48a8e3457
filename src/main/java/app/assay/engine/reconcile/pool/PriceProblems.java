package app.assay.engine.reconcile.pool;

import app.assay.domain.position.Problem;
import java.util.List;
import java.util.stream.Collectors;

/// What an analyst has to know of the money of a line: no price, or several that say different things.
public final class PriceProblems {

    private static final int MOST_EXAMPLES = 5;

    private PriceProblems() {}

    public static void add(Line line, Gap gap, long shortfall, List<Problem> problems) {
        var offers = line.offers();
        if (shortfall > 0 && !offers.isPriced()) {
            problems.add(new Problem(
                    "no-price",
                    shortfall,
                    List.of(),
                    "No right of the line has a price, so the shortfall has no value."));
        }
        if (offers.currencies().size() > 1) {
            problems.add(new Problem(
                            "mixed-currencies",
                            offers.currencies().size(),
                            List.copyOf(offers.currencies()),
                            gap.hasSeveralCurrencies()
                                    ? "The units that are short are priced in several currencies; without dated rates their value has no sum."
                                    : "The rights of the line are priced in several currencies; the price nearest to what is missing is used.")
                    .with(gap.hasSeveralCurrencies() ? new String[0] : new String[] {"nearest"}));
        }
        if (offers.mixesKinds()) {
            problems.add(new Problem(
                    "price-kinds",
                    2,
                    List.of(),
                    "Prices of lasting rights (latest %s) and of subscriptions (latest %s) stand in the line; a lasting right that would close the gap goes before a subscription, whose price is for its period only."
                            .formatted(offers.latest(false), offers.latest(true))));
        }
        if (offers.periods().size() > 1) {
            problems.add(new Problem(
                    "price-periods",
                    offers.periods().size(),
                    List.of(),
                    "Subscriptions of the line are priced for different periods (%s); %s."
                            .formatted(
                                    offers.periods().stream()
                                            .map(Offers.Period::word)
                                            .collect(Collectors.joining(", ")),
                                    used(offers, gap))));
        }
        var overlapping = offers.overlapping();
        if (!overlapping.isEmpty()) {
            problems.add(
                    new Problem(
                            "price-overlap",
                            overlapping.size(),
                            overlapping.stream().limit(MOST_EXAMPLES).toList(),
                            "Rights that are alike begin on the same day, or tell no day, at different prices; the dearer price is used."));
        }
        if (shortfall > 0 && gap.unitPrice().isEmpty() && offers.isPriced()) {
            problems.add(new Problem(
                    "price-several",
                    gap.open().size(),
                    List.of(),
                    "The units that are short cost different prices: %s.".formatted(String.join(", ", gap.words()))));
        }
    }

    /// Which price what is short is valued at, and for which period it is.
    private static String used(Offers offers, Gap gap) {
        if (gap.open().isEmpty()) {
            return "what would be short is valued at the price nearest to it, for that one's own period";
        }
        return "what is short is valued at "
                + gap.open().keySet().stream().map(offers::periodOf).distinct().collect(Collectors.joining(" and at "));
    }
}
