package app.assay.importing.formats.text;

import app.assay.importing.guard.Encodings;
import app.assay.importing.guard.Faults;
import app.assay.importing.guard.GuardedStream;
import app.assay.importing.guard.Head;
import app.assay.importing.guard.Input;
import app.assay.importing.guard.Limit;
import app.assay.importing.guard.Limits;
import app.assay.importing.guard.Texts;
import app.assay.importing.profile.DateOrder;
import app.assay.importing.profile.TableLayout;
import app.assay.importing.table.TablePlanner;
import app.assay.importing.value.DateText;
import app.assay.importing.value.Row;
import app.assay.importing.value.RowSource;
import app.assay.work.Cancelled;
import app.assay.work.Fault;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The rows of a text table. A row is kept as characters; texts are made only of the cells that are asked for,
/// and the
/// same text of a column is made once as long as it is remembered, because exports repeat themselves.
final class CsvRows implements RowSource {

    private final String file;
    private final GuardedStream bytes;
    private final NullWatch reader;
    private final CsvReader<CsvRow> csv;
    private final CloseableIterator<CsvRow> rows;
    private final Limits limits;
    private final String encoding;

    private CsvRows(
            String file, GuardedStream bytes, NullWatch reader, TableLayout layout, boolean spaced, Limits limits) {
        this.file = file;
        this.bytes = bytes;
        this.reader = reader;
        this.limits = limits; // the handler below asks for them
        this.encoding = layout.encoding();
        this.csv = CsvReader.builder()
                .fieldSeparator(layout.separator())
                .quoteCharacter(layout.quote())
                .allowUnclosedQuote(false)
                .trimWhitespacesAroundQuotes(spaced)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .skipEmptyLines(true)
                // The handler below knows the exact limit.
                .maxBufferSize(limits.whole(Limit.FIELD_CHARACTERS) + 32 * 1024)
                .build(new Handler(new CsvRow(layout.separator(), reader)), reader);
        this.rows = csv.iterator();
    }

    static CsvRows open(Input input, TableLayout layout, Limits limits, Progress progress) {
        String file = input.name();
        if (input.size() > limits.of(Limit.TABLE_BYTES)) {
            throw Faults.overLimit(
                    file,
                    limits,
                    Limit.TABLE_BYTES,
                    Sentence.of("import.text-table-may-hold-bytes", limits.of(Limit.TABLE_BYTES), input.size()));
        }
        Charset charset = Encodings.named(layout.encoding())
                .orElseThrow(() -> Faults.malformed(
                        file,
                        Sentence.of("import.there-no-character-set", layout.encoding()),
                        Sentence.of("import.choose-another-encoding-in-mapping")));
        try {
            InputStream raw = input.open();
            var guarded =
                    new GuardedStream(raw, file, Sentence.of("import.text-table"), limits, Limit.TABLE_BYTES, progress);
            byte[] first;
            try (InputStream head = input.open()) {
                first = head.readNBytes(Head.BYTES);
            }
            guarded.skipNBytes(Encodings.markLength(first, charset));
            var decoder = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(
                            charset.name().startsWith("windows-")
                                    ? CodingErrorAction.REPLACE
                                    : CodingErrorAction.REPORT);
            if (charset.name().startsWith("windows-")) {
                decoder.onMalformedInput(CodingErrorAction.REPLACE);
            }
            var reader = new NullWatch(new InputStreamReader(guarded, decoder));
            return new CsvRows(file, guarded, reader, layout, isSpaced(first, layout), limits);
        } catch (IOException failed) {
            throw Faults.unreadable(file, failed);
        } catch (UncheckedIOException failed) {
            throw Faults.unreadable(file, failed);
        }
    }

    /// Whether blanks stand between separators and quotes. Parsing that takes longer, so it is done only where
    /// needed.
    private static boolean isSpaced(byte[] first, TableLayout layout) {
        int before = layout.separator();
        for (int place = 0; place < first.length; place++) {
            int letter = first[place];
            if (letter == 0) {
                continue;
            }
            if (letter == ' ') {
                before = before == layout.separator() || before == ' ' || before == '\n' ? ' ' : 0;
            } else if (letter == layout.quote() && before == ' ') {
                return true;
            } else {
                before = letter == layout.separator() || letter == '\n' ? letter : 0;
            }
        }
        return false;
    }

    @Override
    public @Nullable Row next() {
        try {
            if (!rows.hasNext()) {
                return null;
            }
            CsvRow row = rows.next();
            if (row.number() == 1 && TablePlanner.isSeparatorLine(row)) {
                return rows.hasNext() ? rows.next() : null;
            }
            return row;
        } catch (CsvParseException | UncheckedIOException failed) {
            throw explain(failed);
        }
    }

    @Override
    public long bytes() {
        return bytes.count();
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException failed) {
            throw Faults.unreadable(file, failed);
        }
    }

    private RuntimeException explain(RuntimeException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof Fault fault) {
                return fault;
            }
            if (cause instanceof Cancelled cancelled) {
                return cancelled;
            }
            if (cause instanceof CharacterCodingException) {
                return Faults.fault(
                        app.assay.work.FaultCode.INPUT_MALFORMED,
                        file,
                        Sentence.of("import.byte-near-offset-does-not", bytes.count(), encoding),
                        encoding.startsWith("windows-")
                                ? Sentence.of("import.choose-another-encoding-in-mapping")
                                : Sentence.of("import.choose-another-encoding-such-as"),
                        failed);
            }
        }
        String reason = String.valueOf(failed.getMessage());
        if (reason.contains("buffer")) {
            return Faults.overLimit(
                    file,
                    limits,
                    Limit.FIELD_CHARACTERS,
                    Sentence.of(
                            "import.field-may-hold-characters-one", limits.whole(Limit.FIELD_CHARACTERS), reader.row));
        }
        if (failed instanceof CsvParseException) {
            return Faults.fault(
                    app.assay.work.FaultCode.INPUT_MALFORMED,
                    file,
                    Sentence.of("import.quotes-do-not-match", Faults.reason(failed)),
                    Sentence.of("import.correct-row-or-choose-another"),
                    failed);
        }
        return Faults.unreadable(file, failed);
    }

    /// Remembers whether a NUL went by, so that rows are searched for it only then.
    private static final class NullWatch extends FilterReader {
        private boolean seen;
        private long row;

        NullWatch(Reader in) {
            super(in);
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (!seen) {
                // Written without a branch so that the compiler can look at many letters at a time.
                int found = 0;
                for (int place = offset; place < offset + read; place++) {
                    found |= buffer[place] - 1;
                }
                seen = found < 0;
            }
            return read;
        }
    }

    private final class Handler extends AbstractBaseCsvCallbackHandler<CsvRow> {
        private final CsvRow row;
        private final int mostColumns = limits.whole(Limit.COLUMNS);
        private final int mostOfField = limits.whole(Limit.FIELD_CHARACTERS);
        private final int mostOfRecord = limits.whole(Limit.RECORD_CHARACTERS);

        Handler(CsvRow row) {
            this.row = row;
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            row.begin(startingLineNumber);
            reader.row = startingLineNumber;
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            if (index >= mostColumns) {
                throw Faults.overLimit(
                        file,
                        limits,
                        Limit.COLUMNS,
                        Sentence.of("import.row-has-more-than-fields", getStartingLineNumber(), mostColumns));
            }
            if (length > mostOfField) {
                throw Faults.overLimit(
                        file,
                        limits,
                        Limit.FIELD_CHARACTERS,
                        Sentence.of(
                                "import.field-row-has-characters-are", getStartingLineNumber(), length, mostOfField));
            }
            row.add(buffer, offset, length);
            if (row.used > mostOfRecord) {
                throw Faults.overLimit(
                        file,
                        limits,
                        Limit.RECORD_CHARACTERS,
                        Sentence.of("import.row-has-more-than-characters", getStartingLineNumber(), mostOfRecord));
            }
        }

        @Override
        protected CsvRow buildRecord() {
            return row;
        }
    }

    /// The characters of the current row.
    private static final class CsvRow implements Row {
        private final char separator;
        private final NullWatch nulls;
        private char[] letters = new char[1024];
        private int[] ends = new int[32];
        private int used;
        private int fields;
        private long number;
        private Memory[] memories = new Memory[0];

        CsvRow(char separator, NullWatch nulls) {
            this.separator = separator;
            this.nulls = nulls;
        }

        void begin(long line) {
            number = line;
            used = 0;
            fields = 0;
        }

        void add(char[] buffer, int offset, int length) {
            if (used + length > letters.length) {
                letters = Arrays.copyOf(letters, Math.max(letters.length * 2, used + length));
            }
            System.arraycopy(buffer, offset, letters, used, length);
            used += length;
            if (fields == ends.length) {
                ends = Arrays.copyOf(ends, fields * 2);
            }
            ends[fields++] = used;
        }

        @Override
        public long number() {
            return number;
        }

        @Override
        public int size() {
            return fields;
        }

        @Override
        public String text(int column) {
            if (column >= fields) {
                return "";
            }
            int start = start(column);
            int end = end(column, start);
            return start == end ? "" : memory(column).text(letters, start, end);
        }

        @Override
        public String exact(int column) {
            return text(column);
        }

        @Override
        public boolean isTyped(int column) {
            return false;
        }

        @Override
        public int day(int column, @Nullable DateOrder order) {
            if (column >= fields) {
                return app.assay.domain.source.FactSink.NO_DAY;
            }
            int start = start(column);
            int end = end(column, start);
            return start == end
                    ? app.assay.domain.source.FactSink.NO_DAY
                    : memory(column).day(letters, start, end, order);
        }

        @Override
        public boolean hasNull() {
            if (nulls.seen) {
                for (int place = 0; place < used; place++) {
                    if (letters[place] == 0) {
                        return true;
                    }
                }
            }
            return false;
        }

        @Override
        public boolean isBlank() {
            for (int place = 0; place < used; place++) {
                if (!Texts.isSpace(letters[place])) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String raw() {
            var raw = new StringBuilder();
            for (int column = 0; column < fields && raw.length() <= Texts.RAW; column++) {
                if (column > 0) {
                    raw.append(separator);
                }
                int start = column == 0 ? 0 : ends[column - 1];
                String cell = new String(letters, start, Math.min(ends[column] - start, Texts.RAW + 1));
                boolean quoted = cell.indexOf(separator) >= 0
                        || cell.indexOf('"') >= 0
                        || cell.indexOf('\n') >= 0
                        || cell.indexOf('\r') >= 0;
                raw.append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
            }
            return Texts.cut(raw.toString(), Texts.RAW);
        }

        private int start(int column) {
            int start = column == 0 ? 0 : ends[column - 1];
            while (start < ends[column] && Texts.isSpace(letters[start])) {
                start++;
            }
            return start;
        }

        private int end(int column, int start) {
            int end = ends[column];
            while (end > start && Texts.isSpace(letters[end - 1])) {
                end--;
            }
            return end;
        }

        private Memory memory(int column) {
            if (column >= memories.length) {
                int before = memories.length;
                memories = Arrays.copyOf(memories, Math.max(column + 1, before * 2));
                for (int place = before; place < memories.length; place++) {
                    memories[place] = new Memory();
                }
            }
            return memories[column];
        }
    }

    /// The texts a column had of late, and the days they mean.
    private static final class Memory {
        private static final int SLOTS = 1024;
        private static final int LONGEST = 128;

        /// After so many texts it is known whether remembering them pays.
        private static final int TRIED = 8 * SLOTS;

        private static final char[] NOTHING = new char[0];
        private final char[][] keys = new char[SLOTS][];
        private final String[] texts = new String[SLOTS];
        private final int[] days = new int[SLOTS];
        private final boolean[] parsed = new boolean[SLOTS];
        private @Nullable DateOrder order;
        private long asked;
        private long made;

        Memory() {
            Arrays.fill(keys, NOTHING);
            Arrays.fill(texts, "");
        }

        String text(char[] letters, int start, int end) {
            boolean worthIt = end - start <= LONGEST && (asked < TRIED || 2 * made < asked);
            return worthIt ? texts[remember(letters, start, end)] : new String(letters, start, end - start);
        }

        int day(char[] letters, int start, int end, @Nullable DateOrder wanted) {
            if (end - start > LONGEST) {
                return DateText.INVALID;
            }
            if (wanted != order) {
                Arrays.fill(parsed, false);
                order = wanted;
            }
            int slot = remember(letters, start, end);
            if (!parsed[slot]) {
                days[slot] = DateText.parse(texts[slot], wanted);
                parsed[slot] = true;
            }
            return days[slot];
        }

        private int remember(char[] letters, int start, int end) {
            int slot = slot(letters, start, end);
            asked++;
            if (!Arrays.equals(keys[slot], 0, keys[slot].length, letters, start, end)) {
                keys[slot] = Arrays.copyOfRange(letters, start, end);
                texts[slot] = new String(letters, start, end - start);
                parsed[slot] = false;
                made++;
            }
            return slot;
        }

        /// Looks at the last letters, which differ most, and a few of the others: a clash only costs a text.
        private static int slot(char[] letters, int start, int end) {
            int hash = end - start;
            int tail = Math.max(start, end - 12);
            for (int place = tail; place < end; place++) {
                hash = hash * 31 + letters[place];
            }
            for (int place = start; place < tail; place += 7) {
                hash = hash * 31 + letters[place];
            }
            hash ^= hash >>> 16;
            hash *= 0x45d9f3b;
            return (hash ^ (hash >>> 13)) & (SLOTS - 1);
        }
    }
}
