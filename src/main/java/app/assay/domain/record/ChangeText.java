package app.assay.domain.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Tells a change in a line: each field with what was said before and after, and from which day on it holds, such as
/// `cores: 4 → 8 from 2026-11-10`. The words of the days hold a no-break space before the day, so that a screen can
/// tell them from what stands in a value and say them in its language.
public final class ChangeText {

    /// Between a word and its day.
    public static final char JOINT = '\u00a0';

    private ChangeText() {}

    /// What became of the former value of a field.
    ///
    /// @param before what was said until the day; empty when it was not told before the change
    /// @param after what is said until the day; empty when that is no longer told
    private record Mark(String day, Optional<String> before, Optional<String> after) {}

    public static String of(Change change) {
        var marks = marks(change);
        var parts = new ArrayList<String>();
        marks.getOrDefault("", List.of())
                .forEach(mark ->
                        parts.add(mark.after().isPresent() ? at("there from", mark) : at("there before", mark)));
        change.after().forEach((field, value) -> {
            if (!DatedValues.isFormer(field)) {
                var days = new ArrayList<>(marks.getOrDefault(field, List.of()));
                marks.remove(field);
                // A value that is said from a day on leaves one mark: that of its day.
                var begins = days.stream()
                        .filter(mark ->
                                mark.after().isPresent() && mark.before().isEmpty())
                        .reduce((_, last) -> last);
                var ends = days.stream().filter(mark -> mark.after().isEmpty()).reduce((_, last) -> last);
                String text = said(field, change.before().getOrDefault(field, ""), value);
                if (begins.isPresent()) {
                    days.remove(begins.get());
                    text += " " + at("from", begins.get());
                } else if (ends.isPresent()) {
                    days.remove(ends.get());
                    text += " " + at("no longer from", ends.get());
                }
                parts.add(text);
                addEarlier(field, days, parts);
            }
        });
        marks.forEach((field, days) -> {
            if (!field.isEmpty()) {
                addEarlier(field, days, parts);
            }
        });
        return String.join("; ", parts);
    }

    /// Marks by field, those of one field by day; those of the record itself under the empty name.
    private static SortedMap<String, List<Mark>> marks(Change change) {
        var marks = new TreeMap<String, List<Mark>>();
        change.after().forEach((name, value) -> {
            String told = change.before().getOrDefault(name, "");
            DatedValues.former(name, value)
                    .ifPresent(former -> marks.computeIfAbsent(former.field(), _ -> new ArrayList<>())
                            .add(new Mark(former.day().toString(), value(name, told), value(name, value))));
        });
        return marks;
    }

    private static Optional<String> value(String name, String told) {
        return told.isEmpty()
                ? Optional.empty()
                : DatedValues.former(name, told).map(DatedValues.Former::value);
    }

    private static String said(String field, String before, String after) {
        return field + ": " + before + " → " + after;
    }

    /// What was said of a time that ended before the change, by day.
    private static void addEarlier(String field, List<Mark> days, List<String> parts) {
        for (int place = 0; place < days.size(); place++) {
            var mark = days.get(place);
            if (place + 1 < days.size() && parts(mark, days.get(place + 1))) {
                var end = days.get(++place);
                parts.add(said(field, end.before().orElse(""), end.after().orElse("")) + " " + at("from", mark) + " "
                        + at("until", end));
            } else {
                parts.add(earlier(field, mark));
            }
        }
    }

    /// Whether a mark that came or went parts the time before another one in two, of which the later one says
    /// something
    /// else than before.
    private static boolean parts(Mark mark, Mark end) {
        boolean came = mark.before().isEmpty() && mark.after().equals(end.before());
        boolean went = mark.after().isEmpty() && mark.before().equals(end.after());
        return end.before().isPresent() && end.after().isPresent() && (came || went);
    }

    private static String earlier(String field, Mark mark) {
        return said(field, mark.before().orElse(""), mark.after().orElse("")) + " " + at("before", mark);
    }

    private static String at(String words, Mark mark) {
        return words + JOINT + mark.day();
    }
}
