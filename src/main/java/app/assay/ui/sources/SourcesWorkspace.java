package app.assay.ui.sources;

import app.assay.domain.table.TableSource;
import app.assay.service.ImportFiles;
import app.assay.service.Tables;
import app.assay.ui.grid.PagedGrid;
import app.assay.ui.parts.Looks;
import app.assay.ui.parts.Notice;
import app.assay.ui.parts.NoticeLine;
import app.assay.ui.parts.SwitchingTable;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
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

    private final TableSource loads;
    private final Function<Optional<UUID>, TableSource> rejected;
    private final Function<Optional<UUID>, TableSource> warnings;
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
    public SourcesWorkspace(Tables tables, ImportFiles files, Navigator navigator, Jobs jobs, Texts texts) {
        this(
                tables.loads(),
                tables::rejected,
                tables::warnings,
                ImportDesk.of(files),
                files::takeBack,
                files::asAt,
                navigator,
                jobs,
                texts);
    }

    SourcesWorkspace(
            TableSource loads,
            Function<Optional<UUID>, TableSource> rejected,
            Function<Optional<UUID>, TableSource> warnings,
            ImportDesk desk,
            BiConsumer<UUID, String> takeBack,
            Supplier<LocalDate> asAt,
            Navigator navigator,
            Jobs jobs,
            Texts texts) {
        this.loads = loads;
        this.rejected = rejected;
        this.warnings = warnings;
        this.navigator = navigator;
        this.jobs = jobs;
        this.texts = texts;
        this.notice = new Notice(texts);
        this.model = new SourcesViewModel(
                loads.columns(), takeBack, () -> texts.values().date(asAt.get()), jobs, texts, notice);
        this.imports = new ImportPageViewModel(desk, jobs, texts);
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
                        Action.of("take-back", texts.get("sources.takeback"), model::askTakeBack));
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

        private final PagedGrid grid = new PagedGrid(loads, jobs, texts);
        private final SwitchingTable rejectedRows = new SwitchingTable(rejected.apply(Optional.empty()));
        private final SwitchingTable warningRows = new SwitchingTable(warnings.apply(Optional.empty()));
        private final PagedGrid rejectedGrid = new PagedGrid(rejectedRows, jobs, texts);
        private final PagedGrid warningGrid = new PagedGrid(warningRows, jobs, texts);
        private final StackPane lower = new StackPane(rejectedGrid);
        private final ToggleButton rejectedTab = new ToggleButton(texts.get("sources.rejected"));
        private final ToggleButton warningTab = new ToggleButton(texts.get("sources.warnings"));
        private final BorderPane list = new BorderPane();
        private final ImportPage page;

        Screen() {
            setId("sources");
            Looks.dress(this);
            getStylesheets().add(RecordForm.styles());
            rows.bind(grid.rowsStatusProperty());
            selection.bind(grid.selectionStatusProperty());
            grid.setEmptyState(texts.get("sources.empty"), Optional.of(importAction()));
            rejectedGrid.setEmptyState(texts.get("sources.norejected"), Optional.empty());
            warningGrid.setEmptyState(texts.get("sources.nowarnings"), Optional.empty());
            rejectedGrid.model().facetsShownProperty().set(false);
            warningGrid.model().facetsShownProperty().set(false);
            rejectedGrid.setStatusLineShown(true);
            warningGrid.setStatusLineShown(true);
            grid.focusedRowProperty().subscribe(row -> {
                model.inspect(row);
                showRows();
            });
            grid.setOnActivate((_, _) -> rejectedGrid.focusTable());
            model.setOnChanged(this::refresh);
            imports.setOnImported(this::refresh);
            page = new ImportPage(imports, importAction(), this::openRejected, () -> navigator.open(Drill.to(ID)));
            var split = new SplitPane(grid, new VBox(tabs(), lower));
            VBox.setVgrow(lower, javafx.scene.layout.Priority.ALWAYS);
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

        private Node tabs() {
            var group = new ToggleGroup();
            rejectedTab.setId("tab-rejected");
            warningTab.setId("tab-warnings");
            for (var tab : List.of(rejectedTab, warningTab)) {
                tab.setToggleGroup(group);
                tab.setOnAction(_ -> {
                    tab.setSelected(true);
                    showRows();
                });
            }
            rejectedTab.setSelected(true);
            var row = new HBox(rejectedTab, warningTab);
            row.getStyleClass().add("tab-row");
            return row;
        }

        private void showRows() {
            var load = model.load();
            rejectedRows.show(rejected.apply(load));
            warningRows.show(warnings.apply(load));
            var shown = warningTab.isSelected() ? warningGrid : rejectedGrid;
            lower.getChildren().setAll(shown);
            shown.refresh();
        }

        private void openRejected(UUID load) {
            navigator.open(Drill.to(ID).record(load.toString()));
            open(false);
            grid.refresh();
            grid.reveal(load.toString());
            rejectedTab.setSelected(true);
            showRows();
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
