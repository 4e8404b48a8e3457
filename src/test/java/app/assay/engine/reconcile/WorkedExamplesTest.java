package app.assay.engine.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.code.RightKind;
import app.assay.domain.code.VersionCover;
import app.assay.domain.position.LineStatus;
import app.assay.domain.position.Position;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.Problem;
import app.assay.domain.value.Quantity;
import app.assay.fixtures.Facts;
import app.assay.work.Plain;
import app.assay.work.Progress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The worked examples that every release must reproduce, for the metrics of this version.
@Tag("locales")
class WorkedExamplesTest {

    private static final String STANDARD =
            "core(minimumPerProcessor=8,minimumPerServer=16,counting=HOST,virtualMachinesPerSet=2)";
    private static final String DATACENTER = "core(minimumPerProcessor=8,minimumPerServer=16,counting=HOST)";
    private static final String BY_MACHINE =
            "core(minimumPerProcessor=4,minimumPerVirtualMachine=4,counting=DEVICE_VIRTUAL_IF_MAINTAINED)";

    private static Position position(Facts facts) {
        return new Reconciler().reconcile(facts.build(), Progress.NONE);
    }

    private static PositionLine line(Facts facts, String id) {
        var position = position(facts);
        return position.line(id)
                .orElseThrow(() -> new AssertionError("lines are "
                        + position.lines().stream().map(PositionLine::id).toList()));
    }

    private static void assertBalance(PositionLine line, long net, long covered, long shortfall) {
        assertThat(line.net()).as("net of %s", line.id()).isEqualTo(Quantity.of(net));
        assertThat(line.covered()).as("covered of %s", line.id()).isEqualTo(Quantity.of(covered));
        assertThat(line.shortfall()).as("shortfall of %s", line.id()).isEqualTo(Quantity.of(shortfall));
    }

    private static Facts windows(int processors, int cores, int machines) {
        var facts = new Facts();
        facts.product("ms/windows-server").editions("standard", "datacenter").metric(STANDARD);
        facts.device("host").server(processors, cores);
        for (int number = 1; number <= machines; number++) {
            facts.device("vm" + number).virtual(2).on("host").has("ms/windows-server", "standard", "");
        }
        return facts;
    }

    @Test
    void threeMachinesOnTwiceSixCoresNeedTwoSetsOfSixteen() {
        var facts = windows(2, 6, 3);
        facts.right("R", "ms/windows-server")
                .edition("standard")
                .metric(STANDARD)
                .quantity(0)
                .packsOf(2);

        var line = line(facts, "ms/windows-server|standard|core");

        assertThat(line.gross()).isEqualTo(Quantity.of(32));
        assertBalance(line, 32, 0, 32);
        assertThat(line.toBuy()).isEqualTo(Quantity.of(16));
        assertThat(line.packUnits()).isEqualTo(2);
    }

    @Test
    void datacenterCoversNineMachinesByOneSet() {
        var facts = windows(2, 12, 9);
        facts.right("R", "ms/windows-server")
                .edition("datacenter", "standard")
                .metric(DATACENTER)
                .quantity(12)
                .packsOf(2);

        assertBalance(line(facts, "ms/windows-server||core"), 24, 24, 0);
    }

    @Test
    void datacenterIsChosenWhereStandardWouldNeedMoreThanThereIs() {
        var facts = windows(2, 12, 9);
        facts.right("DC", "ms/windows-server")
                .edition("datacenter", "standard")
                .metric(DATACENTER)
                .quantity(12)
                .packsOf(2);
        facts.right("STD", "ms/windows-server")
                .edition("standard")
                .metric(STANDARD)
                .quantity(12)
                .packsOf(2);

        assertBalance(line(facts, "ms/windows-server||core"), 24, 24, 0);
    }

    @Test
    void standardWouldNeedFiveSetsOfTwentyFour() {
        var facts = windows(2, 12, 9);
        facts.right("STD", "ms/windows-server")
                .edition("standard")
                .metric(STANDARD)
                .quantity(12)
                .packsOf(2);

        assertBalance(line(facts, "ms/windows-server|standard|core"), 120, 24, 96);
    }

    @Test
    void aHostWithoutInstanceNeedsNothing() {
        var facts = windows(2, 12, 0);
        facts.right("STD", "ms/windows-server")
                .edition("standard")
                .metric(STANDARD)
                .quantity(4)
                .packsOf(2);

        var line = line(facts, "ms/windows-server|standard|core");

        assertBalance(line, 0, 0, 0);
        assertThat(line.surplus()).isEqualTo(Quantity.of(8));
    }

    private static Facts sqlServer() {
        var facts = new Facts();
        facts.product("ms/sql-server").metric(BY_MACHINE);
        facts.device("host").server(2, 8);
        facts.device("vm").virtual(2).on("host").has("ms/sql-server");
        return facts;
    }

    @Test
    void aMaintainedRightLicensesAVirtualMachineWithItsMinimumOfFour() {
        var facts = sqlServer();
        facts.right("R", "ms/sql-server")
                .metric(BY_MACHINE)
                .quantity(2)
                .packsOf(2)
                .maintainedUntil("2027-01-01");

        assertBalance(line(facts, "ms/sql-server||core"), 4, 4, 0);
    }

    @Test
    void aSubscriptionLicensesAVirtualMachineToo() {
        var facts = sqlServer();
        facts.right("R", "ms/sql-server")
                .metric(BY_MACHINE)
                .kind(RightKind.SUBSCRIPTION)
                .quantity(4)
                .until("2026-12-31");

        assertBalance(line(facts, "ms/sql-server||core"), 4, 4, 0);
    }

    @Test
    void withoutMaintenanceAVirtualMachineMayNotBeLicensedByItself() {
        var facts = sqlServer();
        facts.right("R", "ms/sql-server").metric(BY_MACHINE).quantity(2).packsOf(2);

        assertBalance(line(facts, "ms/sql-server||core"), 4, 0, 4);
    }

    private static Facts components() {
        var facts = new Facts();
        facts.product("ms/office").contains("ms/word", "ms/excel", "ms/powerpoint");
        facts.device("pc").has("ms/word").has("ms/excel").has("ms/powerpoint");
        return facts;
    }

    @Test
    void threeSingleRightsCoverThreeComponentsAndTheSuiteIsNotForced() {
        var facts = components();
        facts.right("W", "ms/word");
        facts.right("E", "ms/excel");
        facts.right("P", "ms/powerpoint");
        facts.right("S", "ms/office").quantity(0);

        var position = position(facts);

        assertThat(position.lines()).allMatch(line -> line.shortfall().equals(Quantity.ZERO));
        assertThat(position.line("ms/office||device").orElseThrow().net()).isEqualTo(Quantity.ZERO);
        assertThat(position.line("ms/word||device").orElseThrow().covered()).isEqualTo(Quantity.of(1));
    }

    @Test
    void oneSuiteCoversThreeComponentsOfOneDevice() {
        var facts = components();
        facts.right("S", "ms/office");

        var position = position(facts);

        assertThat(position.lines()).allMatch(line -> line.shortfall().equals(Quantity.ZERO));
        assertBalance(position.line("ms/office||device").orElseThrow(), 1, 1, 0);
        var word = position.line("ms/word||device").orElseThrow();
        assertThat(word.gross()).isEqualTo(Quantity.of(1));
        assertThat(word.net()).isEqualTo(Quantity.ZERO);
        assertThat(word.reductions()).singleElement().satisfies(reduction -> {
            assertThat(reduction.reason()).isEqualTo("suite-component");
            assertThat(reduction.units()).isEqualTo(Quantity.of(1));
        });
    }

    @Test
    void aSuiteFoundOnOneDeviceSettlesItsComponentThereButNotOnAnother() {
        var facts = new Facts();
        facts.product("ms/office").contains("ms/word");
        facts.device("pc1").has("ms/office").has("ms/word");
        facts.device("pc2").has("ms/word");
        facts.right("S", "ms/office");
        facts.right("W", "ms/word");

        var position = position(facts);

        assertThat(position.lines()).allMatch(line -> line.shortfall().equals(Quantity.ZERO));
        assertBalance(position.line("ms/office||device").orElseThrow(), 1, 1, 0);
        assertBalance(position.line("ms/word||device").orElseThrow(), 1, 1, 0);
    }

    @Test
    void aLaterVersionIsNotGreedilyUsedForAnEarlierOne() {
        var facts = new Facts();
        facts.product("acme/draw").releases("1", "2", "3");
        facts.desktops("a", 10, "acme/draw", "3").desktops("b", 5, "acme/draw", "2");
        facts.right("R3", "acme/draw").version("3", VersionCover.AND_EARLIER).quantity(10);
        facts.right("R2", "acme/draw").version("2", VersionCover.EXACT).quantity(5);

        assertBalance(line(facts, "acme/draw||device"), 15, 15, 0);
    }

    private static Facts upgrades(String found) {
        var facts = new Facts();
        facts.product("acme/draw").releases("1", "2");
        facts.desktops("pc", 100, "acme/draw", found);
        facts.right("BASE", "acme/draw").version("1", VersionCover.EXACT).quantity(100);
        facts.right("UP", "acme/draw")
                .version("2", VersionCover.EXACT)
                .kind(RightKind.UPGRADE)
                .base("BASE")
                .quantity(100);
        return facts;
    }

    @Test
    void upgradesAreNotAppliedWhereTheEarlierVersionIsUsed() {
        var line = line(upgrades("1"), "acme/draw||device");

        assertBalance(line, 100, 100, 0);
        assertThat(line.owned()).isEqualTo(Quantity.of(100));
        assertThat(line.rights())
                .extracting(right -> right.reference() + " " + right.used().text() + " " + right.note())
                .containsExactly("BASE 100 ", "UP 0 not-applied");
    }

    @Test
    void upgradesConsumeTheirBaseWhereTheLaterVersionIsUsed() {
        var line = line(upgrades("2"), "acme/draw||device");

        assertBalance(line, 100, 100, 0);
        assertThat(line.owned()).isEqualTo(Quantity.of(100));
        assertThat(line.usable()).isEqualTo(Quantity.of(100));
        assertThat(line.surplus()).isEqualTo(Quantity.ZERO);
        assertThat(line.rights())
                .extracting(right -> right.reference() + " " + right.used().text() + " " + right.note())
                .containsExactly("BASE 0 consumed-by-upgrade", "UP 100 ");
    }

    @Test
    void maintenanceWithoutBaseGivesNothing() {
        var facts = new Facts();
        facts.desktops("pc", 50, "acme/draw", "");
        facts.right("M", "acme/draw").kind(RightKind.MAINTENANCE).quantity(50);

        var line = line(facts, "acme/draw||device");

        assertBalance(line, 50, 0, 50);
        assertThat(line.problems())
                .filteredOn(problem -> problem.code().equals("unattached-maintenance"))
                .extracting(Problem::count)
                .containsExactly(50L);
    }

    @Test
    void aSubscriptionThatHasEndedGivesNothing() {
        var facts = new Facts().asAt("2026-07-01");
        facts.desktops("pc", 10, "acme/draw", "");
        facts.right("S", "acme/draw").kind(RightKind.SUBSCRIPTION).quantity(40).until("2026-06-30");

        var line = line(facts, "acme/draw||device");

        assertThat(line.owned()).isEqualTo(Quantity.of(40));
        assertThat(line.usable()).isEqualTo(Quantity.ZERO);
        assertThat(line.rights()).extracting(right -> right.note()).containsExactly("ended");
        assertBalance(line, 10, 0, 10);
    }

    @Test
    void onItsLastDayTheSubscriptionStillCounts() {
        var facts = new Facts().asAt("2026-06-30");
        facts.desktops("pc", 10, "acme/draw", "");
        facts.right("S", "acme/draw").kind(RightKind.SUBSCRIPTION).quantity(40).until("2026-06-30");

        assertBalance(line(facts, "acme/draw||device"), 10, 10, 0);
    }

    @Test
    void aPersonWithThreeDevicesNeedsOneRightByPerson() {
        var facts = new Facts();
        facts.device("desktop").user("ann").has("acme/draw");
        facts.device("laptop").laptop().user("ann").has("acme/draw");
        facts.device("vdi").virtual(2).user("ann").has("acme/draw");
        facts.right("U", "acme/draw").metric("named-user");

        var line = line(facts, "acme/draw||named-user");

        assertBalance(line, 1, 1, 0);
        assertThat(line.installations()).isEqualTo(3);
    }

    @Test
    void assignedSeatsConsumeEvenWhenNeverUsed() {
        var facts = new Facts();
        for (int number = 1; number <= 40; number++) {
            facts.assign("acme/mail", Plain.text("user%02d", number));
        }
        facts.right("U", "acme/mail").metric("named-user").quantity(40);

        assertBalance(line(facts, "acme/mail||named-user"), 40, 40, 0);
    }

    @Test
    void aShortfallIsBoughtInWholePacks() {
        var facts = new Facts();
        facts.desktops("pc", 33, "acme/draw", "");
        facts.right("R", "acme/draw").quantity(0).packsOf(2).price("10 EUR");

        var line = line(facts, "acme/draw||device");

        assertBalance(line, 33, 0, 33);
        assertThat(line.toBuy()).isEqualTo(Quantity.of(17));
        assertThat(line.packUnits()).isEqualTo(2);
        assertThat(line.exposure().orElseThrow().text()).isEqualTo("165 EUR");
    }

    @Test
    void anEnterpriseRightCoversItsUnitAndNoOther() {
        var facts = new Facts().unit("A").unit("A1", "A").unit("B");
        for (int number = 1; number <= 500; number++) {
            facts.device("a" + number).unit(number % 2 == 0 ? "A" : "A1").has("acme/draw");
        }
        for (int number = 1; number <= 20; number++) {
            facts.device("b" + number).unit("B").has("acme/draw");
        }
        facts.right("E", "acme/draw").metric("site").unit("A");

        var line = line(facts, "acme/draw||site");

        assertBalance(line, 520, 500, 20);
        assertThat(line.owned()).isEqualTo(Quantity.UNLIMITED);
        assertThat(line.surplus()).isEqualTo(Quantity.UNLIMITED);
        assertThat(line.status()).isEqualTo(LineStatus.SHORT);
    }

    @Test
    void serversWithoutCoresMakeTheLineNotComputableAndAreNamed() {
        var facts = new Facts();
        facts.device("known").server(2, 8).has("acme/db");
        facts.device("unknown").server().has("acme/db");
        facts.right("C", "acme/db").metric("core").quantity(10);

        var line = line(facts, "acme/db||core");

        assertThat(line.status()).isEqualTo(LineStatus.NOT_COMPUTABLE);
        assertThat(line.net()).isEqualTo(Quantity.UNKNOWN);
        assertThat(line.shortfall()).isEqualTo(Quantity.UNKNOWN);
        assertThat(line.owned()).isEqualTo(Quantity.of(10));
        assertThat(line.problems()).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo("cores-unknown");
            assertThat(problem.examples()).containsExactly("unknown");
            assertThat(problem.message()).contains("need 16").contains("10 are covered");
        });
    }
}
