package app.assay.engine.reconcile.measure;

import static app.assay.engine.reconcile.Positions.assertBalance;
import static app.assay.engine.reconcile.Positions.line;
import static app.assay.engine.reconcile.Positions.position;
import static app.assay.engine.reconcile.Positions.problem;
import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.code.Environment;
import app.assay.domain.code.EvidenceGrade;
import app.assay.domain.code.LifeCycleStatus;
import app.assay.domain.code.VersionCover;
import app.assay.domain.position.LineStatus;
import app.assay.domain.position.Reduction;
import app.assay.domain.software.Licensing;
import app.assay.domain.value.Quantity;
import app.assay.fixtures.Facts;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeviceMeasureTest {

    @Test
    void aDeviceWithSeveralVersionsNeedsOneUnitThatCoversAllOfThem() {
        var facts = new Facts();
        facts.product("acme/draw").releases("2016", "2019");
        facts.device("pc").has("acme/draw", "2016").has("acme/draw", "2019");
        facts.right("OLD", "acme/draw").version("2016", VersionCover.EXACT);

        var line = line(facts, "acme/draw||device");

        assertBalance(line, 1, 0, 1);
        assertThat(line.installations()).isEqualTo(1);
        assertThat(line.titles()).isEqualTo(2);
        assertThat(line.versions()).isEqualTo("2016 (1), 2019 (1)");
        assertThat(line.rights()).extracting(right -> right.note()).containsExactly("version");
    }

    @Test
    void everyReductionIsNamedInTheFixedOrder() {
        var facts = new Facts().exempt(Environment.TEST);
        facts.desktops("pc", 10, "acme/draw", "");
        facts.device("pc0001").status(LifeCycleStatus.RETIRED).seen("2025-01-01");
        facts.device("pc0002").seen("2025-12-30");
        facts.device("pc0003").seen("2025-12-31");
        facts.device("pc0004").environment(Environment.TEST);
        facts.exclude("X1", "acme/draw", "pc0005");
        facts.exclude("X2", "acme/draw", "pc0006", Optional.of(LocalDate.of(2026, 3, 30)));
        facts.exclude("X3", "", "pc0007", Optional.of(LocalDate.of(2026, 3, 31)));

        var line = line(facts, "acme/draw||device");

        assertThat(line.gross()).isEqualTo(Quantity.of(10));
        assertThat(line.reductions())
                .extracting(Reduction::reason)
                .containsExactly("out-of-service", "stale", "environment", "excluded", "excluded");
        assertThat(line.reductions()).allMatch(reduction -> reduction.units().equals(Quantity.of(1)));
        assertThat(line.reductions().get(3).rule())
                .contains("X1")
                .contains("checked by hand")
                .contains("Manager");
        assertBalance(line, 5, 0, 5);
    }

    @Test
    void whatNeedsNoLicenceHasALineOnlyWhenSomebodyOwnsRights() {
        var facts = new Facts();
        facts.product("acme/reader").licensing(Licensing.FREE);
        facts.product("acme/runtime").licensing(Licensing.UPDATE);
        facts.device("pc").has("acme/reader").has("acme/runtime");
        facts.right("R", "acme/reader").quantity(3);

        var position = position(facts);

        assertThat(position.lines()).singleElement().satisfies(line -> {
            assertThat(line.reductions()).extracting(Reduction::reason).containsExactly("not-licensable");
            assertBalance(line, 0, 0, 0);
            assertThat(line.status()).isEqualTo(LineStatus.SURPLUS);
        });
    }

    @Test
    void zeroUnlimitedAndUnknownQuantitiesAreThreeDifferentThings() {
        for (var quantity : new Quantity[] {Quantity.ZERO, Quantity.UNLIMITED, Quantity.UNKNOWN}) {
            var facts = new Facts();
            facts.desktops("pc", 2, "acme/draw", "");
            facts.right("R", "acme/draw").quantity(quantity);

            var line = line(facts, "acme/draw||device");

            assertThat(line.owned()).isEqualTo(quantity);
            assertThat(line.usable()).isEqualTo(quantity);
            assertThat(line.status())
                    .isEqualTo(
                            quantity.equals(Quantity.ZERO)
                                    ? LineStatus.SHORT
                                    : quantity.isKnown() || quantity.equals(Quantity.UNKNOWN)
                                            ? LineStatus.NOT_COMPUTABLE
                                            : LineStatus.UNLIMITED);
        }
    }

    @Test
    void aRightBoundToADeviceServesNoOther() {
        var facts = new Facts();
        facts.desktops("pc", 2, "acme/draw", "");
        facts.right("OEM", "acme/draw").boundTo("pc0001").quantity(2);

        assertBalance(line(facts, "acme/draw||device"), 2, 1, 1);
    }

    @Test
    void aBoundRightIsUsedBeforeOneThatCanServeOthers() {
        var facts = new Facts();
        facts.desktops("pc", 2, "acme/draw", "");
        facts.right("A", "acme/draw");
        facts.right("OEM", "acme/draw").boundTo("pc0001");

        assertBalance(line(facts, "acme/draw||device"), 2, 2, 0);
    }

    @Test
    void aRightOfAUnitServesTheUnitsBelowItAndNoOther() {
        var facts = new Facts().unit("A").unit("A1", "A").unit("B");
        facts.device("a").unit("A1").has("acme/draw");
        facts.device("b").unit("B").has("acme/draw");
        facts.device("none").has("acme/draw");
        facts.right("R", "acme/draw").unit("A").quantity(9);

        assertBalance(line(facts, "acme/draw||device"), 3, 1, 2);
        assertBalance(line(facts.inUnit("B"), "acme/draw||device"), 1, 0, 1);
        assertThat(line(facts, "acme/draw||device").rights())
                .extracting(right -> right.note())
                .containsExactly("out-of-scope");
    }

    @Test
    void theRightThatEndsSoonestIsUsedUpFirst() {
        var facts = new Facts();
        facts.desktops("pc", 5, "acme/draw", "");
        facts.right("A-PERPETUAL", "acme/draw").quantity(5);
        facts.right("B-LATER", "acme/draw").quantity(3).until("2027-01-01");
        facts.right("C-SOON", "acme/draw").quantity(3).until("2026-04-30");

        assertThat(line(facts, "acme/draw||device").rights())
                .extracting(right -> right.used().text())
                .containsExactly("0", "2", "3");
    }

    @Test
    void thePriceIsThatOfTheLatestRightAndAGradeThatOfTheWeakestProof() {
        var facts = new Facts().grade("R1", EvidenceGrade.SIGNED_CONTRACT).grade("R2", EvidenceGrade.PURCHASE_ORDER);
        facts.desktops("pc", 5, "acme/draw", "");
        facts.right("R1", "acme/draw").from("2020-01-01").price("80 EUR");
        facts.right("R2", "acme/draw").from("2024-01-01").price("99.99 EUR");

        var line = line(facts, "acme/draw||device");

        assertThat(line.unitPrice().orElseThrow().text()).isEqualTo("99.99 EUR");
        assertThat(line.exposure().orElseThrow().text()).isEqualTo("299.97 EUR");
        assertThat(line.grade()).isEqualTo("PURCHASE_ORDER");
    }

    @Test
    void shortfallsInSeveralCurrenciesHaveNoSum() {
        var facts = new Facts();
        facts.desktops("pc", 5, "acme/draw", "").desktops("pc", 5, "acme/paint", "");
        facts.right("R1", "acme/draw").price("80 EUR");
        facts.right("R2", "acme/paint").price("80 USD");

        assertThat(position(facts).problems())
                .extracting(problem -> problem.code())
                .containsExactly("mixed-currencies");
    }

    @Test
    void editionsAreLinesOfTheirOwnUnlessARightCoversSeveral() {
        var facts = new Facts();
        facts.product("acme/draw").editions("standard", "pro");
        facts.device("pc1").has("acme/draw", "standard", "");
        facts.device("pc2").has("acme/draw", "pro", "");
        facts.device("pc3").has("acme/draw");
        facts.right("P", "acme/draw").edition("pro").quantity(2);

        assertBalance(line(facts, "acme/draw|pro|device"), 1, 1, 0);
        assertBalance(line(facts, "acme/draw|standard|device"), 1, 0, 1);
        assertThat(problem(line(facts, "acme/draw|unknown-edition|device"), "edition-unknown")
                        .examples())
                .containsExactly("pc3");

        facts.right("ALL", "acme/draw").edition("pro", "standard").quantity(2);
        assertBalance(line(facts, "acme/draw||device"), 3, 3, 0);
    }

    @Test
    void anUnknownVersionIsCoveredOnlyWhereEveryVersionIs() {
        var facts = new Facts();
        facts.product("acme/draw").releases("1", "2");
        facts.desktops("pc", 1, "acme/draw", "");
        facts.right("ONE", "acme/draw").version("1", VersionCover.AND_EARLIER);

        var short0 = line(facts, "acme/draw||device");
        assertBalance(short0, 1, 0, 1);
        assertThat(problem(short0, "version-unknown").count()).isEqualTo(1);

        facts.right("TWO", "acme/draw").version("2", VersionCover.AND_EARLIER);
        assertBalance(line(facts, "acme/draw||device"), 1, 1, 0);
    }

    @Test
    void maintenanceCoversWhatWasReleasedBeforeItEnded() {
        var facts = new Facts();
        facts.product("acme/draw")
                .release("1", "2020-01-01")
                .release("2", "2023-01-01")
                .release("3", "2025-01-01");
        facts.device("pc2").has("acme/draw", "2");
        facts.device("pc3").has("acme/draw", "3");
        facts.right("BASE", "acme/draw").version("1", VersionCover.EXACT).quantity(5);
        facts.right("M", "acme/draw")
                .kind(app.assay.domain.code.RightKind.MAINTENANCE)
                .base("BASE")
                .quantity(5)
                .until("2024-06-30");

        assertBalance(line(facts, "acme/draw||device"), 2, 1, 1);
    }

    @Test
    void maintenanceReachesOnlyAsManyUnitsAsItHas() {
        var facts = new Facts();
        facts.product("acme/draw").release("1", "2020-01-01").release("2", "2023-01-01");
        facts.desktops("pc", 5, "acme/draw", "2");
        facts.right("BASE", "acme/draw").version("1", VersionCover.EXACT).quantity(5);
        for (var year : new String[] {"2024", "2025", "2026"}) {
            facts.right("M" + year, "acme/draw")
                    .kind(app.assay.domain.code.RightKind.MAINTENANCE)
                    .base("BASE")
                    .quantity(3)
                    .from(year + "-01-01")
                    .until(year + "-12-31");
        }

        var line = line(facts, "acme/draw||device");
        assertBalance(line, 5, 3, 2);
        assertThat(line.owned()).isEqualTo(Quantity.of(5));
    }

    @Test
    void whatNobodyRecognisedIsCountedApart() {
        var facts = new Facts().unrecognised("pc1", "what is this").unrecognised("pc2", "what is this");

        var position = position(facts);

        assertThat(position.unrecognisedTitles()).isEqualTo(1);
        assertThat(position.unrecognisedInstallations()).isEqualTo(2);
    }
}
