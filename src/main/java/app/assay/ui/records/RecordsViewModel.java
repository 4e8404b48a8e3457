package app.assay.ui.records;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.Command.Finding;
import app.assay.domain.record.RecordKind;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Problem;
import app.assay.ui.text.Texts;
import app.assay.work.Cancelled;
import app.assay.work.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What can be done with the selected records of a page besides editing them. Knows no control; for the drawing thread.
public final class RecordsViewModel {

    private static final int MOST_REASONS = 4;

    /// Something to be confirmed before it is done, with its count told.
    public record Question(String text, String verb, Runnable yes) {}

    /// Something to tell.
    public record Told(String text, boolean failed) {}

    private final RecordKind kind;
    private final RecordDesk desk;
    private final Jobs jobs;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<Optional<Question>> question = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Told>> told = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Runnable onChanged = () -> {};

    public RecordsViewModel(RecordKind kind, RecordDesk desk, Jobs jobs, Texts texts) {
        this.kind = kind;
        this.desk = desk;
        this.jobs = jobs;
        this.texts = texts;
    }

    public ReadOnlyObjectProperty<Optional<Question>> questionProperty() {
        return question.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Told>> toldProperty() {
        return told.getReadOnlyProperty();
    }

    public void setOnChanged(Runnable changed) {
        onChanged = changed;
    }

    public void tell(String text, boolean failed) {
        told.set(Optional.of(new Told(text, failed)));
    }

    public void forget() {
        told.set(Optional.empty());
        question.set(Optional.empty());
    }

    /// Gives the ids of the selected rows; called in the background.
    @FunctionalInterface
    public interface Selected {
        void forEach(Consumer<UUID> each, Progress progress);
    }

    private record Plan(Command command, int records, int proofs, List<Finding> blocking) {}

    /// Prepares to delete records: says what would go with them, or what still needs them.
    public void delete(Selected selected) {
        forget();
        jobs.quiet(
                progress -> {
                    var ids = new ArrayList<UUID>();
                    selected.forEach(ids::add, progress);
                    return plan(ids);
                },
                plan -> {
                    if (plan.records() == 0) {
                        return;
                    }
                    if (!plan.blocking().isEmpty()) {
                        tell(texts.get("records.delete.refused", reasons(plan.blocking())), true);
                        return;
                    }
                    question.set(Optional.of(new Question(
                            texts.get("records.delete.ask", plan.records(), plan.proofs()),
                            texts.get("records.delete.verb"),
                            () -> carryOut(plan))));
                },
                this::fail);
    }

    private Plan plan(List<UUID> ids) {
        var edits = new ArrayList<Edit>();
        ids.forEach(id -> edits.add(Edit.delete(kind, id)));
        // The papers of a record go with it; anything else that needs it speaks against it.
        var field = kind.name().toLowerCase(java.util.Locale.ROOT);
        int proofs = 0;
        if (RecordKind.PROOF.find(field).isPresent()) {
            for (var proof : desk.all(RecordKind.PROOF)) {
                if (proof.reference(field).filter(ids::contains).isPresent()) {
                    edits.add(Edit.delete(RecordKind.PROOF, proof.id()));
                    proofs++;
                }
            }
        }
        var key = kind.fields().getFirst().name();
        var names = ids.stream()
                .limit(2)
                .map(id -> desk.find(kind, id).map(state -> state.text(key)).orElse(""))
                .toList();
        var named = String.join(", ", names);
        var command = new Command(
                FieldWords.action(kind, "delete"),
                ids.size() <= 2 ? named : texts.get("records.subject.more", named, ids.size() - 2),
                "",
                edits);
        var blocking = desk.check(command).stream().filter(Finding::blocking).toList();
        return new Plan(command, ids.size(), proofs, blocking);
    }

    private String reasons(List<Finding> blocking) {
        var sentences = blocking.stream()
                .map(Finding::message)
                .distinct()
                .limit(MOST_REASONS)
                .toList();
        var text = String.join(" ", sentences);
        long more = blocking.stream().map(Finding::message).distinct().count() - sentences.size();
        return more > 0 ? text + " " + texts.get("records.delete.more", more) : text;
    }

    private void carryOut(Plan plan) {
        question.set(Optional.empty());
        jobs.start(
                texts.get("records.delete.job", plan.records()),
                progress -> desk.apply(plan.command(), progress),
                saved -> {
                    if (saved.done()) {
                        tell(texts.get("records.delete.done", plan.records()), false);
                        onChanged.run();
                    } else {
                        tell(
                                texts.get(
                                        "records.delete.refused",
                                        reasons(saved.findings().stream()
                                                .filter(Finding::blocking)
                                                .toList())),
                                true);
                    }
                },
                this::fail);
    }

    public void fail(Exception failure) {
        if (!(failure instanceof Cancelled)) {
            tell(Problem.of(failure, texts).sentences(), true);
        }
    }
}
