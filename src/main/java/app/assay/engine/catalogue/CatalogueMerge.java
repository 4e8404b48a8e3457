package app.assay.engine.catalogue;

import app.assay.domain.software.Catalogue;
import app.assay.domain.software.CatalogueFinding;
import app.assay.domain.software.CatalogueFinding.Code;
import app.assay.domain.software.OwnProduct;
import app.assay.domain.software.Product;
import app.assay.domain.software.Publisher;
import app.assay.domain.software.RecognitionRule;
import app.assay.engine.recognise.Normaliser;
import app.assay.work.Plain;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// Puts the analyst's own products over the shipped catalogue. A pure function: the same records and the same shipped
/// catalogue give the same answer, whatever their order.
///
/// A record wins over the shipped product of its key, in whatever catalogue that product appears; the shipped one shows
/// again when the record is gone. A record that contradicts others is kept and told, and is not in force; then what is
/// shipped under its key counts. Nothing else is touched by it.
public final class CatalogueMerge {

    /// The catalogue in force.
    ///
    /// @param inForce own products in force by key
    /// @param findings in the order of keys, then identities, then codes
    public record Merged(Catalogue catalogue, SortedMap<String, OwnProduct> inForce, List<CatalogueFinding> findings) {

        public Merged {
            findings = List.copyOf(findings);
        }

        /// What is told about one record.
        public List<CatalogueFinding> of(UUID id) {
            return findings.stream().filter(finding -> finding.id().equals(id)).toList();
        }
    }

    private final Catalogue shipped;
    private final List<OwnProduct> own;
    private final SortedMap<String, OwnProduct> kept = new TreeMap<>();
    private final List<CatalogueFinding> findings = new ArrayList<>();

    private CatalogueMerge(Catalogue shipped, Collection<OwnProduct> own) {
        this.shipped = shipped;
        this.own = own.stream()
                .sorted(Comparator.comparing(OwnProduct::key).thenComparing(OwnProduct::id))
                .toList();
    }

    public static Merged merge(Catalogue shipped, Collection<OwnProduct> own) {
        return new CatalogueMerge(shipped, own).merged();
    }

    private Merged merged() {
        for (var one : own) {
            var product = one.product();
            if (product.isEmpty()) {
                out(one, "definition", Code.BROKEN, "The definition cannot be read: %s", one.problem());
            } else if (kept.containsKey(one.key())) {
                out(one, "key", Code.KEY_TWICE, "Another own product already has the key %s.", one.key());
            } else {
                kept.put(one.key(), one);
            }
        }
        names();
        var publishers = publishers();
        references();
        codes();
        var products = products();
        findings.sort(Comparator.comparing(CatalogueFinding::key)
                .thenComparing(CatalogueFinding::id)
                .thenComparing(CatalogueFinding::code));
        var catalogue = new Catalogue(
                shipped.name(), shipped.version(), publishers.values(), products.values(), rules(products));
        return new Merged(catalogue, Collections.unmodifiableSortedMap(kept), findings);
    }

    private static Product definition(OwnProduct one) {
        return one.product().orElseThrow();
    }

    private void out(OwnProduct one, String field, Code code, String message, Object... arguments) {
        kept.remove(one.key(), one);
        findings.add(new CatalogueFinding(one.id(), one.key(), field, code, true, Plain.text(message, arguments)));
    }

    private void told(OwnProduct one, String field, Code code, String message, Object... arguments) {
        findings.add(new CatalogueFinding(one.id(), one.key(), field, code, false, Plain.text(message, arguments)));
    }

    // ---------------------------------------------------------------- names

    /// A name in its normal form, without the publisher's name at the front.
    private String nameKey(String publisher, String name, Optional<Publisher> told) {
        var normal = Normaliser.title(name).text();
        var text = (normal.isEmpty() ? name : normal).toLowerCase(Locale.ROOT);
        for (var known : List.of(Optional.ofNullable(shipped.publishers().get(publisher)), told)) {
            var prefix =
                    known.map(one -> Normaliser.publisher(one.name()) + " ").orElse("");
            if (prefix.length() > 1 && text.length() > prefix.length() && text.startsWith(prefix)) {
                text = text.substring(prefix.length());
            }
        }
        return publisher + '\n' + text;
    }

    private String nameKey(OwnProduct one) {
        var product = definition(one);
        return nameKey(product.publisher(), product.name(), one.publisher());
    }

    /// The name of a shipped product and how discovery spells it.
    private Set<String> nameKeys(Product product) {
        var keys = new LinkedHashSet<String>();
        keys.add(nameKey(product.publisher(), product.name(), Optional.empty()));
        product.titles().forEach(title -> keys.add(nameKey(product.publisher(), title, Optional.empty())));
        return keys;
    }

    /// The analyst's own are compared first, in the order of their keys; then those that wait for a name that the
    /// catalogue has.
    private void names() {
        var names = new HashMap<String, OwnProduct>();
        for (var one : List.copyOf(kept.values())) {
            var other = names.putIfAbsent(nameKey(one), one);
            if (other != null) {
                out(
                        one,
                        "name",
                        Code.NAME_EXISTS,
                        "The own product %s already has the name \"%s\".",
                        other.key(),
                        definition(one).name());
            }
        }
        for (var product : shipped.products().values()) {
            if (kept.containsKey(product.key())) {
                continue; // the analyst's own definition is there instead
            }
            nameKeys(product).stream()
                    .flatMap(key -> Optional.ofNullable(names.get(key)).stream())
                    .distinct()
                    .forEach(one -> nameShipped(one, product));
        }
    }

    private void nameShipped(OwnProduct one, Product product) {
        if (!kept.containsKey(one.key())) {
            return;
        }
        if (one.waiting()) {
            out(
                    one,
                    "name",
                    Code.NAME_EXISTS,
                    "The catalogue already has the name \"%s\" under the key %s.",
                    definition(one).name(),
                    product.key());
        } else {
            told(
                    one,
                    "name",
                    Code.NAME_SHIPPED,
                    "The catalogue has the name \"%s\" under the key %s too; titles are taken for this one.",
                    definition(one).name(),
                    product.key());
        }
    }

    // ---------------------------------------------------------------- publishers

    private SortedMap<String, Publisher> publishers() {
        var publishers = new TreeMap<>(shipped.publishers());
        for (var one : kept.values()) {
            one.publisher().ifPresent(publisher -> add(publishers, one, publisher));
        }
        for (var one : List.copyOf(kept.values())) {
            if (!publishers.containsKey(definition(one).publisher())) {
                out(
                        one,
                        "publisher",
                        Code.PUBLISHER_UNKNOWN,
                        "Nothing tells who the publisher %s is.",
                        definition(one).publisher());
            }
        }
        return publishers;
    }

    /// The shipped name stays, the first own one else; further spellings of all count.
    private void add(Map<String, Publisher> publishers, OwnProduct one, Publisher publisher) {
        var known = publishers.get(publisher.key());
        if (known == null) {
            publishers.put(publisher.key(), publisher);
            return;
        }
        if (!known.name().equals(publisher.name()) && !shipped.publishers().containsKey(publisher.key())) {
            told(
                    one,
                    "publisher",
                    Code.PUBLISHER_DIFFERS,
                    "The publisher %s is called \"%s\" by another own product.",
                    publisher.key(),
                    known.name());
        }
        var aliases = new LinkedHashSet<>(known.aliases());
        if (!known.name().equals(publisher.name())) {
            aliases.add(publisher.name());
        }
        aliases.addAll(publisher.aliases());
        publishers.put(known.key(), new Publisher(known.key(), known.name(), List.copyOf(aliases)));
    }

    // ---------------------------------------------------------------- suites

    private SortedMap<String, Product> products() {
        var products = new TreeMap<>(shipped.products());
        kept.forEach((key, one) -> products.put(key, definition(one)));
        return products;
    }

    /// A record that goes can take away what another contains, so this is done until nothing more goes.
    private void references() {
        while (true) {
            var products = products();
            var gone = new ArrayList<Runnable>();
            for (var one : kept.values()) {
                unknownComponent(one, products)
                        .ifPresentOrElse(
                                component -> gone.add(() -> out(
                                        one,
                                        "components",
                                        Code.COMPONENT_UNKNOWN,
                                        "The suite contains %s, which is no product of the catalogue.",
                                        component)),
                                () -> cycle(one.key(), products)
                                        .ifPresent(way -> gone.add(() -> out(
                                                one,
                                                "components",
                                                Code.CYCLE,
                                                "The suite contains itself: %s.",
                                                String.join(" → ", way)))));
            }
            if (gone.isEmpty()) {
                return;
            }
            gone.forEach(Runnable::run);
        }
    }

    private static Optional<String> unknownComponent(OwnProduct one, Map<String, Product> products) {
        return definition(one).components().stream()
                .map(component -> component.product())
                .filter(key -> !products.containsKey(key))
                .findFirst();
    }

    /// The shortest way from a suite back to itself.
    private static Optional<List<String>> cycle(String suite, Map<String, Product> products) {
        var before = new HashMap<String, String>();
        var seen = new HashSet<String>();
        var open = new ArrayDeque<String>();
        open.add(suite);
        while (!open.isEmpty()) {
            var key = open.remove();
            var product = products.get(key);
            if (product == null) {
                continue;
            }
            for (var component : product.components()) {
                var next = component.product();
                if (next.equals(suite)) {
                    var way = new ArrayList<String>();
                    way.add(suite);
                    for (var step = key; !step.equals(suite); step = before.getOrDefault(step, suite)) {
                        way.add(step);
                    }
                    way.add(suite);
                    return Optional.of(way.reversed());
                }
                if (seen.add(next)) {
                    before.put(next, key);
                    open.add(next);
                }
            }
        }
        return Optional.empty();
    }

    // ---------------------------------------------------------------- codes and rules

    /// A code names one product: the analyst's own product wins, the first by key among these.
    private void codes() {
        var owners = new HashMap<String, String>();
        for (var product : shipped.products().values()) {
            if (!kept.containsKey(product.key())) {
                product.codes().forEach(code -> owners.put(codeKey(code), product.key()));
            }
        }
        for (var one : List.copyOf(kept.values())) {
            var product = definition(one);
            var left = new ArrayList<String>();
            for (var code : product.codes()) {
                var owner = owners.get(codeKey(code));
                if (owner == null || owner.equals(one.key())) {
                    owners.put(codeKey(code), one.key());
                    left.add(code);
                    continue;
                }
                told(one, "codes", Code.CODE_TAKEN, "The code %s already names %s.", code, owner);
                if (!kept.containsKey(owner)) {
                    owners.put(codeKey(code), one.key());
                    left.add(code);
                }
            }
            if (left.size() < product.codes().size()) {
                var without = product.withCodes(left);
                kept.put(
                        one.key(),
                        new OwnProduct(
                                one.id(),
                                one.key(),
                                Optional.of(without),
                                one.publisher(),
                                one.waiting(),
                                one.problem()));
            }
        }
    }

    private static String codeKey(String code) {
        int end = code.indexOf('|');
        return (end < 0 ? code : code.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    /// Shipped rules whose target an own definition no longer has say nothing.
    private List<RecognitionRule> rules(Map<String, Product> products) {
        return shipped.rules().stream()
                .filter(rule -> rule.target()
                        .map(target -> {
                            var product = products.get(target.product());
                            return product != null
                                    && (target.edition().isEmpty()
                                            || product.edition(target.edition()).isPresent())
                                    && (target.release().isEmpty()
                                            || product.release(target.release()).isPresent());
                        })
                        .orElse(true))
                .toList();
    }
}
