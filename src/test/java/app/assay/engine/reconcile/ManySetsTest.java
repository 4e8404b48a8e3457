package app.assay.engine.reconcile;

import static app.assay.engine.reconcile.Positions.assertBalance;
import static app.assay.engine.reconcile.Positions.line;
import static app.assay.engine.reconcile.Positions.position;
import static app.assay.engine.reconcile.Positions.problem;
import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.code.VersionCover;
import app.assay.domain.position.LineStatus;
import app.assay.domain.value.Quantity;
import app.assay.fixtures.Facts;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Physical machines with so much on them that not every way to share it out to sets can be tried.
class ManySetsTest {

    private static final String SETS =
            "core(counting=HOST,minimumPerProcessor=8,minimumPerServer=16,virtualMachinesPerSet=2)";
    private static final List<String> PRODUCTS = List.of("acme/p", "acme/q", "acme/r");

    /// A host with machines that each run three products, which one suite contains.
    private static Facts suite(int machines, int ofSuite) {
        var facts = new Facts();
        PRODUCTS.forEach(product -> facts.product(product).metric(SETS));
        facts.product("acme/s").metric(SETS).contains(PRODUCTS.toArray(String[]::new));
        facts.device("h").server(2, 8);
        for (int number = 0; number < machines; number++) {
            var device = facts.device("v" + number).virtual(2).on("h");
            PRODUCTS.forEach(device::has);
        }
        facts.right("S", "acme/s").metric(SETS).quantity(ofSuite);
        PRODUCTS.forEach(product ->
                facts.right(product.substring(5), product).metric(SETS).quantity(16));
        return facts;
    }

    private static void assertNothingShort(Facts facts) {
        assertThat(position(facts).lines())
                .hasSize(4)
                .allSatisfy(line ->
                        assertThat(line.shortfall()).as(line.id().toString()).isEqualTo(Quantity.ZERO));
    }

    @Test
    void theSuiteForAllMachinesOfAHostIsNeverLeftOut() {
        assertNothingShort(suite(12, 96));

        var twice = suite(12, 192);
        assertNothingShort(twice);
        assertThat(line(twice, "acme/s||core").net()).isEqualTo(Quantity.of(96));
        assertThat(line(twice, "acme/s||core").surplus()).isEqualTo(Quantity.of(96));
    }

    @Test
    void aLineWhoseWaysWereNotAllTriedSaysSoWhereSomethingIsShort() {
        var covered = line(suite(12, 192), "acme/s||core");
        assertThat(covered.status()).isEqualTo(LineStatus.SURPLUS);
        assertThat(covered.problems())
                .as("no way covers more than all")
                .noneMatch(problem -> problem.code().equals("solver-limit"));

        var lines = position(suite(12, 16)).lines().stream()
                .filter(line -> line.status() == LineStatus.SHORT)
                .toList();
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(problem(line, "solver-limit").message())
                        .contains("not all were tried, so less may be short than is told"));
    }

    @Test
    void someMachinesAreHeldBySetsOfTheSuiteAndOthersByThoseOfItsProducts() {
        assertNothingShort(suite(12, 80));
        assertNothingShort(suite(100, 49 * 16));
    }

    @Test
    void sevenKindsOfMachinesShareSetsThatMayHoldEarlierOnesToo() {
        var facts = new Facts();
        facts.product("acme/server").metric(SETS).releases("1", "2", "3", "4", "5", "6", "7");
        facts.device("h").server(2, 8);
        for (int release = 1; release <= 7; release++) {
            var name = String.valueOf(release);
            facts.device("v" + name).virtual(2).on("h").has("acme/server", name);
            facts.right("R" + name, "acme/server")
                    .metric(SETS)
                    .version(name, VersionCover.AND_EARLIER)
                    .quantity(release % 2 == 1 ? 16 : 1);
        }

        // 7 with 6, 5 with 4, 3 with 2, and 1
        var line = line(facts, "acme/server||core");
        assertThat(line.net()).isEqualTo(Quantity.of(64));
        assertThat(line.shortfall()).isEqualTo(Quantity.ZERO);
    }

    @Test
    void fortyKindsOfMachinesEachNeedASetOfTheirOwn() {
        var facts = new Facts();
        var releases = IntStream.rangeClosed(1, 40).mapToObj(String::valueOf).toArray(String[]::new);
        facts.product("acme/server").metric(SETS).releases(releases);
        facts.device("h").server(2, 8);
        for (var name : releases) {
            for (var machine : List.of("a", "b", "c")) {
                facts.device(machine + name).virtual(2).on("h").has("acme/server", name);
            }
            facts.right("R" + name, "acme/server")
                    .metric(SETS)
                    .version(name, VersionCover.EXACT)
                    .quantity(32);
        }

        assertBalance(line(facts, "acme/server||core"), 40 * 32, 40 * 32, 0);
    }
}
