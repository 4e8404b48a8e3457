package app.assay.engine.reconcile.measure;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.position.LineStatus;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.Problem;
import app.assay.domain.value.Quantity;
import app.assay.engine.reconcile.Positions;
import app.assay.engine.reconcile.Reconciler;
import app.assay.fixtures.Facts;
import java.util.function.Consumer;

/// A worked example of a metric: facts, and what the line must need; its explanation must say the same.
///
/// @param needs units, or the code of the problem for which it cannot be computed
record MetricCase(String name, String needs, Consumer<Facts> facts) {

    void holds(String lineId) {
        var stated = new Facts();
        facts.accept(stated);
        var line = Positions.line(stated, lineId);
        if (Character.isDigit(needs.charAt(0))) {
            assertThat(line.net()).as(name).isEqualTo(Quantity.of(Long.parseLong(needs)));
            assertExplained(stated, line);
        } else {
            assertThat(line.status()).as(name).isEqualTo(LineStatus.NOT_COMPUTABLE);
            assertThat(line.net()).as(name).isEqualTo(Quantity.UNKNOWN);
            assertThat(line.problems()).as(name).extracting(Problem::code).contains(needs);
        }
        // nothing depends on the order in which facts come
        var shuffled = new Reconciler().reconcile(stated.shuffled(7), app.assay.work.Progress.NONE);
        assertThat(shuffled.digest())
                .as(name)
                .isEqualTo(Positions.position(stated).digest());
    }

    private void assertExplained(Facts stated, PositionLine line) {
        var trace = new Reconciler().explain(stated.build(), line.id());
        long units = trace.consumers().stream()
                .filter(consumer -> consumer.notCounted().isEmpty())
                .mapToLong(consumer -> Long.parseLong(consumer.units().text()))
                .sum();
        long open = trace.consumers().stream()
                .mapToLong(consumer -> Long.parseLong(consumer.uncovered().text()))
                .sum();
        assertThat(Quantity.of(units)).as("%s, explained", name).isEqualTo(line.net());
        assertThat(Quantity.of(open)).as("%s, explained", name).isEqualTo(line.shortfall());
    }

    @Override
    public String toString() {
        return name;
    }
}
