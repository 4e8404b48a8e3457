package app.assay.engine.reconcile;

import static app.assay.engine.reconcile.Positions.assertBalance;
import static app.assay.engine.reconcile.Positions.line;
import static app.assay.engine.reconcile.Positions.position;
import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.code.VersionCover;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.Trace;
import app.assay.domain.value.Quantity;
import app.assay.fixtures.Facts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Several versions or editions of one product on one device or with one person: one licence for all of them, or
/// several
/// that each cover some.
class SeveralVersionsTest {

    private static final List<String> VERSIONS = List.of("1", "2", "3");

    private static Facts draw() {
        var facts = new Facts();
        facts.product("acme/draw").releases("1", "2", "3");
        return facts;
    }

    private static BigDecimal shortfall(Facts facts) {
        return position(facts).lines().stream()
                .map(PositionLine::shortfall)
                .map(Quantity::known)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void aRightForTheLatestVersionAloneDoesNotCoverAnEarlierOneBesideIt() {
        var facts = draw();
        facts.device("pc").has("acme/draw", "1").has("acme/draw", "3");
        facts.right("R3", "acme/draw").version("3", VersionCover.EXACT);

        assertBalance(line(facts, "acme/draw||device"), 1, 0, 1);
    }

    @Test
    void aRightForEarlierVersionsTooCoversAll() {
        var facts = draw();
        facts.device("pc").has("acme/draw", "1").has("acme/draw", "3");
        facts.right("R3", "acme/draw").version("3", VersionCover.AND_EARLIER);

        assertBalance(line(facts, "acme/draw||device"), 1, 1, 0);
    }

    @Test
    void twoRightsThatEachCoverOneVersionCoverTheDeviceTogether() {
        var facts = draw();
        facts.device("pc").has("acme/draw", "1").has("acme/draw", "3");
        facts.right("R1", "acme/draw").version("1", VersionCover.EXACT);
        facts.right("R3", "acme/draw").version("3", VersionCover.EXACT);

        var line = line(facts, "acme/draw||device");
        assertBalance(line, 2, 2, 0);
        var trace = new Reconciler().explain(facts.build(), "acme/draw||device");
        assertThat(trace.consumers()).singleElement().satisfies(consumer -> {
            assertThat(consumer.why()).isEqualTo("pc needs 2 licences; covered by 1 of R1, 1 of R3.");
            assertThat(consumer.rules()).anyMatch(rule -> rule.contains("a licence each for 1, 3"));
            assertThat(consumer.covers())
                    .extracting(Trace.Cover::rule)
                    .containsExactly("the right is for version 1", "the right is for version 3");
        });
    }

    @Test
    void aPersonWithSeveralVersionsNeedsALicenceThatCoversAllOrSeveral() {
        var facts = draw();
        facts.device("a").user("ann").has("acme/draw", "1");
        facts.device("b").user("ann").has("acme/draw", "3");
        facts.right("R3", "acme/draw").version("3", VersionCover.EXACT).metric("named-user");

        assertBalance(line(facts, "acme/draw||named-user"), 1, 0, 1);

        facts.right("R1", "acme/draw").version("1", VersionCover.EXACT).metric("named-user");
        assertBalance(line(facts, "acme/draw||named-user"), 2, 2, 0);
    }

    @Test
    void editionsOfOneLineAreSharedOutLikeVersions() {
        var facts = new Facts();
        facts.product("acme/draw").editions("standard", "pro").releases("1", "2");
        facts.device("pc").has("acme/draw", "standard", "2").has("acme/draw", "pro", "1");
        facts.right("P", "acme/draw").edition("pro", "standard").version("1", VersionCover.EXACT);

        // pro 1 may be used for standard, but not in version 2
        assertThat(shortfall(facts)).isEqualByComparingTo("1");
    }

    @Test
    void anExclusionOfOneEditionLeavesTheOtherOfTheSameDevice() {
        var facts = new Facts();
        facts.product("acme/draw").editions("standard", "pro");
        facts.device("pc").has("acme/draw", "standard", "").has("acme/draw", "pro", "");
        facts.right("P", "acme/draw").edition("pro", "standard").quantity(0);
        assertThat(shortfall(facts)).isEqualByComparingTo("1");
    }

    /// On seeds: devices with versions and rights by device, against every way of giving rights to devices.
    @Test
    void theShortfallIsTheLeastOfEveryWayOfGivingRightsToDevices() {
        for (int seed = 0; seed < 3_000; seed++) {
            var random = new Random(seed);
            var facts = draw();
            var devices = new ArrayList<List<Integer>>();
            for (int number = 0; number < 1 + random.nextInt(3); number++) {
                var device = facts.device("pc" + number);
                var versions = new ArrayList<Integer>();
                for (int version = 0; version < 3; version++) {
                    if (random.nextBoolean()) {
                        versions.add(version);
                        device.has("acme/draw", VERSIONS.get(version));
                    }
                }
                if (!versions.isEmpty()) {
                    devices.add(versions);
                }
            }
            if (devices.isEmpty()) {
                continue;
            }
            var rights = new ArrayList<int[]>();
            for (int number = 0; number < 1 + random.nextInt(3); number++) {
                int version = random.nextInt(3);
                boolean earlier = random.nextInt(3) == 0;
                int quantity = 1 + random.nextInt(2);
                facts.right("R" + number, "acme/draw")
                        .version(VERSIONS.get(version), earlier ? VersionCover.AND_EARLIER : VersionCover.EXACT)
                        .quantity(quantity);
                for (int unit = 0; unit < quantity; unit++) {
                    rights.add(new int[] {earlier ? 0 : version, version});
                }
            }
            assertThat(shortfall(facts))
                    .as("case %s", seed)
                    .isEqualByComparingTo(BigDecimal.valueOf(least(devices, rights, 0, 0)));
        }
    }

    /// Devices whose versions nothing covers, at least: each unit covers one device, for the versions in its reach.
    private static int least(List<List<Integer>> devices, List<int[]> rights, int device, int used) {
        if (device == devices.size()) {
            return 0;
        }
        int least = 1 + least(devices, rights, device + 1, used);
        for (int chosen = 0; chosen < 1 << rights.size(); chosen++) {
            if ((chosen & used) == 0 && covers(devices.get(device), rights, chosen)) {
                least = Math.min(least, least(devices, rights, device + 1, used | chosen));
            }
        }
        return least;
    }

    private static boolean covers(List<Integer> versions, List<int[]> rights, int chosen) {
        boolean[] covered = new boolean[3];
        for (int unit = 0; unit < rights.size(); unit++) {
            if ((chosen >> unit & 1) == 1) {
                Arrays.fill(covered, rights.get(unit)[0], rights.get(unit)[1] + 1, true);
            }
        }
        return versions.stream().allMatch(version -> covered[version]);
    }
}
