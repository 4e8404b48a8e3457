package app.assay.ui.grid;

/// Texts of cells that are too long to be laid out whole.
final class LongText {

    /// So many characters of a cell are laid out.
    static final int MOST_SHOWN = 500;

    /// So many characters of a cell that is cut are told beside it.
    static final int MOST_TOLD = 2_000;

    private LongText() {}

    /// The beginning of a text, no character torn apart.
    static String beginning(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most) + "…";
    }
}
