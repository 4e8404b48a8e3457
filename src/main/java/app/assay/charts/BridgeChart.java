package app.assay.charts;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.entity.CategoryItemEntity;
import org.jfree.chart.entity.CategoryLabelEntity;
import org.jfree.chart.entity.ChartEntity;
import org.jfree.chart.labels.CategoryItemLabelGenerator;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.CategoryItemRendererState;
import org.jfree.chart.renderer.category.IntervalBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultIntervalCategoryDataset;
import org.jspecify.annotations.Nullable;

/// The bridge (waterfall) from what is found to what is short or left over, read from left to right like a
/// sentence.
///
/// Every bar carries the key of its step; see [#stepOf] and [#stepAt].
public final class BridgeChart {

    private final JFreeChart chart;
    private final BridgeData data;

    private BridgeChart(JFreeChart chart, BridgeData data) {
        this.chart = chart;
        this.data = data;
    }

    public static BridgeChart of(BridgeData data, ChartTheme theme, ChartTexts texts) {
        var steps = data.steps();
        var starts = new Double[1][steps.size()];
        var ends = new Double[1][steps.size()];
        var keys = new Comparable<?>[steps.size()];
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            starts[0][i] = step.from().min(step.to()).doubleValue();
            ends[0][i] = step.from().max(step.to()).doubleValue();
            keys[i] = new StepKey(step.key(), label(step, texts));
        }
        var dataset = new DefaultIntervalCategoryDataset(new Comparable<?>[] {"bridge"}, keys, starts, ends);
        var plot = new CategoryPlot(dataset, categories(theme), values(theme, texts), new Bars(steps, theme, texts));
        plot.setOrientation(PlotOrientation.VERTICAL);
        plot.setRangeZeroBaselineVisible(true);
        plot.setRangeZeroBaselinePaint(theme.zero());
        plot.setRangeZeroBaselineStroke(new BasicStroke(1.2f));
        Frames.style(plot, theme);
        if (steps.isEmpty()) {
            Frames.empty(plot, theme, why(data, texts));
        }
        return new BridgeChart(Frames.chart(plot, theme, title(data, texts), remarks(data, texts)), data);
    }

    public JFreeChart chart() {
        return chart;
    }

    public BridgeData data() {
        return data;
    }

    /// The key of the step that an entity of the drawn chart stands for; empty for anything else.
    public static Optional<String> stepOf(@Nullable ChartEntity entity) {
        return switch (entity) {
            case CategoryItemEntity bar when bar.getColumnKey() instanceof StepKey key -> Optional.of(key.key());
            case CategoryLabelEntity label when label.getKey() instanceof StepKey key -> Optional.of(key.key());
            case null, default -> Optional.empty();
        };
    }

    /// The key of the step in whose column a point of the drawn chart lies.
    public Optional<String> stepAt(ChartRenderingInfo info, double x, double y) {
        Rectangle2D area = info.getPlotInfo().getDataArea();
        var steps = data.steps();
        if (steps.isEmpty() || area == null || x < area.getMinX() || x >= area.getMaxX() || y < area.getMinY()) {
            return Optional.empty();
        }
        int column = (int) ((x - area.getMinX()) / area.getWidth() * steps.size());
        return Optional.of(steps.get(Math.min(column, steps.size() - 1)).key());
    }

    private static CategoryAxis categories(ChartTheme theme) {
        var axis = new CategoryAxis();
        axis.setLowerMargin(0);
        axis.setUpperMargin(0);
        axis.setCategoryMargin(0.30);
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        axis.setTickLabelFont(theme.label());
        axis.setTickLabelPaint(theme.text());
        axis.setMaximumCategoryLabelLines(3);
        axis.setCategoryLabelPositions(CategoryLabelPositions.STANDARD);
        return axis;
    }

    private static NumberAxis values(ChartTheme theme, ChartTexts texts) {
        var axis = new NumberAxis();
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        axis.setTickLabelFont(theme.remark());
        axis.setTickLabelPaint(theme.muted());
        axis.setNumberFormatOverride(texts.format(0, 2));
        axis.setAutoRangeIncludesZero(true);
        // Room for the number above the highest bar, in the low pane of a small window too.
        axis.setUpperMargin(0.24);
        axis.setLowerMargin(0);
        return axis;
    }

    private static String label(BridgeData.Step step, ChartTexts texts) {
        return switch (step.kind()) {
            case FOUND, NEEDED, COVERED, SHORT, SURPLUS, EVEN -> texts.say("bridge." + step.key());
            case REDUCTION -> texts.code("reason.", step.key());
        };
    }

    private static String title(BridgeData data, ChartTexts texts) {
        return data.name().isEmpty()
                ? texts.say("bridge.title.all", data.lines(), texts.date(data.asAt()))
                : texts.say("bridge.title", data.name(), texts.date(data.asAt()));
    }

    private static List<String> remarks(BridgeData data, ChartTexts texts) {
        var remarks = new ArrayList<String>();
        if (data.steps().isEmpty()) {
            return remarks;
        }
        if (!data.metric().isEmpty()) {
            remarks.add(texts.say("bridge.remark.metric", texts.code("metric.", data.metric())));
        } else if (data.lines() > 1) {
            remarks.add(texts.say("bridge.remark.mixed"));
        }
        if (data.name().isEmpty()) {
            Frames.count(remarks, texts, "bridge.remark.computable", data.notComputable());
        }
        if (data.unlimited()) {
            remarks.add(texts.say("gap.remark.unlimited"));
        }
        return remarks;
    }

    private static String why(BridgeData data, ChartTexts texts) {
        if (data.lines() == 0) {
            return texts.say("bridge.empty.lines");
        }
        if (data.notComputable() == 0) {
            return texts.say("bridge.empty.nothing");
        }
        return data.why().isEmpty()
                ? texts.say("bridge.empty.unknown")
                : texts.say("bridge.empty.computable", data.why());
    }

    /// A category that is known by its key and read by its label.
    private record StepKey(String key, String label) implements Comparable<StepKey> {

        @Override
        public int compareTo(StepKey other) {
            return key.compareTo(other.key);
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /// Colours by kind of step, values above the bars, thin lines from each level to the next bar.
    private static final class Bars extends IntervalBarRenderer {

        @Serial
        private static final long serialVersionUID = 1L;

        private final transient List<BridgeData.Step> steps;
        private final transient ChartTheme theme;

        Bars(List<BridgeData.Step> steps, ChartTheme theme, ChartTexts texts) {
            this.steps = steps;
            this.theme = theme;
            setBarPainter(new StandardBarPainter());
            setShadowVisible(false);
            setDrawBarOutline(false);
            setMaximumBarWidth(0.12);
            setDefaultItemLabelGenerator(new Values(steps, texts));
            setDefaultItemLabelsVisible(true);
            setDefaultItemLabelFont(theme.label());
            setDefaultItemLabelPaint(theme.text());
            setItemLabelInsets(new RectangleInsets(3, 3, 3, 3));
            setDefaultPositiveItemLabelPosition(
                    new ItemLabelPosition(ItemLabelAnchor.OUTSIDE12, TextAnchor.BOTTOM_CENTER));
            setDefaultToolTipGenerator(
                    (_, _, column) -> label(steps.get(column), texts) + ": " + new Values(steps, texts).text(column));
        }

        @Override
        public Paint getItemPaint(int row, int column) {
            return switch (steps.get(column).kind()) {
                case FOUND, NEEDED -> theme.neutral();
                case REDUCTION -> theme.reduction();
                case COVERED, EVEN -> theme.covered();
                case SHORT -> theme.shortfall();
                case SURPLUS -> theme.surplus();
            };
        }

        @Override
        public void drawItem(
                Graphics2D graphics,
                CategoryItemRendererState state,
                Rectangle2D area,
                CategoryPlot plot,
                CategoryAxis categories,
                ValueAxis values,
                CategoryDataset dataset,
                int row,
                int column,
                int pass) {
            super.drawItem(graphics, state, area, plot, categories, values, dataset, row, column, pass);
            if (column == 0 || steps.get(column).kind() == BridgeData.Kind.SURPLUS) {
                return;
            }
            int count = steps.size();
            double half = state.getBarWidth() / 2;
            double left = categories.getCategoryMiddle(column - 1, count, area, plot.getDomainAxisEdge()) + half;
            double right = categories.getCategoryMiddle(column, count, area, plot.getDomainAxisEdge()) - half;
            double level =
                    values.valueToJava2D(steps.get(column - 1).to().doubleValue(), area, plot.getRangeAxisEdge());
            graphics.setPaint(theme.muted());
            graphics.setStroke(new BasicStroke(0.8f));
            graphics.draw(new Line2D.Double(left, level, right, level));
        }
    }

    private record Values(List<BridgeData.Step> steps, ChartTexts texts) implements CategoryItemLabelGenerator {

        @Override
        public String generateRowLabel(CategoryDataset data, int row) {
            return "";
        }

        @Override
        public String generateColumnLabel(CategoryDataset data, int column) {
            return data.getColumnKey(column).toString();
        }

        @Override
        public String generateLabel(CategoryDataset data, int row, int column) {
            return text(column);
        }

        String text(int column) {
            var step = steps.get(column);
            String units = texts.number(step.units(), 2);
            return switch (step.kind()) {
                case FOUND, NEEDED -> units;
                case REDUCTION, COVERED -> "− " + units;
                case SHORT -> "▼ " + units;
                case SURPLUS -> "▲ " + units;
                case EVEN -> "✓ 0";
            };
        }
    }
}
