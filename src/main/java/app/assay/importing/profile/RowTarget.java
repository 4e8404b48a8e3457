package app.assay.importing.profile;

import app.assay.domain.record.FieldType;
import app.assay.domain.source.RowMeaning;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What a row of a table tells that makes a record of a kind which needs nothing special. One class each, and one line
/// in [RowTargets].
public interface RowTarget {

    /// What a row means.
    RowMeaning meaning();

    /// What a row needs: of each group at least one field.
    List<List<String>> needs();

    /// The headers of columns by the field that they fill, in keys without blanks: the best first.
    Map<String, String> headers();

    /// The words of files for the codes of a field, one line `CODE: word word` for each.
    default Map<String, List<String>> codes() {
        return Map.of();
    }

    /// Fields of a row that are no fields of the record: [#complete] makes others of them.
    default Map<String, FieldType> beside() {
        return Map.of();
    }

    /// Fields of the record that a row may lack, since [#complete] makes them.
    default Set<String> made() {
        return Set.of();
    }

    /// Fields without which a row would say something else: where one cannot be understood the row is left out.
    default Set<String> strict() {
        return Set.of();
    }

    /// Whether a table with these columns is surely one of such rows.
    ///
    /// @param fields the fields that its headers name, by what a row may mean
    boolean isMeant(Function<RowMeaning, Set<String>> fields);

    /// Makes the fields that the row lacks.
    ///
    /// @param record canonical texts by field
    /// @return the field whose value cannot be; empty when all can
    default Optional<String> complete(Map<String, String> record) {
        return Optional.empty();
    }
}
