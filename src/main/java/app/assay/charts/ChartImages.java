package app.assay.charts;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jfree.chart.JFreeChart;
import org.jfree.svg.SVGGraphics2D;

/// Charts as files. Equal charts give equal bytes on one machine; on another one, other fonts may shift the
/// letters.
public final class ChartImages {

    private static final int MOST_PIXELS = 64_000_000;
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private ChartImages() {}

    /// The chart as an SVG document in UTF-8 with fixed ids and no dates, scripts, references or document type:
    /// careful readers refuse every document type, as our own do.
    ///
    /// @param width in CSS pixels
    /// @param height in CSS pixels
    public static byte[] svg(JFreeChart chart, int width, int height) {
        requireSize(width, height, 1);
        var graphics = new SVGGraphics2D(width, height);
        try {
            graphics.setDefsKeyPrefix("assay");
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
            return (XML + graphics.getSVGElement()).getBytes(StandardCharsets.UTF_8);
        } finally {
            graphics.dispose();
        }
    }

    /// The chart as a PNG without dates.
    ///
    /// @param width in CSS pixels
    /// @param height in CSS pixels
    /// @param scale pixels per CSS pixel, such as 2 for a sharp screen
    public static byte[] png(JFreeChart chart, int width, int height, double scale) {
        requireSize(width, height, scale);
        var image = new BufferedImage(
                (int) Math.round(width * scale), (int) Math.round(height * scale), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            graphics.scale(scale, scale);
            chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
        } finally {
            graphics.dispose();
        }
        var bytes = new ByteArrayOutputStream();
        // Held in memory: the default would put a cache file into the temporary folder.
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, "png", out)) {
                throw new IllegalStateException("this Java has no PNG writer");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void requireSize(int width, int height, double scale) {
        if (width < 1 || height < 1 || !(scale > 0) || width * scale * height * scale > MOST_PIXELS) {
            throw new IllegalArgumentException("cannot draw %s × %s at scale %s".formatted(width, height, scale));
        }
    }
}
