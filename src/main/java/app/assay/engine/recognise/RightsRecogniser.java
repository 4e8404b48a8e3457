package app.assay.engine.recognise;

import app.assay.domain.entitlement.Metric;
import app.assay.domain.entitlement.MetricNames;
import app.assay.domain.metric.CountedMetrics;
import app.assay.domain.software.Basis;
import app.assay.domain.software.Edition;
import app.assay.domain.software.Product;
import app.assay.domain.software.ProductTarget;
import app.assay.domain.software.RawTitle;
import app.assay.domain.software.Recognition;
import app.assay.domain.software.Recognition.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/// Tells for which product, edition, version and metric a right is, from the texts of the file that brought it.
///
/// A pure function of the texts and of the recogniser it was made with: the same catalogue, rules and decisions give
/// the same answers. In this order: the key of a product; what was decided or ruled for a title of the same texts; a
/// part number that the catalogue has; the name of a product; the exact normal form. A publisher that is told decides:
/// a product of another publisher is never meant.
///
/// Nothing is guessed and nothing becomes *any*. An edition or version that nobody knows stays as its text, which is
/// equal to none of the catalogue; only a text that is empty or says "any" is for any. A metric that nobody
/// understands stays as it is named and cannot be computed.
public final class RightsRecogniser {

    private static final Set<String> ANY = Set.of(
            "any",
            "all",
            "alle",
            "jede",
            "beliebig",
            "toutes",
            "tous",
            "todas",
            "*",
            "any version",
            "all versions",
            "alle versionen",
            "any edition",
            "all editions",
            "alle editionen");

    private final Recogniser recogniser;
    private final Map<String, List<Product>> byName = new HashMap<>();

    public RightsRecogniser(Recogniser recogniser) {
        this.recogniser = recogniser;
        for (var product : recogniser.catalogue().products().values()) {
            String maker = recogniser.catalogue().publisherNameOf(product.key());
            add(product.name(), product);
            if (!product.name().toLowerCase(Locale.ROOT).startsWith(maker.toLowerCase(Locale.ROOT))) {
                add(maker + " " + product.name(), product);
            }
        }
    }

    private void add(String name, Product product) {
        byName.computeIfAbsent(folded(name), _ -> new ArrayList<>()).add(product);
    }

    /// What the texts mean.
    public RecognisedRight recognise(RightText text) {
        var exact = recogniser.catalogue().product(text.product());
        if (exact.isPresent()) {
            var recognition = new Recognition(
                    State.RECOGNISED,
                    Optional.of(new ProductTarget(text.product(), "", "")),
                    Basis.EXACT,
                    1,
                    "key " + text.product());
            return told(text, new Found(recognition, false, false), true);
        }
        var found = product(text);
        return told(text, found, false);
    }

    /// @param readsEdition whether the recognised text held the edition
    /// @param readsVersion whether the recognised text held the version
    private record Found(Recognition recognition, boolean readsEdition, boolean readsVersion) {
        boolean decides() {
            return recognition.basis() == Basis.MANUAL || recognition.basis() == Basis.USER_RULE;
        }
    }

    private Found product(RightText text) {
        if (text.product().isEmpty()) {
            return new Found(Recognition.OPEN, false, false);
        }
        var plain = new Found(recogniser.recognise(text.title(-1)), true, false);
        if (plain.decides()) {
            return plain;
        }
        var bare = text.edition().isEmpty()
                ? plain
                : new Found(
                        recogniser.recognise(new RawTitle(-1, text.product(), text.publisher(), text.version(), "")),
                        false,
                        false);
        if (bare.decides()) {
            return bare;
        }
        var coded = text.partNumber().isEmpty()
                ? Optional.<ProductTarget>empty()
                : recogniser.coded("sku:" + text.partNumber());
        if (coded.isPresent()) {
            return new Found(
                    new Recognition(State.RECOGNISED, coded, Basis.PRODUCT_CODE, 1, "part number " + text.partNumber()),
                    true,
                    true);
        }
        var named = byName(text);
        if (named.isPresent()) {
            return new Found(named.get(), false, false);
        }
        var whole = new Found(
                recogniser.recognise(new RawTitle(
                        -1,
                        RightText.named(text.product(), text.edition(), anyAsEmpty(text.version())),
                        text.publisher(),
                        "",
                        "")),
                true,
                true);
        String contradiction = plain.recognition().detail();
        for (var found : List.of(whole, plain, bare)) {
            if (isSure(found, text)) {
                return found;
            }
        }
        if (!text.publisher().isEmpty()) {
            for (String version : List.of(anyAsEmpty(text.version()), "")) {
                var owned = new Found(
                        recogniser.recognise(new RawTitle(
                                -1,
                                RightText.named(text.publisher(), text.product(), text.edition(), version),
                                text.publisher(),
                                version.isEmpty() ? text.version() : "",
                                "")),
                        true,
                        !version.isEmpty());
                if (isSure(owned, text)) {
                    return owned;
                }
            }
        }
        return new Found(new Recognition(State.OPEN, Optional.empty(), Basis.NONE, 0, contradiction), false, false);
    }

    /// A shipped rule that passes a title over, such as one for drivers, says nothing about what somebody bought.
    private boolean isSure(Found found, RightText text) {
        return found.recognition().state() == State.RECOGNISED
                && (found.decides()
                        || found.recognition()
                                .target()
                                .flatMap(target -> recogniser.catalogue().product(target.product()))
                                .filter(product -> isBy(product, text.publisher()))
                                .isPresent());
    }

    private boolean isBy(Product product, String publisher) {
        return publisher.isEmpty()
                || recogniser.publishers(publisher).contains(product.publisher())
                || folded(publisher).equals(folded(recogniser.catalogue().publisherNameOf(product.key())));
    }

    private Optional<Recognition> byName(RightText text) {
        var found = byName.getOrDefault(folded(text.product()), List.of()).stream()
                .filter(product -> isBy(product, text.publisher()))
                .toList();
        return found.size() == 1
                ? Optional.of(new Recognition(
                        State.RECOGNISED,
                        Optional.of(new ProductTarget(found.getFirst().key(), "", "")),
                        Basis.EXACT,
                        1,
                        "name \"%s\" of the catalogue"
                                .formatted(found.getFirst().name())))
                : Optional.empty();
    }

    private RecognisedRight told(RightText text, Found found, boolean named) {
        var recognition = found.recognition();
        var target = recognition.target();
        var product = target.flatMap(known -> recogniser.catalogue().product(known.product()));
        String edition = "";
        String version = "";
        boolean unknownEdition = false;
        boolean unknownVersion = false;
        if (target.isPresent()) {
            edition = edition(text, found, target.get(), product);
            version = version(text, found, target.get(), product);
            String editionKey = edition;
            String versionKey = version;
            unknownEdition = !edition.isEmpty()
                    && product.flatMap(known -> known.edition(editionKey)).isEmpty();
            unknownVersion = !version.isEmpty()
                    && product.filter(known -> known.release(versionKey).isEmpty()
                                    && !known.releases().isEmpty())
                            .isPresent();
            recognition = new Recognition(
                    recognition.state(),
                    Optional.of(new ProductTarget(target.get().product(), edition, version)),
                    recognition.basis(),
                    recognition.score(),
                    recognition.detail());
        }
        var metric = metric(text.metric(), product, edition);
        return new RecognisedRight(
                recognition,
                named,
                unknownEdition,
                unknownVersion,
                metric.metric(),
                metric.note(),
                metric.unitsPerPack());
    }

    private static String edition(RightText text, Found found, ProductTarget target, Optional<Product> product) {
        if (found.decides() && !target.edition().isEmpty()) {
            return target.edition();
        }
        String given = anyAsEmpty(text.edition());
        if (given.isEmpty()) {
            return target.edition(); // "any" in a column takes nothing back that the name says
        }
        var known = product.flatMap(of -> editionOf(of, given));
        if (known.isPresent()) {
            return known.get();
        }
        return found.readsEdition() && !target.edition().isEmpty() ? target.edition() : given;
    }

    private String version(RightText text, Found found, ProductTarget target, Optional<Product> product) {
        if (found.decides() && !target.release().isEmpty()) {
            return target.release();
        }
        String given = anyAsEmpty(text.version());
        if (given.isEmpty()) {
            return target.release(); // "any" in a column takes nothing back that the name says
        }
        var known = product.flatMap(of -> releaseOf(of, given));
        if (known.isPresent()) {
            return known.get();
        }
        return found.readsVersion() && !target.release().isEmpty() ? target.release() : given;
    }

    private static Optional<String> editionOf(Product product, String text) {
        var words = Normaliser.title(text).tokens();
        return product.editions().stream()
                .filter(edition -> edition.key().equalsIgnoreCase(text)
                        || edition.name().equalsIgnoreCase(text)
                        || edition.aliases().stream().anyMatch(text::equalsIgnoreCase))
                .findFirst()
                .or(() -> words.isEmpty()
                        ? Optional.empty()
                        : product.editions().stream()
                                .filter(edition -> Normaliser.title(edition.name())
                                                .tokens()
                                                .equals(words)
                                        || edition.aliases().stream()
                                                .anyMatch(alias -> Normaliser.title(alias)
                                                        .tokens()
                                                        .equals(words)))
                                .findFirst())
                .map(Edition::key);
    }

    private Optional<String> releaseOf(Product product, String text) {
        return product.releases().stream()
                .filter(release -> release.key().equalsIgnoreCase(text)
                        || release.name().equalsIgnoreCase(text)
                        || release.aliases().stream().anyMatch(text::equalsIgnoreCase))
                .map(release -> release.key())
                .findFirst()
                .or(() -> Optional.of(recogniser.releaseOf(product, withoutWord(text)))
                        .filter(release -> !release.isEmpty()));
    }

    /// `Version 2021` and `v2021` are 2021.
    private static String withoutWord(String text) {
        return text.replaceFirst("(?i)^(?:version|ver\\.?|release|rel\\.?)\\s*", "");
    }

    private record ToldMetric(Metric metric, String note, OptionalInt unitsPerPack) {
        ToldMetric(Metric metric, String note) {
            this(metric, note, OptionalInt.empty());
        }
    }

    private static ToldMetric metric(String given, Optional<Product> product, String edition) {
        String text = given;
        var canonical = parsed(text);
        if (canonical.isPresent()) {
            if (canonical.get() instanceof Metric.Other(var name)) {
                text = name; // what an earlier import could not read
            } else if (text.indexOf('(') >= 0) {
                return new ToldMetric(canonical.get(), "");
            }
        }
        var usual = product.map(known -> known.metricOf(edition)).flatMap(RightsRecogniser::parsed);
        if (MetricNames.isNone(text)) {
            return usual.map(metric -> new ToldMetric(
                            metric,
                            "Nothing tells the metric of the right; the usual one of the product is taken, %s."
                                    .formatted(metric.text())))
                    .orElseGet(() -> new ToldMetric(new Metric.Other("not stated"), ""));
        }
        var code = canonical
                .filter(metric -> !(metric instanceof Metric.Other))
                .map(Metric::code)
                .or(() -> MetricNames.code(given.isEmpty() ? "" : nameOf(given)));
        if (code.isEmpty()) {
            return new ToldMetric(new Metric.Other(text), "");
        }
        var pack = MetricNames.unitsPerPack(text);
        var sold = Stream.concat(
                        usual.stream(),
                        product.map(Product::otherMetrics).orElse(List.of()).stream()
                                .flatMap(other -> parsed(other).stream()))
                .filter(metric -> metric.code().equals(code.get())
                        || (metric instanceof Metric.Other(var name) && name.startsWith(code.get())))
                .findFirst();
        if (sold.isPresent()) {
            String note = sold.get().text().equals(code.get())
                    ? ""
                    : "\"%s\" is taken with the terms that are usual for the product: %s."
                            .formatted(text, sold.get().text());
            return new ToldMetric(sold.get(), note, pack);
        }
        boolean hasTerms = code.get().equals("core")
                || code.get().equals("processor")
                || CountedMetrics.find(code.get()).stream()
                        .flatMap(metric -> metric.terms().stream())
                        .anyMatch(term -> term.name().startsWith("minimum"));
        return new ToldMetric(
                Metric.parse(code.get()),
                hasTerms
                        ? "\"%s\" is taken without a minimum: neither the right nor the product tells its terms."
                                .formatted(text)
                        : "",
                pack);
    }

    private static String nameOf(String text) {
        return parsed(text)
                .filter(metric -> metric instanceof Metric.Other)
                .map(metric -> ((Metric.Other) metric).name())
                .orElse(text);
    }

    private static Optional<Metric> parsed(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Metric.parse(text));
        } catch (IllegalArgumentException noCanonicalText) {
            return Optional.empty();
        }
    }

    private static String anyAsEmpty(String text) {
        return ANY.contains(folded(text)) ? "" : text;
    }

    private static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }

    /// Why a right is for what it is, in one plain English sentence.
    public String explain(RightText text) {
        var right = recognise(text);
        return recogniser.explained(text.title(-1), right.recognition());
    }
}
