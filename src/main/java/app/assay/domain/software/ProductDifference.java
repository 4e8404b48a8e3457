package app.assay.domain.software;

/// A field in which an own definition of a product differs from the shipped one.
///
/// @param field such as `name`, `edition professional`, `release 2021`, `component microsoft/visio`
/// @param shipped what the shipped catalogue says; empty when it says nothing
/// @param own what the analyst says; empty when that is nothing
public record ProductDifference(String field, String shipped, String own) {}
