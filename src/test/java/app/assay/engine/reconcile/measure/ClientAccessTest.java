package app.assay.engine.reconcile.measure;

import static app.assay.engine.reconcile.Positions.assertBalance;
import static app.assay.engine.reconcile.Positions.position;
import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.code.VersionCover;
import app.assay.domain.position.LineStatus;
import app.assay.domain.position.Position;
import app.assay.fixtures.Facts;
import app.assay.work.Plain;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClientAccessTest {

    private static final String SERVER = "elm/server";
    private static final String CAL = "elm/cal";
    private static final String BY_USER = "elm/cal||user-access";
    private static final String BY_DEVICE = "elm/cal||device-access";

    private static Facts server(Facts facts) {
        facts.product(SERVER).releases("2016", "2019", "2022");
        facts.device("srv").server(1, 8).has(SERVER, "2019");
        return facts;
    }

    private static Facts users(Facts facts, long quantity) {
        facts.right("U", CAL).metric("user-access(server=elm/server)").quantity(quantity);
        return facts;
    }

    private static Facts devices(Facts facts, long quantity) {
        facts.right("D", CAL).metric("device-access(server=elm/server)").quantity(quantity);
        return facts;
    }

    static Stream<MetricCase> cases() {
        return Stream.of(
                new MetricCase("a person on two devices and two servers counts once", "1", facts -> {
                    users(server(facts), 1).device("srv2").server(1, 8).has(SERVER, "2016");
                    facts.reaches("srv", "ann", "pc1")
                            .reaches("srv", "ann", "pc2")
                            .reaches("srv2", "ann", "pc1");
                }),
                new MetricCase(
                        "everybody who reaches it",
                        "3",
                        facts -> users(server(facts), 1)
                                .reaches("srv", "ann", "")
                                .reaches("srv", "bob", "")
                                .reaches("srv", "cid", "")),
                new MetricCase("the user of a device stands for it", "1", facts -> {
                    users(server(facts), 1).device("pc").user("ann");
                    facts.reaches("srv", "", "pc");
                }),
                new MetricCase(
                        "nobody knows who sits at a device",
                        "user-unknown",
                        facts -> users(server(facts), 1).reaches("srv", "", "kiosk")),
                new MetricCase(
                        "nobody told who reaches the server", "access-unknown", facts -> users(server(facts), 1)),
                new MetricCase("nobody told who reaches one of the servers", "access-unknown", facts -> {
                    users(server(facts), 1).device("srv2").server(1, 8).has(SERVER, "2016");
                    facts.reaches("srv", "ann", "");
                }),
                new MetricCase("no server with the product is known", "access-unknown", facts -> users(facts, 1)),
                new MetricCase(
                        "somebody whom no list names",
                        "1",
                        facts -> users(server(facts), 1).strangerReaches("srv", "svc-backup")),
                new MetricCase(
                        "access that has ended",
                        "0",
                        facts -> users(server(facts), 1)
                                .reaches(
                                        "srv",
                                        "ann",
                                        "",
                                        java.util.Optional.empty(),
                                        java.util.Optional.of(Facts.DAY.minusDays(1)))),
                new MetricCase("the terms name no server product", "access-unknown", facts -> {
                    server(facts).reaches("srv", "ann", "");
                    facts.right("U", CAL).metric("user-access").quantity(1);
                }));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachCaseHolds(MetricCase example) {
        example.holds(BY_USER);
    }

    @Test
    void shiftsAtOneDeviceNeedOneLicenceForTheDeviceAndATravellerOneForThePerson() {
        var facts = devices(users(server(new Facts()), 1), 1);
        for (var person : List.of("early", "late", "night")) {
            facts.reaches("srv", person, "till");
        }
        for (var device : List.of("laptop", "phone", "tablet")) {
            facts.reaches("srv", "traveller", device);
        }

        var position = position(facts);

        assertBalance(position.line(BY_USER).orElseThrow(), 1, 1, 0);
        assertBalance(position.line(BY_DEVICE).orElseThrow(), 1, 1, 0);
        var trace = new app.assay.engine.reconcile.Reconciler().explain(facts.build(), BY_DEVICE);
        assertThat(trace.consumers())
                .extracting(consumer -> consumer.name() + " " + consumer.units().text() + " " + consumer.notCounted())
                .containsExactly("laptop 0 alternative", "phone 0 alternative", "tablet 0 alternative", "till 1 ");
    }

    @Test
    void aLicenceOfAnEarlierVersionThanTheServersCoversNobody() {
        var facts = server(new Facts()).reaches("srv", "ann", "").reaches("srv", "bob", "");
        facts.right("OLD", CAL)
                .metric("user-access(server=elm/server)")
                .version("2016", VersionCover.AND_EARLIER)
                .quantity(5);
        facts.right("NEW", CAL)
                .metric("user-access(server=elm/server)")
                .version("2022", VersionCover.AND_EARLIER)
                .quantity(1);

        assertBalance(position(facts).line(BY_USER).orElseThrow(), 2, 1, 1);
    }

    @Test
    void rightsByPeopleOfTheOldKindStayNotComputable() {
        var facts = users(server(new Facts()), 1).reaches("srv", "ann", "");
        facts.right("OTHER", CAL).metric("named-user").quantity(5);

        assertThat(position(facts).lines())
                .filteredOn(line -> line.product().equals(CAL))
                .hasSize(2)
                .allMatch(line -> line.status() == LineStatus.NOT_COMPUTABLE);
    }

    /// What is short, in money, equals the least that any choice of people and devices leaves short.
    @Test
    void theChoiceCostsAsLittleAsAnyOther() {
        for (long seed = 0; seed < 400; seed++) {
            var random = new Random(seed);
            int people = 1 + random.nextInt(5);
            int machines = 1 + random.nextInt(5);
            int ownedUsers = random.nextInt(4);
            int ownedDevices = random.nextInt(4);
            int userPrice = 1 + random.nextInt(5);
            int devicePrice = 1 + random.nextInt(5);
            var facts = server(new Facts());
            facts.right("U", CAL)
                    .metric("user-access(server=elm/server)")
                    .quantity(ownedUsers + 1)
                    .price(userPrice + " EUR");
            facts.right("D", CAL)
                    .metric("device-access(server=elm/server)")
                    .quantity(ownedDevices + 1)
                    .price(devicePrice + " EUR");
            // one of each is always taken: somebody whose device nobody knows, and a device of nobody
            facts.reaches("srv", "z-person", "").reaches("srv", "", "z-device");
            var edges = new ArrayList<int[]>();
            for (int person = 0; person < people; person++) {
                for (int machine = 0; machine < machines; machine++) {
                    if (random.nextInt(3) == 0) {
                        edges.add(new int[] {person, machine});
                        facts.reaches("srv", "p" + person, "d" + machine);
                    }
                }
            }

            var position = position(facts);

            assertThat(exposure(position))
                    .as(Plain.text("seed %s", seed))
                    .isEqualByComparingTo(BigDecimal.valueOf(
                            least(edges, people, machines, ownedUsers, ownedDevices, userPrice, devicePrice)));
        }
    }

    private static BigDecimal exposure(Position position) {
        return position.lines().stream()
                .filter(line -> line.product().equals(CAL))
                .map(line -> line.exposure().orElseThrow().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static long least(
            List<int[]> edges, int people, int machines, int users, int devices, int userPrice, int devicePrice) {
        long least = Long.MAX_VALUE;
        for (int chosen = 0; chosen < 1 << (people + machines); chosen++) {
            int taken = chosen;
            boolean covers = edges.stream()
                    .allMatch(edge -> ((taken >> edge[0]) & 1) == 1 || ((taken >> (people + edge[1])) & 1) == 1);
            if (covers) {
                int byUser = Integer.bitCount(taken & ((1 << people) - 1));
                int byDevice = Integer.bitCount(taken >> people);
                least = Math.min(
                        least,
                        (long) userPrice * Math.max(0, byUser - users)
                                + (long) devicePrice * Math.max(0, byDevice - devices));
            }
        }
        return least;
    }
}
