package app.assay.ui.software;

import app.assay.service.OwnProducts;
import app.assay.service.OwnProducts.Entry;
import app.assay.service.OwnProducts.Outcome;
import app.assay.service.OwnProducts.Plan;
import app.assay.service.ProductDraft;
import app.assay.service.Saved;
import app.assay.work.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What the page of products asks the services for. Everything is called in the background.
interface ProductWork {

    /// A product with the draft that a form shows of it.
    record Shown(Entry entry, ProductDraft draft) {}

    /// @return empty when the product is gone
    Optional<Shown> find(String key);

    ProductDraft fromTitle(int title);

    Outcome save(Optional<UUID> record, ProductDraft draft);

    Saved delete(UUID record);

    /// Own products, in force or not.
    List<Entry> own();

    Plan plan(Path file, Progress progress);

    Saved apply(Plan plan, Progress progress);

    /// Writes the own products as a catalogue file, whole or not at all.
    void export(Path file);

    static ProductWork of(OwnProducts products) {
        return new ProductWork() {
            @Override
            public Optional<Shown> find(String key) {
                return products.find(key).map(entry -> new Shown(entry, products.draft(entry)));
            }

            @Override
            public ProductDraft fromTitle(int title) {
                return products.fromTitle(title);
            }

            @Override
            public Outcome save(Optional<UUID> record, ProductDraft draft) {
                return products.save(record, draft);
            }

            @Override
            public Saved delete(UUID record) {
                return products.delete(List.of(record));
            }

            @Override
            public List<Entry> own() {
                return products.own();
            }

            @Override
            public Plan plan(Path file, Progress progress) {
                return products.plan(file, progress);
            }

            @Override
            public Saved apply(Plan plan, Progress progress) {
                return products.apply(plan, progress);
            }

            @Override
            public void export(Path file) {
                products.export(file, false);
            }
        };
    }
}
