package app.assay.domain.software;

/// Whether a product needs a licence at all.
public enum Licensing {
    LICENSABLE,
    FREE,
    OPEN_SOURCE,
    /// Part of something else, never licensed by itself.
    COMPONENT,
    /// An update, hot fix, driver, language pack or runtime.
    UPDATE,
    UNKNOWN
}
