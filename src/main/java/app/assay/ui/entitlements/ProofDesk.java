package app.assay.ui.entitlements;

import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.service.AttachProofs;
import app.assay.service.Saved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What the papers of an entitlement need of the register. Every method is called on a background thread.
public interface ProofDesk {

    /// The papers of a record, by file name.
    List<RecordState> of(UUID record);

    /// Keeps a file byte for byte and attaches it.
    Saved attach(UUID entitlement, Path file, Map<String, String> further);

    /// Whether the file of a paper is still there.
    boolean isKept(RecordState proof);

    /// Writes the bytes of a paper, as they were handed over, to a file.
    void copy(RecordState proof, Path to) throws IOException;

    static ProofDesk of(AttachProofs proofs) {
        return new ProofDesk() {
            @Override
            public List<RecordState> of(UUID record) {
                return proofs.of(record);
            }

            @Override
            public Saved attach(UUID entitlement, Path file, Map<String, String> further) {
                return proofs.attach(RecordKind.ENTITLEMENT, entitlement, file, further);
            }

            @Override
            public boolean isKept(RecordState proof) {
                return proofs.isKept(proof);
            }

            @Override
            public void copy(RecordState proof, Path to) throws IOException {
                try (var bytes = proofs.open(proof)) {
                    Files.copy(bytes, to, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        };
    }
}
