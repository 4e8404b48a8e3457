package app.assay.importing.profile;

/// What stands between the whole and the fraction of a number.
public enum DecimalMark {
    POINT('.', ','),
    COMMA(',', '.');

    private final char mark;
    private final char grouping;

    DecimalMark(char mark, char grouping) {
        this.mark = mark;
        this.grouping = grouping;
    }

    public char mark() {
        return mark;
    }

    /// The character that then groups thousands.
    public char grouping() {
        return grouping;
    }
}
