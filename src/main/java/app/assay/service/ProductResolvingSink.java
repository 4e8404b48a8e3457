package app.assay.service;

import app.assay.domain.record.RecordKind;
import app.assay.domain.software.Catalogue;
import app.assay.domain.software.Product;
import app.assay.domain.software.ProductTarget;
import app.assay.domain.software.RawTitle;
import app.assay.domain.software.Recognition;
import app.assay.domain.source.FactSink;
import app.assay.domain.source.Place;
import app.assay.domain.source.RejectReason;
import app.assay.domain.source.RejectedRow;
import app.assay.engine.recognise.Recogniser;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Gives imported entitlements the key of the product that their text names. A product that the catalogue does not know
/// rejects the row: a right for nobody knows what covers nothing.
final class ProductResolvingSink implements FactSink {

    private final FactSink next;
    private final Recogniser recogniser;
    private final Catalogue catalogue;
    private final Map<String, Optional<ProductTarget>> known = new HashMap<>();
    private String file = "";

    ProductResolvingSink(FactSink next, Recogniser recogniser, Catalogue catalogue) {
        this.next = next;
        this.recogniser = recogniser;
        this.catalogue = catalogue;
    }

    @Override
    public void record(long row, RecordKind kind, Map<String, String> values) {
        boolean namesProduct = kind == RecordKind.ENTITLEMENT
                || kind == RecordKind.ASSIGNMENT
                || (kind == RecordKind.EXCLUSION && values.containsKey("product"));
        if (!namesProduct) {
            next.record(row, kind, values);
            return;
        }
        var named = values.getOrDefault("product", "");
        var publisher = values.getOrDefault("publisher", "");
        var version = values.getOrDefault("version", "");
        var edition = values.getOrDefault("edition", "");
        var target = known.computeIfAbsent(
                named + '\n' + publisher + '\n' + edition + '\n' + version,
                _ -> resolve(named, publisher, edition, version));
        if (target.isEmpty()) {
            next.rejected(new RejectedRow(
                    new Place(file, "", row, "product"),
                    RejectReason.UNKNOWN_REFERENCE,
                    cut(named, 200),
                    cut(String.join("\t", values.values()), 2000)));
            return;
        }
        var resolved = new HashMap<>(values);
        resolved.put("product", target.get().product());
        resolved.put("edition", target.get().edition());
        if (kind == RecordKind.ENTITLEMENT) {
            resolved.put("version", target.get().release());
        }
        resolved.remove("publisher");
        next.record(row, kind, resolved);
    }

    private Optional<ProductTarget> resolve(String named, String publisher, String edition, String version) {
        var exact = catalogue.product(named).or(() -> byName(named, publisher));
        if (exact.isPresent()) {
            var product = exact.get();
            return Optional.of(
                    new ProductTarget(product.key(), editionOf(product, edition), releaseOf(product, version)));
        }
        var recognition = recogniser.recognise(new RawTitle(
                -1, (named + " " + edition + " " + version).strip().replaceAll(" +", " "), publisher, "", ""));
        if (recognition.state() != Recognition.State.RECOGNISED) {
            recognition = recogniser.recognise(new RawTitle(-1, named, publisher, version, ""));
        }
        return recognition
                .target()
                .map(target -> catalogue
                        .product(target.product())
                        .map(product -> new ProductTarget(
                                product.key(),
                                edition.isEmpty()
                                        ? target.edition()
                                        : orElse(editionOf(product, edition), target.edition()),
                                version.isEmpty()
                                        ? target.release()
                                        : orElse(releaseOf(product, version), target.release())))
                        .orElse(target));
    }

    private Optional<Product> byName(String named, String publisher) {
        var found = catalogue.products().values().stream()
                .filter(product -> {
                    var maker = catalogue.publisherNameOf(product.key());
                    return (product.name().equalsIgnoreCase(named)
                                    && (publisher.isEmpty() || maker.equalsIgnoreCase(publisher)))
                            || (maker + " " + product.name()).equalsIgnoreCase(named);
                })
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static String editionOf(Product product, String text) {
        return product.editions().stream()
                .filter(edition -> edition.key().equalsIgnoreCase(text)
                        || edition.name().equalsIgnoreCase(text)
                        || edition.aliases().stream().anyMatch(text::equalsIgnoreCase))
                .map(edition -> edition.key())
                .findFirst()
                .orElse("");
    }

    private static String releaseOf(Product product, String text) {
        return product.releases().stream()
                .filter(release -> release.key().equalsIgnoreCase(text)
                        || release.name().equalsIgnoreCase(text)
                        || release.aliases().stream().anyMatch(text::equalsIgnoreCase)
                        || release.numbers().stream()
                                .anyMatch(number -> !text.isEmpty()
                                        && text.toLowerCase(Locale.ROOT).startsWith(number)))
                .map(release -> release.key())
                .findFirst()
                .orElse("");
    }

    private static String orElse(String text, String fallback) {
        return text.isEmpty() ? fallback : text;
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    @Override
    public void installation(
            long row,
            String device,
            String title,
            String publisher,
            String version,
            String code,
            int firstSeen,
            int lastSeen,
            int lastUsed) {
        next.installation(row, device, title, publisher, version, code, firstSeen, lastSeen, lastUsed);
    }

    @Override
    public void title(long row, String title, String publisher, String version, String code) {
        next.title(row, title, publisher, version, code);
    }

    @Override
    public void rejected(RejectedRow row) {
        next.rejected(row);
    }

    @Override
    public void warning(Place place, String code, String message) {
        next.warning(place, code, message);
    }

    @Override
    public void partial(String device) {
        next.partial(device);
    }

    @Override
    public void file(String name) {
        file = name;
        next.file(name);
    }
}
