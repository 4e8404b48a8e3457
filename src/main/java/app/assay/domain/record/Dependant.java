package app.assay.domain.record;

import java.util.UUID;

/// Something of a record that names one that would be gone.
///
/// @param from the record that names it
/// @param target the record that would be gone
/// @param told in plain words
public record Dependant(UUID from, UUID target, String told) {}
