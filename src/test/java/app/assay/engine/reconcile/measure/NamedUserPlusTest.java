package app.assay.engine.reconcile.measure;

import static app.assay.engine.reconcile.Positions.line;
import static app.assay.engine.reconcile.Positions.problem;
import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.code.LifeCycleStatus;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import app.assay.fixtures.Facts;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NamedUserPlusTest {

    private static final String BASE = "oak/base";
    private static final String LINE = "oak/base||named-user-plus";

    private static Facts server(Facts facts, String terms) {
        facts.device("db1").server(2, 10).has(BASE);
        facts.right("R", BASE).metric("named-user-plus" + terms).quantity(100);
        return facts;
    }

    private static void people(Facts facts, String server, int count) {
        for (int number = 1; number <= count; number++) {
            facts.reaches(server, "person" + number, "");
        }
    }

    static Stream<MetricCase> cases() {
        return Stream.of(
                new MetricCase(
                        "people who reach the server, no minimum", "3", facts -> people(server(facts, ""), "db1", 3)),
                new MetricCase(
                        "2 sockets, 25 each: the minimum counts",
                        "50",
                        facts -> people(server(facts, "(minimumPerProcessor=25)"), "db1", 30)),
                new MetricCase(
                        "as many people as the minimum",
                        "50",
                        facts -> people(server(facts, "(minimumPerProcessor=25)"), "db1", 50)),
                new MetricCase(
                        "one person more than the minimum",
                        "51",
                        facts -> people(server(facts, "(minimumPerProcessor=25)"), "db1", 51)),
                new MetricCase(
                        "10 for a server", "10", facts -> people(server(facts, "(minimumPerServer=10)"), "db1", 2)),
                new MetricCase("two servers: a person on both counts once, the minimum twice", "20", facts -> {
                    server(facts, "(minimumPerServer=10)")
                            .device("db2")
                            .server(1, 4)
                            .has(BASE);
                    people(facts, "db1", 5);
                    people(facts, "db2", 5);
                }),
                new MetricCase(
                        "a device of nobody counts, a device of a person does not",
                        "2",
                        facts -> server(facts, "")
                                .reaches("db1", "ann", "pc1")
                                .reaches("db1", "ann", "pc2")
                                .reaches("db1", "", "sensor")),
                new MetricCase(
                        "access that has ended or not begun does not count",
                        "1",
                        facts -> server(facts, "")
                                .reaches("db1", "ann", "", Optional.empty(), Optional.of(LocalDate.of(2026, 3, 30)))
                                .reaches("db1", "bob", "", Optional.of(LocalDate.of(2026, 4, 1)), Optional.empty())
                                .reaches("db1", "cid", "", Optional.of(Facts.DAY), Optional.of(Facts.DAY))),
                new MetricCase(
                        "somebody whom no list names reaches it all the same",
                        "2",
                        facts -> server(facts, "").reaches("db1", "ann", "").strangerReaches("db1", "svc-backup")),
                new MetricCase(
                        "assignments tell who uses it",
                        "2",
                        facts -> server(facts, "").assign(BASE, "ann").assign(BASE, "bob")),
                new MetricCase("20 cores × 0.5 = 10 processors of 25", "250", facts -> {
                    model(server(facts, "(minimumPerProcessor=25,processorsBy=CORE_FACTOR)"));
                    facts.value("core-factor", "Xeon*", "0.5", "", "table of the publisher");
                    people(facts, "db1", 1);
                }),
                new MetricCase("3 + 4 cores × 0.5 are rounded up once: 4 processors", "4", facts -> {
                    facts.device("db1").server(1, 3).model("Xeon 1").has(BASE);
                    facts.device("db2").server(1, 4).model("Xeon 2").has(BASE);
                    facts.right("R", BASE)
                            .metric("named-user-plus(minimumPerProcessor=1,processorsBy=CORE_FACTOR)")
                            .quantity(1);
                    facts.value("core-factor", "Xeon*", "0.5", "", "table");
                    people(facts, "db1", 1);
                    people(facts, "db2", 1);
                }),
                new MetricCase("a virtual machine counts the host below", "50", facts -> {
                    facts.device("host").server(2, 8);
                    facts.device("vm").virtual(2).on("host").has(BASE);
                    facts.right("R", BASE)
                            .metric("named-user-plus(minimumPerProcessor=25)")
                            .quantity(1);
                    people(facts, "vm", 1);
                }),
                new MetricCase(
                        "nobody told who reaches it: not zero and not the minimum",
                        "access-unknown",
                        facts -> server(facts, "(minimumPerProcessor=25)")),
                new MetricCase("nobody told who reaches one of two servers", "access-unknown", facts -> {
                    people(server(facts, ""), "db1", 3);
                    facts.device("db2").server(1, 4).has(BASE);
                }),
                new MetricCase(
                        "no core factor is known",
                        "core-factor-unknown",
                        facts -> people(
                                model(server(facts, "(minimumPerProcessor=25,processorsBy=CORE_FACTOR)")), "db1", 1)),
                new MetricCase("a core factor of a later day does not hold yet", "core-factor-unknown", facts -> {
                    people(model(server(facts, "(minimumPerProcessor=25,processorsBy=CORE_FACTOR)")), "db1", 1);
                    facts.value("core-factor", "Xeon*", "0.5", "2026-04-01", "table");
                }),
                new MetricCase("processors are not known", "processors-unknown", facts -> {
                    facts.device("db1").server().has(BASE);
                    facts.right("R", BASE)
                            .metric("named-user-plus(minimumPerProcessor=25)")
                            .quantity(1);
                    people(facts, "db1", 1);
                }),
                new MetricCase("the host of a virtual machine is not known", "host-unknown", facts -> {
                    facts.device("vm").virtual(2).has(BASE);
                    facts.right("R", BASE)
                            .metric("named-user-plus(minimumPerServer=10)")
                            .quantity(1);
                    people(facts, "vm", 1);
                }),
                new MetricCase("rights with different terms", "terms-differ", facts -> {
                    people(server(facts, "(minimumPerServer=10)"), "db1", 1);
                    facts.right("S", BASE)
                            .metric("named-user-plus(minimumPerServer=5)")
                            .quantity(1);
                }),
                new MetricCase("rights by another metric besides", "metrics-mixed", facts -> {
                    people(server(facts, "(minimumPerServer=10)"), "db1", 1);
                    facts.right("S", BASE).metric("core").quantity(1);
                }));
    }

    private static Facts model(Facts facts) {
        facts.device("db1").model("Xeon Gold");
        return facts;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachCaseHolds(MetricCase example) {
        example.holds(LINE);
    }

    @Test
    void aServerOutOfServiceIsTakenOutWithItsMinimum() {
        var facts = server(new Facts(), "(minimumPerServer=10)");
        facts.device("db2").server(1, 4).status(LifeCycleStatus.RETIRED).has(BASE);
        people(facts, "db1", 3);
        people(facts, "db2", 3);

        var line = line(facts, LINE);

        assertThat(line.gross()).isEqualTo(Quantity.of(20));
        assertThat(line.net()).isEqualTo(Quantity.of(10));
        assertThat(line.reductions())
                .singleElement()
                .satisfies(reduction -> assertThat(reduction.units()).isEqualTo(Quantity.of(10)));
    }

    @Test
    void whatIsShortIsPricedAndTheMinimumIsTold() {
        var facts = new Facts();
        facts.device("db1").server(2, 10).has(BASE);
        facts.right("R", BASE)
                .metric("named-user-plus(minimumPerProcessor=25)")
                .quantity(20)
                .price("100 EUR");
        people(facts, "db1", 3);

        var line = line(facts, LINE);

        assertThat(line.shortfall()).isEqualTo(Quantity.of(30));
        assertThat(line.exposure()).hasValue(Money.parse("3000 EUR"));
        assertThat(problem(line, "minimum-applies").message()).contains("50").contains("3");
    }

    @Test
    void whichFactorWasTakenIsTold() {
        var facts = model(server(new Facts(), "(minimumPerProcessor=25,processorsBy=CORE_FACTOR)"));
        facts.value("core-factor", "Xeon*", "0.5", "2020-01-01", "table A");
        facts.value("core-factor", "Xeon*", "0.75", "2021-01-01", "table B");
        people(facts, "db1", 1);

        var line = line(facts, LINE);

        assertThat(line.net()).isEqualTo(Quantity.of(375));
        assertThat(problem(line, "core-factor").examples()).containsExactly("0.75 by table B of 2021-01-01");
        assertThat(problem(line, "core-factor-differs").examples()).containsExactly("Xeon Gold");
    }
}
