package app.assay.reporting.verify;

import app.assay.domain.position.LineStatus;
import app.assay.reporting.sheet.CellStyle;
import app.assay.reporting.sheet.Workbook;
import app.assay.reporting.table.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The styles of a workbook of a package. Others than those that the program uses are refused, since a format or a
/// colour can show something else than what stands in a cell, or nothing.
final class PackageStyles {

    private static final Pattern FORMAT =
            Pattern.compile("<numFmt numFmtId=\"([0-9]{1,9})\" formatCode=\"([^\"]*)\"/>");
    private static final Pattern FONT = Pattern.compile(
            "<font>(<b/>)?<sz val=\"([0-9]{1,2})\"/><color rgb=\"FF([0-9A-F]{6})\"/>[^>]*/><family val=\"2\"/></font>");
    private static final Pattern FILL =
            Pattern.compile("<fill><patternFill (?:[^<]*<fgColor rgb=\"FF([0-9A-F]{6})\")?");
    private static final Pattern STYLE = Pattern.compile(
            "<xf numFmtId=\"([0-9]{1,9})\" fontId=\"([0-9]{1,9})\" fillId=\"([0-9]{1,9})\" borderId=\"([01])\""
                    + " xfId=\"0\"( quotePrefix=\"1\")?[^>]*><alignment(?: horizontal=\"([a-z]+)\")? vertical=\"top\""
                    + "( wrapText=\"1\")?/></xf>");
    private static final Pattern OF_CURRENCY = Pattern.compile("#,##0(?:\\.0{1,4})?\\\\ \"[A-Z]{3}\"");

    private static final Set<String> FORMATS = Stream.of(
                    CellStyle.PLAIN,
                    CellStyle.WHOLE,
                    CellStyle.FRACTION,
                    CellStyle.PERCENT,
                    CellStyle.AMOUNT,
                    CellStyle.DATE,
                    CellStyle.INSTANT)
            .map(CellStyle::format)
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> COLOURS = Stream.concat(
                    Stream.of(CellStyle.PLAIN, CellStyle.MUTED).map(CellStyle::colour),
                    Arrays.stream(LineStatus.values()).map(Words::colour))
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> FILLS = Set.of("", CellStyle.HEADER.fill());
    private static final Set<Integer> POINTS =
            Set.of(CellStyle.PLAIN.points(), CellStyle.SECTION.points(), CellStyle.TITLE.points());
    private static final Set<String> SIDES = Set.of("", "left", "center", "right");

    private PackageStyles() {}

    /// Formats of the styles by their numbers.
    ///
    /// @throws IOException if it is not written as [Workbook] writes styles, or holds others than the program uses
    static List<String> formats(String xml) throws IOException {
        var formats = new HashMap<String, String>(Map.of("0", CellStyle.PLAIN.format()));
        FORMAT.matcher(xml).results().forEach(each -> formats.put(each.group(1), plain(each.group(2))));
        var fonts = FONT.matcher(xml).results().toList();
        var fills = FILL.matcher(xml).results().toList();
        var looks = new ArrayList<Workbook.Look>();
        try {
            STYLE.matcher(xml).results().forEach(style -> {
                var font = fonts.get(Integer.parseInt(style.group(2)));
                String fill = fills.get(Integer.parseInt(style.group(3))).group(1);
                looks.add(new Workbook.Look(
                        new CellStyle(
                                formats.getOrDefault(style.group(1), "?"),
                                font.group(1) != null,
                                Integer.parseInt(font.group(2)),
                                font.group(3),
                                fill == null ? "" : fill,
                                style.group(6) == null ? "" : style.group(6),
                                style.group(7) != null,
                                style.group(4).equals("1")),
                        style.group(5) != null));
            });
        } catch (IndexOutOfBoundsException unknown) {
            throw new IOException("its styles are not those that a workbook of a package has");
        }
        if (!Workbook.styles(looks).equals(xml)
                || !looks.stream().map(Workbook.Look::style).allMatch(PackageStyles::isOurs)) {
            throw new IOException("its styles are not those that a workbook of a package has");
        }
        return looks.stream().map(look -> look.style().format()).toList();
    }

    private static boolean isOurs(CellStyle style) {
        return (FORMATS.contains(style.format())
                        || OF_CURRENCY.matcher(style.format()).matches())
                && COLOURS.contains(style.colour())
                && FILLS.contains(style.fill())
                && POINTS.contains(style.points())
                && SIDES.contains(style.align());
    }

    private static String plain(String escaped) {
        return escaped.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }
}
