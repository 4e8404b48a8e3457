package app.assay.domain.source;

/// Something odd that was met while a file was read, and that left nothing out.
///
/// @param code stable code, such as `swid.namespace-draft`
public record LoadWarning(Place place, String code, String message) {}
