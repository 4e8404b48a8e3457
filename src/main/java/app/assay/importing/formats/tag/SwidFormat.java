package app.assay.importing.formats.tag;

import app.assay.domain.source.FactSink;
import app.assay.domain.source.Place;
import app.assay.domain.source.RejectReason;
import app.assay.domain.source.RejectedRow;
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
import app.assay.importing.guard.Texts;
import app.assay.importing.syntax.SafeXml;
import app.assay.importing.syntax.XmlDocuments;
import app.assay.importing.syntax.XmlRoot;
import app.assay.importing.value.CellValues;
import app.assay.importing.value.DateText;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;

/// Identification tags of ISO/IEC 19770-2:2015 and its drafts: one in a file, or several in a wrapper.
///
/// A tag is a row. Only primary tags say that software is installed; others give their title and a warning.
/// What the
/// NIST guidelines ask for beyond the standard is told as advice, never as a hindrance.
public final class SwidFormat implements Format {

    private static final String CURRENT = "http://standards.iso.org/iso/19770/-2/2015/schema.xsd";
    private static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";

    /// The edition of 2015, its drafts of 2014, and whatever follows; earlier editions are other formats.
    private static final Pattern EDITION =
            Pattern.compile("(?i).*19770[/:._-]*-?2[/:._-]*(20(?:1[4-9]|[2-9]\\d))(?:[^\\d].*)?");

    private static final List<String> SCHEMES =
            List.of("", "alphanumeric", "decimal", "multipartnumeric", "multipartnumeric+suffix", "semver", "unknown");

    @Override
    public String code() {
        return "swid-2015";
    }

    @Override
    public Family family() {
        return Family.XML;
    }

    @Override
    public Optional<Detection> detect(Look look) {
        Optional<XmlRoot> root = look.root();
        if (root.isEmpty()) {
            return Optional.empty();
        }
        if (isTag(root.get().name(), root.get().namespace())) {
            return Optional.of(new Detection(code(), 1, Optional.empty()));
        }
        if (!root.get().name().equals("SoftwareIdentity")
                && root.get().holds("SoftwareIdentity", SwidFormat::isEdition)) {
            return Optional.of(new Detection(
                    code(),
                    0.9,
                    Optional.empty(),
                    Sentence.of("import.tags-inside", root.get().name())));
        }
        return Optional.empty();
    }

    static boolean isTag(String name, String namespace) {
        return name.equals("SoftwareIdentity") && isEdition(namespace);
    }

    private static boolean isEdition(String namespace) {
        return EDITION.matcher(namespace).matches();
    }

    @Override
    public void read(Input input, Detection detection, ReadOptions options, FactSink sink, Progress progress) {
        Limits limits = options.limits();
        boolean single = detection.confidence() == 1;
        Guard.run(input.name(), () -> {
            try (var bytes = new GuardedStream(
                    input.open(),
                    input.name(),
                    Sentence.of("import.file-tags"),
                    limits,
                    Limit.INVENTORY_BYTES,
                    progress)) {
                progress.stage("import.read");
                var documents = new XmlDocuments(bytes);
                var notRead = new TreeMap<String, Integer>();
                long row = 0;
                while (documents.next()) {
                    InputStream document = single
                            ? new GuardedStream(
                                    documents.document(),
                                    input.name(),
                                    Sentence.of("import.tag"),
                                    limits,
                                    Limit.TAG_BYTES,
                                    progress)
                            : documents.document();
                    try (SafeXml xml = SafeXml.open(
                            input.name(), document, limits, limits.of(Limit.XML_ELEMENTS), documents.line())) {
                        long before = row;
                        String root = "";
                        while (xml.hasNext()) {
                            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                                continue;
                            }
                            root = root.isEmpty() ? xml.name() : root;
                            if (isTag(xml.name(), xml.namespace())) {
                                tell(tag(xml, notRead), ++row, input.name(), options, sink);
                                progress.report(bytes.count(), input.size());
                            }
                        }
                        if (row == before) {
                            notRead.merge("a document <%s>".formatted(Texts.cut(root, 40)), 1, Integer::sum);
                        }
                    }
                }
                documents.tell(input.name(), sink);
                if (!notRead.isEmpty()) {
                    var told = new ArrayList<String>();
                    notRead.forEach((part, count) -> told.add(part + " " + count));
                    sink.warning(
                            Place.ofFile(input.name()),
                            "swid.not-read",
                            "Parts of the tags that are not read, with their number: %s."
                                    .formatted(Texts.cut(String.join(", ", told), 500)));
                }
            }
        });
    }

    /// Reads the tag that the reader stands on, to its end; what a payload lists is passed over.
    private static SwidTag tag(SafeXml xml, Map<String, Integer> notRead) {
        var tag = new SwidTag();
        tag.namespace = xml.namespace();
        tag.line = xml.line();
        tag.name = Texts.oneLine(text(xml.attribute("name")));
        tag.tagId = Texts.oneLine(text(xml.attribute("tagId")));
        tag.version = Texts.oneLine(text(xml.attribute("version")));
        tag.versionScheme = text(xml.attribute("versionScheme")).strip();
        tag.tagVersion = text(xml.attribute("tagVersion")).strip();
        tag.language = text(xml.attributeAnywhere("lang")).strip();
        tag.corpus = flag(xml.attribute("corpus"));
        tag.patch = flag(xml.attribute("patch"));
        tag.supplemental = flag(xml.attribute("supplemental"));
        int depth = xml.depth();
        while (xml.depth() >= depth) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (xml.depth() > depth + 1) {
                continue;
            }
            switch (xml.name()) {
                case "SoftwareIdentity" -> {
                    tag.nested = true;
                    xml.skip();
                }
                case "Entity" ->
                    tag.entities.add(new SwidTag.Entity(
                            Texts.oneLine(text(xml.attribute("name"))),
                            text(xml.attributeAnywhere("regid")).strip(),
                            roles(xml)));
                case "Link" -> {
                    String rel = text(xml.attribute("rel")).strip().toLowerCase(Locale.ROOT);
                    tag.supplementalLink |= rel.equals("supplemental");
                    tag.patchesLink |= rel.equals("patches");
                }
                case "Evidence" -> {
                    tag.evidence = true;
                    tag.deviceId = text(xml.attribute("deviceId")).strip();
                    tag.evidenceDate = text(xml.attribute("date")).strip();
                    files(xml, notRead);
                }
                case "Payload" -> {
                    tag.payload = true;
                    files(xml, notRead);
                }
                case "Signature" -> {
                    tag.signed |= xml.namespace().equals(SIGNATURE);
                    xml.skip();
                }
                default -> notRead.merge(xml.name(), 1, Integer::sum);
            }
        }
        return tag;
    }

    /// Counts what a payload or evidence lists; nothing of it is kept.
    private static void files(SafeXml xml, Map<String, Integer> notRead) {
        int depth = xml.depth();
        while (xml.depth() >= depth) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                String name = Texts.cut(xml.name(), 40);
                if (notRead.size() < 40 || notRead.containsKey(name)) {
                    notRead.merge(name, 1, Integer::sum);
                }
            }
        }
    }

    private static List<String> roles(SafeXml xml) {
        return Arrays.stream(text(xml.attribute("role"))
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .split("\\s+", -1))
                .filter(role -> !role.isEmpty())
                .toList();
    }

    private static void tell(SwidTag tag, long row, String file, ReadOptions options, FactSink sink) {
        var place = new Place(file, "SoftwareIdentity", row, "");
        Optional<RejectedRow> bad = refused(tag, file, row);
        if (bad.isPresent()) {
            sink.rejected(bad.get());
            return;
        }
        warnings(tag, place, sink);
        if (!tag.isPrimary()) {
            String kind = tag.supplemental ? "supplemental" : tag.corpus ? "corpus" : "patch";
            sink.warning(
                    place,
                    "swid." + kind,
                    "A %s tag does not say that software is installed: '%s' is kept as a title."
                            .formatted(kind, tag.name));
            sink.title(row, tag.name, tag.publisher(), tag.version, tag.code());
            return;
        }
        String device =
                tag.deviceId.isEmpty() ? options.device().map(String::strip).orElse("") : tag.deviceId;
        if (device.isEmpty()) {
            sink.warning(
                    place,
                    "swid.no-device",
                    "The tag does not say on which device '%s' is installed; name the device to count it."
                            .formatted(tag.name));
            sink.title(row, tag.name, tag.publisher(), tag.version, tag.code());
            return;
        }
        int day = tag.evidenceDate.isEmpty() ? FactSink.NO_DAY : DateText.parse(tag.evidenceDate, null);
        if (day == DateText.INVALID || day == DateText.AMBIGUOUS) {
            sink.warning(
                    place,
                    "swid.evidence-date",
                    "The date '%s' of the evidence is none.".formatted(Texts.cut(tag.evidenceDate, 40)));
            day = FactSink.NO_DAY;
        }
        sink.installation(
                row, device, tag.name, tag.publisher(), tag.version, tag.code(), FactSink.NO_DAY, day, FactSink.NO_DAY);
    }

    private static Optional<RejectedRow> refused(SwidTag tag, String file, long row) {
        String raw = "<SoftwareIdentity name=\"%s\" tagId=\"%s\" version=\"%s\">"
                .formatted(tag.name, tag.tagId, tag.version);
        if (tag.nested) {
            return Optional.of(rejected(file, row, "", RejectReason.MALFORMED, "a tag inside a tag", raw));
        }
        if (tag.name.isEmpty()) {
            return Optional.of(rejected(file, row, "name", RejectReason.MISSING, "", raw));
        }
        if (tag.tagId.isEmpty()) {
            return Optional.of(rejected(file, row, "tagId", RejectReason.MISSING, "", raw));
        }
        if (tag.name.length() > CellValues.LONGEST
                || tag.tagId.length() > CellValues.LONGEST
                || tag.version.length() > CellValues.LONGEST) {
            return Optional.of(rejected(file, row, "", RejectReason.TOO_LONG, tag.name, raw));
        }
        return Optional.empty();
    }

    private static RejectedRow rejected(
            String file, long row, String attribute, RejectReason reason, String found, String raw) {
        return new RejectedRow(
                new Place(file, "SoftwareIdentity", row, attribute),
                reason,
                Texts.cut(found, Texts.FOUND),
                Texts.cut(raw, Texts.RAW));
    }

    private static void warnings(SwidTag tag, Place place, FactSink sink) {
        if (!tag.namespace.equals(CURRENT)) {
            sink.warning(
                    place,
                    "swid.namespace-draft",
                    "The namespace '%s' is not that of the 2015 edition; read like it."
                            .formatted(Texts.cut(tag.namespace, 100)));
        }
        if (tag.signed) {
            sink.warning(
                    place,
                    "swid.signature-not-verified",
                    "The tag is signed; this version does not verify signatures.");
        }
        if (tag.entities.stream().noneMatch(entity -> entity.is("tagcreator"))) {
            sink.warning(place, "swid.no-tag-creator", "No entity of the tag has the role tagCreator.");
        }
        if (tag.entities.stream().noneMatch(entity -> entity.is("softwarecreator"))) {
            sink.warning(place, "swid.no-software-creator", "No entity of the tag has the role softwareCreator.");
        }
        if (tag.payload && tag.evidence) {
            sink.warning(place, "swid.payload-and-evidence", "The tag has both a payload and evidence.");
        }
        if (tag.supplemental && !tag.supplementalLink) {
            sink.warning(
                    place, "swid.supplemental-without-link", "The supplemental tag does not say what it supplements.");
        }
        if (!tag.supplemental && tag.supplementalLink) {
            sink.warning(
                    place,
                    "swid.supplemental-without-attribute",
                    "The tag links to a tag that it supplements without being marked as supplemental.");
        }
        if (tag.patch && !tag.patchesLink) {
            sink.warning(place, "swid.patch-without-link", "The patch tag does not say what it patches.");
        }
        if (tag.language.isEmpty()) {
            sink.warning(place, "swid.no-language", "The tag has no xml:lang (NIST GEN-2).");
        }
        if (!SCHEMES.contains(tag.versionScheme.toLowerCase(Locale.ROOT))) {
            sink.warning(
                    place,
                    "swid.version-scheme",
                    "The version scheme '%s' is not one of the standard's."
                            .formatted(Texts.cut(tag.versionScheme, 40)));
        }
        if (tag.tagVersion.startsWith("-")) {
            sink.warning(place, "swid.tag-version", "The version of the tag is negative.");
        }
    }

    private static boolean flag(@org.jspecify.annotations.Nullable String value) {
        return value != null
                && (value.strip().equalsIgnoreCase("true") || value.strip().equals("1"));
    }

    private static String text(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "" : value;
    }
}
