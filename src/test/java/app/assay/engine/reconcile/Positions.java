package app.assay.engine.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.position.Position;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.Problem;
import app.assay.domain.value.Quantity;
import app.assay.fixtures.Facts;
import app.assay.work.Progress;

/// Short ways to compute a position in a test and to say what one of its lines must be.
public final class Positions {

    private Positions() {}

    public static Position position(Facts facts) {
        return new Reconciler().reconcile(facts.build(), Progress.NONE);
    }

    public static PositionLine line(Facts facts, String id) {
        var position = position(facts);
        return position.line(id)
                .orElseThrow(() -> new AssertionError("lines are "
                        + position.lines().stream().map(PositionLine::id).toList()));
    }

    public static void assertBalance(PositionLine line, long net, long covered, long shortfall) {
        assertThat(line.net()).as("net of %s", line.id()).isEqualTo(Quantity.of(net));
        assertThat(line.covered()).as("covered of %s", line.id()).isEqualTo(Quantity.of(covered));
        assertThat(line.shortfall()).as("shortfall of %s", line.id()).isEqualTo(Quantity.of(shortfall));
    }

    public static Problem problem(PositionLine line, String code) {
        return line.problems().stream()
                .filter(problem -> problem.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError("problems are " + line.problems()));
    }
}
