package app.assay.domain.record;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an analyst says of a record, with what was said for earlier days. Under the name of a field stands what is said
/// last. Under `@2026-11-30 cores` stands what was said of the field `cores` until the day before, behind an equals
/// sign: nothing behind it means that nobody said anything, so that files counted. Under `@2026-11-30` alone stands
/// that
/// the record was not there before the day. These names sort before those of fields.
public final class DatedValues {

    private static final char MARK = '@';
    private static final String AFTER_MARKS = "A";
    private static final String SAID = "=";
    private static final int DAY = 11;

    private DatedValues() {}

    /// A value that was said until a day.
    ///
    /// @param day the first day on which it did not hold any more
    /// @param field empty when the record was not there
    /// @param value empty when nothing was said
    public record Former(LocalDate day, String field, String value) {}

    /// Whether a name tells of earlier days.
    public static boolean isFormer(String name) {
        return !name.isEmpty() && name.charAt(0) == MARK;
    }

    /// Whether anything is said of earlier days.
    public static boolean isDated(SortedMap<String, String> values) {
        return !values.isEmpty() && isFormer(values.firstKey());
    }

    /// What a name of earlier days and its value mean; empty for a field, or for what this program does not know.
    public static Optional<Former> former(String name, String value) {
        if (!isFormer(name) || name.length() < DAY) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Former(
                    LocalDate.parse(name.substring(1, DAY)),
                    name.substring(DAY).strip(),
                    value.startsWith(SAID) ? value.substring(SAID.length()) : ""));
        } catch (java.time.format.DateTimeParseException unknown) {
            return Optional.empty();
        }
    }

    /// Whether something was said otherwise on a day than it is now.
    public static boolean isLaterThan(SortedMap<String, String> values, LocalDate day) {
        return isDated(values)
                && values.headMap(AFTER_MARKS).lastKey().substring(1).compareTo(day.toString() + "~") > 0;
    }

    /// Whether the record was there on a day, as far as the analyst says.
    public static boolean isThere(SortedMap<String, String> values, LocalDate day) {
        return values.headMap(AFTER_MARKS).keySet().stream()
                .noneMatch(name -> isBeginning(name) && name.substring(1).compareTo(day.toString()) > 0);
    }

    /// What is said last, without what was said for earlier days.
    public static SortedMap<String, String> now(SortedMap<String, String> values) {
        return isDated(values) ? values.tailMap(AFTER_MARKS) : values;
    }

    /// What was said of a day.
    public static SortedMap<String, String> at(SortedMap<String, String> values, LocalDate day) {
        var then = new TreeMap<>(now(values));
        // The latest first, so that of several days after this one the nearest stays.
        new TreeMap<>(values.headMap(AFTER_MARKS))
                .descendingMap()
                .forEach((name, value) -> former(name, value)
                        .filter(former ->
                                former.day().isAfter(day) && !former.field().isEmpty())
                        .ifPresent(former -> {
                            if (former.value().isEmpty()) {
                                then.remove(former.field());
                            } else {
                                then.put(former.field(), former.value());
                            }
                        }));
        return then;
    }

    /// A value that is said from a day on.
    ///
    /// @param field empty for the record itself, which is there from the day on
    /// @param value empty when nothing is said from the day on, so that files count
    public record Step(String field, String value, LocalDate from) {}

    /// What is said from which day on, by day; not what is said of every day, or before the first of these days.
    public static List<Step> steps(SortedMap<String, String> values) {
        var steps = new ArrayList<Step>();
        var next = new HashMap<>(now(values));
        new TreeMap<>(values.headMap(AFTER_MARKS))
                .descendingMap()
                .forEach((name, value) -> former(name, value).ifPresent(former -> {
                    String field = former.field();
                    steps.addFirst(new Step(field, next.getOrDefault(field, ""), former.day()));
                    next.put(field, former.value());
                }));
        return steps;
    }

    /// Says that the record was not there before a day.
    public static void begin(Map<String, String> values, LocalDate day) {
        values.put(MARK + day.toString(), SAID);
    }

    /// Says that the record was there on every day.
    public static void beginAlways(Map<String, String> values) {
        values.keySet().removeIf(DatedValues::isBeginning);
    }

    private static boolean isBeginning(String name) {
        return isFormer(name) && name.length() == DAY;
    }

    /// The next day after one from which on something else was said of a field.
    public static Optional<LocalDate> nextDay(SortedMap<String, String> values, String field, LocalDate day) {
        return values.headMap(AFTER_MARKS).keySet().stream()
                .flatMap(name -> former(name, "").stream())
                .filter(former -> former.field().equals(field) && former.day().isAfter(day))
                .map(Former::day)
                .min(LocalDate::compareTo);
    }

    /// Says a value of a field from a day on, until the next day from which on something else was said. Of a day on
    /// which the record was not there yet nothing can be said: the value holds from its beginning on, which stays.
    ///
    /// @param value empty when nothing is said any more
    public static void sayFrom(SortedMap<String, String> values, String field, String value, LocalDate day) {
        var begins = values.headMap(AFTER_MARKS).keySet().stream()
                .filter(DatedValues::isBeginning)
                .flatMap(name -> former(name, "").stream())
                .map(Former::day)
                .max(LocalDate::compareTo);
        var from = begins.filter(begin -> begin.isAfter(day)).orElse(day);
        var before = at(values, from.minusDays(1)).getOrDefault(field, "");
        var next = nextDay(values, field, from);
        values.keySet()
                .removeIf(name -> former(name, "")
                        .filter(former ->
                                former.field().equals(field) && !former.day().isAfter(from))
                        .filter(former -> former.day().equals(from) || begins.equals(Optional.of(from)))
                        .isPresent());
        if (next.isEmpty()) {
            say(values, field, value);
        } else if (at(values, next.get()).getOrDefault(field, "").equals(value)) {
            values.remove(name(field, next.get()));
        } else {
            values.put(name(field, next.get()), SAID + value);
        }
        if (!before.equals(value) && !begins.equals(Optional.of(from))) {
            values.put(name(field, from), SAID + before);
        }
    }

    private static String name(String field, LocalDate day) {
        return MARK + day.toString() + " " + field;
    }

    /// Says a value of a field of every day.
    ///
    /// @param value empty when nothing is said any more
    public static void sayAlways(SortedMap<String, String> values, String field, String value) {
        values.keySet()
                .removeIf(name -> former(name, "")
                        .filter(former -> former.field().equals(field))
                        .isPresent());
        say(values, field, value);
    }

    private static void say(Map<String, String> values, String field, String value) {
        if (value.isEmpty()) {
            values.remove(field);
        } else {
            values.put(field, value);
        }
    }
}
