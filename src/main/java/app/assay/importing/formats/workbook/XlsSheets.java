package app.assay.importing.formats.workbook;

import app.assay.importing.guard.Faults;
import app.assay.importing.guard.Guard;
import app.assay.importing.guard.Input;
import app.assay.importing.guard.Limit;
import app.assay.importing.guard.Limits;
import app.assay.importing.guard.OleFile;
import app.assay.importing.guard.Texts;
import app.assay.importing.value.Row;
import app.assay.importing.value.RowSource;
import app.assay.work.Cancelled;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Sentence;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
import org.apache.poi.hssf.record.MulRKRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.RKRecord;
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

    /// The records of cells that can hold a value.
    private static final Set<Integer> CELLS = Set.of(
            (int) NumberRecord.sid,
            (int) LabelSSTRecord.sid,
            (int) RKRecord.sid,
            (int) MulRKRecord.sid,
            (int) FormulaRecord.sid,
            (int) BoolErrRecord.sid,
            (int) LabelRecord.sid);

    /// The record that says how a workbook is encrypted.
    private static final int FILE_PASS = 0x2F;

    private static final int NO_ERROR_BUT_MISSING = FormulaError.NA.getCode();

    private final OleFile file;
    private final String stream;
    private final String name;
    private final Limits limits;
    private final long size;
    private final Map<String, Integer> sheets = new LinkedHashMap<>();
    private final List<String> hidden = new ArrayList<>();
    private final List<Integer> styles = new ArrayList<>();
    private final Map<Integer, String> formats = new HashMap<>();
    private @Nullable SSTRecord texts;
    private LocalDate dayZero = ShownNumber.DAY_ZERO_1900;

    private XlsSheets(OleFile file, String stream, String name, Limits limits, long size) {
        this.file = file;
        this.stream = stream;
        this.name = name;
        this.limits = limits;
        this.size = size;
    }

    static XlsSheets open(Input input, Limits limits) throws IOException {
        OleFile file = OleFile.open(input, limits).orElseThrow(() -> damaged(input.name(), null));
        try {
            String stream = file.find(STREAM).orElseThrow(() -> damaged(input.name(), null));
            var sheets = new XlsSheets(file, stream, input.name(), limits, input.size());
            sheets.guarded(() -> {
                sheets.refuseEncrypted();
                return true;
            });
            sheets.readGlobals();
            sheets.leaveOutCharts();
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
                Sentence.of("import.workbook-damaged"),
                Sentence.of("import.open-save-as-xlsx-import"),
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
            throw encrypted(encrypted);
        } catch (RuntimeException failed) {
            throw damaged(name, failed);
        }
    }

    private Fault encrypted(@Nullable RuntimeException cause) {
        return Faults.fault(
                FaultCode.INPUT_UNREADABLE,
                name,
                Sentence.of("import.workbook-encrypted-with-password"),
                Sentence.of("import.open-save-without-password-import"),
                cause);
    }

    /// A workbook may be encrypted with a password that the library knows, while its sheets, which are read from
    /// their
    /// beginnings, would stay unreadable: any encryption is refused. Its mark is one of the first records.
    private void refuseEncrypted() throws IOException {
        try (var records = new DataInputStream(file.open(stream))) {
            for (int count = 0; count < 8; count++) {
                int kind = Short.toUnsignedInt(Short.reverseBytes(records.readShort()));
                int length = Short.toUnsignedInt(Short.reverseBytes(records.readShort()));
                if (kind == FILE_PASS) {
                    throw encrypted(null);
                }
                records.skipNBytes(length);
            }
        } catch (EOFException shorter) {
            // What is wrong with it is told when it is read.
        }
    }

    /// What is no sheet of cells: charts and macros have sheets of their own.
    private void leaveOutCharts() throws IOException {
        for (var sheet : new ArrayList<>(sheets.entrySet())) {
            boolean isTable = guarded(() -> {
                try (InputStream bytes = file.open(stream)) {
                    bytes.skipNBytes(sheet.getValue());
                    return new RecordFactoryInputStream(bytes, false).nextRecord() instanceof BOFRecord start
                            && start.getType() == BOFRecord.TYPE_WORKSHEET;
                }
            });
            if (!isTable) {
                sheets.remove(sheet.getKey());
            }
        }
    }

    private void readGlobals() throws IOException {
        guarded(() -> {
            try (InputStream bytes = file.open(stream)) {
                var records = new RecordFactoryInputStream(bytes, false);
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
                    name,
                    limits,
                    Limit.SHEETS,
                    Sentence.of("import.workbook-may-have-sheets", limits.of(Limit.SHEETS)));
        }
        if (sheet.isHidden() || sheet.isVeryHidden()) {
            hidden.add(sheet.getSheetname());
        } else {
            sheets.put(WorkbookFormat.unique(sheet.getSheetname(), sheets.keySet()), sheet.getPositionOfBof());
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

    /// Whether the cells of a sheet with a value stand row by row.
    private boolean isOrdered(int place) throws IOException {
        int depth = 0;
        int last = -1;
        try (var records = new DataInputStream(new BufferedInputStream(file.open(stream), 1 << 16))) {
            records.skipNBytes(place);
            do {
                int kind = Short.toUnsignedInt(Short.reverseBytes(records.readShort()));
                int length = Short.toUnsignedInt(Short.reverseBytes(records.readShort()));
                int read = 0;
                if (kind == BOFRecord.sid) {
                    depth++;
                } else if (kind == EOFRecord.sid) {
                    depth--;
                } else if (depth == 1 && CELLS.contains(kind) && length >= 2) {
                    int row = Short.toUnsignedInt(Short.reverseBytes(records.readShort()));
                    read = 2;
                    if (row < last) {
                        return false;
                    }
                    last = row;
                }
                records.skipNBytes(length - read);
            } while (depth > 0);
        } catch (EOFException cutOff) {
            // What is wrong with it is told when it is read.
        }
        return true;
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

    /// The rows of one sheet, which are put together from cells. Most programs write them row by row, so that one
    /// row is
    /// held at a time; some write them as they come, and then all rows of the sheet are held.
    private final class SheetRows implements RowSource {
        private final InputStream bytes;
        private final RecordFactoryInputStream records;
        private final long start;
        private final @Nullable Iterator<SheetRow> sorted;
        private SheetRow row = new SheetRow();
        private @Nullable CellValueRecordInterface ahead;
        private int depth = 1;
        private long count;

        SheetRows(int place) throws IOException {
            boolean isOrdered = guarded(() -> isOrdered(place));
            bytes = guarded(() -> file.open(stream));
            start = place;
            try {
                records = guarded(() -> {
                    bytes.skipNBytes(place);
                    return new RecordFactoryInputStream(bytes, false);
                });
                if (isOrdered) {
                    sorted = null;
                    ahead = guarded(() -> Optional.ofNullable(cell())).orElse(null);
                } else {
                    sorted = guarded(this::all).values().iterator();
                }
            } catch (IOException | RuntimeException | Error failed) {
                bytes.close();
                throw failed;
            }
        }

        private Map<Integer, SheetRow> all() {
            var rows = new TreeMap<Integer, SheetRow>();
            for (CellValueRecordInterface cell = cell(); cell != null; cell = ahead == null ? cell() : taken()) {
                int number = cell.getRow();
                row = rows.computeIfAbsent(number, _ -> {
                    var made = new SheetRow();
                    made.begin(number + 1L);
                    return made;
                });
                put(cell);
            }
            return rows;
        }

        private @Nullable CellValueRecordInterface taken() {
            CellValueRecordInterface cell = ahead;
            ahead = null;
            return cell;
        }

        @Override
        public @Nullable Row next() {
            if (sorted != null) {
                return sorted.hasNext() ? sorted.next() : null;
            }
            return Guard.call(name, () -> guarded(() -> Optional.ofNullable(read())))
                    .orElse(null);
        }

        private @Nullable Row read() {
            if (ahead == null) {
                return null;
            }
            int number = ahead.getRow();
            row.begin(number + 1L);
            while (ahead != null && ahead.getRow() == number) {
                put(taken());
                if (ahead == null) {
                    ahead = cell();
                }
            }
            return row;
        }

        /// The next cell with a value, null at the end of the sheet.
        private @Nullable CellValueRecordInterface cell() {
            if (depth <= 1 && count > 0) {
                return null;
            }
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

        private void put(@Nullable CellValueRecordInterface cell) {
            if (cell == null) {
                return;
            }
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
                        Sentence.of(
                                "import.cell-row-has-more-than", row.number(), limits.whole(Limit.CELL_CHARACTERS)));
            }
            row.put(column, text, false);
        }

        private void bounded(int column) {
            if (column >= limits.whole(Limit.COLUMNS)) {
                throw Faults.overLimit(
                        name,
                        limits,
                        Limit.COLUMNS,
                        Sentence.of("import.row-has-more-than-columns", row.number(), limits.whole(Limit.COLUMNS)));
            }
        }

        private String shared(int place) {
            if (texts == null || place < 0 || place >= texts.getNumUniqueStrings()) {
                throw Faults.malformed(
                        name,
                        Sentence.of("import.cell-row-names-text-not", row.number()),
                        Sentence.of("import.open-workbook-save-as-xlsx"));
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
                bytes.close();
            } catch (IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            }
        }
    }
}
