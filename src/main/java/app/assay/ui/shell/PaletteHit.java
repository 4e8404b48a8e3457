package app.assay.ui.shell;

/// A record that the palette found.
///
/// @param kind what it is, such as "Device", in the screen's language
/// @param detail what tells it from others of its name; may be empty
/// @param place where it is shown
public record PaletteHit(String kind, String title, String detail, Drill place) {}
