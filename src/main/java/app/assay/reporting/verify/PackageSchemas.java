package app.assay.reporting.verify;

import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.reporting.position.PositionTables;
import app.assay.reporting.table.CsvTables;
import app.assay.reporting.table.Mask;
import app.assay.reporting.table.PackageTables;
import app.assay.reporting.table.TableData;
import app.assay.work.Plain;
import app.assay.work.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Compares the descriptions of tables in `metadata/schemas` with the tables: each has one, written as this program
/// writes them, with the table's title and columns, and every cell of the table is of the type that is told.
final class PackageSchemas {

    private static final String FOLDER = "metadata/schemas/";
    private static final String END = ".schema.json";
    private static final String TRACE = "20_position/trace/";
    private static final int MOST = 4 << 20;

    /// Tables of packages; files that were handed over and go along are none.
    private static final Pattern TABLE = Pattern.compile(
            "data/(?!40_entitlement/documents/|90_provenance/source-files/).+(?<!\\.spreadsheet)\\.csv");

    /// Tables that the program shows too and that bear the name that they have there.
    private static final Map<String, String> FROM_SCREENS = Map.of(
            "data/30_deployment/installs.csv", "installations",
            "data/60_recognition/titles.csv", "titles",
            "data/90_provenance/rejected.csv", "rejected");

    private final PackageFiles bag;
    private final BiConsumer<String, String> differs;
    private final Progress progress;

    PackageSchemas(PackageFiles bag, BiConsumer<String, String> differs, Progress progress) {
        this.bag = bag;
        this.differs = differs;
        this.progress = progress;
    }

    /// @param index the index for machines, which tells the titles of tables
    void check(JsonNode index) {
        var titles = new TreeMap<String, String>();
        index.path("files")
                .forEach(file -> titles.put(
                        file.path("path").asString(""), file.path("title").asString("")));
        var described = new TreeSet<String>();
        var whole = bag.paths();
        for (String path : bag.hashes().keySet()) {
            if (TABLE.matcher(path).matches()) {
                progress.stopIfCancelled();
                String within = path.substring("data/".length());
                boolean isTrace = within.startsWith(TRACE);
                String named =
                        isTrace ? "20_position-trace" : within.replace('/', '-').replaceFirst("\\.csv$", "");
                described.add(FOLDER + named + END);
                if (whole.contains(path)) { // what is wrong with the others was told
                    table(
                            path,
                            FOLDER + named + END,
                            isTrace
                                    ? "trace"
                                    : within.substring(within.lastIndexOf('/') + 1)
                                            .replaceFirst("\\.csv$", ""),
                            isTrace ? PositionTables.TRACE_TITLE : titles.getOrDefault(within, ""));
                }
            }
        }
        for (String path : bag.paths()) {
            if (path.startsWith(FOLDER) && path.endsWith(END) && !described.contains(path)) {
                differs.accept(path, "It describes a table that is not there.");
            }
        }
    }

    private void table(String path, String schema, String name, String title) {
        var text = text(schema);
        if (text.isEmpty()) {
            return;
        }
        try (var in = bag.open(path);
                var cells = new Cells(in)) {
            var header = cells.next().stream().map(Cell::text).toList();
            var columns = columns(text.get(), header);
            String called = FROM_SCREENS.getOrDefault(path, name);
            if (columns.isEmpty()
                    || !CsvTables.schema(new TableData(called, title, columns.get(), PositionTables.rows(List.of())))
                            .equals(text.get())) {
                differs.accept(schema, "It does not describe " + path + " as packages do.");
                return;
            }
            long row = 1;
            for (var found = cells.next(); !found.isEmpty(); found = cells.next()) {
                row++;
                for (int i = 0; i < Math.min(found.size(), columns.get().size()); i++) {
                    if (!is(columns.get().get(i).type(), found.get(i))) {
                        differs.accept(
                                schema,
                                Plain.text(
                                        "Of the column %s it tells another type than row %s of %s has.",
                                        StrictZip.printable(header.get(i)), row, path));
                        return;
                    }
                }
            }
        } catch (IOException broken) {
            differs.accept(path, "It cannot be read as a table: " + broken.getMessage() + ".");
        }
    }

    private Optional<String> text(String schema) {
        if (bag.size(schema) < 0) {
            differs.accept(schema, "It is not there, and the table that it describes is.");
            return Optional.empty();
        }
        if (bag.size(schema) > MOST) {
            differs.accept(schema, "It is larger than such a file can be.");
            return Optional.empty();
        }
        try (var in = bag.open(schema)) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            differs.accept(schema, "It cannot be read: " + broken.getMessage() + ".");
            return Optional.empty();
        }
    }

    /// The columns of a header, each of the type that a description tells; empty when it tells other columns.
    private static Optional<List<Column>> columns(String schema, List<String> header) {
        try {
            var told = new JsonMapper().readTree(schema).path("columns");
            var columns = new ArrayList<Column>();
            for (var column : told) {
                columns.add(Column.of(
                        column.path("name").asString(""),
                        ColumnType.valueOf(column.path("type").asString("").toUpperCase(Locale.ROOT))));
            }
            return columns.stream().map(Column::id).toList().equals(header) ? Optional.of(columns) : Optional.empty();
        } catch (JacksonException | IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    private static final Pattern WHOLE = Pattern.compile("-?\\d+");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d+(?:\\.\\d+)?");
    private static final Pattern MONEY = Pattern.compile("-?\\d+(?:\\.\\d+)? [A-Z]{3}");
    private static final Pattern DATE = Pattern.compile("[+-]?\\d{4,9}-\\d\\d-\\d\\d");
    private static final Pattern INSTANT = Pattern.compile("[+-]?\\d{4,9}-\\d\\d-\\d\\dT[0-9:.]+Z");

    /// Whether a cell is of a type, in the form that the description of a table tells. What is unknown is of every
    /// type, and so is what was masked, which is a text.
    private static boolean is(ColumnType type, Cell cell) {
        if (cell.isQuoted()) {
            return type == ColumnType.TEXT
                    || type == ColumnType.CODE
                    || cell.text().contains(Mask.TEXT);
        }
        if (cell.text().isEmpty()) {
            return true;
        }
        return switch (type) {
            case TEXT, CODE -> false;
            case INTEGER -> WHOLE.matcher(cell.text()).matches();
            case DECIMAL -> DECIMAL.matcher(cell.text()).matches();
            case QUANTITY ->
                cell.text().equals("unlimited")
                        || cell.text().equals("unknown")
                        || DECIMAL.matcher(cell.text()).matches();
            case MONEY -> MONEY.matcher(cell.text()).matches();
            case DATE -> DATE.matcher(cell.text()).matches();
            case INSTANT -> INSTANT.matcher(cell.text()).matches();
            case FLAG -> cell.text().equals("true") || cell.text().equals("false");
        };
    }

    /// @param isQuoted whether it stands in quotes, as texts and codes do
    private record Cell(String text, boolean isQuoted) {}

    /// Reads an exact table with its quotes, which tell texts and numbers apart.
    private static final class Cells implements AutoCloseable {

        private final BufferedReader in;

        Cells(InputStream bytes) {
            this.in = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8), 1 << 16);
        }

        /// The cells of the next row; empty at the end.
        List<Cell> next() throws IOException {
            var row = new ArrayList<Cell>();
            var text = new StringBuilder();
            boolean quoted = false;
            boolean inside = false;
            boolean any = false;
            for (int read = in.read(); read >= 0; read = in.read()) {
                char sign = (char) read;
                any = true;
                if (inside) {
                    if (sign != '"') {
                        text.append(sign);
                    } else {
                        in.mark(1);
                        if (in.read() == '"') {
                            text.append('"');
                        } else {
                            in.reset();
                            inside = false;
                        }
                    }
                } else if (sign == '"' && text.isEmpty()) {
                    inside = true;
                    quoted = true;
                } else if (sign == ',' || sign == '\n') {
                    row.add(new Cell(text.toString(), quoted));
                    text.setLength(0);
                    quoted = false;
                    if (sign == '\n') {
                        return row;
                    }
                } else if (sign != '\uFEFF') {
                    text.append(sign);
                }
                if (text.length() > MOST) {
                    throw new PackageTables.Unreadable("it has a cell larger than such a table can have");
                }
            }
            if (any) {
                row.add(new Cell(text.toString(), quoted));
            }
            return row;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
