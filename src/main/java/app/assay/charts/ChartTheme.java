package app.assay.charts;

import java.awt.Color;
import java.awt.Font;

/// The colours and fonts of a chart in one appearance of the window.
///
/// Red and blue are told apart by every common form of colour blindness, and a sign stands beside each of them;
/// text has a contrast of at least 4.5 : 1 with the background.
///
/// @param background behind everything
/// @param text titles and values
/// @param muted axis labels and remarks
/// @param grid lines of the scale
/// @param zero the line from which bars grow
/// @param shortfall what is missing
/// @param surplus what is left over
/// @param neutral totals that are neither good nor bad
/// @param reduction what is taken off a total
/// @param covered what rights cover
public record ChartTheme(
        String name,
        Color background,
        Color text,
        Color muted,
        Color grid,
        Color zero,
        Color shortfall,
        Color surplus,
        Color neutral,
        Color reduction,
        Color covered) {

    public static final ChartTheme LIGHT = new ChartTheme(
            "light",
            new Color(0xffffff),
            new Color(0x1f2328),
            new Color(0x59636e),
            new Color(0xe4e8ec),
            new Color(0x59636e),
            new Color(0xc5391b),
            new Color(0x0072b2),
            new Color(0x6e7781),
            new Color(0xb7bec6),
            new Color(0x009e73));

    public static final ChartTheme DARK = new ChartTheme(
            "dark",
            new Color(0x0d1117),
            new Color(0xe6edf3),
            new Color(0x9aa4af),
            new Color(0x262c34),
            new Color(0x9aa4af),
            new Color(0xf0734a),
            new Color(0x56b4e9),
            new Color(0x8b949e),
            new Color(0x4a525c),
            new Color(0x2fbf94));

    Font title() {
        return new Font(Font.SANS_SERIF, Font.BOLD, 14);
    }

    Font label() {
        return new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    }

    Font remark() {
        return new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    }
}
