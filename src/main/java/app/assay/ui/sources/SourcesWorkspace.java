package app.assay.ui.sources;

import app.assay.service.ExportEvidence;
import app.assay.service.ImportFiles;
import app.assay.service.Tables;
import app.assay.ui.grid.PagedGrid;
import app.assay.ui.parts.Looks;
import app.assay.ui.parts.Notice;
import app.assay.ui.parts.NoticeLine;
import app.assay.ui.parts.Saving;
import app.assay.ui.parts.TableExport;
import app.assay.ui.records.QuestionLine;
import app.assay.ui.records.RecordForm;
import app.assay.ui.shell.Action;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.InspectorContent;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Navigator;
import app.assay.ui.shell.Workspace;
import app.assay.ui.shell.WorkspaceHeader;
import app.assay.ui.text.Texts;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/// Imports, their rejected rows and warnings, and the page that takes files in.
public final class SourcesWorkspace implements Workspace {

    public static final String ID = "sources";

    /// Page of the workspace that takes files in.
    public static final String IMPORT_PAGE = "import";

    private final LoadDesk desk;
    private final TableExport exports;
    private final Function<Node, Saving> saving;
    private final Navigator navigator;
    private final Jobs jobs;
    private final Texts texts;
    private final Notice notice;
    private final SourcesViewModel model;
    private final ImportPageViewModel imports;
    private final ReadOnlyStringWrapper rows = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper selection = new ReadOnlyStringWrapper("");
    private @Nullable Screen screen;

    /// The workspace of an open register.
    public SourcesWorkspace(
            Tables tables, ImportFiles files, ExportEvidence evidence, Navigator navigator, Jobs jobs, Texts texts) {
        this(LoadDesk.of(tables, files), ImportDesk.of(files), evidence::tableTo, Saving::over, navigator, jobs, texts);
    }

    SourcesWorkspace(
            LoadDesk desk,
            ImportDesk importing,
            TableExport.Writer writer,
            Function<Node, Saving> saving,
            Navigator navigator,
            Jobs jobs,
            Texts texts) {
        this.desk = desk;
        this.saving = saving;
        this.navigator = navigator;
        this.jobs = jobs;
        this.texts = texts;
        this.notice = new Notice(texts);
        this.exports = new TableExport(writer, jobs, texts, notice);
        this.model = new SourcesViewModel(desk, jobs, texts, notice);
        this.imports = new ImportPageViewModel(importing, jobs, texts);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Group group() {
        return Group.WORK;
    }

    @Override
    public Ikon icon() {
        return Material2OutlinedMZ.SOURCE;
    }

    private Action importAction() {
        return Action.of("import-files", texts.get("sources.import"), this::choose)
                .keys("Shortcut+I");
    }

    @Override
    public WorkspaceHeader header() {
        return WorkspaceHeader.of(texts.get("workspace.sources"))
                .counting(rows.getReadOnlyProperty())
                .primary(importAction())
                .secondary(
                        Action.of("import-folder", texts.get("sources.folder"), this::chooseFolder),
                        tryAgain(),
                        Action.of("take-back", texts.get("sources.takeback"), model::askTakeBack));
    }

    private Action tryAgain() {
        return Action.of("try-again", texts.get("sources.retry"), model::tryAgain)
                .enabledWhen(model.canTryAgainProperty());
    }

    ImportPageViewModel imports() {
        return imports;
    }

    SourcesViewModel model() {
        return model;
    }

    /// Opens the import page with these files; also what dropping files on the window does.
    public void take(List<Path> files) {
        if (!files.isEmpty()) {
            navigator.open(Drill.to(ID).page(IMPORT_PAGE).titled(texts.get("import.title")));
            screen().open(true);
            imports.add(files);
        }
    }

    private void choose() {
        var chooser = new FileChooser();
        chooser.setTitle(texts.get("sources.import"));
        var scene = screen().getScene();
        var files = chooser.showOpenMultipleDialog(scene == null ? null : scene.getWindow());
        if (files != null) {
            take(files.stream().map(File::toPath).toList());
        }
    }

    private void chooseFolder() {
        var chooser = new javafx.stage.DirectoryChooser();
        chooser.setTitle(texts.get("sources.folder"));
        var scene = screen().getScene();
        var folder = chooser.showDialog(scene == null ? null : scene.getWindow());
        if (folder != null) {
            take(List.of(folder.toPath()));
        }
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
        var shown = screen();
        shown.open(place.page().equals(IMPORT_PAGE));
        shown.grid.setFilters(place.filters());
        place.record().ifPresent(shown.grid::reveal);
    }

    @Override
    public Drill left(Drill opened) {
        return new Drill(
                ID,
                opened.page(),
                screen().grid.filters(),
                model.rowProperty().get().map(row -> row.id()),
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
        screen().refresh();
    }

    /// The grid of imports over the rows of one of them, or the import page.
    private final class Screen extends StackPane {

        private final PagedGrid grid = new PagedGrid(desk.loads(), jobs, texts);
        private final RemarkPane remarks = new RemarkPane(
                Map.of(
                        RemarkPane.Tab.REJECTED, desk.rejected(Optional.empty()),
                        RemarkPane.Tab.WARNINGS, desk.warningTexts(Optional.empty()),
                        RemarkPane.Tab.EACH_WARNING, desk.warnings(Optional.empty())),
                exports,
                () -> saving.apply(this),
                jobs,
                texts,
                RemarkPane.Tab.REJECTED,
                RemarkPane.Tab.WARNINGS,
                RemarkPane.Tab.EACH_WARNING);
        private final BorderPane list = new BorderPane();
        private final ImportPage page;

        Screen() {
            setId("sources");
            Looks.dress(this);
            getStylesheets().add(RecordForm.styles());
            rows.bind(grid.rowsStatusProperty());
            selection.bind(grid.selectionStatusProperty());
            grid.setEmptyState(texts.get("sources.empty"), Optional.of(importAction()));
            grid.focusedRowProperty().subscribe(row -> {
                model.inspect(row);
                showRows();
            });
            grid.setOnActivate((_, _) -> remarks.focusTable());
            model.setOnChanged(this::refresh);
            model.setOnReadAgain(this::readAgain);
            imports.setOnImported(this::refresh);
            var counted = new RemarkPane(
                    Map.of(
                            RemarkPane.Tab.REJECTED, desk.rejected(Optional.empty()),
                            RemarkPane.Tab.WARNINGS, desk.warningTexts(Optional.empty())),
                    exports,
                    () -> saving.apply(this),
                    jobs,
                    texts,
                    RemarkPane.Tab.OWN,
                    RemarkPane.Tab.REJECTED,
                    RemarkPane.Tab.WARNINGS);
            page = new ImportPage(
                    imports,
                    counted,
                    outcome -> counted.show(
                            Map.of(
                                    RemarkPane.Tab.REJECTED, desk.rejectedBy(outcome),
                                    RemarkPane.Tab.WARNINGS, desk.warningTextsBy(outcome)),
                            RemarkPane.subject(ImportPageViewModel.name(Path.of(outcome.path())))),
                    importAction(),
                    this::openRemarks,
                    () -> navigator.open(Drill.to(ID)));
            page.setBottom(new NoticeLine(notice, texts));
            remarks.setId("sources-remarks");
            var again = new Button(texts.get("sources.retry"));
            again.setId("sources-retry");
            again.setMinWidth(USE_PREF_SIZE);
            again.disableProperty().bind(model.canTryAgainProperty().not());
            again.setOnAction(_ -> model.tryAgain());
            remarks.addTools(again);
            var split = new SplitPane(grid, remarks);
            split.setOrientation(Orientation.VERTICAL);
            split.setDividerPositions(0.56);
            list.setCenter(split);
            list.setBottom(new VBox(
                    new QuestionLine(model.questionProperty(), texts, model::keep), new NoticeLine(notice, texts)));
            getChildren().setAll(list);
            addEventHandler(DragEvent.DRAG_OVER, event -> {
                if (event.getDragboard().hasFiles()) {
                    event.acceptTransferModes(TransferMode.COPY);
                    event.consume();
                }
            });
            addEventHandler(DragEvent.DRAG_DROPPED, event -> {
                if (event.getDragboard().hasFiles()) {
                    take(event.getDragboard().getFiles().stream()
                            .map(File::toPath)
                            .toList());
                    event.setDropCompleted(true);
                    event.consume();
                }
            });
        }

        private void showRows() {
            var load = model.load();
            remarks.setCounts(model.counts());
            remarks.show(
                    Map.of(
                            RemarkPane.Tab.REJECTED, desk.rejected(load),
                            RemarkPane.Tab.WARNINGS, desk.warningTexts(load),
                            RemarkPane.Tab.EACH_WARNING, desk.warnings(load)),
                    RemarkPane.subject(model.file()));
        }

        private void openRemarks(UUID load, RemarkPane.Tab tab) {
            navigator.open(Drill.to(ID).record(load.toString()));
            open(false);
            grid.refresh();
            grid.reveal(load.toString());
            remarks.select(tab);
            showRows();
        }

        private void readAgain(UUID load) {
            refresh();
            grid.reveal(load.toString());
        }

        private void open(boolean importing) {
            getChildren().setAll(importing ? page : list);
        }

        private void refresh() {
            grid.refresh();
            showRows();
        }
    }
}
