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
import app.assay.work.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/// The parts of an Office Open XML workbook, transitional or strict. Formulas count by their stored value;
/// links to other
/// files, drawings and macros are never opened.
final class Workbook implements Sheets {

    private static final int MOST_COLUMNS = 16_384;
    private static final long MOST_ROWS = 1_048_576;
    /// What Excel can hold; a style beyond counts as none.
    private static final int MOST_STYLES = 65_536;

    private static final Pattern ZERO = Pattern.compile("-?0*(?:\\.0*)?(?:[eE][+-]?\\d+)?");
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final ZipReader zip;
    private final String file;
    private final Limits limits;
    private final Map<String, String> sheets = new LinkedHashMap<>();
    private final SharedTexts shared = new SharedTexts();
    private final List<String> formats = new ArrayList<>();
    private final List<String> hidden = new ArrayList<>();
    private LocalDate dayZero = ShownNumber.DAY_ZERO_1900;

    /// Whether the program that wrote the formulas calculated them: one that did not asks for it on loading, or
    /// says
    /// nothing about calculation at all, and stores zeros or nothing.
    private boolean isCalculated;

    private Workbook(ZipReader zip, String file, Limits limits) {
        this.zip = zip;
        this.file = file;
        this.limits = limits;
    }

    static Workbook open(ZipReader zip, String file, Limits limits) throws IOException {
        var workbook = new Workbook(zip, file, limits);
        try {
            String main = workbook.mainPart();
            Map<String, String> parts = workbook.relations(main);
            workbook.readSheets(main, parts);
            String folder = main.contains("/") ? main.substring(0, main.lastIndexOf('/') + 1) : "";
            workbook.readStyles(folder + "styles.xml");
            workbook.readShared(folder + "sharedStrings.xml");
            return workbook;
        } catch (IOException | RuntimeException | Error failed) {
            workbook.close();
            throw failed;
        }
    }

    @Override
    public void close() throws IOException {
        shared.close();
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
        return entry(sheet).size();
    }

    @Override
    public RowSource rows(String sheet) {
        ZipReader.Entry entry = entry(sheet);
        try {
            return new SheetRows(zip.open(entry));
        } catch (IOException failed) {
            throw Faults.unreadable(file, failed);
        }
    }

    private ZipReader.Entry entry(String sheet) {
        String part = sheets.get(sheet);
        if (part == null) {
            throw WorkbookFormat.noSheet(file, sheet);
        }
        return zip.find(part)
                .orElseThrow(() -> Faults.malformed(
                        file,
                        Sentence.of("import.part-workbook-missing", part),
                        Sentence.of("import.save-workbook-again")));
    }

    private String mainPart() throws IOException {
        if (zip.find("_rels/.rels").isPresent()) {
            for (Relation relation : readRelations("_rels/.rels")) {
                if (relation.type().endsWith("/officeDocument")) {
                    return resolve("", relation.target());
                }
            }
        }
        return "xl/workbook.xml";
    }

    private record Relation(String id, String type, String target, boolean outside) {}

    private Map<String, String> relations(String part) throws IOException {
        int slash = part.lastIndexOf('/');
        String folder = part.substring(0, slash + 1);
        String name = folder + "_rels/" + part.substring(slash + 1) + ".rels";
        var targets = new HashMap<String, String>();
        if (zip.find(name).isPresent()) {
            for (Relation relation : readRelations(name)) {
                if (!relation.outside()) {
                    targets.put(relation.id(), resolve(folder, relation.target()));
                }
            }
        }
        return targets;
    }

    private List<Relation> readRelations(String part) throws IOException {
        var relations = new ArrayList<Relation>();
        try (SafeXml xml = xml(part)) {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.name().equals("Relationship")) {
                    relations.add(new Relation(
                            text(xml.attribute("Id")),
                            text(xml.attribute("Type")),
                            text(xml.attribute("Target")),
                            text(xml.attribute("TargetMode")).equals("External")));
                }
            }
        }
        return relations;
    }

    /// A target inside the archive; it can name any part of the archive and nothing else.
    private static String resolve(String folder, String target) {
        String path = target.startsWith("/") ? target.substring(1) : folder + target;
        var parts = new ArrayList<String>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                if (!parts.isEmpty()) {
                    parts.removeLast();
                }
            } else if (!part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    private void readSheets(String main, Map<String, String> parts) throws IOException {
        if (zip.find(main).isEmpty()) {
            throw Faults.malformed(
                    file, Sentence.of("import.workbook-has-no-list-its"), Sentence.of("import.save-workbook-again"));
        }
        try (SafeXml xml = xml(main)) {
            int count = 0;
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                if (xml.name().equals("workbookPr")) {
                    String date1904 = text(xml.attribute("date1904"));
                    dayZero = date1904.equals("1") || date1904.equals("true")
                            ? ShownNumber.DAY_ZERO_1904
                            : ShownNumber.DAY_ZERO_1900;
                } else if (xml.name().equals("sheet")) {
                    if (++count > limits.of(Limit.SHEETS)) {
                        throw Faults.overLimit(
                                file,
                                limits,
                                Limit.SHEETS,
                                Sentence.of("import.workbook-may-have-sheets", limits.of(Limit.SHEETS)));
                    }
                    String state = text(xml.attribute("state"));
                    String part = parts.get(text(xml.attributeAnywhere("id")));
                    boolean worksheet =
                            part != null && part.toLowerCase(Locale.ROOT).contains("worksheet");
                    if ((state.isEmpty() || state.equals("visible")) && worksheet) {
                        sheets.putIfAbsent(text(xml.attribute("name")), part);
                    } else if (worksheet) {
                        hidden.add(text(xml.attribute("name")));
                    }
                } else if (xml.name().equals("calcPr")) {
                    String asks = text(xml.attribute("fullCalcOnLoad"));
                    isCalculated = xml.hasAttributes() && !asks.equals("1") && !asks.equals("true");
                }
            }
        }
    }

    /// The number format of each cell style.
    private void readStyles(String part) throws IOException {
        if (zip.find(part).isEmpty()) {
            return;
        }
        var custom = new HashMap<String, String>();
        try (SafeXml xml = xml(part)) {
            boolean cells = false;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.END_ELEMENT && xml.name().equals("cellXfs")) {
                    cells = false;
                }
                if (event != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                switch (xml.name()) {
                    case "numFmt" -> {
                        if (custom.size() < MOST_STYLES) {
                            custom.put(text(xml.attribute("numFmtId")), text(xml.attribute("formatCode")));
                        }
                    }
                    case "cellXfs" -> cells = true;
                    case "xf" -> {
                        if (cells && formats.size() < MOST_STYLES) {
                            String id = text(xml.attribute("numFmtId"));
                            formats.add(custom.getOrDefault(id, builtIn(id)));
                        }
                    }
                    default -> {}
                }
            }
        }
    }

    /// The number formats that every workbook knows by number, as far as they matter here.
    private static String builtIn(String id) {
        return switch (id) {
            case "1" -> "0";
            case "2" -> "0.00";
            case "14", "15", "16", "17" -> "yyyy-mm-dd";
            case "22" -> "yyyy-mm-dd hh:mm";
            case "27", "28", "29", "30", "31", "34", "35", "36", "50", "51", "52", "53", "54", "57", "58" ->
                "yyyy-mm-dd";
            default -> "";
        };
    }

    private void readShared(String part) throws IOException {
        if (zip.find(part).isEmpty()) {
            return;
        }
        if (zip.find(part).get().size() > limits.of(Limit.SHARED_TEXT_BYTES)) {
            throw Faults.overLimit(
                    file,
                    limits,
                    Limit.SHARED_TEXT_BYTES,
                    Sentence.of("import.texts-workbook-may-have-bytes", limits.of(Limit.SHARED_TEXT_BYTES)));
        }
        try (SafeXml xml = xml(part)) {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.name().equals("si")) {
                    shared.add(unescaped(richText(xml, "si")));
                }
            }
        }
    }

    /// All runs of a text in one; reading aids for Japanese are left out.
    private String richText(SafeXml xml, String end) {
        String only = null;
        StringBuilder several = null;
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.name().equals(end)) {
                return several != null ? several.toString() : only == null ? "" : only;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (xml.name().equals("rPh")) {
                    xml.skip();
                } else if (xml.name().equals("t")) {
                    String text = xml.text();
                    if (only == null) {
                        only = text;
                    } else {
                        several = several == null ? new StringBuilder(only) : several;
                        several.append(text);
                    }
                    if (text.length() > limits.whole(Limit.CELL_CHARACTERS)
                            || (several != null && several.length() > limits.whole(Limit.CELL_CHARACTERS))) {
                        throw Faults.overLimit(
                                file,
                                Sentence.of("import.cell-may-have-characters", limits.whole(Limit.CELL_CHARACTERS)));
                    }
                }
            }
        }
    }

    private SafeXml xml(String part) throws IOException {
        ZipReader.Entry entry = zip.find(part)
                .orElseThrow(() -> Faults.malformed(
                        file,
                        Sentence.of("import.part-workbook-missing", part),
                        Sentence.of("import.save-workbook-again")));
        return SafeXml.open(file, zip.open(entry), limits, Long.MAX_VALUE);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /// What XML cannot hold stands as `_x000D_` in the texts of a workbook.
    static String unescaped(String text) {
        if (text.indexOf("_x") < 0) {
            return text;
        }
        String plain = ESCAPED.matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
        return Texts.paired(plain);
    }

    /// The rows of one sheet.
    private final class SheetRows implements RowSource {
        private final SafeXml xml;
        private final GuardedStream bytes;
        private final SheetRow row = new SheetRow();

        SheetRows(InputStream stream) {
            this.bytes = new GuardedStream(
                    stream, file, Sentence.of("import.sheet"), limits, Limit.ENTRY_BYTES, app.assay.work.Progress.NONE);
            this.xml = SafeXml.open(file, bytes, limits, Long.MAX_VALUE);
        }

        @Override
        public @Nullable Row next() {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.name().equals("row")) {
                    row.begin(rowNumber());
                    cells();
                    return row;
                }
            }
            return null;
        }

        private long rowNumber() {
            String told = text(xml.attribute("r"));
            long number = row.number() + 1;
            if (told.matches("\\d{1,9}")) {
                number = Long.parseLong(told);
            }
            if (number <= row.number() || number > MOST_ROWS) {
                throw Faults.malformed(
                        file,
                        Sentence.of("import.row-sheet-out-order", number),
                        Sentence.of("import.save-workbook-again"));
            }
            return number;
        }

        private void cells() {
            int depth = xml.depth();
            int column = -1;
            int count = 0;
            while (xml.depth() >= depth) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT
                        || !xml.name().equals("c")) {
                    continue;
                }
                if (++count > MOST_COLUMNS) {
                    throw Faults.malformed(
                            file,
                            Sentence.of("import.row-has-more-cells-than", row.number()),
                            Sentence.of("import.save-workbook-again"));
                }
                String reference = text(xml.attribute("r"));
                column = reference.isEmpty() ? column + 1 : column(reference);
                if (column >= MOST_COLUMNS) {
                    throw Faults.malformed(
                            file,
                            Sentence.of("import.cell-beyond-last-column", Texts.cut(reference, 20)),
                            Sentence.of("import.save-again"));
                }
                cell(column, text(xml.attribute("t")), text(xml.attribute("s")));
            }
        }

        private void cell(int column, String type, String style) {
            String value = "";
            String formula = "";
            int depth = xml.depth();
            while (xml.depth() >= depth) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                switch (xml.name()) {
                    case "v" -> value = xml.text();
                    case "is" -> value = richText(xml, "is");
                    case "f" -> {
                        formula = xml.text();
                        // The cells that a shared formula fills hold no text of their own.
                        formula = formula.isEmpty() ? "shared formula" : formula;
                    }
                    default -> xml.skip();
                }
            }
            if (value.length() > limits.whole(Limit.CELL_CHARACTERS)) {
                throw Faults.overLimit(
                        file,
                        Sentence.of(
                                "import.cell-row-has-more-than", row.number(), limits.whole(Limit.CELL_CHARACTERS)));
            }
            boolean isOpen = !formula.isEmpty() && isOpen(type, value);
            if (value.isEmpty() && !isOpen) {
                return;
            }
            if (column >= limits.whole(Limit.COLUMNS)) {
                throw Faults.overLimit(
                        file,
                        limits,
                        Limit.COLUMNS,
                        Sentence.of("import.row-has-more-than-columns", row.number(), limits.whole(Limit.COLUMNS)));
            }
            if (isOpen) {
                row.put(column, "", false);
                row.putFormula(column, Texts.cut(formula, Texts.FOUND));
                return;
            }
            switch (type) {
                case "s" -> row.put(column, sharedText(value), false);
                case "inlineStr", "str" -> row.put(column, unescaped(value), false);
                case "b" -> row.put(column, value.equals("1") ? "true" : "false", true);
                case "e" -> row.put(column, value.equals("#N/A") ? "" : value, false);
                case "d" -> row.put(column, value, true);
                default -> {
                    var number = ShownNumber.of(value, format(style), dayZero);
                    row.put(column, number.text(), true);
                    row.putExact(column, number.exact());
                }
            }
        }

        /// Whether the value of a formula is still to be calculated. A zero counts only from a program that
        /// calculates.
        private boolean isOpen(String type, String value) {
            if (value.isEmpty()) {
                return !type.equals("str");
            }
            return !isCalculated
                    && (type.isEmpty() || type.equals("n"))
                    && ZERO.matcher(value).matches();
        }

        private String sharedText(String value) {
            if (!value.matches("\\d{1,9}") || Integer.parseInt(value) >= shared.size()) {
                throw Faults.malformed(
                        file,
                        Sentence.of("import.cell-row-names-text-not", row.number()),
                        Sentence.of("import.save-workbook-again"));
            }
            return shared.get(Integer.parseInt(value));
        }

        private String format(String style) {
            return style.matches("\\d{1,6}") && Integer.parseInt(style) < formats.size()
                    ? formats.get(Integer.parseInt(style))
                    : "";
        }

        private static int column(String reference) {
            int column = 0;
            for (int place = 0; place < reference.length(); place++) {
                char letter = reference.charAt(place);
                if (letter < 'A' || letter > 'Z') {
                    break;
                }
                column = column * 26 + (letter - 'A' + 1);
                if (column > MOST_COLUMNS) {
                    break;
                }
            }
            return column - 1 < 0 ? MOST_COLUMNS : column - 1;
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
}
