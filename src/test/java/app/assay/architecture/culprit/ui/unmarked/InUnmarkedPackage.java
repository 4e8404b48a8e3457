package app.assay.architecture.culprit.ui.unmarked;

/// Lives in a package that does not say that nothing is null.
public final class InUnmarkedPackage {}
