package app.assay.domain.software;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Publishers and products by key, in the order of their keys.
public final class Catalogue {

    public static final Catalogue EMPTY = new Catalogue("", "", List.of(), List.of());

    private final String name;
    private final String version;
    private final SortedMap<String, Publisher> publishers;
    private final SortedMap<String, Product> products;
    private final List<RecognitionRule> rules;

    /// A catalogue without rules of its own.
    ///
    /// @throws IllegalArgumentException if a key is there twice, or a product names a publisher that is not there
    public Catalogue(String name, String version, Collection<Publisher> publishers, Collection<Product> products) {
        this(name, version, publishers, products, List.of());
    }

    /// @param rules recognition rules that are shipped with the catalogue, in the order in which they are tried,
    /// after
    ///     everything an analyst said and after its exact titles
    /// @throws IllegalArgumentException if a key is there twice, or a product names a publisher that is not there
    public Catalogue(
            String name,
            String version,
            Collection<Publisher> publishers,
            Collection<Product> products,
            List<RecognitionRule> rules) {
        this.name = name;
        this.version = version;
        this.rules = List.copyOf(rules);
        var publishersByKey = new TreeMap<String, Publisher>();
        for (var publisher : publishers) {
            if (publishersByKey.put(publisher.key(), publisher) != null) {
                throw new IllegalArgumentException("publisher %s is in the catalogue twice".formatted(publisher.key()));
            }
        }
        var productsByKey = new TreeMap<String, Product>();
        for (var product : products) {
            if (productsByKey.put(product.key(), product) != null) {
                throw new IllegalArgumentException("product %s is in the catalogue twice".formatted(product.key()));
            }
            if (!publishersByKey.containsKey(product.publisher())) {
                throw new IllegalArgumentException(
                        "product %s names the unknown publisher %s".formatted(product.key(), product.publisher()));
            }
        }
        this.publishers = Collections.unmodifiableSortedMap(publishersByKey);
        this.products = Collections.unmodifiableSortedMap(productsByKey);
    }

    public String name() {
        return name;
    }

    public String version() {
        return version;
    }

    public SortedMap<String, Publisher> publishers() {
        return publishers;
    }

    public SortedMap<String, Product> products() {
        return products;
    }

    /// Rules that are shipped with the catalogue, in the order in which they are tried.
    public List<RecognitionRule> rules() {
        return rules;
    }

    public Optional<Product> product(String key) {
        return Optional.ofNullable(products.get(key));
    }

    /// The name that people read: the product's, or its key when the catalogue does not have it.
    public String productName(String key) {
        return product(key).map(Product::name).orElse(key);
    }

    /// The name of a product's publisher, empty when the catalogue does not have the product.
    public String publisherNameOf(String productKey) {
        return product(productKey)
                .map(product -> Optional.ofNullable(publishers.get(product.publisher()))
                        .map(Publisher::name)
                        .orElse(product.publisher()))
                .orElse("");
    }
}
