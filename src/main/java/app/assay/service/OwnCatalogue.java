package app.assay.service;

import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.software.Catalogue;
import app.assay.domain.software.OwnProduct;
import app.assay.engine.catalogue.CatalogueMerge;
import app.assay.engine.catalogue.CatalogueMerge.Merged;
import app.assay.importing.catalogue.CatalogueFile;
import app.assay.work.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The catalogue in force as a function of the records of own products, kept as long as these are the same. Any number
/// of threads may ask; a change costs as much as reading the changed definitions and sorting the products.
final class OwnCatalogue {

    private record Known(List<RecordState> records, List<OwnProduct> own, Merged merged) {}

    private final ShippedCatalogue shipped;
    private final Map<RecordState, OwnProduct> read = new HashMap<>();
    private volatile @Nullable Known known;

    OwnCatalogue(ShippedCatalogue shipped) {
        this.shipped = shipped;
    }

    Catalogue shipped() {
        return shipped.catalogue();
    }

    /// Without own products this is the shipped catalogue itself.
    Merged merged(List<RecordState> records) {
        return known(records).merged();
    }

    List<OwnProduct> own(List<RecordState> records) {
        return known(records).own();
    }

    private Known known(List<RecordState> records) {
        var now = known;
        if (now != null && now.records().equals(records)) {
            return now;
        }
        synchronized (read) {
            now = known;
            if (now != null && now.records().equals(records)) {
                return now;
            }
            var before = Map.copyOf(read);
            read.clear();
            var own = new ArrayList<OwnProduct>();
            for (var state : records) {
                var kept = before.get(state);
                var one = kept == null ? of(state) : kept;
                read.put(state, one);
                own.add(one);
            }
            var made = new Known(List.copyOf(records), List.copyOf(own), merge(own));
            known = made;
            return made;
        }
    }

    private Merged merge(List<OwnProduct> own) {
        return own.isEmpty()
                ? new Merged(shipped.catalogue(), java.util.Collections.emptySortedMap(), List.of())
                : CatalogueMerge.merge(shipped.catalogue(), own);
    }

    /// What would be in force with other records.
    Merged with(List<RecordState> records) {
        return merge(records.stream().map(OwnCatalogue::of).toList());
    }

    /// An own product as its record says it.
    static OwnProduct of(RecordState state) {
        if (state.kind() != RecordKind.PRODUCT) {
            throw new IllegalArgumentException("no product: " + state.kind());
        }
        var key = state.text("key");
        try {
            var definition = CatalogueFile.readDefinition(state.text("definition"), "the definition of " + key);
            if (!definition.product().key().equals(key)) {
                return OwnProduct.broken(
                        state.id(), key, "it is of " + definition.product().key() + ", not of " + key + ".");
            }
            return OwnProduct.of(state.id(), definition.product(), definition.publisher(), definition.waiting());
        } catch (Fault broken) {
            return OwnProduct.broken(state.id(), key, broken.happened());
        }
    }
}
