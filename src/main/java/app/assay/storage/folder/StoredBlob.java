package app.assay.storage.folder;

/// Bytes kept under their hash.
///
/// @param sha256 lower-case hexadecimal
public record StoredBlob(String sha256, long bytes) {

    public StoredBlob {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("Not a SHA-256 in lower-case hexadecimal: " + sha256);
        }
    }
}
