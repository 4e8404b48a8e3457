package app.assay.engine.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.code.RightKind;
import app.assay.domain.position.Position;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.Reduction;
import app.assay.domain.value.Quantity;
import app.assay.engine.reconcile.right.RightsBuilder;
import app.assay.fixtures.Facts;
import app.assay.work.Progress;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What holds for every estate, tried on estates made from seeds.
class InvariantsTest {

    private static final int ESTATES = 400;

    private final Reconciler reconciler = new Reconciler();

    private Position position(Facts facts) {
        return reconciler.reconcile(facts.build(), Progress.NONE);
    }

    @Test
    void grossLessReductionsIsNetAndCoveredPlusShortfallIsNet() {
        int computable = 0;
        for (int seed = 0; seed < ESTATES; seed++) {
            for (var line : position(RandomEstates.estate(seed)).lines()) {
                if (line.net().isKnown() && line.shortfall().isKnown()) {
                    computable++;
                    assertThat(line.covered().plus(line.shortfall()))
                            .as("%s of estate %s", line.id(), seed)
                            .isEqualTo(line.net());
                }
                var reduced = line.reductions().stream().map(Reduction::units).reduce(Quantity.ZERO, Quantity::plus);
                if (line.gross().isKnown() && reduced.isKnown() && line.net().isKnown()) {
                    assertThat(line.net().plus(reduced))
                            .as("%s of estate %s", line.id(), seed)
                            .isEqualTo(line.gross());
                }
                assertThat(line.reductions())
                        .as("%s of estate %s", line.id(), seed)
                        .allMatch(reduction -> !reduction.units().isKnown()
                                || reduction.units().known().signum() >= 0);
            }
        }
        assertThat(computable).isGreaterThan(ESTATES * 4);
    }

    @Test
    void noRightIsUsedBeyondWhatItGives() {
        int used = 0;
        for (int seed = 0; seed < ESTATES; seed++) {
            var facts = RandomEstates.estate(seed).build();
            var sums = new HashMap<UUID, BigDecimal>();
            for (var line : reconciler.reconcile(facts, Progress.NONE).lines()) {
                var covered = BigDecimal.ZERO;
                for (var right : line.rights()) {
                    covered = covered.add(right.used().known());
                    sums.merge(right.entitlement(), right.used().known(), BigDecimal::add);
                    if (right.usable().isKnown()) {
                        assertThat(right.used().known())
                                .isLessThanOrEqualTo(right.usable().known());
                    }
                }
                if (line.covered().isKnown()) {
                    assertThat(covered)
                            .as(line.id())
                            .isEqualByComparingTo(line.covered().known());
                }
            }
            // With upgrades: what is used of a base and of everything that consumes it stays within the base.
            for (var entitlement : facts.entitlements()) {
                var total = sums.getOrDefault(entitlement.id(), BigDecimal.ZERO);
                for (var other : facts.entitlements()) {
                    if (RightsBuilder.consumesBase(other)
                            && other.base().equals(java.util.Optional.of(entitlement.id()))) {
                        total = total.add(sums.getOrDefault(other.id(), BigDecimal.ZERO));
                    }
                }
                used += total.signum();
                if (entitlement.units().isKnown()) {
                    assertThat(total).isLessThanOrEqualTo(entitlement.units().known());
                }
            }
        }
        assertThat(used).isGreaterThan(ESTATES);
    }

    @Test
    void aResultDoesNotDependOnTheOrderOfRowsAndIsTheSameTwice() {
        for (int seed = 0; seed < ESTATES; seed++) {
            var facts = RandomEstates.estate(seed);
            var first = position(facts);

            assertThat(position(facts)).as("estate %s", seed).isEqualTo(first);
            var shuffled = reconciler.reconcile(facts.shuffled(seed), Progress.NONE);
            assertThat(shuffled.lines()).as("estate %s", seed).isEqualTo(first.lines());
            assertThat(shuffled.digest()).isEqualTo(first.digest());
        }
    }

    @Test
    void aRightMoreNeverLowersWhatIsCoveredInTotal() {
        for (int seed = 0; seed < ESTATES; seed++) {
            var random = new Random(seed);
            var facts = RandomEstates.estate(seed, true);
            var before = position(facts);
            assertThat(before.lines()).allMatch(line -> line.shortfall().isKnown());
            var like = before.lines().stream()
                    .filter(line -> line.rights().stream()
                            .anyMatch(right -> right.note().isEmpty()
                                    && right.usable().known().signum() > 0))
                    .toList();
            if (like.isEmpty()) {
                continue;
            }
            // One more right of a metric that the product already has: another metric opens another way to count.
            var line = like.get(random.nextInt(like.size()));
            facts.right("ZZ", line.product())
                    .metric(line.metric().text())
                    .edition(
                            line.edition().contains("+")
                                    ? ""
                                    : line.edition().equals("unknown-edition") ? "" : line.edition())
                    .quantity(1 + random.nextInt(5));
            var after = position(facts);

            assertThat(shortfall(after)).as("estate %s, %s", seed, line.id()).isLessThanOrEqualTo(shortfall(before));
        }
    }

    @Test
    void aRightMoreOfAnyKindNeverLowersWhatIsCoveredInTotal() {
        var tried = new TreeMap<RightKind, Integer>();
        for (int seed = 0; seed < ESTATES; seed++) {
            var random = new Random(seed);
            var facts = RandomEstates.estate(seed, true);
            var machine = facts.device("pc0");
            for (var version : List.of("1", "2", "3")) {
                machine.has("acme/draw", version); // several versions on one machine
            }
            var like = position(facts).lines().stream()
                    .filter(line -> line.rights().stream()
                            .anyMatch(right -> right.note().isEmpty()
                                    && right.usable().known().signum() > 0))
                    .toList();
            if (like.isEmpty()) {
                continue;
            }
            var line = like.get(random.nextInt(like.size()));
            boolean isOfPlace = line.edition().contains("+") || line.edition().equals("unknown-edition");
            for (var kind : List.of(
                    RightKind.FULL,
                    RightKind.SUBSCRIPTION,
                    RightKind.OEM,
                    RightKind.UPGRADE,
                    RightKind.STEP_UP,
                    RightKind.MAINTENANCE)) {
                var before = position(facts);
                var extra = facts.right("ZZ-" + kind, line.product())
                        .metric(line.metric().text())
                        .edition(isOfPlace ? "" : line.edition())
                        .kind(kind)
                        .quantity(1 + random.nextInt(5));
                switch (kind) {
                    case SUBSCRIPTION -> extra.until("2026-12-31");
                    case OEM -> extra.boundTo("pc" + random.nextInt(20));
                    case UPGRADE, STEP_UP, MAINTENANCE -> extra.base("ZZ-FULL");
                    default -> {}
                }
                assertThat(shortfall(position(facts)))
                        .as("estate %s, %s of %s", seed, kind, line.id())
                        .isLessThanOrEqualTo(shortfall(before));
                tried.merge(kind, 1, Integer::sum);
            }
        }
        System.out.println("a right more of " + tried);
        assertThat(tried.values()).hasSize(6).allMatch(times -> times > ESTATES / 2);
    }

    @Test
    void aSiteRightMoreNeverLowersWhatIsCoveredInTotal() {
        int tried = 0;
        for (int seed = 0; seed < ESTATES; seed++) {
            var random = new Random(seed);
            var facts = RandomEstates.estate(seed, true);
            var like = position(facts).lines().stream()
                    .filter(line -> line.net().isKnown() && line.net().known().signum() > 0)
                    .toList();
            if (like.isEmpty()) {
                continue;
            }
            var line = like.get(random.nextInt(like.size()));
            boolean isOfPlace = line.edition().contains("+") || line.edition().equals("unknown-edition");
            for (var unit : List.of("north-1", "north", "south", "")) {
                var before = position(facts);
                var extra = facts.right("ZZ-" + unit, line.product())
                        .metric("site")
                        .edition(isOfPlace ? "" : line.edition())
                        .quantity(1);
                if (!unit.isEmpty()) {
                    extra.unit(unit);
                }
                var after = position(facts);
                assertThat(shortfall(after))
                        .as("estate %s, site right for “%s” of %s", seed, unit, line.id())
                        .isLessThanOrEqualTo(shortfall(before));
                assertThat(after.lines()).allMatch(one -> one.shortfall().isKnown());
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(ESTATES * 2);
    }

    private static BigDecimal shortfall(Position position) {
        return position.lines().stream()
                .map(PositionLine::shortfall)
                .filter(Quantity::isKnown)
                .map(Quantity::known)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void recomputingAfterEditsEqualsTheFullResult() {
        for (int seed = 0; seed < 60; seed++) {
            var random = new Random(seed);
            var all = new ArrayList<>(RandomEstates.estate(seed).build().entitlements());
            var base = RandomEstates.estate(seed).build();
            var prepared = reconciler.prepare(base);
            var position = reconciler.reconcile(prepared, Progress.NONE);
            for (int edit = 0; edit < 40; edit++) {
                if (all.isEmpty() || random.nextInt(3) == 0) {
                    var extra = new Facts();
                    RandomEstates.rights(extra, new Random(random.nextLong()), 1 + random.nextInt(9));
                    var added = extra.build().entitlements().getLast();
                    all.removeIf(entitlement -> entitlement.id().equals(added.id()));
                    all.add(added);
                } else {
                    all.remove(random.nextInt(all.size()));
                }
                var next = prepared.withEntitlements(new ArrayList<>(all));
                var quick = reconciler.recompute(position, next, Set.of());

                assertThat(quick)
                        .as("estate %s edit %s", seed, edit)
                        .isEqualTo(reconciler.reconcile(next.facts(), Progress.NONE));
                prepared = next;
                position = quick;
            }
        }
    }

    @Test
    void everyLineCanBeExplainedUnitByUnit() {
        for (int seed = 0; seed < ESTATES; seed++) {
            var prepared = reconciler.prepare(RandomEstates.estate(seed).build());
            for (var line : reconciler.reconcile(prepared, Progress.NONE).lines()) {
                var trace = reconciler.explain(prepared, line.id());
                assertThat(trace.line()).isEqualTo(line);
                if (line.net().isKnown()) {
                    var needed = trace.consumers().stream()
                            .map(consumer -> consumer.units())
                            .reduce(Quantity.ZERO, Quantity::plus);
                    assertThat(needed).as("%s of estate %s", line.id(), seed).isEqualTo(line.net());
                }
                if (line.shortfall().isKnown()) {
                    var open = trace.consumers().stream()
                            .map(consumer -> consumer.uncovered())
                            .reduce(Quantity.ZERO, Quantity::plus);
                    assertThat(open).as("%s of estate %s", line.id(), seed).isEqualTo(line.shortfall());
                    var covers = trace.consumers().stream()
                            .flatMap(consumer -> consumer.covers().stream())
                            .map(cover -> cover.units())
                            .reduce(Quantity.ZERO, Quantity::plus);
                    assertThat(covers).isEqualTo(line.covered());
                }
            }
        }
    }
}
