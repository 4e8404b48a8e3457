package app.assay.ui.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TsvTest {

    @Test
    void rowsAndCellsAreReadWithEveryLineEnd() {
        assertThat(Tsv.read("a\tb\r\nc\t\rd\te\n"))
                .containsExactly(List.of("a", "b"), List.of("c", ""), List.of("d", "e"));
    }

    @Test
    void aLastRowWithoutLineEndIsARow() {
        assertThat(Tsv.read("a\nb")).containsExactly(List.of("a"), List.of("b"));
        assertThat(Tsv.read("a\t")).containsExactly(List.of("a", ""));
        assertThat(Tsv.read("")).isEmpty();
    }

    @Test
    void aCellWithTabsLineEndsAndQuotesIsReadAsItWasWritten() {
        var text = "two\nlines\tand \"quotes\"";

        assertThat(Tsv.read(Tsv.cell(text) + "\tnext\n")).containsExactly(List.of(text, "next"));
    }

    @Test
    void aQuoteInsideACellIsOnlyAQuote() {
        assertThat(Tsv.read("19\" rack\tx\n")).containsExactly(List.of("19\" rack", "x"));
        assertThat(Tsv.cell("19\" rack")).isEqualTo("19\" rack");
    }
}
