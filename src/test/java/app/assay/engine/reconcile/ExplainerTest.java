package app.assay.engine.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.domain.code.VersionCover;
import app.assay.domain.position.Trace;
import app.assay.domain.value.Quantity;
import app.assay.fixtures.Facts;
import org.junit.jupiter.api.Test;

class ExplainerTest {

    private static Trace.Consumer consumer(Trace trace, String name) {
        return trace.consumers().stream()
                .filter(consumer -> consumer.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyConsumerTellsItsTitleItsRightAndTheRule() {
        var facts = new Facts();
        facts.product("acme/draw").releases("2016", "2019");
        facts.desktops("pc", 3, "acme/draw", "2016");
        facts.device("pc0003").seen("2025-01-01");
        facts.right("R", "acme/draw").version("2019", VersionCover.AND_EARLIER);

        var trace = new Reconciler().explain(facts.build(), "acme/draw||device");

        assertThat(trace.consumers()).hasSize(3);
        var covered = consumer(trace, "pc0001");
        assertThat(covered.covers()).singleElement().satisfies(cover -> {
            assertThat(cover.reference()).isEqualTo("R");
            assertThat(cover.rule()).isEqualTo("version 2019 and earlier covers 2016");
        });
        assertThat(covered.facts()).anySatisfy(fact -> {
            assertThat(fact.name()).isEqualTo("title");
            assertThat(fact.title()).isNotNegative();
        });
        assertThat(consumer(trace, "pc0002").uncovered()).isEqualTo(Quantity.of(1));
        assertThat(consumer(trace, "pc0003").notCounted()).isEqualTo("stale");
        assertThat(trace.sentences().getFirst())
                .isEqualTo("3 found − 1 stale = 2 needed; 1 owned, 1 usable, 1 covered; 1 short.");
    }

    @Test
    void aHostTellsItsCoresAndTheWayThatWasChosen() {
        var facts = new Facts();
        facts.device("host").server(2, 6);
        for (int number = 1; number <= 3; number++) {
            facts.device("vm" + number).virtual(2).on("host").has("acme/os");
        }
        facts.right("R", "acme/os")
                .metric("core(minimumPerProcessor=8,minimumPerServer=16,counting=HOST,virtualMachinesPerSet=2)")
                .quantity(20);

        var trace = new Reconciler().explain(facts.build(), "acme/os||core");

        assertThat(trace.consumers()).singleElement().satisfies(host -> {
            assertThat(host.kind()).isEqualTo(Trace.ConsumerKind.HOST);
            assertThat(host.units()).isEqualTo(Quantity.of(32));
            assertThat(host.uncovered()).isEqualTo(Quantity.of(12));
            assertThat(host.facts())
                    .contains(
                            new Trace.Fact("cores", "12", -1),
                            new Trace.Fact("processors", "2", -1),
                            new Trace.Fact("virtual machines", "3", -1));
        });
    }

    @Test
    void aLineThatIsNotThereIsRefused() {
        var facts = new Facts().build();
        assertThatThrownBy(() -> new Reconciler().explain(facts, "acme/none||device"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Reconciler().explain(facts, "nonsense"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
