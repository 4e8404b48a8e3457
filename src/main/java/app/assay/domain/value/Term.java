package app.assay.domain.value;

import java.time.LocalDate;
import java.util.Optional;

/// The days on which a right may be used, first and last day included.
///
/// @param first empty when the beginning is not known, which counts as always begun
/// @param last empty for a perpetual right
public record Term(Optional<LocalDate> first, Optional<LocalDate> last) {

    public static final Term ALWAYS = new Term(Optional.empty(), Optional.empty());

    /// Whether it ends before it begins, as a contract that was typed wrongly does; such a term covers no day.
    public boolean isReversed() {
        return first.isPresent() && last.isPresent() && last.get().isBefore(first.get());
    }

    public boolean covers(LocalDate day) {
        return first.map(begin -> !day.isBefore(begin)).orElse(true)
                && last.map(end -> !day.isAfter(end)).orElse(true);
    }
}
