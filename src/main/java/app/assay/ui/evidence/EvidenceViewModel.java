package app.assay.ui.evidence;

import app.assay.domain.table.ColumnType;
import app.assay.service.ExportEvidence.Choices;
import app.assay.service.ExportEvidence.PackageCheck;
import app.assay.service.ExportEvidence.Secrets;
import app.assay.service.ExportEvidence.SecretsSaid;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Problem;
import app.assay.ui.shell.RunningJob;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.State;
import app.assay.work.Cancelled;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What goes into a package, its export, and the check of any package. Knows no control; for the drawing thread.
public final class EvidenceViewModel {

    /// One of the three things a check tells.
    public record Light(State state, String title, String text) {}

    /// What a check found, in words.
    ///
    /// @param written whether this program has just written it
    public record Result(Path place, PackageCheck check, List<Light> lights, boolean written) {
        public Result {
            lights = List.copyOf(lights);
        }
    }

    private final EvidenceDesk desk;
    private final Jobs jobs;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<Optional<EvidenceDesk.Facts>> facts =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final StringProperty asAt = new SimpleStringProperty("");
    private final BooleanProperty sourceFiles = new SimpleBooleanProperty(true);
    private final BooleanProperty documents = new SimpleBooleanProperty(true);
    private final BooleanProperty twins = new SimpleBooleanProperty(true);
    private final ObjectProperty<Secrets> secrets = new SimpleObjectProperty<>(Secrets.MASK);
    private final ReadOnlyObjectWrapper<Optional<Result>> result = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper(false);
    private RunningJob running = RunningJob.NONE;

    EvidenceViewModel(EvidenceDesk desk, Jobs jobs, Texts texts) {
        this.desk = desk;
        this.jobs = jobs;
        this.texts = texts;
    }

    Texts texts() {
        return texts;
    }

    ReadOnlyObjectProperty<Optional<EvidenceDesk.Facts>> factsProperty() {
        return facts.getReadOnlyProperty();
    }

    StringProperty asAtProperty() {
        return asAt;
    }

    BooleanProperty sourceFilesProperty() {
        return sourceFiles;
    }

    BooleanProperty documentsProperty() {
        return documents;
    }

    /// What becomes of product keys, passwords and other secrets.
    ObjectProperty<Secrets> secretsProperty() {
        return secrets;
    }

    BooleanProperty twinsProperty() {
        return twins;
    }

    ReadOnlyObjectProperty<Optional<Result>> resultProperty() {
        return result.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Problem>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty workingProperty() {
        return working.getReadOnlyProperty();
    }

    void refresh() {
        jobs.quiet(
                _ -> desk.facts(),
                found -> {
                    if (asAt.get().isEmpty()) {
                        asAt.set(texts.values().date(found.asAt()));
                    }
                    facts.set(Optional.of(found));
                },
                this::fail);
    }

    /// The date that stands in the field, if it is one.
    Optional<LocalDate> day() {
        try {
            return Optional.of(LocalDate.parse(texts.values().canonicalOf(ColumnType.DATE, asAt.get())));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /// What the package is about, in one sentence.
    String scope() {
        return facts.get()
                .map(found -> texts.get(
                        "evidence.scope",
                        found.register(),
                        day().map(texts.values()::date).orElse("–"),
                        found.revision(),
                        found.devices(),
                        found.entitlements(),
                        found.loads()))
                .orElse("");
    }

    /// The parts of the package, in its order.
    List<String> contents() {
        var parts = new ArrayList<String>();
        for (var key : List.of("workbook", "position", "trace", "installations", "titles", "charts")) {
            parts.add(texts.get("evidence.part." + key));
        }
        facts.get().ifPresent(found -> {
            parts.add(texts.get(
                    sourceFiles.get() ? "evidence.part.sources" : "evidence.part.sourcehashes", found.loads()));
            parts.add(texts.get(
                    documents.get() ? "evidence.part.documents" : "evidence.part.documenthashes", found.proofs()));
            parts.add(texts.get("evidence.part.trail", found.trailLength()));
        });
        if (twins.get()) {
            parts.add(texts.get("evidence.part.twins"));
        }
        parts.add(texts.get("evidence.part.manifests"));
        return parts;
    }

    /// The name that a package of now is proposed under.
    String proposedName() {
        var name = facts.get().map(EvidenceDesk.Facts::register).orElse("register");
        return name.replaceAll("[^\\p{L}\\p{N}]+", "-").toLowerCase(java.util.Locale.ROOT) + "-evidence-"
                + day().map(LocalDate::toString).orElse("") + ".zip";
    }

    /// Writes the package and checks what was written, as a stranger would.
    void export(Path file) {
        var day = day();
        if (day.isEmpty() || working.get()) {
            return;
        }
        var choices = new Choices(sourceFiles.get(), documents.get(), twins.get(), secrets.get());
        begin();
        running = jobs.start(
                texts.get("evidence.export.job", String.valueOf(file.getFileName())),
                progress -> {
                    var said = desk.export(file, day.get(), choices, progress);
                    progress.stage("evidence.verify");
                    var found = result(file, desk.check(file, progress), true);
                    var lights = new ArrayList<>(found.lights());
                    lights.add(secrets(said));
                    return new Result(found.place(), found.check(), lights, true);
                },
                this::done,
                this::failed);
    }

    /// Checks any package without writing anything.
    void verify(Path zipOrFolder) {
        if (working.get()) {
            return;
        }
        begin();
        running = jobs.start(
                texts.get("evidence.verify.job", String.valueOf(zipOrFolder.getFileName())),
                progress -> result(zipOrFolder, desk.check(zipOrFolder, progress), false),
                this::done,
                this::failed);
    }

    void cancel() {
        running.cancel();
    }

    private void begin() {
        working.set(true);
        problem.set(Optional.empty());
        result.set(Optional.empty());
    }

    private void done(Result found) {
        working.set(false);
        result.set(Optional.of(found));
    }

    private void failed(Exception failure) {
        working.set(false);
        fail(failure);
    }

    private void fail(Exception failure) {
        if (!(failure instanceof Cancelled)) {
            problem.set(Optional.of(Problem.of(failure, texts)));
        }
    }

    private Result result(Path place, PackageCheck check, boolean written) {
        return new Result(place, check, List.of(integrity(check), signature(check), agreement(check)), written);
    }

    private Light integrity(PackageCheck check) {
        var title = texts.get("evidence.integrity");
        return check.sound()
                ? new Light(
                        State.COMPLIANT,
                        title,
                        texts.get(
                                "evidence.integrity.sound",
                                check.files(),
                                check.bytes(),
                                check.notChecked().size()))
                : new Light(
                        State.FAILED,
                        title,
                        texts.get("evidence.integrity.broken", check.findings().size()));
    }

    private Light secrets(SecretsSaid said) {
        var title = texts.get("evidence.secrets");
        if (said.files() == 0 && said.choice() == Secrets.INCLUDE) {
            return new Light(State.ATTENTION, title, texts.get("evidence.secrets.unlooked"));
        }
        if (said.files() == 0 && said.values() == 0) {
            return new Light(State.COMPLIANT, title, texts.get("evidence.secrets.none"));
        }
        return said.choice() == Secrets.INCLUDE
                ? new Light(State.ATTENTION, title, texts.get("evidence.secrets.included", said.files()))
                : new Light(
                        State.COMPLIANT,
                        title,
                        texts.get(
                                "evidence.secrets.masked", said.files(), said.masked(), said.leftOut(), said.values()));
    }

    private Light signature(PackageCheck check) {
        var title = texts.get("evidence.signature");
        return check.signature().equals("none")
                ? new Light(State.ATTENTION, title, texts.get("evidence.signature.none"))
                : new Light(State.UNKNOWN, title, check.signature());
    }

    private Light agreement(PackageCheck check) {
        var title = texts.get("evidence.trail");
        var information = check.information();
        var head = information.getOrDefault("Assay-Trail-Head", "");
        var length = information.getOrDefault("Assay-Trail-Length", "");
        if (head.isEmpty() || length.isEmpty()) {
            return new Light(State.UNKNOWN, title, texts.get("evidence.trail.none"));
        }
        if (!information
                .getOrDefault("Assay-Register-Id", "")
                .equals(desk.facts().registerId())) {
            return new Light(State.UNKNOWN, title, texts.get("evidence.trail.other"));
        }
        try {
            long sequence = Long.parseLong(length);
            boolean agrees = desk.trailHash(sequence).filter(head::equals).isPresent();
            return agrees
                    ? new Light(State.COMPLIANT, title, texts.get("evidence.trail.agrees", sequence))
                    : new Light(State.FAILED, title, texts.get("evidence.trail.differs", sequence));
        } catch (NumberFormatException _) {
            return new Light(State.FAILED, title, texts.get("evidence.trail.none"));
        }
    }
}
