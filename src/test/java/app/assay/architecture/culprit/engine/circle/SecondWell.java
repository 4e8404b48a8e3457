package app.assay.architecture.culprit.engine.circle;

/// One of a sealed family.
record SecondWell() implements FamilyWell {}
