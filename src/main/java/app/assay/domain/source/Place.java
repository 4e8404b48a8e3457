package app.assay.domain.source;

/// A place in an imported file.
///
/// @param file name of the file; for a file inside an archive `archive.zip!/inner/name`
/// @param sheet sheet of a workbook or path of an element; empty when the format has none
/// @param row row in the file, the header being row 1; 0 when the whole file is meant
/// @param column header of the column, or name of the attribute; empty when the whole row is meant
public record Place(String file, String sheet, long row, String column) {

    public static Place ofFile(String file) {
        return new Place(file, "", 0, "");
    }

    /// Such as `installs.csv, row 17, column last seen`.
    public String text() {
        var text = new StringBuilder(file);
        if (!sheet.isEmpty()) {
            text.append(", ").append(sheet);
        }
        if (row > 0) {
            text.append(", row ").append(row);
        }
        if (!column.isEmpty()) {
            text.append(", column ").append(column);
        }
        return text.toString();
    }
}
