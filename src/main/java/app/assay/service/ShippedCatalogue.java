package app.assay.service;

import app.assay.domain.software.Catalogue;
import app.assay.engine.recognise.Recogniser;
import app.assay.importing.catalogue.CatalogueFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/// The catalogue that comes with the program, and the recogniser of it without any rules. Both are the same for every
/// register, so a program makes them once: the catalogue when the first register is opened, the recogniser, which takes
/// longer, when the first title is recognised.
final class ShippedCatalogue {

    private static final String STARTER = "/app/assay/catalogue/starter.json";
    private static final Catalogue CATALOGUE = read();

    private ShippedCatalogue() {}

    private static Catalogue read() {
        try (InputStream starter =
                Objects.requireNonNull(ShippedCatalogue.class.getResourceAsStream(STARTER), STARTER)) {
            return CatalogueFile.read(starter, "starter.json");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Catalogue catalogue() {
        return CATALOGUE;
    }

    static Recogniser recogniser() {
        return Lazy.RECOGNISER;
    }

    /// Initialised at the first use.
    private static final class Lazy {
        static final Recogniser RECOGNISER = new Recogniser(CATALOGUE, List.of(), List.of());
    }
}
