package app.assay.service;

import app.assay.domain.source.RowMeaning;
import java.util.List;
import java.util.Optional;

/// What a file is and how it would be read, for the analyst to confirm or change.
///
/// @param format code of the format
/// @param confidence from 0 to 1
/// @param source name of the source that is proposed
/// @param note what else was seen
/// @param table how the table would be read; empty when the format needs no mapping
public record ImportPreview(
        String format, double confidence, String source, String note, Optional<TableProposal> table) {

    /// @param meaning what a row means, when the headers decide it
    /// @param fields fields that a column may be given, for the meaning
    public record TableProposal(
            String encoding,
            String separator,
            String sheet,
            List<String> sheets,
            int headerRow,
            Optional<RowMeaning> meaning,
            List<ColumnProposal> columns,
            List<List<String>> rows,
            List<Finding> findings,
            List<TargetChoice> fields) {
        public TableProposal {
            sheets = List.copyOf(sheets);
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            findings = List.copyOf(findings);
            fields = List.copyOf(fields);
        }
    }

    /// @param field proposed field, empty when the column is left out
    public record ColumnProposal(String header, String field, double confidence) {}

    /// @param column header it is about; empty for the table
    public record Finding(String code, String column, String message, boolean blocking) {}

    /// @param needed whether a row without it is rejected
    public record TargetChoice(String field, boolean needed) {}
}
