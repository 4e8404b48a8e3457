package app.assay.engine.recognise;

import app.assay.domain.record.RecordState;
import app.assay.domain.software.RawTitle;

/// What a file or an analyst said a right, a seat or a measurement is for. Two records with the same texts are for the
/// same.
///
/// @param product name, or key in the catalogue
/// @param partNumber the seller's number; empty when none was told
/// @param metric as it was said: a word, or the canonical text of a metric; empty when nothing was said
public record RightText(
        String product, String publisher, String edition, String version, String partNumber, String metric) {

    /// The texts of a record that names a product; fields that its kind does not have are empty.
    public static RightText of(RecordState state) {
        return new RightText(
                state.text("product").strip(),
                state.text("publisher").strip(),
                state.text("edition").strip(),
                state.text("version").strip(),
                state.text("partNumber").strip(),
                state.text("metric").strip());
    }

    /// The texts as a title, so that what was decided for a title of the same texts holds for the right too: the
    /// edition, where it is told apart, ends the name.
    ///
    /// @param id number of the title
    public RawTitle title(int id) {
        return new RawTitle(id, named(product, edition), publisher, version, "");
    }

    static String named(String... parts) {
        return String.join(" ", parts).strip().replaceAll(" +", " ");
    }
}
