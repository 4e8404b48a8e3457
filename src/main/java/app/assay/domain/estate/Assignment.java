package app.assay.domain.estate;

import app.assay.domain.record.RecordState;
import app.assay.domain.software.ProductTarget;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/// A named user's or device's hold on a licence. It consumes one unit while it lasts, used or not.
///
/// @param edition empty when the assignment does not say
public record Assignment(
        UUID id,
        String product,
        String edition,
        Optional<UUID> user,
        Optional<UUID> device,
        Optional<LocalDate> from,
        Optional<LocalDate> until,
        Optional<LocalDate> lastActivity) {

    /// Reads a record of kind ASSIGNMENT, of which it is known what its texts mean.
    ///
    /// @param target the product, with the edition by its key, or by its text where nobody knows it
    public static Assignment of(RecordState state, ProductTarget target) {
        return new Assignment(
                state.id(),
                target.product(),
                target.edition(),
                state.reference("user"),
                state.reference("device"),
                state.date("from"),
                state.date("until"),
                state.date("lastActivity"));
    }

    /// Whether it ends before it begins; then nobody knows when it lasts.
    public boolean isReversed() {
        return from.isPresent() && until.isPresent() && until.get().isBefore(from.get());
    }

    /// Whether somebody holds it on a day; one that ends before it begins is held, since its days say nothing.
    public boolean lasts(LocalDate day) {
        return isReversed() || holds(day);
    }

    private boolean holds(LocalDate day) {
        return from.map(begin -> !day.isBefore(begin)).orElse(true)
                && until.map(end -> !day.isAfter(end)).orElse(true);
    }
}
