package app.assay.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.jfree.chart.JFreeChart;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Renders each chart to `target/screens`, so that whoever changes one looks at it.
class ChartScreensTest {

    static final List<ChartTheme> themes = List.of(ChartTheme.LIGHT, ChartTheme.DARK);

    @ParameterizedTest
    @FieldSource("themes")
    void renders_the_gap_bars_with_data_with_many_publishers_in_units_and_empty(ChartTheme theme) throws IOException {
        var texts = ChartTexts.forExport();
        var mixed = GapData.of(ExamplePositions.mixed());
        save("gap-money", theme, GapChart.of(mixed, theme, texts).chart(), 860, 420);
        save(
                "gap-units",
                theme,
                GapChart.of(mixed, mixed.measures().getLast(), theme, texts, 10).chart(),
                860,
                420);
        var many = GapChart.of(GapData.of(ExamplePositions.many()), theme, texts);
        save("gap-many", theme, many.chart(), 860, many.preferredHeight());
        var small = GapChart.of(GapData.of(ExamplePositions.many()), theme, texts);
        save("gap-small", theme, small.chart(), 420, 300);
        var one = ExamplePositions.of(ExamplePositions.line("Adobe", "Acrobat", 220, 8, 0, 150, "279.95 CHF"));
        save("gap-one", theme, GapChart.of(GapData.of(one), theme, texts).chart(), 860, 260);
        var two = ExamplePositions.of(
                ExamplePositions.line("Adobe", "Acrobat", 220, 8, 0, 150, "279.95 CHF"),
                ExamplePositions.line("Oracle", "Java", 20, 0, 0, 25, "15 USD"));
        save("gap-currencies", theme, GapChart.of(GapData.of(two), theme, texts).chart(), 860, 260);
        var data = GapData.of(two);
        save(
                "gap-francs",
                theme,
                GapChart.of(data, data.measures().getFirst(), theme, texts, 10).chart(),
                860,
                260);
        var none = GapData.of(ExamplePositions.of(ExamplePositions.notComputable("IBM", "Db2")));
        save("gap-empty", theme, GapChart.of(none, theme, texts).chart(), 860, 260);
    }

    @ParameterizedTest
    @FieldSource("themes")
    void renders_the_bridge_of_a_short_a_surplus_an_even_an_incomputable_line_and_of_all(ChartTheme theme)
            throws IOException {
        var texts = ChartTexts.forExport();
        bridge(
                "short",
                theme,
                BridgeData.of(
                        ExamplePositions.line("Microsoft", "Office", 412, 30, 12, 340, ""), ExamplePositions.DAY));
        bridge(
                "surplus",
                theme,
                BridgeData.of(ExamplePositions.line("Microsoft", "Visio", 40, 2, 0, 60, ""), ExamplePositions.DAY));
        bridge(
                "even",
                theme,
                BridgeData.of(ExamplePositions.line("Microsoft", "Visio", 40, 0, 0, 40, ""), ExamplePositions.DAY));
        bridge("none", theme, BridgeData.of(ExamplePositions.notComputable("IBM", "Db2"), ExamplePositions.DAY));
        bridge("all", theme, BridgeData.of(ExamplePositions.mixed()));
        assertThat(BridgeChart.of(BridgeData.of(ExamplePositions.mixed()), theme, texts)
                        .data()
                        .steps())
                .isNotEmpty();
    }

    private static void bridge(String name, ChartTheme theme, BridgeData data) throws IOException {
        save(
                "bridge-" + name,
                theme,
                BridgeChart.of(data, theme, ChartTexts.forExport()).chart(),
                860,
                380);
    }

    private static void save(String name, ChartTheme theme, JFreeChart chart, int width, int height)
            throws IOException {
        var folder = Files.createDirectories(Path.of("target", "screens"));
        byte[] png = ChartImages.png(chart, width, height, 1.5);
        Files.write(folder.resolve("chart-%s-%s.png".formatted(name, theme.name())), png);
        var image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo((int) Math.round(width * 1.5));
        assertThat(image.getRGB(1, 1)).isEqualTo(theme.background().getRGB());
    }
}
