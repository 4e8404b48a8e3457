package app.assay.engine.reconcile;

import static app.assay.engine.reconcile.Positions.line;
import static app.assay.engine.reconcile.Positions.problem;
import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.code.RightKind;
import app.assay.domain.code.VersionCover;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.Problem;
import app.assay.domain.value.Money;
import app.assay.fixtures.Facts;
import org.junit.jupiter.api.Test;

/// What a shortfall is worth: each unit at the price of a right that would close its gap.
class PricesTest {

    private static String exposure(PositionLine line) {
        return line.exposure().map(Money::text).orElse("");
    }

    private static String packed(PositionLine line) {
        return line.toBuyValue().map(Money::text).orElse("");
    }

    @Test
    void aShortfallOfOneEditionIsValuedByRightsOfThatEdition() {
        var facts = new Facts();
        facts.product("acme/draw").editions("standard", "pro");
        facts.device("a").has("acme/draw", "pro", "");
        facts.device("b").has("acme/draw", "standard", "");
        facts.device("c").has("acme/draw", "standard", "");
        facts.right("P", "acme/draw")
                .edition("pro", "standard")
                .from("2025-01-01")
                .price("500 EUR");
        facts.right("S", "acme/draw").edition("standard").from("2020-01-01").price("80 EUR");

        var line = line(facts, "acme/draw|pro+standard|device".replace("pro+standard", key(facts)));

        assertThat(exposure(line)).isEqualTo("80 EUR");
        assertThat(line.unitPrice().orElseThrow().text()).isEqualTo("80 EUR");
    }

    private static String key(Facts facts) {
        var id = Positions.position(facts).lines().getFirst().id();
        return id.substring(id.indexOf('|') + 1, id.lastIndexOf('|'));
    }

    @Test
    void unitsAtSeveralPricesAreEachValuedAtTheirOwnAndPackedByThemselves() {
        var facts = new Facts();
        facts.product("acme/draw").releases("1", "2");
        facts.desktops("a", 3, "acme/draw", "1").desktops("b", 4, "acme/draw", "2");
        facts.right("R1", "acme/draw")
                .version("1", VersionCover.EXACT)
                .quantity(0)
                .price("10 EUR");
        facts.right("A", "acme/draw").version("1", VersionCover.EXACT).price("10 EUR");
        facts.right("B", "acme/draw")
                .version("2", VersionCover.EXACT)
                .packsOf(2)
                .price("100 EUR");

        var line = line(facts, "acme/draw||device");

        // 2 of version 1 at 10, 2 of version 2 at 50
        assertThat(exposure(line)).isEqualTo("120 EUR");
        assertThat(packed(line)).isEqualTo("120 EUR");
        assertThat(line.unitPrice()).isEmpty();
        assertThat(line.packUnits()).isZero();
        assertThat(line.toBuy().text()).isEqualTo("3");
        assertThat(problem(line, "price-several").message())
                .contains("2 at 10 EUR")
                .contains("2 at 50 EUR in packs of 2");
    }

    @Test
    void exposureInWholePacksIsWhatHasToBeBought() {
        var facts = new Facts();
        facts.desktops("pc", 35, "acme/draw", "");
        facts.right("R", "acme/draw").packsOf(2).price("30 EUR");

        var line = line(facts, "acme/draw||device");

        assertThat(exposure(line)).isEqualTo("495 EUR");
        assertThat(packed(line)).isEqualTo("510 EUR");
        assertThat(line.toBuy().text()).isEqualTo("17");
    }

    @Test
    void aLastingRightIsThePriceOfAGapThatASubscriptionWouldCloseForItsPeriodOnly() {
        var facts = new Facts();
        facts.desktops("pc", 4, "acme/draw", "");
        facts.right("FULL", "acme/draw").from("2020-01-01").price("400 EUR");
        facts.right("SUB", "acme/draw")
                .kind(RightKind.SUBSCRIPTION)
                .from("2026-01-01")
                .until("2026-12-31")
                .price("9 EUR");

        var line = line(facts, "acme/draw||device");

        assertThat(exposure(line)).isEqualTo("800 EUR");
        assertThat(problem(line, "price-kinds").message())
                .contains("latest 400 EUR")
                .contains("latest 9 EUR");
    }

    @Test
    void subscriptionsOfDifferentPeriodsAreTold() {
        var facts = new Facts();
        facts.desktops("pc", 4, "acme/draw", "");
        facts.right("YEAR", "acme/draw")
                .kind(RightKind.SUBSCRIPTION)
                .from("2026-01-01")
                .until("2026-12-31")
                .price("90 EUR");
        facts.right("MONTH", "acme/draw")
                .kind(RightKind.SUBSCRIPTION)
                .from("2026-03-01")
                .until("2026-03-31")
                .price("9 EUR");

        assertThat(problem(line(facts, "acme/draw||device"), "price-periods").message())
                .contains("a month, a year")
                .endsWith("what is short is valued at 9 EUR for a month.");
    }

    @Test
    void thePriceOfAYearAndOfAMonthThatAreShortAreEachTold() {
        var facts = new Facts();
        facts.product("acme/draw").editions("standard", "pro");
        for (var name : java.util.List.of("a1", "a2")) {
            facts.device(name).has("acme/draw", "standard", "");
        }
        for (var name : java.util.List.of("b1", "b2", "b3")) {
            facts.device(name).has("acme/draw", "pro", "");
        }
        facts.right("YEAR", "acme/draw")
                .edition("pro", "standard")
                .kind(RightKind.SUBSCRIPTION)
                .from("2026-01-01")
                .until("2026-12-31")
                .quantity(0)
                .price("290 EUR");
        facts.right("MONTH", "acme/draw")
                .edition("standard")
                .kind(RightKind.SUBSCRIPTION)
                .from("2026-03-01")
                .until("2026-03-31")
                .quantity(0)
                .price("36 EUR");

        var line = Positions.position(facts).lines().getFirst();

        assertThat(exposure(line)).isEqualTo("942 EUR"); // 2 × 36 + 3 × 290
        assertThat(problem(line, "price-periods").message())
                .contains("36 EUR for a month")
                .contains("290 EUR for a year");
        assertThat(problem(line, "price-several").message())
                .contains("2 at 36 EUR")
                .contains("3 at 290 EUR");
    }

    @Test
    void pricesThatBeginOnOneDayAreToldAndTheDearerIsTaken() {
        var facts = new Facts();
        facts.desktops("pc", 4, "acme/draw", "");
        facts.right("A", "acme/draw").from("2024-01-01").price("80 EUR");
        facts.right("B", "acme/draw").from("2024-01-01").price("90 EUR");

        var line = line(facts, "acme/draw||device");

        assertThat(exposure(line)).isEqualTo("180 EUR");
        assertThat(problem(line, "price-overlap").examples()).containsExactly("A", "B");
    }

    @Test
    void aSetOfAHostCostsWhatARightForTheMachinesInItCostsNotOneForAllOnTheHost() {
        var facts = new Facts();
        facts.product("bell/server").editions("standard", "enterprise");
        facts.device("h").server(2, 8);
        for (var machine : java.util.List.of("v1", "v2")) {
            facts.device(machine).virtual(4).on("h").has("bell/server", "standard", "");
        }
        for (var machine : java.util.List.of("w1", "w2")) {
            facts.device(machine).virtual(4).on("h").has("bell/server", "enterprise", "");
        }
        var stacked = "core(minimumPerProcessor=8,minimumPerServer=16,counting=HOST,virtualMachinesPerSet=2)";
        facts.right("E", "bell/server")
                .metric(stacked)
                .edition("enterprise", "standard")
                .quantity(16)
                .price("500 EUR");
        facts.right("S", "bell/server")
                .metric(stacked)
                .edition("standard")
                .quantity(0)
                .price("100 EUR");

        var line = Positions.position(facts).lines().getFirst();

        assertThat(line.shortfall().text()).isEqualTo("16");
        assertThat(exposure(line)).isEqualTo("1600 EUR");
        assertThat(line.unitPrice().orElseThrow().text()).isEqualTo("100 EUR");
    }

    @Test
    void setsForManyKindsOfMachinesCostWhatARightForTheMachinesInThemCosts() {
        var facts = new Facts();
        facts.product("bell/server").editions("standard", "enterprise").releases("1", "2", "3", "4", "5", "6", "7");
        facts.device("h").server(2, 8);
        var stacked = "core(minimumPerProcessor=8,minimumPerServer=16,counting=HOST,virtualMachinesPerSet=2)";
        for (int release = 1; release <= 7; release++) {
            var key = String.valueOf(release);
            facts.device("v" + key).virtual(4).on("h").has("bell/server", "standard", key);
            facts.right("S" + key, "bell/server")
                    .metric(stacked)
                    .edition("standard")
                    .version(key, VersionCover.EXACT)
                    .quantity(1)
                    .price("100 EUR");
        }
        for (var machine : java.util.List.of("w1", "w2")) {
            facts.device(machine).virtual(4).on("h").has("bell/server", "enterprise", "7");
        }
        facts.right("E", "bell/server")
                .metric(stacked)
                .edition("enterprise", "standard")
                .quantity(16)
                .price("500 EUR");

        var line = Positions.position(facts).lines().getFirst();

        // Seven machines find their places in four sets of the smaller edition, one unit of which is there, and two in
        // the set that is there.
        assertThat(line.net().text()).isEqualTo("80");
        assertThat(line.shortfall().text()).isEqualTo("63");
        assertThat(exposure(line)).isEqualTo("6300 EUR");
    }

    @Test
    void gapsPricedInSeveralCurrenciesHaveNoSum() {
        var facts = new Facts();
        facts.product("acme/draw").releases("1", "2");
        facts.desktops("a", 2, "acme/draw", "1").desktops("b", 2, "acme/draw", "2");
        facts.right("A", "acme/draw").version("1", VersionCover.EXACT).price("10 EUR");
        facts.right("B", "acme/draw").version("2", VersionCover.EXACT).price("20 USD");

        var line = line(facts, "acme/draw||device");

        assertThat(line.exposure()).isEmpty();
        assertThat(line.toBuyValue()).isEmpty();
        assertThat(line.problems()).extracting(Problem::code).contains("mixed-currencies", "price-several");
    }
}
