package app.assay.files;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the JSON that a register writes.
public final class JsonTexts {

    private final JsonFactory factory = new JsonFactory();
    private final JsonMapper mapper = new JsonMapper();

    /// The texts of an object whose values are all texts.
    public Map<String, String> flat(String json) {
        var values = new LinkedHashMap<String, String>();
        try (var parser = factory.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                values.put(name, parser.getString());
            }
        }
        return values;
    }

    public JsonNode tree(String json) {
        return mapper.readTree(json);
    }

    /// An object whose values are texts, truth values, nulls and such objects, for [CanonicalJson].
    ///
    /// @throws IllegalArgumentException if it holds anything else
    public static Map<String, @Nullable Object> plain(JsonNode object) {
        var plain = new TreeMap<String, @Nullable Object>();
        object.properties().forEach(entry -> plain.put(entry.getKey(), value(entry.getValue())));
        return plain;
    }

    private static @Nullable Object value(JsonNode node) {
        if (node.isObject()) {
            return plain(node);
        }
        if (node.isString()) {
            return node.asString();
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        if (node.isNull()) {
            return null;
        }
        throw new IllegalArgumentException("neither text, truth, null nor object");
    }
}
