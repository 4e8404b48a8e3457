package app.assay.engine.reconcile.pool;

import app.assay.domain.software.Edition;
import app.assay.domain.software.Product;
import app.assay.engine.reconcile.index.SoftwareIndex;
import app.assay.engine.reconcile.index.Versions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/// Editions of one product that share their lines.
///
/// Editions are pools of their own, unless a right covers several of them: a right without an edition joins all, a
/// right
/// that names other editions joins those. Installations whose edition nobody could tell are a pool of their own beside
/// them, and belong to the joint pool where there is one for all.
public final class Pool {

    public final int number;
    public final String product;
    public final Optional<Product> definition;

    /// Editions in it, the unknown one as an empty text.
    public final SortedSet<String> editions;

    /// Key in the line's id: empty when the pool spans all editions or there are none.
    public final String editionKey;

    public final String editionName;
    public final boolean needsLicence;
    public final Versions versions;

    /// What can be found, lowest requirement first: by edition, then version.
    public final List<Variant> variants;

    /// Titles of the pool with the variant each stands for.
    public final List<SoftwareIndex.TitleOfProduct> titles;

    final int[] variantOfTitle;

    public final List<Line> lines = new ArrayList<>();

    /// An edition and a version that a title tells; either may be unknown, an empty text.
    public record Variant(String edition, String version) {}

    public Pool(
            int number,
            String product,
            Optional<Product> definition,
            SortedSet<String> editions,
            boolean spansAll,
            boolean needsLicence,
            List<SoftwareIndex.TitleOfProduct> titlesOfProduct) {
        this.number = number;
        this.product = product;
        this.definition = definition;
        this.editions = editions;
        this.needsLicence = needsLicence;
        this.versions = new Versions(definition);
        var ranks = new HashMap<String, Integer>();
        definition
                .map(Product::editions)
                .orElse(List.of())
                .forEach(edition -> ranks.put(edition.key(), edition.rank()));
        Comparator<String> byRank = Comparator.<String>comparingInt(
                        edition -> ranks.getOrDefault(edition, edition.isEmpty() ? Integer.MIN_VALUE : 0))
                .thenComparing(Comparator.naturalOrder());
        var named = editions.stream()
                .filter(edition -> !edition.isEmpty())
                .sorted(byRank)
                .toList();
        editionKey = spansAll ? "" : named.isEmpty() ? "unknown-edition" : String.join("+", named);
        editionName = spansAll
                ? ""
                : named.isEmpty()
                        ? "unknown edition"
                        : String.join(", ", named.stream().map(this::nameOf).toList());
        titles = titlesOfProduct.stream()
                .filter(title -> editions.contains(title.edition()))
                .toList();
        variants = titles.stream()
                .map(title -> new Variant(title.edition(), title.release()))
                .distinct()
                .sorted(Comparator.comparing(Variant::edition, byRank).thenComparing(Variant::version, versions))
                .toList();
        Map<Variant, Integer> places = new HashMap<>();
        for (int place = 0; place < variants.size(); place++) {
            places.put(variants.get(place), place);
        }
        variantOfTitle = titles.stream()
                .mapToInt(title -> places.getOrDefault(new Variant(title.edition(), title.release()), 0))
                .toArray();
    }

    /// Whether installations of the pool do not tell their edition though the product has several.
    public boolean isOfUnknownEdition() {
        return "unknown-edition".equals(editionKey);
    }

    /// A variant in words, such as `Standard 2019`.
    public String nameOf(int variant) {
        var found = variants.get(variant);
        var edition = found.edition().isEmpty() ? "" : nameOf(found.edition()) + " ";
        return edition + (found.version().isEmpty() ? "the unknown version" : versions.name(found.version()));
    }

    private String nameOf(String edition) {
        return definition
                .flatMap(known -> known.edition(edition))
                .map(Edition::name)
                .orElse(edition);
    }

    @Override
    public String toString() {
        return product + "|" + editionKey + Arrays.toString(variantOfTitle);
    }
}
