package app.assay.storage.fault;

import app.assay.domain.draft.Draft;
import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.FieldType;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.FactSink;
import app.assay.domain.source.Place;
import app.assay.domain.source.RejectReason;
import app.assay.domain.source.RejectedRow;
import app.assay.domain.table.TableQuery;
import app.assay.storage.Register;
import app.assay.storage.backup.Backup;
import app.assay.storage.engine.RegisterContext;
import app.assay.storage.loads.LoadRequest;
import app.assay.work.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// A small register with something of everything, and all that a register says.
final class Example {

    private static final int DEVICES = 4;
    private static final int TITLES = 5;
    private static final int LONG = 600_000;
    private static final int EVENTS_SHOWN = 1_000;

    private final String name;
    private final RegisterContext context;

    /// @param name of the register; everything in it begins with it
    Example(String name, RegisterContext context) {
        this.name = name;
        this.context = context;
    }

    /// Loads, edits, undone steps, a draft, and a backup after which there were more edits.
    void make(Path home) throws IOException {
        make(home, false, false);
    }

    /// The same, with a row in every table but the one of the rests of long changes.
    void makeWithEveryTable(Path home) throws IOException {
        make(home, true, false);
    }

    /// The same, with a change that is longer than its column.
    void makeWithLongChange(Path home) throws IOException {
        make(home, false, true);
    }

    private void make(Path home, boolean every, boolean isLong) throws IOException {
        try (var register = Register.create(home, name, ZoneOffset.UTC, context)) {
            load(register, "scan", 1);
            edit(register, 1, "10");
            edit(register, 2, "20");
            if (every) {
                for (var kind : RecordKind.values()) {
                    register.apply(
                            new Command(
                                    "all.edit",
                                    kind.name(),
                                    "",
                                    List.of(Edit.set(
                                            kind,
                                            id(List.of(RecordKind.values()).indexOf(kind)),
                                            texts(kind)))),
                            Progress.NONE);
                }
            }
            if (isLong) {
                // A change that is longer than its column.
                register.apply(
                        new Command(
                                "device.edit",
                                "long",
                                "",
                                List.of(Edit.set(
                                        RecordKind.DEVICE,
                                        id(99),
                                        Map.of("name", "a".repeat(LONG), "note", "b".repeat(LONG))))),
                        Progress.NONE);
            }
            edit(register, 1, "11");
            register.undo();
            load(register, "scan", 2);
            load(register, "other", 3);
            register.undo();
            register.backups().make(Backup.Kind.REQUEST, Progress.NONE);
            edit(register, 3, "30");
            edit(register, 2, "21");
            register.undo();
            register.drafts()
                    .keep(new Draft(
                            id(50),
                            "record",
                            RecordKind.ENTITLEMENT,
                            Optional.of(id(1)),
                            name + "-1",
                            new TreeMap<>(Map.of("note", "half")),
                            new TreeMap<>(Map.of("note", "ä\n😀")),
                            register.info().revision(),
                            context.clock().instant()));
        }
    }

    private static Map<String, String> texts(RecordKind kind) {
        return kind.fields().stream()
                .filter(field -> field.type() != FieldType.REFERENCE)
                .collect(Collectors.toMap(field -> field.name(), field -> "1"));
    }

    static UUID id(long number) {
        return new UUID(0x4000, 0x8000_0000_0000_0000L | number);
    }

    private void edit(Register register, int number, String quantity) {
        register.apply(
                new Command(
                        "entitlement.edit",
                        name + "-" + number,
                        "because",
                        List.of(Edit.set(
                                RecordKind.ENTITLEMENT,
                                id(number),
                                Map.of("reference", name + "-" + number, "quantity", quantity, "note", "ä\n😀")))),
                Progress.NONE);
    }

    private void load(Register register, String source, int step) throws IOException {
        var blob = register.blobs()
                .store(new ByteArrayInputStream(
                        (name + source + step).repeat(50).getBytes(StandardCharsets.UTF_8)));
        var request = new LoadRequest(
                source, source + ".csv", Optional.empty(), blob, "csv", "", "", "", Optional.empty(), "Ben", false);
        try (var staged = register.stage(request)) {
            staged.file(source + ".csv");
            for (int device = 0; device < DEVICES; device++) {
                staged.record(
                        device, RecordKind.DEVICE, Map.of("name", name + device, "serial", "S-" + device + "-" + step));
                for (int title = 0; title < TITLES; title++) {
                    staged.installation(
                            device * 10L + title,
                            name + device,
                            "T" + title + step,
                            "Acme",
                            "1",
                            "",
                            1,
                            2,
                            FactSink.NO_DAY);
                }
            }
            staged.rejected(new RejectedRow(new Place("f.csv", "", 99, "title"), RejectReason.TOO_LONG, "", "raw;row"));
            staged.warning(new Place("f.csv", "", 3, "version"), "odd", "an odd version");
            staged.finish(Progress.NONE);
            staged.publish();
        }
    }

    /// Everything that a register says.
    static SortedMap<String, String> said(Register register) {
        var said = new TreeMap<String, String>();
        var info = register.info();
        said.put("register", info.id() + " " + info.name() + " " + info.zone() + " " + info.created());
        var snapshot = register.snapshot();
        for (var kind : RecordKind.values()) {
            snapshot.records(kind).forEach(record -> {
                said.put(kind + "/" + record.id(), record.values().toString());
                said.put(
                        kind + "/" + record.id() + "/sources",
                        snapshot.sources(kind, record.id()).toString());
            });
        }
        snapshot.loads().forEach(load -> said.put("load/" + load.id(), load.toString()));
        var index = snapshot.installations();
        said.put("installations", Long.toString(index.count()));
        for (int title = 0; title < snapshot.titleCount(); title++) {
            said.put("title/" + title, snapshot.title(title) + Arrays.toString(index.devices(title)));
        }
        var events = new ArrayList<String>();
        register.forEachEvent(event -> {
            // That it was brought back is all that a register says more after it was.
            if (!event.action().equals("register.restore")) {
                events.add(event.toString());
            }
        });
        said.put("trail", events.toString());
        said.put("undo", register.undoState().toString());
        said.put(
                "rejected",
                register.rejected(Optional.empty())
                        .page(TableQuery.ALL, 0, EVENTS_SHOWN)
                        .rows()
                        .toString());
        said.put(
                "warnings",
                register.warnings(Optional.empty())
                        .page(TableQuery.ALL, 0, EVENTS_SHOWN)
                        .rows()
                        .toString());
        return said;
    }
}
