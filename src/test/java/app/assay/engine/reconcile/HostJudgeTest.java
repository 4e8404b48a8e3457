package app.assay.engine.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.position.Position;
import app.assay.domain.position.PositionLine;
import app.assay.domain.value.Quantity;
import app.assay.fixtures.Facts;
import app.assay.work.Plain;
import app.assay.work.Progress;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Hosts, sets, editions, clusters and machines by themselves: the engine against trying everything.
class HostJudgeTest {

    private static final int ESTATES = 300;
    private static final int MANY = 20_000;

    private static Position position(Facts facts) {
        return new Reconciler().reconcile(facts.build(), Progress.NONE);
    }

    private static long shortfall(Position position) {
        return position.lines().stream()
                .map(PositionLine::shortfall)
                .filter(Quantity::isKnown)
                .map(Quantity::known)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .longValueExact();
    }

    private static boolean isCutShort(Position position) {
        return position.lines().stream()
                .flatMap(line -> line.problems().stream())
                .anyMatch(problem -> problem.code().equals("solver-limit"));
    }

    @Test
    void theShortfallIsTheLeastThatAnyLicensingHas() {
        compare(0, ESTATES);
    }

    @Test
    @Tag("long")
    void theShortfallIsTheLeastThatAnyLicensingHasOnManyEstates() {
        compare(0, MANY);
    }

    private static void compare(int from, int to) {
        var wrong = new ArrayList<String>();
        int cut = 0;
        for (int seed = from; seed < to; seed++) {
            var judge = new HostJudge(seed);
            var position = position(judge.facts());
            boolean known =
                    position.lines().stream().allMatch(line -> line.shortfall().isKnown());
            long least = judge.leastShortfall();
            if (isCutShort(position)) {
                cut++;
            }
            if (!known || shortfall(position) != least) {
                wrong.add(Plain.text(
                        "seed %s: engine %s, least %s%s\n  %s",
                        seed,
                        known ? shortfall(position) : "not computable",
                        least,
                        isCutShort(position) ? " (said to be cut short)" : "",
                        judge));
            }
        }
        System.out.println(Plain.text(
                "%s of %s estates of hosts equal, %s said to be cut short", to - from - wrong.size(), to - from, cut));
        assertThat(wrong.stream().limit(5).toList())
                .as("%s wrong", wrong.size())
                .isEmpty();
    }

    @Test
    void severalVersionsSuitesAndPeopleOnHostsHaveTheLeastShortfallThatAnyLicensingHas() {
        compareBags(0, ESTATES);
    }

    @Test
    @Tag("long")
    void severalVersionsSuitesAndPeopleOnHostsHaveTheLeastShortfallOnManyEstates() {
        compareBags(0, MANY);
    }

    private static void compareBags(int from, int to) {
        var wrong = new ArrayList<String>();
        int cut = 0;
        for (int seed = from; seed < to; seed++) {
            var judge = new HostBagJudge(seed);
            var position = position(judge.facts());
            boolean known =
                    position.lines().stream().allMatch(line -> line.shortfall().isKnown());
            long least = judge.leastShortfall();
            cut += isCutShort(position) ? 1 : 0;
            if (!known || shortfall(position) != least) {
                wrong.add(Plain.text(
                        "seed %s: engine %s, least %s%s\n  %s",
                        seed,
                        known ? shortfall(position) : "not computable",
                        least,
                        isCutShort(position) ? " (said to be cut short)" : "",
                        judge));
            }
        }
        System.out.println(Plain.text(
                "%s of %s estates of hosts with suites and people equal, %s said to be cut short",
                to - from - wrong.size(), to - from, cut));
        assertThat(wrong.stream().limit(5).toList())
                .as("%s wrong", wrong.size())
                .isEmpty();
    }

    @Test
    void aRightMoreOfSuitesAndPeopleNeverRaisesTheShortfall() {
        for (int seed = 0; seed < ESTATES; seed++) {
            var judge = new HostBagJudge(seed);
            var facts = judge.facts();
            long before = shortfall(position(facts));
            var random = new Random(seed);
            var product = judge.grants.get(random.nextInt(judge.grants.size())).product();
            var extra = judge.grant("ZZ", product, false, random);
            HostBagJudge.add(facts, extra);
            assertThat(shortfall(position(facts)))
                    .as("seed %s and %s\n  %s", seed, extra, judge)
                    .isLessThanOrEqualTo(before);
        }
    }

    @Test
    void aRightMoreOfAnyMetricNeverRaisesTheShortfall() {
        for (int seed = 0; seed < ESTATES; seed++) {
            var judge = new HostJudge(seed);
            var facts = judge.facts();
            long before = shortfall(position(facts));
            var extra = judge.grant("ZZ", new Random(seed));
            // Where the edition had no right, its units were those of the catalogue's metric and cannot be compared.
            if (judge.grants.stream().anyMatch(grant -> grant.edition().equals(extra.edition()))) {
                HostJudge.add(facts, extra);
                assertThat(shortfall(position(facts)))
                        .as("seed %s and %s\n  %s", seed, extra, judge)
                        .isLessThanOrEqualTo(before);
            }
        }
    }
}
