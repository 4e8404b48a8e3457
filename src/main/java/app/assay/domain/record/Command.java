package app.assay.domain.record;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What an analyst asks for in one step; done whole or not at all, undone whole.
///
/// @param action the code of what is done, such as `entitlement.edit`; screens translate it
/// @param subject what it is done to, in plain words
/// @param reason why, as the analyst says; may be empty
public record Command(String action, String subject, String reason, List<Edit> edits) {

    public Command {
        edits = List.copyOf(edits);
    }

    /// New values for some fields of one record. Fields not named stay as they are.
    ///
    /// @param values canonical texts by field; the empty text takes the analyst's value away
    /// @param delete takes the analyst's record away, from every day; `values` is then empty
    /// @param day from when the values hold
    public record Edit(RecordKind kind, UUID id, Map<String, String> values, boolean delete, EditDay day) {
        public Edit {
            values = Map.copyOf(values);
        }

        /// The same from another day on.
        public Edit holding(EditDay other) {
            return new Edit(kind, id, values, delete, other);
        }

        public static Edit set(RecordKind kind, UUID id, Map<String, String> values) {
            return new Edit(kind, id, values, false, EditDay.USUAL);
        }

        public static Edit delete(RecordKind kind, UUID id) {
            return new Edit(kind, id, Map.of(), true, EditDay.EVERY_DAY);
        }
    }

    /// Something wrong with a value, told beside its field.
    ///
    /// @param field empty when the record as a whole is at fault
    /// @param blocking whether the command is refused; else it is a warning
    public record Finding(UUID id, Optional<String> field, boolean blocking, String code, String message) {}
}
