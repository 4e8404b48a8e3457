package app.assay.domain.code;

/// What the value of a measurement of use says about its time.
public enum UsageKind {
    /// The most that was in use at once.
    PEAK,
    /// All that was used, added up.
    SUM,
    /// The average that was in use.
    AVERAGE,
    /// What was in use at the end.
    LAST,
    /// In use all the time from the beginning to the end, such as a session of a person.
    SESSION
}
