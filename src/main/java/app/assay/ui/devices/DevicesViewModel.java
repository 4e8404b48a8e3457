package app.assay.ui.devices;

import app.assay.domain.record.Field;
import app.assay.domain.record.FieldType;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.table.Filter;
import app.assay.domain.table.TableQuery;
import app.assay.domain.table.TableRow;
import app.assay.service.InspectRecords.Said;
import app.assay.ui.grid.GridViewModel;
import app.assay.ui.parts.BulkEditViewModel;
import app.assay.ui.parts.Notice;
import app.assay.ui.parts.RecordCells;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Problem;
import app.assay.ui.shell.RunningJob;
import app.assay.ui.text.Texts;
import app.assay.ui.text.ValueFormat;
import app.assay.work.Cancelled;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The devices and the one that is looked at. Knows no control. For the drawing thread.
public final class DevicesViewModel {

    /// Fields that are often set for many devices at once, the likeliest first.
    private static final List<String> BULK_FIELDS = List.of(
            "status",
            "environment",
            "kind",
            "unit",
            "host",
            "cluster",
            "hostAffinity",
            "operatingSystem",
            "processors",
            "cores",
            "threads",
            "lastSeen",
            "note");

    /// A device and what stands behind it.
    ///
    /// @param said by field, the counting value first
    /// @param names of the records that its fields point at, by their identities
    /// @param machines virtual machines that run on it
    /// @param papers documents that stand behind what is said of it
    /// @param lost those of them whose file the register has lost
    public record Device(
            RecordState state,
            List<Said> said,
            Map<String, String> names,
            long machines,
            List<RecordState> papers,
            Set<UUID> lost) {

        /// The value that counts.
        Optional<Said> counting(String field) {
            return said.stream()
                    .filter(value -> value.field().equals(field) && value.counts())
                    .findFirst();
        }

        /// What others say that differs from the value that counts.
        List<Said> others(String field) {
            return said.stream()
                    .filter(value -> value.field().equals(field)
                            && !value.counts()
                            && !value.value().equals(state.text(field)))
                    .toList();
        }
    }

    private final DevicesWork work;
    private final Jobs jobs;
    private final Texts texts;
    private final GridViewModel devices;
    private final RecordCells cells;
    private final BulkEditViewModel bulk;
    private final ReadOnlyObjectWrapper<Optional<Device>> device = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<String> wanted = Optional.empty();
    private long wantedAt = -1;
    private long latest;
    private RunningJob reading = RunningJob.NONE;

    DevicesViewModel(DevicesWork work, Jobs jobs, Texts texts, Notice notice) {
        this.work = work;
        this.jobs = jobs;
        this.texts = texts;
        devices = new GridViewModel(work.devices(), jobs, texts);
        cells = new RecordCells(
                RecordKind.DEVICE, "device.edit", work.devices(), work.canonical(), work.apply(), texts);
        bulk = new BulkEditViewModel(
                RecordKind.DEVICE,
                "device.edit",
                work.devices().name(),
                BULK_FIELDS,
                devices,
                cells,
                work.apply(),
                jobs,
                texts,
                notice);
        bulk.setOnChanged(this::refresh);
        devices.focusedRowProperty().subscribe(this::read);
    }

    public GridViewModel devices() {
        return devices;
    }

    RecordCells cells() {
        return cells;
    }

    public BulkEditViewModel bulk() {
        return bulk;
    }

    /// The device that the keys are on, once it is read.
    public ReadOnlyObjectProperty<Optional<Device>> deviceProperty() {
        return device.getReadOnlyProperty();
    }

    /// Why the device could not be read.
    public ReadOnlyObjectProperty<Optional<Problem>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public void refresh() {
        devices.refresh();
    }

    private void read(Optional<TableRow> row) {
        var id = row.map(TableRow::id);
        long revision = devices.revisionProperty().get();
        if (id.equals(wanted) && revision == wantedAt) {
            return;
        }
        wanted = id;
        wantedAt = revision;
        long request = ++latest;
        reading.cancel();
        if (id.isEmpty()) {
            device.set(Optional.empty());
            return;
        }
        var uuid = UUID.fromString(id.get());
        reading = jobs.quiet(
                progress -> {
                    progress.stopIfCancelled();
                    return inspect(uuid);
                },
                found -> {
                    if (request == latest) {
                        problem.set(Optional.empty());
                        device.set(found);
                    }
                },
                failure -> {
                    if (request == latest && !(failure instanceof Cancelled)) {
                        device.set(Optional.empty());
                        problem.set(Optional.of(Problem.of(failure, texts)));
                    }
                });
    }

    /// Keeps documents and attaches them to a device, one job each.
    void attach(UUID id, List<Path> files) {
        for (var file : files) {
            jobs.start(
                    texts.get("proofs.attach.job", String.valueOf(file.getFileName())),
                    _ -> work.attach().apply(id, file),
                    _ -> {
                        wantedAt = -1;
                        read(devices.focusedRowProperty().get());
                    },
                    failure -> {
                        if (!(failure instanceof Cancelled)) {
                            problem.set(Optional.of(Problem.of(failure, texts)));
                        }
                    });
        }
    }

    private Optional<Device> inspect(UUID id) {
        var state = work.device().apply(id);
        if (state.isEmpty()) {
            return Optional.empty();
        }
        var said = work.said().apply(id);
        var names = new HashMap<String, String>();
        for (var field : RecordKind.DEVICE.fields()) {
            if (field.type() == FieldType.REFERENCE) {
                name(field, state.get().text(field.name()), names);
                said.stream()
                        .filter(value -> value.field().equals(field.name()))
                        .forEach(value -> name(field, value.value(), names));
            }
        }
        long machines = work.devices()
                .page(new TableQuery(machinesOn(state.get().text("name")), List.of()), 0, 1)
                .matching();
        var papers = work.papers().apply(id);
        var lost = papers.stream()
                .filter(paper -> !work.isKept().test(paper))
                .map(RecordState::id)
                .collect(Collectors.toSet());
        return Optional.of(new Device(state.get(), said, Map.copyOf(names), machines, papers, lost));
    }

    private void name(Field field, String text, Map<String, String> names) {
        try {
            var id = UUID.fromString(text);
            work.name().apply(field.name(), id).ifPresent(name -> names.put(text, name));
        } catch (IllegalArgumentException _) {
            // Empty, or a name that no record bears yet: it is shown as it is.
        }
    }

    /// The virtual machines on a host.
    static List<Filter> machinesOn(String host) {
        return List.of(new Filter.OneOf("host", List.of(host), false));
    }

    /// What is installed on a device.
    static List<Filter> installedOn(String name) {
        return List.of(new Filter.OneOf("device", List.of(name), false));
    }

    /// A canonical value of a field as it is shown.
    String shown(Device found, String fieldName, String value) {
        if (value.isEmpty()) {
            return ValueFormat.UNKNOWN;
        }
        var field = RecordKind.DEVICE.field(fieldName);
        return switch (field.type()) {
            case REFERENCE -> found.names().getOrDefault(value, value);
            case CODE -> texts.code(fieldName, value);
            case INTEGER -> canonical(ColumnType.INTEGER, fieldName, value);
            case DATE -> canonical(ColumnType.DATE, fieldName, value);
            case INSTANT -> canonical(ColumnType.INSTANT, fieldName, value);
            case TEXT, DECIMAL, QUANTITY, MONEY, FLAG, METRIC, PRODUCT -> value;
        };
    }

    private String canonical(ColumnType type, String fieldName, String value) {
        return texts.values().canonicalShown(Column.of(fieldName, type), value);
    }

    /// Who says a value, such as "inventory.csv, row 14".
    String source(Said said) {
        if (said.source().isEmpty()) {
            return texts.get("devices.said.analyst");
        }
        var place = said.file().isEmpty()
                ? said.source()
                : texts.get("devices.said.row", said.source(), said.file(), said.row());
        return said.pending() ? texts.get("devices.said.pending", place) : place;
    }

    /// What others say of a field, each as "source: value".
    List<String> others(Device found, String field) {
        var told = new ArrayList<String>();
        found.others(field)
                .forEach(said ->
                        told.add(texts.get("devices.said.other", source(said), shown(found, field, said.value()))));
        return told;
    }
}
