package app.assay.domain.entitlement;

import app.assay.domain.code.Environment;
import app.assay.domain.code.ExclusionReason;
import app.assay.domain.record.RecordState;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/// What an analyst takes out of the count, and why. Every condition that is given must hold; at least one is given.
///
/// @param product key of the product; empty for every product
/// @param edition key of the edition; empty for every edition
/// @param validUntil last day on which it counts; empty for no end
public record Exclusion(
        UUID id,
        String reference,
        String product,
        String edition,
        Optional<UUID> device,
        Optional<UUID> unit,
        Optional<Environment> environment,
        ExclusionReason reason,
        String explanation,
        String evidence,
        String approvedBy,
        Optional<LocalDate> validUntil) {

    /// Reads a record of kind EXCLUSION, of which it is known what its texts mean.
    ///
    /// @param product key of the product, or its text where nobody knows it, which excludes nothing; empty for
    /// every
    ///     product
    /// @param edition key of the edition, or its text where nobody knows it; empty for every edition
    public static Exclusion of(RecordState state, String product, String edition) {
        return new Exclusion(
                state.id(),
                state.text("reference"),
                product,
                edition,
                state.reference("device"),
                state.reference("unit"),
                state.find("environment").map(Environment::valueOf),
                state.code("reason", ExclusionReason.class, ExclusionReason.OTHER),
                state.text("explanation"),
                state.text("evidence"),
                state.text("approvedBy"),
                state.date("validUntil"));
    }
}
