package app.assay.domain.code;

/// How a recognition rule compares its text with a title.
public enum RuleMatch {
    /// The whole title, letter case and runs of blanks aside.
    LITERAL,
    /// The beginning of the title.
    PREFIX,
    /// The text anywhere in the title.
    CONTAINS,
    /// A regular expression, validated and limited in time.
    PATTERN
}
