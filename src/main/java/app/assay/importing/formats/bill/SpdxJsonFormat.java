package app.assay.importing.formats.bill;

import app.assay.domain.source.FactSink;
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
import app.assay.importing.syntax.JsonTokens;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Software bills of SPDX 2.x as JSON (ISO/IEC 5962:2021 is 2.2.1), read as a stream: their packages. Files, snippets
/// and
/// relationships are passed over and named.
public final class SpdxJsonFormat implements Format {

    @Override
    public String code() {
        return "spdx-json";
    }

    @Override
    public Family family() {
        return Family.JSON;
    }

    @Override
    public Optional<Detection> detect(Look look) {
        return look.json()
                .filter(shape -> !shape.list())
                .filter(shape -> shape.texts().getOrDefault("spdxVersion", "").startsWith("SPDX-2."))
                .map(_ -> new Detection(code(), 1, Optional.empty()));
    }

    @Override
    public void read(Input input, Detection detection, ReadOptions options, FactSink sink, Progress progress) {
        Guard.run(input.name(), () -> {
            progress.stage("import.read");
            Limits limits = options.limits();
            try (var bytes = new GuardedStream(
                            input.open(),
                            input.name(),
                            Sentence.of("import.software-bill"),
                            limits,
                            Limit.TABLE_BYTES,
                            progress);
                    JsonParser json = JsonTokens.parser(bytes, limits)) {
                var facts = new BillFacts(input.name(), options, sink);
                // Bills that follow each other in one file are read one after another.
                for (JsonToken start = json.nextToken(); start != null; start = json.nextToken()) {
                    if (start != JsonToken.START_OBJECT) {
                        throw Faults.malformed(
                                input.name(),
                                Sentence.of("import.behind-bill-stands-what-no"),
                                Sentence.of("import.export-again"));
                    }
                    String edition = "";
                    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                        String name = json.currentName();
                        JsonToken value = json.nextToken();
                        if (name.equals("packages") && value == JsonToken.START_ARRAY) {
                            while (json.nextToken() != JsonToken.END_ARRAY) {
                                if (json.currentToken() == JsonToken.START_OBJECT) {
                                    pack(json, facts);
                                    progress.report(bytes.count(), input.size());
                                } else {
                                    json.skipChildren();
                                }
                            }
                        } else if (name.equals("spdxVersion") && value == JsonToken.VALUE_STRING) {
                            edition = json.getString();
                        } else {
                            if (value.isStructStart()
                                    && !name.equals("creationInfo")
                                    && !name.equals("documentDescribes")) {
                                facts.passedOver(name);
                            }
                            json.skipChildren();
                        }
                    }
                    facts.end(edition, edition.matches("SPDX-2\\.[0-3]"));
                }
            } catch (JacksonException failed) {
                throw JsonTokens.explain(input.name(), limits, failed);
            }
            progress.report(input.size(), input.size());
        });
    }

    private static void pack(JsonParser json, BillFacts facts) {
        Map<String, String> said = new HashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("externalRefs") && value == JsonToken.START_ARRAY) {
                references(json, said);
            } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                said.putIfAbsent(name, json.getString());
            } else {
                json.skipChildren();
            }
        }
        var raw = new TreeMap<>(said);
        raw.remove("description");
        facts.pack(
                said.getOrDefault("name", ""),
                said.getOrDefault("supplier", ""),
                said.getOrDefault("versionInfo", ""),
                said.getOrDefault("\0purl", ""),
                raw.toString().replace("\0", ""));
    }

    private static void references(JsonParser json, Map<String, String> said) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                continue;
            }
            String type = "";
            String locator = "";
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("referenceType") && value == JsonToken.VALUE_STRING) {
                    type = json.getString();
                } else if (name.equals("referenceLocator") && value == JsonToken.VALUE_STRING) {
                    locator = json.getString().strip();
                } else {
                    json.skipChildren();
                }
            }
            if (type.equals("purl") && !locator.isEmpty()) {
                // No member of a package can have this name.
                said.putIfAbsent("\0purl", locator);
            }
        }
    }
}
