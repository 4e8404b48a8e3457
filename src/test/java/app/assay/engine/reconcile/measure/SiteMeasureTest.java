package app.assay.engine.reconcile.measure;

import static app.assay.engine.reconcile.Positions.assertBalance;
import static app.assay.engine.reconcile.Positions.line;
import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.position.LineStatus;
import app.assay.fixtures.Facts;
import org.junit.jupiter.api.Test;

class SiteMeasureTest {

    @Test
    void aSiteRightCoversEverythingWithinItsTerm() {
        var facts = new Facts();
        facts.desktops("pc", 7, "acme/draw", "");
        facts.right("E", "acme/draw").metric("site").until("2026-03-31");

        var line = line(facts, "acme/draw||site");
        assertBalance(line, 7, 7, 0);
        assertThat(line.status()).isEqualTo(LineStatus.UNLIMITED);
        assertBalance(line(facts.asAt("2026-04-01"), "acme/draw||site"), 7, 0, 7);
    }

    @Test
    void anUnknownMetricIsNotComputable() {
        var facts = new Facts();
        facts.desktops("pc", 7, "acme/draw", "");
        facts.right("X", "acme/draw").metric("other(name=tokens)").quantity(50);

        assertThat(line(facts, "acme/draw||other").status()).isEqualTo(LineStatus.NOT_COMPUTABLE);
    }
}
