package app.assay.reporting;

/// How a cell of a workbook looks. The workbook gives each style that is used a number.
///
/// @param format number format code; `General` for none
/// @param colour of the text as six hexadecimal digits
/// @param fill behind the text as six hexadecimal digits; empty for none
/// @param align `left`, `right`, `center`, or empty for what the type of the value asks for
record CellStyle(
        String format,
        boolean bold,
        int points,
        String colour,
        String fill,
        String align,
        boolean wrap,
        boolean lined) {

    static final CellStyle PLAIN = new CellStyle("General", false, 10, "1F2328", "", "", false, false);
    static final CellStyle WRAPPED = PLAIN.wrapping();
    static final CellStyle BOLD = new CellStyle("General", true, 10, "1F2328", "", "", false, false);
    static final CellStyle TITLE = new CellStyle("General", true, 16, "1F2328", "", "", false, false);
    static final CellStyle SECTION = new CellStyle("General", true, 11, "1F2328", "", "", false, true);
    static final CellStyle MUTED = new CellStyle("General", false, 10, "59636E", "", "", false, false);
    static final CellStyle HEADER = new CellStyle("General", true, 10, "1F2328", "EAEEF2", "", true, true);
    static final CellStyle HEADER_RIGHT = new CellStyle("General", true, 10, "1F2328", "EAEEF2", "right", true, true);
    static final CellStyle WHOLE = PLAIN.formatted("#,##0");
    static final CellStyle FRACTION = PLAIN.formatted("#,##0.0#########");
    static final CellStyle PERCENT = PLAIN.formatted("0.0%");
    static final CellStyle AMOUNT = PLAIN.formatted("#,##0.00");
    static final CellStyle DATE = PLAIN.formatted("yyyy\\-mm\\-dd");
    static final CellStyle INSTANT = PLAIN.formatted("yyyy\\-mm\\-dd\\ hh:mm:ss");

    CellStyle formatted(String code) {
        return new CellStyle(code, bold, points, colour, fill, align, wrap, lined);
    }

    CellStyle coloured(String hex) {
        return new CellStyle(format, bold, points, hex, fill, align, wrap, lined);
    }

    CellStyle emphasised() {
        return new CellStyle(format, true, points, colour, fill, align, wrap, lined);
    }

    CellStyle aligned(String side) {
        return new CellStyle(format, bold, points, colour, fill, side, wrap, lined);
    }

    CellStyle wrapping() {
        return new CellStyle(format, bold, points, colour, fill, align, true, lined);
    }
}
