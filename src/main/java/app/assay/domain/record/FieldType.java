package app.assay.domain.record;

/// How the canonical text of a field is read. Canonical texts are the same in every locale; empty means unknown.
public enum FieldType {
    /// Any text.
    TEXT,
    /// A whole number, such as `12`.
    INTEGER,
    /// A plain decimal, such as `0.5`.
    DECIMAL,
    /// A plain decimal, `unlimited` or `unknown`; see [app.assay.domain.value.Quantity].
    QUANTITY,
    /// An amount and its currency, such as `12.5 EUR`; see [app.assay.domain.value.Money].
    MONEY,
    /// An ISO date, such as `2026-06-30`.
    DATE,
    /// An ISO instant in UTC.
    INSTANT,
    /// `true` or `false`.
    FLAG,
    /// One of the codes of the field.
    CODE,
    /// The canonical text of a licence metric; see [app.assay.domain.entitlement.Metric].
    METRIC,
    /// The UUID of another record.
    REFERENCE,
    /// The key of a product of the catalogue.
    PRODUCT
}
