package app.assay.reporting;

import app.assay.domain.table.TableQuery;
import app.assay.domain.table.TableSource;
import app.assay.work.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/// Writes any table to a file. The signatures stand; the bodies follow within the hour.
@SuppressWarnings("DoNotCallSuggester")
public final class TableExport {

    private TableExport() {}

    /// Formats of a table's export.
    public enum Format {
        /// Exact CSV: UTF-8, LF, every text quoted.
        CSV,
        /// CSV that is safe to open by double-click.
        CSV_SPREADSHEET,
        XLSX
    }

    /// @param columns ids of the columns to write, in order; empty for all
    /// @param at the time that the file tells as its own, such as that of the revision
    public static void write(
            TableSource table,
            TableQuery query,
            List<String> columns,
            Format format,
            Instant at,
            OutputStream out,
            Progress progress)
            throws IOException {
        throw new UnsupportedOperationException("not written yet");
    }
}
