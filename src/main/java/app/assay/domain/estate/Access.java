package app.assay.domain.estate;

import app.assay.domain.record.RecordState;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/// That a person or a device, or a person at a device, reaches what runs on a server.
///
/// @param product what is reached there; empty for everything on it
/// @param unknownUser the name of a person of whom there is no record; then `user` is an identity that no record has
/// @param unknownDevice the same of a device
public record Access(
        UUID id,
        Optional<UUID> server,
        String product,
        Optional<UUID> user,
        Optional<UUID> device,
        Optional<LocalDate> from,
        Optional<LocalDate> until,
        Optional<String> unknownUser,
        Optional<String> unknownDevice) {

    /// Reads a record of kind ACCESS.
    ///
    /// @param product key of the product that its text means, or the text where nobody knows it
    public static Access of(RecordState state, String product) {
        return new Access(
                state.id(),
                state.reference("server"),
                product,
                state.reference("user"),
                state.reference("device"),
                state.date("from"),
                state.date("until"),
                state.unresolved("user"),
                state.unresolved("device"));
    }

    /// Whether it lasts on a day; one that ends before it begins does, since its days say nothing.
    public boolean lasts(LocalDate day) {
        boolean isReversed =
                from.isPresent() && until.isPresent() && until.get().isBefore(from.get());
        return isReversed
                || (from.map(begin -> !day.isBefore(begin)).orElse(true)
                        && until.map(end -> !day.isAfter(end)).orElse(true));
    }
}
