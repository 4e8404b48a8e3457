package app.assay.domain.estate;

import app.assay.domain.code.UsageKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.software.ProductTarget;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Measured use of a product.
///
/// @param kind what the value says; empty when nobody told
/// @param until exclusive; before `from` when its days say nothing
public record Usage(
        UUID id,
        String product,
        String edition,
        String metric,
        Optional<UsageKind> kind,
        Instant from,
        Instant until,
        BigDecimal value,
        Optional<UUID> device,
        Optional<UUID> user) {

    /// Reads a record of kind USAGE, of which it is known what its texts mean.
    public static Usage of(RecordState state, ProductTarget target) {
        return new Usage(
                state.id(),
                target.product(),
                target.edition(),
                state.text("metric"),
                state.find("kind").map(UsageKind::valueOf),
                Instant.parse(state.text("from")),
                Instant.parse(state.text("until")),
                new BigDecimal(state.text("value")),
                state.reference("device"),
                state.reference("user"));
    }
}
