package app.assay.reporting;

/// What stands in a package in the place of a secret.
final class Mask {

    static final String TEXT = "*****";

    private Mask() {}
}
