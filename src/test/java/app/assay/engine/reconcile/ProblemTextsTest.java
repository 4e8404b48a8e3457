package app.assay.engine.reconcile;

import static app.assay.engine.reconcile.Positions.line;
import static app.assay.engine.reconcile.Positions.position;
import static app.assay.engine.reconcile.Positions.problem;
import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.code.VersionCover;
import app.assay.fixtures.Facts;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// What a problem says reads as a sentence, for one and for many, and alike on every machine.
class ProblemTextsTest {

    private static Facts servers(int known, int unknown) {
        var facts = new Facts();
        for (int number = 1; number <= known; number++) {
            facts.device("known" + number).server(1, 1).has("acme/db");
        }
        for (int number = 1; number <= unknown; number++) {
            facts.device("unknown" + number).server().has("acme/db");
        }
        facts.right("C", "acme/db").metric("core").quantity(1);
        return facts;
    }

    private static String message(Facts facts, String line, String code) {
        return problem(line(facts, line), code).message();
    }

    @Test
    void machinesThatCannotBeCountedAreToldWithTheOthersWhereThereAreAny() {
        assertThat(message(servers(0, 1), "acme/db||core", "cores-unknown"))
                .isEqualTo("1 machine with the product cannot be counted because its number of cores is not known.");
        assertThat(message(servers(1, 1), "acme/db||core", "cores-unknown"))
                .isEqualTo("1 machine with the product cannot be counted because its number of cores is not known;"
                        + " the others need 1, which is covered.");
        assertThat(message(servers(3, 2), "acme/db||core", "cores-unknown"))
                .isEqualTo("2 machines with the product cannot be counted because their number of cores is not known;"
                        + " the others need 3, of which 1 is covered.");
    }

    @Test
    void aMetricThatCannotBeComputedTellsHowManyDevicesThereAre() {
        var one = new Facts();
        one.desktops("pc", 1, "acme/draw", "");
        one.right("R", "acme/draw").metric("other(name=employee)");
        assertThat(message(one, "acme/draw||other", "metric-not-supported"))
                .endsWith("cannot be computed; 1 device with the product was found.");

        var two = new Facts();
        two.desktops("pc", 2, "acme/draw", "");
        two.right("R", "acme/draw").metric("other(name=employee)");
        assertThat(message(two, "acme/draw||other", "metric-not-supported"))
                .endsWith("cannot be computed; 2 devices with the product were found.");
    }

    @Test
    void aDeviceThatDoesNotTellItsVersionIsToldInTheSingular() {
        var facts = new Facts();
        facts.product("acme/draw").releases("2016", "2019");
        facts.desktops("pc", 1, "acme/draw", "");
        facts.right("R", "acme/draw").version("2016", VersionCover.EXACT);

        assertThat(message(facts, "acme/draw||device", "version-unknown"))
                .isEqualTo("1 device does not tell which version it has; rights of single versions do not cover it.");
    }

    @Test
    void theMachinesLanguageChangesNeitherATextNorTheDigest() {
        var facts = servers(3, 2);
        facts.device("old").server(1, 1).seen("2020-01-01").has("acme/db");
        var here = position(facts);
        var locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            var there = position(facts);
            assertThat(there.lines()).isEqualTo(here.lines());
            assertThat(there.digest()).isEqualTo(here.digest());
        } finally {
            Locale.setDefault(locale);
        }
    }
}
