package app.assay.service;

import app.assay.domain.software.Catalogue;
import app.assay.engine.recognise.Recogniser;
import app.assay.importing.catalogue.CatalogueFile;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/// The catalogue that comes with the program, and the recogniser of it without any rules. Both are the same for every
/// register, so a program makes them once: the catalogue while the first register is opened, the recogniser, which
/// takes
/// longer, when the first title is recognised.
///
/// If memory runs out while one is made, the next one who asks tries again. Any number of threads may ask.
final class ShippedCatalogue {

    private final Object reading = new Object();
    private final Object indexing = new Object();
    private @Nullable Catalogue catalogue;
    private @Nullable Recogniser recogniser;

    Catalogue catalogue() {
        synchronized (reading) {
            var known = catalogue;
            if (known == null) {
                known = CatalogueFile.starter();
                catalogue = known;
            }
            return known;
        }
    }

    Recogniser recogniser() {
        synchronized (indexing) {
            var known = recogniser;
            if (known == null) {
                known = new Recogniser(catalogue(), List.of(), List.of());
                recogniser = known;
            }
            return known;
        }
    }

    /// Has the catalogue read meanwhile: reading it for the first time takes about as long as opening a register.
    void readAhead(ExecutorService threads) {
        threads.execute(() -> {
            try {
                catalogue();
            } catch (RuntimeException | OutOfMemoryError failed) {
                // Whoever needs it tries again and is told.
            }
        });
    }
}
