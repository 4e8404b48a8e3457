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
import app.assay.importing.guard.Texts;
import app.assay.importing.syntax.SafeXml;
import app.assay.importing.syntax.XmlDocuments;
import app.assay.importing.syntax.XmlRoot;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;

/// Inventories of one device as GLPI-Agent, FusionInventory and OCS Inventory write them in XML.
public final class InventoryXmlFormat implements Format {

    @Override
    public String code() {
        return "inventory-xml";
    }

    @Override
    public Family family() {
        return Family.XML;
    }

    @Override
    public Optional<Detection> detect(Look look) {
        Optional<XmlRoot> root = look.root();
        if (root.isEmpty() || !root.get().name().equalsIgnoreCase("REQUEST")) {
            return Optional.empty();
        }
        Input input = look.input();
        Limits limits = look.limits();
        return Guard.call(input.name(), () -> {
            try (var bytes = new GuardedStream(
                    input.open(),
                    input.name(),
                    Sentence.of("import.inventory"),
                    limits,
                    Limit.INVENTORY_BYTES,
                    look.progress())) {
                var documents = new XmlDocuments(bytes);
                documents.next();
                try (SafeXml xml =
                        SafeXml.open(input.name(), documents.document(), limits, limits.of(Limit.XML_ELEMENTS))) {
                    return look(xml, input.name());
                }
            }
        });
    }

    private Optional<Detection> look(SafeXml xml, String file) {
        xml.toRoot();
        String query = "";
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            String name = xml.name().toUpperCase(Locale.ROOT);
            if (xml.depth() == 2 && name.equals("QUERY")) {
                query = Texts.oneLine(xml.text()).toUpperCase(Locale.ROOT);
                if (!query.equals("INVENTORY") && !query.isEmpty()) {
                    throw notAnInventory(file, query);
                }
            } else if (xml.depth() == 2 && !name.equals("CONTENT")) {
                xml.skip();
            } else if (xml.depth() == 3) {
                if (name.equals("HARDWARE") || name.equals("SOFTWARES") || name.equals("OPERATINGSYSTEM")) {
                    return Optional.of(new Detection(code(), 1, Optional.empty()));
                }
                xml.skip();
            }
        }
        throw notAnInventory(file, query.isEmpty() ? "without a computer" : query);
    }

    static app.assay.work.Fault notAnInventory(String file, String query) {
        return Faults.unknown(
                file,
                Sentence.of("import.file-agents-message-not-inventory", Texts.cut(query, 40)),
                Sentence.of("import.export-inventory-computers-themselves-network"));
    }

    @Override
    public void read(Input input, Detection detection, ReadOptions options, FactSink sink, Progress progress) {
        Limits limits = options.limits();
        Guard.run(input.name(), () -> {
            progress.stage("import.read");
            try (var bytes = new GuardedStream(
                    input.open(),
                    input.name(),
                    Sentence.of("import.file-inventories"),
                    limits,
                    Limit.INVENTORY_BYTES,
                    progress)) {
                var documents = new XmlDocuments(bytes);
                var facts = new InventoryFacts(input.name());
                while (documents.next()) {
                    int line = documents.line();
                    try (SafeXml xml = SafeXml.open(
                            input.name(), documents.document(), limits, limits.of(Limit.XML_ELEMENTS), line)) {
                        String other = fill(facts, xml);
                        if (other.isEmpty()) {
                            facts.tell(options, sink);
                        } else {
                            sink.warning(
                                    new Place(input.name(), other, line, ""),
                                    "inventory.other-document",
                                    "The document that begins in line %s (%s) is no inventory and was passed over."
                                            .formatted(line, other));
                        }
                    }
                    facts = facts.next();
                    progress.report(bytes.count(), input.size());
                }
                documents.tell(input.name(), sink);
            }
            progress.report(input.size(), input.size());
        });
    }

    /// @return what the document is when it is no inventory, else the empty text
    private static String fill(InventoryFacts facts, SafeXml xml) {
        xml.toRoot();
        if (!xml.name().equalsIgnoreCase("REQUEST")) {
            String other = "<" + Texts.cut(xml.name(), 40) + ">";
            toEnd(xml);
            return other;
        }
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            String name = xml.name().toLowerCase(Locale.ROOT);
            if (xml.depth() == 2 && !name.equals("content")) {
                facts.put(name, Texts.oneLine(xml.text()));
            } else if (xml.depth() == 3) {
                if (InventoryFacts.SECTIONS.contains(name)) {
                    facts.add(name, item(xml));
                } else if (InventoryFacts.OF_THE_AGENT.contains(name)) {
                    xml.skip();
                } else {
                    facts.passedOver(xml.name());
                    xml.skip();
                }
            }
        }
        return facts.otherMessage();
    }

    private static void toEnd(SafeXml xml) {
        while (xml.hasNext()) {
            xml.next();
        }
    }

    /// The fields of the section that the reader stands on; a field that is told twice keeps its first value.
    private static Map<String, String> item(SafeXml xml) {
        var item = new HashMap<String, String>();
        int depth = xml.depth();
        while (xml.depth() >= depth) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                String name = xml.name().toLowerCase(Locale.ROOT);
                item.putIfAbsent(name, xml.text());
            }
        }
        return item;
    }
}
