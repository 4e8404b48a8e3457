package app.assay.engine.reconcile;

import static app.assay.engine.reconcile.Positions.assertBalance;
import static app.assay.engine.reconcile.Positions.line;
import static app.assay.engine.reconcile.Positions.position;
import static app.assay.engine.reconcile.Positions.problem;
import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.code.HostAffinity;
import app.assay.domain.code.LifeCycleStatus;
import app.assay.domain.code.VersionCover;
import app.assay.domain.position.LineStatus;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.Problem;
import app.assay.domain.position.Trace;
import app.assay.domain.value.Quantity;
import app.assay.fixtures.Facts;
import org.junit.jupiter.api.Test;

/// Physical machines licensed for the virtual machines on them or that may land on them.
class HostWaysTest {

    private static final String STANDARD =
            "core(counting=HOST,minimumPerProcessor=8,minimumPerServer=16,virtualMachinesPerSet=2)";
    private static final String DATACENTER = "core(counting=HOST,minimumPerProcessor=8,minimumPerServer=16)";

    private static Facts server() {
        var facts = new Facts();
        facts.product("acme/server")
                .metric(STANDARD)
                .releases("2016", "2019", "2022")
                .editions("standard", "datacenter")
                .covers("datacenter", "standard");
        return facts;
    }

    @Test
    void setsOfTwoRightsHoldMachinesOfDifferentVersions() {
        var facts = server();
        facts.device("h").server(2, 8);
        for (var name : new String[] {"v1", "v2", "v3"}) {
            facts.device(name).virtual(2).on("h").has("acme/server", "standard", "2019");
        }
        facts.device("v4").virtual(2).on("h").has("acme/server", "standard", "2022");
        facts.right("R1", "acme/server")
                .edition("standard")
                .metric(STANDARD)
                .quantity(16)
                .version("2019", VersionCover.EXACT);
        facts.right("R2", "acme/server")
                .edition("standard")
                .metric(STANDARD)
                .quantity(16)
                .version("2022", VersionCover.AND_EARLIER);

        assertBalance(line(facts, "acme/server|standard|core"), 32, 32, 0);
    }

    @Test
    void aSetOfStandardStandsBesideOneOfDatacenterThatDoesNotReachTheVersion() {
        var facts = server();
        facts.device("h").server(2, 8);
        facts.device("v1").virtual(2).on("h").has("acme/server", "datacenter", "2019");
        facts.device("v2").virtual(2).on("h").has("acme/server", "standard", "2022");
        facts.right("R1", "acme/server")
                .edition("datacenter")
                .metric(DATACENTER)
                .quantity(16)
                .version("2019", VersionCover.AND_EARLIER);
        facts.right("R2", "acme/server")
                .edition("standard")
                .metric(STANDARD)
                .quantity(16)
                .version("2022", VersionCover.AND_EARLIER);

        assertThat(position(facts).lines()).singleElement().satisfies(line -> assertBalance(line, 32, 32, 0));
    }

    @Test
    void theCatalogueLetsAnEditionCoverAnotherAndOthersStayApart() {
        var facts = server();
        facts.device("h").server(2, 8);
        for (var name : new String[] {"v1", "v2", "v3"}) {
            facts.device(name).virtual(2).on("h").has("acme/server", "standard", "2022");
        }
        facts.right("R", "acme/server").edition("datacenter").metric(DATACENTER).quantity(16);

        assertThat(position(facts).lines()).singleElement().satisfies(line -> assertBalance(line, 16, 16, 0));

        var reversed = server();
        reversed.device("h").server(2, 8);
        reversed.device("v1").virtual(2).on("h").has("acme/server", "datacenter", "2022");
        reversed.right("R", "acme/server").edition("standard").metric(STANDARD).quantity(16);

        assertThat(line(reversed, "acme/server|datacenter|core").shortfall()).isEqualTo(Quantity.of(16));
    }

    @Test
    void aMachineInsideAnotherLeadsToThePhysicalMachineAndACircleToNone() {
        var facts = server();
        facts.device("h").server(2, 16);
        facts.device("outer").virtual(4).on("h");
        facts.device("inner").virtual(2).on("outer").has("acme/server", "standard", "2022");
        facts.right("R", "acme/server").edition("standard").metric(STANDARD).quantity(16);

        assertBalance(line(facts, "acme/server|standard|core"), 32, 16, 16);

        var circle = server();
        circle.device("a").virtual(4).on("b").has("acme/server", "standard", "2022");
        circle.device("b").virtual(4).on("a");
        circle.right("R", "acme/server").edition("standard").metric(STANDARD).quantity(16);

        var line = line(circle, "acme/server|standard|core");
        assertThat(line.status()).isEqualTo(LineStatus.NOT_COMPUTABLE);
        assertThat(problem(line, "host-unknown").examples()).containsExactly("a");
    }

    private static Facts cluster() {
        var facts = server();
        facts.device("h1").server(2, 8).cluster("Blue");
        facts.device("h2").server(2, 8).cluster("blue");
        facts.device("v1").virtual(2).on("h1").has("acme/server", "standard", "2022");
        facts.device("v2").virtual(2).on("h1").has("acme/server", "standard", "2022");
        facts.right("R", "acme/server").edition("standard").metric(STANDARD).quantity(16);
        return facts;
    }

    @Test
    void everyHostThatMachinesMayLandOnNeedsItsOwnSets() {
        var line = line(cluster(), "acme/server|standard|core");

        assertBalance(line, 32, 16, 16);
        assertThat(line.gross()).isEqualTo(Quantity.of(32));
        assertThat(problem(line, "cluster-mobility").examples()).containsExactly("v1", "v2");
        var trace = new Reconciler().explain(cluster().build(), line.id());
        assertThat(trace.consumers()).extracting(Trace.Consumer::name).containsExactly("h1", "h2");
        assertThat(trace.consumers()).extracting(Trace.Consumer::units).containsOnly(Quantity.of(16));
    }

    @Test
    void machinesThatAreKnownToStayCountOnTheirHostAlone() {
        var facts = cluster();
        facts.device("v1").affinity(HostAffinity.STAYS);
        facts.device("v2").affinity(HostAffinity.STAYS);

        var line = line(facts, "acme/server|standard|core");

        assertBalance(line, 16, 16, 0);
        assertThat(problem(line, "cluster-affinity").examples()).containsExactly("v1", "v2");
        assertThat(line.problems()).extracting(Problem::code).doesNotContain("cluster-mobility");
    }

    @Test
    void aHostOfTheClusterWhoseCoresNobodyKnowsMakesTheLineNotComputable() {
        var facts = cluster();
        facts.device("h3").server().cluster("blue");

        var line = line(facts, "acme/server|standard|core");

        assertThat(line.status()).isEqualTo(LineStatus.NOT_COMPUTABLE);
        assertThat(problem(line, "cores-unknown").examples()).containsExactly("h3");
    }

    @Test
    void retiredHostsOfAClusterAreNoPlaceToLand() {
        var facts = cluster();
        facts.device("h3").server().cluster("blue").status(LifeCycleStatus.RETIRED);

        assertBalance(line(facts, "acme/server|standard|core"), 32, 16, 16);
    }

    @Test
    void aHostInTwoClustersHoldsTheMachinesOfBothAndSaysSo() {
        var facts = cluster();
        facts.device("h3").server(2, 8).cluster("Blue; Green");
        facts.device("h4").server(2, 8).cluster("green");
        facts.device("v3").virtual(2).on("h4").has("acme/server", "standard", "2022");

        var line = line(facts, "acme/server|standard|core");

        // h1 and h2 hold v1 and v2, h3 all three, h4 v3
        assertThat(line.net()).isEqualTo(Quantity.of(16 + 16 + 32 + 16));
        assertThat(problem(line, "host-in-two-clusters").examples()).containsExactly("h3");
    }

    @Test
    void aMachineByItselfNeedsNoPlaceOnAnyHostOfTheCluster() {
        var facts = cluster();
        facts.right("V", "acme/server")
                .edition("standard")
                .metric("core(counting=DEVICE_VIRTUAL_IF_MAINTAINED,minimumPerVirtualMachine=8)")
                .quantity(16)
                .maintainedUntil("2027-01-01");

        assertBalance(line(facts, "acme/server|standard|core"), 16, 16, 0);
    }

    @Test
    void withoutMaintenanceAHostMayHoldAsManyMachinesAsCoreLicences() {
        var facts = new Facts();
        var product = facts.product("acme/db").editions("enterprise").machineForEachCore("enterprise");
        assertThat(product).isNotNull();
        facts.device("h").server(1, 4);
        for (int number = 0; number < 6; number++) {
            facts.device("v" + number).virtual(1).on("h").has("acme/db", "enterprise", "");
        }
        var metric = "core(counting=HOST,minimumPerProcessor=4)";
        facts.right("R", "acme/db").edition("enterprise").metric(metric).quantity(5);

        assertBalance(line(facts, "acme/db|enterprise|core"), 6, 5, 1);

        facts.right("S", "acme/db")
                .edition("enterprise")
                .metric(metric)
                .quantity(4)
                .maintainedUntil("2027-01-01");
        assertBalance(line(facts, "acme/db|enterprise|core"), 4, 4, 0);
    }

    @Test
    void socketsOfTheHostCountOnceForAllVirtualMachines() {
        var facts = new Facts();
        facts.product("acme/old").metric("processor");
        facts.device("h").server(2, 8);
        facts.device("v1").virtual(2).on("h").has("acme/old");
        facts.device("v2").virtual(4).on("h").has("acme/old");
        facts.device("p").server(1, 8).has("acme/old");
        facts.right("R", "acme/old").metric("processor").quantity(3);

        var line = line(facts, "acme/old||processor");

        assertBalance(line, 3, 3, 0);
        assertThat(line.gross()).isEqualTo(Quantity.of(3));
        assertThat(line.problems()).extracting(Problem::code).contains("sockets-of-hosts");

        facts.device("lost").virtual(2).has("acme/old");
        PositionLine unknown = line(facts, "acme/old||processor");
        assertThat(unknown.status()).isEqualTo(LineStatus.NOT_COMPUTABLE);
        assertThat(problem(unknown, "host-unknown").examples()).containsExactly("lost");
    }
}
