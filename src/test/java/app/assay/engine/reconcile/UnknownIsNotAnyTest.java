package app.assay.engine.reconcile;

import static app.assay.engine.reconcile.Positions.assertBalance;
import static app.assay.engine.reconcile.Positions.line;
import static app.assay.engine.reconcile.Positions.problem;
import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.code.Environment;
import app.assay.domain.code.RightKind;
import app.assay.domain.code.VersionCover;
import app.assay.domain.position.LineStatus;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.Problem;
import app.assay.domain.value.Quantity;
import app.assay.fixtures.Facts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What nobody told becomes neither "any" nor zero nor "without limit".
class UnknownIsNotAnyTest {

    private static boolean tells(PositionLine line, String code) {
        return line.problems().stream().map(Problem::code).anyMatch(code::equals);
    }

    @Test
    void anOemLicenceCoversNothingUntilItsDeviceIsNamed() {
        var facts = new Facts();
        facts.desktops("pc", 2, "acme/draw", "1");
        facts.right("O", "acme/draw").kind(RightKind.OEM).quantity(2);

        var line = line(facts, "acme/draw||device");

        assertBalance(line, 2, 0, 2);
        assertThat(line.owned()).isEqualTo(Quantity.of(2));
        assertThat(line.rights().getFirst().note()).isEqualTo("device-not-named");
    }

    @Test
    void anOemLicenceCoversTheDeviceItCameWith() {
        var facts = new Facts();
        facts.device("a").has("acme/draw");
        facts.device("b").has("acme/draw");
        facts.right("O", "acme/draw").kind(RightKind.OEM).quantity(2).boundTo("a");

        assertBalance(line(facts, "acme/draw||device"), 2, 1, 1);
    }

    @Test
    void aSiteRightOfQuantityZeroLicensesNothing() {
        var facts = new Facts();
        facts.desktops("pc", 2, "acme/draw", "");
        facts.right("S", "acme/draw").metric("site").quantity(0);

        assertBalance(line(facts, "acme/draw||site"), 2, 0, 2);
    }

    @Test
    void aSiteRightOfUnknownQuantityIsNotComputable() {
        var facts = new Facts();
        facts.desktops("pc", 2, "acme/draw", "");
        facts.right("S", "acme/draw").metric("site").quantity(Quantity.UNKNOWN);

        assertThat(line(facts, "acme/draw||site").status()).isEqualTo(LineStatus.NOT_COMPUTABLE);
    }

    @ParameterizedTest
    @CsvSource({"FULL,1", "SUBSCRIPTION,0"})
    void aLastingRightWithoutAVersionIsForNoneThatCameLater(RightKind kind, long shortfall) {
        var facts = new Facts();
        facts.product("acme/draw").release("1", "2018-01-01").release("2", "2024-09-01");
        facts.device("a").has("acme/draw", "2");
        facts.right("R", "acme/draw").kind(kind).from("2019-03-01").until("2027-01-01");

        assertBalance(line(facts, "acme/draw||device"), 1, 1 - shortfall, shortfall);
    }

    @Test
    void aLastingRightWithoutAVersionIsToldWhereItCovers() {
        var facts = new Facts();
        facts.product("acme/draw").release("1", "2018-01-01").release("2", "2024-09-01");
        facts.device("a").has("acme/draw", "1");
        facts.right("R", "acme/draw").from("2019-03-01");

        var line = line(facts, "acme/draw||device");

        assertBalance(line, 1, 1, 0);
        assertThat(problem(line, "right-version-missing").count()).isEqualTo(1);
    }

    @Test
    void aRightThatIsSaidToBeForAnyVersionIsNotAskedForOne() {
        var facts = new Facts();
        facts.product("acme/draw").release("1", "2018-01-01").release("2", "2024-09-01");
        facts.device("a").has("acme/draw", "2");
        facts.right("R", "acme/draw").version("", VersionCover.ANY).from("2019-03-01");

        var line = line(facts, "acme/draw||device");

        assertBalance(line, 1, 1, 0);
        assertThat(tells(line, "right-version-missing")).isFalse();
    }

    @Test
    void anUpgradeIsBoundAsItsBaseIs() {
        var facts = new Facts().unit("north").unit("south");
        facts.product("acme/draw").releases("1", "2");
        facts.device("a").unit("north").has("acme/draw", "2");
        facts.device("b").unit("south").has("acme/draw", "2");
        facts.right("B", "acme/draw")
                .version("1", VersionCover.AND_EARLIER)
                .quantity(2)
                .unit("north");
        facts.right("U", "acme/draw")
                .version("2", VersionCover.AND_EARLIER)
                .kind(RightKind.UPGRADE)
                .quantity(2)
                .base("B");

        assertBalance(line(facts, "acme/draw||device"), 2, 1, 1);
    }

    @Test
    void anUpgradeOfAnotherMetricHasNoBase() {
        var facts = new Facts();
        facts.product("acme/draw").releases("1", "2");
        facts.device("a").user("ann").has("acme/draw", "2");
        facts.right("B", "acme/draw").version("1", VersionCover.AND_EARLIER).quantity(2);
        facts.right("U", "acme/draw")
                .metric("named-user")
                .version("2", VersionCover.AND_EARLIER)
                .kind(RightKind.UPGRADE)
                .quantity(2)
                .base("B");

        var line = line(facts, "acme/draw||named-user");

        assertThat(line.rights().getFirst().note()).isEqualTo("unattached");
    }

    @ParameterizedTest
    @CsvSource({"1,1,2", "2,1,2", "3,1,4", "2,40,4"})
    void processorsOfAMachineAreRoundedUpWherePairsAreLicensed(int processors, int cores, long needed) {
        var facts = new Facts();
        facts.device("s").server(processors, cores).has("acme/linux");
        facts.right("R", "acme/linux")
                .metric("processor(coresPerLicence=32,roundedUpTo=2)")
                .quantity(0);

        assertBalance(line(facts, "acme/linux||processor"), needed, 0, needed);
    }

    @Test
    void aStandbyMachineIsCountedAndTold() {
        var facts = new Facts();
        facts.device("a").environment(Environment.STANDBY).has("acme/draw");
        facts.right("R", "acme/draw");

        var line = line(facts, "acme/draw||device");

        assertBalance(line, 1, 1, 0);
        assertThat(problem(line, "standby-counted").examples()).containsExactly("a");
    }

    @Test
    void aRightThatEndsBeforeItBeginsGivesNothingAndIsTold() {
        var facts = new Facts();
        facts.device("a").has("acme/draw");
        facts.right("R", "acme/draw").from("2026-03-01").until("2026-01-01");

        var line = line(facts, "acme/draw||device");

        assertBalance(line, 1, 0, 1);
        assertThat(problem(line, "term-reversed").examples()).containsExactly("R");
    }
}
