package app.assay.importing.table;

import app.assay.domain.source.RowMeaning;
import app.assay.importing.profile.TableLayout;
import app.assay.importing.value.TableColumn;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How each column of one table is read: everything that was proposed, told and found out from a sample.
///
/// @param columns one per column of the table
/// @param constants value of a field where the row has none
/// @param currency for amounts whose own text and row name none
/// @param findings what deserves a look
/// @param absent headers that the profile names and the table lacks
public record TablePlan(
        Optional<RowMeaning> meaning,
        double meaningConfidence,
        TableLayout layout,
        List<TableColumn> columns,
        Map<String, String> constants,
        Optional<String> currency,
        List<TablePreview.Finding> findings,
        List<String> absent) {

    TablePlan withColumns(List<TableColumn> others) {
        return new TablePlan(meaning, meaningConfidence, layout, others, constants, currency, findings, absent);
    }

    /// The column that fills a field.
    Optional<TableColumn> filling(String field) {
        return columns.stream().filter(column -> column.field().equals(field)).findFirst();
    }

    List<String> headers() {
        return columns.stream().map(TableColumn::header).toList();
    }
}
