package app.assay.importing.table;

import app.assay.domain.source.RowMeaning;
import app.assay.importing.profile.DateOrder;
import app.assay.importing.profile.MappingProfile;
import app.assay.importing.profile.TableLayout;
import app.assay.work.Sentence;
import java.util.List;
import java.util.Optional;

/// How a table would be read, for the analyst to confirm or change.
///
/// @param format `csv` or `xlsx`
/// @param meaning what a row means: as told, else proposed; empty when the headers do not decide it
/// @param meaningConfidence from 0 to 1; 1 when told
/// @param columns one per column of the table, in order
/// @param rows the first rows of data
/// @param findings what deserves a look
/// @param proposal everything as a profile, ready to be changed and saved; empty while the meaning is open
public record TablePreview(
        String format,
        TableLayout layout,
        Optional<RowMeaning> meaning,
        double meaningConfidence,
        List<Column> columns,
        List<Row> rows,
        List<Finding> findings,
        Optional<MappingProfile> proposal) {

    public TablePreview {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        findings = List.copyOf(findings);
    }

    /// A column with its proposed field.
    ///
    /// @param index from 0
    /// @param header as shown and as used in profiles: blank and repeated headers are made distinct
    /// @param field name of the proposed [TargetField]; empty when the column is left out
    /// @param confidence of that field, from 0 to 1; 1 when the profile says so
    /// @param dateOrder decided order of a date column
    public record Column(int index, String header, String field, double confidence, Optional<DateOrder> dateOrder) {}

    /// A row of data as it will be read.
    ///
    /// @param number row in the file, the first being 1
    public record Row(long number, List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /// Something that deserves a look before the import.
    ///
    /// @param code stable code, such as `date.ambiguous`, `header.duplicate`, `column.empty`, `field.missing`
    /// @param column header of the column it is about; empty when it is about the table
    /// @param words in plain words
    /// @param blocking whether the table cannot be imported before this is settled
    public record Finding(String code, String column, Sentence words, boolean blocking) {

        /// The sentence in English.
        public String message() {
            return words.english();
        }
    }
}
