package app.assay.reporting.verify;

/// What is told of a package.
interface PackageReport {
    void differs(String path, String reason);

    void notChecked(String path, String reason);
}
