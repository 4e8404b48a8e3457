package app.assay.engine.reconcile.measure;

import static app.assay.engine.reconcile.Positions.assertBalance;
import static app.assay.engine.reconcile.Positions.line;
import static app.assay.engine.reconcile.Positions.problem;
import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.position.LineStatus;
import app.assay.fixtures.Facts;
import org.junit.jupiter.api.Test;

class ProcessorMeasureTest {

    @Test
    void filledSocketsAreCounted() {
        var facts = new Facts();
        facts.device("one").server(1, 8).has("acme/db");
        facts.device("four").server(4, 8).has("acme/db");
        facts.right("R", "acme/db").metric("processor").quantity(4);

        assertBalance(line(facts, "acme/db||processor"), 5, 4, 1);
    }

    @Test
    void aLicenceThatCoversSoManyCoresIsRoundedUpPerProcessor() {
        var facts = new Facts();
        facts.device("host").server(2, 40).has("acme/db");
        facts.device("edge").server(1, 32).has("acme/db");
        facts.right("R", "acme/db").metric("processor(coresPerLicence=32)").quantity(5);

        assertBalance(line(facts, "acme/db||processor"), 2 * 2 + 1, 5, 0);
    }

    @Test
    void aServerThatDoesNotTellItsProcessorsIsNamed() {
        var facts = new Facts();
        facts.device("silent").server().has("acme/db");
        facts.right("R", "acme/db").metric("processor");

        var line = line(facts, "acme/db||processor");

        assertThat(line.status()).isEqualTo(LineStatus.NOT_COMPUTABLE);
        assertThat(problem(line, "processors-unknown").examples()).containsExactly("silent");
    }
}
