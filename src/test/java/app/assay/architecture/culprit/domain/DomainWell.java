package app.assay.architecture.culprit.domain;

/// Breaks no rule.
public final class DomainWell {}
