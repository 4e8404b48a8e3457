package app.assay.domain.code;

/// Which versions a right covers, measured from its own version.
public enum VersionCover {
    /// Its own version only.
    EXACT,
    /// Its own version and earlier ones (downgrade right).
    AND_EARLIER,
    /// Every version, for as long as the right or its maintenance lasts.
    ANY
}
