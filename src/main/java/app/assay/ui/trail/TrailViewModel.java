package app.assay.ui.trail;

import app.assay.domain.table.Column;
import app.assay.domain.table.TableRow;
import app.assay.domain.trail.UndoState;
import app.assay.service.Registers.Verification;
import app.assay.ui.parts.Notice;
import app.assay.ui.shell.InspectorContent;
import app.assay.ui.shell.InspectorContent.FieldLine;
import app.assay.ui.shell.InspectorContent.Section;
import app.assay.ui.shell.Jobs;
import app.assay.ui.text.Texts;
import app.assay.work.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// The trail: one entry in full, what undo and redo would do, and the check of the chain. Knows no control; for the
/// drawing thread.
public final class TrailViewModel {

    private final List<Column> columns;
    private final Supplier<UndoState> undoState;
    private final Function<Progress, Verification> verify;
    private final Jobs jobs;
    private final Texts texts;
    private final Notice notice;
    private final ReadOnlyObjectWrapper<InspectorContent> content =
            new ReadOnlyObjectWrapper<>(InspectorContent.NOTHING);
    private final ReadOnlyStringWrapper undo = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper redo = new ReadOnlyStringWrapper("");

    /// @param undoState what undo and redo would do now
    /// @param verify recomputes every hash of the register
    TrailViewModel(
            List<Column> columns,
            Supplier<UndoState> undoState,
            Function<Progress, Verification> verify,
            Jobs jobs,
            Texts texts,
            Notice notice) {
        this.columns = List.copyOf(columns);
        this.undoState = undoState;
        this.verify = verify;
        this.jobs = jobs;
        this.texts = texts;
        this.notice = notice;
    }

    ReadOnlyObjectProperty<InspectorContent> contentProperty() {
        return content.getReadOnlyProperty();
    }

    /// What undo would do, in a sentence.
    ReadOnlyStringProperty undoProperty() {
        return undo.getReadOnlyProperty();
    }

    ReadOnlyStringProperty redoProperty() {
        return redo.getReadOnlyProperty();
    }

    void inspect(Optional<TableRow> row) {
        content.set(row.map(this::told).orElse(InspectorContent.NOTHING));
    }

    private InspectorContent told(TableRow row) {
        var first = new ArrayList<FieldLine>();
        var proof = new ArrayList<FieldLine>();
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            var value = row.cells().get(i);
            if (value == null || value.toString().isEmpty() || value.toString().equals("{}")) {
                continue;
            }
            var line = FieldLine.of(
                    texts.column("trail", column.id()),
                    column.id().equals("change")
                            ? value.toString().replace("; ", "\n")
                            : texts.values().cell(column, value));
            boolean technical = List.of("hash", "detail", "applicationVersion", "record", "sequence")
                    .contains(column.id());
            (technical ? proof : first).add(line);
        }
        var sections = new ArrayList<Section>();
        sections.add(new Section("", first));
        sections.add(new Section(texts.get("trail.chain"), proof));
        return InspectorContent.of(texts.get("trail.kind"), title(row), sections);
    }

    private String title(TableRow row) {
        for (int i = 0; i < columns.size(); i++) {
            var value = row.cells().get(i);
            if (columns.get(i).id().equals("subject")
                    && value != null
                    && !value.toString().isEmpty()) {
                return value.toString();
            }
        }
        return texts.get("trail.entry", row.id());
    }

    /// Asks anew what undo and redo would do.
    void refresh() {
        jobs.quiet(
                _ -> undoState.get(),
                state -> {
                    undo.set(step("trail.undo", state.undo()));
                    redo.set(step("trail.redo", state.redo()));
                },
                notice::fail);
    }

    private String step(String key, Optional<UndoState.Step> step) {
        return step.map(found -> {
                    var words = texts.code("action", found.action());
                    return found.dependants().isEmpty()
                            ? texts.get(key + ".step", words, found.subject(), found.records())
                            : texts.get(
                                    key + ".refused", words, found.subject(), String.join(", ", found.dependants()));
                })
                .orElseGet(() -> texts.get(key + ".nothing"));
    }

    /// Recomputes the chain and every digest of the register.
    void verify() {
        jobs.start(
                texts.get("trail.verify.job"),
                verify::apply,
                found -> {
                    if (found.intact()) {
                        notice.tell(texts.get(
                                "trail.verify.intact",
                                found.trailEntries(),
                                found.loads(),
                                found.packedRows(),
                                found.files()));
                    } else {
                        notice.refuse(texts.get(
                                "trail.verify.broken",
                                found.differences().size(),
                                String.join(" ", found.differences())));
                    }
                },
                notice::fail);
    }
}
