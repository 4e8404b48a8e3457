package app.assay.domain.source;

/// How far an import is.
public enum LoadState {
    /// Being written; not visible.
    STAGING,
    /// Visible; its facts count.
    PUBLISHED,
    /// Taken back; its facts are kept but do not count.
    WITHDRAWN
}
