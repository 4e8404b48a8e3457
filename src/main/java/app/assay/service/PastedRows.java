package app.assay.service;

import app.assay.domain.record.RecordKind;
import app.assay.domain.source.RejectReason;
import app.assay.importing.formats.text.PastedTable;
import app.assay.importing.formats.text.PastedTable.Block;
import app.assay.importing.formats.text.PastedTable.Column;
import app.assay.importing.profile.DateOrder;
import app.assay.importing.profile.DecimalMark;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads blocks from the clipboard as tables that come by file are read. Needs no register.
public final class PastedRows {

    /// Codes of the orders in which the numbers of a date can stand.
    public static final List<String> DATE_ORDERS =
            Arrays.stream(DateOrder.values()).map(Enum::name).toList();

    /// Codes of the marks before the decimals of a number.
    public static final List<String> DECIMAL_MARKS =
            Arrays.stream(DecimalMark.values()).map(Enum::name).toList();

    private PastedRows() {}

    /// A column of a block and the field that it fills; empty for none.
    public record Named(String header, String field) {}

    /// A block: its columns, and its rows without headers and blank ones.
    ///
    /// @param named whether it has headers
    public record Found(boolean named, List<Named> columns, List<List<String>> rows) {
        public Found {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /// What a cell says.
    ///
    /// @param value canonical text; what stands in the cell where it could not be read, or is the name of something
    /// @param wrong why it could not be read
    public record Said(String value, Optional<RejectReason> wrong) {}

    /// Names of the fields that a column can fill.
    public static List<String> fields(RecordKind kind) {
        return PastedTable.fields(kind);
    }

    /// The rows of a text that has no tabulators; see [PastedTable#split(String)].
    public static List<List<String>> split(String text) {
        return PastedTable.split(text);
    }

    /// Finds the headers of a block and what they name.
    ///
    /// @throws app.assay.work.Fault `INPUT_OVER_LIMIT` if it holds more than a table may
    public static Found look(RecordKind kind, List<List<String>> block) {
        Block found = PastedTable.look(kind, block);
        return new Found(
                found.named(),
                found.columns().stream()
                        .map(column -> new Named(column.header(), column.field()))
                        .toList(),
                found.rows());
    }

    /// What the cells of each row say, by field.
    ///
    /// @param dateOrder one of [#DATE_ORDERS]; empty to let the values show it
    /// @param decimalMark one of [#DECIMAL_MARKS]; empty to let the values show it
    /// @throws app.assay.work.Fault `INPUT_OVER_LIMIT` if it holds more than a table may
    public static List<Map<String, Said>> read(
            RecordKind kind, List<Named> columns, List<List<String>> rows, String dateOrder, String decimalMark) {
        return PastedTable.read(
                        kind,
                        columns.stream()
                                .map(column -> new Column(column.header(), column.field()))
                                .toList(),
                        rows,
                        new PastedTable.Manner(
                                Optional.of(dateOrder)
                                        .filter(DATE_ORDERS::contains)
                                        .map(DateOrder::valueOf),
                                Optional.of(decimalMark)
                                        .filter(DECIMAL_MARKS::contains)
                                        .map(DecimalMark::valueOf)))
                .stream()
                .map(PastedRows::said)
                .toList();
    }

    private static Map<String, Said> said(Map<String, PastedTable.Cell> cells) {
        var said = new TreeMap<String, Said>();
        cells.forEach((field, cell) -> said.put(field, new Said(cell.value(), cell.wrong())));
        return said;
    }
}
