package app.assay.importing.value;

import app.assay.domain.source.FactSink;
import app.assay.importing.guard.Texts;
import app.assay.importing.profile.DateOrder;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Dates as exports write them. There is no default date, and an order is never guessed: it is known or asked for.
public final class DateText {

    /// The text is no date.
    public static final int INVALID = Integer.MIN_VALUE + 1;

    /// The text can be two different days and no order is known.
    public static final int AMBIGUOUS = Integer.MIN_VALUE + 2;

    private static final int EARLIEST_YEAR = 1900;
    private static final int LATEST_YEAR = 2199;

    /// A two-digit year below is of this century, the others of the last, as POSIX has it.
    private static final int PIVOT = 69;

    private static final Set<String> UNKNOWN = Set.of(
            "0",
            "na",
            "unknown",
            "never",
            "unbekannt",
            "nie",
            "k.a.",
            "inconnu",
            "jamais",
            "desconocido",
            "nunca",
            "perpetual",
            "permanent",
            "unlimited",
            "unbefristet",
            "unbegrenzt",
            "perpétuel",
            "perpetuelle",
            "perpetuo",
            "indefinido",
            "illimité",
            "0000-00-00",
            "00/00/0000",
            "00.00.0000");

    /// Days that programs write when they know none: their zero, or their end of time.
    private static final Set<LocalDate> SENTINELS = Set.of(
            LocalDate.EPOCH,
            LocalDate.of(1, 1, 1),
            LocalDate.of(1601, 1, 1),
            LocalDate.of(1899, 12, 30),
            LocalDate.of(1899, 12, 31),
            LocalDate.of(1900, 1, 1),
            LocalDate.of(9999, 12, 31));

    private static final Map<String, Integer> MONTHS = months();

    /// What a value tells about the order of its column.
    public enum Evidence {
        /// No date with an open order.
        NONE,
        DAY_FIRST,
        MONTH_FIRST,
        OPEN
    }

    private DateText() {}

    /// The day that a text means.
    ///
    /// @param found without blanks around it
    /// @param order order of numeric dates, or null when it is not known
    /// @return days since 1970-01-01; [FactSink#NO_DAY] for a text that says there is none; [#INVALID];
    ///     [#AMBIGUOUS]
    public static int parse(String found, @Nullable DateOrder order) {
        if (Texts.isBlank(found)) {
            return FactSink.NO_DAY;
        }
        String text = NumberText.western(found);
        char first = text.charAt(0);
        int length = text.length();
        if (first >= '0' && first <= '9') {
            int iso = iso(text, length);
            if (iso != INVALID) {
                return iso;
            }
        }
        if (length > 64) {
            return INVALID;
        }
        String small = text.toLowerCase(Locale.ROOT);
        if (UNKNOWN.contains(small) || small.startsWith("0000-00-00") || small.startsWith("0000/00/00")) {
            return FactSink.NO_DAY;
        }
        return slow(small, order);
    }

    /// What a value tells about the order of numeric dates.
    public static Evidence evidence(String found) {
        String text = NumberText.western(found);
        int[] numbers = new int[3];
        if (text.length() < 6 || text.length() > 64 || !split(text, numbers) || numbers[0] > 31) {
            return Evidence.NONE;
        }
        int a = numbers[0];
        int b = numbers[1];
        if (text.charAt(a > 9 || text.charAt(0) == '0' ? 2 : 1) == '.') {
            return Evidence.NONE;
        }
        if (a > 12 && b >= 1 && b <= 12) {
            return Evidence.DAY_FIRST;
        }
        if (b > 12 && b <= 31 && a >= 1 && a <= 12) {
            return Evidence.MONTH_FIRST;
        }
        return a >= 1 && a <= 12 && b >= 1 && b <= 12 && a != b ? Evidence.OPEN : Evidence.NONE;
    }

    /// `2026-06-30`, `2026/06/30`, `20260630`, each with anything that looks like a time behind it; no object
    /// is made.
    private static int iso(String text, int length) {
        if (length < 8) {
            return INVALID;
        }
        int year = number(text, 0, 4);
        if (year < 0) {
            return INVALID;
        }
        char separator = text.charAt(4);
        if (separator >= '0' && separator <= '9') {
            if (length > 8 && !isTail(text, 8, true)) {
                return INVALID;
            }
            int month = number(text, 4, 6);
            int day = number(text, 6, 8);
            return month < 0 || day < 0 ? INVALID : day(year, month, day);
        }
        if (separator != '-' && separator != '/' && separator != '.' && separator != '年') {
            return INVALID;
        }
        int place = 5;
        int monthEnd = digitsEnd(text, place);
        if (monthEnd == place || monthEnd >= length) {
            return INVALID;
        }
        char second = text.charAt(monthEnd);
        if (second != separator && !(separator == '年' && second == '月')) {
            return INVALID;
        }
        int dayEnd = digitsEnd(text, monthEnd + 1);
        int tail = dayEnd < length && text.charAt(dayEnd) == '日' ? dayEnd + 1 : dayEnd;
        if (dayEnd == monthEnd + 1 || !isTail(text, tail, false)) {
            return INVALID;
        }
        int month = number(text, place, monthEnd);
        int day = number(text, monthEnd + 1, dayEnd);
        return month < 0 || day < 0 ? INVALID : day(year, month, day);
    }

    private static int slow(String text, @Nullable DateOrder order) {
        int[] numbers = new int[3];
        if (split(text, numbers)) {
            int a = numbers[0];
            int b = numbers[1];
            int year = numbers[2];
            boolean dotted = text.indexOf('.') > 0 && text.indexOf('.') <= 2;
            if (dotted) {
                return day(year, b, a);
            }
            if (order == DateOrder.DAY_MONTH_YEAR) {
                return day(year, b, a);
            }
            if (order == DateOrder.MONTH_DAY_YEAR) {
                return day(year, a, b);
            }
            if (a == b) {
                return day(year, a, b);
            }
            if (a > 12) {
                return day(year, b, a);
            }
            if (b > 12) {
                return day(year, a, b);
            }
            return a >= 1 && b >= 1 ? AMBIGUOUS : INVALID;
        }
        return named(text);
    }

    /// Splits `1/2/2026 …` and its like; the year is completed.
    private static boolean split(String text, int[] numbers) {
        int firstEnd = digitsEnd(text, 0);
        if (firstEnd == 0 || firstEnd > 2 || firstEnd >= text.length()) {
            return false;
        }
        char separator = text.charAt(firstEnd);
        if (separator != '/' && separator != '-' && separator != '.') {
            return false;
        }
        int from = firstEnd + 1;
        while (separator == '.' && from < text.length() && text.charAt(from) == ' ') {
            from++;
        }
        int secondEnd = digitsEnd(text, from);
        if (secondEnd == from
                || secondEnd - from > 2
                || secondEnd >= text.length()
                || text.charAt(secondEnd) != separator) {
            return false;
        }
        int yearFrom = secondEnd + 1;
        while (separator == '.' && yearFrom < text.length() && text.charAt(yearFrom) == ' ') {
            yearFrom++;
        }
        int yearEnd = digitsEnd(text, yearFrom);
        int digits = yearEnd - yearFrom;
        if ((digits != 2 && digits != 4) || !isTail(text, yearEnd, false)) {
            return false;
        }
        numbers[0] = number(text, 0, firstEnd);
        numbers[1] = number(text, from, secondEnd);
        numbers[2] = century(number(text, yearFrom, yearEnd), digits);
        return true;
    }

    /// Dates that name their month: `14-Mar-14`, `1. Mai 2026`, `May 5, 2026`, `Tue Nov 10 12:00:00 2026`.
    private static int named(String text) {
        int month = 0;
        int first = -1;
        int firstDigits = 0;
        int second = -1;
        int secondDigits = 0;
        int place = 0;
        int length = text.length();
        while (place < length) {
            char letter = text.charAt(place);
            if (letter >= '0' && letter <= '9') {
                int end = digitsEnd(text, place);
                if (end < length && text.charAt(end) == ':') {
                    while (end < length && text.charAt(end) != ' ') {
                        end++;
                    }
                } else if (first < 0) {
                    first = number(text, place, end);
                    firstDigits = end - place;
                } else if (second < 0) {
                    second = number(text, place, end);
                    secondDigits = end - place;
                }
                place = end;
            } else if (Character.isLetter(letter)) {
                int end = place;
                while (end < length && Character.isLetter(text.charAt(end))) {
                    end++;
                }
                Integer named = MONTHS.get(Texts.key(text.substring(place, end)));
                if (named != null && month == 0) {
                    month = named;
                }
                place = end;
            } else {
                place++;
            }
        }
        if (month == 0 || first < 0 || second < 0) {
            return INVALID;
        }
        if (firstDigits == 4) {
            return day(first, month, second);
        }
        return secondDigits == 4 || secondDigits == 2 ? day(century(second, secondDigits), month, first) : INVALID;
    }

    private static int century(int year, int digits) {
        if (digits != 2) {
            return year;
        }
        return year < PIVOT ? 2000 + year : 1900 + year;
    }

    private static int day(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1 || day > 31) {
            return INVALID;
        }
        try {
            if (year < EARLIEST_YEAR || year > LATEST_YEAR) {
                return SENTINELS.contains(LocalDate.of(year, month, day)) ? FactSink.NO_DAY : INVALID;
            }
            LocalDate date = LocalDate.of(year, month, day);
            return SENTINELS.contains(date) ? FactSink.NO_DAY : Math.toIntExact(date.toEpochDay());
        } catch (DateTimeException noSuchDay) {
            return INVALID;
        }
    }

    /// Whether what follows a date is nothing or looks like a time of day.
    private static boolean isTail(String text, int from, boolean compact) {
        if (from >= text.length()) {
            return true;
        }
        char first = text.charAt(from);
        boolean begins = first == ' '
                || first == 'T'
                || first == 't'
                || first == ','
                || first == 'Z'
                || first == 'z'
                || first == '+';
        if (!begins && !(compact && (first >= '0' && first <= '9') && text.length() >= 12)) {
            return false;
        }
        boolean digits = compact;
        for (int place = from; place < text.length(); place++) {
            char letter = text.charAt(place);
            if (letter >= '0' && letter <= '9') {
                digits = true;
            } else if (" Tt,Zz+-:.hapmAPMUGCTugct/_".indexOf(letter) < 0 && letter != 0x202F && letter != 0xA0) {
                return false;
            }
        }
        return digits || text.length() - from <= 4;
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /// The number in a range of digits, −1 when something else is in it.
    private static int number(String text, int from, int to) {
        if (to - from > 9 || to > text.length()) {
            return -1;
        }
        int value = 0;
        for (int place = from; place < to; place++) {
            int digit = text.charAt(place) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static Map<String, Integer> months() {
        var months = new HashMap<String, Integer>();
        String[] names = {
            "jan january januar janvier enero ene gennaio gen januari janeiro styczen janv",
            "feb february februar fevrier febrero febbraio februari fevereiro fev fevr luty",
            "mar march marz maerz mrz mars marzo maart marco",
            "apr april avril abril aprile avr abr",
            "may mai mayo maggio mei maio mag",
            "jun june juni juin junio giugno junho giu",
            "jul july juli juillet julio luglio julho juil lug",
            "aug august aout agosto augustus ago",
            "sep sept september septembre septiembre settembre setembro set",
            "oct october oktober octobre octubre ottobre outubro okt ott out",
            "nov november novembre noviembre novembro",
            "dec december dezember decembre diciembre dicembre dezembro dez dic"
        };
        for (int month = 0; month < names.length; month++) {
            for (String name : names[month].split(" ", -1)) {
                months.put(name, month + 1);
            }
        }
        return Map.copyOf(months);
    }
}
