package app.assay.ui.devices;

import app.assay.domain.record.FieldType;
import app.assay.domain.record.RecordKind;
import app.assay.domain.table.Filter;
import app.assay.domain.table.TableRow;
import app.assay.service.AttachProofs;
import app.assay.service.EditRecords;
import app.assay.service.ExportEvidence;
import app.assay.service.InspectRecords;
import app.assay.service.Tables;
import app.assay.ui.devices.DevicesViewModel.Device;
import app.assay.ui.grid.PagedGrid;
import app.assay.ui.parts.BulkEditBar;
import app.assay.ui.parts.Looks;
import app.assay.ui.parts.Notice;
import app.assay.ui.parts.NoticeLine;
import app.assay.ui.parts.Saving;
import app.assay.ui.parts.TableExport;
import app.assay.ui.shell.Action;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.FormDrafts;
import app.assay.ui.shell.InspectorContent;
import app.assay.ui.shell.InspectorContent.FieldLine;
import app.assay.ui.shell.InspectorContent.Section;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Navigator;
import app.assay.ui.shell.Workspace;
import app.assay.ui.shell.WorkspaceHeader;
import app.assay.ui.text.Texts;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/// Devices: what they are, who says so, what runs on them.
public final class DevicesWorkspace implements Workspace {

    public static final String ID = "devices";

    private static final List<String> IDENTITY = List.of(
            "name", "domain", "kind", "operatingSystem", "manufacturer", "model", "serial", "assetTag", "hardwareId");
    private static final List<String> HARDWARE = List.of(
            "processorModel", "processors", "cores", "threads", "host", "cluster", "hostAffinity", "networkAddresses");
    private static final List<String> PLACE =
            List.of("status", "environment", "unit", "user", "firstSeen", "lastSeen", "note");

    private final DevicesWork work;
    private final DevicesViewModel model;
    private final Navigator navigator;
    private final Texts texts;
    private final PagedGrid grid;
    private final TableExport exports;
    private final Saving saving;
    private final BorderPane view = new BorderPane();
    private final ReadOnlyObjectWrapper<InspectorContent> inspector =
            new ReadOnlyObjectWrapper<>(InspectorContent.NOTHING);

    public DevicesWorkspace(
            Tables tables,
            EditRecords edits,
            AttachProofs proofs,
            InspectRecords inspect,
            ExportEvidence evidence,
            FormDrafts drafts,
            Navigator navigator,
            Jobs jobs,
            Texts texts) {
        this(
                new DevicesWork(
                        tables.devices(),
                        id -> edits.find(RecordKind.DEVICE, id),
                        id -> inspect.sources(RecordKind.DEVICE, id),
                        proofs::of,
                        proofs::isKept,
                        (id, file) -> proofs.attach(RecordKind.DEVICE, id, file, Map.of()),
                        (field, id) -> name(edits, field, id),
                        edits::canonical,
                        edits::apply),
                evidence::tableTo,
                Optional.empty(),
                drafts,
                navigator,
                jobs,
                texts);
    }

    private static Optional<String> name(EditRecords edits, String field, UUID id) {
        return RecordKind.DEVICE
                .field(field)
                .target()
                .flatMap(kind -> edits.find(kind, id)
                        .map(state -> state.text(kind.fields().getFirst().name())));
    }

    DevicesWorkspace(
            DevicesWork work,
            TableExport.Writer writer,
            Optional<Saving> ask,
            FormDrafts drafts,
            Navigator navigator,
            Jobs jobs,
            Texts texts) {
        this.work = work;
        this.navigator = navigator;
        this.texts = texts;
        var notice = new Notice(texts);
        model = new DevicesViewModel(work, jobs, texts, notice);
        model.bulk().keepDrafts(drafts, () -> navigator.open(ID));
        grid = new PagedGrid(model.devices());
        grid.setId("devices-grid");
        grid.setEditor(model.cells());
        grid.setFirstColumns(
                "name", "kind", "operatingSystem", "status", "environment", "host", "cores", "processors", "lastSeen");
        grid.setColumnWidth("name", 160);
        grid.setColumnWidth("kind", 124);
        grid.setColumnWidth("operatingSystem", 200);
        grid.setColumnWidth("processors", 88);
        grid.setColumnWidth("cores", 72);
        grid.setColumnWidth("titles", 72);
        grid.setEmptyState(
                texts.get("devices.empty"),
                Optional.of(Action.of(
                        "devices-sources", texts.get("devices.empty.action"), () -> navigator.open("sources"))));
        grid.setOnActivate((row, column) -> activate(row, column.id()));
        grid.setOnExport(_ -> export());
        saving = ask.orElseGet(() -> Saving.over(view));
        exports = new TableExport(writer, jobs, texts, notice);
        view.setId("devices");
        view.getStyleClass().add("devices");
        Looks.dress(view);
        view.setTop(new NoticeLine(notice, texts));
        view.setCenter(grid);
        view.setBottom(new BulkEditBar(model.bulk(), texts));
        model.deviceProperty()
                .subscribe(found -> inspector.set(found.map(this::inspect).orElse(InspectorContent.NOTHING)));
        model.problemProperty().subscribe(problem -> problem.ifPresent(told -> notice.refuse(told.sentences())));
    }

    DevicesViewModel model() {
        return model;
    }

    /// Enter on the host opens it; anywhere else what is installed.
    private void activate(TableRow row, String column) {
        if (column.equals("host")) {
            model.deviceProperty()
                    .get()
                    .flatMap(found -> found.state().find("host"))
                    .ifPresentOrElse(host -> navigator.open(Drill.to(ID).record(host)), () -> openInstalled(row));
        } else {
            openInstalled(row);
        }
    }

    private void openInstalled(TableRow row) {
        int place = place("name");
        navigator.open(installed(String.valueOf(row.cells().get(place))));
    }

    private int place(String column) {
        var columns = model.devices().columns();
        for (int place = 0; place < columns.size(); place++) {
            if (columns.get(place).id().equals(column)) {
                return place;
            }
        }
        throw new IllegalArgumentException("devices have no column " + column);
    }

    private static Drill installed(String name) {
        return Drill.to("software", DevicesViewModel.installedOn(name))
                .page("installations")
                .titled(name);
    }

    private void export() {
        exports.export(
                saving,
                texts.get("devices.export.name"),
                work.devices(),
                model.devices().query(),
                grid.shownColumns());
    }

    // ---------------------------------------------------------------- inspector

    private InspectorContent inspect(Device found) {
        var name = found.state().text("name");
        var sections = new ArrayList<Section>();
        sections.add(new Section("", lines(found, IDENTITY)));
        sections.add(new Section(texts.get("devices.section.hardware"), lines(found, HARDWARE)));
        sections.add(new Section(texts.get("devices.section.place"), lines(found, PLACE)));
        var runs = new ArrayList<FieldLine>();
        runs.add(FieldLine.of(texts.column("devices", "titles"), titles()).opening(installed(name)));
        if (found.machines() > 0) {
            runs.add(FieldLine.of(texts.get("devices.machines"), texts.values().number(found.machines()))
                    .opening(machines(name)));
        }
        sections.add(new Section(texts.get("devices.section.runs"), runs));
        var actions = new ArrayList<Action>();
        actions.add(Action.of(
                "device-installed", texts.get("devices.next.installed"), () -> navigator.open(installed(name))));
        if (found.machines() > 0) {
            actions.add(Action.of(
                    "device-machines", texts.get("devices.next.machines"), () -> navigator.open(machines(name))));
        }
        found.state()
                .find("host")
                .ifPresent(host -> actions.add(Action.of(
                        "device-host",
                        texts.get("devices.next.host"),
                        () -> navigator.open(Drill.to(ID).record(host)))));
        actions.add(Action.of("device-change", texts.get("devices.change"), this::openBulk));
        actions.add(Action.of(
                "device-attach",
                texts.get("devices.attach"),
                () -> model.attach(found.state().id(), chooseFiles())));
        long contested = RecordKind.DEVICE.fields().stream()
                .filter(field -> !found.others(field.name()).isEmpty())
                .count();
        return InspectorContent.of(texts.code("kind", found.state().find("kind").orElse("UNKNOWN")), name, sections)
                .documents(found.papers().stream()
                        .map(paper -> new InspectorContent.Document(
                                paper.text("fileName"),
                                "SHA-256 " + paper.text("sha256"),
                                !found.lost().contains(paper.id())))
                        .toList())
                .state("", contested == 0 ? "" : texts.get("devices.contested", contested))
                .actions(actions.toArray(Action[]::new));
    }

    private List<Path> chooseFiles() {
        var chooser = new FileChooser();
        chooser.setTitle(texts.get("devices.attach"));
        var scene = view.getScene();
        var files = chooser.showOpenMultipleDialog(scene == null ? null : scene.getWindow());
        return files == null ? List.of() : files.stream().map(File::toPath).toList();
    }

    private Drill machines(String host) {
        return Drill.to(ID, DevicesViewModel.machinesOn(host)).titled(texts.get("devices.machines.on", host));
    }

    private String titles() {
        var row = model.devices().focusedRowProperty().get();
        int place = place("titles");
        return row.map(found -> texts.values()
                        .cell(
                                model.devices().columns().get(place),
                                found.cells().get(place)))
                .orElse("");
    }

    private List<FieldLine> lines(Device found, List<String> fields) {
        var lines = new ArrayList<FieldLine>();
        for (var field : fields) {
            var value = found.state().text(field);
            var others = model.others(found, field);
            if (value.isEmpty() && others.isEmpty()) {
                continue;
            }
            var line = FieldLine.of(
                            texts.column("devices", field),
                            model.shown(found, field, value),
                            found.counting(field).map(model::source).orElse(""))
                    .others(others);
            if (field.equals("host") && found.names().containsKey(value)) {
                line = line.opening(Drill.to(ID).record(value));
            } else if (RecordKind.DEVICE.field(field).type() == FieldType.CODE && !value.isEmpty()) {
                line = line.opening(Drill.to(ID, new Filter.OneOf(field, List.of(value), false)));
            }
            lines.add(line);
        }
        return lines;
    }

    private void openBulk() {
        model.bulk().shownProperty().set(true);
    }

    // ---------------------------------------------------------------- workspace

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
        return Material2OutlinedAL.DEVICES;
    }

    @Override
    public WorkspaceHeader header() {
        return WorkspaceHeader.of(texts.get("workspace.devices"))
                .counting(rowsStatus())
                .secondary(
                        Action.of("devices-change", texts.get("devices.change"), this::openBulk)
                                .icon(Material2OutlinedAL.EDIT)
                                .keys("Shortcut+Enter"),
                        Action.of("devices-export", texts.get("devices.export"), this::export)
                                .icon(Material2OutlinedMZ.SAVE_ALT)
                                .keys("Shortcut+E"));
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void show(Drill place) {
        grid.setFilters(place.filters());
        place.record().ifPresent(grid::reveal);
    }

    @Override
    public Drill left(Drill opened) {
        return new Drill(
                ID,
                opened.page(),
                grid.filters(),
                model.devices().focusedRowProperty().get().map(TableRow::id),
                opened.title());
    }

    @Override
    public ObservableValue<InspectorContent> inspector() {
        return inspector.getReadOnlyProperty();
    }

    @Override
    public ObservableValue<String> rowsStatus() {
        return model.devices().rowsStatusProperty();
    }

    @Override
    public ObservableValue<String> selectionStatus() {
        return model.devices().selectionStatusProperty();
    }

    @Override
    public List<Action> actions() {
        return List.of(
                Action.of(
                        "devices-no-cores",
                        texts.get("devices.show.nocores"),
                        () -> navigator.open(Drill.to(
                                ID,
                                new Filter.OneOf("kind", List.of("SERVER", "VIRTUAL_MACHINE"), false),
                                new Filter.OneOf("cores", List.of(""), false)))),
                Action.of(
                        "devices-no-host",
                        texts.get("devices.show.nohost"),
                        () -> navigator.open(Drill.to(
                                ID,
                                new Filter.OneOf("kind", List.of("VIRTUAL_MACHINE"), false),
                                new Filter.OneOf("host", List.of(""), false)))));
    }

    @Override
    public void refresh() {
        model.refresh();
    }
}
