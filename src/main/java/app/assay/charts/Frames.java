package app.assay.charts;

import java.awt.BasicStroke;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleInsets;

/// What all charts have in common: title, remarks, grid and the empty state.
final class Frames {

    private Frames() {}

    static JFreeChart chart(CategoryPlot plot, ChartTheme theme, String title, List<String> remarks) {
        var chart = new JFreeChart(null, theme.title(), plot, false);
        chart.setBackgroundPaint(theme.background());
        chart.setPadding(new RectangleInsets(12, 14, 10, 14));
        chart.setAntiAlias(true);
        chart.setTextAntiAlias(true);
        chart.addSubtitle(text(title, theme.title(), theme.text(), 0));
        if (!remarks.isEmpty()) {
            chart.addSubtitle(text(String.join(" ", remarks), theme.remark(), theme.muted(), 6));
        }
        return chart;
    }

    private static TextTitle text(String words, java.awt.Font font, java.awt.Color colour, double below) {
        var title = new TextTitle(words, font);
        title.setPaint(colour);
        title.setHorizontalAlignment(HorizontalAlignment.LEFT);
        title.setTextAlignment(HorizontalAlignment.LEFT);
        title.setPadding(new RectangleInsets(2, 0, 2 + below, 0));
        return title;
    }

    static void style(CategoryPlot plot, ChartTheme theme) {
        plot.setBackgroundPaint(theme.background());
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(true);
        plot.setRangeGridlinePaint(theme.grid());
        plot.setRangeGridlineStroke(new BasicStroke(1f));
        plot.setInsets(new RectangleInsets(0, 0, 0, 0));
        plot.setAxisOffset(new RectangleInsets(0, 4, 2, 0));
    }

    /// Nothing but the reason why nothing is drawn.
    static void empty(CategoryPlot plot, ChartTheme theme, String why) {
        plot.setNoDataMessage(why);
        plot.setNoDataMessageFont(theme.label());
        plot.setNoDataMessagePaint(theme.muted());
        plot.getDomainAxis().setVisible(false);
        plot.getRangeAxis().setVisible(false);
        plot.setRangeGridlinesVisible(false);
        plot.setRangeZeroBaselineVisible(false);
    }

    /// Adds a remark about a number of things, with its own words for one.
    static void count(List<String> remarks, ChartTexts texts, String key, int count) {
        if (count == 1) {
            remarks.add(texts.say(key + ".one"));
        } else if (count > 1) {
            remarks.add(texts.say(key, count));
        }
    }
}
