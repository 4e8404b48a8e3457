package app.assay.reporting.sheet;

/// How a cell of a workbook looks. The workbook gives each style that is used a number.
///
/// @param format number format code; `General` for none
/// @param colour of the text as six hexadecimal digits
/// @param fill behind the text as six hexadecimal digits; empty for none
/// @param align `left`, `right`, `center`, or empty for what the type of the value asks for
public record CellStyle(
        String format,
        boolean bold,
        int points,
        String colour,
        String fill,
        String align,
        boolean wrap,
        boolean lined) {

    public static final CellStyle PLAIN = new CellStyle("General", false, 10, "1F2328", "", "", false, false);
    public static final CellStyle WRAPPED = PLAIN.wrapping();
    public static final CellStyle BOLD = new CellStyle("General", true, 10, "1F2328", "", "", false, false);
    public static final CellStyle TITLE = new CellStyle("General", true, 16, "1F2328", "", "", false, false);
    public static final CellStyle SECTION = new CellStyle("General", true, 11, "1F2328", "", "", false, true);
    public static final CellStyle MUTED = new CellStyle("General", false, 10, "59636E", "", "", false, false);
    public static final CellStyle HEADER = new CellStyle("General", true, 10, "1F2328", "EAEEF2", "", true, true);
    public static final CellStyle HEADER_RIGHT =
            new CellStyle("General", true, 10, "1F2328", "EAEEF2", "right", true, true);
    public static final CellStyle WHOLE = PLAIN.formatted("#,##0");
    public static final CellStyle FRACTION = PLAIN.formatted("#,##0.0#########");
    public static final CellStyle PERCENT = PLAIN.formatted("0.0%");
    public static final CellStyle AMOUNT = PLAIN.formatted("#,##0.00");
    public static final CellStyle DATE = PLAIN.formatted("yyyy\\-mm\\-dd");
    public static final CellStyle INSTANT = PLAIN.formatted("yyyy\\-mm\\-dd\\ hh:mm:ss");

    public CellStyle formatted(String code) {
        return new CellStyle(code, bold, points, colour, fill, align, wrap, lined);
    }

    public CellStyle coloured(String hex) {
        return new CellStyle(format, bold, points, hex, fill, align, wrap, lined);
    }

    public CellStyle emphasised() {
        return new CellStyle(format, true, points, colour, fill, align, wrap, lined);
    }

    public CellStyle aligned(String side) {
        return new CellStyle(format, bold, points, colour, fill, side, wrap, lined);
    }

    CellStyle wrapping() {
        return new CellStyle(format, bold, points, colour, fill, align, true, lined);
    }
}
