package app.assay.importing.value;

import app.assay.domain.source.FactSink;
import app.assay.domain.source.RejectReason;
import app.assay.domain.source.RowMeaning;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import app.assay.importing.guard.Texts;
import app.assay.importing.profile.DecimalMark;
import app.assay.importing.profile.TargetField;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Turns cells into canonical texts, or says why not.
public final class CellValues {

    /// Longest text of a field.
    public static final int LONGEST = 4_000;

    private static final Pattern MAC =
            Pattern.compile("(?i)(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}|[0-9a-f]{12}|(?:[0-9a-f]{4}\\.){2}[0-9a-f]{4}");

    private final RowMeaning meaning;
    private final Optional<String> currency;
    private long pricesWithoutCurrency;

    public CellValues(RowMeaning meaning, Optional<String> currency) {
        this.meaning = meaning;
        this.currency = currency;
    }

    /// How many prices were left out because nothing tells their currency.
    public long pricesWithoutCurrency() {
        return pricesWithoutCurrency;
    }

    /// The canonical text of a cell, empty when it is unknown.
    ///
    /// @param rowCurrency what the row's own currency column says, or empty
    public String canonical(TargetField field, TableColumn column, Row row, String rowCurrency) throws BadCell {
        int index = column.index();
        if (field.type() == app.assay.domain.record.FieldType.DATE) {
            return date(column, row);
        }
        if (field.type() == app.assay.domain.record.FieldType.INSTANT) {
            int day = row.day(index, column.dateOrder().orElse(null));
            return InstantText.canonical(row.text(index), day, field.name().equals("until"), index);
        }
        String text = row.text(index);
        if (Texts.isBlank(text)) {
            return "";
        }
        if (text.length() > LONGEST) {
            throw new BadCell(RejectReason.TOO_LONG, index, text);
        }
        return switch (field.type()) {
            case TEXT, REFERENCE, PRODUCT, METRIC, INSTANT, DATE -> text(field, text);
            case INTEGER -> integer(field, column, row, text);
            case DECIMAL -> number(column, row, text).toPlainString();
            case QUANTITY -> quantity(column, row, text);
            case MONEY -> money(column, row, text, rowCurrency);
            case FLAG -> flag(index, text);
            case CODE ->
                CodeWords.code(meaning, field.name(), field.codes(), text)
                        .or(() -> meaning == RowMeaning.ENTITLEMENTS
                                        && field.name().equals("kind")
                                ? CodeWords.kindNamed(text)
                                : Optional.empty())
                        .orElseThrow(() -> new BadCell(RejectReason.UNKNOWN_CODE, index, text));
        };
    }

    /// The canonical text of a constant of a profile.
    public String constant(TargetField field, String text) throws BadCell {
        return switch (field.type()) {
            case CODE ->
                CodeWords.code(meaning, field.name(), field.codes(), text)
                        .orElseThrow(() -> new BadCell(RejectReason.UNKNOWN_CODE, -1, text));
            case DATE -> dayText(DateText.parse(text, null), -1, text);
            case INSTANT ->
                InstantText.canonical(
                        text, DateText.parse(text, null), field.name().equals("until"), -1);
            case INTEGER ->
                whole(
                        field,
                        NumberText.decimal(text, DecimalMark.POINT)
                                .orElseThrow(() -> new BadCell(RejectReason.NOT_A_NUMBER, -1, text)),
                        -1,
                        text);
            case QUANTITY, DECIMAL -> {
                if (NumberText.isUnlimited(text)) {
                    yield Quantity.UNLIMITED.text();
                }
                yield NumberText.decimal(text, DecimalMark.POINT)
                        .orElseThrow(() -> new BadCell(RejectReason.NOT_A_NUMBER, -1, text))
                        .toPlainString();
            }
            case MONEY -> {
                Optional<NumberText.Amount> amount = NumberText.amount(text, DecimalMark.POINT);
                if (amount.isEmpty() || amount.get().currency().isEmpty()) {
                    throw new BadCell(RejectReason.NOT_A_NUMBER, -1, text);
                }
                yield money(amount.get().number(), amount.get().currency());
            }
            case TEXT, REFERENCE, PRODUCT, METRIC, FLAG -> text;
        };
    }

    private static String text(TargetField field, String text) {
        return field.name().equals("networkAddresses") ? networkAddresses(text) : text;
    }

    /// MAC addresses in one manner, sorted; what is none stays as it is.
    public static String networkAddresses(String text) {
        var addresses = new TreeSet<String>();
        for (String part : text.split("[,;|\\s]+", -1)) {
            if (MAC.matcher(part).matches()) {
                String digits = part.replaceAll("[:.-]", "").toLowerCase(Locale.ROOT);
                addresses.add(digits.replaceAll("(..)(?!$)", "$1:"));
            } else if (!part.isEmpty()) {
                addresses.add(part);
            }
        }
        return String.join(", ", addresses);
    }

    private static String date(TableColumn column, Row row) throws BadCell {
        int day = row.day(column.index(), column.dateOrder().orElse(null));
        return dayText(day, column.index(), day == FactSink.NO_DAY ? "" : row.text(column.index()));
    }

    private static String dayText(int day, int column, String text) throws BadCell {
        int known = checked(day, column, text);
        return known == FactSink.NO_DAY ? "" : LocalDate.ofEpochDay(known).toString();
    }

    /// A day that is known or not known.
    static int checked(int day, int column, String text) throws BadCell {
        if (day == DateText.INVALID) {
            throw new BadCell(RejectReason.NOT_A_DATE, column, text);
        }
        if (day == DateText.AMBIGUOUS) {
            throw new BadCell(RejectReason.AMBIGUOUS_DATE, column, text);
        }
        return day;
    }

    private static BigDecimal number(TableColumn column, Row row, String text) throws BadCell {
        Optional<BigDecimal> number = row.isTyped(column.index())
                ? NumberText.typed(row.exact(column.index()))
                : NumberText.decimal(text, column.decimalMark().orElse(null));
        return number.orElseThrow(() -> new BadCell(RejectReason.NOT_A_NUMBER, column.index(), text));
    }

    private static String integer(TargetField field, TableColumn column, Row row, String text) throws BadCell {
        if (NumberText.isUnknown(text)) {
            return "";
        }
        return whole(field, number(column, row, text), column.index(), text);
    }

    private static String whole(TargetField field, BigDecimal number, int column, String text) throws BadCell {
        // A pack holds at least one unit; everything else that is counted can be none.
        int least = field.name().equals("unitsPerPack") ? 1 : 0;
        try {
            int value = number.intValueExact();
            if (value < least) {
                throw new BadCell(RejectReason.OUT_OF_RANGE, column, text);
            }
            return Integer.toString(value);
        } catch (ArithmeticException tooLargeOrBroken) {
            throw new BadCell(RejectReason.OUT_OF_RANGE, column, text);
        }
    }

    private static String quantity(TableColumn column, Row row, String text) throws BadCell {
        if (NumberText.isUnlimited(text)) {
            return Quantity.UNLIMITED.text();
        }
        if (NumberText.isUnknown(text)) {
            return Quantity.UNKNOWN.text();
        }
        BigDecimal number = number(column, row, text);
        if (number.signum() < 0) {
            throw new BadCell(RejectReason.OUT_OF_RANGE, column.index(), text);
        }
        return Quantity.of(number).text();
    }

    private String money(TableColumn column, Row row, String text, String rowCurrency) throws BadCell {
        NumberText.Amount amount;
        if (row.isTyped(column.index())) {
            amount = new NumberText.Amount(number(column, row, text), "", "");
        } else {
            amount = NumberText.amount(text, column.decimalMark().orElse(null))
                    .orElseThrow(() -> new BadCell(RejectReason.NOT_A_NUMBER, column.index(), text));
        }
        Optional<String> code = amount.currency().isEmpty()
                ? NumberText.currency(rowCurrency).or(() -> currency).or(() -> column.currency())
                : Optional.of(amount.currency());
        if (code.isEmpty()) {
            pricesWithoutCurrency++;
            return "";
        }
        return money(amount.number(), code.get());
    }

    private static String money(BigDecimal number, String currency) {
        return new Money(number, Currency.getInstance(currency)).text();
    }

    private static String flag(int index, String text) throws BadCell {
        return switch (Texts.key(text)) {
            case "true", "yes", "y", "1", "ja", "j", "oui", "o", "si", "s", "wahr", "vrai", "verdadero", "x" -> "true";
            case "false", "no", "n", "0", "nein", "non", "falsch", "faux", "falso" -> "false";
            default -> throw new BadCell(RejectReason.UNKNOWN_CODE, index, text);
        };
    }
}
