package app.assay.ui.trail;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.record.ChangeText;
import app.assay.ui.text.Texts;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ChangeWordsTest {

    @Test
    void theDaysOfAChangeAreToldInTheLanguageOfTheScreen() {
        String change = "cores: 4 → 8 from" + ChangeText.JOINT + "2026-11-10; note: a → from 2026-11-10";
        assertThat(ChangeWords.of(change, Texts.of(Locale.GERMANY, ZoneOffset.UTC)))
                .isEqualTo("cores: 4 → 8 ab 10.11.2026; note: a → from 2026-11-10");
        assertThat(ChangeWords.of(change, Texts.of(Locale.ENGLISH, ZoneOffset.UTC)))
                .startsWith("cores: 4 → 8 from 2026-11-10;");
        String span = "cores: 4 → 16 from" + ChangeText.JOINT + "2026-11-01 until" + ChangeText.JOINT + "2026-11-10";
        assertThat(ChangeWords.of(span, Texts.of(Locale.GERMANY, ZoneOffset.UTC)))
                .isEqualTo("cores: 4 → 16 ab 01.11.2026 bis vor 10.11.2026");
    }
}
