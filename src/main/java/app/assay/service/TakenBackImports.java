package app.assay.service;

import app.assay.domain.source.Load;
import app.assay.domain.source.LoadState;
import app.assay.domain.trail.TrailEvent;
import app.assay.storage.records.RegisterSnapshot;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Which imports that told of a day were taken back after it, or count again since, so that something else is said of
/// that day than was said before.
final class TakenBackImports {

    private static final String PUBLISH = "import.publish";
    private static final String WITHDRAW = "import.withdraw";

    private final JsonMapper json = new JsonMapper();

    /// The import that a command is about.
    private final Map<UUID, UUID> imports = new HashMap<>();

    /// Whether an import was published at the end of the days on which that was changed.
    private final Map<UUID, NavigableMap<LocalDate, Boolean>> published = new HashMap<>();

    /// Takes the next entry of the trail.
    ///
    /// @param day its day
    void take(TrailEvent event, LocalDate day) {
        boolean back = event.action().equals("undo");
        boolean again = back || event.action().equals("redo");
        if (event.change().isPresent() || !(again || isOfImport(event.action()))) {
            return;
        }
        var detail = json.readTree(event.detail());
        var load = again ? id(detail, "command").map(imports::get) : id(detail, "load");
        if (load.isEmpty()) {
            return;
        }
        imports.put(event.command(), load.get());
        var action = again ? detail.path("action").asString("") : event.action();
        published.computeIfAbsent(load.get(), _ -> new TreeMap<>()).put(day, action.equals(PUBLISH) != back);
    }

    private static boolean isOfImport(String action) {
        return action.equals(PUBLISH) || action.equals(WITHDRAW);
    }

    private static Optional<UUID> id(JsonNode detail, String field) {
        var text = detail.path(field).asString("");
        return text.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(text));
    }

    /// The imports by which something else is said of a day than at its end or at the end of a later day, in the
    /// order
    /// of the imports. An import that was taken back on the day on which it came was never said, and one that
    /// another
    /// of its source stands for changes nothing.
    List<Load> after(RegisterSnapshot now, LocalDate day) {
        return now.loads().stream()
                .filter(load -> isSaidOtherwise(load, day) && CountedLoads.isCounting(now, load, day))
                .toList();
    }

    private boolean isSaidOtherwise(Load load, LocalDate day) {
        var days = published.getOrDefault(load.id(), new TreeMap<>());
        var then = Optional.ofNullable(days.floorEntry(day)).map(Map.Entry::getValue);
        if (load.state() == LoadState.PUBLISHED) {
            return then.equals(Optional.of(false));
        }
        return then.equals(Optional.of(true)) || days.tailMap(day, false).containsValue(true);
    }
}
