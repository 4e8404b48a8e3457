package app.assay.engine.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.position.PositionLine;
import app.assay.domain.software.Licensing;
import app.assay.domain.value.Quantity;
import app.assay.fixtures.Facts;
import app.assay.work.Progress;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Editions that are licensed or counted otherwise than their product.
class EditionLicensingTest {

    private static List<PositionLine> lines(Facts facts) {
        return new Reconciler().reconcile(facts.build(), Progress.NONE).lines();
    }

    private static Facts database() {
        var facts = new Facts();
        facts.product("acme/database")
                .metric("core")
                .edition("express", "", Licensing.FREE)
                .edition("standard", "", Licensing.LICENSABLE)
                .edition("developer-seat", "device", Licensing.LICENSABLE);
        return facts;
    }

    @Test
    void aFreeEditionOfALicensedProductIsNoDemand() {
        var facts = database();
        facts.device("a").server(1, 8).has("acme/database", "express", "");

        assertThat(lines(facts)).isEmpty();
    }

    @Test
    void aFreeEditionDoesNotUseUpARightForAnyEdition() {
        var facts = database();
        facts.device("a").server(1, 8).has("acme/database", "express", "");
        facts.device("b").server(1, 8).has("acme/database", "standard", "");
        facts.right("R", "acme/database").metric("core").quantity(8);

        assertThat(lines(facts)).singleElement().satisfies(line -> {
            assertThat(line.net()).isEqualTo(Quantity.of(8));
            assertThat(line.covered()).isEqualTo(Quantity.of(8));
        });
    }

    @Test
    void anEditionThatNobodyCanTellIsLicensedAsItsProduct() {
        var facts = database();
        facts.device("a").server(1, 8).has("acme/database", "", "");

        assertThat(lines(facts))
                .singleElement()
                .satisfies(line -> assertThat(line.net()).isEqualTo(Quantity.of(8)));
    }

    @Test
    void aLicensedEditionOfAFreeProductIsDemand() {
        var facts = new Facts();
        facts.product("acme/cleaner").licensing(Licensing.FREE).edition("pro", "device", Licensing.LICENSABLE);
        facts.device("a").has("acme/cleaner", "pro", "");
        facts.device("b").has("acme/cleaner", "", "");

        assertThat(lines(facts)).singleElement().satisfies(line -> {
            assertThat(line.edition()).isEqualTo("pro");
            assertThat(line.shortfall()).isEqualTo(Quantity.of(1));
        });
    }

    @Test
    void anEditionIsCountedByItsOwnUsualMetric() {
        var facts = database();
        facts.device("a").server(2, 24).has("acme/database", "developer-seat", "");

        assertThat(lines(facts)).singleElement().satisfies(line -> {
            assertThat(line.metric().text()).isEqualTo("device");
            assertThat(line.shortfall()).isEqualTo(Quantity.of(1));
        });
    }
}
