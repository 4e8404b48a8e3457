package app.assay.storage.check;

import app.assay.work.Sentence;
import java.util.List;

/// What a full check of a register found.
///
/// @param trailEntries entries of the trail that were recomputed
/// @param journalEntries entries of the journal that were compared with them
/// @param rows rows of loads whose check sums were recomputed
/// @param packedRows packed installations whose digest was recomputed
/// @param blobs kept files whose hash was recomputed
/// @param loads loads whose balance was counted anew
/// @param differences what differs; empty when all agrees
public record VerifyReport(
        long trailEntries,
        long journalEntries,
        long rows,
        long packedRows,
        long blobs,
        long loads,
        List<Difference> differences) {

    public VerifyReport {
        differences = List.copyOf(differences);
    }

    /// Something that is not as it was saved.
    ///
    /// @param table the table in lower case, or `journal`, `blobs`, `seal`
    /// @param row which row: its number or identity; empty for a table as a whole
    /// @param field which field or column; empty for a row as a whole
    /// @param words the same in one sentence, with what was found and what was told where both are known
    public record Difference(String table, String row, String field, Sentence words) {

        /// The sentence in English.
        public String message() {
            return words.english();
        }
    }

    /// The same with what else differs.
    public VerifyReport and(List<Difference> further) {
        var all = new java.util.ArrayList<>(differences);
        all.addAll(further);
        return new VerifyReport(trailEntries, journalEntries, rows, packedRows, blobs, loads, all);
    }

    public boolean intact() {
        return differences.isEmpty();
    }

    /// The sentences in English.
    public List<String> messages() {
        return differences.stream().map(Difference::message).toList();
    }

    /// The sentences.
    public List<Sentence> words() {
        return differences.stream().map(Difference::words).toList();
    }
}
