package app.assay.engine.reconcile;

import app.assay.domain.entitlement.Entitlement;
import app.assay.domain.entitlement.Metric;
import app.assay.domain.estate.Assignment;
import app.assay.domain.position.PositionFacts;
import app.assay.domain.position.RightNotes;
import app.assay.engine.reconcile.index.EstateIndex;
import app.assay.engine.reconcile.index.Selection;
import app.assay.engine.reconcile.index.SoftwareIndex;
import app.assay.engine.reconcile.index.SuiteIndex;
import app.assay.engine.reconcile.index.UseIndex;
import app.assay.engine.reconcile.pool.Context;
import app.assay.engine.reconcile.pool.Groups;
import app.assay.engine.reconcile.pool.PoolsBuilder;
import app.assay.engine.reconcile.right.Covers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Facts with everything derived from them that several positions can share: immutable, kept by the caller between
/// edits.
///
/// [#with] makes the next one and shares what did not change: an edited entitlement costs nothing of what stands on
/// installations and devices.
public final class Prepared {

    private final PositionFacts facts;
    private final Context context;
    private final Groups groups;
    private final long[] unrecognised;

    /// The groups of the facts that this was made from, and the products whose entitlements or assignments changed
    /// since.
    private final Optional<Groups> groupsBefore;

    private final Set<String> changedProducts;

    private Prepared(
            PositionFacts facts,
            Context context,
            Groups groups,
            long[] unrecognised,
            Optional<Groups> groupsBefore,
            Set<String> changedProducts) {
        this.facts = facts;
        this.context = context;
        this.groups = groups;
        this.unrecognised = unrecognised;
        this.groupsBefore = groupsBefore;
        this.changedProducts = changedProducts;
    }

    static Prepared of(PositionFacts facts) {
        var estate = new EstateIndex(facts);
        var selection = new Selection(estate, facts.settings(), facts.exclusions());
        var software = new SoftwareIndex(facts.installations(), facts.settings());
        var suites = new SuiteIndex(facts.catalogue());
        return of(
                facts,
                estate,
                selection,
                software,
                suites,
                PoolsBuilder.usualMetrics(facts.catalogue()),
                software.unrecognised(selection),
                Optional.empty(),
                Set.of());
    }

    private static Prepared of(
            PositionFacts facts,
            EstateIndex estate,
            Selection selection,
            SoftwareIndex software,
            SuiteIndex suites,
            Map<String, Metric> usualMetrics,
            long[] unrecognised,
            Optional<Groups> groupsBefore,
            Set<String> changedProducts) {
        var context = new Context(
                facts,
                estate,
                selection,
                software,
                suites,
                new UseIndex(facts.use(), facts.settings().asAt()),
                new Covers(facts.settings().asAt()),
                byProduct(lasting(facts, estate, selection), Assignment::product),
                facts.assignments().stream().map(Assignment::product).collect(Collectors.toUnmodifiableSet()),
                byProduct(facts.entitlements(), Entitlement::product),
                usualMetrics);
        var groups = new Groups(software, suites, context.assignments().keySet(), facts.entitlements());
        return new Prepared(facts, context, groups, unrecognised, groupsBefore, changedProducts);
    }

    /// The same for other facts, with all that is still true taken over. A list or map counts as unchanged when it
    /// is the
    /// same object or equal; installations only when they are the same object.
    @SuppressWarnings(
            "ReferenceEquality") // the same object is surely unchanged; comparing installations would cost more
    public Prepared with(PositionFacts next) {
        boolean sameEstate = same(facts.devices(), next.devices())
                && same(facts.users(), next.users())
                && same(facts.units(), next.units());
        var estate = sameEstate ? context.estate() : new EstateIndex(next);
        boolean sameSelection =
                sameEstate && facts.settings().equals(next.settings()) && same(facts.exclusions(), next.exclusions());
        var selection = sameSelection ? context.selection() : new Selection(estate, next.settings(), next.exclusions());
        boolean sameSoftware = facts.installations() == next.installations()
                && facts.settings().equals(next.settings());
        var software = sameSoftware ? context.software() : new SoftwareIndex(next.installations(), next.settings());
        boolean sameCatalogue = facts.catalogue() == next.catalogue();
        var suites = sameCatalogue ? context.suites() : new SuiteIndex(next.catalogue());
        var metrics = sameCatalogue ? context.usualMetrics() : PoolsBuilder.usualMetrics(next.catalogue());
        long[] open = sameSelection && sameSoftware ? unrecognised : software.unrecognised(selection);
        return of(next, estate, selection, software, suites, metrics, open, Optional.of(groups), changed(next));
    }

    /// The same with other entitlements.
    public Prepared withEntitlements(List<Entitlement> entitlements) {
        return with(new PositionFacts(
                facts.settings(),
                facts.catalogue(),
                facts.devices(),
                facts.users(),
                facts.units(),
                facts.assignments(),
                entitlements,
                facts.exclusions(),
                facts.grades(),
                facts.installations(),
                RightNotes.NONE,
                facts.use()));
    }

    public PositionFacts facts() {
        return facts;
    }

    Context context() {
        return context;
    }

    Groups groups() {
        return groups;
    }

    long unrecognisedTitles() {
        return unrecognised[0];
    }

    long unrecognisedInstallations() {
        return unrecognised[1];
    }

    /// Products that must be computed again when these changed: they, those whose entitlements, assignments or
    /// proofs differ
    /// from the facts before, and all that is or was grouped with any of them.
    Set<String> affected(Set<String> products) {
        var seeds = new TreeSet<>(products);
        seeds.addAll(changedProducts);
        var affected = groups.closure(seeds);
        groupsBefore.ifPresent(before -> {
            // What fell out of a group changes, and so does whatever it belongs to now.
            affected.addAll(groups.closure(before.closure(affected)));
        });
        return affected;
    }

    @SuppressWarnings(
            "ReferenceEquality") // the same object is surely unchanged; comparing installations would cost more
    private Set<String> changed(PositionFacts next) {
        var changed = new HashSet<String>();
        if (facts.entitlements() != next.entitlements()) {
            addDifferent(facts.entitlements(), next.entitlements(), Entitlement::product, changed);
        }
        if (facts.assignments() != next.assignments()) {
            addDifferent(facts.assignments(), next.assignments(), Assignment::product, changed);
        }
        if (!facts.use().equals(next.use())) {
            for (var entitlement : next.entitlements()) {
                changed.add(entitlement.product());
            }
            next.catalogue().products().keySet().forEach(changed::add);
        }
        if (facts.grades() != next.grades()) {
            for (var entitlement : next.entitlements()) {
                var id = entitlement.id();
                if (!Objects.equals(facts.grades().get(id), next.grades().get(id))) {
                    changed.add(entitlement.product());
                }
            }
        }
        return changed;
    }

    private static <T> void addDifferent(List<T> before, List<T> after, Function<T, String> product, Set<String> into) {
        // Lists are sorted alike, so all but a few entries are the same objects at the two ends.
        int first = 0;
        while (first < before.size()
                && first < after.size()
                && before.get(first).equals(after.get(first))) {
            first++;
        }
        int endBefore = before.size();
        int endAfter = after.size();
        while (endBefore > first
                && endAfter > first
                && before.get(endBefore - 1).equals(after.get(endAfter - 1))) {
            endBefore--;
            endAfter--;
        }
        var old = new HashSet<>(before.subList(first, endBefore));
        var young = new HashSet<>(after.subList(first, endAfter));
        old.stream().filter(value -> !young.contains(value)).map(product).forEach(into::add);
        young.stream().filter(value -> !old.contains(value)).map(product).forEach(into::add);
    }

    @SuppressWarnings("ReferenceEquality") // a list does not ask whether it is compared with itself
    private static boolean same(List<?> left, List<?> right) {
        return left == right || left.equals(right);
    }

    /// Step 1 for assignments: those that last at the date, of people or devices in scope.
    private static List<Assignment> lasting(PositionFacts facts, EstateIndex estate, Selection selection) {
        var lasting = new ArrayList<Assignment>();
        for (var assignment : facts.assignments()) {
            int user = estate.userNumber(assignment.user());
            int device = estate.deviceNumber(assignment.device());
            int unit = user != EstateIndex.NONE
                    ? estate.userUnit[user]
                    : device != EstateIndex.NONE ? estate.unit[device] : EstateIndex.NONE;
            if (assignment.lasts(facts.settings().asAt()) && selection.isUnitInScope(estate, unit)) {
                lasting.add(assignment);
            }
        }
        return lasting;
    }

    private static <T> Map<String, List<T>> byProduct(List<T> values, Function<T, String> product) {
        var byProduct = new HashMap<String, List<T>>();
        for (var value : values) {
            byProduct
                    .computeIfAbsent(product.apply(value), _ -> new ArrayList<>())
                    .add(value);
        }
        return byProduct;
    }
}
