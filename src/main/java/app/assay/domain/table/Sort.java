package app.assay.domain.table;

/// A column to sort by. Unknown values come last in both directions; ties go by natural key, then identity.
public record Sort(String column, boolean descending) {}
