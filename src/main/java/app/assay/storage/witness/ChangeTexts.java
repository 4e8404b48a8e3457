package app.assay.storage.witness;

import app.assay.domain.record.Change;
import app.assay.storage.rows.UnknownKind;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// Reads the change of a record that an entry of the trail tells of.
final class ChangeTexts {

    private ChangeTexts() {}

    /// @throws UnknownKind if it tells of a kind of record that this program does not know
    static Change change(JsonNode node) {
        return new Change(
                UnknownKind.parse(node.path("kind").asString()),
                UUID.fromString(node.path("id").asString()),
                node.path("existedBefore").asBoolean(),
                node.path("existsAfter").asBoolean(),
                texts(node.path("before")),
                texts(node.path("after")));
    }

    private static SortedMap<String, String> texts(JsonNode node) {
        var texts = new TreeMap<String, String>();
        node.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString()));
        return texts;
    }
}
