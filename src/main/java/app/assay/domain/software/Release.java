package app.assay.domain.software;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A version of a product as it is sold.
///
/// @param key stable key within the product, such as `2019`
/// @param rank order among the versions of the product; a higher rank is the later version
/// @param aliases other spellings that titles use, such as `v16`
/// @param numbers beginnings of technical version numbers that mean this version, such as `16.0.`
public record Release(
        String key,
        String name,
        int rank,
        List<String> aliases,
        List<String> numbers,
        Optional<LocalDate> released,
        Optional<LocalDate> endOfSupport) {
    public Release {
        aliases = List.copyOf(aliases);
        numbers = List.copyOf(numbers);
    }
}
