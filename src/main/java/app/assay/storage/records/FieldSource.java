package app.assay.storage.records;

import java.util.Optional;
import java.util.UUID;

/// One thing that was said about one field of a record, by a file or by the analyst.
///
/// @param value canonical text; for a reference that a file makes, the name that the file uses
/// @param load the load that says it; empty when the analyst does
/// @param file file within the load; empty for the analyst
/// @param row row in that file; 0 for the analyst
/// @param counts whether this is the value that the record shows
/// @param pending whether it is the name of a record that nobody knows yet
public record FieldSource(
        String field, String value, Optional<UUID> load, String file, long row, boolean counts, boolean pending) {}
