package app.assay.ui.parts;

import app.assay.charts.BridgeChart;
import app.assay.charts.BridgeData;
import app.assay.charts.GapChart;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;

/// A chart and the things in it that can be pointed at and opened.
public interface ChartPicture {

    JFreeChart chart();

    /// The things in the order in which the keyboard goes through them.
    List<String> keys();

    /// The thing at a point of the drawn chart.
    Optional<String> keyAt(ChartRenderingInfo info, double x, double y);

    /// Where a thing lies in the drawn chart.
    Optional<Rectangle2D> boundsOf(ChartRenderingInfo info, String key);

    static ChartPicture of(GapChart gap) {
        return new ChartPicture() {
            @Override
            public JFreeChart chart() {
                return gap.chart();
            }

            @Override
            public List<String> keys() {
                return gap.keys();
            }

            @Override
            public Optional<String> keyAt(ChartRenderingInfo info, double x, double y) {
                return gap.keyAt(info, x, y);
            }

            @Override
            public Optional<Rectangle2D> boundsOf(ChartRenderingInfo info, String key) {
                return gap.boundsOf(info, key);
            }
        };
    }

    static ChartPicture of(BridgeChart bridge) {
        var keys = bridge.data().steps().stream().map(BridgeData.Step::key).toList();
        return new ChartPicture() {
            @Override
            public JFreeChart chart() {
                return bridge.chart();
            }

            @Override
            public List<String> keys() {
                return keys;
            }

            @Override
            public Optional<String> keyAt(ChartRenderingInfo info, double x, double y) {
                return bridge.stepAt(info, x, y);
            }

            @Override
            public Optional<Rectangle2D> boundsOf(ChartRenderingInfo info, String key) {
                Rectangle2D area = info.getPlotInfo().getDataArea();
                int column = keys.indexOf(key);
                if (column < 0 || area == null || area.isEmpty()) {
                    return Optional.empty();
                }
                double width = area.getWidth() / keys.size();
                return Optional.of(new Rectangle2D.Double(
                        area.getMinX() + column * width, area.getMinY(), width, area.getHeight()));
            }
        };
    }
}
