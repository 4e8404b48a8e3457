package app.assay.engine.reconcile;

import static app.assay.engine.reconcile.Positions.position;
import static app.assay.engine.reconcile.Positions.problem;
import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.code.VersionCover;
import app.assay.domain.position.PositionLine;
import app.assay.domain.value.Quantity;
import app.assay.fixtures.Facts;
import java.math.BigDecimal;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Suites that hold some versions of a component, on some devices of a person, or each other.
class SuitePortionsTest {

    private static Facts suite() {
        var facts = new Facts();
        facts.product("acme/draw").releases("1", "2");
        facts.product("acme/paint").releases("1", "2");
        facts.product("acme/suite").releases("1", "2").contains("acme/draw", "acme/paint");
        return facts;
    }

    private static BigDecimal shortfall(Facts facts) {
        return position(facts).lines().stream()
                .map(PositionLine::shortfall)
                .map(Quantity::known)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void anInstalledSuiteSettlesOnlyComponentsOfItsOwnVersion() {
        var facts = suite();
        facts.device("pc").has("acme/suite", "1").has("acme/draw", "2").has("acme/paint", "1");
        facts.right("S", "acme/suite").version("1", VersionCover.AND_EARLIER);

        assertThat(shortfall(facts)).isEqualByComparingTo("1");
    }

    @Test
    void aSuiteRightForEarlierVersionsCoversAnEarlierComponentBesideTheSuite() {
        var facts = suite();
        facts.device("pc").has("acme/suite", "2").has("acme/draw", "1");
        facts.right("S", "acme/suite").version("2", VersionCover.AND_EARLIER);

        assertThat(shortfall(facts)).isEqualByComparingTo("0");
    }

    @Test
    void oneVersionOfAComponentIsSettledAndTheOtherStaysOpen() {
        var facts = suite();
        facts.device("pc").has("acme/suite", "1").has("acme/draw", "1").has("acme/draw", "2");
        facts.right("S", "acme/suite").version("1", VersionCover.EXACT);
        facts.right("D", "acme/draw").version("2", VersionCover.EXACT);

        // draw 1 came with the suite; the single right for draw 2 covers the rest
        assertThat(shortfall(facts)).isEqualByComparingTo("0");
    }

    @Test
    void aPersonsSuiteServesOneDeviceAndASingleRightTheOther() {
        var facts = suite();
        facts.device("a").user("ann").has("acme/draw", "1");
        facts.device("b").user("ann").has("acme/draw", "2");
        facts.right("S", "acme/suite").metric("named-user").version("1", VersionCover.AND_EARLIER);
        assertThat(shortfall(facts)).isEqualByComparingTo("1");

        facts.right("D", "acme/draw").version("2", VersionCover.AND_EARLIER);
        assertThat(shortfall(facts)).isEqualByComparingTo("0");
    }

    @Test
    void aPersonsOwnRightServesOneDeviceAndADevicesRightTheOther() {
        var facts = suite();
        facts.device("a").user("ann").has("acme/draw", "1");
        facts.device("b").user("ann").has("acme/draw", "2");
        facts.right("U", "acme/draw").metric("named-user").version("1", VersionCover.EXACT);
        facts.right("D", "acme/draw").version("2", VersionCover.EXACT);

        assertThat(shortfall(facts)).isEqualByComparingTo("0");
    }

    @Test
    void aPersonWithAScoreOfProductsSoldByPersonHasEveryWayTried() {
        var facts = new Facts();
        var products = IntStream.rangeClosed(1, 20)
                .mapToObj(number -> "acme/p" + number)
                .toList();
        products.forEach(product -> facts.product(product).metric("named-user"));
        facts.product("acme/suite")
                .metric("named-user")
                .contains(products.subList(0, 10).toArray(String[]::new));
        var device = facts.device("a").user("ann");
        products.forEach(device::has);
        facts.right("S", "acme/suite").metric("named-user");
        products.subList(10, 20)
                .forEach(product -> facts.right(product.substring(5), product).metric("named-user"));

        assertThat(shortfall(facts)).isEqualByComparingTo("0");
        assertThat(position(facts).lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.problems())
                        .noneMatch(problem -> problem.code().equals("solver-limit")));
    }

    /// Eight products that are counted by core, each beside the next one in a suite: it takes four suites for all.
    private static Facts suitesOfNeighbours(String metric) {
        var facts = new Facts();
        IntStream.rangeClosed(1, 8)
                .forEach(number -> facts.product("acme/p" + number).metric("core"));
        for (int number = 1; number < 8; number++) {
            facts.product("acme/suite" + number).metric(metric).contains("acme/p" + number, "acme/p" + (number + 1));
            facts.right("S" + number, "acme/suite" + number).metric(metric);
        }
        return facts;
    }

    private static void assertNobodyIsLost(Facts facts, String metric) {
        var suites = position(facts).lines().stream()
                .filter(line -> line.id().endsWith("|" + metric))
                .toList();
        // Two need four suites each.
        assertThat(suites.stream()
                        .mapToLong(line -> line.net().known().longValueExact())
                        .sum())
                .isEqualTo(8);
        assertThat(suites)
                .filteredOn(line -> line.shortfall().known().signum() > 0)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.problems())
                        .anyMatch(problem -> problem.code().equals("solver-limit")));
    }

    @Test
    void aPersonWhoNeedsMoreSuitesThanAreTriedTogetherIsCountedNoLess() {
        var facts = suitesOfNeighbours("named-user");
        for (var person : new String[] {"ann", "bob"}) {
            var device = facts.device("of-" + person).server().user(person);
            IntStream.rangeClosed(1, 8).forEach(number -> device.has("acme/p" + number));
        }

        assertNobodyIsLost(facts, "named-user");
    }

    @Test
    void aDeviceThatNeedsMoreSuitesThanAreTriedTogetherIsCountedNoLess() {
        var facts = suitesOfNeighbours("device");
        for (var name : new String[] {"a", "b"}) {
            var device = facts.device(name).server();
            IntStream.rangeClosed(1, 8).forEach(number -> device.has("acme/p" + number));
        }

        assertNobodyIsLost(facts, "device");
    }

    @Test
    void suitesThatContainEachOtherPayForNothingOfEachOtherAndSaySo() {
        var facts = new Facts();
        facts.product("acme/one").contains("acme/two", "acme/draw");
        facts.product("acme/two").contains("acme/one");
        facts.device("pc").has("acme/one").has("acme/two");
        facts.device("pd").has("acme/draw");
        facts.right("ONE", "acme/one").quantity(2);
        facts.right("TWO", "acme/two").quantity(0);

        assertThat(shortfall(facts)).isEqualByComparingTo("1");
        var line = position(facts).line("acme/two||device").orElseThrow();
        assertThat(problem(line, "suite-circle").examples()).containsExactly("acme/one", "acme/two");
    }
}
