package app.assay.importing;

import app.assay.domain.source.FactSink;
import app.assay.work.Progress;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Inventories of one device in the JSON format of GLPI.
final class InventoryJsonFormat implements Format {

    @Override
    public String code() {
        return "inventory-json";
    }

    @Override
    public Optional<Detection> detect(Head head, Input input, Limits limits, Progress progress) {
        Optional<JsonShape> shape = JsonShape.of(head, limits);
        if (shape.isEmpty() || shape.get().list() || !shape.get().names().contains("content")) {
            return Optional.empty();
        }
        String action = shape.get().texts().getOrDefault("action", "inventory").toLowerCase(Locale.ROOT);
        if (!action.equals("inventory")) {
            throw InventoryXmlFormat.notAnInventory(input.name(), action);
        }
        boolean computer = shape.get().inner().stream()
                .anyMatch(name -> name.equals("content.hardware")
                        || name.equals("content.operatingsystem")
                        || name.equals("content.softwares")
                        || name.equals("content.bios")
                        || name.equals("content.versionclient"));
        return computer ? Optional.of(new Detection(code(), 1, Optional.empty(), "")) : Optional.empty();
    }

    @Override
    public void read(Input input, Detection detection, ReadOptions options, FactSink sink, Progress progress) {
        Guard.run(input.name(), () -> {
            progress.stage("import.read");
            InventoryFacts facts = facts(input, options.limits(), progress);
            facts.tell(options, sink);
            progress.report(input.size(), input.size());
        });
    }

    private static InventoryFacts facts(Input input, Limits limits, Progress progress) throws IOException {
        var facts = new InventoryFacts(input.name());
        try (var bytes = new GuardedStream(
                        input.open(), input.name(), "an inventory", limits, Limit.INVENTORY_BYTES, progress);
                JsonParser json = JsonTokens.parser(bytes, limits)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw Faults.malformed(input.name(), "the JSON is no object", "Export the inventory again");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("content") && value == JsonToken.START_OBJECT) {
                    content(json, facts);
                } else if (value.isScalarValue()) {
                    facts.put(name.toLowerCase(Locale.ROOT), text(json));
                } else {
                    json.skipChildren();
                }
            }
            if (json.nextToken() != null) {
                throw Faults.malformed(
                        input.name(), "something follows after the JSON document", "Split the file into its documents");
            }
        } catch (JacksonException failed) {
            throw JsonTokens.explain(input.name(), limits, failed);
        }
        return facts;
    }

    private static void content(JsonParser json, InventoryFacts facts) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String section = json.currentName().toLowerCase(Locale.ROOT);
            JsonToken value = json.nextToken();
            if (!InventoryFacts.SECTIONS.contains(section)) {
                json.skipChildren();
            } else if (value == JsonToken.START_OBJECT) {
                facts.add(section, item(json));
            } else if (value == JsonToken.START_ARRAY) {
                for (JsonToken next = json.nextToken();
                        next != JsonToken.END_ARRAY && next != null;
                        next = json.nextToken()) {
                    if (next == JsonToken.START_OBJECT) {
                        facts.add(section, item(json));
                    } else {
                        json.skipChildren();
                    }
                }
            }
        }
    }

    private static Map<String, String> item(JsonParser json) {
        var item = new HashMap<String, String>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName().toLowerCase(Locale.ROOT);
            if (json.nextToken().isScalarValue()) {
                item.putIfAbsent(name, text(json));
            } else {
                json.skipChildren();
            }
        }
        return item;
    }

    private static String text(JsonParser json) {
        String text = json.getValueAsString();
        return text == null ? "" : text;
    }
}
