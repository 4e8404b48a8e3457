package app.assay.importing.formats.text;

import app.assay.domain.record.FieldType;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.RejectReason;
import app.assay.domain.source.RowMeaning;
import app.assay.importing.format.ReadOptions;
import app.assay.importing.guard.Guard;
import app.assay.importing.guard.Head;
import app.assay.importing.guard.Inputs;
import app.assay.importing.guard.Limits;
import app.assay.importing.profile.DateOrder;
import app.assay.importing.profile.DecimalMark;
import app.assay.importing.profile.MappingProfile;
import app.assay.importing.profile.TableLayout;
import app.assay.importing.profile.TargetField;
import app.assay.importing.table.TablePlanner;
import app.assay.importing.value.BadCell;
import app.assay.importing.value.CellValues;
import app.assay.importing.value.Row;
import app.assay.importing.value.RowSource;
import app.assay.importing.value.TableColumn;
import app.assay.work.Progress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// A block of cells from the clipboard, read as a table that comes by file: the same words for headers, the same dates,
/// numbers and codes. What cannot be read is told at its cell; nothing is decided about a whole row.
public final class PastedTable {

    private static final String NAME = "clipboard";
    private static final char TABULATOR = '\t';

    /// @param header as it stands in the block; `column 3` where it has none
    /// @param field the field that the header names; empty when it names none
    public record Column(String header, String field) {}

    /// A block as a table.
    ///
    /// @param named whether a row of headers was found
    /// @param rows the rows of data, without those that are blank
    public record Block(boolean named, List<Column> columns, List<List<String>> rows) {
        public Block {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /// What a cell says.
    ///
    /// @param value canonical text; what stands in the cell where it could not be read, or is the name of something
    /// @param wrong why it could not be read
    public record Cell(String value, Optional<RejectReason> wrong) {}

    /// How numbers and dates are read where their values do not show it.
    public record Manner(Optional<DateOrder> dates, Optional<DecimalMark> decimals) {}

    private PastedTable() {}

    /// What rows of a kind mean when they come by file.
    ///
    /// @throws IllegalArgumentException if no file brings such records
    private static RowMeaning meaning(RecordKind kind) {
        return Arrays.stream(RowMeaning.values())
                .filter(meaning -> meaning.kind().equals(Optional.of(kind)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no file brings records of the kind " + kind));
    }

    /// Names of the fields that a column can fill.
    public static List<String> fields(RecordKind kind) {
        return TargetField.of(meaning(kind)).stream().map(TargetField::name).toList();
    }

    /// The rows of a text whose cells stand apart by commas, semicolons or bars, as in a CSV file; one cell in each
    /// row
    /// where they do not.
    ///
    /// @throws app.assay.work.Fault `INPUT_…` if it is no table, such as one with a quote that is never closed
    public static List<List<String>> split(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var input = Inputs.of(NAME, bytes);
        var head = text.substring(0, Math.min(text.length(), Head.BYTES));
        var layout = TableLayout.ofText(
                StandardCharsets.UTF_8.name(),
                CsvSniffer.guess(head, head.length() == text.length()).separator(),
                '"',
                0);
        return Guard.call(NAME, () -> {
            var rows = new ArrayList<List<String>>();
            try (RowSource source = CsvRows.open(input, layout, Limits.DEFAULT, Progress.NONE)) {
                for (Row row = source.next(); row != null; row = source.next()) {
                    var cells = new ArrayList<String>();
                    for (int column = 0; column < row.size(); column++) {
                        cells.add(row.text(column));
                    }
                    rows.add(cells);
                }
            }
            return rows;
        });
    }

    /// Finds the headers of a block and what they name.
    ///
    /// @throws app.assay.work.Fault `INPUT_OVER_LIMIT` if it holds more than a table may
    public static Block look(RecordKind kind, List<List<String>> block) {
        List<List<String>> cells = block.stream()
                .filter(row -> row.stream().anyMatch(cell -> !cell.isBlank()))
                .toList();
        return Guard.call(NAME, () -> {
            var meaning = meaning(kind);
            Supplier<RowSource> rows = rows(cells);
            int header;
            try (RowSource source = rows.get()) {
                header = TablePlanner.headerRow(source);
            }
            // A header row is known by its line, and cells above it may have several.
            int above = 0;
            try (RowSource source = rows.get()) {
                for (Row row = source.next(); row != null && row.number() <= header; row = source.next()) {
                    above++;
                }
            }
            var layout = layout(header);
            var plan = new TablePlanner(NAME, ReadOptions.as(meaning)).plan(layout, rows);
            int width = cells.stream().mapToInt(List::size).max().orElse(0);
            var columns = new ArrayList<Column>();
            for (int place = 0; place < width; place++) {
                columns.add(
                        place < plan.columns().size()
                                ? new Column(
                                        plan.columns().get(place).header(),
                                        plan.columns().get(place).field())
                                : new Column("column " + (place + 1), ""));
            }
            return new Block(header > 0, columns, cells.subList(above, cells.size()));
        });
    }

    /// Reads the cells of a block by the fields of its columns.
    ///
    /// @return of each row what its cells say, by field; blank cells say nothing
    /// @throws app.assay.work.Fault `INPUT_OVER_LIMIT` if it holds more than a table may
    public static List<Map<String, Cell>> read(
            RecordKind kind, List<Column> columns, List<List<String>> block, Manner manner) {
        return Guard.call(NAME, () -> {
            var meaning = meaning(kind);
            var fields = new LinkedHashMap<String, TargetField>();
            TargetField.of(meaning).forEach(field -> fields.put(field.name(), field));
            var planned = new ArrayList<TableColumn>();
            var used = new HashSet<String>();
            for (int place = 0; place < columns.size(); place++) {
                var column = columns.get(place);
                boolean fills = fields.containsKey(column.field()) && used.add(column.field());
                planned.add(new TableColumn(
                        place, column.header(), fills ? column.field() : "", 1, Optional.empty(), Optional.empty()));
            }
            var profile = MappingProfile.of("", meaning);
            profile = manner.dates().map(profile::withDateOrder).orElse(profile);
            profile = manner.decimals().map(profile::withDecimalMark).orElse(profile);
            var rows = rows(block);
            var settled = new TablePlanner(NAME, ReadOptions.as(meaning).withProfile(profile))
                    .sampled(meaning, planned, layout(0), rows, new ArrayList<>());
            var values = new CellValues(meaning, Optional.empty());
            var all = new ArrayList<Map<String, Cell>>();
            try (RowSource source = rows.get()) {
                for (Row row = source.next(); row != null; row = source.next()) {
                    all.add(cells(row, settled, fields, values));
                }
            }
            return all;
        });
    }

    private static Map<String, Cell> cells(
            Row row, List<TableColumn> columns, Map<String, TargetField> fields, CellValues values) {
        String currency = columns.stream()
                .filter(column -> column.field().equals(TargetField.CURRENCY))
                .findFirst()
                .map(column -> row.text(column.index()))
                .orElse("");
        var said = new TreeMap<String, Cell>();
        for (TableColumn column : columns) {
            var field = fields.get(column.field());
            String text = row.text(column.index());
            if (field == null || text.isEmpty() || field.name().equals(TargetField.CURRENCY)) {
                continue;
            }
            try {
                long bare = values.pricesWithoutCurrency();
                String value = values.canonical(field, column, row, currency);
                boolean isBare = field.type() == FieldType.MONEY && values.pricesWithoutCurrency() > bare;
                said.put(
                        field.name(),
                        isBare ? new Cell(text, Optional.of(RejectReason.MISSING)) : new Cell(value, Optional.empty()));
            } catch (BadCell bad) {
                said.put(field.name(), new Cell(text, Optional.of(bad.reason())));
            }
        }
        return said;
    }

    private static TableLayout layout(int headerRow) {
        return TableLayout.ofText(StandardCharsets.UTF_8.name(), TABULATOR, '"', headerRow);
    }

    /// The cells as a text table in memory, so that they go the way of a file. Every cell is quoted: a blank one,
    /// too,
    /// keeps its row.
    private static Supplier<RowSource> rows(List<List<String>> cells) {
        var text = new StringBuilder();
        for (var row : cells) {
            for (int place = 0; place < Math.max(1, row.size()); place++) {
                String cell = row.isEmpty() ? "" : row.get(place);
                text.append(place == 0 ? "" : TABULATOR)
                        .append('"')
                        .append(cell.replace("\"", "\"\""))
                        .append('"');
            }
            text.append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        var input = Inputs.of(NAME, bytes);
        return () -> CsvRows.open(input, layout(0), Limits.DEFAULT, Progress.NONE);
    }
}
