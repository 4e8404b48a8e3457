package app.assay.engine.reconcile.measure;

import static app.assay.engine.reconcile.Positions.assertBalance;
import static app.assay.engine.reconcile.Positions.line;
import static app.assay.engine.reconcile.Positions.position;
import static app.assay.engine.reconcile.Positions.problem;
import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.code.LifeCycleStatus;
import app.assay.domain.position.LineStatus;
import app.assay.domain.value.Quantity;
import app.assay.fixtures.Facts;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamedUserMeasureTest {

    @Test
    void aPersonIsTakenOutOnlyWithTheLastOfTheDevices() {
        var facts = new Facts();
        facts.device("a1").user("ann").status(LifeCycleStatus.RETIRED).has("acme/draw");
        facts.device("a2").user("ann").has("acme/draw");
        facts.device("b1").user("bob").status(LifeCycleStatus.RETIRED).has("acme/draw");
        facts.right("R", "acme/draw").metric("named-user").quantity(1);

        var line = line(facts, "acme/draw||named-user");

        assertThat(line.gross()).isEqualTo(Quantity.of(2));
        assertThat(line.reductions()).singleElement().satisfies(reduction -> {
            assertThat(reduction.units()).isEqualTo(Quantity.of(1));
            assertThat(reduction.installations()).isEqualTo(2);
        });
        assertBalance(line, 1, 1, 0);
    }

    @Test
    void aDeviceOfNobodyMakesTheLineNotComputable() {
        var facts = new Facts();
        facts.device("a1").user("ann").has("acme/draw");
        facts.device("shared").has("acme/draw");
        facts.right("R", "acme/draw").metric("named-user").quantity(5);

        var line = line(facts, "acme/draw||named-user");

        assertThat(line.status()).isEqualTo(LineStatus.NOT_COMPUTABLE);
        assertThat(problem(line, "user-unknown").examples()).containsExactly("shared");
    }

    @Test
    void assignmentsCountWhileTheyLastAndOncePerPerson() {
        var facts = new Facts();
        facts.assign("acme/draw", "ann");
        facts.assign("acme/draw", "ann", "2", Optional.empty(), Optional.empty());
        facts.assign("acme/draw", "bob", "1", Optional.empty(), Optional.of(LocalDate.of(2026, 3, 30)));
        facts.assign("acme/draw", "cid", "1", Optional.of(LocalDate.of(2026, 3, 31)), Optional.empty());
        facts.device("pc").user("dora").has("acme/draw");
        facts.right("R", "acme/draw").metric("named-user").quantity(5);

        var line = line(facts, "acme/draw||named-user");

        assertThat(line.gross()).isEqualTo(Quantity.of(3));
        assertThat(line.reductions())
                .extracting(reduction -> reduction.reason())
                .containsExactly("duplicate");
        assertBalance(line, 2, 2, 0);
        assertThat(problem(line, "use-without-assignment").examples()).containsExactly("pc");
    }

    @Test
    void byPersonOrByDeviceIsChosenWithTheRights() {
        var facts = new Facts();
        facts.device("a1").user("ann").has("acme/draw");
        facts.device("a2").user("ann").has("acme/draw");
        facts.device("a3").user("ann").has("acme/draw");
        facts.device("b1").user("bob").has("acme/draw");
        facts.right("U", "acme/draw").metric("named-user").quantity(1);
        facts.right("D", "acme/draw").quantity(1);

        var position = position(facts);

        assertThat(position.lines()).allMatch(line -> line.shortfall().equals(Quantity.ZERO));
        assertBalance(position.line("acme/draw||named-user").orElseThrow(), 1, 1, 0);
        var byDevice = position.line("acme/draw||device").orElseThrow();
        assertBalance(byDevice, 1, 1, 0);
        assertThat(byDevice.reductions()).singleElement().satisfies(reduction -> {
            assertThat(reduction.reason()).isEqualTo("alternative");
            assertThat(reduction.units()).isEqualTo(Quantity.of(3));
        });
    }
}
