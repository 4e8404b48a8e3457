package app.assay.importing.profile;

import java.util.List;

/// How a table is laid out: proposed from a sample, changed by a [MappingProfile].
///
/// @param encoding name of the character set, such as `UTF-8`; empty for a workbook
/// @param separator between the fields; a blank for a workbook
/// @param quote around a field
/// @param headerRow row of the headers, from 1; 0 when there are none
/// @param sheet the sheet to read; empty for a text table
/// @param sheets all visible sheets of the workbook in order; empty for a text table
/// @param hiddenSheets the sheets of the workbook that nobody sees, in order
public record TableLayout(
        String encoding,
        char separator,
        char quote,
        int headerRow,
        String sheet,
        List<String> sheets,
        List<String> hiddenSheets) {

    public TableLayout {
        hiddenSheets = List.copyOf(hiddenSheets);
        sheets = List.copyOf(sheets);
        if (headerRow < 0) {
            throw new IllegalArgumentException("header row is " + headerRow);
        }
    }

    /// The layout of a text table.
    public static TableLayout ofText(String encoding, char separator, char quote, int headerRow) {
        return new TableLayout(encoding, separator, quote, headerRow, "", List.of(), List.of());
    }

    public TableLayout withHeaderRow(int row) {
        return new TableLayout(encoding, separator, quote, row, sheet, sheets, hiddenSheets);
    }

    public TableLayout withSheet(String name) {
        return new TableLayout(encoding, separator, quote, headerRow, name, sheets, hiddenSheets);
    }
}
