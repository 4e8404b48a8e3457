package app.assay.importing.syntax;

import app.assay.importing.guard.Encodings;
import app.assay.importing.guard.Head;
import app.assay.importing.guard.Limit;
import app.assay.importing.guard.Limits;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;

/// The first elements of an XML file, as far as the head shows them.
public final class XmlRoot {

    private static final Pattern PROPERTY_LIST =
            Pattern.compile("(?:\u00ef\u00bb\u00bf)?\\s*(?:<\\?xml[^>]{0,200}\\?>)?\\s*"
                    + "<!DOCTYPE\\s+plist\\s+(?:PUBLIC\\s+\"-//Apple(?: Computer)?//DTD PLIST 1\\.0//EN\"|SYSTEM)\\s+"
                    + "\"(?:https?://www\\.apple\\.com/DTDs/PropertyList-1\\.0\\.dtd|file://localhost/System/Library/DTDs/PropertyList\\.dtd)\"\\s*>"
                    + "\\s*<plist[\\s>]");

    private final String name;
    private final String namespace;
    private final List<String[]> elements;

    private XmlRoot(String name, String namespace, List<String[]> elements) {
        this.name = name;
        this.namespace = namespace;
        this.elements = elements;
    }

    /// Whether the content begins like XML.
    public static boolean looksLike(Head head) {
        Encodings.Start start = Encodings.start(head.first());
        return start.first() == '<'
                && (start.second() == '?' || start.second() == '!' || Character.isLetter(start.second()));
    }

    /// Whether the content is a property list that names the standard document type of property lists, which is no
    /// attack; nobody follows it.
    private static boolean isPropertyList(Head head) {
        String first = new String(head.first(), 0, Math.min(head.first().length, 1_000), StandardCharsets.ISO_8859_1);
        return PROPERTY_LIST.matcher(first).lookingAt();
    }

    /// @return empty when the content is not XML at all
    /// @throws Fault if it is XML that is hostile, or broken before its first element
    public static Optional<XmlRoot> of(Head head, Limits limits) {
        if (!looksLike(head)) {
            return Optional.empty();
        }
        if (isPropertyList(head)) {
            return Optional.of(new XmlRoot("plist", "", List.<String[]>of(new String[] {"plist", ""})));
        }
        var elements = new ArrayList<String[]>();
        try (SafeXml xml = SafeXml.open(
                head.name(), new ByteArrayInputStream(head.first()), limits, limits.of(Limit.XML_ELEMENTS))) {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    elements.add(new String[] {xml.name(), xml.namespace()});
                }
            }
        } catch (Fault broken) {
            // The head may end in the middle of anything; only what comes before the first element counts here.
            if (elements.isEmpty() || broken.code() != FaultCode.INPUT_MALFORMED) {
                throw broken;
            }
        }
        if (elements.isEmpty()) {
            return Optional.empty();
        }
        String[] first = elements.getFirst();
        return Optional.of(new XmlRoot(first[0], first[1], elements));
    }

    public String name() {
        return name;
    }

    public String namespace() {
        return namespace;
    }

    /// Whether an element of this name is in the head.
    public boolean holds(String element, Predicate<String> inNamespace) {
        return elements.stream().anyMatch(found -> found[0].equals(element) && inNamespace.test(found[1]));
    }
}
