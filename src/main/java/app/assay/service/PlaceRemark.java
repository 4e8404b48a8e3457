package app.assay.service;

/// Something about the place of a register that can lose work there.
///
/// @param detail the part of the path, the kind of file system or the file that tells
public record PlaceRemark(Kind kind, String detail) {

    /// What watches over the place.
    public enum Kind {
        ONEDRIVE("OneDrive"),
        DROPBOX("Dropbox"),
        ICLOUD("iCloud Drive"),
        GOOGLE_DRIVE("Google Drive"),
        SYNCTHING("Syncthing"),
        NEXTCLOUD("Nextcloud"),
        OWNCLOUD("ownCloud"),
        /// A program that keeps its copies where macOS puts those of all cloud services.
        CLOUD_STORAGE("a cloud service"),
        NETWORK("a network place"),
        CONFLICT_COPY("a conflict copy");

        private final String shown;

        Kind(String shown) {
            this.shown = shown;
        }

        /// The name of the product, or the words for it.
        public String shown() {
            return shown;
        }
    }

    /// What is found and what to do, in one line.
    public String sentence() {
        return switch (kind) {
            case NETWORK ->
                ("The register lies in a network place (%s), where two machines can write it at once."
                                + " Keep it on a local disk and exchange packages.")
                        .formatted(detail);
            case CONFLICT_COPY ->
                ("A sync program left a conflict copy (%s): the register was changed on two machines."
                                + " Keep it on a local disk and exchange packages; delete nothing before both are compared.")
                        .formatted(detail);
            default ->
                ("The register lies in a folder that %s keeps in step (%s), which can tear it or make conflict copies."
                                + " Keep it on a local disk and exchange packages.")
                        .formatted(kind.shown(), detail);
        };
    }
}
