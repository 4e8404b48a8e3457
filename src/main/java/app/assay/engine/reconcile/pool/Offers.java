package app.assay.engine.reconcile.pool;

import app.assay.domain.code.RightKind;
import app.assay.domain.entitlement.Entitlement;
import app.assay.domain.entitlement.Metric;
import app.assay.domain.value.Money;
import app.assay.engine.reconcile.right.Right;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// The prices of a line, and which of them is the price of a right that would close a certain gap.
///
/// A gap is valued by the full right or subscription that is nearest to what is missing: sold by the same terms, then
/// for the same edition, then one that could serve the need if there were more of it, where nobody tells the edition
/// the
/// one for the fewest, then a lasting right before a
/// subscription, then the one that began latest; of prices that began on the same day the dearer one. Without any price
/// the pack alone is taken in the same order.
public final class Offers {

    /// How long a subscription's term is, as its price is for one.
    enum Period {
        MONTH,
        QUARTER,
        YEAR,
        YEARS,
        UNKNOWN;

        public static Period of(Entitlement entitlement) {
            var first = entitlement.term().first();
            var last = entitlement.term().last();
            if (first.isEmpty() || last.isEmpty()) {
                return UNKNOWN;
            }
            // A term ends on its last day, or on the same day of a later month.
            long days = first.get().until(last.get(), java.time.temporal.ChronoUnit.DAYS) + 1;
            if (days >= 28 && days <= 32) {
                return MONTH;
            }
            if (days >= 89 && days <= 93) {
                return QUARTER;
            }
            if (days >= 364 && days <= 367) {
                return YEAR;
            }
            return days > 367 ? YEARS : UNKNOWN;
        }

        String word() {
            return switch (this) {
                case MONTH -> "a month";
                case QUARTER -> "a quarter";
                case YEAR -> "a year";
                case YEARS -> "several years";
                case UNKNOWN -> "a term that is not known";
            };
        }
    }

    private record Need(Optional<Metric> metric, String edition, BitSet parts) {}

    private final List<Entitlement> sold;
    private final boolean isPriced;
    private final boolean hasOne;
    private final Pricing usual;
    private final Map<UUID, BitSet> parts;
    private final Map<Need, Pricing> known = new HashMap<>();

    /// @param rights whose home the line is
    /// @param parts the numbers of the parts of each right, by its identity
    Offers(List<Right> rights, Map<UUID, BitSet> parts) {
        this.parts = parts;
        var all = rights.stream()
                .map(Right::entitlement)
                .filter(entitlement -> entitlement.kind() == RightKind.FULL
                        || entitlement.kind() == RightKind.OEM
                        || entitlement.kind() == RightKind.SUBSCRIPTION)
                .toList();
        var priced = all.stream()
                .filter(entitlement -> entitlement.unitPrice().isPresent())
                .toList();
        isPriced = !priced.isEmpty();
        sold = isPriced ? priced : all;
        hasOne = sold.stream().map(Offers::pricing).distinct().limit(2).count() < 2;
        var any = new BitSet();
        parts.values().forEach(any::or);
        usual = choose(new Need(Optional.empty(), "", any));
    }

    private static Pricing pricing(Entitlement entitlement) {
        return new Pricing(entitlement.unitPrice(), Math.max(1, entitlement.unitsPerPack()));
    }

    /// The price of the line where it is not about a certain need.
    public Pricing usual() {
        return usual;
    }

    /// The price of a right that would close the gap of a need.
    ///
    /// @param metric with the terms by which it is counted; empty when any of the line
    /// @param edition that is needed; empty when it is not known
    /// @param served by numbers, the parts that may serve the need
    public Pricing of(Optional<Metric> metric, String edition, BitSet served) {
        if (hasOne) {
            return usual;
        }
        var need = new Need(metric, edition, served);
        var before = known.get(need);
        if (before != null) {
            return before;
        }
        var chosen = choose(need);
        known.put(new Need(metric, edition, (BitSet) served.clone()), chosen);
        return chosen;
    }

    private Pricing choose(Need need) {
        return sold.stream()
                .min(Comparator.<Entitlement>comparingInt(entitlement -> terms(entitlement, need))
                        .thenComparingInt(entitlement -> edition(entitlement, need.edition()))
                        .thenComparingInt(entitlement -> serves(entitlement, need) ? 0 : 1)
                        .thenComparingInt(entitlement -> need.edition().isEmpty()
                                ? entitlement.editionsCovered().size()
                                : 0)
                        .thenComparingInt(Offers::kind)
                        .thenComparing(Offers::began, Comparator.reverseOrder())
                        .thenComparing(Offers::unitPrice, Comparator.reverseOrder())
                        .thenComparing(Entitlement::reference)
                        .thenComparing(Entitlement::id))
                .map(Offers::pricing)
                .orElse(Pricing.NONE);
    }

    private static int terms(Entitlement entitlement, Need need) {
        return need.metric()
                .map(metric -> entitlement.metric().text().equals(metric.text()) ? 0 : 1)
                .orElse(0);
    }

    private static int edition(Entitlement entitlement, String edition) {
        if (edition.isEmpty() || entitlement.edition().equals(edition)) {
            return 0;
        }
        return entitlement.edition().isEmpty() || entitlement.editionsCovered().contains(edition) ? 1 : 2;
    }

    /// A right of hardware is the price of another one only where nothing else is sold.
    private static int kind(Entitlement entitlement) {
        return entitlement.kind() == RightKind.FULL ? 0 : isSubscription(entitlement) ? 1 : 2;
    }

    private static boolean isSubscription(Entitlement entitlement) {
        return entitlement.kind() == RightKind.SUBSCRIPTION;
    }

    private boolean serves(Entitlement entitlement, Need need) {
        var own = parts.get(entitlement.id());
        return own != null && own.intersects(need.parts());
    }

    private static LocalDate began(Entitlement entitlement) {
        return entitlement.term().first().orElse(LocalDate.MIN);
    }

    private static BigDecimal unitPrice(Entitlement entitlement) {
        return pricing(entitlement).unitPrice().map(Money::amount).orElse(BigDecimal.ZERO);
    }

    boolean isPriced() {
        return isPriced;
    }

    /// Whether lasting rights and subscriptions are both priced.
    boolean mixesKinds() {
        return isPriced && sold.stream().map(Offers::isSubscription).distinct().count() > 1;
    }

    /// The latest price of lasting rights or of subscriptions, for a sentence.
    String latest(boolean ofSubscriptions) {
        return sold.stream()
                .filter(entitlement -> isSubscription(entitlement) == ofSubscriptions)
                .max(Comparator.comparing(Offers::began).thenComparing(Offers::unitPrice))
                .flatMap(Entitlement::unitPrice)
                .map(Money::text)
                .orElse("");
    }

    /// Periods that subscriptions of the line are priced for.
    Set<Period> periods() {
        var periods = new java.util.TreeSet<Period>();
        for (var entitlement : sold) {
            if (isPriced && entitlement.kind() == RightKind.SUBSCRIPTION) {
                periods.add(Period.of(entitlement));
            }
        }
        return periods;
    }

    /// A price of a unit in words, with the period that it is for where it is that of subscriptions.
    String periodOf(Pricing price) {
        var words = sold.stream()
                .filter(entitlement -> pricing(entitlement).equals(price))
                .map(entitlement -> isSubscription(entitlement)
                        ? "for " + Period.of(entitlement).word()
                        : "for a lasting right")
                .distinct()
                .sorted()
                .collect(Collectors.joining(" or "));
        return price.unitPrice().map(Money::text).orElse("an unknown price") + (words.isEmpty() ? "" : " " + words);
    }

    Set<String> currencies() {
        var currencies = new java.util.TreeSet<String>();
        for (var entitlement : sold) {
            entitlement
                    .unitPrice()
                    .ifPresent(price -> currencies.add(price.currency().getCurrencyCode()));
        }
        return currencies;
    }

    /// References of rights alike in terms, edition, version and kind that begin on one day, or tell no day, at
    /// different
    /// prices.
    List<String> overlapping() {
        record Sold(String metric, String edition, String version, RightKind kind, LocalDate began, Object period) {}
        var prices = new HashMap<Sold, Set<Optional<Money>>>();
        var references = new HashMap<Sold, Set<String>>();
        for (var entitlement : sold) {
            if (isPriced) {
                var key = new Sold(
                        entitlement.metric().text(),
                        entitlement.edition(),
                        entitlement.version(),
                        entitlement.kind(),
                        began(entitlement),
                        entitlement.kind() == RightKind.SUBSCRIPTION ? Period.of(entitlement) : "");
                prices.computeIfAbsent(key, _ -> new HashSet<>())
                        .add(pricing(entitlement).unitPrice());
                references.computeIfAbsent(key, _ -> new HashSet<>()).add(entitlement.reference());
            }
        }
        return prices.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .flatMap(entry -> references.getOrDefault(entry.getKey(), Set.of()).stream())
                .distinct()
                .sorted()
                .toList();
    }
}
