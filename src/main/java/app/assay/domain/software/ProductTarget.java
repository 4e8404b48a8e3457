package app.assay.domain.software;

/// What a title is recognised as. Edition and version are empty when the title does not tell; they are never guessed.
///
/// @param product key of the product
/// @param edition key of the edition, or empty
/// @param release key of the version, or empty
public record ProductTarget(String product, String edition, String release) {

    /// One line that sorts and reads well, such as `microsoft/office|professional-plus|2019`.
    public String text() {
        return product + "|" + edition + "|" + release;
    }
}
