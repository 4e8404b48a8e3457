package app.assay.domain.table;

/// What the cells of a column hold.
public enum ColumnType {
    /// [String]
    TEXT,
    /// [Long]
    INTEGER,
    /// [java.math.BigDecimal]
    DECIMAL,
    /// [app.assay.domain.value.Quantity]
    QUANTITY,
    /// [app.assay.domain.value.Money]
    MONEY,
    /// [java.time.LocalDate]
    DATE,
    /// [java.time.Instant]
    INSTANT,
    /// [String], a code that the screen translates and gives a sign
    CODE,
    /// [Boolean]
    FLAG
}
