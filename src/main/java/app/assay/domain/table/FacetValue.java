package app.assay.domain.table;

/// A value of a column and how many rows of a query have it.
///
/// @param value canonical text; empty stands for unknown
public record FacetValue(String value, long rows) {}
