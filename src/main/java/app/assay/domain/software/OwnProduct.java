package app.assay.domain.software;

import java.util.Optional;
import java.util.UUID;

/// A product that the analyst added to the catalogue, or changed in it, as a record of the register holds it.
///
/// @param id identity of the record
/// @param key the product's key, as the record says it
/// @param product its definition; empty when the definition cannot be read
/// @param publisher the publisher as the record describes it, which counts where the shipped catalogue has none of
///     that key; empty when the record only names a publisher
/// @param waiting whether it came in from a file while another product had its name: it is kept and waits until the
///     name is free
/// @param problem why the definition cannot be read; empty when it can
public record OwnProduct(
        UUID id,
        String key,
        Optional<Product> product,
        Optional<Publisher> publisher,
        boolean waiting,
        String problem) {

    /// A definition that can be read.
    public static OwnProduct of(UUID id, Product product, Optional<Publisher> publisher, boolean waiting) {
        return new OwnProduct(id, product.key(), Optional.of(product), publisher, waiting, "");
    }

    /// A definition that cannot be read.
    public static OwnProduct broken(UUID id, String key, String problem) {
        return new OwnProduct(id, key, Optional.empty(), Optional.empty(), false, problem);
    }
}
