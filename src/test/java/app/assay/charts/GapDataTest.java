package app.assay.charts;

import static app.assay.charts.ExamplePositions.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class GapDataTest {

    @Test
    void lines_of_one_publisher_are_added_up_and_the_largest_shortfall_comes_first() {
        var data = GapData.of(ExamplePositions.mixed());
        var euro = data.measures().getFirst();
        assertThat(euro.currency()).contains(Currency.getInstance("EUR"));
        assertThat(euro.bars())
                .extracting(GapData.Bar::publisher)
                .containsExactly("Adobe", "Oracle", "Microsoft", "JetBrains", "TechSmith");
        var microsoft = euro.bars().get(2);
        assertThat(microsoft.shortfall()).isEqualByComparingTo("11697");
        assertThat(microsoft.surplus()).isEqualByComparingTo("9020");
        assertThat(euro.unpricedShort()).isEqualTo(1);
        assertThat(data.notComputable()).isEqualTo(1);
        assertThat(data.chosen()).isEqualTo(euro);
    }

    @Test
    void currencies_are_never_added_and_units_are_chosen_when_there_are_several() {
        var data = GapData.of(ExamplePositions.of(
                line("Adobe", "Acrobat", 20, 0, 0, 10, "10 USD"), line("Adobe", "Captivate", 5, 0, 0, 1, "10 EUR")));
        assertThat(data.measures())
                .extracting(measure ->
                        measure.currency().map(Currency::getCurrencyCode).orElse("units"))
                .containsExactly("EUR", "USD", "units");
        assertThat(data.measures().get(0).bars().getFirst().shortfall()).isEqualByComparingTo("40");
        assertThat(data.measures().get(1).bars().getFirst().shortfall()).isEqualByComparingTo("100");
        assertThat(data.chosen().currency()).isEmpty();
        assertThat(data.chosen().bars().getFirst().shortfall()).isEqualByComparingTo("14");
    }

    @Test
    void without_prices_units_are_drawn() {
        var data = GapData.of(ExamplePositions.of(line("Corel", "CorelDRAW", 7, 0, 0, 3, "")));
        assertThat(data.measures()).hasSize(1);
        assertThat(data.chosen().bars().getFirst().shortfall()).isEqualTo(BigDecimal.valueOf(4));
    }

    @Test
    void what_is_even_unlimited_or_not_computable_makes_no_bar() {
        var data = GapData.of(ExamplePositions.of(
                line("Even", "One", 7, 0, 0, 7, ""),
                ExamplePositions.unlimited("Foxit", "PDF Editor"),
                ExamplePositions.notComputable("IBM", "Db2")));
        assertThat(data.chosen().bars()).isEmpty();
        assertThat(data.chosen().unlimited()).isEqualTo(1);
    }

    @Test
    void publishers_with_equal_figures_stand_in_the_order_of_their_names() {
        var data =
                GapData.of(ExamplePositions.of(line("Beta", "B", 7, 0, 0, 3, ""), line("Alpha", "A", 7, 0, 0, 3, "")));
        assertThat(data.chosen().bars()).extracting(GapData.Bar::publisher).containsExactly("Alpha", "Beta");
    }
}
