package app.assay.service;

import app.assay.domain.source.RowMeaning;
import app.assay.work.Sentence;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What a file is and how it would be read, for the analyst to confirm or change.
///
/// @param format code of the format
/// @param confidence from 0 to 1
/// @param source name of the source that is proposed
/// @param note what else was seen
/// @param table how the table would be read; empty when the format needs no mapping
/// @param day how the day of the data stands to the position; empty without a register
public record ImportPreview(
        String format,
        double confidence,
        String source,
        Sentence note,
        Optional<TableProposal> table,
        Optional<DataDay> day) {

    /// The day that an import would tell of, beside the day of the position.
    ///
    /// @param day the data date that was told, or else the day of the import
    /// @param isTold whether the data date was told
    /// @param asAt day of the position as it is now
    /// @param isSet whether the analyst set that day; else it follows the data
    /// @param today the day of the import
    /// @param installations whether the file tells of installations, or may do so: those always count by day
    /// @param isLater whether the source has told something of an earlier day, which counts on that day
    public record DataDay(
            LocalDate day,
            boolean isTold,
            LocalDate asAt,
            boolean isSet,
            LocalDate today,
            boolean installations,
            boolean isLater) {

        /// Whether the import would not count, since the position is of an earlier day and stays there.
        public boolean isAfterAsAt() {
            return day.isAfter(asAt) && (movesTheDay() ? isSet : isLater);
        }

        /// Whether the position would move on to the day of the data.
        public boolean isMovingAsAt() {
            return movesTheDay() && !isSet && day.isAfter(asAt) && !isAfterToday();
        }

        private boolean movesTheDay() {
            return installations || isTold;
        }

        /// Whether the day has not come yet.
        public boolean isAfterToday() {
            return day.isAfter(today);
        }
    }

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
    public record Finding(String code, String column, Sentence words, boolean blocking) {

        /// The sentence in English.
        public String message() {
            return words.english();
        }
    }

    /// @param needed whether a row without it is rejected
    public record TargetChoice(String field, boolean needed) {}
}
