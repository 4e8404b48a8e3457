package app.assay.engine.reconcile.measure;

import static app.assay.engine.reconcile.Positions.assertBalance;
import static app.assay.engine.reconcile.Positions.line;
import static app.assay.engine.reconcile.Positions.problem;
import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.code.LifeCycleStatus;
import app.assay.domain.code.VersionCover;
import app.assay.domain.position.LineStatus;
import app.assay.domain.value.Quantity;
import app.assay.fixtures.Facts;
import org.junit.jupiter.api.Test;

class CoreMeasureTest {

    private static final String HOST =
            "core(minimumPerProcessor=8,minimumPerServer=16,counting=HOST,virtualMachinesPerSet=2)";

    @Test
    void minimumsHoldPerProcessorAndPerServer() {
        var facts = new Facts();
        facts.device("small").server(1, 4).has("acme/db");
        facts.device("large").server(2, 12).has("acme/db");
        facts.right("R", "acme/db")
                .metric("core(minimumPerProcessor=8,minimumPerServer=16)")
                .quantity(0);

        assertThat(line(facts, "acme/db||core").net()).isEqualTo(Quantity.of(16 + 24));
    }

    @Test
    void aSetIsNotSavedUntilTheLastMachineThatNeedsItIsGone() {
        var facts = new Facts();
        facts.device("host").server(2, 8);
        for (int number = 1; number <= 3; number++) {
            facts.device("vm" + number).virtual(2).on("host").has("acme/os");
        }
        facts.device("vm1").status(LifeCycleStatus.RETIRED);
        facts.device("vm2").seen("2025-01-01");
        facts.right("R", "acme/os").metric(HOST).quantity(16);

        var line = line(facts, "acme/os||core");

        assertThat(line.gross()).isEqualTo(Quantity.of(32));
        assertThat(line.reductions().stream()
                        .map(reduction ->
                                reduction.reason() + " " + reduction.units().text()))
                .containsExactly("out-of-service 16", "stale 0");
        assertBalance(line, 16, 16, 0);
    }

    @Test
    void aMachineByItselfAndAHostAreChosenTogether() {
        var facts = new Facts();
        facts.device("host").server(2, 8);
        for (int number = 1; number <= 3; number++) {
            facts.device("vm" + number).virtual(2).on("host").has("acme/os");
        }
        facts.right("H", "acme/os").metric(HOST).quantity(16);
        facts.right("V", "acme/os")
                .metric("core(minimumPerVirtualMachine=8,counting=DEVICE_VIRTUAL_IF_MAINTAINED)")
                .quantity(8)
                .maintainedUntil("2026-12-31");

        // One set for two machines and the third by itself: 16 + 8, where two sets would need 32.
        assertBalance(line(facts, "acme/os||core"), 24, 24, 0);
    }

    @Test
    void machinesOfTwoVersionsOnOneHostMayUseSetsOfTheirOwn() {
        var facts = new Facts();
        facts.product("acme/os").releases("2016", "2022");
        facts.device("host").server(2, 8);
        facts.device("vm1").virtual(2).on("host").has("acme/os", "2016");
        facts.device("vm2").virtual(2).on("host").has("acme/os", "2022");
        facts.right("OLD", "acme/os")
                .metric(HOST)
                .version("2016", VersionCover.EXACT)
                .quantity(16);
        facts.right("NEW", "acme/os")
                .metric(HOST)
                .version("2022", VersionCover.EXACT)
                .quantity(16);

        assertBalance(line(facts, "acme/os||core"), 32, 32, 0);
    }

    @Test
    void aMachineWhoseHostNobodyKnowsCannotBeCountedByHost() {
        var facts = new Facts();
        facts.device("vm").virtual(4).has("acme/os");
        facts.right("R", "acme/os").metric(HOST).quantity(16);

        var line = line(facts, "acme/os||core");

        assertThat(line.status()).isEqualTo(LineStatus.NOT_COMPUTABLE);
        assertThat(problem(line, "host-unknown").examples()).containsExactly("vm");
    }

    @Test
    void coresThatCountOnlyInAReductionLeaveTheBalanceComputable() {
        var facts = new Facts();
        facts.device("gone").server().status(LifeCycleStatus.RETIRED).has("acme/db");
        facts.device("here").server(1, 8).has("acme/db");
        facts.right("R", "acme/db").metric("core").quantity(8);

        var line = line(facts, "acme/db||core");

        assertThat(line.gross()).isEqualTo(Quantity.UNKNOWN);
        assertBalance(line, 8, 8, 0);
        assertThat(line.status()).isEqualTo(LineStatus.COMPLIANT);
    }
}
