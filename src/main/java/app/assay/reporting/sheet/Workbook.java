package app.assay.reporting.sheet;

import app.assay.files.PlainZip;
import app.assay.files.Scratch;
import app.assay.reporting.table.CsvTables;
import app.assay.work.Plain;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Writes a workbook (Office Open XML) row by row; rows are never held, several sheets can be open at once.
///
/// It writes less than the libraries do, on purpose: values are typed cells or inline texts, formulas come only
/// from this program and carry their value, and there is nothing else in the file: no macros, links, hidden sheets,
/// shared strings, times or names of the machine. The same calls give the same bytes.
public final class Workbook implements AutoCloseable {

    /// Rows that a sheet can hold.
    public static final int MOST_ROWS = 1_048_576;

    /// Characters that a cell can hold.
    public static final int MOST_CHARACTERS = 32_767;

    private static final int DAYS_BEFORE_1970 = 25_569;
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 3, 1);
    private static final int MOST_DIGITS = 15;
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private final Scratch scratch;
    private final String title;
    private final String creator;
    private final Instant made;
    private final List<Sheet> sheets = new ArrayList<>();
    private final Map<Look, Integer> looks = new LinkedHashMap<>();
    private UnaryOperator<String> mask = UnaryOperator.identity();

    /// A style, and whether its text is marked as text against being read as a formula.
    public record Look(CellStyle style, boolean quoted) {}

    /// @param made the only time that the file tells
    public Workbook(Scratch scratch, String title, String creator, Instant made) {
        this.scratch = scratch;
        this.title = title;
        this.creator = creator;
        this.made = made.truncatedTo(ChronoUnit.SECONDS);
        look(CellStyle.PLAIN, false);
    }

    /// Has every text go through this before it is written.
    public void masking(UnaryOperator<String> with) {
        mask = with;
    }

    /// How a sheet is laid out.
    ///
    /// @param widths of the columns, in characters
    /// @param frozenRows rows that stay in sight, and are repeated on every printed page
    /// @param frozenColumns columns that stay in sight
    /// @param filtered whether the last frozen row is a header with filters
    /// @param grid whether grid lines are shown
    public record Layout(List<Integer> widths, int frozenRows, int frozenColumns, boolean filtered, boolean grid) {

        /// Characters that a printed page can hold at a size that can be read.
        private static final int PAGE = 330;

        public Layout {
            widths = List.copyOf(widths);
        }

        /// Whether a printed page cannot hold all columns, so that they go on beside it.
        boolean isWide() {
            return widths.stream().mapToInt(width -> width).sum() > PAGE;
        }
    }

    /// Opens a sheet. Sheets stand in the file in the order in which they are opened.
    ///
    /// @param pointer where a text that is cut stands whole, such as `elp.csv`; told in the cut cell
    public Sheet sheet(String name, Layout layout, String pointer) throws IOException {
        if (name.length() > 31 || sheets.stream().anyMatch(sheet -> sheet.name.equalsIgnoreCase(name))) {
            throw new IllegalArgumentException("not a name for another sheet: " + name);
        }
        var sheet = new Sheet(
                name, layout, pointer, scratch.folder().resolve(Plain.text("sheet%s.xml.gz", sheets.size() + 1)));
        sheets.add(sheet);
        return sheet;
    }

    /// Writes the file. Every sheet must be finished.
    public void write(OutputStream out) throws IOException {
        try (var zip = new PlainZip(out)) {
            var frame = new TreeMap<>(frame(sheets.stream()
                    .map(sheet -> new Tab(sheet.name, sheet.layout.frozenRows, sheet.layout.frozenColumns))
                    .toList()));
            frame.put("docProps/core.xml", core());
            frame.put("xl/styles.xml", styles(List.copyOf(looks.keySet())));
            for (var part : frame.entrySet()) {
                zip.entry(part.getKey(), bytes(part.getValue()));
            }
            for (int i = 0; i < sheets.size(); i++) {
                try (InputStream part = new GZIPInputStream(Files.newInputStream(sheets.get(i).part), 1 << 16)) {
                    zip.entry(Plain.text("xl/worksheets/sheet%s.xml", i + 1), part);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (var sheet : sheets) {
            sheet.abandon();
        }
    }

    /// A sheet as the parts around the sheets tell it.
    public record Tab(String name, int frozenRows, int frozenColumns) {}

    /// The parts of a workbook with these sheets that tell nothing else, by their names.
    public static Map<String, String> frame(List<Tab> tabs) {
        return Map.of(
                "[Content_Types].xml",
                contentTypes(tabs.size()),
                "_rels/.rels",
                relationships(),
                "docProps/app.xml",
                application(),
                "xl/_rels/workbook.xml.rels",
                workbookRelationships(tabs.size()),
                "xl/workbook.xml",
                workbook(tabs));
    }

    private int look(CellStyle style, boolean quoted) {
        var look = new Look(style, quoted);
        Integer number = looks.get(look);
        if (number == null) {
            number = looks.size();
            looks.put(look, number);
        }
        return number;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String contentTypes(int sheets) {
        var xml = new StringBuilder(XML)
                .append("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">")
                .append(
                        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>")
                .append("<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
        override(xml, "/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml");
        override(xml, "/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
        String spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        override(xml, "/xl/styles.xml", spreadsheet + "styles+xml");
        override(xml, "/xl/workbook.xml", spreadsheet + "sheet.main+xml");
        for (int i = 1; i <= sheets; i++) {
            override(xml, Plain.text("/xl/worksheets/sheet%s.xml", i), spreadsheet + "worksheet+xml");
        }
        return xml.append("</Types>").toString();
    }

    private static void override(StringBuilder xml, String part, String type) {
        xml.append(Plain.text("<Override PartName=\"%s\" ContentType=\"%s\"/>", part, type));
    }

    private static String relationships() {
        return XML + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + relationship(1, OFFICE + "/officeDocument", "xl/workbook.xml")
                + relationship(
                        2,
                        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                        "docProps/core.xml")
                + relationship(3, OFFICE + "/extended-properties", "docProps/app.xml")
                + "</Relationships>";
    }

    private static String relationship(int id, String type, String target) {
        return Plain.text("<Relationship Id=\"rId%s\" Type=\"%s\" Target=\"%s\"/>", id, type, target);
    }

    private static String workbookRelationships(int sheets) {
        var xml = new StringBuilder(XML)
                .append("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
        for (int i = 1; i <= sheets; i++) {
            xml.append(relationship(i, OFFICE + "/worksheet", Plain.text("worksheets/sheet%s.xml", i)));
        }
        return xml.append(relationship(sheets + 1, OFFICE + "/styles", "styles.xml"))
                .append("</Relationships>")
                .toString();
    }

    private static String application() {
        return XML + "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
                + "<Application>Assay</Application></Properties>";
    }

    private String core() {
        return XML
                + "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\""
                + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
                + "<dc:title>" + escaped(title) + "</dc:title><dc:creator>" + escaped(creator) + "</dc:creator>"
                + "<dcterms:created xsi:type=\"dcterms:W3CDTF\">" + made + "</dcterms:created>"
                + "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">" + made + "</dcterms:modified>"
                + "</cp:coreProperties>";
    }

    private static String workbook(List<Tab> sheets) {
        var xml = new StringBuilder(XML)
                .append("<workbook xmlns=\"")
                .append(MAIN)
                .append("\" xmlns:r=\"")
                .append(OFFICE)
                .append("\">")
                .append("<bookViews><workbookView/></bookViews><sheets>");
        for (int i = 0; i < sheets.size(); i++) {
            xml.append(Plain.text(
                    "<sheet name=\"%s\" sheetId=\"%s\" r:id=\"rId%s\"/>",
                    escaped(sheets.get(i).name()), i + 1, i + 1));
        }
        xml.append("</sheets>");
        var names = new StringBuilder();
        for (int i = 0; i < sheets.size(); i++) {
            var sheet = sheets.get(i);
            if (sheet.frozenRows() > 0) {
                names.append(Plain.text(
                        "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"%s\">%s%s!$1:$%s</definedName>",
                        i,
                        sheet.frozenColumns() == 0
                                ? ""
                                : Plain.text(
                                        "%s!$A:$%s,",
                                        escaped(quotedName(sheet.name())), letters(sheet.frozenColumns() - 1)),
                        escaped(quotedName(sheet.name())),
                        sheet.frozenRows()));
            }
        }
        if (!names.isEmpty()) {
            xml.append("<definedNames>").append(names).append("</definedNames>");
        }
        return xml.append("<calcPr calcId=\"191029\"/></workbook>").toString();
    }

    /// The name of a sheet as formulas write it.
    static String quotedName(String name) {
        return "'" + name.replace("'", "''") + "'";
    }

    /// The styles of cells by their numbers, as XML.
    public static String styles(List<Look> looks) {
        var formats = new LinkedHashMap<String, Integer>();
        formats.put("General", 0);
        var fonts = new LinkedHashMap<String, Integer>();
        var fills = new LinkedHashMap<String, Integer>();
        fills.put("<fill><patternFill patternType=\"none\"/></fill>", 0);
        fills.put("<fill><patternFill patternType=\"gray125\"/></fill>", 1);
        var cells = new StringBuilder();
        for (var look : looks) {
            var style = look.style;
            int format = number(formats, style.format());
            int font = number(fonts, font(style));
            int fill = style.fill().isEmpty()
                    ? 0
                    : number(
                            fills,
                            Plain.text(
                                    "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF%s\"/><bgColor indexed=\"64\"/></patternFill></fill>",
                                    style.fill()));
            cells.append(Plain.text(
                    "<xf numFmtId=\"%s\" fontId=\"%s\" fillId=\"%s\" borderId=\"%s\" xfId=\"0\"%s",
                    format == 0 ? 0 : 163 + format,
                    font,
                    fill,
                    style.lined() ? 1 : 0,
                    look.quoted ? " quotePrefix=\"1\"" : ""));
            cells.append(
                    " applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\">");
            cells.append(Plain.text(
                    "<alignment%s vertical=\"top\"%s/></xf>",
                    style.align().isEmpty() ? "" : " horizontal=\"" + style.align() + "\"",
                    style.wrap() ? " wrapText=\"1\"" : ""));
        }
        var xml = new StringBuilder(XML)
                .append("<styleSheet xmlns=\"")
                .append(MAIN)
                .append("\">");
        if (formats.size() > 1) {
            xml.append(Plain.text("<numFmts count=\"%s\">", formats.size() - 1));
            formats.forEach((code, number) -> {
                if (number > 0) {
                    xml.append(Plain.text("<numFmt numFmtId=\"%s\" formatCode=\"%s\"/>", 163 + number, escaped(code)));
                }
            });
            xml.append("</numFmts>");
        }
        xml.append(Plain.text("<fonts count=\"%s\">", fonts.size()));
        fonts.keySet().forEach(xml::append);
        xml.append(Plain.text("</fonts><fills count=\"%s\">", fills.size()));
        fills.keySet().forEach(xml::append);
        xml.append("</fills><borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border>")
                .append(
                        "<border><left/><right/><top/><bottom style=\"thin\"><color rgb=\"FFB7BEC6\"/></bottom><diagonal/>")
                .append("</border></borders>")
                .append(
                        "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>")
                .append(Plain.text("<cellXfs count=\"%s\">", looks.size()))
                .append(cells)
                .append(
                        "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>")
                .append("</styleSheet>");
        return xml.toString();
    }

    private static String font(CellStyle style) {
        return Plain.text(
                "<font>%s<sz val=\"%s\"/><color rgb=\"FF%s\"/><name val=\"Calibri\"/><family val=\"2\"/></font>",
                style.bold() ? "<b/>" : "", style.points(), style.colour());
    }

    private static int number(Map<String, Integer> numbers, String key) {
        Integer number = numbers.putIfAbsent(key, numbers.size());
        return number == null ? numbers.size() - 1 : number;
    }

    /// The letters of a column, from 0.
    public static String letters(int column) {
        var letters = new StringBuilder();
        for (int rest = column; rest >= 0; rest = rest / 26 - 1) {
            letters.insert(0, (char) ('A' + rest % 26));
        }
        return letters.toString();
    }

    /// Text as XML, with what XML cannot hold in the escaped form of the format (`_x0001_`).
    static String escaped(String text) {
        var xml = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                // A reader takes it for an escaped character, so the underscore itself is escaped.
                case '_' -> xml.append(looksEscaped(text, i) ? "_x005F_" : "_");
                case '\n', '\t' -> xml.append(c);
                default -> {
                    if (c < ' ' || c == '\ufffe' || c == '\uffff') {
                        xml.append("_x")
                                .append(HexFormat.of().withUpperCase().toHexDigits(c))
                                .append('_');
                    } else if (Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1))) {
                        xml.append(c).append(text.charAt(++i));
                    } else {
                        xml.append(Character.isSurrogate(c) ? '\ufffd' : c);
                    }
                }
            }
        }
        return xml.toString();
    }

    private static boolean looksEscaped(String text, int i) {
        if (i + 6 >= text.length() || text.charAt(i + 1) != 'x' || text.charAt(i + 6) != '_') {
            return false;
        }
        for (int digit = i + 2; digit < i + 6; digit++) {
            if (!HexFormat.isHexDigit(text.charAt(digit))) {
                return false;
            }
        }
        return true;
    }

    /// What stands at the foot of printed pages: the title, the sheet and the number of the page.
    public static String footer(String title) {
        return "&L" + title.replace("&", "&&") + "&C&A&R&P / &N";
    }

    /// A moment as a spreadsheet counts it: days with their fraction, in UTC.
    public static BigDecimal days(Instant moment) {
        return BigDecimal.valueOf(moment.getEpochSecond())
                .divide(BigDecimal.valueOf(86_400), 10, RoundingMode.CEILING)
                .add(BigDecimal.valueOf(DAYS_BEFORE_1970));
    }

    /// One sheet, written from left to right and from top to bottom.
    public final class Sheet {

        private final String name;
        private final Layout layout;
        private final String pointer;
        private final Path part;
        private final OutputStream out;
        private final StringBuilder row = new StringBuilder(1024);
        private int rows;
        private int column;
        private int widest = 1;
        private int height;
        private boolean finished;

        private Sheet(String name, Layout layout, String pointer, Path part) throws IOException {
            this.name = name;
            this.layout = layout;
            this.pointer = pointer;
            this.part = part;
            this.out = new BufferedOutputStream(
                    new GZIPOutputStream(Files.newOutputStream(part), 1 << 16) {
                        {
                            def.setLevel(Deflater.BEST_SPEED);
                        }
                    },
                    1 << 16);
            emit(head());
        }

        private String head() {
            var xml = new StringBuilder(XML)
                    .append("<worksheet xmlns=\"")
                    .append(MAIN)
                    .append("\">")
                    .append(Plain.text(
                            "%s<sheetViews><sheetView%s%s workbookViewId=\"0\">",
                            layout.isWide() ? "" : "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>",
                            layout.grid ? "" : " showGridLines=\"0\"",
                            sheets.isEmpty() ? " tabSelected=\"1\"" : ""));
            if (layout.frozenRows > 0 || layout.frozenColumns > 0) {
                String pane =
                        layout.frozenColumns == 0 ? "bottomLeft" : layout.frozenRows == 0 ? "topRight" : "bottomRight";
                xml.append(Plain.text(
                        "<pane%s%s topLeftCell=\"%s%s\" activePane=\"%s\" state=\"frozen\"/><selection pane=\"%s\"/>",
                        layout.frozenColumns > 0 ? " xSplit=\"" + layout.frozenColumns + "\"" : "",
                        layout.frozenRows > 0 ? " ySplit=\"" + layout.frozenRows + "\"" : "",
                        letters(layout.frozenColumns),
                        layout.frozenRows + 1,
                        pane,
                        pane));
            }
            xml.append("</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"14\"/><cols>");
            for (int i = 0; i < layout.widths.size(); i++) {
                xml.append(Plain.text(
                        "<col min=\"%s\" max=\"%s\" width=\"%s\" customWidth=\"1\"/>",
                        i + 1, i + 1, layout.widths.get(i)));
            }
            return xml.append("</cols><sheetData>").toString();
        }

        /// Number of the row that is being written, from 1.
        public int number() {
            return rows + 1;
        }

        /// Sets the height of the row that is being written; without it a row is as high as its text.
        ///
        /// @param points such as 28 for two lines
        public Sheet high(int points) {
            height = points;
            return this;
        }

        /// Whether another row fits.
        public boolean hasRoom() {
            return rows < MOST_ROWS;
        }

        public Sheet text(@Nullable String value, CellStyle style) {
            if (value == null) {
                return blank();
            }
            String text = cut(mask.apply(value), pointer);
            boolean quoted = CsvTables.needsGuard(text);
            return cell(
                    look(style, quoted),
                    " t=\"inlineStr\"><is><t xml:space=\"preserve\">",
                    escaped(text),
                    "</t></is></c>");
        }

        public Sheet text(@Nullable String value) {
            return text(value, CellStyle.PLAIN);
        }

        /// A number; one of more digits than a spreadsheet can keep is written as text.
        public Sheet number(@Nullable BigDecimal value, CellStyle style) {
            if (value == null) {
                return blank();
            }
            if (value.stripTrailingZeros().precision() > MOST_DIGITS) {
                return text(value.toPlainString(), style.aligned("right"));
            }
            return cell(look(style, false), "><v>", value.toPlainString(), "</v></c>");
        }

        public Sheet number(long value) {
            return number(BigDecimal.valueOf(value), CellStyle.WHOLE);
        }

        /// A formula of this program with the number it yields.
        public Sheet formula(String formula, BigDecimal value, CellStyle style) {
            return cell(look(style, false), "><f>", escaped(formula) + "</f><v>" + value.toPlainString(), "</v></c>");
        }

        /// A formula of this program with the text it yields.
        public Sheet formula(String formula, String value, CellStyle style) {
            return cell(
                    look(style, false), " t=\"str\"><f>", escaped(formula) + "</f><v>" + escaped(value), "</v></c>");
        }

        /// A day; one before the calendar of spreadsheets is written as text.
        public Sheet date(@Nullable LocalDate value) {
            return date(value, CellStyle.DATE);
        }

        /// A day in a style with a date format.
        public Sheet date(@Nullable LocalDate value, CellStyle style) {
            if (value == null) {
                return blank();
            }
            return value.isBefore(FIRST_DAY) || value.getYear() > 9999
                    ? text(value.toString())
                    : number(BigDecimal.valueOf(value.toEpochDay() + DAYS_BEFORE_1970), style);
        }

        /// A moment in UTC, to the second.
        public Sheet instant(@Nullable Instant value) {
            return instant(value, CellStyle.INSTANT);
        }

        /// A moment in UTC, to the second, in a style with a date and time format.
        public Sheet instant(@Nullable Instant value, CellStyle style) {
            if (value == null) {
                return blank();
            }
            return number(days(value), style);
        }

        public Sheet flag(@Nullable Boolean value) {
            return value == null
                    ? blank()
                    : cell(look(CellStyle.PLAIN, false), " t=\"b\"><v>", value ? "1" : "0", "</v></c>");
        }

        public Sheet blank() {
            column++;
            return this;
        }

        /// @throws IllegalStateException if the sheet is full
        public void endRow() {
            if (!hasRoom()) {
                throw new IllegalStateException(Plain.text("sheet %s is full", name));
            }
            rows++;
            widest = Math.max(widest, column);
            emit("<row r=\"" + rows + (height == 0 ? "" : "\" ht=\"" + height + "\" customHeight=\"1") + "\">" + row
                    + "</row>");
            height = 0;
            row.setLength(0);
            column = 0;
        }

        public void finish() throws IOException {
            var xml = new StringBuilder("</sheetData>");
            if (layout.filtered && rows > 0) {
                xml.append(Plain.text(
                        "<autoFilter ref=\"A%s:%s%s\"/>",
                        layout.frozenRows, letters(widest - 1), Math.max(rows, layout.frozenRows)));
            }
            xml.append(
                            "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>")
                    .append(
                            layout.isWide()
                                    ? "<pageSetup paperSize=\"9\" scale=\"55\" orientation=\"landscape\"/>"
                                    : Plain.text(
                                            "<pageSetup paperSize=\"9\" orientation=\"%s\" fitToHeight=\"0\"/>",
                                            layout.filtered ? "landscape" : "portrait"))
                    .append("<headerFooter><oddFooter>")
                    .append(escaped(footer(title)))
                    .append("</oddFooter></headerFooter></worksheet>");
            emit(xml.toString());
            out.close();
            finished = true;
        }

        private void abandon() throws IOException {
            if (!finished) {
                out.close();
            }
        }

        private Sheet cell(int look, String opening, String content, String closing) {
            row.append("<c r=\"")
                    .append(letters(column))
                    .append(rows + 1)
                    .append("\" s=\"")
                    .append(look)
                    .append('"')
                    .append(opening)
                    .append(content)
                    .append(closing);
            column++;
            return this;
        }

        private void emit(String xml) {
            try {
                out.write(xml.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// A text as a cell can hold it.
    ///
    /// @param pointer where the whole text stands
    public static String cut(String text, String pointer) {
        if (text.length() <= MOST_CHARACTERS) {
            return text;
        }
        String end = Plain.text(" … [cut after %,d characters; whole in %s]", MOST_CHARACTERS - 80, pointer);
        int length = MOST_CHARACTERS - 80;
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length) + end;
    }
}
