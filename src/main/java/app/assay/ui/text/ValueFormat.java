package app.assay.ui.text;

import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Numbers, dates and cells as a reader of one language expects them, and back to canonical texts. Nothing is rounded
/// but money, to the digits of its currency.
public final class ValueFormat {

    /// Stands for a value that nobody told; never a zero.
    public static final String UNKNOWN = "–";

    private static final String UNLIMITED = "∞";
    private static final int MOST_FRACTION_DIGITS = 10;

    private final Locale locale;
    private final ZoneId zone;
    private final Texts texts;
    private final DateTimeFormatter dates;
    private final DateTimeFormatter instants;

    ValueFormat(Locale locale, ZoneId zone, Texts texts) {
        this.locale = locale;
        this.zone = zone;
        this.texts = texts;
        this.dates = DateTimeFormatter.ofPattern(datePattern(locale), locale);
        this.instants = DateTimeFormatter.ofPattern(datePattern(locale) + " HH:mm", locale)
                .withZone(zone);
    }

    public ZoneId zone() {
        return zone;
    }

    /// A whole number with the language's grouping.
    public String number(long value) {
        return NumberFormat.getIntegerInstance(locale).format(value);
    }

    /// A decimal with the language's grouping and decimal mark and all its digits, at most ten after the mark.
    public String number(BigDecimal value) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(MOST_FRACTION_DIGITS);
        return format.format(value);
    }

    /// A share as per cent with one digit after the mark.
    public String percent(double share) {
        var format = NumberFormat.getPercentInstance(locale);
        format.setMaximumFractionDigits(1);
        return format.format(share);
    }

    public String quantity(Quantity quantity) {
        return switch (quantity) {
            case Quantity.Known(var units) -> number(units);
            case Quantity.Unlimited() -> UNLIMITED + " " + texts.get("state.unlimited");
            case Quantity.Unknown() -> UNKNOWN;
        };
    }

    /// An amount with its currency's digits and its code.
    public String money(Money money) {
        int digits = Math.max(0, money.currency().getDefaultFractionDigits());
        var format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(money.rounded().amount()) + " " + money.currency().getCurrencyCode();
    }

    public String date(LocalDate day) {
        return dates.format(day);
    }

    public String instant(Instant moment) {
        return instants.format(moment);
    }

    /// The time of day of a moment, where its day is plain.
    public String time(Instant moment) {
        return DateTimeFormatter.ofPattern("HH:mm", locale).withZone(zone).format(moment);
    }

    /// A cell as it is shown.
    public String cell(Column column, @Nullable Object value) {
        return switch (value) {
            case null -> UNKNOWN;
            case Quantity quantity -> quantity(quantity);
            case Money money -> money(money);
            case BigDecimal decimal -> number(decimal);
            case Long whole -> number(whole);
            case Integer whole -> number(whole.longValue());
            case LocalDate day -> date(day);
            case Instant moment -> instant(moment);
            case Boolean flag -> texts.get(flag ? "value.yes" : "value.no");
            default -> column.type() == ColumnType.CODE ? code(column, value.toString()) : value.toString();
        };
    }

    private String code(Column column, String code) {
        return code.isEmpty() ? UNKNOWN : texts.code(column.id(), code);
    }

    /// A canonical text of a column as it is shown, for facets and chips.
    public String canonicalShown(Column column, String canonical) {
        if (canonical.isEmpty()) {
            return texts.find("value.unknown." + column.id()).orElseGet(() -> texts.get("value.unknown"));
        }
        try {
            return cell(
                    column,
                    switch (column.type()) {
                        case TEXT, CODE -> canonical;
                        case INTEGER -> Long.valueOf(canonical);
                        case DECIMAL -> new BigDecimal(canonical);
                        case QUANTITY -> Quantity.parse(canonical);
                        case MONEY -> Money.parse(canonical);
                        case DATE -> LocalDate.parse(canonical);
                        case INSTANT -> Instant.parse(canonical);
                        case FLAG -> Boolean.valueOf(canonical);
                    });
        } catch (IllegalArgumentException | DateTimeParseException _) {
            return canonical;
        }
    }

    /// The canonical text of a cell, the same in every language; empty when unknown.
    public static String canonical(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Quantity.Unknown() -> "";
            case Quantity quantity -> quantity.text();
            case Money money -> money.text();
            case BigDecimal decimal -> decimal.toPlainString();
            default -> value.toString();
        };
    }

    /// The text that an editor starts with: a number or date in the reader's form, without grouping.
    public String editable(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Quantity.Known(var units) -> plain(units);
            case Quantity.Unlimited() -> texts.get("state.unlimited");
            case Quantity.Unknown() -> "";
            case BigDecimal decimal -> plain(decimal);
            case Money money -> plain(money.amount()) + " " + money.currency().getCurrencyCode();
            case LocalDate day -> date(day);
            case Boolean flag -> texts.get(flag ? "value.yes" : "value.no");
            default -> value.toString();
        };
    }

    private String plain(BigDecimal decimal) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setGroupingUsed(false);
        format.setMaximumFractionDigits(MOST_FRACTION_DIGITS);
        return format.format(decimal);
    }

    /// What an analyst typed or pasted as a canonical text. A text that cannot be read as the type is handed on as
    /// it
    /// is: whoever receives the edit refuses it with a reason.
    public String canonicalOf(ColumnType type, String typed) {
        var text = typed.strip();
        if (text.isEmpty() || text.equals(UNKNOWN)) {
            return "";
        }
        return switch (type) {
            case INTEGER, DECIMAL ->
                decimal(text).map(BigDecimal::toPlainString).orElse(text);
            case QUANTITY ->
                isUnlimited(text)
                        ? Quantity.UNLIMITED.text()
                        : decimal(text).map(BigDecimal::toPlainString).orElse(text);
            case MONEY -> money(text);
            case DATE -> day(text).map(LocalDate::toString).orElse(text);
            case FLAG -> flag(text);
            case TEXT, CODE, INSTANT -> text;
        };
    }

    private boolean isUnlimited(String text) {
        return text.startsWith(UNLIMITED)
                || text.equalsIgnoreCase(Quantity.UNLIMITED.text())
                || text.equalsIgnoreCase(texts.get("state.unlimited"));
    }

    private String flag(String text) {
        if (text.equalsIgnoreCase(texts.get("value.yes")) || text.equalsIgnoreCase("true") || text.equals("1")) {
            return "true";
        }
        if (text.equalsIgnoreCase(texts.get("value.no")) || text.equalsIgnoreCase("false") || text.equals("0")) {
            return "false";
        }
        return text;
    }

    private String money(String text) {
        int blank = text.lastIndexOf(' ');
        if (blank < 0) {
            return text;
        }
        var code = text.substring(blank + 1).toUpperCase(Locale.ROOT);
        return decimal(text.substring(0, blank))
                .map(amount -> amount.toPlainString() + " " + code)
                .orElse(text);
    }

    /// Reads the language's own form; a plain number with a point is understood in every language.
    private Optional<BigDecimal> decimal(String text) {
        var format = (DecimalFormat) NumberFormat.getNumberInstance(locale);
        format.setParseBigDecimal(true);
        // Spreadsheets group with a no-break blank where the language does; people type an ordinary one.
        var group = format.getDecimalFormatSymbols().getGroupingSeparator();
        var typed = Character.isSpaceChar(group) ? text.replace(' ', group) : text;
        var place = new ParsePosition(0);
        var found = format.parse(typed, place);
        if (found instanceof BigDecimal decimal && place.getIndex() == typed.length() && groupsOfThree(typed, format)) {
            return Optional.of(decimal);
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// `1.5` is not fifteen in German: grouping counts only where it parts groups of three.
    private static boolean groupsOfThree(String typed, DecimalFormat format) {
        var symbols = format.getDecimalFormatSymbols();
        int mark = typed.indexOf(symbols.getDecimalSeparator());
        var whole = mark < 0 ? typed : typed.substring(0, mark);
        var groups = whole.split(java.util.regex.Pattern.quote(String.valueOf(symbols.getGroupingSeparator())), -1);
        for (int i = 1; i < groups.length; i++) {
            if (groups[i].length() != 3) {
                return false;
            }
        }
        return mark < 0 || typed.indexOf(symbols.getGroupingSeparator(), mark) < 0;
    }

    private Optional<LocalDate> day(String text) {
        for (var form : new DateTimeFormatter[] {
            DateTimeFormatter.ISO_LOCAL_DATE,
            dates,
            DateTimeFormatter.ofLocalizedDate(FormatStyle.SHORT).withLocale(locale),
            DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale)
        }) {
            try {
                return Optional.of(LocalDate.parse(text, form));
            } catch (DateTimeParseException _) {
                // The next form may fit.
            }
        }
        return Optional.empty();
    }

    /// ISO order for English, so that no reader takes a month for a day; the language's own order with full digits
    /// else.
    private static String datePattern(Locale locale) {
        if (locale.getLanguage().equals("en") || locale.getLanguage().isEmpty()) {
            return "yyyy-MM-dd";
        }
        return java.time.format.DateTimeFormatterBuilder.getLocalizedDateTimePattern(
                        FormatStyle.SHORT, null, java.time.chrono.IsoChronology.INSTANCE, locale)
                .replaceAll("y+", "yyyy")
                .replaceAll("M+", "MM")
                .replaceAll("d+", "dd");
    }
}
