package app.assay.importing;

import app.assay.work.Cancelled;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Plain;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.ExtendedFormatRecord;
import org.apache.poi.hssf.record.FormatRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RecordFactoryInputStream;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.ss.formula.FormulaRenderer;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.jspecify.annotations.Nullable;

/// An Excel workbook of 1997 to 2003, record by record. Formulas count by their stored value; links, drawings and
/// macros are never looked at. The texts of all cells are held in memory, which is why the file is bounded.
final class XlsSheets implements Sheets {

    /// The stream of the workbook inside the OLE file.
    static final String STREAM = "Workbook";

    /// A program that did not calculate a formula marks it so: calculate when the file is loaded.
    private static final int CALCULATE_ON_LOAD = 2;

    private static final int NO_ERROR_BUT_MISSING = FormulaError.NA.getCode();

    private final OleFile file;
    private final String name;
    private final Limits limits;
    private final long size;
    private final Map<String, Integer> sheets = new LinkedHashMap<>();
    private final List<String> hidden = new ArrayList<>();
    private final List<Integer> styles = new ArrayList<>();
    private final Map<Integer, String> formats = new HashMap<>();
    private @Nullable SSTRecord texts;
    private LocalDate dayZero = ShownNumber.DAY_ZERO_1900;

    private XlsSheets(OleFile file, String name, Limits limits, long size) {
        this.file = file;
        this.name = name;
        this.limits = limits;
        this.size = size;
    }

    static XlsSheets open(Input input, Limits limits) throws IOException {
        OleFile file = OleFile.open(input, limits).orElseThrow(() -> damaged(input.name(), null));
        try {
            var sheets = new XlsSheets(file, input.name(), limits, input.size());
            sheets.readGlobals();
            return sheets;
        } catch (IOException | RuntimeException | Error failed) {
            file.close();
            throw failed;
        }
    }

    private static Fault damaged(String name, @Nullable RuntimeException cause) {
        return Faults.fault(
                FaultCode.INPUT_MALFORMED,
                name,
                "the workbook is damaged",
                "Open it, save it as .xlsx and import that",
                cause);
    }

    private interface Work<T> {
        T call() throws IOException;
    }

    /// The library tells what is damaged by whatever its arithmetic runs into.
    private <T> T guarded(Work<T> work) throws IOException {
        try {
            return work.call();
        } catch (Fault | Cancelled told) {
            throw told;
        } catch (EncryptedDocumentException encrypted) {
            throw Faults.fault(
                    FaultCode.INPUT_UNREADABLE,
                    name,
                    "the workbook is encrypted with a password",
                    "Open it, save it without a password and import that",
                    encrypted);
        } catch (RuntimeException failed) {
            throw damaged(name, failed);
        }
    }

    private void readGlobals() throws IOException {
        guarded(() -> {
            try (InputStream stream = file.open(STREAM)) {
                var records = new RecordFactoryInputStream(stream, false);
                int depth = 0;
                for (Record record = records.nextRecord(); record != null; record = records.nextRecord()) {
                    switch (record) {
                        case BOFRecord _ -> depth++;
                        case EOFRecord _ -> depth--;
                        case BoundSheetRecord sheet -> add(sheet);
                        case SSTRecord all -> texts = all;
                        case ExtendedFormatRecord style -> styles.add((int) style.getFormatIndex());
                        case FormatRecord format -> formats.put(format.getIndexCode(), format.getFormatString());
                        case DateWindow1904Record window ->
                            dayZero =
                                    window.getWindowing() == 1 ? ShownNumber.DAY_ZERO_1904 : ShownNumber.DAY_ZERO_1900;
                        default -> {}
                    }
                    if (depth == 0) {
                        break;
                    }
                }
            }
            return true;
        });
    }

    private void add(BoundSheetRecord sheet) {
        if (sheets.size() + hidden.size() >= limits.of(Limit.SHEETS)) {
            throw Faults.overLimit(
                    name, limits, Limit.SHEETS, "a workbook may have %s sheets".formatted(limits.of(Limit.SHEETS)));
        }
        if (sheet.isHidden() || sheet.isVeryHidden()) {
            hidden.add(sheet.getSheetname());
        } else {
            sheets.putIfAbsent(sheet.getSheetname(), sheet.getPositionOfBof());
        }
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
        return size;
    }

    @Override
    public RowSource rows(String sheet) {
        Integer place = sheets.get(sheet);
        if (place == null) {
            throw WorkbookFormat.noSheet(name, sheet);
        }
        try {
            return new SheetRows(place);
        } catch (IOException failed) {
            throw Faults.unreadable(name, failed);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private String format(CellValueRecordInterface cell) {
        int style = cell.getXFIndex();
        if (style < 0 || style >= styles.size()) {
            return "";
        }
        int format = styles.get(style);
        String own = formats.get(format);
        if (own != null) {
            return own;
        }
        String builtIn = BuiltinFormats.getBuiltinFormat(format);
        return builtIn == null ? "" : builtIn;
    }

    /// The rows of one sheet, which are put together from cells that stand one after another.
    private final class SheetRows implements RowSource {
        private final InputStream stream;
        private final RecordFactoryInputStream records;
        private final SheetRow row = new SheetRow();
        private final long start;
        private @Nullable CellValueRecordInterface ahead;
        private int depth = 1;
        private int last = -1;
        private long count;

        SheetRows(int place) throws IOException {
            stream = file.open(STREAM);
            start = place;
            try {
                records = guarded(() -> {
                    stream.skipNBytes(place);
                    return new RecordFactoryInputStream(stream, false);
                });
                ahead = guarded(this::cell);
            } catch (IOException | RuntimeException | Error failed) {
                stream.close();
                throw failed;
            }
        }

        @Override
        public @Nullable Row next() {
            return Guard.call(name, () -> guarded(this::read));
        }

        private @Nullable Row read() {
            if (ahead == null) {
                return null;
            }
            int number = ahead.getRow();
            if (number <= last) {
                throw Faults.malformed(
                        name,
                        "row %s of the sheet is out of order".formatted(number + 1),
                        "Open the workbook, save it as .xlsx and import that");
            }
            last = number;
            row.begin(number + 1L);
            while (ahead != null && ahead.getRow() == number) {
                CellValueRecordInterface cell = ahead;
                ahead = null;
                put(cell);
                if (ahead == null) {
                    ahead = cell();
                }
            }
            return row;
        }

        /// The next cell with a value, null at the end of the sheet.
        private @Nullable CellValueRecordInterface cell() {
            for (Record record = records.nextRecord(); record != null; record = records.nextRecord()) {
                count++;
                switch (record) {
                    case BOFRecord _ -> depth++;
                    case EOFRecord _ -> depth--;
                    case CellValueRecordInterface cell
                    when depth == 2 -> {
                        return cell;
                    }
                    default -> {}
                }
                if (depth <= 1) {
                    return null;
                }
            }
            return null;
        }

        private void put(CellValueRecordInterface cell) {
            int column = cell.getColumn();
            switch (cell) {
                case LabelSSTRecord label -> text(column, shared(label.getSSTIndex()));
                case LabelRecord label -> text(column, label.getValue());
                case NumberRecord number -> number(column, number.getValue(), format(cell));
                case BoolErrRecord value -> bool(column, value);
                case FormulaRecord formula -> formula(column, formula);
                default -> {}
            }
        }

        private void bool(int column, BoolErrRecord value) {
            if (value.isBoolean()) {
                row.put(column, value.getBooleanValue() ? "true" : "false", true);
            } else {
                error(column, value.getErrorValue());
            }
        }

        private void error(int column, int code) {
            text(
                    column,
                    code == NO_ERROR_BUT_MISSING || !FormulaError.isValidCode(code)
                            ? ""
                            : FormulaError.forInt(code).getString());
        }

        private void formula(int column, FormulaRecord formula) {
            if (formula.hasCachedResultString()) {
                // Its text stands in a record of its own, behind what the formula shares with other cells.
                for (Record next = records.nextRecord(); next != null; next = records.nextRecord()) {
                    if (next instanceof StringRecord found) {
                        text(column, found.getString());
                        return;
                    }
                    if (next instanceof EOFRecord) {
                        depth--;
                        return;
                    }
                    if (next instanceof CellValueRecordInterface cell) {
                        ahead = cell;
                        return;
                    }
                }
                return;
            }
            CellType type = formula.getCachedResultTypeEnum();
            if (type == CellType.BOOLEAN) {
                row.put(column, formula.getCachedBooleanValue() ? "true" : "false", true);
            } else if (type == CellType.ERROR) {
                error(column, formula.getCachedErrorValue());
            } else if (type == CellType.STRING) {
                text(column, "");
            } else if (formula.getValue() == 0 && (formula.getOptions() & CALCULATE_ON_LOAD) != 0) {
                row.put(column, "", false);
                row.putFormula(column, Texts.cut(words(formula), Texts.FOUND));
            } else {
                number(column, formula.getValue(), format(formula));
            }
        }

        /// A formula as it is typed; one that names other sheets only by its kind.
        private static String words(FormulaRecord formula) {
            try {
                return FormulaRenderer.toFormulaString(null, formula.getParsedExpression());
            } catch (RuntimeException needsTheWorkbook) {
                return "formula";
            }
        }

        private void number(int column, double value, String format) {
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                return;
            }
            bounded(column);
            String exact = value == Math.rint(value) ? new BigDecimal(value).toPlainString() : Double.toString(value);
            var shown = ShownNumber.of(exact, format, dayZero);
            row.put(column, shown.text(), true);
            row.putExact(column, shown.exact());
        }

        private void text(int column, String text) {
            if (text.isEmpty()) {
                return;
            }
            bounded(column);
            if (text.length() > limits.whole(Limit.CELL_CHARACTERS)) {
                throw Faults.overLimit(
                        name,
                        Plain.text(
                                "a cell of row %,d has more than %,d characters",
                                row.number(), limits.whole(Limit.CELL_CHARACTERS)));
            }
            row.put(column, text, false);
        }

        private void bounded(int column) {
            if (column >= limits.whole(Limit.COLUMNS)) {
                throw Faults.overLimit(
                        name,
                        limits,
                        Limit.COLUMNS,
                        Plain.text("row %,d has more than %,d columns", row.number(), limits.whole(Limit.COLUMNS)));
            }
        }

        private String shared(int place) {
            if (texts == null || place < 0 || place >= texts.getNumUniqueStrings()) {
                throw Faults.malformed(
                        name,
                        Plain.text("a cell of row %,d names a text that is not there", row.number()),
                        "Open the workbook, save it as .xlsx and import that");
            }
            return texts.getString(place).getString();
        }

        @Override
        public long bytes() {
            // Records are small and of about one size; how far the stream is stays inside the library.
            return Math.min(size, start + count * 14);
        }

        @Override
        public void close() {
            try {
                stream.close();
            } catch (IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            }
        }
    }
}
