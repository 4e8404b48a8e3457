package app.assay.domain.software;

import java.util.List;

/// An edition of a product.
///
/// @param key stable key within the product, such as `professional-plus`
/// @param rank order among the editions of the product; a higher rank is the larger edition
/// @param aliases other spellings that titles use
public record Edition(String key, String name, int rank, List<String> aliases) {
    public Edition {
        aliases = List.copyOf(aliases);
    }
}
