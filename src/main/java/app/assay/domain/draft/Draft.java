package app.assay.domain.draft;

import app.assay.domain.record.RecordKind;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// What stands in a form and is not saved: kept beside the register, so that neither a crash nor a closed window loses
/// what an analyst typed.
///
/// @param form the sort of form, such as `record`, `paste` or `rule`
/// @param kind the kind of record that the form writes
/// @param record the record that the form changes; empty for a new one
/// @param subject the record's name as people read it; empty for a new one
/// @param values texts by field as they were typed, also those that the checks refuse
/// @param base what the register said in these fields when they were typed
/// @param revision revision of the register when typing began
/// @param at when the draft was written
public record Draft(
        UUID id,
        String form,
        RecordKind kind,
        Optional<UUID> record,
        String subject,
        SortedMap<String, String> values,
        SortedMap<String, String> base,
        long revision,
        Instant at) {

    public Draft {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        base = Collections.unmodifiableSortedMap(new TreeMap<>(base));
    }
}
