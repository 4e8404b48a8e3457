package app.assay.importing.formats.inventory;

import app.assay.domain.source.FactSink;
import app.assay.domain.source.Place;
import app.assay.importing.format.Detection;
import app.assay.importing.format.Family;
import app.assay.importing.format.Format;
import app.assay.importing.format.Look;
import app.assay.importing.format.ReadOptions;
import app.assay.importing.guard.Faults;
import app.assay.importing.guard.Guard;
import app.assay.importing.guard.GuardedStream;
import app.assay.importing.guard.Input;
import app.assay.importing.guard.Limit;
import app.assay.importing.guard.Limits;
import app.assay.importing.syntax.JsonShape;
import app.assay.importing.syntax.JsonTokens;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Inventories of one device in the JSON format of GLPI.
public final class InventoryJsonFormat implements Format {

    @Override
    public String code() {
        return "inventory-json";
    }

    @Override
    public Family family() {
        return Family.JSON;
    }

    @Override
    public Optional<Detection> detect(Look look) {
        Optional<JsonShape> shape = look.json();
        if (shape.isEmpty() || !shape.get().names().contains("content")) {
            return Optional.empty();
        }
        String action = shape.get().texts().getOrDefault("action", "inventory").toLowerCase(Locale.ROOT);
        if (!action.equals("inventory")) {
            throw InventoryXmlFormat.notAnInventory(look.name(), action);
        }
        boolean computer = shape.get().inner().stream()
                .anyMatch(name -> name.equals("content.hardware")
                        || name.equals("content.operatingsystem")
                        || name.equals("content.softwares")
                        || name.equals("content.bios")
                        || name.equals("content.versionclient"));
        return computer ? Optional.of(new Detection(code(), 1, Optional.empty())) : Optional.empty();
    }

    @Override
    public void read(Input input, Detection detection, ReadOptions options, FactSink sink, Progress progress) {
        Guard.run(input.name(), () -> {
            progress.stage("import.read");
            Limits limits = options.limits();
            try (var bytes = new GuardedStream(
                            input.open(),
                            input.name(),
                            Sentence.of("import.inventory"),
                            limits,
                            Limit.INVENTORY_BYTES,
                            progress);
                    JsonParser json = JsonTokens.parser(bytes, limits)) {
                documents(json, new InventoryFacts(input.name()), input.name(), options, sink);
            } catch (JacksonException failed) {
                throw JsonTokens.explain(input.name(), limits, failed);
            }
            progress.report(input.size(), input.size());
        });
    }

    /// One inventory, several that follow each other, or a list of them.
    private static void documents(
            JsonParser json, InventoryFacts first, String file, ReadOptions options, FactSink sink) {
        InventoryFacts facts = first;
        boolean list = false;
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
            if (token == JsonToken.START_ARRAY && !list) {
                list = true;
                continue;
            }
            if (token == JsonToken.END_ARRAY && list) {
                list = false;
                continue;
            }
            int line = json.currentTokenLocation().getLineNr();
            if (token != JsonToken.START_OBJECT) {
                throw Faults.malformed(
                        file,
                        Sentence.of("import.json-no-object-in-line", line),
                        Sentence.of("import.export-inventory-again"));
            }
            boolean hasContent = fill(json, facts);
            String other = hasContent ? facts.otherMessage() : "without content";
            if (other.isEmpty()) {
                facts.tell(options, sink);
            } else {
                sink.warning(
                        new Place(file, other, line, ""),
                        "inventory.other-document",
                        "The document that begins in line %s (%s) is no inventory and was passed over."
                                .formatted(line, other));
            }
            facts = facts.next();
        }
    }

    private static boolean fill(JsonParser json, InventoryFacts facts) {
        boolean hasContent = false;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("content") && value == JsonToken.START_OBJECT) {
                hasContent = true;
                content(json, facts);
            } else if (value.isScalarValue()) {
                facts.put(name.toLowerCase(Locale.ROOT), text(json));
            } else {
                json.skipChildren();
            }
        }
        return hasContent;
    }

    private static void content(JsonParser json, InventoryFacts facts) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String section = json.currentName().toLowerCase(Locale.ROOT);
            JsonToken value = json.nextToken();
            if (!InventoryFacts.SECTIONS.contains(section)) {
                passOver(json, section, facts);
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

    private static void passOver(JsonParser json, String section, InventoryFacts facts) {
        if (InventoryFacts.OF_THE_AGENT.contains(section)) {
            json.skipChildren();
        } else if (json.currentToken() == JsonToken.START_ARRAY) {
            for (JsonToken next = json.nextToken();
                    next != JsonToken.END_ARRAY && next != null;
                    next = json.nextToken()) {
                facts.passedOver(section);
                json.skipChildren();
            }
        } else {
            facts.passedOver(section);
            json.skipChildren();
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
