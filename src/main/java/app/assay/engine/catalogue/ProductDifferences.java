package app.assay.engine.catalogue;

import app.assay.domain.software.Edition;
import app.assay.domain.software.Licensing;
import app.assay.domain.software.Product;
import app.assay.domain.software.ProductDifference;
import app.assay.domain.software.Release;
import app.assay.domain.software.SuiteComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/// Compares two definitions of one product field by field.
public final class ProductDifferences {

    private final List<ProductDifference> differences = new ArrayList<>();

    private ProductDifferences() {}

    /// All differences, in the order of the fields; empty when both mean the same.
    public static List<ProductDifference> of(Product shipped, Product own) {
        var comparing = new ProductDifferences();
        comparing.field("publisher", shipped.publisher(), own.publisher());
        comparing.field("name", shipped.name(), own.name());
        comparing.field("family", shipped.family(), own.family());
        comparing.field("category", shipped.category(), own.category());
        comparing.field("licensing", shipped.licensing().name(), own.licensing().name());
        comparing.field("metric", shipped.metric(), own.metric());
        comparing.field("otherMetrics", list(shipped.otherMetrics()), list(own.otherMetrics()));
        comparing.field("use", shipped.use().name(), own.use().name());
        comparing.field("titles", list(shipped.titles()), list(own.titles()));
        comparing.field("codes", list(shipped.codes()), list(own.codes()));
        comparing.parts(
                "edition",
                texts(shipped.editions(), Edition::key, ProductDifferences::text),
                texts(own.editions(), Edition::key, ProductDifferences::text));
        comparing.parts(
                "release",
                texts(shipped.releases(), Release::key, ProductDifferences::text),
                texts(own.releases(), Release::key, ProductDifferences::text));
        comparing.parts(
                "component",
                texts(shipped.components(), SuiteComponent::product, ProductDifferences::text),
                texts(own.components(), SuiteComponent::product, ProductDifferences::text));
        return comparing.differences;
    }

    private void field(String field, String shipped, String own) {
        if (!shipped.equals(own)) {
            differences.add(new ProductDifference(field, shipped, own));
        }
    }

    private void parts(String kind, Map<String, String> shipped, Map<String, String> own) {
        var keys = new TreeSet<String>();
        keys.addAll(shipped.keySet());
        keys.addAll(own.keySet());
        for (var key : keys) {
            field(kind + " " + key, shipped.getOrDefault(key, ""), own.getOrDefault(key, ""));
        }
    }

    private static <T> Map<String, String> texts(List<T> parts, Function<T, String> key, Function<T, String> text) {
        var texts = new LinkedHashMap<String, String>();
        parts.forEach(part -> texts.put(key.apply(part), text.apply(part)));
        return texts;
    }

    private static String list(List<String> values) {
        return String.join("; ", values);
    }

    private static String text(Edition edition) {
        var text = new ArrayList<String>();
        text.add(edition.name());
        text.add("rank " + edition.rank());
        more(text, "also", list(edition.aliases()));
        more(text, "metric", edition.metric());
        more(text, "licensing", edition.licensing().map(Licensing::name).orElse(""));
        more(text, "covers", list(edition.covers()));
        more(text, "unmaintained by host", edition.machineForEachCore() ? "one virtual machine for each core" : "");
        return String.join(", ", text);
    }

    private static String text(Release release) {
        var text = new ArrayList<String>();
        text.add(release.name());
        text.add("rank " + release.rank());
        more(text, "also", list(release.aliases()));
        more(text, "numbers", list(release.numbers()));
        more(text, "released", release.released().map(Object::toString).orElse(""));
        more(
                text,
                "end of support",
                release.endOfSupport().map(Object::toString).orElse(""));
        return String.join(", ", text);
    }

    private static String text(SuiteComponent component) {
        return component.editions().isEmpty() ? "all editions" : "editions " + list(component.editions());
    }

    private static void more(List<String> text, String word, String value) {
        if (!value.isEmpty()) {
            text.add(word + " " + value);
        }
    }
}
