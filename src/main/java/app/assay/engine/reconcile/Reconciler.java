package app.assay.engine.reconcile;

import app.assay.domain.entitlement.Entitlement;
import app.assay.domain.estate.OrganisationUnit;
import app.assay.domain.position.Position;
import app.assay.domain.position.PositionFacts;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.Problem;
import app.assay.domain.position.RightNotes;
import app.assay.domain.position.Trace;
import app.assay.domain.value.Money;
import app.assay.engine.reconcile.demand.CountedDemand;
import app.assay.engine.reconcile.demand.Demand;
import app.assay.engine.reconcile.demand.GroupDemand;
import app.assay.engine.reconcile.index.SoftwareIndex;
import app.assay.engine.reconcile.match.Match;
import app.assay.engine.reconcile.match.Matcher;
import app.assay.engine.reconcile.pool.Context;
import app.assay.engine.reconcile.pool.PoolsBuilder;
import app.assay.engine.reconcile.pool.Pricing;
import app.assay.engine.reconcile.right.RightsBuilder;
import app.assay.work.Plain;
import app.assay.work.Progress;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Computes an Effective License Position from facts: a pure function, the same bytes for the same facts in any order.
///
/// A caller that computes again and again keeps the [Prepared] of the facts: `prepare` once, `reconcile`, and after
/// each
/// edit `prepared.with(nextFacts)` and `recompute`, which touches only what the edit can reach.
public final class Reconciler {

    private static final Comparator<PositionLine> ORDER = Comparator.comparing(PositionLine::publisher)
            .thenComparing(PositionLine::productName)
            .thenComparing(PositionLine::edition)
            .thenComparing(line -> line.metric().code())
            .thenComparing(PositionLine::id);

    private static final int WORKERS = 2;

    /// Fewer groups than this are computed by one worker, as after an edit.
    private static final int FEW_GROUPS = 8;

    /// Facts with all that several positions over them can share.
    public Prepared prepare(PositionFacts facts) {
        return Prepared.of(facts);
    }

    /// The position of some facts. Calls report to `progress` between groups of products, where a user may cancel.
    public Position reconcile(PositionFacts facts, Progress progress) {
        return reconcile(prepare(facts), progress);
    }

    /// The position of prepared facts.
    public Position reconcile(Prepared prepared, Progress progress) {
        return position(prepared, sorted(lines(prepared, prepared.groups().all(), progress)));
    }

    /// The position after an edit. See [#recompute(Position, Prepared, Set)]; without kept preparations every index
    /// is
    /// made anew, which costs more than the position itself.
    public Position recompute(Position before, PositionFacts facts, Set<String> productKeys) {
        return recompute(before, prepare(facts), productKeys);
    }

    /// The position after an edit, equal to a full one.
    ///
    /// Lines are computed again for the groups that the named products belong to. Where `prepared` was made by
    /// [Prepared#with] from the facts of `before`, products whose entitlements, assignments or proofs differ are
    /// found by
    /// themselves, with the groups they have left. Where it was not, the caller names the products of every changed
    /// record
    /// as they were and as they are, and for a changed base the product of the base.
    ///
    /// @param before the position before the edit; with other settings everything is computed anew
    /// @param productKeys products whose installations, recognition, exclusions or rights changed
    public Position recompute(Position before, Prepared prepared, Set<String> productKeys) {
        if (!before.settings().equals(prepared.facts().settings())) {
            return reconcile(prepared, Progress.NONE);
        }
        var affected = prepared.affected(productKeys);
        var groups = affected.stream()
                .map(prepared.groups()::of)
                .distinct()
                .filter(group -> isKnown(prepared, group))
                .toList();
        var kept = before.lines().stream()
                .filter(line -> !affected.contains(line.product()))
                .toList();
        return position(prepared, merged(kept, sorted(lines(prepared, groups, Progress.NONE))));
    }

    private static List<PositionLine> sorted(List<PositionLine> lines) {
        return lines.stream().sorted(ORDER).toList();
    }

    /// Two sorted lists as one.
    private static List<PositionLine> merged(List<PositionLine> left, List<PositionLine> right) {
        var merged = new ArrayList<PositionLine>(left.size() + right.size());
        int next = 0;
        for (var line : right) {
            while (next < left.size() && ORDER.compare(left.get(next), line) <= 0) {
                merged.add(left.get(next++));
            }
            merged.add(line);
        }
        merged.addAll(left.subList(next, left.size()));
        return merged;
    }

    private static boolean isKnown(Prepared prepared, List<String> group) {
        var context = prepared.context();
        return group.stream()
                .anyMatch(product -> context.software().isFound(product)
                        || !context.assignmentsOf(product).isEmpty()
                        || !context.entitlementsOf(product).isEmpty());
    }

    /// Why a line says what it says.
    ///
    /// @throws IllegalArgumentException if the position of these facts has no such line
    public Trace explain(PositionFacts facts, String lineId) {
        return explain(prepare(facts), lineId);
    }

    /// Why a line says what it says, from prepared facts.
    ///
    /// @throws IllegalArgumentException if the position of these facts has no such line
    public Trace explain(Prepared prepared, String lineId) {
        int beforeMetric = lineId.lastIndexOf('|');
        int beforeEdition = beforeMetric < 0 ? -1 : lineId.lastIndexOf('|', beforeMetric - 1);
        if (beforeEdition < 0) {
            throw new IllegalArgumentException("not a line: " + lineId);
        }
        var products = prepared.groups().of(lineId.substring(0, beforeEdition));
        if (!isKnown(prepared, products)) {
            throw new IllegalArgumentException("the position has no line " + lineId);
        }
        var solved = solve(
                prepared.context(),
                products,
                new GroupDemand.Scratch(prepared.context().estate()),
                true,
                Progress.NONE);
        var line = solved.group().built.pools.stream()
                .filter(solved.balance()::isShown)
                .flatMap(pool -> pool.lines.stream())
                .filter(candidate -> candidate.id.equals(lineId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the position has no line " + lineId));
        return new Explainer(prepared.context(), solved.group(), solved.rights(), solved.match(), line)
                .explain(solved.balance().line(line));
    }

    private record Solved(GroupDemand group, RightsBuilder.Rights rights, Match match, Balance balance) {}

    /// Groups do not depend on one another, so several workers take one after another. The lines come in the order
    /// of
    /// the groups, whoever made them.
    private static List<PositionLine> lines(Prepared prepared, List<List<String>> groups, Progress progress) {
        var caller = Thread.currentThread();
        var next = new AtomicInteger();
        var byGroup = new AtomicReferenceArray<List<PositionLine>>(groups.size());
        int workers = groups.size() < FEW_GROUPS ? 1 : WORKERS;
        IntStream.range(0, workers).parallel().forEach(_ -> {
            var scratch = new GroupDemand.Scratch(prepared.context().estate());
            for (int number = next.getAndIncrement(); number < groups.size(); number = next.getAndIncrement()) {
                progress.stopIfCancelled();
                if (Thread.currentThread().equals(caller)) {
                    progress.report(number, groups.size());
                }
                byGroup.set(
                        number,
                        solve(prepared.context(), groups.get(number), scratch, false, progress)
                                .balance()
                                .lines());
            }
        });
        progress.report(groups.size(), groups.size());
        var lines = new ArrayList<PositionLine>();
        for (int number = 0; number < groups.size(); number++) {
            lines.addAll(byGroup.get(number));
        }
        return lines;
    }

    private static Solved solve(
            Context context, List<String> products, GroupDemand.Scratch scratch, boolean tracing, Progress progress) {
        var entitlements = new ArrayList<Entitlement>();
        products.forEach(product -> entitlements.addAll(context.entitlementsOf(product)));
        var rights = new RightsBuilder(context.estate(), context.selection()).build(entitlements);
        var built = new PoolsBuilder(context);
        built.build(products, rights.all());
        var group = new GroupDemand(context, built, scratch, tracing);
        group.measure();
        new CountedDemand(context, group).demand();
        group.demand.sort();
        var match = new Matcher(
                        context.estate(), rights.all(), built.parts, group.demand, weights(group.demand), progress)
                .match();
        return new Solved(group, rights, match, new Balance(context, group, rights, match));
    }

    private static Function<Demand.NeedKey, BigDecimal> weights(Demand demand) {
        var weights = Pricing.weights(
                demand.needs.stream().map(Demand.NeedKey::pricing).distinct().toList());
        return need -> weights.getOrDefault(need.pricing(), BigDecimal.ONE);
    }

    private static Position position(Prepared prepared, List<PositionLine> lines) {
        var problems = problems(lines, prepared);
        var settings = prepared.facts().settings();
        var digest = PositionDigest.of(
                settings, lines, problems, prepared.unrecognisedTitles(), prepared.unrecognisedInstallations());
        return new Position(
                settings, lines, problems, prepared.unrecognisedTitles(), prepared.unrecognisedInstallations(), digest);
    }

    /// Rights that give nothing as a whole, with their money, so that nobody forgets them.
    private static void addIdle(String code, List<RightNotes.Waiting> rights, String message, List<Problem> problems) {
        if (rights.isEmpty()) {
            return;
        }
        var names = new LinkedHashSet<String>();
        var sums = new TreeMap<String, Money>();
        long unpriced = 0;
        for (var right : rights) {
            names.add(right.named());
            if (right.value().isPresent()) {
                sums.merge(
                        right.value().get().currency().getCurrencyCode(),
                        right.value().get(),
                        Money::plus);
            } else {
                unpriced++;
            }
        }
        var worth = new ArrayList<String>();
        sums.values().forEach(sum -> worth.add(sum.text()));
        var priced = String.join(", ", worth);
        if (unpriced > 0) {
            worth.add(Plain.text("%s without a known price", unpriced));
        }
        long count = rights.size();
        problems.add(new Problem(
                        code,
                        count,
                        names.stream().limit(5).toList(),
                        Plain.text(
                                message,
                                count + Plain.of(count, " right", " rights"),
                                Plain.of(count, "gives", "give"),
                                Plain.of(count, "it is", "they are"),
                                String.join(", ", worth)))
                .with(priced, String.valueOf(unpriced)));
    }

    /// What was not there yet of products that have no line to tell it.
    private static void addSeenLater(List<PositionLine> lines, Prepared prepared, List<Problem> problems) {
        var software = prepared.context().software();
        if (software.productsSeenLater().isEmpty()) {
            return;
        }
        var told = lines.stream()
                .filter(line -> line.problems().stream()
                        .anyMatch(problem -> problem.code().equals(Problem.SEEN_FIRST_LATER)))
                .map(PositionLine::product)
                .collect(Collectors.toSet());
        var catalogue = prepared.facts().catalogue();
        var names = new TreeSet<String>();
        long count = 0;
        for (var product : software.productsSeenLater()) {
            long later = software.seenLater(product).entrySet().stream()
                    .filter(found -> SoftwareIndex.needsLicence(catalogue.product(product), found.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            if (later > 0 && !told.contains(product)) {
                count += later;
                names.add(catalogue.productName(product));
            }
        }
        if (count > 0) {
            problems.add(Balance.seenLater(
                    prepared.facts(), count, names.stream().limit(5).toList()));
        }
    }

    /// What concerns the position as a whole, derived from its lines.
    private static List<Problem> problems(List<PositionLine> lines, Prepared prepared) {
        var problems = new ArrayList<Problem>();
        var notes = prepared.facts().notes();
        var circle = prepared.context().estate().unitsInCircles;
        if (!circle.isEmpty()) {
            problems.add(new Problem(
                    "unit-circle",
                    circle.size(),
                    circle.stream()
                            .map(OrganisationUnit::name)
                            .sorted()
                            .limit(5)
                            .toList(),
                    Plain.text(
                            "%s below %s; none of them is taken for a part of another.",
                            circle.size() == 1 ? "1 organisation unit lies" : circle.size() + " organisation units lie",
                            Plain.of(circle.size(), "itself", "themselves"))));
        }
        addIdle(
                "rights-waiting",
                notes.waiting(),
                "%s of a product that nobody knows %s nothing until it is decided what %s: %s.",
                problems);
        addIdle(
                "rights-set-aside",
                notes.setAside(),
                "%s of a product that was said not to matter %s nothing, whatever %s: %s.",
                problems);
        if (notes.waitingAssignments() > 0) {
            problems.add(new Problem(
                    "assignments-waiting",
                    notes.waitingAssignments(),
                    List.of(),
                    Plain.text(
                            "%s of a product that nobody knows %s for nothing until it is decided which it is.",
                            notes.waitingAssignments()
                                    + Plain.of(notes.waitingAssignments(), " assignment", " assignments"),
                            Plain.of(notes.waitingAssignments(), "counts", "count"))));
        }
        if (notes.idleExclusions() > 0) {
            problems.add(new Problem(
                    "exclusions-idle",
                    notes.idleExclusions(),
                    List.of(),
                    Plain.text(
                            "%s %s nothing: nobody knows the product, or the text names a version and an exclusion has none. Choose the product in the exclusion.",
                            notes.idleExclusions() + Plain.of(notes.idleExclusions(), " exclusion", " exclusions"),
                            Plain.of(notes.idleExclusions(), "excludes", "exclude"))));
        }
        addSeenLater(lines, prepared, problems);
        if (notes.strayRights() > 0) {
            problems.add(new Problem(
                    "rights-device-unknown",
                    notes.strayRights(),
                    List.of(),
                    Plain.text(
                            "%s %s bound to a device of a name that nobody knows and %s nothing until one has it.",
                            notes.strayRights() + Plain.of(notes.strayRights(), " right", " rights"),
                            Plain.of(notes.strayRights(), "is", "are"),
                            Plain.of(notes.strayRights(), "covers", "cover"))));
        }
        if (notes.waitingUse() > 0) {
            problems.add(new Problem(
                    "use-waiting",
                    notes.waitingUse(),
                    List.of(),
                    Plain.text(
                            "%s of a product that nobody knows %s nowhere until it is known: make the product, or a rule for its name.",
                            notes.waitingUse()
                                    + Plain.of(notes.waitingUse(), " row of use or access", " rows of use or access"),
                            Plain.of(notes.waitingUse(), "counts", "count"))));
        }
        if (notes.strayExclusions() > 0) {
            problems.add(new Problem(
                    "exclusions-device-unknown",
                    notes.strayExclusions(),
                    List.of(),
                    Plain.text(
                            "%s %s a device or unit that nobody knows and %s nothing until one has its name.",
                            notes.strayExclusions() + Plain.of(notes.strayExclusions(), " exclusion", " exclusions"),
                            Plain.of(notes.strayExclusions(), "names", "name"),
                            Plain.of(notes.strayExclusions(), "excludes", "exclude"))));
        }
        for (var code : List.of("unattached-maintenance", "unattached-upgrade")) {
            var counts = new TreeMap<String, Long>();
            for (var line : lines) {
                for (var problem : line.problems()) {
                    if (problem.code().equals(code)) {
                        counts.merge(line.productName(), problem.count(), Long::sum);
                    }
                }
            }
            if (!counts.isEmpty()) {
                long sum = counts.values().stream().mapToLong(Long::longValue).sum();
                problems.add(new Problem(
                        code,
                        sum,
                        counts.keySet().stream().limit(5).toList(),
                        Plain.text(
                                "%s %s of %s %s not attached to a usable base licence.",
                                sum,
                                Plain.of(sum, "unit", "units"),
                                code.endsWith("maintenance") ? "maintenance" : "upgrades or step-ups",
                                Plain.of(sum, "is", "are"))));
            }
        }
        var currencies = lines.stream()
                .flatMap(line -> line.exposure().stream())
                .filter(exposure -> exposure.amount().signum() > 0)
                .map(Money::currency)
                .map(Object::toString)
                .distinct()
                .sorted()
                .toList();
        if (currencies.size() > 1) {
            problems.add(new Problem(
                    "mixed-currencies",
                    currencies.size(),
                    currencies.stream().limit(5).toList(),
                    "Shortfalls are valued in several currencies; without dated rates they have no sum."));
        }
        return problems;
    }
}
