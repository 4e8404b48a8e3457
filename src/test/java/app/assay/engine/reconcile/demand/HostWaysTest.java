package app.assay.engine.reconcile.demand;

import static app.assay.engine.reconcile.Positions.assertBalance;
import static app.assay.engine.reconcile.Positions.line;
import static app.assay.engine.reconcile.Positions.position;
import static app.assay.engine.reconcile.Positions.problem;
import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.code.HostAffinity;
import app.assay.domain.code.LifeCycleStatus;
import app.assay.domain.code.VersionCover;
import app.assay.domain.entitlement.Metric;
import app.assay.domain.position.LineStatus;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.Problem;
import app.assay.domain.position.Trace;
import app.assay.domain.value.Quantity;
import app.assay.engine.reconcile.Reconciler;
import app.assay.engine.reconcile.pool.Line;
import app.assay.engine.reconcile.pool.Option;
import app.assay.engine.reconcile.pool.Pool;
import app.assay.fixtures.Facts;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
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

    private static final String STACKED =
            "core(counting=HOST,minimumPerProcessor=8,minimumPerServer=16,virtualMachinesPerSet=2)";

    @Test
    void aMachineWithTwoVersionsThatNoRightCoversTogetherTakesAPlaceInASetOfEach() {
        var facts = new Facts();
        facts.product("acme/server").releases("1", "2").metric(STACKED);
        facts.device("h").server(2, 8);
        for (var name : List.of("v1", "v2")) {
            facts.device(name).virtual(4).on("h").has("acme/server", "1").has("acme/server", "2");
        }
        facts.right("R1", "acme/server")
                .metric(STACKED)
                .version("1", VersionCover.EXACT)
                .quantity(16);
        facts.right("R2", "acme/server")
                .metric(STACKED)
                .version("2", VersionCover.EXACT)
                .quantity(16);

        // one set of 16 of each version holds both machines; by the highest version alone R1 would not be looked at
        assertThat(line(facts, "acme/server||core").covered()).isEqualTo(Quantity.of(32));
        assertThat(line(facts, "acme/server||core").shortfall()).isEqualTo(Quantity.ZERO);

        var without = new Facts();
        without.product("acme/server").releases("1", "2").metric(STACKED);
        without.device("h").server(2, 8);
        without.device("v1").virtual(4).on("h").has("acme/server", "1").has("acme/server", "2");
        without.right("R2", "acme/server")
                .metric(STACKED)
                .version("2", VersionCover.EXACT)
                .quantity(16);
        // version 1 on the same machine is not covered: a set of its own, 16 short
        assertThat(line(without, "acme/server||core").shortfall()).isEqualTo(Quantity.of(16));
    }

    @Test
    void aSuiteByHostGoesToTheClustersThatRunAllItContains() {
        var facts = new Facts();
        facts.product("acme/server").metric(STACKED);
        facts.product("acme/centre").metric(STACKED);
        facts.product("acme/infrastructure").metric(STACKED).contains("acme/server", "acme/centre");
        for (var cluster : List.of("A", "B", "C")) {
            facts.device("host" + cluster).server(2, 16).cluster(cluster);
            var machine = facts.device("machine" + cluster)
                    .virtual(4)
                    .on("host" + cluster)
                    .has("acme/server", "1");
            if (!cluster.equals("A")) {
                machine.has("acme/centre", "1");
            }
        }
        facts.right("S", "acme/infrastructure").metric(STACKED).quantity(32);
        facts.right("W", "acme/server").metric(STACKED).quantity(64);
        facts.right("C", "acme/centre").metric(STACKED).quantity(32);

        for (var product : List.of("acme/infrastructure", "acme/server", "acme/centre")) {
            assertThat(line(facts, product + "||core").shortfall()).as(product).isEqualTo(Quantity.ZERO);
        }
        assertThat(line(facts, "acme/infrastructure||core").covered()).isEqualTo(Quantity.of(32));
        assertThat(line(facts, "acme/server||core").covered()).isEqualTo(Quantity.of(64));
    }

    @Test
    void aPersonsLicenceServesTheVirtualDesktopAndTheMachineOnTheDesk() {
        var facts = new Facts();
        facts.product("acme/draw").metric("processor");
        facts.device("h").server(2, 8);
        facts.device("v").virtual(2).on("h").user("ann").has("acme/draw", "1");
        facts.device("desk").server(1, 4).user("ann").has("acme/draw", "1");
        facts.device("w").virtual(2).on("h").user("ben").has("acme/draw", "1");
        facts.right("P", "acme/draw").metric("processor").quantity(2);
        facts.right("U", "acme/draw").metric("named-user").quantity(1);

        // Ben's machine needs the 2 processors of its host, which hold Ann's too; her desk needs 1 more, or she a
        // licence
        assertThat(line(facts, "acme/draw||processor").shortfall()).isEqualTo(Quantity.ZERO);
        assertThat(line(facts, "acme/draw||named-user").covered()).isEqualTo(Quantity.of(1));
        assertThat(line(facts, "acme/draw||named-user").shortfall()).isEqualTo(Quantity.ZERO);
    }

    /// A suite by cores of hosts, and one of its parts by processors.
    private static Facts coresAndProcessors() {
        var facts = new Facts();
        facts.product("acme/suite").metric(STACKED).contains("acme/cores");
        facts.product("acme/cores").metric(STACKED);
        facts.product("acme/sockets").metric("processor");
        facts.right("S", "acme/suite").metric(STACKED).quantity(16);
        facts.right("C", "acme/cores").metric(STACKED).quantity(16);
        facts.right("Q", "acme/sockets").metric("processor").quantity(2);
        return facts;
    }

    @Test
    void whatCannotBeCountedOnAHostTakesNothingElseAway() {
        var facts = coresAndProcessors();
        facts.product("acme/suite").contains("acme/sockets");
        facts.device("h").server(2, 0);
        facts.device("v").virtual(4).on("h").has("acme/cores", "1").has("acme/sockets", "1");
        facts.device("h2").server(2, 8);
        facts.device("w").virtual(4).on("h2").has("acme/sockets", "1");

        // the sockets of both hosts are known, the cores of one are not; the suite could serve the other one
        var sockets = line(facts, "acme/sockets||processor");
        assertThat(sockets.gross()).isEqualTo(Quantity.of(4));
        assertThat(sockets.shortfall()).isEqualTo(Quantity.ZERO);
        assertThat(line(facts, "acme/suite||core").covered()).isEqualTo(Quantity.of(16));
        var cores = line(facts, "acme/cores||core");
        assertThat(cores.status()).isEqualTo(LineStatus.NOT_COMPUTABLE);
        assertThat(problem(cores, "cores-unknown").examples()).containsExactly("h");

        facts.device("h2").server(2, 0);
        assertBalance(line(facts, "acme/sockets||processor"), 4, 2, 2);
    }

    @Test
    void aMachineWithManyProductsIsCountedWhereTheyAreCountedDifferently() {
        var facts = new Facts();
        facts.product("acme/suite")
                .metric("processor")
                .releases("1", "2")
                .contains("acme/a", "acme/b", "acme/c", "acme/d");
        facts.right("S", "acme/suite").metric("processor").version("2", VersionCover.EXACT);
        facts.device("h").server(2, 0);
        facts.device("v").virtual(4).on("h");
        for (var name : List.of("a", "b", "c")) {
            facts.device("v").has("acme/" + name, "1");
            facts.right("R" + name, "acme/" + name).metric("processor").quantity(2);
        }
        facts.device("v").has("acme/d", "1");
        facts.right("D1", "acme/d").metric(STACKED).quantity(16);
        facts.right("D2", "acme/d").metric("device").quantity(1);

        // nobody knows the cores of the host, so the fourth product is licensed by itself and the others in sets
        for (var name : List.of("a", "b", "c")) {
            assertBalance(line(facts, "acme/" + name + "||processor"), 2, 2, 0);
        }
        assertBalance(line(facts, "acme/d||device"), 1, 1, 0);
    }

    @Test
    void aMachineWithoutAHostIsToldAtWhatItHas() {
        var facts = coresAndProcessors();
        facts.product("acme/suite").contains("acme/sockets");
        facts.device("h").server(2, 8);
        facts.device("v").virtual(4).on("h").has("acme/cores", "1");
        facts.device("lost").virtual(4).has("acme/sockets", "1");

        var sockets = line(facts, "acme/sockets||processor");
        assertThat(sockets.status()).isEqualTo(LineStatus.NOT_COMPUTABLE);
        assertThat(problem(sockets, "host-unknown").examples()).containsExactly("lost");
        assertThat(line(facts, "acme/cores||core").status()).isNotEqualTo(LineStatus.NOT_COMPUTABLE);
        assertThat(line(facts, "acme/cores||core").shortfall()).isEqualTo(Quantity.ZERO);
    }

    @Test
    void aSuitesRightForOneDeviceServesNoOtherThatIsAlike() {
        var facts = new Facts();
        facts.product("acme/suite").metric(STACKED).contains("acme/part");
        facts.device("d1").has("acme/part", "1");
        facts.device("d2").has("acme/part", "1");
        facts.right("S1", "acme/suite").metric(STACKED).quantity(16);
        facts.right("S2", "acme/suite").metric("device").quantity(2).boundTo("d1");

        assertThat(line(facts, "acme/suite||device").covered()).isEqualTo(Quantity.of(1));
        assertThat(position(facts).lines().stream().map(PositionLine::shortfall).filter(Quantity.of(1)::equals))
                .hasSize(1);
    }

    @Test
    void aSuiteByProcessorIsNoWayOnAVirtualMachineByItsVirtualSockets() {
        var facts = new Facts();
        facts.product("acme/suite").metric("processor").contains("acme/part");
        facts.product("acme/part");
        facts.device("h").server(2, 8);
        facts.device("v").virtual(1).on("h").has("acme/part", "1");
        facts.right("S", "acme/suite").metric("processor").quantity(1);

        assertBalance(line(facts, "acme/part||device"), 1, 0, 1);
        assertThat(problem(line(facts, "acme/part||device"), "solver-limit").count())
                .isPositive();
        assertThat(line(facts, "acme/suite||processor").covered()).isEqualTo(Quantity.ZERO);

        facts.device("p").server(1, 8).has("acme/part", "1");
        assertThat(line(facts, "acme/suite||processor").covered()).isEqualTo(Quantity.of(1));
        assertThat(line(facts, "acme/part||device").shortfall()).isEqualTo(Quantity.of(1));
    }

    @Test
    void aSuiteByHostThatIsNotTriedForWhatIsLicensedByDeviceIsTold() {
        var facts = new Facts();
        facts.product("acme/suite").metric(STACKED).contains("acme/part");
        facts.product("acme/part");
        facts.device("h").server(2, 8);
        facts.device("v").virtual(1).on("h").has("acme/part", "1");
        facts.right("S", "acme/suite").metric(STACKED).quantity(16);

        assertBalance(line(facts, "acme/part||device"), 1, 0, 1);
        assertThat(problem(line(facts, "acme/part||device"), "solver-limit").count())
                .isPositive();
    }

    @Test
    void optionsAreNamedByWhatTheyAreAndNotByWhereTheyLie() {
        assertThat(option().toString()).isEqualTo(option().toString()).contains("acme/part||device");
    }

    private static Option option() {
        var pool = new Pool(0, "acme/part", Optional.empty(), new TreeSet<>(), true, true, List.of());
        var metric = Metric.parse("device");
        return new Option(new Line(pool, "device", metric), metric, List.of(), new int[0]);
    }
}
