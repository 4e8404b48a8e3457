package app.assay.domain.software;

import java.util.List;
import java.util.Optional;

/// A product of the catalogue.
///
/// @param key stable key, such as `microsoft/office`
/// @param publisher key of the publisher
/// @param metric canonical text of the metric by which it is usually licensed, empty when none is usual
/// @param titles base titles without edition and version, as discovery reports them
/// @param codes identifiers that name it for sure: `swid:…`, `msi:{…}`, `package:…`
/// @param components what it contains when it is a suite
/// @param otherMetrics canonical texts of metrics by which it is or was sold as well; their terms are taken where a
/// right
///     names one of them without terms
/// @param use what tells who uses it
/// @param userDefined whether the analyst added or changed it
public record Product(
        String key,
        String publisher,
        String name,
        String family,
        String category,
        Licensing licensing,
        String metric,
        List<String> titles,
        List<String> codes,
        List<Edition> editions,
        List<Release> releases,
        List<SuiteComponent> components,
        List<String> otherMetrics,
        UseTold use,
        boolean userDefined) {

    /// A product with one metric whose installations tell its use.
    public Product(
            String key,
            String publisher,
            String name,
            String family,
            String category,
            Licensing licensing,
            String metric,
            List<String> titles,
            List<String> codes,
            List<Edition> editions,
            List<Release> releases,
            List<SuiteComponent> components,
            boolean userDefined) {
        this(
                key,
                publisher,
                name,
                family,
                category,
                licensing,
                metric,
                titles,
                codes,
                editions,
                releases,
                components,
                List.of(),
                UseTold.INSTALLED,
                userDefined);
    }

    public Product {
        titles = List.copyOf(titles);
        codes = List.copyOf(codes);
        editions = List.copyOf(editions);
        releases = List.copyOf(releases);
        components = List.copyOf(components);
        otherMetrics = List.copyOf(otherMetrics);
    }

    public boolean isSuite() {
        return !components.isEmpty();
    }

    public Optional<Edition> edition(String editionKey) {
        return editions.stream()
                .filter(edition -> edition.key().equals(editionKey))
                .findFirst();
    }

    public Optional<Release> release(String releaseKey) {
        return releases.stream()
                .filter(release -> release.key().equals(releaseKey))
                .findFirst();
    }

    /// How an edition is licensed: its own way where it has one, else the product's. Any other key, such as the
    /// empty one
    /// of an unknown edition, is licensed as the product is.
    public Licensing licensingOf(String editionKey) {
        return edition(editionKey).flatMap(Edition::licensing).orElse(licensing);
    }

    /// The canonical text of the usual metric of an edition: its own where it has one, else the product's.
    public String metricOf(String editionKey) {
        return edition(editionKey)
                .map(Edition::metric)
                .filter(text -> !text.isEmpty())
                .orElse(metric);
    }

    /// The same product with other identifying codes.
    public Product withCodes(List<String> others) {
        return new Product(
                key,
                publisher,
                name,
                family,
                category,
                licensing,
                metric,
                titles,
                others,
                editions,
                releases,
                components,
                otherMetrics,
                use,
                userDefined);
    }
}
