package app.assay.service;

import app.assay.domain.software.Catalogue;
import app.assay.domain.software.OwnProduct;
import app.assay.domain.software.Publisher;
import app.assay.engine.recognise.Normaliser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What products and publishers there are while drafts become products: looked up by name and key, so that a table of
/// many products asks each of them once. For one thread.
final class KnownProducts {

    private final Catalogue catalogue;
    private final Catalogue shipped;
    private final List<OwnProduct> own = new ArrayList<>();
    private final Set<String> ownKeys = new HashSet<>();
    private final Map<String, Publisher> publishers = new HashMap<>();
    private final Map<String, Publisher> ownPublishers = new HashMap<>();
    /// The rest of each key behind a slash, by what stands before it.
    private final Map<String, Set<String>> taken = new HashMap<>();

    /// @param catalogue the one in force
    KnownProducts(Catalogue catalogue, Catalogue shipped, Collection<OwnProduct> own) {
        this.catalogue = catalogue;
        this.shipped = shipped;
        catalogue.publishers().values().forEach(publisher -> name(publishers, publisher));
        catalogue.products().keySet().forEach(this::take);
        shipped.products().keySet().forEach(this::take);
        own.forEach(this::add);
    }

    void add(OwnProduct product) {
        own.add(product);
        ownKeys.add(product.key());
        product.publisher().ifPresent(publisher -> name(ownPublishers, publisher));
        take(product.key());
    }

    Catalogue catalogue() {
        return catalogue;
    }

    Catalogue shipped() {
        return shipped;
    }

    /// Own products in the order in which they came.
    List<OwnProduct> own() {
        return own;
    }

    boolean isOwn(String key) {
        return ownKeys.contains(key);
    }

    /// The publisher of a key, name or spelling: the first of the catalogue, else of the own products.
    Optional<Publisher> publisher(String text) {
        var normal = Normaliser.publisher(text);
        return Optional.ofNullable(catalogue.publishers().get(text))
                .or(() -> Optional.ofNullable(publishers.get(normal)))
                .or(() -> Optional.ofNullable(ownPublishers.get(normal)));
    }

    /// What may not stand behind the key of a publisher, since a product has it.
    Set<String> taken(String publisher) {
        return taken.getOrDefault(publisher, Set.of());
    }

    private static void name(Map<String, Publisher> byName, Publisher publisher) {
        byName.putIfAbsent(Normaliser.publisher(publisher.name()), publisher);
        publisher.aliases().forEach(alias -> byName.putIfAbsent(Normaliser.publisher(alias), publisher));
    }

    private void take(String key) {
        for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
            taken.computeIfAbsent(key.substring(0, slash), _ -> new HashSet<>()).add(key.substring(slash + 1));
        }
    }
}
