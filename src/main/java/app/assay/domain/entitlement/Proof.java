package app.assay.domain.entitlement;

import app.assay.domain.code.EvidenceGrade;
import app.assay.domain.record.RecordState;
import java.util.Optional;
import java.util.UUID;

/// A document that stands behind a quantity; its bytes are kept in the register by their SHA-256.
public record Proof(
        UUID id,
        String fileName,
        Optional<UUID> entitlement,
        Optional<UUID> purchase,
        Optional<UUID> agreement,
        String sha256,
        Optional<EvidenceGrade> grade) {

    public static Proof of(RecordState state) {
        return new Proof(
                state.id(),
                state.text("fileName"),
                state.reference("entitlement"),
                state.reference("purchase"),
                state.reference("agreement"),
                state.text("sha256"),
                state.find("grade").map(EvidenceGrade::valueOf));
    }
}
