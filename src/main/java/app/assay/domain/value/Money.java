package app.assay.domain.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/// An exact amount in one currency. Amounts of two currencies are never added without a dated rate.
public record Money(BigDecimal amount, Currency currency) {

    public Money {
        amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
        if (amount.scale() < 0) {
            amount = amount.setScale(0);
        }
    }

    /// Reads the canonical text that [#text()] writes, such as `12.5 EUR`.
    ///
    /// @throws IllegalArgumentException if the text is not a decimal, a blank and an ISO 4217 code
    public static Money parse(String text) {
        int blank = text.lastIndexOf(' ');
        if (blank < 0) {
            throw new IllegalArgumentException("money needs a currency: " + text);
        }
        return new Money(new BigDecimal(text.substring(0, blank)), Currency.getInstance(text.substring(blank + 1)));
    }

    /// The canonical text, the same in every locale.
    public String text() {
        return amount.toPlainString() + " " + currency.getCurrencyCode();
    }

    public Money times(BigDecimal factor) {
        return new Money(amount.multiply(factor), currency);
    }

    /// @throws IllegalArgumentException if the currencies differ
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add %s to %s".formatted(other.text(), text()));
        }
        return new Money(amount.add(other.amount), currency);
    }

    /// Rounded half up to the digits of the currency; the last step before a reader sees it.
    public Money rounded() {
        return new Money(
                amount.setScale(Math.max(0, currency.getDefaultFractionDigits()), RoundingMode.HALF_UP), currency);
    }

    @Override
    public String toString() {
        return text();
    }
}
