package app.assay.ui.position;

import app.assay.domain.table.Sort;
import app.assay.domain.table.TableRow;
import app.assay.domain.table.TableSource;
import app.assay.service.ComputePosition;
import app.assay.service.EditRecords;
import app.assay.service.ExportEvidence;
import app.assay.service.OpenRegister;
import app.assay.service.Settings;
import app.assay.service.Tables;
import app.assay.ui.grid.PagedGrid;
import app.assay.ui.parts.Notice;
import app.assay.ui.parts.Saving;
import app.assay.ui.parts.TableExport;
import app.assay.ui.shell.Action;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.InspectorContent;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Navigator;
import app.assay.ui.shell.Workspace;
import app.assay.ui.shell.WorkspaceHeader;
import app.assay.ui.text.Texts;
import app.assay.work.Progress;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/// Where the gap is and why.
public final class PositionWorkspace implements Workspace {

    public static final String ID = "position";

    private final PositionViewModel model;
    private final Navigator navigator;
    private final Texts texts;
    private final PagedGrid grid;
    private final PositionView view;
    private final TableExport exports;
    private final Saving saving;
    private final ReadOnlyObjectWrapper<InspectorContent> inspector =
            new ReadOnlyObjectWrapper<>(InspectorContent.NOTHING);

    public PositionWorkspace(
            OpenRegister register,
            ComputePosition positions,
            Tables tables,
            EditRecords edits,
            ExportEvidence evidence,
            Navigator navigator,
            Jobs jobs,
            Texts texts) {
        this(
                new PositionWork(
                        register::revision,
                        register::positionSettings,
                        positions::compute,
                        positions::explain,
                        settings -> tables.position(() -> settings),
                        tables::consumers,
                        day -> edits.apply(
                                Settings.change(
                                        Settings.AS_AT,
                                        day.map(LocalDate::toString).orElse("")),
                                Progress.NONE),
                        () -> register.settings().asAt().isPresent()),
                evidence::tableTo,
                Optional.empty(),
                navigator,
                jobs,
                texts);
    }

    /// @param ask asks where a file shall go; empty for the platform's own dialog
    PositionWorkspace(
            PositionWork work,
            TableExport.Writer writer,
            Optional<Saving> ask,
            Navigator navigator,
            Jobs jobs,
            Texts texts) {
        this.navigator = navigator;
        this.texts = texts;
        var notice = new Notice(texts);
        model = new PositionViewModel(work, jobs, texts, notice);
        grid = new PagedGrid(model.lines());
        grid.setId("position-lines");
        grid.setFirstColumns("publisher", "product", "edition", "status", "shortfall", "exposure", "surplus", "net");
        // All gaps first: by money, those without a price would stand behind lines that have no gap at all.
        grid.sortBy(List.of(new Sort("shortfall", true), new Sort("exposure", true)));
        grid.setColumnWidth("publisher", 104);
        grid.setColumnWidth("product", 136);
        grid.setColumnWidth("edition", 120);
        grid.setColumnWidth("status", 136);
        grid.setColumnWidth("metric", 96);
        for (var figure : List.of("shortfall", "surplus", "net", "gross", "owned", "usable", "covered")) {
            grid.setColumnWidth(figure, 92);
        }
        grid.setColumnWidth("problems", 360);
        saving = ask.orElseGet(() -> Saving.over(grid));
        exports = new TableExport(writer, jobs, texts, notice);
        view = new PositionView(model, grid, navigator, jobs, texts, notice, saving);
        grid.setOnExport(_ -> export());
        grid.setOnActivate((_, column) -> activate(column.id()));
        var inspected = new PositionInspector(model, navigator, texts);
        model.selectedProperty().subscribe(selected -> inspector.set(inspected.of(selected)));
    }

    PositionViewModel model() {
        return model;
    }

    /// Enter on a figure opens its rows; anywhere else the bridge.
    private void activate(String column) {
        switch (column) {
            case "gross", "installations" -> model.openStep("found");
            case "net" -> model.openStep("needed");
            case "covered" -> model.openStep("covered");
            case "shortfall", "exposure", "toBuy" -> model.openStep("short");
            case "owned", "usable", "surplus", "surplusValue", "grade", "unitPrice" -> model.openStep("surplus");
            case "problems" -> model.tabProperty().set(PositionViewModel.Tab.PROBLEMS);
            default -> model.tabProperty().set(PositionViewModel.Tab.BRIDGE);
        }
    }

    private void export() {
        TableSource table = model.table();
        var asAt = model.asAtProperty().get();
        exports.export(
                saving,
                texts.get("position.export.name") + (asAt == null ? "" : "-" + asAt),
                table,
                model.lines().query(),
                grid.shownColumns());
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
        return Material2OutlinedAL.EQUALIZER;
    }

    @Override
    public WorkspaceHeader header() {
        return WorkspaceHeader.of(texts.get("workspace.position"))
                .counting(model.lines().rowsStatusProperty())
                .primary(Action.of(
                                "position-evidence", texts.get("position.evidence"), () -> navigator.open("evidence"))
                        .icon(Material2OutlinedAL.FACT_CHECK)
                        .enabledWhen(javafx.beans.binding.Bindings.createBooleanBinding(
                                () -> model.positionProperty()
                                        .get()
                                        .filter(position -> !position.lines().isEmpty())
                                        .isPresent(),
                                model.positionProperty())))
                .secondary(
                        Action.of("position-recompute", texts.get("position.recompute"), model::recompute)
                                .icon(Material2OutlinedMZ.REFRESH)
                                .keys("F5"),
                        Action.of("position-export", texts.get("position.export"), this::export)
                                .icon(Material2OutlinedMZ.SAVE_ALT)
                                .keys("Shortcut+E"),
                        Action.of(
                                        "position-chart",
                                        texts.get("position.chart.toggle"),
                                        () -> model.chartShownProperty()
                                                .set(!model.chartShownProperty().get()))
                                .icon(Material2OutlinedAL.BAR_CHART)
                                .keys("F4"))
                .overflow(
                        Action.of("position-keep-date", texts.get("position.keepdate"), model::keepDate),
                        Action.of("position-follow-data", texts.get("position.followdata"), model::followData),
                        Action.of(
                                "position-chart-save-svg", texts.get("position.chart.svg"), () -> view.saveGap("svg")),
                        Action.of(
                                "position-chart-save-png", texts.get("position.chart.png"), () -> view.saveGap("png")));
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void show(Drill place) {
        if (!model.lines().filters().equals(place.filters())) {
            model.lines().setFilters(place.filters());
        }
        model.refresh();
        place.record().ifPresent(id -> grid.reveal(id));
        if (!place.page().isEmpty()) {
            for (var tab : PositionViewModel.Tab.values()) {
                if (tab.name().equalsIgnoreCase(place.page())) {
                    model.tabProperty().set(tab);
                }
            }
        }
    }

    @Override
    public Drill left(Drill opened) {
        return new Drill(
                ID,
                model.tabProperty().get().name(),
                grid.filters(),
                model.lines().focusedRowProperty().get().map(TableRow::id),
                opened.title());
    }

    @Override
    public ObservableValue<InspectorContent> inspector() {
        return inspector.getReadOnlyProperty();
    }

    @Override
    public ObservableValue<String> rowsStatus() {
        return model.lines().rowsStatusProperty();
    }

    @Override
    public ObservableValue<String> selectionStatus() {
        return model.lines().selectionStatusProperty();
    }

    @Override
    public List<Action> actions() {
        return List.of(
                Action.of("position-short", texts.get("position.show.short"), () -> model.showStatus(List.of("SHORT"))),
                Action.of(
                        "position-not-computable",
                        texts.get("position.show.notcomputable"),
                        () -> model.showStatus(List.of("NOT_COMPUTABLE"))));
    }

    @Override
    public void refresh() {
        model.refresh();
    }
}
