package app.assay.engine.reconcile.demand;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.engine.reconcile.demand.Shares.Shared;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What machines hold shared out to sets: everything where there is little, and never more than so much.
class SharesTest {

    /// All in one set, three ways in two, and one in three.
    private static Held held(int first) {
        return new Held(
                List.of(
                        List.of(first),
                        List.of(first + 1, first + 2),
                        List.of(first + 3, first + 4),
                        List.of(first + 5, first + 6),
                        List.of(first + 2, first + 4, first + 6)),
                List.of(0),
                false);
    }

    @Test
    void fewMachinesAreSharedOutInEveryWay() {
        var found = Shares.of(Map.of(held(0), 4));

        // of 4 machines in 5 ways there are 8 over 4 mixtures; 1 and 2, 3 and 4, 5 and 6 come to more than the last by
        // 1
        assertThat(found.isCutShort()).isFalse();
        assertThat(found.all()).hasSize(70);
        assertThat(found.all().getFirst()).isEqualTo(new Shared(Map.of(0, 4), List.of()));
    }

    @Test
    void aHundredMachinesAreSharedOutInSoManyWaysAtMostAndTheCutIsTold() {
        for (int machines : new int[] {12, 100, 10_000, 1_000_000}) {
            var found = Shares.of(Map.of(held(0), machines));

            assertThat(found.all()).hasSizeLessThanOrEqualTo(Shares.MOST).doesNotHaveDuplicates();
            assertThat(found.isCutShort()).isTrue();
            // never left out: all machines alike, in each of the ways
            assertThat(found.all())
                    .contains(
                            new Shared(Map.of(0, machines), List.of()),
                            new Shared(Map.of(1, machines, 2, machines), List.of()),
                            new Shared(Map.of(3, machines, 4, machines), List.of()),
                            new Shared(Map.of(5, machines, 6, machines), List.of()),
                            new Shared(Map.of(2, machines, 4, machines, 6, machines), List.of()));
            assertThat(found.all().getFirst()).isEqualTo(new Shared(Map.of(0, machines), List.of()));
            // no machine is left without a place
            assertThat(found.all())
                    .allSatisfy(shared -> assertThat(shared.places().values().stream()
                                    .mapToLong(Integer::longValue)
                                    .sum())
                            .isBetween((long) machines, 3L * machines));
        }
    }

    @Test
    void manyKindsOfMachinesAreBoundedTooAndEachAloneIsAmongThem() {
        var held = new LinkedHashMap<Held, Integer>();
        IntStream.range(0, 50).forEach(number -> held.put(held(number * 10), 100));

        var found = Shares.of(held);

        assertThat(found.isCutShort()).isTrue();
        assertThat(found.all()).hasSizeLessThanOrEqualTo(Shares.MOST);
        assertThat(found.all().getFirst().places()).hasSize(50).containsEntry(490, 100);
    }

    @Test
    void theCombinationsOfSetsThatAreLookedAtAreCounted() {
        var sets = IntStream.range(0, 12)
                .mapToObj(number -> SetsOf.kind(number, IntStream.rangeClosed(0, number)))
                .toList();
        var machines = new LinkedHashMap<Integer, Integer>();
        IntStream.range(0, 12).forEach(kind -> machines.put(kind, 100));

        for (int most : new int[] {0, 1_000, HostSets.MOST_VISITS, Integer.MAX_VALUE}) {
            var hostSets = new HostSets(sets, machines, List.of(), most);
            var filled = hostSets.fill();

            assertThat(hostSets.visits()).isLessThanOrEqualTo(Math.min(most, HostSets.MOST_VISITS));
            assertThat(filled.isCutShort()).isTrue();
            assertThat(filled.all()).isNotEmpty();
        }
    }

    @Test
    void softwareOfThePhysicalMachineThatNoSetHoldsIsNotTakenForHeld() {
        var sets = List.of(SetsOf.kind(0, IntStream.range(0, 40)));
        var machines = new LinkedHashMap<Integer, Integer>();
        IntStream.range(0, 40).forEach(kind -> machines.put(kind, 1));

        assertThat(new HostSets(sets, machines, List.of(39), HostSets.MOST_VISITS)
                        .fill()
                        .all())
                .isNotEmpty()
                .allSatisfy(counts -> assertThat(counts).containsExactly(20));
        assertThat(new HostSets(sets, machines, List.of(40), HostSets.MOST_VISITS)
                        .fill()
                        .all())
                .isEmpty();
    }

    private static final class SetsOf {
        @SuppressWarnings("NullAway") // what it is for does not matter here
        static HostSets.Kind kind(int part, IntStream kinds) {
            var held = new BitSet();
            kinds.forEach(held::set);
            var parts = new BitSet();
            parts.set(part);
            return new HostSets.Kind(part, null, "", parts, held, 2, 2, 16, 16);
        }
    }
}
