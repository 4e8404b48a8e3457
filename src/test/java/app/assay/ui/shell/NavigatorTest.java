package app.assay.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.table.Filter;
import java.util.List;
import org.junit.jupiter.api.Test;

class NavigatorTest {

    private static final Filter NORTHWIND = new Filter.OneOf("publisher", List.of("Northwind"), false);

    private final Navigator navigator = new Navigator(Drill.to("position"));

    @Test
    void backAndForwardGoThroughThePlaces() {
        navigator.open("devices");
        navigator.open("software", NORTHWIND);

        navigator.back();
        assertThat(navigator.current()).isEqualTo(Drill.to("devices"));
        assertThat(navigator.canGoForwardProperty().get()).isTrue();

        navigator.forward();
        assertThat(navigator.current().filters()).containsExactly(NORTHWIND);
        assertThat(navigator.canGoForwardProperty().get()).isFalse();
    }

    @Test
    void backComesToThePlaceAsItWasLeftWithTheFiltersChosenThere() {
        navigator.keepPlaces(place -> place.workspace().equals("position") ? Drill.to("position", NORTHWIND) : place);

        navigator.open("devices");
        navigator.back();

        assertThat(navigator.current()).isEqualTo(Drill.to("position", NORTHWIND));
    }

    @Test
    void anotherWayForgetsWhatLayForward() {
        navigator.open("devices");
        navigator.back();
        navigator.open("trail");

        assertThat(navigator.canGoForwardProperty().get()).isFalse();
        assertThat(navigator.path()).containsExactly(Drill.to("position"), Drill.to("trail"));
    }

    @Test
    void thereIsNothingBeforeTheFirstPlace() {
        navigator.back();

        assertThat(navigator.current()).isEqualTo(Drill.to("position"));
        assertThat(navigator.canGoBackProperty().get()).isFalse();
    }
}
