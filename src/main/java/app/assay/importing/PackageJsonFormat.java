package app.assay.importing;

import app.assay.domain.source.FactSink;
import app.assay.work.Progress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Packages as JSON: the package facts that Ansible gathers (name → list of what is there), and the lists that `jc`
/// makes of `dpkg -l` and `rpm -qai`.
final class PackageJsonFormat implements Format {

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
        return facts || dpkg || rpm ? Optional.of(new Detection(code(), 1, Optional.empty(), "")) : Optional.empty();
    }

    @Override
    public void read(Input input, Detection detection, ReadOptions options, FactSink sink, Progress progress) {
        Guard.run(input.name(), () -> {
            progress.stage("import.read");
            Limits limits = options.limits();
            var facts = new PackageFacts(input.name(), options, sink);
            try (var bytes = new GuardedStream(
                            input.open(), input.name(), "a list of packages", limits, Limit.TABLE_BYTES, progress);
                    JsonParser json = JsonTokens.parser(bytes, limits)) {
                if (json.nextToken() == JsonToken.START_ARRAY) {
                    long row = 0;
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        tell(++row, object(json), facts);
                        progress.report(bytes.count(), input.size());
                    }
                } else {
                    gathered(json, facts);
                }
                while (json.nextToken() != null) {
                    // To the end, so that what is broken behind the packages is told too.
                }
            } catch (JacksonException failed) {
                throw JsonTokens.explain(input.name(), limits, failed);
            }
            progress.report(input.size(), input.size());
        });
    }

    /// Ansible's facts: only the packages among them.
    private static void gathered(JsonParser json, PackageFacts facts) {
        if (!find(json, "ansible_facts") || !find(json, "packages")) {
            return;
        }
        long row = 0;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                json.skipChildren();
                continue;
            }
            while (json.nextToken() == JsonToken.START_OBJECT) {
                tell(++row, object(json), facts);
            }
        }
    }

    /// Moves into an object that a member of the current object holds.
    private static boolean find(JsonParser json, String name) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean isIt = json.currentName().equals(name);
            if (json.nextToken() == JsonToken.START_OBJECT && isIt) {
                return true;
            }
            json.skipChildren();
        }
        return false;
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
