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
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Software bills of CycloneDX 1.2 to 1.7 as JSON (ECMA-424), read as a stream. Members may stand in any order, and
/// what
/// a newer edition adds is passed over and named; no component is lost behind it.
public final class CycloneDxJsonFormat implements Format {

    static final Set<String> EDITIONS = Set.of("1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7");

    private static final Set<String> TEXTS =
            Set.of("type", "group", "name", "version", "publisher", "purl", "scope", "isExternal");

    @Override
    public String code() {
        return "cyclonedx-json";
    }

    @Override
    public Family family() {
        return Family.JSON;
    }

    @Override
    public Optional<Detection> detect(Look look) {
        return look.json()
                .filter(shape -> !shape.list())
                .filter(shape -> shape.texts().getOrDefault("bomFormat", "").equals("CycloneDX"))
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
                        if (name.equals("components") && value == JsonToken.START_ARRAY) {
                            components(json, facts, () -> progress.report(bytes.count(), input.size()));
                        } else if (name.equals("metadata") && value == JsonToken.START_OBJECT) {
                            metadata(json, facts);
                        } else if (name.equals("specVersion") && value == JsonToken.VALUE_STRING) {
                            edition = json.getString();
                        } else {
                            if (value.isStructStart()) {
                                facts.passedOver(name);
                            }
                            json.skipChildren();
                        }
                    }
                    facts.end(edition, EDITIONS.contains(edition));
                }
            } catch (JacksonException failed) {
                throw JsonTokens.explain(input.name(), limits, failed);
            }
            progress.report(input.size(), input.size());
        });
    }

    /// What the bill is of.
    private static void metadata(JsonParser json, BillFacts facts) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean isRoot = json.currentName().equals("component");
            if (json.nextToken() == JsonToken.START_OBJECT && isRoot) {
                component(json, facts, () -> {});
            } else {
                json.skipChildren();
            }
        }
    }

    private static void components(JsonParser json, BillFacts facts, Runnable report) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                component(json, facts, report);
            } else {
                json.skipChildren();
            }
        }
    }

    /// A component with the ones inside it, which are told first.
    private static void component(JsonParser json, BillFacts facts, Runnable report) {
        Map<String, String> said = new HashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (TEXTS.contains(name) && value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                said.put(name, json.getString());
            } else if (name.equals("components") && value == JsonToken.START_ARRAY) {
                components(json, facts, report);
            } else if (name.equals("supplier") && value == JsonToken.START_OBJECT) {
                supplier(json, said);
            } else {
                json.skipChildren();
            }
        }
        facts.component(said);
        report.run();
    }

    private static void supplier(JsonParser json, Map<String, String> said) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean isName = json.currentName().equals("name");
            if (json.nextToken() == JsonToken.VALUE_STRING && isName) {
                said.put("supplier", json.getString());
            } else {
                json.skipChildren();
            }
        }
    }
}
