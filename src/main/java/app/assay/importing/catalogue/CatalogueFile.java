package app.assay.importing.catalogue;

import app.assay.domain.code.RuleMatch;
import app.assay.domain.entitlement.Metric;
import app.assay.domain.software.Catalogue;
import app.assay.domain.software.Edition;
import app.assay.domain.software.Licensing;
import app.assay.domain.software.Product;
import app.assay.domain.software.ProductTarget;
import app.assay.domain.software.Publisher;
import app.assay.domain.software.RecognitionRule;
import app.assay.domain.software.Release;
import app.assay.domain.software.SuiteComponent;
import app.assay.domain.software.UseTold;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Reason;
import app.assay.work.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads and writes catalogue files in the project's open format: one JSON document, described in
/// `src/docs/catalogue-format.md`.
///
/// Reading is strict: an unknown field, a field that is there twice, a key that names nothing, a metric that cannot be
/// read or a suite that contains itself is an error that names the place. A catalogue that was read is complete and
/// consistent; nothing is mended silently.
public final class CatalogueFile {

    /// The version of the format that this program writes and the newest it reads.
    public static final int FORMAT_VERSION = 1;

    /// The most bytes a catalogue file may have.
    public static final int MOST_BYTES = 64 * 1024 * 1024;

    private static final String STARTER = "/app/assay/catalogue/starter.json";
    private static final String FORMAT = "assay-catalogue";
    private static final int MOST_DEPTH = 12;
    private static final int LONGEST_TEXT = 4_000;
    private static final Pattern KEY = Pattern.compile("[a-z0-9]+(?:[.-][a-z0-9]+)*");
    private static final Pattern PRODUCT_KEY = Pattern.compile(KEY + "/" + KEY);
    private static final Pattern CODE = Pattern.compile("(?:swid|msi|package):[^|]+(?:\\|[^|]*\\|[^|]*)?");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_DEPTH)
                            .maxStringLength(LONGEST_TEXT)
                            .maxDocumentLength(MOST_BYTES)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private CatalogueFile() {}

    /// The starter catalogue that is shipped with the program.
    public static Catalogue starter() {
        try (var in = CatalogueFile.class.getResourceAsStream(STARTER)) {
            if (in == null) {
                throw new IllegalStateException("the program was built without " + STARTER);
            }
            return read(in, "starter.json");
        } catch (IOException cannotClose) {
            throw new UncheckedIOException(cannotClose);
        }
    }

    /// Reads a catalogue file. The stream is not closed.
    ///
    /// @param name name of the file, for error messages
    /// @throws Fault `INPUT_OVER_LIMIT` if it is larger than [#MOST_BYTES], `INPUT_MALFORMED` with the place if it
    /// is not
    ///     a catalogue or contradicts itself, `INPUT_UNREADABLE` if it cannot be read
    public static Catalogue read(InputStream in, String name) {
        var bytes = bytes(in, name);
        return new Reading(name).catalogue(parse(bytes, name));
    }

    /// What a file says that brings an analyst's own products: its publishers, products and rules as they stand
    /// there.
    /// Products may name publishers and products of another catalogue, so nothing between them is checked.
    ///
    /// @param rules how many rules the file has; rules are no products
    public record Loose(String name, String version, List<Publisher> publishers, List<Product> products, int rules) {}

    /// Reads a catalogue file as a list of products by themselves. The stream is not closed.
    ///
    /// @throws Fault as [#read(InputStream, String)], but for what products say about each other
    public static Loose readLoose(InputStream in, String name) {
        return new Reading(name).loose(parse(bytes(in, name), name));
    }

    private static byte[] bytes(InputStream in, String name) {
        byte[] bytes;
        try {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException unreadable) {
            throw new Fault(
                    FaultCode.INPUT_UNREADABLE,
                    Sentence.of("import.cannot-read", name, Reason.told(unreadable)),
                    Sentence.of("import.catalogue-in-use-unchanged"),
                    Sentence.of("import.check-file-disk-then-read"),
                    unreadable);
        }
        if (bytes.length > MOST_BYTES) {
            throw new Fault(
                    FaultCode.INPUT_OVER_LIMIT,
                    Sentence.of("import.larger-than-bytes", name, MOST_BYTES),
                    Sentence.of("import.catalogue-in-use-unchanged"),
                    Sentence.of("import.split-catalogue-into-smaller-files"));
        }
        return bytes;
    }

    /// The definition of an analyst's own product, as its record holds it: the product in the form of this file,
    /// and
    /// beside it who publishes it and whether it waits for its name.
    ///
    /// @param publisher empty where only the publisher's key is told
    /// @param waiting see [app.assay.domain.software.OwnProduct]
    public record Definition(Product product, Optional<Publisher> publisher, boolean waiting) {}

    /// Reads the definition of an analyst's own product.
    ///
    /// @param name what to call the text in error messages
    /// @throws Fault `INPUT_MALFORMED` with the place if it is not the definition of a product
    public static Definition readDefinition(String text, String name) {
        var reading = new Reading(name);
        var node = parse(text.getBytes(StandardCharsets.UTF_8), name);
        if (!(node instanceof ObjectNode object)) {
            throw malformed(name, "an object is needed", null);
        }
        var place = new Place("", object);
        var publisherName = reading.text(place, "publisherName");
        var aliases = reading.texts(place, "publisherAliases");
        boolean waiting = reading.flag(place, "waiting");
        object.remove(List.of("publisherName", "publisherAliases", "waiting"));
        var product = reading.product(place, true);
        if (publisherName.isEmpty() && !aliases.isEmpty()) {
            throw malformed(name, "publisherAliases has no publisherName beside it", null);
        }
        return new Definition(
                product,
                publisherName.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Publisher(product.publisher(), publisherName, aliases)),
                waiting);
    }

    /// The definition of an own product as one line; [#readDefinition(String, String)] reads it again. Equal
    /// definitions have equal texts.
    public static String writeDefinition(Product product, Optional<Publisher> publisher, boolean waiting) {
        var node = node(product);
        publisher.ifPresent(known -> {
            node.put("publisherName", known.name());
            texts(node, "publisherAliases", known.aliases());
        });
        if (waiting) {
            node.put("waiting", true);
        }
        return JSON.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(node);
    }

    /// The whole catalogue as text, sorted by key: same catalogue, same text.
    public static String write(Catalogue catalogue) {
        var root = JSON.createObjectNode();
        root.put("format", FORMAT);
        root.put("formatVersion", FORMAT_VERSION);
        root.put("name", catalogue.name());
        root.put("version", catalogue.version());
        return write(root, catalogue.publishers().values(), catalogue.products().values(), catalogue.rules());
    }

    /// Some products with publishers as a catalogue file, sorted by key. Products may name what is in another
    /// catalogue.
    public static String writeLoose(
            String name, String version, Collection<Publisher> publishers, Collection<Product> products) {
        var root = JSON.createObjectNode();
        root.put("format", FORMAT);
        root.put("formatVersion", FORMAT_VERSION);
        root.put("name", name);
        root.put("version", version);
        return write(
                root,
                publishers.stream().sorted(Comparator.comparing(Publisher::key)).toList(),
                products.stream().sorted(Comparator.comparing(Product::key)).toList(),
                List.of());
    }

    private static String write(
            ObjectNode root,
            Collection<Publisher> someone,
            Collection<Product> something,
            List<RecognitionRule> shipped) {
        var publishers = root.putArray("publishers");
        for (var publisher : someone) {
            var node = publishers.addObject();
            node.put("key", publisher.key());
            node.put("name", publisher.name());
            texts(node, "aliases", publisher.aliases());
        }
        var products = root.putArray("products");
        something.forEach(product -> products.add(node(product)));
        var rules = root.putArray("rules");
        for (var rule : shipped) {
            var node = rules.addObject();
            node.put("match", rule.match().name());
            node.put("title", rule.title());
            text(node, "publisher", rule.publisher());
            text(node, "version", rule.version());
            rule.target()
                    .ifPresentOrElse(
                            target -> {
                                node.put("product", target.product());
                                text(node, "edition", target.edition());
                                text(node, "release", target.release());
                            },
                            () -> {
                                if (rule.unsure().isEmpty()) {
                                    node.put("ignore", true);
                                } else {
                                    node.put("unsure", rule.unsure());
                                }
                            });
        }
        return JSON.writeValueAsString(root) + "\n";
    }

    private static ObjectNode node(Product product) {
        var node = JSON.createObjectNode();
        node.put("key", product.key());
        node.put("publisher", product.publisher());
        node.put("name", product.name());
        text(node, "family", product.family());
        text(node, "category", product.category());
        node.put("licensing", product.licensing().name());
        text(node, "metric", product.metric());
        texts(node, "otherMetrics", product.otherMetrics());
        if (product.use() != UseTold.INSTALLED) {
            node.put("use", product.use().name());
        }
        texts(node, "titles", product.titles());
        texts(node, "codes", product.codes());
        if (!product.editions().isEmpty()) {
            var editions = node.putArray("editions");
            for (var edition : product.editions()) {
                var child = editions.addObject();
                child.put("key", edition.key());
                child.put("name", edition.name());
                child.put("rank", edition.rank());
                texts(child, "aliases", edition.aliases());
                text(child, "metric", edition.metric());
                edition.licensing().ifPresent(licensing -> child.put("licensing", licensing.name()));
                texts(child, "covers", edition.covers());
                if (edition.machineForEachCore()) {
                    child.put("machineForEachCore", true);
                }
            }
        }
        if (!product.releases().isEmpty()) {
            var releases = node.putArray("releases");
            for (var release : product.releases()) {
                var child = releases.addObject();
                child.put("key", release.key());
                child.put("name", release.name());
                child.put("rank", release.rank());
                texts(child, "aliases", release.aliases());
                texts(child, "numbers", release.numbers());
                release.released().ifPresent(day -> child.put("released", day.toString()));
                release.endOfSupport().ifPresent(day -> child.put("endOfSupport", day.toString()));
            }
        }
        if (!product.components().isEmpty()) {
            var components = node.putArray("components");
            for (var component : product.components()) {
                var child = components.addObject();
                child.put("product", component.product());
                texts(child, "editions", component.editions());
            }
        }
        return node;
    }

    private static void text(ObjectNode node, String field, String value) {
        if (!value.isEmpty()) {
            node.put(field, value);
        }
    }

    private static void texts(ObjectNode node, String field, List<String> values) {
        if (!values.isEmpty()) {
            var array = node.putArray(field);
            values.forEach(array::add);
        }
    }

    private static JsonNode parse(byte[] bytes, String name) {
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException malformed) {
            var location = malformed.getLocation();
            String place = location == null
                    ? name
                    : "%s, line %s, column %s".formatted(name, location.getLineNr(), location.getColumnNr());
            throw malformed(place, String.valueOf(malformed.getOriginalMessage()), malformed);
        }
    }

    private static Fault malformed(String place, String why, @Nullable Throwable cause) {
        return new Fault(
                FaultCode.INPUT_MALFORMED,
                Sentence.of("import.at", place, Reason.clause(why)),
                Sentence.of("import.catalogue-in-use-unchanged"),
                Sentence.of("import.correct-file-at-place-read"),
                cause);
    }

    /// A JSON value and where it stands, such as `products[3].editions[0]`.
    private record Place(String path, JsonNode node) {}

    /// One reading of one file; knows its name for messages.
    private record Reading(String file) {

        private Place root(JsonNode node) {
            var root = new Place("", node);
            allow(root, "format", "formatVersion", "name", "version", "publishers", "products", "rules");
            if (!text(root, "format").equals(FORMAT)) {
                throw wrong(root, "format is not " + FORMAT);
            }
            int version = number(root, "formatVersion");
            if (version < 1 || version > FORMAT_VERSION) {
                throw wrong(
                        root,
                        "format version %s is not one that this program reads (1 to %s)"
                                .formatted(version, FORMAT_VERSION));
            }
            return root;
        }

        Loose loose(JsonNode node) {
            var root = root(node);
            var publishers = each(root, "publishers", this::publisher);
            var products = each(root, "products", place -> product(place, true));
            once(root, "publishers", publishers, Publisher::key);
            once(root, "products", products, Product::key);
            return new Loose(
                    text(root, "name"),
                    text(root, "version"),
                    publishers,
                    products,
                    list(root, "rules").size());
        }

        Catalogue catalogue(JsonNode node) {
            var root = root(node);
            var publishers = each(root, "publishers", this::publisher);
            var products = each(root, "products", place -> product(place, false));
            String name = text(root, "name");
            var rules = rules(root, name);
            Catalogue catalogue;
            try {
                catalogue = new Catalogue(name, text(root, "version"), publishers, products, rules);
            } catch (IllegalArgumentException contradiction) {
                throw malformed(file, Reason.of(contradiction), contradiction);
            }
            checkReferences(catalogue);
            return catalogue;
        }

        private Publisher publisher(Place place) {
            allow(place, "key", "name", "aliases");
            return new Publisher(key(place, "key", KEY), needed(place, "name"), texts(place, "aliases"));
        }

        Product product(Place place, boolean userDefined) {
            allow(
                    place,
                    "key",
                    "publisher",
                    "name",
                    "family",
                    "category",
                    "licensing",
                    "metric",
                    "titles",
                    "codes",
                    "editions",
                    "releases",
                    "components",
                    "otherMetrics",
                    "use");
            String name = needed(place, "name");
            String family = text(place, "family");
            var product = new Product(
                    key(place, "key", PRODUCT_KEY),
                    key(place, "publisher", KEY),
                    name,
                    family.isEmpty() ? name : family,
                    text(place, "category"),
                    code(place, "licensing", Licensing.class).orElse(Licensing.UNKNOWN),
                    metric(place),
                    texts(place, "titles"),
                    codes(place),
                    each(place, "editions", this::edition),
                    each(place, "releases", this::release),
                    each(place, "components", this::component),
                    otherMetrics(place),
                    code(place, "use", UseTold.class).orElse(UseTold.INSTALLED),
                    userDefined);
            once(place, "editions", product.editions(), Edition::key);
            for (var edition : product.editions()) {
                for (String covered : edition.covers()) {
                    if (covered.equals(edition.key())
                            || product.edition(covered).isEmpty()) {
                        throw wrong(
                                place,
                                "edition %s covers the %s edition %s"
                                        .formatted(
                                                edition.key(),
                                                covered.equals(edition.key()) ? "same" : "unknown",
                                                covered));
                    }
                }
            }
            once(place, "releases", product.releases(), Release::key);
            once(place, "components", product.components(), SuiteComponent::product);
            for (var component : product.components()) {
                for (String edition : component.editions()) {
                    if (product.edition(edition).isEmpty()) {
                        throw wrong(
                                place,
                                "component %s names the unknown edition %s".formatted(component.product(), edition));
                    }
                }
            }
            return product;
        }

        private Edition edition(Place place) {
            allow(place, "key", "name", "rank", "aliases", "metric", "licensing", "covers", "machineForEachCore");
            return new Edition(
                    key(place, "key", KEY),
                    needed(place, "name"),
                    number(place, "rank"),
                    texts(place, "aliases"),
                    metric(place),
                    code(place, "licensing", Licensing.class),
                    texts(place, "covers"),
                    flag(place, "machineForEachCore"));
        }

        private Release release(Place place) {
            allow(place, "key", "name", "rank", "aliases", "numbers", "released", "endOfSupport");
            return new Release(
                    key(place, "key", KEY),
                    needed(place, "name"),
                    number(place, "rank"),
                    texts(place, "aliases"),
                    texts(place, "numbers"),
                    day(place, "released"),
                    day(place, "endOfSupport"));
        }

        private SuiteComponent component(Place place) {
            allow(place, "product", "editions");
            return new SuiteComponent(key(place, "product", PRODUCT_KEY), texts(place, "editions"));
        }

        private List<RecognitionRule> rules(Place root, String catalogueName) {
            var rules = new ArrayList<RecognitionRule>();
            for (var place : list(root, "rules")) {
                allow(
                        place,
                        "match",
                        "title",
                        "publisher",
                        "version",
                        "product",
                        "edition",
                        "release",
                        "ignore",
                        "unsure",
                        "note");
                var match = code(place, "match", RuleMatch.class).orElse(RuleMatch.LITERAL);
                String title = needed(place, "title");
                if (match == RuleMatch.PATTERN) {
                    try {
                        Pattern.compile(title);
                    } catch (PatternSyntaxException invalid) {
                        throw wrong(place, "title is not a regular expression: " + invalid.getDescription());
                    }
                }
                boolean ignore = flag(place, "ignore");
                String unsure = text(place, "unsure");
                int meanings = (ignore ? 1 : 0)
                        + (unsure.isEmpty() ? 0 : 1)
                        + (place.node().has("product") ? 1 : 0);
                if (meanings != 1) {
                    throw wrong(
                            place, "a rule has a product, \"ignore\": true or \"unsure\" with the reason, one of them");
                }
                var target = ignore || !unsure.isEmpty()
                        ? Optional.<ProductTarget>empty()
                        : Optional.of(new ProductTarget(
                                key(place, "product", PRODUCT_KEY), text(place, "edition"), text(place, "release")));
                // made from what the rule says: the same rule has the same identity in every reading
                var id = UUID.nameUUIDFromBytes(
                        String.join("\n", catalogueName, match.name(), title, text(place, "publisher"))
                                .getBytes(StandardCharsets.UTF_8));
                rules.add(new RecognitionRule(
                        id,
                        rules.size() + 1,
                        match,
                        title,
                        text(place, "publisher"),
                        text(place, "version"),
                        target,
                        unsure,
                        catalogueName));
            }
            return rules;
        }

        private void checkReferences(Catalogue catalogue) {
            for (var product : catalogue.products().values()) {
                for (var component : product.components()) {
                    if (catalogue.product(component.product()).isEmpty()) {
                        throw malformed(
                                file,
                                "product %s contains the unknown product %s"
                                        .formatted(product.key(), component.product()),
                                null);
                    }
                }
                if (contains(catalogue, product)) {
                    throw malformed(file, "suite %s contains itself".formatted(product.key()), null);
                }
            }
            for (var rule : catalogue.rules()) {
                rule.target().ifPresent(target -> {
                    var product = catalogue.product(target.product());
                    if (product.isEmpty()
                            || (!target.edition().isEmpty()
                                    && product.get().edition(target.edition()).isEmpty())
                            || (!target.release().isEmpty()
                                    && product.get().release(target.release()).isEmpty())) {
                        throw malformed(
                                file,
                                "rule \"%s\" names the unknown target %s".formatted(rule.title(), target.text()),
                                null);
                    }
                });
            }
        }

        private static boolean contains(Catalogue catalogue, Product suite) {
            Deque<String> open = new ArrayDeque<>();
            Set<String> seen = new HashSet<>();
            suite.components().forEach(component -> open.add(component.product()));
            while (!open.isEmpty()) {
                String key = open.remove();
                if (key.equals(suite.key())) {
                    return true;
                }
                if (seen.add(key)) {
                    catalogue
                            .product(key)
                            .ifPresent(product ->
                                    product.components().forEach(component -> open.add(component.product())));
                }
            }
            return false;
        }

        private <T> void once(Place place, String field, List<T> values, Function<T, String> key) {
            var twice = values.stream().collect(Collectors.groupingBy(key, Collectors.counting())).entrySet().stream()
                    .filter(entry -> entry.getValue() > 1)
                    .map(Map.Entry::getKey)
                    .sorted()
                    .findFirst();
            if (twice.isPresent()) {
                throw wrong(place, "%s has %s twice".formatted(field, twice.get()));
            }
        }

        private void allow(Place place, String... fields) {
            if (!place.node().isObject()) {
                throw wrong(place, "an object is needed");
            }
            var allowed = Set.of(fields);
            for (String field : place.node().propertyNames()) {
                if (!allowed.contains(field)) {
                    throw wrong(place, "the field %s is not known".formatted(field));
                }
            }
        }

        private <T> List<T> each(Place place, String field, Function<Place, T> read) {
            return list(place, field).stream().map(read).toList();
        }

        private List<Place> list(Place place, String field) {
            var node = place.node().get(field);
            if (node == null) {
                return List.of();
            }
            if (!(node instanceof ArrayNode array)) {
                throw wrong(place, field + " is not a list");
            }
            String path = place.path().isEmpty() ? field : place.path() + "." + field;
            var places = new ArrayList<Place>(array.size());
            for (int i = 0; i < array.size(); i++) {
                places.add(new Place("%s[%s]".formatted(path, i), array.get(i)));
            }
            return places;
        }

        private List<String> texts(Place place, String field) {
            return list(place, field).stream()
                    .map(element -> {
                        if (!element.node().isString()
                                || element.node().stringValue().isBlank()) {
                            throw wrong(element, "a text is needed");
                        }
                        return element.node().stringValue();
                    })
                    .toList();
        }

        private List<String> codes(Place place) {
            var codes = texts(place, "codes");
            for (String code : codes) {
                if (!CODE.matcher(code).matches()) {
                    throw wrong(place, "%s is not a code such as msi:{…}, swid:… or package:…".formatted(code));
                }
            }
            return codes;
        }

        private String text(Place place, String field) {
            var node = place.node().get(field);
            if (node == null) {
                return "";
            }
            if (!node.isString()) {
                throw wrong(place, field + " is not a text");
            }
            return node.stringValue().strip();
        }

        private String needed(Place place, String field) {
            String text = text(place, field);
            if (text.isEmpty()) {
                throw wrong(place, field + " is missing");
            }
            return text;
        }

        private String key(Place place, String field, Pattern form) {
            String text = needed(place, field);
            if (!form.matcher(text).matches()) {
                throw wrong(
                        place,
                        "%s \"%s\" is not a key of lower-case letters, digits, dots and hyphens"
                                .formatted(field, text));
            }
            return text;
        }

        private int number(Place place, String field) {
            var node = place.node().get(field);
            if (node == null || !node.isInt()) {
                throw wrong(place, field + " is not a whole number");
            }
            return node.intValue();
        }

        private boolean flag(Place place, String field) {
            var node = place.node().get(field);
            if (node == null) {
                return false;
            }
            if (!node.isBoolean()) {
                throw wrong(place, field + " is not true or false");
            }
            return node.booleanValue();
        }

        private Optional<LocalDate> day(Place place, String field) {
            return checked(place, field, LocalDate::parse, "is not a date such as 2026-11-15");
        }

        private <E extends Enum<E>> Optional<E> code(Place place, String field, Class<E> codes) {
            return checked(
                    place,
                    field,
                    text -> Enum.valueOf(codes, text),
                    "is not one of " + Arrays.toString(codes.getEnumConstants()));
        }

        private String metric(Place place) {
            return checked(place, "metric", text -> Metric.parse(text).text(), "is not a metric")
                    .orElse("");
        }

        private List<String> otherMetrics(Place place) {
            var metrics = new ArrayList<String>();
            for (String text : texts(place, "otherMetrics")) {
                try {
                    metrics.add(Metric.parse(text).text());
                } catch (IllegalArgumentException bad) {
                    throw malformed(
                            "%s, %s".formatted(file, place.path()),
                            "otherMetrics \"%s\" is not a metric".formatted(text),
                            bad);
                }
            }
            return metrics;
        }

        private <T> Optional<T> checked(Place place, String field, Function<String, T> read, String otherwise) {
            String text = text(place, field);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(read.apply(text));
            } catch (IllegalArgumentException | DateTimeParseException bad) {
                throw malformed(
                        "%s, %s".formatted(file, place.path()), "%s \"%s\" %s".formatted(field, text, otherwise), bad);
            }
        }

        private Fault wrong(Place place, String why) {
            return malformed(place.path().isEmpty() ? file : "%s, %s".formatted(file, place.path()), why, null);
        }
    }
}
