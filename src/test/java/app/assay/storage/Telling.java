package app.assay.storage;

import app.assay.domain.record.RecordKind;
import app.assay.files.CanonicalJson;
import app.assay.files.Hashes;
import app.assay.files.JsonTexts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Everything that a register says, as texts that do not depend on the format that keeps it: what fixtures of former
/// formats are held to after they were brought to the present one. Names every field by itself, so that what later
/// formats add changes nothing.
final class Telling {

    /// What rejected rows and warnings have told since the first format.
    private static final Map<String, List<String>> REMARKS = Map.of(
            "rejected_row", List.of("file", "sheet", "row_no", "column_name", "reason", "found", "raw"),
            "load_warning", List.of("file", "sheet", "row_no", "column_name", "code", "message"));

    /// Longer texts are told by their hash.
    private static final int LONGEST = 10_000;

    private Telling() {}

    static SortedMap<String, String> of(Register register) throws IOException {
        var said = new TreeMap<String, String>();
        var info = register.info();
        said.put("register", text(info.id(), info.name(), info.zone(), info.created()));
        records(register, said);
        loads(register, said);
        installations(register, said);
        long[] number = {0};
        register.forEachEvent(event -> {
            // That it was brought to another format or back is all that a register says more after it was.
            if (event.action().equals("register.migrate") || event.action().equals("register.restore")) {
                return;
            }
            number[0]++;
            said.put(
                    String.format(Locale.ROOT, "trail/%06d", number[0]),
                    text(event.action(), event.subject(), event.hash()));
        });
        var undo = register.undoState();
        said.put(
                "undo",
                undo.undo()
                        .map(step -> text(step.revision(), step.action(), step.subject(), step.records()))
                        .orElse(""));
        said.put(
                "redo",
                undo.redo()
                        .map(step -> text(step.revision(), step.action(), step.subject(), step.records()))
                        .orElse(""));
        remarks(register, said);
        register.blobs().check((name, hash) -> said.put("kept/" + name, hash));
        register.drafts()
                .all()
                .drafts()
                .forEach(draft -> said.put(
                        "draft/" + draft.id(),
                        text(
                                draft.form(),
                                draft.kind(),
                                draft.record(),
                                draft.subject(),
                                draft.values(),
                                draft.base())));
        said.replaceAll((_, text) -> text.length() <= LONGEST ? text : "sha256:" + Hashes.sha256(text));
        return said;
    }

    private static void records(Register register, Map<String, String> said) {
        var snapshot = register.snapshot();
        for (var kind : RecordKind.values()) {
            snapshot.records(kind).forEach(record -> {
                var key = "record/%s/%s".formatted(kind, record.id());
                said.put(key, CanonicalJson.of(new TreeMap<>(record.values())));
                said.put(
                        key + "/sources",
                        CanonicalJson.of(snapshot.sources(kind, record.id()).stream()
                                .map(source -> text(
                                        source.field(),
                                        source.value(),
                                        source.load(),
                                        source.file(),
                                        source.row(),
                                        source.counts(),
                                        source.pending()))
                                .toList()));
            });
        }
    }

    private static void loads(Register register, Map<String, String> said) {
        var snapshot = register.snapshot();
        snapshot.loads().forEach(load -> {
            var balance = load.balance();
            said.put(
                    "load/" + load.id(),
                    text(
                            load.source(),
                            load.file(),
                            load.bytes(),
                            load.modified(),
                            load.sha256(),
                            load.format(),
                            load.meaning(),
                            load.profile(),
                            load.options(),
                            load.state(),
                            load.receivedAt(),
                            load.dataDate(),
                            load.suppliedBy(),
                            balance.read(),
                            balance.added(),
                            balance.changed(),
                            balance.same(),
                            balance.rejected(),
                            balance.vanished(),
                            load.warnings(),
                            load.revision()));
        });
        said.put(
                "loads that count",
                text(snapshot.currentLoads().stream().map(load -> load.id()).toList()));
    }

    private static void installations(Register register, Map<String, String> said) {
        var snapshot = register.snapshot();
        var now = snapshot.installations();
        said.put("installations", Long.toString(now.count()));
        for (int number = 0; number < snapshot.titleCount(); number++) {
            var title = snapshot.title(number);
            var key = String.format(Locale.ROOT, "title/%03d", number);
            said.put(key, text(title.name(), title.publisher(), title.version(), title.code()));
            for (int place : now.devices(number)) {
                var device = now.deviceOrder().get(place);
                said.put(
                        key + "/" + device,
                        CanonicalJson.of(now.details(device, number).stream()
                                .map(one -> text(
                                        one.firstSeen(),
                                        one.lastSeen(),
                                        one.lastUsed(),
                                        one.load(),
                                        one.file(),
                                        one.row()))
                                .toList()));
            }
        }
        snapshot.loads().stream()
                .flatMap(load -> load.dataDate().stream())
                .distinct()
                .forEach(day -> {
                    var then = snapshot.installationsAt(day);
                    said.put("installations at " + day, text(then.count(), then.unplaced(), then.loads()));
                });
    }

    private static void remarks(Register register, Map<String, String> said) {
        var json = new JsonTexts();
        var numbers = new HashMap<String, Integer>();
        register.dump(
                line -> {
                    var node = json.tree(line);
                    var table = node.path("table").asString();
                    var columns = REMARKS.get(table);
                    if (columns != null) {
                        said.put(
                                String.format(Locale.ROOT, "%s/%03d", table, numbers.merge(table, 1, Integer::sum)),
                                CanonicalJson.of(columns.stream()
                                        .map(column ->
                                                node.path("row").path(column).asString())
                                        .toList()));
                    }
                },
                app.assay.work.Progress.NONE);
    }

    private static String text(@Nullable Object... values) {
        var texts = new ArrayList<String>();
        for (var value : values) {
            texts.add(
                    value instanceof java.util.Optional<?> maybe
                            ? maybe.map(Object::toString).orElse("")
                            : String.valueOf(value));
        }
        return CanonicalJson.of(texts);
    }

    /// A telling as a file keeps it: JSON, a line each.
    static String write(SortedMap<String, String> said) {
        return said.entrySet().stream()
                .map(entry -> CanonicalJson.of(entry.getKey()) + ":" + CanonicalJson.of(entry.getValue()))
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
    }

    /// The telling that a resource beside this class keeps.
    static SortedMap<String, String> read(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(Telling.class.getResourceAsStream(resource), resource)) {
            var said = new TreeMap<String, String>();
            JsonNode tree = new JsonMapper().readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            tree.properties()
                    .forEach(entry -> said.put(entry.getKey(), entry.getValue().asString()));
            return said;
        }
    }
}
