package app.assay.reporting.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the tables of a package. An unknown value and the empty text read alike here.
public final class PackageTables {

    /// Rows that are held of a table whose rows are needed together.
    private static final int MOST_ROWS = 2_000_000;

    private PackageTables() {}

    /// The table is none, or larger than such a table can be.
    public static final class Unreadable extends IOException {

        private static final long serialVersionUID = 1L;

        public Unreadable(String reason) {
            super(reason);
        }
    }

    /// Cells by the names of their columns; a column that the table does not have reads as empty.
    public static final class Row {

        public static final Row NONE = new Row(Map.of());

        private final Map<String, String> cells;

        private Row(Map<String, String> cells) {
            this.cells = cells;
        }

        public static Row of(List<String> header, List<String> cells) {
            var byName = new HashMap<String, String>(header.size() * 2);
            for (int i = 0; i < header.size(); i++) {
                byName.put(header.get(i), cells.get(i));
            }
            return new Row(byName);
        }

        public String get(String column) {
            return cells.getOrDefault(column, "");
        }

        public boolean has(String column) {
            return cells.containsKey(column);
        }

        boolean isNone() {
            return cells.isEmpty();
        }

        /// Whether a cell holds a text.
        public boolean shows(String text) {
            return cells.values().stream().anyMatch(cell -> cell.contains(text));
        }
    }

    /// Rows by the names of their columns.
    public static List<Row> read(InputStream bytes) throws IOException {
        var rows = new ArrayList<Row>();
        try (var table = open(bytes)) {
            var header = table.header();
            for (List<String> cells = table.next(); !cells.isEmpty(); cells = table.next()) {
                if (rows.size() == MOST_ROWS) {
                    throw new Unreadable("it has more rows than such a table can have");
                }
                rows.add(Row.of(header, cells));
            }
        }
        return rows;
    }

    public static Table open(InputStream bytes) throws IOException {
        return new Table(bytes);
    }

    /// A table that is read row by row.
    public static final class Table implements AutoCloseable {

        private final CsvReader<CsvRecord> reader;
        private final CloseableIterator<CsvRecord> records;
        private final List<String> header;

        private Table(InputStream bytes) throws IOException {
            this.reader = CsvReader.builder()
                    .detectBomHeader(false)
                    .skipEmptyLines(false)
                    .ofCsvRecord(skipMark(new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))));
            this.records = reader.iterator();
            this.header = cells();
            if (header.isEmpty()) {
                throw new Unreadable("it has no header");
            }
        }

        private static BufferedReader skipMark(BufferedReader text) throws IOException {
            text.mark(1);
            if (text.read() != '\ufeff') {
                text.reset();
            }
            return text;
        }

        public List<String> header() {
            return header;
        }

        /// Cells of the next row, none at the end.
        public List<String> next() throws IOException {
            var cells = cells();
            if (!cells.isEmpty() && cells.size() != header.size()) {
                throw new Unreadable(
                        app.assay.work.Plain.text("a row has %d cells for %d columns", cells.size(), header.size()));
            }
            return cells;
        }

        private List<String> cells() throws IOException {
            try {
                return records.hasNext() ? records.next().getFields() : List.of();
            } catch (CsvParseException | UncheckedIOException broken) {
                throw new Unreadable("it cannot be read as a table");
            }
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
