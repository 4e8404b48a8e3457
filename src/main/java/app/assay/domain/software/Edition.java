package app.assay.domain.software;

import java.util.List;
import java.util.Optional;

/// An edition of a product.
///
/// @param key stable key within the product, such as `professional-plus`
/// @param rank order among the editions of the product; a higher rank is the larger edition
/// @param aliases other spellings that titles use
/// @param metric canonical text of the metric by which this edition is usually licensed; empty for the product's
/// @param licensing how this edition is licensed where it differs from the product, such as a free developer edition
/// @param covers keys of other editions whose use a right of this edition permits, such as Standard by Datacenter
/// @param machineForEachCore whether a right by host that is neither maintained nor subscribed permits only one
///     virtual machine for each core licence on the host
public record Edition(
        String key,
        String name,
        int rank,
        List<String> aliases,
        String metric,
        Optional<Licensing> licensing,
        List<String> covers,
        boolean machineForEachCore) {
    public Edition {
        aliases = List.copyOf(aliases);
        covers = List.copyOf(covers);
    }

    /// An edition whose rights serve no other edition.
    public Edition(
            String key, String name, int rank, List<String> aliases, String metric, Optional<Licensing> licensing) {
        this(key, name, rank, aliases, metric, licensing, List.of(), false);
    }

    /// An edition that is licensed as its product is.
    public Edition(String key, String name, int rank, List<String> aliases) {
        this(key, name, rank, aliases, "", Optional.empty());
    }
}
