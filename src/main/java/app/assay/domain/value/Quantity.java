package app.assay.domain.value;

import java.math.BigDecimal;

/// How many units: a known number, no limit, or not known. The three are never mistaken for one another.
// The variants are made nowhere but here, so this interface is always initialised before them.
@SuppressWarnings("ClassInitializationDeadlock")
public sealed interface Quantity {

    Quantity ZERO = of(0);
    Quantity UNLIMITED = new Unlimited();
    Quantity UNKNOWN = new Unknown();

    /// An exact number of units; may be a fraction, never rounded here.
    record Known(BigDecimal units) implements Quantity {
        public Known {
            units = units.signum() == 0 ? BigDecimal.ZERO : units.stripTrailingZeros();
            if (units.scale() < 0) {
                units = units.setScale(0);
            }
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /// As many units as anyone likes, within the scope and term of the right.
    record Unlimited() implements Quantity {
        @Override
        public String toString() {
            return text();
        }
    }

    /// Nobody told how many.
    record Unknown() implements Quantity {
        @Override
        public String toString() {
            return text();
        }
    }

    static Quantity of(long units) {
        return new Known(BigDecimal.valueOf(units));
    }

    static Quantity of(BigDecimal units) {
        return new Known(units);
    }

    /// Reads the canonical text that [#text()] writes: a plain decimal, `unlimited` or `unknown`.
    ///
    /// @throws NumberFormatException if the text is none of these
    static Quantity parse(String text) {
        return switch (text) {
            case "unlimited" -> UNLIMITED;
            case "unknown" -> UNKNOWN;
            default -> new Known(new BigDecimal(text));
        };
    }

    /// The canonical text, the same in every locale.
    default String text() {
        return switch (this) {
            case Known known -> known.units().toPlainString();
            case Unlimited() -> "unlimited";
            case Unknown() -> "unknown";
        };
    }

    default boolean isKnown() {
        return this instanceof Known;
    }

    /// Known + known is known; unknown wins over everything; else unlimited wins.
    default Quantity plus(Quantity other) {
        if (this instanceof Unknown || other instanceof Unknown) {
            return UNKNOWN;
        }
        if (this instanceof Known(var mine) && other instanceof Known(var theirs)) {
            return new Known(mine.add(theirs));
        }
        return UNLIMITED;
    }

    /// The units if they are a known number.
    ///
    /// @throws IllegalStateException if they are unlimited or unknown
    default BigDecimal known() {
        if (this instanceof Known(var units)) {
            return units;
        }
        throw new IllegalStateException("quantity is " + text());
    }
}
