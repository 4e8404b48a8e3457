package app.assay.importing.formats.bill;

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
import app.assay.importing.syntax.SafeXml;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;

/// Software bills of CycloneDX 1.0 to 1.7 as XML, read as a stream.
public final class CycloneDxXmlFormat implements Format {

    private static final Pattern NAMESPACE = Pattern.compile("https?://cyclonedx\\.org/schema/bom/(\\d+\\.\\d+)");
    private static final Set<String> TEXTS = Set.of("group", "name", "version", "publisher", "purl", "scope");

    @Override
    public String code() {
        return "cyclonedx-xml";
    }

    @Override
    public Family family() {
        return Family.XML;
    }

    @Override
    public Optional<Detection> detect(Look look) {
        return look.root()
                .filter(root -> root.name().equals("bom")
                        && NAMESPACE.matcher(root.namespace()).matches())
                .map(_ -> new Detection(code(), 1, Optional.empty()));
    }

    @Override
    public void read(Input input, Detection detection, ReadOptions options, FactSink sink, Progress progress) {
        Limits limits = options.limits();
        Guard.run(input.name(), () -> {
            progress.stage("import.read");
            try (var bytes = new GuardedStream(
                            input.open(),
                            input.name(),
                            Sentence.of("import.software-bill"),
                            limits,
                            Limit.TABLE_BYTES,
                            progress);
                    SafeXml xml = SafeXml.open(input.name(), bytes, limits, Long.MAX_VALUE)) {
                var facts = new BillFacts(input.name(), options, sink);
                xml.toRoot();
                var edition = NAMESPACE.matcher(xml.namespace());
                String version = edition.matches() ? edition.group(1) : "";
                while (xml.hasNext()) {
                    if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                        continue;
                    }
                    switch (xml.name()) {
                        // Both hold components, one of which the bill is of, and tools that are none of it.
                        case "components", "metadata" -> {}
                        case "component" -> component(xml, facts, bytes, input.size(), progress);
                        default -> {
                            if (xml.depth() == 2) {
                                facts.passedOver(xml.name());
                            }
                            xml.skip();
                        }
                    }
                }
                facts.end(version, CycloneDxJsonFormat.EDITIONS.contains(version));
            }
            progress.report(input.size(), input.size());
        });
    }

    /// The component that the reader stands on with the ones inside it, which are told first.
    private static void component(SafeXml xml, BillFacts facts, GuardedStream bytes, long size, Progress progress) {
        Map<String, String> said = new HashMap<>();
        put(said, "type", xml.attribute("type"));
        put(said, "isExternal", xml.attribute("isExternal"));
        int depth = xml.depth();
        while (xml.depth() >= depth) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            String name = xml.name();
            if (TEXTS.contains(name)) {
                put(said, name, xml.text().strip());
            } else if (name.equals("supplier")) {
                supplier(xml, said);
            } else if (name.equals("components")) {
                int inside = xml.depth();
                while (xml.depth() >= inside) {
                    if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                        if (xml.name().equals("component")) {
                            component(xml, facts, bytes, size, progress);
                        } else {
                            xml.skip();
                        }
                    }
                }
            } else {
                xml.skip();
            }
        }
        facts.component(said);
        progress.report(bytes.count(), size);
    }

    private static void supplier(SafeXml xml, Map<String, String> said) {
        int depth = xml.depth();
        while (xml.depth() >= depth) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                if (xml.name().equals("name")) {
                    put(said, "supplier", xml.text().strip());
                } else {
                    xml.skip();
                }
            }
        }
    }

    private static void put(Map<String, String> said, String name, @org.jspecify.annotations.Nullable String value) {
        if (value != null && !value.isEmpty()) {
            said.putIfAbsent(name, value);
        }
    }
}
