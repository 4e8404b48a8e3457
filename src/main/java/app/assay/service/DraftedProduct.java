package app.assay.service;

import app.assay.domain.entitlement.Metric;
import app.assay.domain.software.Catalogue;
import app.assay.domain.software.Edition;
import app.assay.domain.software.Licensing;
import app.assay.domain.software.Product;
import app.assay.domain.software.ProductKeys;
import app.assay.domain.software.Publisher;
import app.assay.domain.software.Release;
import app.assay.domain.software.SuiteComponent;
import app.assay.domain.software.UseTold;
import app.assay.engine.recognise.Normaliser;
import app.assay.importing.ProductRows;
import app.assay.work.Plain;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Makes a definition of what an analyst typed or a table told. A pure function of the draft, the catalogue in force
/// and the own records.
final class DraftedProduct {

    /// Something that keeps a draft from being a definition.
    ///
    /// @param field field of the draft, such as `name`, `editions`
    record Problem(String field, String message) {}

    /// What a draft says.
    ///
    /// @param product empty when there are problems
    /// @param publisher who publishes it, where the shipped catalogue does not know
    record Result(Optional<Product> product, Optional<Publisher> publisher, List<Problem> problems) {}

    private static final Pattern CODE = Pattern.compile("(?:swid|msi|package):[^|]+(?:\\|[^|]*\\|[^|]*)?");
    private static final Pattern KEY = Pattern.compile("[a-z0-9]+(?:[.-][a-z0-9]+)*/[a-z0-9]+(?:[.-][a-z0-9]+)*");

    private final ProductDraft draft;
    private final Optional<Product> before;
    private final KnownProducts known;
    private final Catalogue catalogue;
    private final Catalogue shipped;
    private final List<Problem> problems = new ArrayList<>();

    private DraftedProduct(ProductDraft draft, Optional<Product> before, KnownProducts known) {
        this.draft = draft;
        this.before = before;
        this.known = known;
        catalogue = known.catalogue();
        shipped = known.shipped();
    }

    /// @param before the definition that the draft changes, for what a draft does not hold: keys and ranks
    static Result of(ProductDraft draft, Optional<Product> before, KnownProducts known) {
        return new DraftedProduct(draft, before, known).result();
    }

    private void wrong(String field, String message, Object... arguments) {
        problems.add(new Problem(field, Plain.text(message, arguments)));
    }

    private Result result() {
        var name = draft.name().strip();
        if (name.isEmpty()) {
            wrong("name", "The product's name is missing.");
        }
        if (draft.publisher().isBlank()) {
            wrong("publisher", "The publisher is missing.");
        }
        if (!problems.isEmpty()) {
            return new Result(Optional.empty(), Optional.empty(), problems);
        }
        var publisher = publisher();
        var key = key(publisher.key());
        var editions = editions();
        var releases = releases();
        var components = components(editions);
        codes();
        var licensing = licensing("licensing", draft.licensing());
        var metric = metric("metric", draft.metric());
        if (!problems.isEmpty()) {
            return new Result(Optional.empty(), Optional.empty(), problems);
        }
        var product = new Product(
                key,
                publisher.key(),
                name,
                draft.family().isBlank() ? name : draft.family().strip(),
                draft.category().strip(),
                licensing.orElse(Licensing.UNKNOWN),
                metric,
                distinct(draft.titles()),
                distinct(draft.codes()),
                editions,
                releases,
                components,
                before.map(Product::otherMetrics).orElse(List.of()),
                before.map(Product::use).orElse(UseTold.INSTALLED),
                true);
        var known = shipped.publishers().get(publisher.key());
        return new Result(
                Optional.of(product), publisher.equals(known) ? Optional.empty() : Optional.of(publisher), List.of());
    }

    /// Known by key, name or spelling; else a new one.
    private Publisher publisher() {
        var text = draft.publisher().strip();
        var told = known.publisher(text);
        var aliases = new LinkedHashSet<>(distinct(draft.publisherAliases()));
        if (told.isPresent()) {
            var found = told.get();
            var shippedOne = shipped.publishers().get(found.key());
            aliases.remove(found.name());
            if (shippedOne != null) {
                aliases.addAll(shippedOne.aliases());
                var all = new LinkedHashSet<>(shippedOne.aliases());
                all.addAll(aliases);
                return new Publisher(found.key(), shippedOne.name(), List.copyOf(all));
            }
            return new Publisher(found.key(), found.name(), List.copyOf(aliases));
        }
        aliases.remove(text);
        return new Publisher(ProductKeys.of(text), text, List.copyOf(aliases));
    }

    /// The publisher of a name in a catalogue.
    static Optional<Publisher> known(Catalogue catalogue, String text) {
        return Optional.ofNullable(catalogue.publishers().get(text))
                .or(() -> catalogue.publishers().values().stream()
                        .filter(publisher -> isNamed(publisher, text))
                        .findFirst());
    }

    private static boolean isNamed(Publisher publisher, String text) {
        var normal = Normaliser.publisher(text);
        return Normaliser.publisher(publisher.name()).equals(normal)
                || publisher.aliases().stream()
                        .anyMatch(alias -> Normaliser.publisher(alias).equals(normal));
    }

    private String key(String publisher) {
        var told = draft.key().strip();
        if (!told.isEmpty()) {
            if (!KEY.matcher(told).matches()) {
                wrong("key", "\"%s\" is not a key such as acme/draw.", told);
            }
            return told;
        }
        return publisher + "/" + ProductKeys.free(draft.name(), known.taken(publisher));
    }

    private List<Edition> editions() {
        var made = new ArrayList<Edition>();
        var taken = new HashSet<String>();
        draft.editions().forEach(edition -> taken.add(edition.key()));
        var names = new HashSet<String>();
        int rank = 0;
        for (var edition : draft.editions()) {
            var name = edition.name().strip();
            if (name.isEmpty()) {
                wrong("editions", "An edition has no name.");
                continue;
            }
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                wrong("editions", "The edition \"%s\" is there twice.", name);
                continue;
            }
            var known = before.flatMap(product -> product.edition(edition.key()));
            rank = rank(known.map(Edition::rank), rank);
            made.add(new Edition(
                    keyOf(edition.key(), name, taken),
                    name,
                    rank,
                    distinct(edition.aliases()),
                    metric("editions", edition.metric()),
                    edition.licensing().isBlank() ? Optional.empty() : licensing("editions", edition.licensing()),
                    known.map(Edition::covers).orElse(List.of()).stream()
                            .filter(covered -> draft.editions().stream()
                                    .anyMatch(other -> other.key().equals(covered)))
                            .toList(),
                    known.map(Edition::machineForEachCore).orElse(false)));
        }
        return made;
    }

    private static String keyOf(String told, String name, Set<String> taken) {
        if (!told.isEmpty()) {
            return told;
        }
        var key = ProductKeys.free(name, taken);
        taken.add(key);
        return key;
    }

    /// The rank it has, as long as the order of the list agrees.
    private static int rank(Optional<Integer> known, int before) {
        return known.filter(rank -> rank > before).orElse(before + 10);
    }

    private List<Release> releases() {
        var made = new ArrayList<Release>();
        var taken = new HashSet<String>();
        draft.releases().forEach(release -> taken.add(release.key()));
        var names = new HashSet<String>();
        int rank = 0;
        for (var release : draft.releases()) {
            var name = release.name().strip();
            if (name.isEmpty()) {
                wrong("releases", "A version has no name.");
                continue;
            }
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                wrong("releases", "The version \"%s\" is there twice.", name);
                continue;
            }
            var known = before.flatMap(product -> product.release(release.key()));
            rank = rank(known.map(Release::rank), rank);
            made.add(new Release(
                    keyOf(release.key(), name, taken),
                    name,
                    rank,
                    distinct(release.aliases()),
                    distinct(release.numbers()),
                    day(release.released(), name),
                    day(release.endOfSupport(), name)));
        }
        return made;
    }

    private Optional<LocalDate> day(String text, String release) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeParseException bad) {
            wrong("releases", "\"%s\" of version %s is not a date such as 2027-12-31.", text, release);
            return Optional.empty();
        }
    }

    private List<SuiteComponent> components(List<Edition> editions) {
        var made = new ArrayList<SuiteComponent>();
        var seen = new HashSet<String>();
        for (var component : draft.components()) {
            var text = component.product().strip();
            if (text.isEmpty()) {
                wrong("components", "A component has no name.");
                continue;
            }
            var key = product(text);
            if (key.isEmpty()) {
                wrong("components", "The catalogue has no product \"%s\", or more than one.", text);
                continue;
            }
            if (!seen.add(key.get())) {
                wrong("components", "The component \"%s\" is there twice.", text);
                continue;
            }
            var in = new ArrayList<String>();
            for (var name : component.editions()) {
                editions.stream()
                        .filter(edition -> edition.key().equals(name.strip())
                                || edition.name().equalsIgnoreCase(name.strip()))
                        .findFirst()
                        .ifPresentOrElse(
                                edition -> in.add(edition.key()),
                                () -> wrong("components", "The suite has no edition \"%s\".", name));
            }
            made.add(new SuiteComponent(key.get(), in));
        }
        return made;
    }

    /// A text that looks like a key is one, even if nothing has it: it is told when the catalogue is put together.
    private Optional<String> product(String text) {
        if (catalogue.product(text).isPresent() || KEY.matcher(text).matches()) {
            return Optional.of(text);
        }
        var found = new ArrayList<String>();
        for (var product : catalogue.products().values()) {
            if (product.name().equalsIgnoreCase(text)
                    || (catalogue.publisherNameOf(product.key()) + " " + product.name()).equalsIgnoreCase(text)) {
                found.add(product.key());
            }
        }
        known.own().stream()
                .filter(one -> !found.contains(one.key()))
                .filter(one -> one.product()
                        .filter(product -> product.name().equalsIgnoreCase(text))
                        .isPresent())
                .forEach(one -> found.add(one.key()));
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private void codes() {
        for (var code : draft.codes()) {
            if (!code.isBlank() && !CODE.matcher(code.strip()).matches()) {
                wrong("codes", "%s is not a code such as msi:{…}, swid:… or package:….", code);
            }
        }
    }

    private Optional<Licensing> licensing(String field, String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Licensing.valueOf(
                    ProductRows.licensing(text).orElse(text.strip().toUpperCase(Locale.ROOT))));
        } catch (IllegalArgumentException unknown) {
            wrong(field, "\"%s\" does not tell whether the product needs a licence.", text);
            return Optional.empty();
        }
    }

    private String metric(String field, String text) {
        if (text.isBlank()) {
            return "";
        }
        var canonical = ProductRows.metric(text.strip());
        try {
            return Metric.parse(canonical).text();
        } catch (IllegalArgumentException unknown) {
            wrong(field, "\"%s\" is not a licence metric.", text);
            return "";
        }
    }

    private static List<String> distinct(List<String> texts) {
        return texts.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }
}
