package app.assay.ui.entitlements;

import app.assay.domain.code.EvidenceGrade;
import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.Command.Finding;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.service.Saved;
import app.assay.ui.records.FieldWords;
import app.assay.ui.records.RecordDesk;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Problem;
import app.assay.ui.text.Texts;
import app.assay.work.Cancelled;
import app.assay.work.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// The papers behind one entitlement: each kept byte for byte, with its hash, its grade and whom it came from. Knows no
/// control; for the drawing thread.
public final class ProofsViewModel {

    private static final int HASH_SHOWN = 12;
    private static final long KILO = 1000;

    private final RecordDesk desk;
    private final ProofDesk proofs;
    private final Jobs jobs;
    private final Texts texts;
    private final FieldWords words;
    private final ReadOnlyObjectWrapper<List<RecordState>> shown = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<UUID>> entitlement = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private Runnable onChanged = () -> {};
    private Set<UUID> lost = Set.of();
    private long latest;

    ProofsViewModel(RecordDesk desk, ProofDesk proofs, Jobs jobs, Texts texts) {
        this.desk = desk;
        this.proofs = proofs;
        this.jobs = jobs;
        this.texts = texts;
        this.words = new FieldWords(desk, texts);
    }

    ReadOnlyObjectProperty<List<RecordState>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<UUID>> entitlementProperty() {
        return entitlement.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    Texts texts() {
        return texts;
    }

    void setOnChanged(Runnable changed) {
        onChanged = changed;
    }

    void show(Optional<UUID> id) {
        entitlement.set(id);
        problem.set("");
        read();
    }

    void read() {
        long request = ++latest;
        var id = entitlement.get();
        if (id.isEmpty()) {
            shown.set(List.of());
            return;
        }
        jobs.quiet(
                _ -> {
                    var papers = proofs.of(id.get());
                    return new Papers(
                            papers,
                            papers.stream()
                                    .filter(proof -> !proofs.isKept(proof))
                                    .map(RecordState::id)
                                    .collect(Collectors.toSet()));
                },
                found -> {
                    if (request == latest) {
                        lost = found.lost();
                        shown.set(found.all());
                    }
                },
                this::fail);
    }

    /// @param lost those whose file the register has lost
    private record Papers(List<RecordState> all, Set<UUID> lost) {}

    /// Whether the register has lost the file of a paper.
    boolean isLost(RecordState proof) {
        return lost.contains(proof.id());
    }

    /// Attaches files, one job each.
    void attach(List<Path> files) {
        entitlement
                .get()
                .ifPresent(id -> files.forEach(file -> jobs.start(
                        texts.get("proofs.attach.job", String.valueOf(file.getFileName())),
                        _ -> proofs.attach(id, file, Map.of()),
                        this::written,
                        this::fail)));
    }

    void grade(RecordState proof, Optional<EvidenceGrade> grade) {
        edit(proof, "grade", grade.map(Enum::name).orElse(""));
    }

    /// Sets a field of a paper to what was typed.
    void edit(RecordState proof, String field, String typed) {
        jobs.start(
                texts.get("proofs.edit.job", proof.text("fileName")),
                progress -> {
                    var canonical =
                            words.canonical(RecordKind.PROOF, new TreeMap<>(), RecordKind.PROOF.field(field), typed);
                    if (canonical.equals(proof.text(field))) {
                        return new Saved(true, 0, List.of());
                    }
                    return desk.apply(
                            new Command(
                                    "proof.edit",
                                    proof.text("fileName"),
                                    "",
                                    List.of(Edit.set(RecordKind.PROOF, proof.id(), Map.of(field, canonical)))),
                            progress);
                },
                this::written,
                this::fail);
    }

    /// Takes a paper away from the entitlement; its bytes stay in the register, so that undo brings it back.
    void detach(RecordState proof) {
        jobs.start(
                texts.get("proofs.detach.job", proof.text("fileName")),
                (Progress progress) -> desk.apply(
                        new Command(
                                "proof.delete",
                                proof.text("fileName"),
                                "",
                                List.of(Edit.delete(RecordKind.PROOF, proof.id()))),
                        progress),
                this::written,
                this::fail);
    }

    void copy(RecordState proof, Path to) {
        jobs.start(
                texts.get("proofs.copy.job", proof.text("fileName")),
                _ -> {
                    proofs.copy(proof, to);
                    return to;
                },
                _ -> problem.set(""),
                this::fail);
    }

    private void written(Saved saved) {
        problem.set(
                saved.done()
                        ? ""
                        : saved.findings().stream()
                                .filter(Finding::blocking)
                                .findFirst()
                                .map(Finding::message)
                                .orElse(""));
        read();
        if (saved.done()) {
            onChanged.run();
        }
    }

    private void fail(Exception failure) {
        if (!(failure instanceof Cancelled)) {
            problem.set(Problem.of(failure, texts).sentences());
        }
    }

    /// Such as "120 kB · SHA-256 3f2a90c1b2d4…".
    String detail(RecordState proof) {
        return texts.get("proofs.detail", size(proof), proof.text("sha256").substring(0, HASH_SHOWN));
    }

    private String size(RecordState proof) {
        long bytes = Long.parseLong(proof.text("bytes"));
        return bytes < KILO
                ? texts.get("size.bytes", bytes)
                : bytes < KILO * KILO
                        ? texts.get("size.kilobytes", Math.ceilDiv(bytes, KILO))
                        : texts.get("size.megabytes", Math.ceilDiv(bytes, KILO * KILO));
    }
}
