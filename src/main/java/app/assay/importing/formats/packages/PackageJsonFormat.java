package app.assay.importing.formats.packages;

import app.assay.domain.source.FactSink;
import app.assay.importing.format.Detection;
import app.assay.importing.format.Family;
import app.assay.importing.format.Format;
import app.assay.importing.format.Look;
import app.assay.importing.format.ReadOptions;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Packages as JSON: the package facts that Ansible gathers (name → list of what is there), and the lists that `jc`
/// makes of `dpkg -l` and `rpm -qai`.
public final class PackageJsonFormat implements Format {

    private static final Set<Character> THERE = Set.of('i', 'U', 'F', 'W', 't');

    @Override
    public String code() {
        return "packages-json";
    }

    @Override
    public Family family() {
        return Family.JSON;
    }

    @Override
    public Optional<Detection> detect(Look look) {
        JsonShape shape = look.json().orElse(null);
        if (shape == null) {
            return Optional.empty();
        }
        Set<String> names = shape.names();
        boolean facts = shape.inner().contains("ansible_facts.packages");
        boolean dpkg =
                shape.list() && names.contains("codes") && names.contains("name") && names.contains("architecture");
        boolean rpm = shape.list()
                && names.contains("name")
                && names.contains("version")
                && names.contains("release")
                && names.contains("source_rpm");
        return facts || dpkg || rpm ? Optional.of(new Detection(code(), 1, Optional.empty())) : Optional.empty();
    }

    @Override
    public void read(Input input, Detection detection, ReadOptions options, FactSink sink, Progress progress) {
        Guard.run(input.name(), () -> {
            progress.stage("import.read");
            Limits limits = options.limits();
            var facts = new PackageFacts(input.name(), options, sink);
            try (var bytes = new GuardedStream(
                            input.open(),
                            input.name(),
                            Sentence.of("import.list-packages"),
                            limits,
                            Limit.TABLE_BYTES,
                            progress);
                    JsonParser json = JsonTokens.parser(bytes, limits)) {
                // Several documents that follow each other are one list.
                long row = 0;
                for (JsonToken start = json.nextToken(); start != null; start = json.nextToken()) {
                    if (start == JsonToken.START_ARRAY) {
                        row = list(json, row, facts, () -> progress.report(bytes.count(), input.size()));
                    } else if (start == JsonToken.START_OBJECT) {
                        row = gathered(json, row, facts);
                    } else {
                        facts.malformed(++row, json.getString(), json.getString());
                    }
                }
            } catch (JacksonException failed) {
                throw JsonTokens.explain(input.name(), limits, failed);
            }
            progress.report(input.size(), input.size());
        });
    }

    /// The packages of the list that the reader stands on; what is no package among them is rejected.
    private static long list(JsonParser json, long last, PackageFacts facts, Runnable report) {
        long row = last;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            row++;
            if (json.currentToken() == JsonToken.START_OBJECT) {
                tell(row, object(json), facts);
            } else {
                String found = String.valueOf(json.currentToken());
                json.skipChildren();
                facts.malformed(row, found, found);
            }
            report.run();
        }
        return row;
    }

    /// Ansible's facts: only the packages among them, each a list of what is there under a name.
    private static long gathered(JsonParser json, long last, PackageFacts facts) {
        long row = last;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean isFacts = json.currentName().equals("ansible_facts");
            if (json.nextToken() != JsonToken.START_OBJECT || !isFacts) {
                json.skipChildren();
                continue;
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isPackages = json.currentName().equals("packages");
                if (json.nextToken() != JsonToken.START_OBJECT || !isPackages) {
                    json.skipChildren();
                    continue;
                }
                while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = json.currentName();
                    if (json.nextToken() == JsonToken.START_ARRAY) {
                        row = list(json, row, facts, () -> {});
                    } else {
                        json.skipChildren();
                        facts.malformed(++row, name, name);
                    }
                }
            }
        }
        return row;
    }

    /// The members of the current object that are texts or numbers.
    private static Map<String, String> object(JsonParser json) {
        var members = new HashMap<String, String>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                members.put(name, json.getString());
            } else {
                json.skipChildren();
            }
        }
        return members;
    }

    private static void tell(long row, Map<String, String> item, PackageFacts facts) {
        String name = item.getOrDefault("name", "");
        String release = item.getOrDefault("release", "");
        String epoch = item.getOrDefault("epoch", "");
        String version = (epoch.isEmpty() || epoch.equals("0") ? "" : epoch + ":")
                + item.getOrDefault("version", "")
                + (release.isEmpty() ? "" : "-" + release);
        String raw = new java.util.TreeMap<>(item).toString();
        String codes = item.getOrDefault("codes", "");
        if (codes.length() > 1 && !THERE.contains(codes.charAt(1))) {
            facts.notInstalled(row, "%s %s".formatted(codes, name), raw);
        } else if (name.equals("gpg-pubkey")) {
            facts.notInstalled(row, "a key, no software", raw);
        } else {
            boolean rpm = item.getOrDefault("source", "").equals("rpm") || item.containsKey("source_rpm");
            String publisher =
                    item.getOrDefault("origin", item.getOrDefault("vendor", "")).replaceFirst("^\\(none\\)$", "");
            facts.installed(
                    row, rpm ? "rpm" : "deb", name, PackageFacts.packager(publisher), version, FactSink.NO_DAY, raw);
        }
    }
}
