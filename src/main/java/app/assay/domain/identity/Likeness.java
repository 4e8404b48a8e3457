package app.assay.domain.identity;

/// What a record is to another one with which it shares a key.
public enum Likeness {
    /// The same, without a doubt that anybody need hear of.
    SAME,
    /// Taken for the same; somebody should look.
    LIKELY,
    /// Another one, though both have the same identifier; somebody should look.
    CONTRADICTED,
    /// Another one of the same name, or of the same reference but for its case, as far as a file can tell; somebody
    /// should look.
    NAMESAKE,
    /// Another one.
    OTHER;

    /// Whether the analyst is told.
    public boolean isQuestion() {
        return this == LIKELY || this == CONTRADICTED || this == NAMESAKE;
    }

    /// Whether both are one record.
    public boolean isOne() {
        return this == SAME || this == LIKELY;
    }
}
