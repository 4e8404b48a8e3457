package app.assay.ui.trail;

import app.assay.domain.table.TableSource;
import app.assay.domain.trail.UndoState;
import app.assay.service.EditRecords;
import app.assay.service.ExportEvidence;
import app.assay.service.OpenRegister;
import app.assay.service.Registers;
import app.assay.service.Registers.Verification;
import app.assay.service.Tables;
import app.assay.ui.grid.PagedGrid;
import app.assay.ui.parts.Looks;
import app.assay.ui.parts.Notice;
import app.assay.ui.parts.NoticeLine;
import app.assay.ui.parts.Saving;
import app.assay.ui.parts.TableExport;
import app.assay.ui.records.RecordForm;
import app.assay.ui.shell.Action;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.InspectorContent;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Workspace;
import app.assay.ui.shell.WorkspaceHeader;
import app.assay.ui.text.Texts;
import app.assay.work.Progress;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/// Who changed what, when and why; the latest first.
public final class TrailWorkspace implements Workspace {

    public static final String ID = "trail";

    private final TableSource trail;
    private final TableExport.Writer writer;
    private final Jobs jobs;
    private final Texts texts;
    private final Notice notice;
    private final TrailViewModel model;
    private final ReadOnlyStringWrapper rows = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper selection = new ReadOnlyStringWrapper("");
    private @Nullable Screen screen;

    /// The workspace of an open register.
    public TrailWorkspace(
            OpenRegister open, Tables tables, EditRecords edits, ExportEvidence evidence, Jobs jobs, Texts texts) {
        this(
                tables.trail(),
                edits::undoState,
                progress -> Registers.verify(open, progress),
                evidence::tableTo,
                jobs,
                texts);
    }

    TrailWorkspace(
            TableSource trail,
            Supplier<UndoState> undoState,
            Function<Progress, Verification> verify,
            TableExport.Writer writer,
            Jobs jobs,
            Texts texts) {
        this.trail = trail;
        this.writer = writer;
        this.jobs = jobs;
        this.texts = texts;
        this.notice = new Notice(texts);
        this.model = new TrailViewModel(trail.columns(), undoState, verify, jobs, texts, notice);
    }

    TrailViewModel model() {
        return model;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Group group() {
        return Group.PROVE;
    }

    @Override
    public Ikon icon() {
        return Material2OutlinedAL.HISTORY;
    }

    @Override
    public WorkspaceHeader header() {
        return WorkspaceHeader.of(texts.get("workspace.trail"))
                .counting(rows.getReadOnlyProperty())
                .primary(Action.of("verify-trail", texts.get("trail.verify"), model::verify));
    }

    @Override
    public Node view() {
        return screen();
    }

    private Screen screen() {
        var made = screen;
        if (made == null) {
            made = new Screen();
            screen = made;
        }
        return made;
    }

    @Override
    public void show(Drill place) {
        screen().grid.setFilters(place.filters());
        place.record().ifPresent(screen().grid::reveal);
        screen().head.refresh();
        model.refresh();
    }

    @Override
    public Drill left(Drill opened) {
        var grid = screen().grid;
        return new Drill(
                ID,
                opened.page(),
                grid.filters(),
                grid.focusedRowProperty().get().map(row -> row.id()),
                opened.title());
    }

    @Override
    public ObservableValue<InspectorContent> inspector() {
        return model.contentProperty();
    }

    @Override
    public ObservableValue<String> rowsStatus() {
        return rows.getReadOnlyProperty();
    }

    @Override
    public ObservableValue<String> selectionStatus() {
        return selection.getReadOnlyProperty();
    }

    @Override
    public void refresh() {
        screen().grid.refresh();
        screen().head.refresh();
        model.refresh();
    }

    /// The entries, and below them what undo and redo would do.
    private final class Screen extends BorderPane {

        private final PagedGrid grid = new PagedGrid(trail, jobs, texts);
        private final TrailHeadLine head = new TrailHeadLine(trail, jobs, texts, notice::fail);

        Screen() {
            setId("trail");
            Looks.dress(this);
            getStylesheets().add(RecordForm.styles());
            rows.bind(grid.rowsStatusProperty());
            selection.bind(grid.selectionStatusProperty());
            grid.setEmptyState(texts.get("trail.empty"), Optional.empty());
            grid.focusedRowProperty().subscribe(model::inspect);
            var exports = new TableExport(writer, jobs, texts, notice);
            grid.setOnExport(query -> exports.export(Saving.over(this), "trail", trail, query, grid.shownColumns()));
            var undo = line("trail-undo", model.undoProperty());
            var redo = line("trail-redo", model.redoProperty());
            var history = new VBox(undo, redo);
            history.getStyleClass().add("history-pane");
            setTop(head);
            setCenter(grid);
            setBottom(new VBox(history, new NoticeLine(notice, texts)));
        }

        private Label line(String id, ObservableValue<String> text) {
            var label = new Label();
            label.setId(id);
            label.setWrapText(true);
            label.getStyleClass().add("plain-text");
            label.textProperty().bind(text);
            return label;
        }
    }
}
