package app.assay.ui.trail;

import app.assay.domain.table.TableSource;
import app.assay.domain.trail.UndoState;
import app.assay.service.EditRecords;
import app.assay.service.ExportEvidence;
import app.assay.service.History;
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
import app.assay.ui.shell.Navigator;
import app.assay.ui.shell.Workspace;
import app.assay.ui.shell.WorkspaceHeader;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.State;
import app.assay.work.Progress;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/// Who changed what, when and why; the latest first.
public final class TrailWorkspace implements Workspace {

    public static final String ID = "trail";

    /// The page with the steps that undo and redo walk along.
    public static final String HISTORY = "history";

    private final TableSource trail;
    private final TableExport.Writer writer;
    private final Jobs jobs;
    private final Texts texts;
    private final Notice notice;
    private final TrailViewModel model;
    private final HistoryWork historyWork;
    private final HistoryViewModel history;
    private final Navigator navigator;
    private final ReadOnlyObjectWrapper<InspectorContent> inspected =
            new ReadOnlyObjectWrapper<>(InspectorContent.NOTHING);
    private boolean showsHistory;
    private final ReadOnlyStringWrapper rows = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper selection = new ReadOnlyStringWrapper("");
    private @Nullable Screen screen;

    /// The workspace of an open register.
    public TrailWorkspace(
            OpenRegister open,
            Tables tables,
            EditRecords edits,
            ExportEvidence evidence,
            Navigator navigator,
            Jobs jobs,
            Texts texts) {
        this(
                tables.trail(),
                HistoryWork.of(new History(open)),
                edits::undoState,
                progress -> Registers.verify(open, progress),
                evidence::tableTo,
                navigator,
                jobs,
                texts);
    }

    TrailWorkspace(
            TableSource trail,
            HistoryWork history,
            Supplier<UndoState> undoState,
            Function<Progress, Verification> verify,
            TableExport.Writer writer,
            Navigator navigator,
            Jobs jobs,
            Texts texts) {
        this.trail = new ChangeWords(trail, texts);
        this.historyWork = history;
        this.navigator = navigator;
        this.writer = writer;
        this.jobs = jobs;
        this.texts = texts;
        this.notice = new Notice(texts);
        this.model = new TrailViewModel(trail.columns(), undoState, verify, jobs, texts, notice);
        this.history = new HistoryViewModel(history, navigator, jobs, texts, notice);
    }

    HistoryViewModel history() {
        return history;
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
        open(place.page().equals(HISTORY));
        var grid = screen().current();
        grid.setFilters(place.filters());
        place.record().ifPresent(grid::reveal);
        refreshModels();
    }

    private void open(boolean historyPage) {
        showsHistory = historyPage;
        var made = screen();
        made.show(historyPage);
        rows.unbind();
        rows.bind(made.current().rowsStatusProperty());
        selection.unbind();
        selection.bind(made.current().selectionStatusProperty());
        inspected.unbind();
        inspected.bind(historyPage ? history.contentProperty() : model.contentProperty());
    }

    private void refreshModels() {
        screen().head.refresh();
        model.refresh();
        if (showsHistory) {
            history.refresh();
        }
    }

    @Override
    public Drill left(Drill opened) {
        var grid = screen().current();
        return new Drill(
                ID,
                showsHistory ? HISTORY : "",
                grid.filters(),
                grid.focusedRowProperty().get().map(row -> row.id()),
                opened.title());
    }

    @Override
    public ObservableValue<InspectorContent> inspector() {
        return inspected.getReadOnlyProperty();
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
        screen().current().refresh();
        refreshModels();
    }

    /// Two pages: the entries, and below them what undo and redo would do; the steps that undo and redo walk along.
    private final class Screen extends BorderPane {

        private final PagedGrid grid = new PagedGrid(trail, jobs, texts);
        private final PagedGrid steps = new PagedGrid(historyWork.table(), jobs, texts);
        private final ToggleButton entriesTab = tab("tab-entries", "trail.tab.entries", "");
        private final ToggleButton historyTab = tab("tab-history", "trail.tab.history", HISTORY);
        private final VBox told = new VBox();
        private final VBox walk = new VBox();
        private final VBox foot = new VBox();
        private final TrailHeadLine head = new TrailHeadLine(trail, jobs, texts, notice::fail);

        Screen() {
            setId("trail");
            Looks.dress(this);
            getStylesheets().add(RecordForm.styles());
            grid.setEmptyState(texts.get("trail.empty"), Optional.empty());
            grid.focusedRowProperty().subscribe(model::inspect);
            var exports = new TableExport(writer, jobs, texts, notice);
            grid.setOnExport(query -> exports.export(Saving.over(this), "trail", trail, query, grid.shownColumns()));
            told.getChildren()
                    .setAll(line("trail-undo", model.undoProperty()), line("trail-redo", model.redoProperty()));
            told.getStyleClass().add("history-pane");
            buildHistory(exports);
            var tabs = new ToggleGroup();
            tabs.getToggles().setAll(entriesTab, historyTab);
            var row = new HBox(entriesTab, historyTab);
            row.getStyleClass().add("tab-row");
            setTop(new VBox(head, row));
            foot.getChildren().setAll(told, new NoticeLine(notice, texts));
            setBottom(foot);
            setCenter(grid);
        }

        private void buildHistory(TableExport exports) {
            steps.setId("history-grid");
            steps.setEmptyState(texts.get("history.empty"), Optional.empty());
            steps.setLineStyles(history::styles);
            steps.model().facetsShownProperty().set(false);
            steps.setColumnWidth("state", 132);
            steps.setColumnWidth("action", 144);
            steps.setColumnWidth("subject", 240);
            steps.setColumnWidth("records", 80);
            steps.setColumnWidth("actor", 100);
            steps.setColumnWidth("at", 132);
            steps.setColumnWidth("revision", 80);
            steps.focusedRowProperty().subscribe(history::choose);
            steps.setOnExport(query ->
                    exports.export(Saving.over(this), "history", historyWork.table(), query, steps.shownColumns()));
            history.setOnChanged(steps::refresh);
            var go = new Button();
            go.setId("history-go");
            go.getStyleClass().add("accent");
            go.setMinWidth(USE_PREF_SIZE);
            go.textProperty().bind(history.verbProperty());
            go.disableProperty().bind(history.possibleProperty().not());
            go.setOnAction(_ -> history.go());
            var hint = line("history-hint", history.hintProperty());
            HBox.setHgrow(hint, Priority.ALWAYS);
            hint.setMaxWidth(Double.MAX_VALUE);
            var act = new HBox(12, hint, go);
            act.setAlignment(Pos.CENTER_LEFT);
            var loss = line("history-loss", history.lossProperty());
            loss.getStyleClass().add(State.ATTENTION.styleClass());
            loss.textProperty().subscribe(text -> {
                loss.setVisible(!text.isEmpty());
                loss.setManaged(!text.isEmpty());
            });
            walk.getChildren().setAll(loss, act);
            walk.getStyleClass().add("history-pane");
        }

        PagedGrid current() {
            return showsHistory ? steps : grid;
        }

        void show(boolean historyPage) {
            (historyPage ? historyTab : entriesTab).setSelected(true);
            setCenter(historyPage ? steps : grid);
            foot.getChildren().set(0, historyPage ? walk : told);
        }

        private ToggleButton tab(String id, String key, String page) {
            var made = new ToggleButton(texts.get(key));
            made.setId(id);
            made.setOnAction(_ -> {
                made.setSelected(true);
                navigator.open(Drill.to(ID).page(page).titled(page.isEmpty() ? "" : texts.get(key)));
            });
            return made;
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
