package app.assay.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// One JSON document for standard output: maps and lists of texts, numbers and flags, in the order they were put in.
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private Json() {}

    /// An empty document that keeps its fields in order.
    static Map<String, Object> object() {
        return new LinkedHashMap<>();
    }

    static String text(Map<String, ?> document) {
        return MAPPER.writeValueAsString(document);
    }
}
