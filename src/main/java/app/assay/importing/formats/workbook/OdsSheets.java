package app.assay.importing.formats.workbook;

import app.assay.importing.guard.Faults;
import app.assay.importing.guard.GuardedStream;
import app.assay.importing.guard.Limit;
import app.assay.importing.guard.Limits;
import app.assay.importing.guard.Texts;
import app.assay.importing.guard.ZipReader;
import app.assay.importing.syntax.SafeXml;
import app.assay.importing.value.Row;
import app.assay.importing.value.RowSource;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/// The sheets of an OpenDocument file. All of them stand in one part, so that a sheet is found by reading from the
/// start; a row or cell that the file tells once and repeats is repeated here. Formulas count by their stored value;
/// notes, drawings, links and tracked changes are passed over.
final class OdsSheets implements Sheets {

    private static final String CONTENT = "content.xml";
    private static final int MOST_COLUMNS = 16_384;
    private static final long MOST_ROWS = 1_048_576;

    /// Rows that are told once can be many; more cells than this are no list that anybody filled.
    private static final long MOST_REPEATED = 10_000_000;

    /// Document, body, spreadsheet, table.
    private static final int DEPTH_OF_TABLES = 4;

    /// What a cell shows of a number with leading zeros or as a serial: digits and signs between them.
    private static final Pattern MASKED = Pattern.compile("[0-9][0-9 /()-]*|\\([0-9][0-9 /()-]*");

    private static final Pattern DECIMALS = Pattern.compile("-?\\d+[.,]\\d+");

    private final ZipReader zip;
    private final String file;
    private final Limits limits;
    private final Map<String, Integer> sheets = new LinkedHashMap<>();
    private final List<String> hidden = new ArrayList<>();

    private OdsSheets(ZipReader zip, String file, Limits limits) {
        this.zip = zip;
        this.file = file;
        this.limits = limits;
    }

    static OdsSheets open(ZipReader zip, String file, Limits limits) throws IOException {
        var sheets = new OdsSheets(zip, file, limits);
        sheets.refuseEncrypted();
        sheets.list();
        return sheets;
    }

    private void refuseEncrypted() throws IOException {
        if (zip.find("META-INF/manifest.xml").isEmpty()) {
            return;
        }
        try (SafeXml xml = xml("META-INF/manifest.xml")) {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.name().equals("encryption-data")) {
                    throw Faults.fault(
                            FaultCode.INPUT_UNREADABLE,
                            file,
                            Sentence.of("import.workbook-encrypted-with-password"),
                            Sentence.of("import.open-save-without-password-import"));
                }
            }
        }
    }

    /// The names of all sheets, and which of them a style hides.
    private void list() throws IOException {
        Set<String> hiding = new HashSet<>();
        try (SafeXml xml = xml(CONTENT)) {
            String style = "";
            int place = 0;
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                switch (xml.name()) {
                    case "style" -> style = text(xml.attributeAnywhere("name"));
                    case "table-properties" -> {
                        if (text(xml.attributeAnywhere("display")).equals("false")) {
                            hiding.add(style);
                        }
                    }
                    case "table" -> {
                        if (xml.depth() == DEPTH_OF_TABLES) {
                            add(
                                    text(xml.attributeAnywhere("name")),
                                    hiding.contains(text(xml.attributeAnywhere("style-name"))),
                                    place++);
                            xml.skip();
                        }
                    }
                    default -> {}
                }
            }
        }
    }

    private void add(String name, boolean isHidden, int place) {
        if (place >= limits.of(Limit.SHEETS)) {
            throw Faults.overLimit(
                    file,
                    limits,
                    Limit.SHEETS,
                    Sentence.of("import.workbook-may-have-sheets", limits.of(Limit.SHEETS)));
        }
        if (isHidden) {
            hidden.add(name);
        } else {
            sheets.put(WorkbookFormat.unique(name, sheets.keySet()), place);
        }
    }

    private ZipReader.Entry content() {
        return zip.find(CONTENT)
                .orElseThrow(() -> Faults.malformed(
                        file,
                        Sentence.of("import.part-workbook-missing", CONTENT),
                        Sentence.of("import.save-workbook-again")));
    }

    private SafeXml xml(String part) throws IOException {
        ZipReader.Entry entry =
                part.equals(CONTENT) ? content() : zip.find(part).orElseThrow();
        return SafeXml.open(file, zip.open(entry), limits, Long.MAX_VALUE);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    @Override
    public List<String> sheetNames() {
        return List.copyOf(sheets.keySet());
    }

    @Override
    public List<String> hiddenSheets() {
        return List.copyOf(hidden);
    }

    @Override
    public long size(String sheet) {
        return content().size();
    }

    @Override
    public RowSource rows(String sheet) {
        Integer place = sheets.get(sheet);
        if (place == null) {
            throw WorkbookFormat.noSheet(file, sheet);
        }
        try {
            return new SheetRows(place);
        } catch (IOException failed) {
            throw Faults.unreadable(file, failed);
        }
    }

    /// The archive belongs to who opened it.
    @Override
    public void close() {}

    /// The rows of one sheet.
    private final class SheetRows implements RowSource {
        private final GuardedStream bytes;
        private final SafeXml xml;
        private final SheetRow row = new SheetRow();
        private final int depth;
        private boolean ended;
        private long number;
        private long again;
        private long repeated;

        SheetRows(int place) throws IOException {
            bytes = new GuardedStream(
                    zip.open(content()),
                    file,
                    Sentence.of("import.sheets-workbook"),
                    limits,
                    Limit.ENTRY_BYTES,
                    Progress.NONE);
            xml = SafeXml.open(file, bytes, limits, Long.MAX_VALUE);
            int passed = 0;
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.name().equals("table")
                        && xml.depth() == DEPTH_OF_TABLES) {
                    if (passed++ == place) {
                        break;
                    }
                    xml.skip();
                }
            }
            depth = DEPTH_OF_TABLES;
        }

        @Override
        public @Nullable Row next() {
            if (again > 0) {
                again--;
                number++;
                row.repeat(number);
                return row;
            }
            while (!ended && xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.END_ELEMENT && xml.name().equals("table") && xml.depth() < depth) {
                    ended = true;
                } else if (event == XMLStreamConstants.START_ELEMENT) {
                    if (xml.name().equals("table-row")) {
                        if (read()) {
                            return row;
                        }
                    } else if (!isGroup(xml.name())) {
                        // Columns, shapes, forms, links and whatever else describes the sheet.
                        xml.skip();
                    }
                }
            }
            return null;
        }

        private static boolean isGroup(String name) {
            return name.equals("table-row-group") || name.equals("table-header-rows") || name.equals("table-rows");
        }

        /// @return whether the row says anything; blank ones are passed over, however often they are repeated
        private boolean read() {
            long times = repeated("number-rows-repeated", MOST_ROWS);
            row.begin(number + 1);
            cells();
            if (number + times > MOST_ROWS) {
                if (!row.isBlank()) {
                    throw Faults.malformed(
                            file, Sentence.of("import.sheet-has-more-rows-than"), Sentence.of("import.save-again"));
                }
                number = MOST_ROWS;
                return false;
            }
            if (row.isBlank() && !row.hasOpenFormula()) {
                number += times;
                return false;
            }
            number++;
            again = times - 1;
            repeated += again * row.size();
            if (repeated > MOST_REPEATED) {
                throw Faults.overLimit(file, Sentence.of("import.its-rows-are-told-once", MOST_REPEATED));
            }
            return true;
        }

        private long repeated(String attribute, long most) {
            String told = text(xml.attributeAnywhere(attribute));
            if (told.isEmpty()) {
                return 1;
            }
            if (!told.matches("\\d{1,9}") || Long.parseLong(told) < 1) {
                throw Faults.malformed(
                        file,
                        Sentence.of("import.row-sheet-repeated-times", number + 1, Texts.cut(told, 20)),
                        Sentence.of("import.save-workbook-again"));
            }
            return Math.min(Long.parseLong(told), most + 1);
        }

        private void cells() {
            int inside = xml.depth();
            int column = 0;
            while (xml.depth() >= inside) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                if (!xml.name().equals("table-cell") && !xml.name().equals("covered-table-cell")) {
                    xml.skip();
                    continue;
                }
                int times = (int) repeated("number-columns-repeated", MOST_COLUMNS);
                var cell = cell();
                if (cell.isBlank()) {
                    column = Math.min(column + times, MOST_COLUMNS);
                    continue;
                }
                for (int place = 0; place < times; place++) {
                    put(column++, cell);
                }
            }
        }

        private void put(int column, Cell cell) {
            if (column >= limits.whole(Limit.COLUMNS)) {
                throw Faults.overLimit(
                        file,
                        limits,
                        Limit.COLUMNS,
                        Sentence.of("import.row-has-more-than-columns", row.number(), limits.whole(Limit.COLUMNS)));
            }
            row.put(column, cell.text(), cell.typed());
            if (!cell.exact().isEmpty()) {
                row.putExact(column, cell.exact());
            }
            if (!cell.formula().isEmpty()) {
                row.putFormula(column, Texts.cut(cell.formula(), Texts.FOUND));
            }
        }

        private Cell cell() {
            String type = text(xml.attributeAnywhere("value-type"));
            String value = text(xml.attributeAnywhere("value"));
            String date = text(xml.attributeAnywhere("date-value"));
            String truth = text(xml.attributeAnywhere("boolean-value"));
            String string = text(xml.attributeAnywhere("string-value"));
            String formula = text(xml.attributeAnywhere("formula"));
            String shown = paragraphs();
            return switch (type) {
                case "float", "currency", "percentage" ->
                    value.isEmpty() && !formula.isEmpty() ? Cell.open(formula) : number(value, shown);
                case "date" -> date.isEmpty() && !formula.isEmpty() ? Cell.open(formula) : Cell.typed(date);
                case "boolean" -> Cell.typed(truth);
                case "time" -> Cell.text(shown);
                // The error of a formula that found nothing stands as the text of a cell.
                case "string" ->
                    !formula.isEmpty() && shown.equals("#N/A")
                            ? Cell.text("")
                            : Cell.text(string.isEmpty() ? shown : string);
                default -> shown.isEmpty() && !formula.isEmpty() ? Cell.open(formula) : Cell.text(shown);
            };
        }

        /// A number as its cell shows it where that says more than the number: leading zeros, and decimals.
        private static Cell number(String value, String shown) {
            var plain = ShownNumber.of(value, "", ShownNumber.DAY_ZERO_1900);
            String digits = shown.replaceAll("[^0-9]", "");
            boolean isWhole = plain.exact().matches("\\d+");
            if (isWhole
                    && MASKED.matcher(shown).matches()
                    && digits.length() > plain.exact().length()
                    && digits.replaceFirst("^0+(?!$)", "").equals(plain.exact())) {
                return new Cell(shown, plain.exact(), true, "");
            }
            if (DECIMALS.matcher(shown).matches() && plain.exact().matches("-?\\d+(?:\\.\\d+)?")) {
                var seen = new BigDecimal(shown.replace(',', '.'));
                if (new BigDecimal(plain.exact())
                                .setScale(seen.scale(), RoundingMode.HALF_UP)
                                .compareTo(seen)
                        == 0) {
                    return new Cell(seen.toPlainString(), plain.exact(), true, "");
                }
            }
            return new Cell(plain.text(), plain.exact(), true, "");
        }

        /// The text of the cell that the reader stands on, to its end: its paragraphs, one a line.
        private String paragraphs() {
            int inside = xml.depth();
            StringBuilder all = null;
            int paragraph = 0;
            while (xml.depth() >= inside) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    String name = xml.name();
                    if (paragraph == 0) {
                        if (name.equals("p") || name.equals("h")) {
                            paragraph = xml.depth();
                            if (all == null) {
                                all = new StringBuilder();
                            } else {
                                all.append('\n');
                            }
                        } else {
                            xml.skip();
                        }
                    } else {
                        inline(name, java.util.Objects.requireNonNull(all));
                    }
                } else if (event == XMLStreamConstants.CHARACTERS && paragraph > 0) {
                    append(xml.characters(), java.util.Objects.requireNonNull(all));
                } else if (event == XMLStreamConstants.END_ELEMENT && xml.depth() < paragraph) {
                    paragraph = 0;
                }
            }
            return all == null ? "" : all.toString();
        }

        private void inline(String name, StringBuilder all) {
            switch (name) {
                case "s" -> {
                    String count = text(xml.attributeAnywhere("c"));
                    append(" ".repeat(count.matches("\\d{1,4}") ? Integer.parseInt(count) : 1), all);
                }
                case "tab" -> append("\t", all);
                case "line-break" -> append("\n", all);
                case "span", "a", "ruby", "ruby-base" -> {}
                // Reading aids, notes and fields of the document.
                case "ruby-text", "annotation", "annotation-end", "note", "bookmark" -> xml.skip();
                default -> {}
            }
        }

        private void append(String text, StringBuilder all) {
            all.append(text);
            if (all.length() > limits.whole(Limit.CELL_CHARACTERS)) {
                throw Faults.overLimit(
                        file,
                        Sentence.of(
                                "import.cell-row-has-more-than", row.number(), limits.whole(Limit.CELL_CHARACTERS)));
            }
        }

        @Override
        public long bytes() {
            return bytes.count();
        }

        @Override
        public void close() {
            try {
                xml.close();
                bytes.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /// @param exact the stored number where it is another text than what is shown, else empty
    /// @param formula the formula when nobody calculated it
    private record Cell(String text, String exact, boolean typed, String formula) {

        static Cell text(String text) {
            return new Cell(text, "", false, "");
        }

        static Cell typed(String text) {
            return new Cell(text, "", true, "");
        }

        static Cell open(String formula) {
            return new Cell("", "", false, formula);
        }

        boolean isBlank() {
            return text.isBlank() && formula.isEmpty();
        }
    }
}
