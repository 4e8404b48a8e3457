package app.assay.importing.secrets;

import app.assay.importing.formats.workbook.WorkbookCells;
import app.assay.work.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Cells of a workbook (Office Open XML) by the header of their column and by form. Shared texts
/// are held up to a bound; beyond it the workbook counts as partly unread.
final class WorkbookSecrets {

    private static final int MOST_TEXT = 1 << 17;
    private static final long MOST_HELD = 64L << 20;

    private final SecretCounts counts;
    private final Map<Integer, String> remembered = new HashMap<>();
    private int texts;
    private long held;

    WorkbookSecrets(SecretCounts counts) {
        this.counts = counts;
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((_, _, _, _) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        return factory;
    }

    /// Reads the shared texts.
    void texts(InputStream in, Progress progress) throws IOException {
        try {
            var xml = factory().createXMLStreamReader(in);
            var text = new StringBuilder();
            boolean inText = false;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    if (xml.getLocalName().equals("si")) {
                        text.setLength(0);
                    }
                    inText = xml.getLocalName().equals("t");
                } else if (event == XMLStreamConstants.CHARACTERS && inText && text.length() < MOST_TEXT) {
                    text.append(xml.getText());
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    inText = false;
                    if (xml.getLocalName().equals("si")) {
                        progress.stopIfCancelled();
                        remember(text.toString());
                    }
                }
            }
        } catch (XMLStreamException | RuntimeException broken) {
            unread(broken);
        }
    }

    private void remember(String text) {
        int number = texts++;
        // Every text may be a password if its column is one for passwords, so all are kept until they are too many.
        held += text.length() + 64;
        if (held < MOST_HELD) {
            remembered.put(number, text);
        } else {
            counts.unread();
        }
    }

    /// Looks at the cells of a sheet.
    void sheet(InputStream in, Progress progress) throws IOException {
        try {
            var xml = factory().createXMLStreamReader(in);
            var columns = new HashMap<String, SecretKind>();
            var doubtful = new HashMap<String, SecretKind>();
            String column = "";
            String type = "";
            var text = new StringBuilder();
            boolean inValue = false;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "c" -> {
                            column = letters(xml);
                            type = String.valueOf(xml.getAttributeValue(null, "t"));
                            text.setLength(0);
                        }
                        case "row" -> progress.stopIfCancelled();
                        case "v", "t" -> inValue = true;
                        default -> inValue = false;
                    }
                } else if (event == XMLStreamConstants.CHARACTERS && inValue && text.length() < MOST_TEXT) {
                    text.append(xml.getText());
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    inValue = false;
                    if (xml.getLocalName().equals("c") && !text.isEmpty()) {
                        cell(column, value(type, text.toString()), columns, doubtful);
                    }
                }
            }
        } catch (XMLStreamException | RuntimeException broken) {
            unread(broken);
        }
    }

    /// A way to read the cells of a workbook.
    @FunctionalInterface
    interface Reading {

        /// @return whether all of it was read
        boolean of(WorkbookCells.Each each);
    }

    /// Looks at the cells of a workbook of another kind.
    void cells(Reading reading) throws IOException {
        var columns = new HashMap<Integer, Map<String, SecretKind>>();
        var doubtful = new HashMap<Integer, Map<String, SecretKind>>();
        try {
            boolean isWhole = reading.of((sheet, column, text) -> cell(
                    Integer.toString(column),
                    text,
                    columns.computeIfAbsent(sheet, _ -> new HashMap<>()),
                    doubtful.computeIfAbsent(sheet, _ -> new HashMap<>())));
            if (!isWhole) {
                counts.unread();
            }
        } catch (RuntimeException broken) {
            unread(broken);
        }
    }

    private String value(String type, String text) {
        if (!type.equals("s")) {
            return text;
        }
        try {
            return remembered.getOrDefault(Integer.parseInt(text.strip()), "");
        } catch (NumberFormatException e) {
            return "";
        }
    }

    private void cell(String column, String value, Map<String, SecretKind> columns, Map<String, SecretKind> doubtful) {
        var named = value.length() <= 80 ? SecretName.of(value, "") : Optional.<SecretKind>empty();
        if (named.isPresent()) {
            columns.put(column, named.get());
            return;
        }
        if (SecretName.isDoubtful(value)) {
            doubtful.put(column, SecretKind.PRODUCT_KEY);
            return;
        }
        var kind = columns.get(column);
        if (kind != null && SecretName.isSecret(kind, value)) {
            counts.add(kind);
        } else if (doubtful.containsKey(column) && SecretName.isKeyLike(value)) {
            counts.add(SecretKind.PRODUCT_KEY);
        } else {
            SecretText.find(value).forEach(found -> counts.add(found.kind()));
        }
    }

    private static String letters(XMLStreamReader xml) {
        String reference = String.valueOf(xml.getAttributeValue(null, "r"));
        int end = 0;
        while (end < reference.length() && Character.isLetter(reference.charAt(end))) {
            end++;
        }
        return reference.substring(0, end);
    }

    /// A cancelled look is no broken workbook.
    private void unread(Exception broken) throws IOException {
        if (broken instanceof app.assay.work.Cancelled cancelled) {
            throw cancelled;
        }
        counts.unread();
    }
}
