package app.assay.importing.profile;

import app.assay.domain.source.RowMeaning;
import app.assay.importing.guard.Faults;
import app.assay.work.Fault;
import app.assay.work.Sentence;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Currency;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Mapping profiles as JSON text.
final class ProfileText {

    private static final String MARK = "assay-mapping-profile";
    private static final int VERSION = 1;
    private static final Set<String> NAMES = Set.of(
            "format",
            "formatVersion",
            "name",
            "meaning",
            "encoding",
            "separator",
            "quote",
            "headerRow",
            "sheet",
            "decimalMark",
            "dateOrder",
            "currency",
            "columns",
            "constants");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private ProfileText() {}

    static String write(MappingProfile profile) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", MARK);
        root.put("formatVersion", VERSION);
        root.put("name", profile.name());
        profile.meaning().ifPresent(value -> root.put("meaning", value.name().toLowerCase(Locale.ROOT)));
        profile.encoding().ifPresent(value -> root.put("encoding", value));
        profile.separator().ifPresent(value -> root.put("separator", String.valueOf(value)));
        profile.quote().ifPresent(value -> root.put("quote", String.valueOf(value)));
        profile.headerRow().ifPresent(value -> root.put("headerRow", value));
        profile.sheet().ifPresent(value -> root.put("sheet", value));
        profile.decimalMark().ifPresent(value -> root.put("decimalMark", value.name()));
        profile.dateOrder().ifPresent(value -> root.put("dateOrder", value.name()));
        profile.currency().ifPresent(value -> root.put("currency", value));
        ObjectNode columns = root.putObject("columns");
        profile.columns().forEach(columns::put);
        ObjectNode constants = root.putObject("constants");
        profile.constants().forEach(constants::put);
        return JSON.writeValueAsString(root).replace("\r\n", "\n") + "\n";
    }

    static String digest(MappingProfile profile) {
        try {
            byte[] text = write(profile.withName("-")).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java has SHA-256", absent);
        }
    }

    static MappingProfile read(String json, String file) {
        try {
            JsonNode root = JSON.readTree(json);
            if (!root.isObject() || !MARK.equals(text(root, "format"))) {
                throw bad(file, Sentence.of("import.text-not-mapping-profile-format", MARK), null);
            }
            if (root.path("formatVersion").asInt(0) > VERSION) {
                throw bad(file, Sentence.of("import.profile-was-written-by-later"), null);
            }
            for (String name : root.propertyNames()) {
                if (!NAMES.contains(name)) {
                    throw bad(file, Sentence.of("import.mapping-profile-has-no", name), null);
                }
            }
            return of(root);
        } catch (JacksonException | IllegalArgumentException wrong) {
            throw bad(file, Sentence.of("import.mapping-profile-cannot-understood", Faults.reason(wrong)), wrong);
        }
    }

    private static MappingProfile of(JsonNode root) {
        Optional<RowMeaning> meaning =
                find(root, "meaning").map(text -> RowMeaning.valueOf(text.toUpperCase(Locale.ROOT)));
        List<String> fields = meaning.map(List::of).orElseGet(() -> List.of(RowMeaning.values())).stream()
                .flatMap(each -> TargetField.of(each).stream())
                .map(TargetField::name)
                .toList();
        Map<String, String> columns = texts(root, "columns");
        for (String field : columns.values()) {
            if (!field.isEmpty() && !fields.contains(field)) {
                throw new IllegalArgumentException("there is no field " + field);
            }
        }
        Map<String, String> constants = texts(root, "constants");
        for (String field : constants.keySet()) {
            if (!fields.contains(field)) {
                throw new IllegalArgumentException("there is no field " + field);
            }
        }
        JsonNode headerRow = root.path("headerRow");
        return new MappingProfile(
                find(root, "name").orElse(""),
                meaning,
                find(root, "encoding"),
                character(root, "separator"),
                character(root, "quote"),
                headerRow.isInt() && headerRow.intValue() >= 0
                        ? OptionalInt.of(headerRow.intValue())
                        : OptionalInt.empty(),
                find(root, "sheet"),
                find(root, "decimalMark").map(DecimalMark::valueOf),
                find(root, "dateOrder").map(DateOrder::valueOf),
                find(root, "currency").map(code -> Currency.getInstance(code).getCurrencyCode()),
                columns,
                constants);
    }

    private static Map<String, String> texts(JsonNode root, String name) {
        var texts = new LinkedHashMap<String, String>();
        for (Map.Entry<String, JsonNode> entry : root.path(name).properties()) {
            if (!entry.getValue().isString()) {
                throw new IllegalArgumentException("\"%s\" of %s is not a text".formatted(entry.getKey(), name));
            }
            texts.put(entry.getKey(), entry.getValue().stringValue());
        }
        return texts;
    }

    private static Optional<String> find(JsonNode root, String name) {
        return Optional.ofNullable(text(root, name)).filter(value -> !value.isEmpty());
    }

    private static @Nullable String text(JsonNode root, String name) {
        JsonNode value = root.path(name);
        return value.isString() ? value.stringValue() : null;
    }

    private static Optional<Character> character(JsonNode root, String name) {
        return find(root, name).map(value -> {
            if (value.length() != 1) {
                throw new IllegalArgumentException("\"" + name + "\" is not one character");
            }
            return value.charAt(0);
        });
    }

    private static Fault bad(String file, Sentence what, @Nullable Throwable cause) {
        return Faults.fault(
                app.assay.work.FaultCode.INPUT_MALFORMED,
                file,
                what,
                Sentence.of("import.export-profile-again-or-make"),
                cause);
    }
}
