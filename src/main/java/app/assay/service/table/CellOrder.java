package app.assay.service.table;

import app.assay.domain.table.ColumnType;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How cells of one type are ordered. Known numbers come before unlimited; money is ordered by currency, then amount;
/// texts
/// by letters without case, then with case. Unknown cells are last in both directions.
final class CellOrder {

    private static final Comparator<String> TEXT =
            String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder());

    private CellOrder() {}

    static Comparator<@Nullable Object> of(ColumnType type, boolean descending) {
        return (left, right) -> {
            boolean leftUnknown = isUnknown(left);
            boolean rightUnknown = isUnknown(right);
            if (leftUnknown || rightUnknown) {
                return Boolean.compare(leftUnknown, rightUnknown);
            }
            int order = compareKnown(type, left, right);
            return descending ? -order : order;
        };
    }

    private static boolean isUnknown(@Nullable Object cell) {
        return cell == null || cell instanceof Quantity.Unknown;
    }

    private static int compareKnown(ColumnType type, @Nullable Object left, @Nullable Object right) {
        return switch (type) {
            case TEXT, CODE -> TEXT.compare(String.valueOf(left), String.valueOf(right));
            case INTEGER -> Long.compare(((Number) nonNull(left)).longValue(), ((Number) nonNull(right)).longValue());
            case DECIMAL -> ((BigDecimal) nonNull(left)).compareTo((BigDecimal) nonNull(right));
            case QUANTITY -> compareQuantities((Quantity) nonNull(left), (Quantity) nonNull(right));
            case MONEY -> compareMoney((Money) nonNull(left), (Money) nonNull(right));
            case DATE -> ((LocalDate) nonNull(left)).compareTo((LocalDate) nonNull(right));
            case INSTANT -> ((Instant) nonNull(left)).compareTo((Instant) nonNull(right));
            case FLAG -> Boolean.compare((Boolean) nonNull(left), (Boolean) nonNull(right));
        };
    }

    private static int compareQuantities(Quantity left, Quantity right) {
        if (left instanceof Quantity.Known(var mine) && right instanceof Quantity.Known(var theirs)) {
            return mine.compareTo(theirs);
        }
        return Boolean.compare(left instanceof Quantity.Unlimited, right instanceof Quantity.Unlimited);
    }

    private static int compareMoney(Money left, Money right) {
        int byCurrency =
                left.currency().getCurrencyCode().compareTo(right.currency().getCurrencyCode());
        return byCurrency != 0 ? byCurrency : left.amount().compareTo(right.amount());
    }

    private static Object nonNull(@Nullable Object cell) {
        return Optional.ofNullable(cell).orElseThrow();
    }

    /// Reads the canonical text of a bound of a filter.
    ///
    /// @throws IllegalArgumentException if the text is not of the type
    static Object parse(ColumnType type, String text) {
        try {
            return switch (type) {
                case TEXT, CODE -> text;
                case INTEGER -> Long.valueOf(text);
                case DECIMAL -> new BigDecimal(text);
                case QUANTITY -> Quantity.parse(text);
                case MONEY -> Money.parse(text);
                case DATE -> LocalDate.parse(text);
                case INSTANT -> Instant.parse(text);
                case FLAG -> Boolean.valueOf(text);
            };
        } catch (java.time.format.DateTimeParseException bad) {
            throw new IllegalArgumentException("not a value of type %s: %s".formatted(type, text), bad);
        }
    }
}
