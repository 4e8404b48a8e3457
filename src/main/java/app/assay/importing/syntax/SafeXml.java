package app.assay.importing.syntax;

import app.assay.importing.guard.Encodings;
import app.assay.importing.guard.Faults;
import app.assay.importing.guard.Limit;
import app.assay.importing.guard.Limits;
import app.assay.importing.guard.Texts;
import app.assay.work.Fault;
import app.assay.work.Sentence;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// XML from outside: the JDK's own parser without document types, without anything external, and with counters
/// of our own
/// for depth, attributes, texts and elements. Moves forward only.
public final class SafeXml implements AutoCloseable {

    /// Bytes in which an XML declaration has room.
    private static final int DECLARATION = 256;

    private static final Pattern ENCODING =
            Pattern.compile("^(?:\u00ef\u00bb\u00bf)?<\\?xml[^>]{1,200}?encoding\\s*=\\s*[\"']([^\"']{1,60})");

    private final String file;
    private final Limits limits;
    private final long mostElements;
    private final XMLStreamReader xml;
    private final RunGuard bytes;
    private final int linesBefore;
    private int depth;
    private long elements;

    private SafeXml(String file, Limits limits, long mostElements, RunGuard bytes, int firstLine)
            throws XMLStreamException {
        this.linesBefore = firstLine - 1;
        this.file = file;
        this.limits = limits;
        this.mostElements = mostElements;
        this.bytes = bytes;
        this.xml = factory(limits).createXMLStreamReader(bytes);
    }

    /// @param mostElements elements after which reading ends with a fault
    public static SafeXml open(String file, InputStream bytes, Limits limits, long mostElements) {
        return open(file, bytes, limits, mostElements, 1);
    }

    /// @param mostElements elements after which reading ends with a fault
    /// @param firstLine the line of the file in which the document begins
    public static SafeXml open(String file, InputStream bytes, Limits limits, long mostElements, int firstLine) {
        try {
            var guarded = new RunGuard(checked(bytes, file), file, 4L * limits.whole(Limit.XML_TEXT_CHARACTERS));
            return new SafeXml(file, limits, mostElements, guarded, firstLine);
        } catch (XMLStreamException | IOException | RuntimeException failed) {
            throw explain(file, failed, firstLine - 1);
        }
    }

    /// The bytes, checked to be UTF-8 where they say so or say nothing: the parser writes to standard error by
    /// itself
    /// what it thinks of bytes that are not.
    private static InputStream checked(InputStream bytes, String file) throws IOException {
        var again = new PushbackInputStream(bytes, DECLARATION);
        byte[] first = again.readNBytes(DECLARATION);
        again.unread(first);
        boolean isWide = first.length > 1 && (first[0] == 0 || first[1] == 0 || (first[0] & 0xFE) == 0xFE);
        Matcher told = ENCODING.matcher(new String(first, StandardCharsets.ISO_8859_1));
        boolean isUtf8 = !isWide && (!told.find() || told.group(1).equalsIgnoreCase("UTF-8"));
        return isUtf8 ? new Utf8Stream(again, file) : again;
    }

    private static XMLInputFactory factory(Limits limits) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_VALIDATING, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        set(factory, "jdk.xml.dtd.support", "deny");
        set(factory, "jdk.xml.maxElementDepth", Integer.toString(limits.whole(Limit.XML_DEPTH) + 1));
        set(factory, "jdk.xml.elementAttributeLimit", Integer.toString(limits.whole(Limit.XML_ATTRIBUTES)));
        set(factory, "jdk.xml.maxXMLNameLimit", "1000");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside the file is read");
        });
        return factory;
    }

    /// Not every Java knows these properties; the counters below hold anyway.
    private static void set(XMLInputFactory factory, String property, String value) {
        if (factory.isPropertySupported(property)) {
            factory.setProperty(property, value);
        }
    }

    /// Moves to the next event.
    ///
    /// @return its kind, one of [XMLStreamConstants]
    public int next() {
        try {
            int event = xml.next();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.DTD -> throw documentType();
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw Faults.hostile(
                            file, Sentence.of("import.xml-uses-entity-in-line", xml.getLocalName(), line()));
                default -> {}
            }
            return event;
        } catch (XMLStreamException | RuntimeException failed) {
            throw explain(file, failed, linesBefore);
        }
    }

    private void start() {
        if (++depth > limits.whole(Limit.XML_DEPTH)) {
            throw Faults.overLimit(
                    file, Sentence.of("import.elements-xml-lie-more-than", limits.whole(Limit.XML_DEPTH), line()));
        }
        if (++elements > mostElements) {
            throw Faults.overLimit(file, Sentence.of("import.xml-has-more-than-elements", mostElements));
        }
        int attributes = xml.getAttributeCount() + xml.getNamespaceCount();
        if (attributes > limits.whole(Limit.XML_ATTRIBUTES)) {
            throw Faults.overLimit(
                    file, Sentence.of("import.element-in-line-has-more", line(), limits.whole(Limit.XML_ATTRIBUTES)));
        }
    }

    public boolean hasNext() {
        try {
            return xml.hasNext();
        } catch (XMLStreamException failed) {
            throw explain(file, failed, linesBefore);
        }
    }

    /// Moves to the first element.
    public void toRoot() {
        int event = xml.getEventType();
        while (event != XMLStreamConstants.START_ELEMENT && hasNext()) {
            event = next();
        }
    }

    /// The text of the current element; elements inside it are passed over. Ends at its end tag.
    public String text() {
        var text = new StringBuilder();
        int inside = 1;
        while (inside > 0) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> inside++;
                case XMLStreamConstants.END_ELEMENT -> inside--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (inside == 1) {
                        if (text.length() + xml.getTextLength() > limits.whole(Limit.XML_TEXT_CHARACTERS)) {
                            throw Faults.overLimit(
                                    file,
                                    Sentence.of(
                                            "import.text-in-line-has-more",
                                            line(),
                                            limits.whole(Limit.XML_TEXT_CHARACTERS)));
                        }
                        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                    }
                }
                default -> {}
            }
        }
        return text.toString();
    }

    /// Passes over the current element with all it holds.
    public void skip() {
        int inside = 1;
        while (inside > 0) {
            int event = next();
            inside += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    /// The characters of the current event, which is one of [XMLStreamConstants#CHARACTERS]; a long text comes in
    /// parts.
    public String characters() {
        return xml.getText();
    }

    public String name() {
        return xml.getLocalName();
    }

    public String namespace() {
        String uri = xml.getNamespaceURI();
        return uri == null ? "" : uri;
    }

    /// An attribute without namespace, or null.
    @Nullable
    public String attribute(String name) {
        String value = xml.getAttributeValue("", name);
        return value == null ? xml.getAttributeValue(null, name) : value;
    }

    /// Whether the element that was entered last has an attribute.
    public boolean hasAttributes() {
        return xml.getAttributeCount() > 0;
    }

    /// An attribute by its local name in any namespace and letter case, or null.
    @Nullable
    public String attributeAnywhere(String name) {
        for (int place = 0; place < xml.getAttributeCount(); place++) {
            if (xml.getAttributeLocalName(place).equalsIgnoreCase(name)) {
                return xml.getAttributeValue(place);
            }
        }
        return null;
    }

    public int line() {
        return linesBefore + xml.getLocation().getLineNumber();
    }

    public int depth() {
        return depth;
    }

    @Override
    public void close() {
        try {
            xml.close();
            bytes.close();
        } catch (XMLStreamException | IOException failed) {
            throw explain(file, failed, linesBefore);
        }
    }

    private Fault documentType() {
        return Faults.hostile(file, Sentence.of("import.xml-brings-document-type-its"));
    }

    private static RuntimeException explain(String file, Exception failed, int linesBefore) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof Fault fault) {
                return fault;
            }
            if (cause instanceof app.assay.work.Cancelled cancelled) {
                return cancelled;
            }
        }
        String reason = String.valueOf(failed.getMessage());
        if (reason.contains("DOCTYPE") || reason.contains("DTD") || reason.contains("JAXP00010008")) {
            return Faults.hostile(file, Sentence.of("import.xml-brings-document-type-its"));
        }
        if (reason.contains("entity") && reason.contains("referenced")) {
            return Faults.hostile(file, Sentence.of("import.xml-uses-entity-not-xml"));
        }
        if (reason.contains("JAXP0001000")) {
            return Faults.overLimit(file, Sentence.of("import.xml-goes-beyond-limit", lastLine(reason)));
        }
        if (failed instanceof XMLStreamException wrong) {
            int line = wrong.getLocation() == null
                    ? 0
                    : linesBefore + wrong.getLocation().getLineNumber();
            return Faults.fault(
                    app.assay.work.FaultCode.INPUT_MALFORMED,
                    file,
                    Sentence.of("import.xml-broken-in-line", line, lastLine(reason)),
                    Sentence.of("import.export-file-again-must-one-well"),
                    failed);
        }
        if (failed instanceof RuntimeException other) {
            // The JDK's parser throws unchecked exceptions at some broken bytes.
            return Faults.fault(
                    app.assay.work.FaultCode.INPUT_MALFORMED,
                    file,
                    Sentence.of("import.xml-cannot-parsed", Faults.reason(other)),
                    Sentence.of("import.export-file-again-must-one-well"),
                    failed);
        }
        return Faults.unreadable(file, failed);
    }

    private static String lastLine(String message) {
        int start = message.indexOf("Message: ");
        String text = start < 0 ? message : message.substring(start + "Message: ".length());
        return Texts.cut(Texts.oneLine(text), 200).replaceAll("\\.$", "");
    }

    /// Ends reading at the first byte that does not belong to UTF-8.
    private static final class Utf8Stream extends FilterInputStream {
        private final String file;
        private final Encodings.Utf8Check check = new Encodings.Utf8Check();
        private long count;

        Utf8Stream(InputStream in, String file) {
            super(in);
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) <= 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            if (read > 0 && !check.feed(buffer, offset, read)) {
                throw Faults.malformed(
                        file,
                        Sentence.of("import.xml-says-utf-8-byte", count),
                        Sentence.of("import.export-file-again-its-encoding"));
            }
            count += Math.max(read, 0);
            return read;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }

    /// Ends reading when one name, value or text grows without end: all of these hold neither `<` nor `>` for long.
    private static final class RunGuard extends FilterInputStream {
        private final String file;
        private final long most;
        private long run;

        RunGuard(InputStream in, String file, long most) {
            super(in);
            this.file = file;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            if (value >= 0) {
                count((byte) value);
            }
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            for (int place = offset; place < offset + read; place++) {
                count(buffer[place]);
            }
            return read;
        }

        private void count(byte value) {
            if (value == '<' || value == '>') {
                run = 0;
            } else if (++run > most) {
                throw Faults.overLimit(file, Sentence.of("import.text-or-attribute-xml-has", most));
            }
        }
    }
}
