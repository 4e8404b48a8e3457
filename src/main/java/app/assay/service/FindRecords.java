package app.assay.service;

import app.assay.domain.record.RecordKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Finds records by their names; single installations are not looked through.
public final class FindRecords {

    private static final List<RecordKind> KINDS = List.of(
            RecordKind.DEVICE,
            RecordKind.ENTITLEMENT,
            RecordKind.USER,
            RecordKind.AGREEMENT,
            RecordKind.PURCHASE,
            RecordKind.EXCLUSION);

    private final OpenRegister open;

    public FindRecords(OpenRegister open) {
        this.open = open;
    }

    /// A record, or a product of the catalogue.
    ///
    /// @param kind kind of the record; [RecordKind#PRODUCT] for a product
    /// @param id UUID of the record, or key of the product
    /// @param further what tells it from others of the same name; may be empty
    public record Hit(RecordKind kind, String id, String name, String further) {}

    private record Ranked(int rank, Hit hit) {}

    /// Records whose names contain the words, those that begin with them first, then by kind and name.
    ///
    /// @param words not blank
    public List<Hit> find(String words, int most) {
        var wanted = words.strip().toLowerCase(Locale.ROOT);
        var found = new ArrayList<Ranked>();
        var snapshot = open.snapshot();
        for (var kind : KINDS) {
            var key = kind.fields().getFirst().name();
            for (var state : snapshot.records(kind)) {
                rank(found, wanted, new Hit(kind, state.id().toString(), state.text(key), further(kind, state)));
            }
        }
        var catalogue = open.catalogue();
        catalogue
                .products()
                .values()
                .forEach(product -> rank(
                        found,
                        wanted,
                        new Hit(
                                RecordKind.PRODUCT,
                                product.key(),
                                product.name(),
                                catalogue.publisherNameOf(product.key()))));
        return found.stream()
                .sorted(Comparator.comparingInt(Ranked::rank)
                        .thenComparing(ranked -> ranked.hit().kind())
                        .thenComparing(ranked -> ranked.hit().name())
                        .thenComparing(ranked -> ranked.hit().id()))
                .limit(most)
                .map(Ranked::hit)
                .toList();
    }

    private static String further(RecordKind kind, app.assay.domain.record.RecordState state) {
        return switch (kind) {
            case DEVICE -> state.text("operatingSystem");
            case USER -> state.text("email");
            case ENTITLEMENT -> state.text("product");
            case AGREEMENT -> state.text("publisher");
            case PURCHASE -> state.text("description");
            default -> "";
        };
    }

    private static void rank(List<Ranked> found, String wanted, Hit hit) {
        var name = hit.name().toLowerCase(Locale.ROOT);
        int at = name.indexOf(wanted);
        if (at >= 0) {
            found.add(new Ranked(at == 0 ? 0 : 1, hit));
        }
    }
}
