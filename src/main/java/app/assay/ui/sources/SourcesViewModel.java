package app.assay.ui.sources;

import app.assay.domain.table.Column;
import app.assay.domain.table.TableRow;
import app.assay.service.ImportOutcome;
import app.assay.ui.parts.Notice;
import app.assay.ui.records.RecordsViewModel.Question;
import app.assay.ui.shell.InspectorContent;
import app.assay.ui.shell.InspectorContent.FieldLine;
import app.assay.ui.shell.InspectorContent.Section;
import app.assay.ui.shell.Jobs;
import app.assay.ui.text.Texts;
import app.assay.work.Cancelled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The imports: what the inspector tells of one, and taking it back. Knows no control; for the drawing thread.
public final class SourcesViewModel {

    private final LoadDesk desk;
    private final List<Column> columns;
    private final Jobs jobs;
    private final Texts texts;
    private final Notice notice;
    private final ReadOnlyObjectWrapper<InspectorContent> content =
            new ReadOnlyObjectWrapper<>(InspectorContent.NOTHING);
    private final ReadOnlyObjectWrapper<Optional<Question>> question = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<TableRow>> row = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper canTryAgain = new ReadOnlyBooleanWrapper(false);
    private Runnable onChanged = () -> {};
    private Consumer<UUID> onReadAgain = _ -> {};
    private boolean isReadingAgain;

    SourcesViewModel(LoadDesk desk, Jobs jobs, Texts texts, Notice notice) {
        this.desk = desk;
        this.columns = List.copyOf(desk.loads().columns());
        this.jobs = jobs;
        this.texts = texts;
        this.notice = notice;
    }

    ReadOnlyObjectProperty<InspectorContent> contentProperty() {
        return content.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Question>> questionProperty() {
        return question.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<TableRow>> rowProperty() {
        return row.getReadOnlyProperty();
    }

    void setOnChanged(Runnable changed) {
        onChanged = changed;
    }

    void setOnReadAgain(Consumer<UUID> readAgain) {
        onReadAgain = readAgain;
    }

    /// Whether the selected import counts and has rows that were left out.
    ReadOnlyBooleanProperty canTryAgainProperty() {
        return canTryAgain.getReadOnlyProperty();
    }

    /// The name of the selected import's file; empty when none is selected.
    String file() {
        return row.get().flatMap(selected -> shown(selected, "file")).orElse("");
    }

    /// How many rows the selected import left out and how many warnings it gave; nothing when none is selected.
    Map<RemarkPane.Tab, Long> counts() {
        return row.get()
                .map(selected -> Map.of(
                        RemarkPane.Tab.REJECTED, number(selected, "rejected"),
                        RemarkPane.Tab.EACH_WARNING, number(selected, "warnings")))
                .orElse(Map.of());
    }

    /// The import that is selected.
    Optional<UUID> load() {
        return row.get().map(found -> UUID.fromString(found.id()));
    }

    void inspect(Optional<TableRow> selected) {
        row.set(selected);
        question.set(Optional.empty());
        content.set(selected.map(this::told).orElse(InspectorContent.NOTHING));
        settle();
    }

    private void settle() {
        canTryAgain.set(!isReadingAgain
                && row.get()
                        .filter(selected -> number(selected, "rejected") > 0
                                && isPublished(selected)
                                && !standing(selected).equals("REPLACED"))
                        .isPresent());
    }

    private boolean isPublished(TableRow selected) {
        return cell(selected, "state").map(Object::toString).orElse("").equals("PUBLISHED");
    }

    private String standing(TableRow selected) {
        return cell(selected, "standing").map(Object::toString).orElse("");
    }

    private InspectorContent told(TableRow selected) {
        var lines = new ArrayList<FieldLine>();
        // What does not count says so before all else.
        cell(selected, "standing")
                .flatMap(standing -> texts.find(
                        "sources.notcounting." + standing, texts.values().date(desk.asAt())))
                .ifPresent(why -> lines.add(FieldLine.of(texts.column("loads", "standing"), why)));
        for (var id : List.of(
                "source",
                "file",
                "format",
                "meaning",
                "receivedAt",
                "dataDate",
                "suppliedBy",
                "bytes",
                "profile",
                "options",
                "sha256")) {
            shown(selected, id).ifPresent(text -> lines.add(FieldLine.of(texts.column("loads", id), text)));
        }
        var counts = new ArrayList<FieldLine>();
        for (var id : List.of("read", "new", "changed", "same", "rejected", "vanished", "warnings")) {
            shown(selected, id).ifPresent(text -> counts.add(FieldLine.of(texts.column("loads", id), text)));
        }
        var sections = List.of(new Section("", lines), new Section(texts.get("sources.rows"), counts));
        return InspectorContent.of(
                        texts.get("sources.kind"), shown(selected, "file").orElse(""), sections)
                .state(
                        cell(selected, "state").map(Object::toString).orElse(""),
                        texts.get(
                                "import.balance",
                                number(selected, "read"),
                                number(selected, "new"),
                                number(selected, "changed"),
                                number(selected, "same"),
                                number(selected, "rejected")));
    }

    private long number(TableRow selected, String column) {
        return cell(selected, column)
                .map(value -> value instanceof Number count ? count.longValue() : 0L)
                .orElse(0L);
    }

    private Optional<String> shown(TableRow selected, String column) {
        return cell(selected, column)
                .map(value -> columns.stream()
                        .filter(known -> known.id().equals(column))
                        .findFirst()
                        .map(known -> texts.values().cell(known, value))
                        .orElse(""));
    }

    private Optional<Object> cell(TableRow selected, String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).id().equals(column)) {
                return Optional.ofNullable(selected.cells().get(i));
            }
        }
        return Optional.empty();
    }

    /// Asks whether the selected import shall be taken back, its rows told.
    void askTakeBack() {
        notice.clear();
        var selected = row.get();
        if (selected.isEmpty()) {
            return;
        }
        if (!isPublished(selected.get())) {
            notice.refuse(texts.get("sources.takeback.already"));
            return;
        }
        var file = shown(selected.get(), "file").orElse("");
        long rows = number(selected.get(), "read") - number(selected.get(), "rejected");
        question.set(Optional.of(new Question(
                texts.get("sources.takeback.ask", file, rows),
                texts.get("sources.takeback.verb"),
                () -> carryOut(UUID.fromString(selected.get().id()), file))));
    }

    void keep() {
        question.set(Optional.empty());
    }

    private void carryOut(UUID load, String file) {
        question.set(Optional.empty());
        jobs.start(
                texts.get("sources.takeback.job", file),
                _ -> {
                    desk.takeBack(load, "");
                    return file;
                },
                _ -> {
                    notice.tell(texts.get("sources.takeback.done", file));
                    onChanged.run();
                },
                notice::fail);
    }

    /// Reads the kept file of the selected import again, in the background.
    void tryAgain() {
        notice.clear();
        var selected = row.get();
        if (selected.isEmpty() || !canTryAgain.get()) {
            return;
        }
        var load = UUID.fromString(selected.get().id());
        var file = file();
        long before = number(selected.get(), "rejected");
        isReadingAgain = true;
        settle();
        jobs.start(
                texts.get("sources.retry.job", file),
                progress -> desk.retry(load, progress),
                outcome -> {
                    isReadingAgain = false;
                    notice.tell(readAgain(file, before, outcome));
                    outcome.load()
                            .filter(next -> !next.equals(load))
                            .ifPresentOrElse(onReadAgain, () -> onChanged.run());
                    settle();
                },
                failure -> {
                    isReadingAgain = false;
                    settle();
                    if (failure instanceof Cancelled) {
                        notice.tell(texts.get("sources.retry.cancelled", file));
                    }
                    notice.fail(failure);
                });
    }

    private String readAgain(String file, long before, ImportOutcome outcome) {
        long left = outcome.balance().rejected();
        return switch (outcome.state()) {
            case PUBLISHED -> texts.get("sources.retry.done", file, before, left);
            case HELD -> texts.get("sources.retry.held", file, before, left);
            case ALREADY_IMPORTED, DRY_RUN, SUPERSEDED -> texts.get("sources.retry.same", file, left);
        };
    }
}
