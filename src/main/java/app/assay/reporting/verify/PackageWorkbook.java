package app.assay.reporting.verify;

import app.assay.reporting.position.ElpWorkbook;
import app.assay.reporting.sheet.Workbook;
import app.assay.work.Plain;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads a workbook as [Workbook] writes it, sheet by sheet and row by row. One that is built in another way is
/// refused, so that what is read here is what a spreadsheet shows.
final class PackageWorkbook implements AutoCloseable {

    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-F]{4})_");
    private static final int MOST_TEXT = 1 << 20;

    private static final int MOST_FRAME = 1 << 20;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,400}(?:\\.[0-9]{1,400})?");
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private final StrictZip zip;
    private final Map<String, String> parts = new LinkedHashMap<>();
    private final List<String> formats;
    private final Set<String> footers = new LinkedHashSet<>();

    /// A cell.
    ///
    /// @param formula empty for none
    /// @param format how its number is shown; empty for text
    record Cell(String value, String formula, String format) {
        static final Cell BLANK = new Cell("", "", "");

        /// What stands in it, whether it is shown as a number or not.
        boolean isNumber() {
            return !format.isEmpty();
        }
    }

    PackageWorkbook(InputStream bytes, Path folder) throws IOException {
        Path copy = folder.resolve("workbook.xlsx");
        Files.copy(bytes, copy);
        zip = StrictZip.open(copy, PackageLimits.DEFAULT);
        try {
            var frame = Workbook.frame(ElpWorkbook.TABS);
            var expected = new HashSet<>(frame.keySet());
            expected.add("xl/styles.xml");
            expected.add("docProps/core.xml");
            for (int i = 0; i < ElpWorkbook.TABS.size(); i++) {
                String part = Plain.text("xl/worksheets/sheet%s.xml", i + 1);
                parts.put(ElpWorkbook.TABS.get(i).name(), part);
                expected.add(part);
            }
            if (!zip.entries().keySet().equals(expected)) {
                throw new IOException("its parts are not those of a workbook of a package");
            }
            for (var part : frame.entrySet()) {
                if (!text(part.getKey()).equals(part.getValue())) {
                    throw new IOException("its part " + part.getKey() + " is not as a workbook of a package has it");
                }
            }
            formats = PackageStyles.formats(text("xl/styles.xml"));
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /// What stands at the foot of the printed pages of the sheets that were read to their end.
    Set<String> footers() {
        return footers;
    }

    private String text(String part) throws IOException {
        try (var in = part(part)) {
            return new String(in.readNBytes(MOST_FRAME), StandardCharsets.UTF_8);
        }
    }

    private InputStream part(String name) throws IOException {
        var entry = zip.entries().get(name);
        if (entry == null) {
            throw new IOException("it has no part " + name);
        }
        return zip.open(entry);
    }

    private static XMLStreamReader reader(InputStream in) throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory.createXMLStreamReader(in, "UTF-8");
    }

    Sheet sheet(String name) throws IOException {
        String part = parts.get(name);
        if (part == null) {
            throw new IOException("it has no sheet " + name);
        }
        try {
            return new Sheet(reader(part(part)));
        } catch (XMLStreamException broken) {
            throw new IOException("its sheet " + name + " cannot be read");
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /// Elements of a sheet by the elements they stand in, with the attributes they may have. Nothing among them
    /// hides
    /// a row, a column or a cell.
    private static final Map<String, Map<String, Pattern>> ELEMENTS = elements();

    private static Map<String, Map<String, Pattern>> elements() {
        var number = "[0-9.]{1,12}";
        var elements = new HashMap<String, Map<String, Pattern>>();
        allow(elements, "/worksheet");
        allow(elements, "/worksheet/sheetPr");
        allow(elements, "/worksheet/sheetPr/pageSetUpPr", "fitToPage", "1");
        allow(elements, "/worksheet/sheetViews");
        allow(
                elements,
                "/worksheet/sheetViews/sheetView",
                "showGridLines",
                "0",
                "tabSelected",
                "1",
                "workbookViewId",
                "0");
        allow(
                elements,
                "/worksheet/sheetViews/sheetView/pane",
                "xSplit",
                "4",
                "ySplit",
                "1",
                "topLeftCell",
                "[AE]2",
                "activePane",
                "bottomLeft|bottomRight",
                "state",
                "frozen");
        allow(elements, "/worksheet/sheetViews/sheetView/selection", "pane", "bottomLeft|bottomRight");
        allow(elements, "/worksheet/sheetFormatPr", "defaultRowHeight", "14");
        allow(elements, "/worksheet/cols");
        // No column of ours is narrower.
        String width = "[6-9]|[1-9][0-9]{1,2}";
        allow(elements, "/worksheet/cols/col", "min", number, "max", number, "width", width, "customWidth", "1");
        allow(elements, "/worksheet/sheetData");
        allow(elements, "/worksheet/sheetData/row", "r", number, "ht", "26|28|42", "customHeight", "1");
        allow(elements, "/worksheet/sheetData/row/c", "r", "[A-Z0-9]+", "s", "[0-9]{1,6}", "t", "inlineStr|str");
        allow(elements, "/worksheet/sheetData/row/c/f");
        allow(elements, "/worksheet/sheetData/row/c/v");
        allow(elements, "/worksheet/sheetData/row/c/is");
        allow(elements, "/worksheet/sheetData/row/c/is/t", "space", "preserve");
        allow(elements, "/worksheet/autoFilter", "ref", "[A-Z0-9:]+");
        allow(
                elements,
                "/worksheet/pageMargins",
                "left",
                number,
                "right",
                number,
                "top",
                number,
                "bottom",
                number,
                "header",
                number,
                "footer",
                number);
        allow(
                elements,
                "/worksheet/pageSetup",
                "paperSize",
                "9",
                "scale",
                "55",
                "orientation",
                "portrait|landscape",
                "fitToHeight",
                "0");
        allow(elements, "/worksheet/headerFooter");
        allow(elements, "/worksheet/headerFooter/oddFooter");
        return Map.copyOf(elements);
    }

    private static void allow(Map<String, Map<String, Pattern>> elements, String path, String... attributes) {
        var allowed = new HashMap<String, Pattern>();
        for (int i = 0; i < attributes.length; i += 2) {
            allowed.put(attributes[i], Pattern.compile(attributes[i + 1]));
        }
        elements.put(path, Map.copyOf(allowed));
    }

    /// A sheet that is read row by row.
    final class Sheet {

        private static final String ROW = "/worksheet/sheetData/row";
        private static final String CELL = ROW + "/c";

        private final XMLStreamReader xml;
        private final Set<String> once = new HashSet<>();
        private final StringBuilder footer = new StringBuilder();
        private String path = "";
        private int number;

        private Sheet(XMLStreamReader xml) {
            this.xml = xml;
        }

        /// Number of the row that was read last, from 1.
        int number() {
            return number;
        }

        /// Cells of the next row by their columns; none at the end.
        List<Cell> next() throws IOException {
            try {
                while (xml.hasNext()) {
                    if (step() == XMLStreamConstants.START_ELEMENT && path.equals(ROW)) {
                        number++;
                        if (!Integer.toString(number).equals(xml.getAttributeValue(null, "r"))) {
                            throw new IOException("a sheet leaves out rows");
                        }
                        return row();
                    }
                    if (xml.isCharacters() && path.endsWith("/oddFooter") && footer.length() < MOST_TEXT) {
                        footer.append(xml.getText());
                    }
                }
                footers.add(unescaped(footer.toString()));
                return List.of();
            } catch (XMLStreamException broken) {
                throw new IOException("a sheet cannot be read");
            }
        }

        /// Goes one step, over what a sheet of ours may hold.
        private int step() throws XMLStreamException, IOException {
            int event = xml.next();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    path = path + "/" + xml.getLocalName();
                    var allowed = ELEMENTS.get(path);
                    boolean isOfCell = path.startsWith(ROW);
                    if (allowed == null || !MAIN.equals(xml.getNamespaceURI()) || !attributes(allowed)) {
                        throw new IOException("a sheet holds " + StrictZip.printable(path)
                                + " in a way that no workbook of a package does");
                    }
                    if (!isOfCell && !path.endsWith("/col") && !once.add(path)) {
                        throw new IOException("a sheet holds twice what a sheet has once");
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> path = path.substring(0, path.lastIndexOf('/'));
                case XMLStreamConstants.CHARACTERS -> {
                    boolean isOfText = path.endsWith("/v")
                            || path.endsWith("/f")
                            || path.endsWith("/t")
                            || path.endsWith("/oddFooter");
                    if (!isOfText && !xml.isWhiteSpace()) {
                        throw new IOException("a sheet holds text beside its cells");
                    }
                }
                case XMLStreamConstants.SPACE, XMLStreamConstants.END_DOCUMENT -> {}
                default -> throw new IOException("a sheet holds what no workbook of a package does");
            }
            return event;
        }

        private boolean attributes(Map<String, Pattern> allowed) {
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                var pattern = allowed.get(xml.getAttributeLocalName(i));
                String namespace = xml.getAttributeNamespace(i);
                boolean isPlain = namespace == null
                        || namespace.isEmpty()
                        || (xml.getAttributeLocalName(i).equals("space")
                                && namespace.equals(javax.xml.XMLConstants.XML_NS_URI));
                if (pattern == null
                        || !isPlain
                        || !pattern.matcher(xml.getAttributeValue(i)).matches()) {
                    return false;
                }
            }
            return true;
        }

        private List<Cell> row() throws XMLStreamException, IOException {
            var cells = new ArrayList<Cell>();
            while (true) {
                int event = step();
                if (event == XMLStreamConstants.END_ELEMENT) {
                    break;
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    int column = column(String.valueOf(xml.getAttributeValue(null, "r")));
                    if (column < cells.size() || column > 16_384) {
                        throw new IOException("cells of a sheet stand in no order");
                    }
                    while (cells.size() < column) {
                        cells.add(Cell.BLANK);
                    }
                    cells.add(cell());
                }
            }
            if (cells.isEmpty()) {
                cells.add(Cell.BLANK);
            }
            return cells;
        }

        private Cell cell() throws XMLStreamException, IOException {
            String type = xml.getAttributeValue(null, "t");
            String style = xml.getAttributeValue(null, "s");
            var texts = new LinkedHashMap<String, StringBuilder>();
            while (step() != XMLStreamConstants.END_ELEMENT || !path.equals(ROW)) {
                String in = path.substring(CELL.length());
                if (xml.isStartElement() && texts.put(in, new StringBuilder()) != null) {
                    throw new IOException("a cell of a sheet holds twice what a cell has once");
                }
                var text = texts.get(in);
                if (xml.isCharacters() && text != null && text.length() < MOST_TEXT) {
                    text.append(xml.getText());
                }
            }
            boolean isText = "inlineStr".equals(type);
            var needed = isText ? Set.of("/is", "/is/t") : type == null ? Set.of("/v") : Set.of("/f", "/v");
            var found = new HashSet<>(texts.keySet());
            if (type == null) {
                found.remove("/f");
            }
            String value = String.valueOf(texts.get(isText ? "/is/t" : "/v"));
            boolean isNumber = type == null;
            if (!found.equals(needed) || (isNumber && !NUMBER.matcher(value).matches())) {
                throw new IOException("a cell of a sheet is not as the cells of a package are");
            }
            int look = style == null ? 0 : Integer.parseInt(style);
            if (look >= formats.size()) {
                throw new IOException("a cell of a sheet has a style that there is not");
            }
            var formula = texts.get("/f");
            return new Cell(
                    unescaped(value), formula == null ? "" : formula.toString(), isNumber ? formats.get(look) : "");
        }

        /// A column by the letters of a cell's reference, from 0.
        private int column(String reference) throws IOException {
            int column = 0;
            int i = 0;
            while (i < reference.length() && i < 4 && reference.charAt(i) >= 'A' && reference.charAt(i) <= 'Z') {
                column = column * 26 + reference.charAt(i++) - 'A' + 1;
            }
            if (!reference.substring(i).equals(Integer.toString(number)) || column == 0) {
                throw new IOException("a cell of a sheet does not say where it stands");
            }
            return column - 1;
        }

        private String unescaped(String text) {
            return text.indexOf("_x") < 0
                    ? text
                    : ESCAPE.matcher(text)
                            .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(
                                    String.valueOf((char) Integer.parseInt(match.group(1), 16))));
        }
    }
}
