package app.assay.domain.value;

import java.time.LocalDate;
import java.util.Optional;

/// The days on which a right may be used, first and last day included.
///
/// @param first empty when the beginning is not known, which counts as always begun
/// @param last empty for a perpetual right
public record Term(Optional<LocalDate> first, Optional<LocalDate> last) {

    public static final Term ALWAYS = new Term(Optional.empty(), Optional.empty());

    public Term {
        if (first.isPresent() && last.isPresent() && last.get().isBefore(first.get())) {
            throw new IllegalArgumentException(
                    "term ends on %s, before it begins on %s".formatted(last.get(), first.get()));
        }
    }

    public boolean covers(LocalDate day) {
        return first.map(begin -> !day.isBefore(begin)).orElse(true)
                && last.map(end -> !day.isAfter(end)).orElse(true);
    }
}
