package app.assay.service;

import java.util.List;

/// A product as an analyst types it or a table tells it: names and texts, of which [OwnProducts] makes a definition.
///
/// @param key key of the product that is changed; empty for a new one
/// @param publisher name or key of the publisher
/// @param publisherAliases further spellings of the publisher
/// @param licensing code; empty for unknown
/// @param metric canonical text of the usual metric; empty for none
/// @param titles how discovery spells it, without edition and version; empty when it is the name
public record ProductDraft(
        String key,
        String publisher,
        List<String> publisherAliases,
        String name,
        String family,
        String category,
        String licensing,
        String metric,
        List<String> titles,
        List<String> codes,
        List<Edition> editions,
        List<Release> releases,
        List<Component> components) {

    public ProductDraft {
        publisherAliases = List.copyOf(publisherAliases);
        titles = List.copyOf(titles);
        codes = List.copyOf(codes);
        editions = List.copyOf(editions);
        releases = List.copyOf(releases);
        components = List.copyOf(components);
    }

    /// A draft in which nothing is told.
    public static final ProductDraft EMPTY = new ProductDraft(
            "", "", List.of(), "", "", "", "LICENSABLE", "", List.of(), List.of(), List.of(), List.of(), List.of());

    /// The same draft of a product with a key.
    public ProductDraft withKey(String other) {
        return new ProductDraft(
                other,
                publisher,
                publisherAliases,
                name,
                family,
                category,
                licensing,
                metric,
                titles,
                codes,
                editions,
                releases,
                components);
    }

    /// @param key empty for a new one
    public record Edition(String key, String name, List<String> aliases, String metric, String licensing) {
        public Edition {
            aliases = List.copyOf(aliases);
        }
    }

    /// @param key empty for a new one
    /// @param released ISO date or empty
    /// @param endOfSupport ISO date or empty
    public record Release(
            String key, String name, List<String> aliases, List<String> numbers, String released, String endOfSupport) {
        public Release {
            aliases = List.copyOf(aliases);
            numbers = List.copyOf(numbers);
        }
    }

    /// @param product key, name, or publisher and name of what the suite contains
    /// @param editions names or keys of the suite's editions that contain it; empty for all
    public record Component(String product, List<String> editions) {
        public Component {
            editions = List.copyOf(editions);
        }
    }
}
