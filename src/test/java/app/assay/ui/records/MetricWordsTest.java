package app.assay.ui.records;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.ui.text.Texts;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MetricWordsTest {

    private final Texts texts = Texts.of(Locale.ENGLISH, ZoneOffset.UTC);

    @Test
    void plainNamesAndCanonicalTextsAreUnderstood() {
        assertThat(MetricWords.canonical(texts, "Named user")).hasValue("named-user");
        assertThat(MetricWords.canonical(texts, "DEVICE")).hasValue("device");
        assertThat(MetricWords.canonical(texts, "core( minimum per processor = 8, counting = host )"))
                .hasValue("core(counting=HOST,minimumPerProcessor=8)");
        assertThat(MetricWords.canonical(texts, "by the moon")).isEmpty();
    }

    @Test
    void everyCanonicalTextThatTheGridShowsCanBePastedBack() {
        for (var canonical : new String[] {
            "core(counting=DEVICE_VIRTUAL_IF_MAINTAINED,minimumPerServer=16)", "processor(coresPerLicence=32)", "site"
        }) {
            var shown = texts.code("metric", canonical);
            assertThat(MetricWords.canonical(texts, shown)).as(shown).hasValue(canonical);
        }
    }

    @Test
    void aMetricIsToldWithItsTerms() {
        assertThat(MetricWords.shown(texts, "core(minimumPerProcessor=8,counting=HOST)"))
                .isEqualTo("Core (at least 8 per processor, hosts are licensed)");
    }
}
