package app.assay.architecture.culprit.engine.circle;

/// One of a sealed family.
record FirstWell() implements FamilyWell {}
