package app.assay.importing.formats.workbook;

import app.assay.importing.value.RowSource;
import java.io.Closeable;
import java.util.List;

/// An open workbook of any kind.
interface Sheets extends Closeable {

    /// The visible sheets in the order of their tabs.
    List<String> sheetNames();

    /// The sheets that nobody sees, in the order of their tabs; they are not read.
    List<String> hiddenSheets();

    /// Bytes of a sheet, for progress; -1 when unknown.
    long size(String sheet);

    /// The rows of a sheet from the first on, each call anew. One sheet is read at a time.
    ///
    /// @throws app.assay.work.Fault if there is no such sheet or it cannot be read
    RowSource rows(String sheet);
}
