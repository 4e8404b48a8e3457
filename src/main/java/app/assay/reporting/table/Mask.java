package app.assay.reporting.table;

/// What stands in a package in the place of a secret.
public final class Mask {

    public static final String TEXT = "*****";

    private Mask() {}
}
