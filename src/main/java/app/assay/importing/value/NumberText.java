package app.assay.importing.value;

import app.assay.importing.guard.Texts;
import app.assay.importing.profile.DecimalMark;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Numbers and amounts as exports write them.
public final class NumberText {

    private static final Pattern PLAIN = Pattern.compile("[+-]?\\d{1,64}(?:\\.\\d{1,64})?");
    private static final Pattern TYPED = Pattern.compile("[+-]?\\d{1,64}(?:\\.\\d{0,64})?(?:[eE][+-]?\\d{1,3})?");
    private static final int MOST_DIGITS = 64;
    private static final char ARABIC_DECIMAL = '٫';
    private static final char ARABIC_GROUPING = '٬';
    private static final Set<String> UNLIMITED = Set.of(
            "unlimited",
            "unlimitiert",
            "unbegrenzt",
            "unbeschrankt",
            "illimite",
            "illimitee",
            "ilimitado",
            "ilimitada",
            "illimitato",
            "onbeperkt",
            "infinite",
            "infinity",
            "∞",
            "site",
            "enterprise");
    private static final Set<String> UNKNOWN = Set.of("unknown", "unbekannt", "inconnu", "desconocido", "tbd", "na");

    /// Signs that stand for one currency; `$`, `¥` and `kr` stand for several and are asked for.
    private static final Map<String, String> SIGNS = Map.ofEntries(
            Map.entry("€", "EUR"),
            Map.entry("£", "GBP"),
            Map.entry("US$", "USD"),
            Map.entry("C$", "CAD"),
            Map.entry("CA$", "CAD"),
            Map.entry("A$", "AUD"),
            Map.entry("AU$", "AUD"),
            Map.entry("NZ$", "NZD"),
            Map.entry("HK$", "HKD"),
            Map.entry("S$", "SGD"),
            Map.entry("R$", "BRL"),
            Map.entry("ZŁ", "PLN"),
            Map.entry("KČ", "CZK"),
            Map.entry("FT", "HUF"),
            Map.entry("₽", "RUB"),
            Map.entry("₹", "INR"),
            Map.entry("₩", "KRW"),
            Map.entry("₺", "TRY"),
            Map.entry("₴", "UAH"),
            Map.entry("₪", "ILS"),
            Map.entry("FR.", "CHF"),
            Map.entry("SFR", "CHF"),
            Map.entry("SFR.", "CHF"),
            Map.entry("EURO", "EUR"));
    private static final Set<String> OPEN_SIGNS = Set.of("$", "¥", "￥", "KR", "KR.");

    /// What a value tells about the decimal mark of its column.
    public enum Evidence {
        NONE,
        POINT,
        COMMA,
        OPEN
    }

    /// A number or amount as far as its own text decides it.
    ///
    /// @param currency ISO code, empty when the text names none
    /// @param openSign the sign that stands for several currencies, empty when there is none
    public record Amount(BigDecimal number, String currency, String openSign) {}

    private NumberText() {}

    /// What a value tells about the decimal mark.
    public static Evidence evidence(String text) {
        if (hasArabicMarks(text)) {
            return Evidence.NONE;
        }
        String digits = bare(text);
        int point = digits.lastIndexOf('.');
        int comma = digits.lastIndexOf(',');
        if ((point < 0 && comma < 0) || digits.isEmpty() || !Character.isDigit(digits.charAt(digits.length() - 1))) {
            return Evidence.NONE;
        }
        if (point >= 0 && comma >= 0) {
            return point > comma ? Evidence.POINT : Evidence.COMMA;
        }
        char mark = point >= 0 ? '.' : ',';
        int last = Math.max(point, comma);
        if (digits.indexOf(mark) != last) {
            return mark == '.' ? Evidence.COMMA : Evidence.POINT;
        }
        boolean couldGroup = digits.length() - last - 1 == 3 && last >= 1 && last <= 3 && digits.charAt(0) != '0';
        if (couldGroup) {
            return Evidence.OPEN;
        }
        return mark == '.' ? Evidence.POINT : Evidence.COMMA;
    }

    /// A number; empty when the text is none, or when it can be two numbers and the mark is not known.
    public static Optional<BigDecimal> decimal(String text, @Nullable DecimalMark mark) {
        if (PLAIN.matcher(text).matches() && text.length() <= MOST_DIGITS) {
            Evidence evidence = text.indexOf('.') < 0 ? Evidence.NONE : evidence(text);
            if (evidence == Evidence.NONE
                    || (evidence == Evidence.POINT && mark != DecimalMark.COMMA)
                    || (evidence == Evidence.OPEN && mark == DecimalMark.POINT)) {
                return Optional.of(new BigDecimal(text));
            }
        }
        if (holdsTwoNumbers(text)) {
            return Optional.empty();
        }
        String digits = bare(text);
        if (digits.length() > MOST_DIGITS) {
            return Optional.empty();
        }
        boolean negative = digits.startsWith("-") || (digits.startsWith("(") && digits.endsWith(")"));
        String number = digits.replaceAll("^[-+(]|\\)$", "");
        DecimalMark used = hasArabicMarks(text) ? DecimalMark.POINT : mark;
        if (used == null) {
            used = switch (evidence(number)) {
                case NONE, POINT -> DecimalMark.POINT;
                case COMMA -> DecimalMark.COMMA;
                case OPEN -> null;
            };
        }
        if (used == null || !isGrouped(number, used)) {
            return Optional.empty();
        }
        String plain = number.replace(String.valueOf(used.grouping()), "").replace(used.mark(), '.');
        if (plain.startsWith("-")
                || plain.startsWith("+")
                || !PLAIN.matcher(plain).matches()) {
            return Optional.empty();
        }
        BigDecimal value = new BigDecimal(plain);
        return Optional.of(negative ? value.negate() : value);
    }

    /// A number that a workbook holds as a number: its text is canonical, maybe with an exponent.
    static Optional<BigDecimal> typed(String text) {
        if (!TYPED.matcher(text).matches()) {
            return Optional.empty();
        }
        var value = new BigDecimal(text);
        return Math.abs(value.scale()) > 400 ? Optional.empty() : Optional.of(value);
    }

    /// Whether a blank or apostrophe stands between digits where it does not group thousands, as in `4 8`.
    private static boolean holdsTwoNumbers(String text) {
        int place = 0;
        while (place < text.length()) {
            int end = place;
            while (end < text.length() && isGap(text.charAt(end))) {
                end++;
            }
            boolean between = end > place
                    && place > 0
                    && end < text.length()
                    && Character.isDigit(text.charAt(place - 1))
                    && Character.isDigit(text.charAt(end));
            if (between && digitsFrom(text, end) != 3) {
                return true;
            }
            place = Math.max(end, place + 1);
        }
        return false;
    }

    private static int digitsFrom(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end - from;
    }

    private static boolean isGap(char letter) {
        return Texts.isSpace(letter) || letter == '\'' || letter == '’';
    }

    /// Thousands stand in groups of three, or not at all; a number with thousands does not begin with a zero.
    private static boolean isGrouped(String number, DecimalMark mark) {
        int fraction = number.indexOf(mark.mark());
        String whole = fraction < 0 ? number : number.substring(0, fraction);
        if (fraction >= 0 && number.indexOf(mark.grouping(), fraction) >= 0) {
            return false;
        }
        if (whole.indexOf(mark.grouping()) < 0) {
            return true;
        }
        if (whole.startsWith("0")) {
            return false;
        }
        String[] groups = whole.split(Pattern.quote(String.valueOf(mark.grouping())), -1);
        for (int group = 0; group < groups.length; group++) {
            int length = groups[group].length();
            if (group == 0 ? length < 1 || length > 3 : length != 3) {
                return false;
            }
        }
        return true;
    }

    /// An amount with or without sign or code of its currency, such as `$12.50`, `1.234,56 EUR`, `CHF 12`.
    public static Optional<Amount> amount(String text, @Nullable DecimalMark mark) {
        var letters = new StringBuilder();
        var rest = new StringBuilder();
        for (int place = 0; place < text.length(); place++) {
            char letter = text.charAt(place);
            boolean afterSign = !letters.isEmpty() && letter == '.' && !followedByDigit(text, place);
            if (Character.isLetter(letter) || Character.getType(letter) == Character.CURRENCY_SYMBOL || afterSign) {
                letters.append(letter);
            } else {
                rest.append(letter);
            }
        }
        String sign = letters.toString().toUpperCase(Locale.ROOT);
        Optional<BigDecimal> number = decimal(Texts.strip(rest.toString()), mark);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        if (sign.isEmpty()) {
            return Optional.of(new Amount(number.get(), "", ""));
        }
        if (OPEN_SIGNS.contains(sign)) {
            return Optional.of(new Amount(number.get(), "", sign));
        }
        return currency(sign).map(code -> new Amount(number.get(), code, ""));
    }

    private static boolean followedByDigit(String text, int place) {
        return place + 1 < text.length() && Character.isDigit(text.charAt(place + 1));
    }

    /// The ISO code that a sign or code stands for.
    public static Optional<String> currency(String sign) {
        String upper = sign.toUpperCase(Locale.ROOT);
        String named = SIGNS.get(upper);
        if (named != null) {
            return Optional.of(named);
        }
        if (upper.length() != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(Currency.getInstance(upper).getCurrencyCode());
        } catch (IllegalArgumentException noCurrency) {
            return Optional.empty();
        }
    }

    static boolean isUnlimited(String text) {
        return text.equals("∞") || UNLIMITED.contains(Texts.key(text));
    }

    static boolean isUnknown(String text) {
        return UNKNOWN.contains(Texts.key(text));
    }

    /// Digits and signs of other scripts, such as `١٢`, as those of this one.
    private static char plain(char letter) {
        return letter == '−'
                ? '-'
                : letter > 0x7f && Character.isDigit(letter) ? (char) ('0' + Character.digit(letter, 10)) : letter;
    }

    /// Whether marks of Arabic stand in a number: they say by themselves which of them is the decimal one, whatever
    /// the mark of the column is.
    private static boolean hasArabicMarks(String text) {
        return text.indexOf(ARABIC_DECIMAL) >= 0 || text.indexOf(ARABIC_GROUPING) >= 0;
    }

    /// The marks of a number that has marks of Arabic, as point and comma; another mark beside one of them is the
    /// other.
    private static char pointOrComma(char letter, boolean hasDecimal) {
        return switch (letter) {
            case ARABIC_DECIMAL -> '.';
            case ARABIC_GROUPING -> ',';
            case '.', ',' -> hasDecimal ? ',' : '.';
            default -> letter;
        };
    }

    /// A text with the digits of this script in the place of those of others.
    static String western(String text) {
        if (text.chars().noneMatch(letter -> letter > 0x7f && Character.isDigit(letter))) {
            return text;
        }
        var western = new StringBuilder(text.length());
        for (int place = 0; place < text.length(); place++) {
            char letter = text.charAt(place);
            western.append(Character.isDigit(letter) ? plain(letter) : letter);
        }
        return western.toString();
    }

    /// Without blanks and without the apostrophes that group thousands in Switzerland.
    private static String bare(String text) {
        var bare = new StringBuilder(text.length());
        boolean isArabic = hasArabicMarks(text);
        boolean hasDecimal = text.indexOf(ARABIC_DECIMAL) >= 0;
        for (int place = 0; place < text.length(); place++) {
            char letter = text.charAt(place);
            if (!isGap(letter)) {
                bare.append(isArabic ? pointOrComma(plain(letter), hasDecimal) : plain(letter));
            }
        }
        return bare.toString();
    }
}
