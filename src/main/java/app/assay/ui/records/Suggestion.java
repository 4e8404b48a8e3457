package app.assay.ui.records;

/// Something that a field offers while one types.
///
/// @param text what the field will hold
/// @param detail what tells it from others; may be empty
public record Suggestion(String text, String detail) {}
