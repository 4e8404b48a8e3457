package app.assay.architecture.culprit.misc;

/// Lives in a package that is no layer.
public final class InNoLayer {}
