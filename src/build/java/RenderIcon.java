import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/// Renders the product's icon to pictures of all sizes. It knows as much of SVG as the icon uses: rectangles with round
/// corners and paths of absolute moves, lines and curves, each in one colour, in a square view box.
///
/// Arguments: the SVG file, the folder for the pictures.
public final class RenderIcon {

    private static final int[] SIZES = {16, 20, 24, 32, 40, 48, 64, 128, 256, 512};

    private RenderIcon() {}

    public static void main(String[] arguments) throws Exception {
        var svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of(arguments[0]).toFile())
                .getDocumentElement();
        var folder = Files.createDirectories(Path.of(arguments[1]));
        for (var size : SIZES) {
            var file = folder.resolve("app-%d.png".formatted(size));
            if (!ImageIO.write(render(svg, size), "png", file.toFile())) {
                throw new IOException("no writer for " + file);
            }
        }
    }

    private static BufferedImage render(Element svg, int size) {
        var viewBox = svg.getAttribute("viewBox").split(" ");
        var image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        var graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(size / Double.parseDouble(viewBox[2]), size / Double.parseDouble(viewBox[3]));
        var children = svg.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element element) {
                graphics.setColor(Color.decode(element.getAttribute("fill")));
                graphics.fill(shapeOf(element));
            }
        }
        graphics.dispose();
        return image;
    }

    private static Shape shapeOf(Element element) {
        return switch (element.getTagName()) {
            case "rect" -> {
                var diameter = 2 * number(element, "rx");
                yield new RoundRectangle2D.Double(
                        number(element, "x"),
                        number(element, "y"),
                        number(element, "width"),
                        number(element, "height"),
                        diameter,
                        diameter);
            }
            case "path" -> path(element.getAttribute("d"));
            default -> throw new IllegalArgumentException("the icon uses <%s>".formatted(element.getTagName()));
        };
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static Shape path(String data) {
        var path = new Path2D.Double();
        // Each command letter stands before its numbers, with or without a space.
        try (var words = new Scanner(data.replaceAll("([A-Z])", " $1 "))) {
            while (words.hasNext()) {
                switch (words.next()) {
                    case "M" -> path.moveTo(next(words), next(words));
                    case "L" -> path.lineTo(next(words), next(words));
                    case "C" ->
                        path.curveTo(next(words), next(words), next(words), next(words), next(words), next(words));
                    case "Z" -> path.closePath();
                    default -> throw new IllegalArgumentException("the icon uses another path command: " + data);
                }
            }
        }
        return path;
    }

    private static double next(Scanner words) {
        return Double.parseDouble(words.next());
    }
}
