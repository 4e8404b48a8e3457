package app.assay.cli;

import app.assay.domain.source.LoadWarning;
import app.assay.domain.source.Place;
import app.assay.domain.source.RejectedRow;
import app.assay.domain.source.WarningGroup;
import app.assay.work.Plain;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Rows that were left out and warnings, as the command line shows them: those that say the same together, with their
/// number and the first places for a person; one by one for a script.
final class RemarkTexts {

    private static final int GROUPS = 20;
    private static final int PLACES = 3;

    private RemarkTexts() {}

    /// What is odd about an import, in lines; empty when nothing is.
    ///
    /// @param file what the import is called
    /// @param rejected how many rows were left out, of which the first may be in `rows`
    static String text(String file, long rejected, List<RejectedRow> rows, long warnings, List<WarningGroup> groups) {
        var text = new StringBuilder();
        if (rejected > 0) {
            text.append(Plain.text("\n%s: %,d %s left out\n", file, rejected, Plain.of(rejected, "row", "rows")));
            rejected(text, rows);
            if (rows.size() < rejected) {
                text.append(Plain.text("  … and %,d more\n", rejected - rows.size()));
            }
        }
        if (warnings > 0) {
            text.append(Plain.text("\n%s: %,d %s\n", file, warnings, Plain.of(warnings, "warning", "warnings")));
            groups.stream()
                    .limit(GROUPS)
                    .forEach(group -> text.append(Plain.text(
                            "  %,d × %s%s\n",
                            group.count(),
                            group.message().isEmpty() ? "more of this kind [" + group.code() + "]" : group.message(),
                            places(group.first(), group.count()))));
            more(text, groups.size());
        }
        return text.toString();
    }

    private record Why(String reason, String column, String found) {}

    private static final class Group {
        private long count;
        private final List<Place> first = new java.util.ArrayList<>(PLACES);

        void add(Place place) {
            count++;
            if (first.size() < PLACES) {
                first.add(place);
            }
        }
    }

    private static void rejected(StringBuilder text, List<RejectedRow> rows) {
        var groups = new LinkedHashMap<Why, Group>();
        rows.forEach(row -> groups.computeIfAbsent(
                        new Why(row.reason().name(), row.place().column(), row.found()), _ -> new Group())
                .add(row.place()));
        groups.entrySet().stream().limit(GROUPS).forEach(entry -> {
            var why = entry.getKey();
            text.append(Plain.text(
                    "  %,d × %s%s%s%s\n",
                    entry.getValue().count,
                    why.reason(),
                    why.column().isEmpty() ? "" : ", column " + why.column(),
                    why.found().isEmpty() ? "" : ", found \"" + oneLine(why.found()) + "\"",
                    places(entry.getValue().first, entry.getValue().count)));
        });
        more(text, groups.size());
    }

    private static void more(StringBuilder text, int groups) {
        if (groups > GROUPS) {
            text.append(Plain.text("  … and %,d more kinds; --json has them all\n", groups - GROUPS));
        }
    }

    private static String places(List<Place> first, long count) {
        var told = first.stream()
                .map(place -> place.row() > 0
                        ? "row " + place.row() + (place.sheet().isEmpty() ? "" : " of " + place.sheet())
                        : place.sheet())
                .filter(place -> !place.isEmpty())
                .collect(Collectors.joining(", "));
        if (told.isEmpty()) {
            return "";
        }
        return count > first.size() ? Plain.text(" (%s and %,d more)", told, count - first.size()) : " (" + told + ")";
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    static List<Map<String, Object>> rejectedDocuments(List<RejectedRow> rows) {
        return rows.stream()
                .map(row -> {
                    var document = place(row.place());
                    document.put("reason", row.reason().name());
                    document.put("found", row.found());
                    document.put("raw", row.raw());
                    return document;
                })
                .toList();
    }

    static List<Map<String, Object>> warningDocuments(List<LoadWarning> warnings) {
        return warnings.stream()
                .map(warning -> {
                    var document = place(warning.place());
                    document.put("code", warning.code());
                    document.put("message", warning.message());
                    return document;
                })
                .toList();
    }

    static List<Map<String, Object>> groupDocuments(List<WarningGroup> groups) {
        return groups.stream()
                .map(group -> {
                    var document = Json.object();
                    document.put("code", group.code());
                    document.put("message", group.message());
                    document.put("count", group.count());
                    document.put(
                            "first",
                            group.first().stream().map(RemarkTexts::place).toList());
                    return document;
                })
                .toList();
    }

    private static Map<String, Object> place(Place place) {
        var document = Json.object();
        document.put("file", place.file());
        document.put("sheet", place.sheet());
        document.put("row", place.row());
        document.put("column", place.column());
        return document;
    }
}
