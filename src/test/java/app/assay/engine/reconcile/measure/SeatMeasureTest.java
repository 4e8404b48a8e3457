package app.assay.engine.reconcile.measure;

import static app.assay.engine.reconcile.Positions.assertBalance;
import static app.assay.engine.reconcile.Positions.line;
import static app.assay.engine.reconcile.Positions.problem;
import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.code.RightKind;
import app.assay.domain.position.LineStatus;
import app.assay.domain.value.Quantity;
import app.assay.fixtures.Facts;
import org.junit.jupiter.api.Test;

class SeatMeasureTest {

    @Test
    void assignedSeatsBeyondTheSubscriptionAreShort() {
        var facts = new Facts();
        for (int number = 0; number < 12; number++) {
            facts.assign("acme/mail", "user" + number);
        }
        facts.right("S", "acme/mail")
                .metric("subscription-seat")
                .kind(RightKind.SUBSCRIPTION)
                .quantity(10)
                .until("2026-12-31");

        assertBalance(line(facts, "acme/mail||subscription-seat"), 12, 10, 2);
    }

    @Test
    void withoutAnyAssignmentTheLineCannotBeComputed() {
        var facts = new Facts();
        facts.device("a").user("ann").has("acme/mail");
        facts.right("S", "acme/mail").metric("subscription-seat").kind(RightKind.SUBSCRIPTION);

        var line = line(facts, "acme/mail||subscription-seat");

        assertThat(line.status()).isEqualTo(LineStatus.NOT_COMPUTABLE);
        assertThat(line.net()).isEqualTo(Quantity.UNKNOWN);
        assertThat(problem(line, "seats-without-assignments").count()).isEqualTo(1);
    }

    @Test
    void assignmentsWithoutAnyRightAreShort() {
        var facts = new Facts();
        facts.product("acme/mail").metric("subscription-seat");
        facts.assign("acme/mail", "ann");

        var line = line(facts, "acme/mail||subscription-seat");

        assertBalance(line, 1, 0, 1);
        assertThat(line.status()).isEqualTo(LineStatus.SHORT);
    }
}
