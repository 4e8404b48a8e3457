package app.assay.ui.software;

import app.assay.domain.software.Catalogue;
import app.assay.domain.software.Edition;
import app.assay.domain.software.Product;
import app.assay.domain.software.ProductTarget;
import app.assay.domain.software.Release;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// Choosing a product, an edition of it and a version of it. Knows no control. For the drawing thread.
public final class ProductChoiceViewModel {

    /// Products offered at once.
    static final int MOST_OFFERED = 20;

    private Catalogue catalogue = Catalogue.EMPTY;
    private final StringProperty words = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Optional<Product>> product = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final StringProperty edition = new SimpleStringProperty("");
    private final StringProperty release = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Optional<ProductTarget>> target = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<List<Product>> offered = new SimpleObjectProperty<>(List.of());
    private boolean choosing;

    ProductChoiceViewModel() {
        words.subscribe((_, now) -> search(now));
        edition.subscribe((_, _) -> tell());
        release.subscribe((_, _) -> tell());
    }

    /// Takes another catalogue; what is chosen stays while the catalogue has it.
    void setCatalogue(Catalogue next) {
        catalogue = next;
        var kept = target.get();
        kept.ifPresent(this::choose);
    }

    Catalogue catalogue() {
        return catalogue;
    }

    /// What the analyst types; products that fit are offered.
    public StringProperty wordsProperty() {
        return words;
    }

    /// Products that fit what was typed, those whose name begins with it first.
    public ObjectProperty<List<Product>> offeredProperty() {
        return offered;
    }

    public ReadOnlyObjectProperty<Optional<Product>> productProperty() {
        return product.getReadOnlyProperty();
    }

    /// Key of the edition; empty for none known.
    public StringProperty editionProperty() {
        return edition;
    }

    /// Key of the version; empty for none known.
    public StringProperty releaseProperty() {
        return release;
    }

    /// What is chosen; empty while no product is.
    public ReadOnlyObjectProperty<Optional<ProductTarget>> targetProperty() {
        return target.getReadOnlyProperty();
    }

    /// Keys of the editions of the chosen product, the empty one first.
    List<String> editions() {
        return keys(product.get().map(Product::editions).orElse(List.of()).stream()
                .sorted(Comparator.comparingInt(Edition::rank))
                .map(Edition::key)
                .toList());
    }

    /// Keys of the versions of the chosen product, the empty one first, then the latest first.
    List<String> releases() {
        return keys(product.get().map(Product::releases).orElse(List.of()).stream()
                .sorted(Comparator.comparingInt(Release::rank).reversed())
                .map(Release::key)
                .toList());
    }

    private static List<String> keys(List<String> known) {
        var keys = new java.util.ArrayList<String>();
        keys.add("");
        keys.addAll(known);
        return keys;
    }

    String editionName(String key) {
        return product.get()
                .flatMap(found -> found.edition(key))
                .map(Edition::name)
                .orElse(key);
    }

    String releaseName(String key) {
        return product.get()
                .flatMap(found -> found.release(key))
                .map(Release::name)
                .orElse(key);
    }

    /// Publisher and product as people read them.
    String name(Product chosen) {
        return catalogue.publisherNameOf(chosen.key()) + " " + chosen.name();
    }

    /// A target as people read it, such as `Microsoft Office 2019 Professional Plus`.
    String name(ProductTarget chosen) {
        var found = catalogue.product(chosen.product());
        if (found.isEmpty()) {
            return chosen.text();
        }
        var name = new StringBuilder(name(found.get()));
        found.get()
                .release(chosen.release())
                .ifPresent(version -> name.append(' ').append(version.name()));
        found.get().edition(chosen.edition()).ifPresent(kind -> name.append(' ').append(kind.name()));
        return name.toString();
    }

    void choose(Product chosen) {
        choose(new ProductTarget(chosen.key(), "", ""));
    }

    void choose(ProductTarget chosen) {
        choosing = true;
        product.set(catalogue.product(chosen.product()));
        words.set(product.get().map(this::name).orElse(chosen.product()));
        edition.set(chosen.edition());
        release.set(chosen.release());
        offered.set(List.of());
        choosing = false;
        tell();
    }

    void clear() {
        choosing = true;
        product.set(Optional.empty());
        words.set("");
        edition.set("");
        release.set("");
        offered.set(List.of());
        choosing = false;
        tell();
    }

    private void search(String typed) {
        if (choosing) {
            return;
        }
        product.set(Optional.empty());
        edition.set("");
        release.set("");
        tell();
        var wanted = Arrays.stream(typed.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        if (wanted.isEmpty()) {
            offered.set(List.of());
            return;
        }
        var first = typed.strip().toLowerCase(Locale.ROOT);
        offered.set(catalogue.products().values().stream()
                .filter(candidate -> {
                    var name = name(candidate).toLowerCase(Locale.ROOT);
                    return wanted.stream().allMatch(name::contains);
                })
                .sorted(Comparator.comparing((Product candidate) ->
                                !candidate.name().toLowerCase(Locale.ROOT).startsWith(first)
                                        && !name(candidate)
                                                .toLowerCase(Locale.ROOT)
                                                .startsWith(first))
                        .thenComparing(this::name)
                        .thenComparing(Product::key))
                .limit(MOST_OFFERED)
                .toList());
    }

    private void tell() {
        if (!choosing) {
            target.set(product.get()
                    .map(found -> new ProductTarget(found.key(), nonNull(edition.get()), nonNull(release.get()))));
        }
    }

    private static String nonNull(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }
}
