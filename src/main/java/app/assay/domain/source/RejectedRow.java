package app.assay.domain.source;

/// A row that was left out, with the first value that made it so.
///
/// @param found the text as it stands in the file, cut to 200 characters
/// @param raw the whole row as it stands in the file, to 100,000 characters; cells of a sheet joined by tabs
public record RejectedRow(Place place, RejectReason reason, String found, String raw) {}
