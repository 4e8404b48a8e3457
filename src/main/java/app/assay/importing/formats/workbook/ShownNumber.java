package app.assay.importing.formats.workbook;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/// A number of a sheet as its format shows it, as far as that says something: dates, leading zeros, decimals, masks of
/// serials. All other formats change nothing.
///
/// @param text what is seen, as a canonical text
/// @param exact the stored number as a canonical text; the same as `text` for a date
record ShownNumber(String text, String exact) {

    /// Day 0 of the two calendars that workbooks count in.
    static final LocalDate DAY_ZERO_1900 = LocalDate.of(1899, 12, 30);
    static final LocalDate DAY_ZERO_1904 = LocalDate.of(1904, 1, 1);

    /// What Excel can show of a number.
    private static final MathContext SHOWN = new MathContext(15, RoundingMode.HALF_UP);

    private static final Pattern FIXED = Pattern.compile("(0{1,64})(?:\\.(0{1,64}))?");

    /// @param format the number format of the cell, empty for none
    /// @param dayZero day 0 of the workbook's calendar
    static ShownNumber of(String value, String format, LocalDate dayZero) {
        BigDecimal number;
        try {
            number = new BigDecimal(value.strip());
        } catch (NumberFormatException none) {
            return new ShownNumber(value, value);
        }
        if (number.precision() > 400 || Math.abs(number.scale()) > 400) {
            return new ShownNumber(value, value);
        }
        if (isDate(format) && number.signum() >= 0 && number.compareTo(BigDecimal.valueOf(2_958_466)) < 0) {
            String day = date(number, dayZero);
            return new ShownNumber(day, day);
        }
        // Whole numbers may be serials and part numbers: each of their digits counts. Of fractions, what stands
        // beyond the fifteenth digit comes from their binary form.
        BigDecimal shown = isWhole(number) ? number : number.round(SHOWN);
        return new ShownNumber(formatted(shown, format), plain(shown));
    }

    /// Whether a number format shows a date: a year, month or day outside of quotes, brackets and escapes.
    static boolean isDate(String format) {
        String first = format.split(";", 2)[0];
        boolean quoted = false;
        boolean bracketed = false;
        for (int place = 0; place < first.length(); place++) {
            char letter = Character.toLowerCase(first.charAt(place));
            if (letter == '"') {
                quoted = !quoted;
            } else if (letter == '\\' || letter == '_' || letter == '*') {
                place++;
            } else if (letter == '[') {
                bracketed = true;
            } else if (letter == ']') {
                bracketed = false;
            } else if (!quoted && !bracketed && (letter == 'y' || letter == 'd')) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWhole(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }

    private static String formatted(BigDecimal number, String format) {
        var fixed = FIXED.matcher(format);
        if (fixed.matches()) {
            int digits = fixed.group(2) == null ? 0 : fixed.group(2).length();
            String text = number.setScale(Math.min(digits, 15), RoundingMode.HALF_UP)
                    .abs()
                    .toPlainString();
            int least = fixed.group(1).length() + (digits == 0 ? 0 : Math.min(digits, 15) + 1);
            return (number.signum() < 0 ? "-" : "") + "0".repeat(Math.max(0, least - text.length())) + text;
        }
        String mask = mask(format);
        if (!mask.isEmpty() && number.signum() >= 0 && isWhole(number)) {
            return masked(number.toBigInteger().toString(), mask);
        }
        return plain(number);
    }

    /// A format of zeros and literal signs only, such as `000-00-0000` or `"SN"00000`, literal letters
    /// behind a
    /// backslash; empty for any other format.
    private static String mask(String format) {
        var mask = new StringBuilder();
        int zeros = 0;
        boolean quoted = false;
        for (int place = 0; place < format.length(); place++) {
            char letter = format.charAt(place);
            if (letter == '"') {
                quoted = !quoted;
            } else if (quoted) {
                mask.append('\\').append(letter);
            } else if (letter == '\\' && place + 1 < format.length()) {
                mask.append('\\').append(format.charAt(++place));
            } else if (letter == '0') {
                zeros++;
                mask.append('0');
            } else if (letter == '-' || letter == ' ' || letter == '/' || letter == '(' || letter == ')') {
                mask.append('\\').append(letter);
            } else {
                return "";
            }
        }
        return zeros >= 2 && zeros < mask.length() ? mask.toString() : "";
    }

    private static String masked(String digits, String mask) {
        var text = new StringBuilder();
        int left = digits.length();
        int first = -1;
        for (int place = mask.length() - 1; place >= 0; place--) {
            if (place > 0 && mask.charAt(place - 1) == '\\') {
                text.append(mask.charAt(place));
                place--;
            } else {
                first = text.length();
                text.append(left > 0 ? digits.charAt(--left) : '0');
            }
        }
        // Digits beyond the mask stand before its first one.
        while (left > 0) {
            text.insert(++first, digits.charAt(--left));
        }
        return text.reverse().toString();
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String date(BigDecimal serial, LocalDate dayZero) {
        long days = serial.longValue();
        // Excel's calendar of 1900 has a 29 February that never was.
        LocalDate day =
                dayZero.equals(DAY_ZERO_1900) && days < 60 ? dayZero.plusDays(days + 1) : dayZero.plusDays(days);
        BigDecimal part = serial.remainder(BigDecimal.ONE);
        if (part.signum() == 0) {
            return day.toString();
        }
        long seconds = part.multiply(BigDecimal.valueOf(86_400))
                .setScale(0, RoundingMode.HALF_UP)
                .longValue();
        LocalDateTime time = day.atStartOfDay().plusSeconds(seconds);
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }
}
