package app.assay.ui.grid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LongTextTest {

    @Test
    void onlyTheBeginningOfALongTextIsLaidOut() {
        assertThat(LongText.beginning("HAM-1;7-Zip", LongText.MOST_SHOWN)).isEqualTo("HAM-1;7-Zip");
        assertThat(LongText.beginning("x".repeat(500), LongText.MOST_SHOWN)).hasSize(500);
        assertThat(LongText.beginning("x".repeat(100_000), LongText.MOST_SHOWN))
                .hasSize(501)
                .endsWith("x…");
    }

    @Test
    void noCharacterIsTornApart() {
        assertThat(LongText.beginning("ab\ud83d\ude00c", 3)).isEqualTo("ab…");
    }
}
