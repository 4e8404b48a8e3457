package app.assay.service;

import app.assay.importing.ProductRows.Field;
import app.assay.importing.ProductRows.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// What the rows of a table say about one product. In cells with several things these stand apart by semicolons; an
/// edition or a version may have further spellings in brackets behind it, apart by commas, such as
/// `Standard; Professional (Pro, Prof)`. A spelling of a version that is a number is the beginning of technical version
/// numbers.
final class TableDraft {

    private static final Pattern BRACKETS = Pattern.compile("(.*?)\\(([^()]*)\\)\\s*");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)*\\.?");

    private final String name;
    private final List<String> places = new ArrayList<>();
    private final List<Map<Field, String>> rows = new ArrayList<>();

    TableDraft(String name) {
        this.name = name;
    }

    void add(String place, Line line) {
        places.add(place);
        rows.add(line.values());
    }

    /// Publisher and product as the table says them.
    String name() {
        return name;
    }

    List<String> places() {
        return places;
    }

    String publisher() {
        return first(Field.PUBLISHER);
    }

    String product() {
        return first(Field.PRODUCT);
    }

    private String first(Field field) {
        return rows.stream()
                .map(row -> row.getOrDefault(field, ""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /// Between editions, versions or products of one cell; within brackets a comma stands between spellings.
    private static final String SEVERAL = "[;|\\r\\n]|,(?![^(]*\\))";

    private List<String> all(Field field, List<String> known) {
        var texts = new LinkedHashSet<>(known);
        // A code has bars of its own, and names have commas.
        var separator = field == Field.CODES ? "[;\\r\\n]" : "[;|\\r\\n]";
        rows.forEach(row -> texts.addAll(parts(row.getOrDefault(field, ""), separator)));
        return List.copyOf(texts);
    }

    private static List<String> parts(String cell, String separator) {
        return Arrays.stream(cell.split(separator, -1))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /// The draft: what the table says over what is known; what it does not say stays as it is.
    ///
    /// @param withComponents false while the keys of the table's own products are not known yet
    ProductDraft over(ProductDraft known, boolean withComponents) {
        var told = first(Field.KEY);
        return new ProductDraft(
                known.key().isEmpty() ? told : known.key(),
                publisher(),
                all(Field.PUBLISHER_ALIASES, known.publisherAliases()),
                product(),
                or(first(Field.FAMILY), known.family()),
                or(first(Field.CATEGORY), known.category()),
                or(first(Field.LICENSING), known.licensing()),
                or(first(Field.METRIC), known.metric()),
                titles(known),
                all(Field.CODES, known.codes()),
                editions(known.editions()),
                releases(known.releases()),
                withComponents ? components(known.components()) : List.of());
    }

    /// Further spellings of a product do not take its name away.
    private List<String> titles(ProductDraft known) {
        var titles = all(Field.TITLES, known.titles());
        if (titles.isEmpty() || titles.contains(product())) {
            return titles;
        }
        var withName = new ArrayList<String>();
        withName.add(product());
        withName.addAll(titles);
        return withName;
    }

    private static String or(String told, String known) {
        return told.isEmpty() ? known : told;
    }

    /// A name with its spellings in brackets.
    private record Named(String name, List<String> more) {
        static Named of(String text) {
            var brackets = BRACKETS.matcher(text);
            if (brackets.matches() && !brackets.group(1).isBlank()) {
                return new Named(brackets.group(1).strip(), parts(brackets.group(2), ","));
            }
            return new Named(text.strip(), List.of());
        }
    }

    private List<Named> named(Field field) {
        var named = new ArrayList<Named>();
        rows.forEach(row -> parts(row.getOrDefault(field, ""), SEVERAL).forEach(part -> named.add(Named.of(part))));
        return named;
    }

    private List<ProductDraft.Edition> editions(List<ProductDraft.Edition> known) {
        var editions = new ArrayList<>(known);
        for (var told : named(Field.EDITIONS)) {
            int place = -1;
            for (int i = 0; i < editions.size(); i++) {
                if (same(editions.get(i).name(), told.name())) {
                    place = i;
                }
            }
            if (place < 0) {
                editions.add(new ProductDraft.Edition("", told.name(), told.more(), "", ""));
            } else {
                var before = editions.get(place);
                editions.set(
                        place,
                        new ProductDraft.Edition(
                                before.key(),
                                before.name(),
                                union(before.aliases(), told.more()),
                                before.metric(),
                                before.licensing()));
            }
        }
        return editions;
    }

    private List<ProductDraft.Release> releases(List<ProductDraft.Release> known) {
        var releases = new ArrayList<>(known);
        for (var told : named(Field.RELEASES)) {
            var numbers = told.more().stream()
                    .filter(text -> NUMBER.matcher(text).matches())
                    .toList();
            var aliases = told.more().stream()
                    .filter(text -> !NUMBER.matcher(text).matches())
                    .toList();
            int place = -1;
            for (int i = 0; i < releases.size(); i++) {
                if (same(releases.get(i).name(), told.name())) {
                    place = i;
                }
            }
            if (place < 0) {
                releases.add(new ProductDraft.Release("", told.name(), aliases, numbers, "", ""));
            } else {
                var before = releases.get(place);
                releases.set(
                        place,
                        new ProductDraft.Release(
                                before.key(),
                                before.name(),
                                union(before.aliases(), aliases),
                                union(before.numbers(), numbers),
                                before.released(),
                                before.endOfSupport()));
            }
        }
        return releases;
    }

    private List<ProductDraft.Component> components(List<ProductDraft.Component> known) {
        var components = new ArrayList<>(known);
        for (var row : rows) {
            for (var text : parts(row.getOrDefault(Field.COMPONENTS, ""), SEVERAL)) {
                if (components.stream().noneMatch(component -> same(component.product(), text))) {
                    components.add(new ProductDraft.Component(text, List.of()));
                }
            }
        }
        return components;
    }

    private static boolean same(String one, String other) {
        return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }

    private static List<String> union(List<String> known, List<String> told) {
        var all = new LinkedHashSet<>(known);
        all.addAll(told);
        return List.copyOf(all);
    }
}
