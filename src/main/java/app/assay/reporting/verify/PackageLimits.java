package app.assay.reporting.verify;

/// How much a ZIP may hold.
///
/// @param entries files and folders
/// @param total bytes that all of it unpacks to
/// @param entry bytes that one file unpacks to
/// @param ratio how many times its packed size a file of more than 1 MiB may unpack to
public record PackageLimits(long entries, long total, long entry, long ratio) {

    /// 250,000 files, 64 GiB in all, 16 GiB each; no deflated file can go much beyond a ratio of 1,000.
    public static final PackageLimits DEFAULT = new PackageLimits(250_000, 64L << 30, 16L << 30, 1_000);
}
