package app.assay.charts;

import static app.assay.charts.ExamplePositions.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.TimeZone;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.junit.jupiter.api.Test;

class ChartsTest {

    private static final ChartTexts TEXTS = ChartTexts.forExport();

    @Test
    void every_bar_and_every_row_leads_to_its_publisher() {
        var gap = GapChart.of(GapData.of(ExamplePositions.mixed()), ChartTheme.LIGHT, TEXTS);
        var info = draw(gap.chart());
        int bars = 0;
        for (var item : info.getEntityCollection().getEntities()) {
            var key = GapChart.keyOf((org.jfree.chart.entity.ChartEntity) item);
            if (key.isPresent()) {
                assertThat(gap.keys()).contains(key.get());
                bars++;
            }
        }
        assertThat(bars).isGreaterThanOrEqualTo(6 + 5);
        for (String key : gap.keys()) {
            var row = gap.boundsOf(info, key).orElseThrow();
            assertThat(gap.keyAt(info, row.getCenterX(), row.getCenterY())).contains(key);
            assertThat(gap.keyAt(info, row.getMinX() - 30, row.getMinY() + 1)).contains(key);
        }
        assertThat(gap.keyAt(info, 400, 1)).isEmpty();
        assertThat(gap.boundsOf(info, "nobody")).isEmpty();
        assertThat(GapChart.keyOf(null)).isEmpty();
    }

    @Test
    void the_row_of_a_publisher_holds_its_bar() {
        var gap = GapChart.of(GapData.of(ExamplePositions.mixed()), ChartTheme.LIGHT, TEXTS);
        var info = draw(gap.chart());
        for (var item : info.getEntityCollection().getEntities()) {
            if (item instanceof org.jfree.chart.entity.CategoryItemEntity bar) {
                var middle = bar.getArea().getBounds2D();
                assertThat(gap.keyAt(info, middle.getCenterX(), middle.getCenterY()))
                        .isEqualTo(GapChart.keyOf(bar));
            }
        }
    }

    @Test
    void an_empty_chart_has_no_keys_and_no_rows() {
        var gap = GapChart.of(GapData.of(ExamplePositions.of()), ChartTheme.LIGHT, TEXTS);
        assertThat(gap.keys()).isEmpty();
        assertThat(gap.keyAt(draw(gap.chart()), 400, 200)).isEmpty();
        assertThat(svg(gap.chart())).contains("No chart: the position has no lines.");
    }

    @Test
    void every_step_of_the_bridge_leads_to_its_key() {
        var bridge = BridgeChart.of(
                BridgeData.of(line("Microsoft", "Office", 412, 30, 12, 340, ""), ExamplePositions.DAY),
                ChartTheme.LIGHT,
                TEXTS);
        var info = draw(bridge.chart());
        var area = info.getPlotInfo().getDataArea();
        var steps = bridge.data().steps();
        for (int i = 0; i < steps.size(); i++) {
            double x = area.getMinX() + area.getWidth() * (i + 0.5) / steps.size();
            assertThat(bridge.stepAt(info, x, area.getCenterY()))
                    .contains(steps.get(i).key());
        }
        int bars = 0;
        for (var item : info.getEntityCollection().getEntities()) {
            if (BridgeChart.stepOf((org.jfree.chart.entity.ChartEntity) item).isPresent()) {
                bars++;
            }
        }
        assertThat(bars).isGreaterThanOrEqualTo(steps.size());
    }

    @Test
    void the_bridge_goes_from_found_to_short_without_a_gap() {
        var data = BridgeData.of(ExamplePositions.mixed());
        var steps = data.steps();
        assertThat(steps.getFirst().from()).isZero();
        for (int i = 1; i < steps.size(); i++) {
            var step = steps.get(i);
            switch (step.kind()) {
                case REDUCTION, COVERED ->
                    assertThat(step.from())
                            .isEqualByComparingTo(steps.get(i - 1).to());
                case NEEDED, SHORT ->
                    assertThat(step.to()).isEqualByComparingTo(steps.get(i - 1).to());
                case FOUND, SURPLUS, EVEN -> assertThat(step.from()).isZero();
            }
        }
        assertThat(data.step("stale").orElseThrow().units()).isEqualByComparingTo(BigDecimal.valueOf(43));
        assertThat(data.notComputable()).isEqualTo(1);
    }

    @Test
    void svg_is_well_formed_without_references_and_equal_in_another_zone_and_language() throws Exception {
        String first = svg(chart());
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        // As careful readers do: a document type of any kind would be refused.
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var document =
                factory.newDocumentBuilder().parse(new ByteArrayInputStream(first.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getDocumentElement().getLocalName()).isEqualTo("svg");
        assertThat(first).doesNotContain("<script", "xlink:href=\"http", "<image");
        assertThat(first).contains("▼", "EUR", "2026-06-30", "Adobe &amp; &lt;b&gt;");
        var zone = TimeZone.getDefault();
        var locale = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            for (String tag : new String[] {"tr-TR", "de-DE", "ar-EG-u-nu-arab"}) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(svg(chart())).isEqualTo(first);
                assertThat(ChartImages.png(chart(), 800, 400, 1)).isEqualTo(ChartImages.png(chart(), 800, 400, 1));
            }
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
    }

    @Test
    void numbers_follow_the_language_that_is_asked_for() {
        var data = GapData.of(ExamplePositions.mixed());
        assertThat(svg(GapChart.of(data, ChartTheme.LIGHT, ChartTexts.of(Locale.GERMANY))
                        .chart()))
                .contains("▼ 17.298");
        assertThat(svg(GapChart.of(data, ChartTheme.LIGHT, TEXTS).chart())).contains("▼ 17,298");
    }

    @Test
    void german_charts_say_everything_in_german_with_its_dates() throws IOException {
        var words = bundle("texts.properties");
        var german = bundle("texts_de.properties");
        assertThat(german.keySet()).isEqualTo(words.keySet());
        assertThat(words.stringPropertyNames())
                .allSatisfy(key ->
                        assertThat(places(german.getProperty(key))).as(key).isEqualTo(places(words.getProperty(key))));

        var texts = ChartTexts.of(Locale.GERMANY);
        var gap = svg(GapChart.of(GapData.of(ExamplePositions.mixed()), ChartTheme.LIGHT, texts)
                .chart());
        assertThat(gap).contains("Lizenzlücke", "30.06.2026", "Unterdeckung").doesNotContain("Shortfall", "2026-06-30");
        var bridge = svg(BridgeChart.of(BridgeData.of(ExamplePositions.mixed()), ChartTheme.LIGHT, texts)
                .chart());
        assertThat(bridge).contains("Gefunden", "Benötigt", "Veraltet").doesNotContain("Found", "Needed", "Stale");
    }

    private static Properties bundle(String name) throws IOException {
        var words = new Properties();
        try (var reader = new InputStreamReader(
                Objects.requireNonNull(ChartTexts.class.getResourceAsStream("/app/assay/charts/" + name)),
                StandardCharsets.UTF_8)) {
            words.load(reader);
        }
        return words;
    }

    private static int places(String text) {
        return text.split("%s", -1).length - 1;
    }

    @Test
    void an_image_that_would_not_fit_into_memory_is_refused() {
        assertThatThrownBy(() -> ChartImages.png(chart(), 100_000, 100_000, 2))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static JFreeChart chart() {
        return GapChart.of(
                        GapData.of(ExamplePositions.of(
                                line("Adobe & <b>", "Acrobat", 20_000, 8, 0, 150, "279 EUR"),
                                line("Oracle", "Java", 20, 0, 0, 25, "15 EUR"))),
                        ChartTheme.LIGHT,
                        TEXTS)
                .chart();
    }

    private static String svg(JFreeChart chart) {
        return new String(ChartImages.svg(chart, 800, 400), StandardCharsets.UTF_8);
    }

    private static ChartRenderingInfo draw(JFreeChart chart) {
        var info = new ChartRenderingInfo();
        var graphics = new BufferedImage(800, 400, BufferedImage.TYPE_INT_RGB).createGraphics();
        chart.draw(graphics, new Rectangle2D.Double(0, 0, 800, 400), info);
        graphics.dispose();
        return info;
    }
}
