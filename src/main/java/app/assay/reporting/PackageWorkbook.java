package app.assay.reporting;

import app.assay.work.Plain;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private final StrictZip zip;
    private final Map<String, String> parts = new LinkedHashMap<>();

    /// A cell.
    ///
    /// @param formula empty for none
    record Cell(String value, String formula) {
        static final Cell BLANK = new Cell("", "");
    }

    PackageWorkbook(InputStream bytes, Path folder) throws IOException {
        Path copy = folder.resolve("workbook.xlsx");
        Files.copy(bytes, copy);
        zip = StrictZip.open(copy, PackageVerifier.Limits.DEFAULT);
        try {
            var names = names();
            for (int i = 0; i < names.size(); i++) {
                String part = Plain.text("xl/worksheets/sheet%d.xml", i + 1);
                if (!zip.entries().containsKey(part) || parts.put(names.get(i), part) != null) {
                    throw new IOException("its sheets are not the ones that it names");
                }
            }
            if (zip.entries().keySet().stream()
                    .filter(name -> name.startsWith("xl/"))
                    .anyMatch(name -> !name.equals("xl/workbook.xml")
                            && !name.equals("xl/styles.xml")
                            && !name.equals("xl/_rels/workbook.xml.rels")
                            && !parts.containsValue(name))) {
                throw new IOException("it holds parts that no workbook of a package holds");
            }
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private List<String> names() throws IOException {
        var names = new ArrayList<String>();
        try (var in = part("xl/workbook.xml")) {
            var xml = reader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("sheet")) {
                    names.add(String.valueOf(xml.getAttributeValue(null, "name")));
                }
            }
        } catch (XMLStreamException broken) {
            throw new IOException("it is no workbook");
        }
        return names;
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

    /// A sheet that is read row by row.
    static final class Sheet {

        private final XMLStreamReader xml;
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
                    int event = xml.next();
                    if (event == XMLStreamConstants.DTD) {
                        throw new IOException("a sheet brings a document type");
                    }
                    if (event == XMLStreamConstants.START_ELEMENT
                            && xml.getLocalName().equals("row")) {
                        number++;
                        if (!Integer.toString(number).equals(xml.getAttributeValue(null, "r"))) {
                            throw new IOException("a sheet leaves out rows");
                        }
                        return row();
                    }
                }
                return List.of();
            } catch (XMLStreamException broken) {
                throw new IOException("a sheet cannot be read");
            }
        }

        private List<Cell> row() throws XMLStreamException, IOException {
            var cells = new ArrayList<Cell>();
            var value = new StringBuilder();
            var formula = new StringBuilder();
            String in = "";
            int column = 0;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    in = xml.getLocalName();
                    if (in.equals("c")) {
                        column = column(String.valueOf(xml.getAttributeValue(null, "r")));
                        value.setLength(0);
                        formula.setLength(0);
                    }
                } else if (event == XMLStreamConstants.CHARACTERS && value.length() < MOST_TEXT) {
                    switch (in) {
                        case "v", "t" -> value.append(xml.getText());
                        case "f" -> formula.append(xml.getText());
                        default -> {}
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    in = "";
                    if (xml.getLocalName().equals("row")) {
                        break;
                    }
                    if (xml.getLocalName().equals("c")) {
                        if (column < cells.size() || column > 16_384) {
                            throw new IOException("cells of a sheet stand in no order");
                        }
                        while (cells.size() < column) {
                            cells.add(Cell.BLANK);
                        }
                        cells.add(new Cell(unescaped(value.toString()), formula.toString()));
                    }
                }
            }
            if (cells.isEmpty()) {
                cells.add(Cell.BLANK);
            }
            return cells;
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

        private static String unescaped(String text) {
            return text.indexOf("_x") < 0
                    ? text
                    : ESCAPE.matcher(text)
                            .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(
                                    String.valueOf((char) Integer.parseInt(match.group(1), 16))));
        }
    }
}
