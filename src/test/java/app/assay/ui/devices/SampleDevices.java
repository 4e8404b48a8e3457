package app.assay.ui.devices;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Finding;
import app.assay.domain.record.EditDay;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.table.TableSource;
import app.assay.service.InspectRecords.Said;
import app.assay.service.Saved;
import app.assay.service.table.ListTable;
import app.assay.service.table.ListTable.Cell;
import app.assay.service.table.ListTable.Content;
import app.assay.work.Plain;
import app.assay.work.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Invented devices that are really changed, in memory.
final class SampleDevices {

    static final UUID HOST = id("esx-01");

    final AtomicLong revision = new AtomicLong(5);
    final Map<UUID, RecordState> devices = new LinkedHashMap<>();
    final List<Command> commands = new ArrayList<>();

    private SampleDevices() {}

    private final Map<UUID, List<RecordState>> papers = new LinkedHashMap<>();

    static SampleDevices full() {
        var sample = new SampleDevices();
        sample.add(HOST, Map.of("name", "esx-01", "kind", "SERVER", "cores", "32", "processors", "2"));
        for (int number = 1; number <= 4; number++) {
            var name = Plain.text("vm-%02d", number);
            sample.add(
                    id(name),
                    Map.of(
                            "name",
                            name,
                            "kind",
                            "VIRTUAL_MACHINE",
                            "host",
                            HOST.toString(),
                            "cores",
                            "4",
                            "environment",
                            number == 4 ? "TEST" : "PRODUCTION"));
        }
        for (int number = 1; number <= 30; number++) {
            var name = Plain.text("pc-%04d", number);
            sample.add(
                    id(name),
                    Map.of(
                            "name",
                            name,
                            "kind",
                            number % 3 == 0 ? "LAPTOP" : "DESKTOP",
                            "status",
                            "IN_SERVICE",
                            "operatingSystem",
                            "Windows 11 Pro",
                            "lastSeen",
                            LocalDate.of(2026, 3, 1).minusDays(number).toString()));
        }
        return sample;
    }

    static SampleDevices empty() {
        return new SampleDevices();
    }

    static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private void add(UUID id, Map<String, String> values) {
        devices.put(id, RecordState.of(RecordKind.DEVICE, id, values));
    }

    RecordState device(String name) {
        return devices.values().stream()
                .filter(state -> state.text("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    DevicesWork work() {
        return new DevicesWork(
                table(),
                id -> Optional.ofNullable(devices.get(id)),
                this::said,
                id -> papers.getOrDefault(id, List.of()),
                paper -> !paper.text("fileName").startsWith("lost"),
                this::attach,
                (_, id) -> Optional.ofNullable(devices.get(id)).map(state -> state.text("name")),
                (_, field, typed) -> field.equals("host")
                        ? devices.values().stream()
                                .filter(state -> state.text("name").equals(typed))
                                .map(state -> state.id().toString())
                                .findFirst()
                                .orElse(typed)
                        : typed,
                this::apply);
    }

    private Saved attach(UUID device, Path file) {
        var values = Map.of("fileName", String.valueOf(file.getFileName()), "sha256", "3f2a90c1b2d4".repeat(6));
        papers.computeIfAbsent(device, _ -> new ArrayList<>())
                .add(RecordState.of(RecordKind.PROOF, id(file.toString()), values));
        return new Saved(true, 1, List.of());
    }

    private List<Said> said(UUID id) {
        var state = devices.get(id);
        var said = new ArrayList<Said>();
        if (state != null) {
            state.values()
                    .forEach((field, value) ->
                            said.add(new Said(field, value, "Inventory", "inventory.csv", 14, true, false)));
            if (state.text("kind").equals("VIRTUAL_MACHINE")) {
                said.add(new Said("cores", "8", "Hypervisor", "guests.csv", 3, false, false));
            }
        }
        return said;
    }

    /// Refuses numbers of cores that are none.
    private Saved apply(Command command, Progress progress) {
        var findings = new ArrayList<Finding>();
        for (var edit : command.edits()) {
            var cores = edit.values().getOrDefault("cores", "");
            if (!cores.isEmpty() && !cores.matches("\\d+")) {
                findings.add(new Finding(edit.id(), Optional.of("cores"), true, "number", "Cores must be a number."));
            }
        }
        if (!findings.isEmpty()) {
            return new Saved(false, revision.get(), findings);
        }
        commands.add(command);
        for (var edit : command.edits()) {
            var values = new TreeMap<String, String>();
            Optional.ofNullable(devices.get(edit.id())).ifPresent(state -> values.putAll(state.values()));
            values.putAll(edit.values());
            devices.put(edit.id(), new RecordState(RecordKind.DEVICE, edit.id(), values));
        }
        boolean changes = command.edits().stream()
                .flatMap(edit -> edit.values().keySet().stream())
                .anyMatch(field -> EditDay.isUsuallyDated(RecordKind.DEVICE, field));
        return new Saved(
                true,
                revision.incrementAndGet(),
                List.of(),
                changes ? Optional.of(LocalDate.of(2026, 11, 10)) : Optional.empty());
    }

    private TableSource table() {
        return new ListTable<>(
                "devices",
                () -> new Content<>(revision.get(), List.copyOf(devices.values())),
                state -> state.id().toString(),
                List.of(
                        text("name"),
                        code("kind"),
                        text("operatingSystem"),
                        new Cell<RecordState>(
                                Column.of("cores", ColumnType.INTEGER).editing("cores"),
                                state -> state.integer("cores").isEmpty()
                                        ? null
                                        : (Object) (long) state.integer("cores").getAsInt()),
                        new Cell<RecordState>(
                                Column.of("host", ColumnType.TEXT).editing("host"),
                                state -> state.reference("host")
                                        .map(host -> devices.get(host).text("name"))
                                        .orElse(null)),
                        code("status"),
                        code("environment"),
                        new Cell<RecordState>(
                                Column.of("lastSeen", ColumnType.DATE).editing("lastSeen"),
                                state -> state.date("lastSeen").orElse(null)),
                        new Cell<RecordState>(Column.of("titles", ColumnType.INTEGER), _ -> 12L)));
    }

    private static Cell<RecordState> text(String field) {
        return cell(Column.of(field, ColumnType.TEXT).editing(field), state -> orNull(state.text(field)));
    }

    private static Cell<RecordState> code(String field) {
        return cell(Column.of(field, ColumnType.CODE).faceted().editing(field), state -> orNull(state.text(field)));
    }

    private static Cell<RecordState> cell(Column column, Function<RecordState, @Nullable Object> value) {
        return new Cell<>(column, value);
    }

    private static @Nullable Object orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
