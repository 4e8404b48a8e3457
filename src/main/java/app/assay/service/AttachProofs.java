package app.assay.service;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Finding;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import app.assay.work.Reason;
import app.assay.work.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Keeps documents behind quantities, byte for byte, by their hash.
public final class AttachProofs {

    private static final long MOST_BYTES = 256L << 20;

    private final OpenRegister open;
    private final EditRecords edits;

    public AttachProofs(OpenRegister open, EditRecords edits) {
        this.open = open;
        this.edits = edits;
    }

    /// Keeps a file and attaches it to an entitlement, a purchase, an agreement, or a device of which an analyst
    /// says
    /// what no file tells.
    ///
    /// @param further values of the proof's other fields, such as `grade`, `receivedFrom`, `receivedOn`
    /// @throws Fault when the file cannot be read or is larger than 256 MiB
    public Saved attach(RecordKind kind, UUID record, Path file, Map<String, String> further) {
        var field = switch (kind) {
            case ENTITLEMENT -> "entitlement";
            case PURCHASE -> "purchase";
            case AGREEMENT -> "agreement";
            case DEVICE -> "device";
            default -> throw new IllegalArgumentException("proofs are not attached to " + kind);
        };
        try {
            if (!Files.isRegularFile(file)) {
                throw new Fault(
                        FaultCode.INPUT_NOT_FOUND,
                        Sentence.of("program.not-file", file),
                        Sentence.of("program.nothing-was-attached"),
                        Sentence.of("program.choose-file"));
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new Fault(
                        FaultCode.INPUT_OVER_LIMIT,
                        Sentence.of("program.larger-than-256-mib", file.getFileName()),
                        Sentence.of("program.nothing-was-attached"),
                        Sentence.of("program.attach-pages-matter"));
            }
            try (var received = open.register().blobs().receive(file)) {
                var blob = received.blob();
                var values = new HashMap<>(further);
                values.put("fileName", String.valueOf(file.getFileName()));
                values.put("sha256", blob.sha256());
                values.put("bytes", Long.toString(blob.bytes()));
                values.put(field, record.toString());
                var command = new Command(
                        "proof.attach",
                        String.valueOf(file.getFileName()),
                        "",
                        List.of(Command.Edit.set(RecordKind.PROOF, edits.newId(), values)));
                var findings = edits.check(command);
                if (findings.stream().anyMatch(Finding::blocking)) {
                    return new Saved(false, open.revision(), findings); // and nothing of the file is kept
                }
                received.keep();
                var saved = edits.apply(command, Progress.NONE);
                if (saved.done()) {
                    received.settle();
                }
                return saved;
            }
        } catch (IOException failed) {
            throw new Fault(
                    FaultCode.INPUT_UNREADABLE,
                    Sentence.of("program.cannot-read", file, Reason.told(failed)),
                    Sentence.of("program.nothing-was-attached"),
                    Sentence.of("program.check-file-still-there-may"),
                    failed);
        }
    }

    /// Proofs attached to a record, by file name.
    public List<RecordState> of(UUID record) {
        var id = record.toString();
        return open.snapshot().records(RecordKind.PROOF).stream()
                .filter(proof -> proof.text("entitlement").equals(id)
                        || proof.text("purchase").equals(id)
                        || proof.text("agreement").equals(id)
                        || proof.text("device").equals(id))
                .toList();
    }

    /// Whether the register still has the file of a proof; whether its bytes are the right ones, verifying it
    /// tells.
    public boolean isKept(RecordState proof) {
        return open.register().blobs().has(proof.text("sha256"));
    }

    /// The bytes of a proof, as they were handed over.
    public InputStream open(RecordState proof) {
        return open.register().blobs().open(proof.text("sha256"));
    }
}
