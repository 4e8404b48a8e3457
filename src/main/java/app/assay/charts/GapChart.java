package app.assay.charts;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.Serial;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.entity.CategoryItemEntity;
import org.jfree.chart.entity.CategoryLabelEntity;
import org.jfree.chart.entity.ChartEntity;
import org.jfree.chart.labels.CategoryItemLabelGenerator;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.PlotState;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jspecify.annotations.Nullable;

/// The gap bars: per publisher what is short to the left of zero and what is left over to the right, largest
/// shortfall on top, values beside the bars.
///
/// Every bar and every publisher's label carries the publisher as its key, so that a click or the keyboard can open
/// the lines behind it: see [#keyOf] and [#boundsOf].
public final class GapChart {

    /// Publishers drawn when nobody says how many.
    public static final int TOP = 10;

    private static final int SHORTFALL = 0;

    /// Share of a row's height that its bar leaves free.
    private static final double GAP = 0.36;

    private final JFreeChart chart;
    private final List<String> keys;

    private GapChart(JFreeChart chart, List<String> keys) {
        this.chart = chart;
        this.keys = keys;
    }

    /// Draws one measure.
    ///
    /// @param top how many publishers are drawn at most; the remark under the title says when some are not
    public static GapChart of(GapData data, GapData.Measure measure, ChartTheme theme, ChartTexts texts, int top) {
        var bars = measure.bars().stream().limit(top).toList();
        var rowShortfall = texts.say("gap.row.shortfall");
        var rowSurplus = texts.say("gap.row.surplus");
        var dataset = new DefaultCategoryDataset();
        for (var bar : bars) {
            // Both rows exist for every publisher, so that the rows keep their order and colours; a zero is not drawn.
            dataset.addValue(
                    bar.shortfall().signum() == 0 ? null : bar.shortfall().negate(), rowShortfall, bar.publisher());
            dataset.addValue(bar.surplus().signum() == 0 ? null : bar.surplus(), rowSurplus, bar.publisher());
        }
        int decimals = decimals(measure);
        var values = values(theme, texts);
        var plot = new Plot(
                dataset,
                categories(theme, bars.size()),
                values,
                renderer(theme, texts, measure, decimals),
                theme,
                new Extent(bars, new Values(texts, decimals)));
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        plot.setRangeZeroBaselineVisible(true);
        plot.setRangeZeroBaselinePaint(theme.zero());
        plot.setRangeZeroBaselineStroke(new BasicStroke(1.2f));
        Frames.style(plot, theme);
        if (bars.isEmpty()) {
            Frames.empty(plot, theme, why(data, measure, texts));
        }
        return new GapChart(
                Frames.chart(plot, theme, title(data, measure, texts), remarks(data, measure, texts, bars.size())),
                bars.stream().map(GapData.Bar::publisher).toList());
    }

    /// The measure that [GapData#chosen()] chooses, [#TOP] publishers.
    public static GapChart of(GapData data, ChartTheme theme, ChartTexts texts) {
        return of(data, data.chosen(), theme, texts, TOP);
    }

    public JFreeChart chart() {
        return chart;
    }

    /// Publishers drawn, from top to bottom; the order in which the keyboard goes through the bars.
    public List<String> keys() {
        return keys;
    }

    /// A height in which the bars are neither squeezed nor fat.
    public int preferredHeight() {
        return Math.max(180, 110 + 34 * keys.size());
    }

    /// The publisher that an entity of the drawn chart stands for: a bar or a label; empty for anything else.
    public static Optional<String> keyOf(@Nullable ChartEntity entity) {
        return switch (entity) {
            case CategoryItemEntity bar -> Optional.of(bar.getColumnKey().toString());
            case CategoryLabelEntity label -> Optional.of(label.getKey().toString());
            case null, default -> Optional.empty();
        };
    }

    /// The publisher whose row lies at a point of the drawn chart, also beside its bar; empty outside the rows.
    ///
    /// @param info what was handed to [JFreeChart#draw] when the chart was drawn
    public Optional<String> keyAt(ChartRenderingInfo info, double x, double y) {
        Rectangle2D area = info.getPlotInfo().getDataArea();
        if (keys.isEmpty() || area == null || y < area.getMinY() || y >= area.getMaxY()) {
            return Optional.empty();
        }
        if (x < info.getChartArea().getMinX() || x > info.getChartArea().getMaxX()) {
            return Optional.empty();
        }
        int row = (int) ((y - area.getMinY()) / area.getHeight() * keys.size());
        return Optional.of(keys.get(Math.min(row, keys.size() - 1)));
    }

    /// Where a publisher's row lies in the drawn chart, for a focus ring; empty when the publisher is not drawn.
    public Optional<Rectangle2D> boundsOf(ChartRenderingInfo info, String key) {
        Rectangle2D area = info.getPlotInfo().getDataArea();
        int row = keys.indexOf(key);
        if (row < 0 || area == null || area.isEmpty()) {
            return Optional.empty();
        }
        double height = area.getHeight() / keys.size();
        return Optional.of(
                new Rectangle2D.Double(area.getMinX(), area.getMinY() + row * height, area.getWidth(), height));
    }

    private static CategoryAxis categories(ChartTheme theme, int rows) {
        var axis = new CategoryAxis();
        // Every row takes the same share of the height, its gap half above and half below the bar.
        axis.setLowerMargin(GAP / 2 / Math.max(1, rows));
        axis.setUpperMargin(GAP / 2 / Math.max(1, rows));
        axis.setCategoryMargin(GAP * Math.max(0, rows - 1) / Math.max(1, rows));
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        axis.setTickLabelFont(theme.label());
        axis.setTickLabelPaint(theme.text());
        axis.setMaximumCategoryLabelWidthRatio(0.34f);
        axis.setMaximumCategoryLabelLines(1);
        return axis;
    }

    private static NumberAxis values(ChartTheme theme, ChartTexts texts) {
        var axis = new NumberAxis();
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        axis.setTickLabelFont(theme.remark());
        axis.setTickLabelPaint(theme.muted());
        axis.setTickLabelInsets(new RectangleInsets(2, 22, 2, 22));
        // Both sides show how much; the side and the sign tell which way.
        var magnitudes = texts.format(0, 2);
        magnitudes.setNegativePrefix("");
        axis.setNumberFormatOverride(magnitudes);
        return axis;
    }

    private static StackedBarRenderer renderer(
            ChartTheme theme, ChartTexts texts, GapData.Measure measure, int decimals) {
        var renderer = new Bars(theme);
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(false);
        renderer.setMaximumBarWidth(measure.bars().size() < 4 ? 0.16 : 1.0);
        renderer.setDefaultItemLabelGenerator(new Values(texts, decimals));
        renderer.setDefaultItemLabelsVisible(true);
        renderer.setDefaultItemLabelFont(theme.label());
        renderer.setDefaultItemLabelPaint(theme.text());
        renderer.setItemLabelInsets(new RectangleInsets(4, 4, 4, 4));
        renderer.setDefaultPositiveItemLabelPosition(
                new ItemLabelPosition(ItemLabelAnchor.OUTSIDE3, TextAnchor.CENTER_LEFT));
        renderer.setDefaultNegativeItemLabelPosition(
                new ItemLabelPosition(ItemLabelAnchor.OUTSIDE9, TextAnchor.CENTER_RIGHT));
        String unit = measure.currency().map(Currency::getCurrencyCode).orElse("");
        renderer.setDefaultToolTipGenerator((data, row, column) -> texts.say(
                        "gap.tip",
                        data.getColumnKey(column),
                        new Values(texts, decimals).generateLabel(data, row, column),
                        unit)
                .strip());
        return renderer;
    }

    /// Whole amounts when the largest has four digits or more, else the digits of the currency.
    private static int decimals(GapData.Measure measure) {
        var thousand = BigDecimal.valueOf(1000);
        boolean large = measure.bars().stream()
                .anyMatch(bar -> bar.shortfall().compareTo(thousand) >= 0
                        || bar.surplus().compareTo(thousand) >= 0);
        return large
                ? 0
                : measure.currency()
                        .map(currency -> Math.max(0, currency.getDefaultFractionDigits()))
                        .orElse(2);
    }

    private static String title(GapData data, GapData.Measure measure, ChartTexts texts) {
        return measure.currency()
                .map(currency -> texts.say("gap.title.money", currency.getCurrencyCode(), texts.date(data.asAt())))
                .orElseGet(() -> texts.say("gap.title.units", texts.date(data.asAt())));
    }

    private static List<String> remarks(GapData data, GapData.Measure measure, ChartTexts texts, int drawn) {
        var remarks = new ArrayList<String>();
        if (drawn > 0) {
            remarks.add(texts.say("gap.remark.sides"));
        }
        if (drawn < measure.bars().size()) {
            remarks.add(texts.say("gap.remark.top", drawn, measure.bars().size()));
        }
        Frames.count(remarks, texts, "gap.remark.unpriced", measure.unpricedShort());
        Frames.count(remarks, texts, "gap.remark.computable", data.notComputable());
        if (measure.unlimited() > 0) {
            remarks.add(texts.say("gap.remark.unlimited"));
        }
        String others = data.measures().stream()
                .filter(other -> !other.currency().equals(measure.currency()))
                .flatMap(other -> other.currency().stream())
                .map(Currency::getCurrencyCode)
                .collect(Collectors.joining(", "));
        if (measure.currency().isPresent() && !others.isEmpty()) {
            remarks.add(texts.say("gap.remark.currencies", others));
        }
        return remarks;
    }

    private static String why(GapData data, GapData.Measure measure, ChartTexts texts) {
        if (data.lines() == 0) {
            return texts.say("gap.empty.lines");
        }
        if (data.notComputable() == data.lines()) {
            return data.lines() == 1
                    ? texts.say("gap.empty.computable.one")
                    : texts.say("gap.empty.computable", data.lines());
        }
        return measure.currency().isPresent() && measure.unpricedShort() > 0
                ? texts.say("gap.empty.price")
                : texts.say("gap.empty.even");
    }

    /// Colours by row.
    private static final class Bars extends StackedBarRenderer {

        @Serial
        private static final long serialVersionUID = 1L;

        private final transient ChartTheme theme;

        Bars(ChartTheme theme) {
            this.theme = theme;
        }

        @Override
        public Paint getItemPaint(int row, int column) {
            return row == SHORTFALL ? theme.shortfall() : theme.surplus();
        }
    }

    /// How far the bars reach and how their longest values read.
    ///
    /// @param shortfall largest shortfall, 0 for none
    /// @param surplus largest surplus, 0 for none
    private record Extent(double shortfall, double surplus, String shortfallText, String surplusText) {

        Extent(List<GapData.Bar> bars, Values values) {
            this(
                    largest(bars, GapData.Bar::shortfall).doubleValue(),
                    largest(bars, GapData.Bar::surplus).doubleValue(),
                    values.text(SHORTFALL, largest(bars, GapData.Bar::shortfall)),
                    values.text(SHORTFALL + 1, largest(bars, GapData.Bar::surplus)));
        }

        private static BigDecimal largest(List<GapData.Bar> bars, Function<GapData.Bar, BigDecimal> side) {
            return bars.stream().map(side).reduce(BigDecimal.ZERO, BigDecimal::max);
        }
    }

    /// A plot whose scale leaves room for the values beside the longest bars, however narrow it is drawn.
    private static final class Plot extends CategoryPlot {

        @Serial
        private static final long serialVersionUID = 1L;

        private static final double BESIDE = 14;

        private final transient ChartTheme theme;
        private final transient Extent extent;

        Plot(
                CategoryDataset dataset,
                CategoryAxis categories,
                NumberAxis values,
                StackedBarRenderer renderer,
                ChartTheme theme,
                Extent extent) {
            super(dataset, categories, values, renderer);
            this.theme = theme;
            this.extent = extent;
        }

        @Override
        public void draw(
                Graphics2D graphics,
                Rectangle2D area,
                @Nullable Point2D anchor,
                @Nullable PlotState parent,
                @Nullable PlotRenderingInfo info) {
            var metrics = graphics.getFontMetrics(theme.label());
            double widest = 0;
            for (Object key : getDataset().getColumnKeys()) {
                widest = Math.max(widest, metrics.stringWidth(key.toString()));
            }
            double width = area.getWidth()
                    - Math.min(widest, area.getWidth() * getDomainAxis().getMaximumCategoryLabelWidthRatio())
                    - BESIDE;
            double left = extent.shortfall > 0 ? metrics.stringWidth(extent.shortfallText) + BESIDE : BESIDE;
            double right = extent.surplus > 0 ? metrics.stringWidth(extent.surplusText) + BESIDE : BESIDE;
            double perPixel = Math.max(extent.shortfall + extent.surplus, 1e-9) / Math.max(width - left - right, 20);
            getRangeAxis()
                    .setRange(
                            new Range(-extent.shortfall - left * perPixel, extent.surplus + right * perPixel),
                            true,
                            false);
            super.draw(graphics, area, anchor, parent, info);
        }
    }

    /// Values with their sign beside the bars.
    private record Values(ChartTexts texts, int decimals) implements CategoryItemLabelGenerator {

        @Override
        public String generateRowLabel(CategoryDataset data, int row) {
            return data.getRowKey(row).toString();
        }

        @Override
        public String generateColumnLabel(CategoryDataset data, int column) {
            return data.getColumnKey(column).toString();
        }

        @Override
        public String generateLabel(CategoryDataset data, int row, int column) {
            Number value = data.getValue(row, column);
            return value == null ? "" : text(row, new BigDecimal(value.toString()).abs());
        }

        String text(int row, BigDecimal magnitude) {
            return (row == SHORTFALL ? "▼ " : "▲ ") + texts.number(magnitude, decimals);
        }
    }
}
