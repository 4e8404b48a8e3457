package app.assay.engine.reconcile;

import app.assay.domain.code.EvidenceGrade;
import app.assay.domain.code.HostAffinity;
import app.assay.domain.code.RightKind;
import app.assay.domain.position.LineStatus;
import app.assay.domain.position.PositionFacts;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.Problem;
import app.assay.domain.position.Reduction;
import app.assay.domain.position.RightUse;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import app.assay.engine.reconcile.demand.GroupDemand;
import app.assay.engine.reconcile.demand.LineDemand;
import app.assay.engine.reconcile.index.Selection;
import app.assay.engine.reconcile.index.SoftwareIndex;
import app.assay.engine.reconcile.match.Match;
import app.assay.engine.reconcile.measure.Measure;
import app.assay.engine.reconcile.measure.ProcessorMeasure;
import app.assay.engine.reconcile.pool.Context;
import app.assay.engine.reconcile.pool.Gap;
import app.assay.engine.reconcile.pool.Installs;
import app.assay.engine.reconcile.pool.Line;
import app.assay.engine.reconcile.pool.Pool;
import app.assay.engine.reconcile.pool.PoolsBuilder;
import app.assay.engine.reconcile.pool.PriceProblems;
import app.assay.engine.reconcile.pool.Pricing;
import app.assay.engine.reconcile.right.Covers;
import app.assay.engine.reconcile.right.Part;
import app.assay.engine.reconcile.right.Right;
import app.assay.engine.reconcile.right.RightsBuilder;
import app.assay.work.Plain;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Step 7: what the lines of one group say once the match is made.
///
/// gross − Σ reductions = net and covered + shortfall = net, wherever these are known. Gross is measured by the line's
/// own
/// metric; what the match licenses in another line is a reduction (`suite-component`, `alternative`), what it licenses
/// here
/// though the line's own measurement needed less is added to gross. Owned and usable count licences: an upgrade adds
/// none, it
/// takes the units that it is applied to out of their base's line and into its own.
final class Balance {

    private static final int MOST_EXAMPLES = 5;

    private final Context context;
    private final GroupDemand group;
    private final RightsBuilder.Rights rights;
    private final Match match;
    private final long[] used;
    private final long[] through;
    private final @Nullable Line[] home;
    private final int[] consuming;
    private final boolean areWaysLeftOut;
    private final Map<Line, long[]> netAndCovered = new HashMap<>();
    private final Map<Line, Long> bySuite = new HashMap<>();

    /// By line: units that nothing covers, by what they cost, in the order of the needs.
    private final Map<Line, LinkedHashMap<Pricing, Long>> openByPricing = new HashMap<>();

    Balance(Context context, GroupDemand group, RightsBuilder.Rights rights, Match match) {
        this.context = context;
        this.group = group;
        this.rights = rights;
        this.match = match;
        used = new long[rights.all().size()];
        for (int part = 0; part < group.built.parts.size(); part++) {
            used[group.built.parts.get(part).right()] += match.flow().used(part);
        }
        through = used.clone();
        for (var right : rights.all()) {
            for (int base = right.base();
                    base != Right.NO_BASE;
                    base = rights.all().get(base).base()) {
                through[base] += used[right.number()];
            }
        }
        areWaysLeftOut = group.built.pools.stream()
                .flatMap(pool -> pool.lines.stream())
                .anyMatch(line -> group.of(line).waysLeftOut);
        home = new Line[used.length];
        for (var pool : group.built.pools) {
            for (var line : pool.lines) {
                line.rights.forEach(right -> home[right.number()] = line);
            }
        }
        consuming = rights.all().stream()
                .filter(right -> right.base() != Right.NO_BASE)
                .mapToInt(Right::number)
                .toArray();
        for (int need = 0; need < group.demand.needs.size(); need++) {
            var sums =
                    netAndCovered.computeIfAbsent(group.demand.needs.get(need).line(), _ -> new long[2]);
            sums[0] += match.demand()[need];
            sums[1] += match.flow().covered(need);
            long open = match.demand()[need] - match.flow().covered(need);
            if (open > 0) {
                var key = group.demand.needs.get(need);
                openByPricing
                        .computeIfAbsent(key.line(), _ -> new LinkedHashMap<>())
                        .merge(key.pricing(), open, Long::sum);
            }
        }
        for (int number = 0; number < match.ways().size(); number++) {
            long[] counts = match.ways().get(number);
            for (int place = 0; place < counts.length; place++) {
                long count = counts[place];
                group.demand
                        .classes
                        .get(number)
                        .ways
                        .get(place)
                        .bySuite()
                        .forEach((line, units) -> bySuite.merge(line, units * count, Long::sum));
            }
        }
    }

    /// Lines in no particular order; those with nothing to tell are left out.
    List<PositionLine> lines() {
        var lines = new ArrayList<PositionLine>();
        for (var pool : group.built.pools) {
            boolean held =
                    pool.lines.stream().anyMatch(line -> !line.rights.isEmpty() || group.assigned.containsKey(line));
            if (group.installs(pool).count() > 0 || held) {
                for (var line : pool.lines) {
                    lines.add(line(line));
                }
            }
        }
        return lines;
    }

    /// A pool has lines where something is found in scope, assigned or owned.
    boolean isShown(Pool pool) {
        return group.installs(pool).count() > 0
                || pool.lines.stream().anyMatch(line -> !line.rights.isEmpty() || group.assigned.containsKey(line));
    }

    PositionLine line(Line line) {
        var counted = group.of(line);
        long[] sums = netAndCovered.getOrDefault(line, new long[2]);
        long net = sums[0];
        long covered = sums[1];
        long moved = counted.left - net;
        var problems = new ArrayList<Problem>();
        boolean netKnown = !line.open || counted.isNetKnown();
        boolean grossKnown = !line.open || !counted.isGrossUnknown();
        addMeasurementProblems(line, counted, net, covered, problems);

        boolean unknownRight =
                line.rights.stream().anyMatch(right -> right.note().equals("quantity-unknown"));
        long short0 = net - covered;
        boolean computable = netKnown && !(unknownRight && short0 > 0);
        var shortfall = computable ? Quantity.of(short0) : Quantity.UNKNOWN;
        var owned = owned(line);
        var usable = usable(line, unknownRight);
        var surplus = !computable ? Quantity.UNKNOWN : minus(usable, usedIn(line));
        var gap = Gap.of(
                line.offers().usual(),
                computable ? openByPricing.getOrDefault(line, new LinkedHashMap<>()) : new LinkedHashMap<>());
        addRightProblems(line, unknownRight, short0, problems);
        if (computable) {
            PriceProblems.add(line, gap, short0, problems);
        }
        if (short0 > 0) {
            match.limit().ifPresent(limit -> addLimit(limit, line.offers().usual(), problems));
        }
        var status = status(computable, short0, usable, surplus);
        var surplusValue = surplus.isKnown() ? line.offers().usual().value(surplus) : Optional.<Money>empty();
        return new PositionLine(
                line.id,
                context.facts().catalogue().publisherNameOf(line.pool.product),
                line.pool.product,
                context.facts().catalogue().productName(line.pool.product),
                line.pool.editionKey,
                line.pool.editionName,
                versions(line.pool),
                line.metric,
                titles(line.pool),
                counted.installations,
                grossKnown ? Quantity.of(counted.grossKnown() + Math.max(0, -moved)) : Quantity.UNKNOWN,
                reductions(line, counted, netKnown ? Math.max(0, moved) : 0),
                netKnown ? Quantity.of(net) : Quantity.UNKNOWN,
                owned,
                usable,
                netKnown && computable ? Quantity.of(covered) : Quantity.UNKNOWN,
                shortfall,
                surplus,
                computable ? Quantity.of(gap.packs()) : Quantity.UNKNOWN,
                gap.packUnits(),
                gap.unitPrice(),
                computable ? gap.value() : Optional.empty(),
                computable ? gap.valueOfPacks() : Optional.empty(),
                surplusValue,
                status,
                grade(line),
                uses(line),
                problems);
    }

    private static LineStatus status(boolean computable, long shortfall, Quantity usable, Quantity surplus) {
        if (!computable) {
            return LineStatus.NOT_COMPUTABLE;
        }
        if (shortfall > 0) {
            return LineStatus.SHORT;
        }
        if (usable instanceof Quantity.Unlimited) {
            return LineStatus.UNLIMITED;
        }
        return surplus instanceof Quantity.Known(var units) && units.signum() > 0
                ? LineStatus.SURPLUS
                : LineStatus.COMPLIANT;
    }

    private List<Reduction> reductions(Line line, LineDemand counted, long moved) {
        var reductions = new ArrayList<Reduction>();
        for (int step = 0; step < counted.unitsByStep.length; step++) {
            if (counted.unitsByStep[step] != 0
                    || counted.installationsByStep[step] != 0
                    || counted.unknownByStep[step]) {
                var named = context.selection().steps.get(step);
                reductions.add(new Reduction(
                        named.reason(),
                        counted.unknownByStep[step] ? Quantity.UNKNOWN : Quantity.of(counted.unitsByStep[step]),
                        counted.installationsByStep[step],
                        named.rule()));
            }
        }
        long suite = Math.min(moved, bySuite.getOrDefault(line, 0L));
        if (suite > 0) {
            reductions.add(new Reduction(
                    "suite-component",
                    Quantity.of(suite),
                    0,
                    "a suite licensed on the same device or for the same person covers it"));
        }
        if (moved > suite) {
            reductions.add(new Reduction(
                    "alternative",
                    Quantity.of(moved - suite),
                    0,
                    "licensed in another way that puts less money at risk"));
        }
        return reductions;
    }

    // Rights

    private Quantity owned(Line line) {
        var owned = Quantity.ZERO;
        for (var right : line.rights) {
            var entitlement = right.entitlement();
            if (entitlement.kind() == RightKind.FULL
                    || entitlement.kind() == RightKind.OEM
                    || entitlement.kind() == RightKind.SUBSCRIPTION) {
                owned = owned.plus(granted(right));
            }
        }
        return shifted(line, owned);
    }

    private Quantity usable(Line line, boolean unknownRight) {
        if (unknownRight) {
            return Quantity.UNKNOWN;
        }
        var usable = Quantity.ZERO;
        for (var right : line.rights) {
            if (right.base() == Right.NO_BASE) {
                usable = usable.plus(capacity(right));
            }
        }
        return shifted(line, usable);
    }

    /// Units that upgrades move between lines: out of the base's line and into the upgrade's.
    private Quantity shifted(Line line, Quantity units) {
        long shift = 0;
        for (int number : consuming) {
            shift += home[number] == line ? through[number] : 0;
            shift -= home[rights.all().get(number).base()] == line ? through[number] : 0;
        }
        return units instanceof Quantity.Known(var known) ? Quantity.of(known.add(BigDecimal.valueOf(shift))) : units;
    }

    private static Quantity granted(Right right) {
        var units = right.entitlement().units();
        boolean covers = right.entitlement().metric() instanceof app.assay.domain.entitlement.Metric.PerSite
                && units instanceof Quantity.Known(var known)
                && known.signum() > 0;
        return covers ? Quantity.UNLIMITED : units;
    }

    private static Quantity capacity(Right right) {
        return right.capacity() >= Part.UNLIMITED ? Quantity.UNLIMITED : Quantity.of(right.capacity());
    }

    private static Quantity minus(Quantity from, long units) {
        return from instanceof Quantity.Known(var known)
                ? Quantity.of(known.subtract(BigDecimal.valueOf(units)))
                : from;
    }

    private long usedIn(Line line) {
        return line.rights.stream().mapToLong(right -> used[right.number()]).sum();
    }

    private List<RightUse> uses(Line line) {
        var uses = new ArrayList<RightUse>();
        for (var right : line.rights) {
            var entitlement = right.entitlement();
            long takenByUpgrades = through[right.number()] - used[right.number()];
            var usable = right.base() == Right.NO_BASE ? capacity(right) : Quantity.of(through[right.number()]);
            if (right.note().equals("quantity-unknown")) {
                usable = Quantity.UNKNOWN;
            }
            uses.add(new RightUse(
                    entitlement.id(),
                    entitlement.reference(),
                    granted(right),
                    minus(usable, takenByUpgrades),
                    Quantity.of(used[right.number()]),
                    note(line, right, takenByUpgrades)));
        }
        uses.sort(Comparator.comparing(RightUse::reference).thenComparing(RightUse::entitlement));
        return uses;
    }

    private String note(Line line, Right right, long takenByUpgrades) {
        if (!right.note().isEmpty()) {
            return right.note();
        }
        if (takenByUpgrades > 0) {
            return "consumed-by-upgrade";
        }
        if (right.base() != Right.NO_BASE && through[right.number()] == 0) {
            return "not-applied";
        }
        long[] sums = netAndCovered.getOrDefault(line, new long[2]);
        if (used[right.number()] > 0 || sums[0] == sums[1] || right.capacity() == 0) {
            return "";
        }
        return unfit(line, right);
    }

    /// Why an unused right does not serve a line that is short: it covers no device's versions, or nobody in its
    /// scope
    /// needs it.
    private String unfit(Line line, Right right) {
        var installs = group.installs(line.pool);
        var needed = installs.countedSets();
        for (var part : right.parts()) {
            for (int set = needed.nextSetBit(0); set >= 0; set = needed.nextSetBit(set + 1)) {
                boolean fits = Arrays.stream(installs.sets.of(set))
                        .mapToObj(line.pool.variants::get)
                        .allMatch(
                                variant -> Covers.edition(right.entitlement(), line.pool.definition, variant.edition())
                                        && context.covers().version(part, line.pool.versions, variant.version()));
                if (fits) {
                    return "out-of-scope";
                }
            }
        }
        return needed.isEmpty() ? "out-of-scope" : "version";
    }

    private String grade(Line line) {
        Optional<EvidenceGrade> weakest = Optional.empty();
        for (var right : line.rights) {
            if (used[right.number()] > 0) {
                var grade = context.facts().grades().get(right.entitlement().id());
                if (grade == null) {
                    return "";
                }
                if (weakest.isEmpty() || grade.compareTo(weakest.get()) > 0) {
                    weakest = Optional.of(grade);
                }
            }
        }
        return weakest.map(EvidenceGrade::name).orElse("");
    }

    // What was found

    private int titles(Pool pool) {
        int titles = 0;
        for (var title : pool.titles) {
            for (int device : title.devices()) {
                if (context.selection().inScope[device]) {
                    titles++;
                    break;
                }
            }
        }
        return titles;
    }

    private String versions(Pool pool) {
        long[] byVariant = new long[pool.variants.size()];
        var installs = group.installs(pool);
        long[] bySet = new long[installs.sets.count()];
        for (int set : installs.set) {
            bySet[set]++;
        }
        for (int set = 0; set < bySet.length; set++) {
            for (int variant : bySet[set] > 0 ? installs.sets.of(set) : new int[0]) {
                byVariant[variant] += bySet[set];
            }
        }
        var byVersion = new TreeMap<String, Long>(pool.versions);
        long unknown = 0;
        for (int variant = 0; variant < byVariant.length; variant++) {
            var version = pool.variants.get(variant).version();
            if (version.isEmpty()) {
                unknown += byVariant[variant];
            } else if (byVariant[variant] > 0) {
                byVersion.merge(version, byVariant[variant], Long::sum);
            }
        }
        if (byVersion.isEmpty()) {
            return "";
        }
        var texts = new StringJoiner(", ");
        byVersion.forEach((version, count) -> texts.add(pool.versions.name(version) + " (" + count + ")"));
        if (unknown > 0) {
            texts.add("unknown (" + unknown + ")");
        }
        return texts.toString();
    }

    // Problems

    private void addMeasurementProblems(Line line, LineDemand counted, long net, long covered, List<Problem> problems) {
        var pool = line.pool;
        var installs = group.installs(pool);
        if (line.open && line.option().measure.level() == Measure.Level.NONE) {
            problems.add(new Problem(
                    "metric-not-supported",
                    installs.count(),
                    List.of(),
                    "The metric “%s” cannot be computed; %s with the product %s found."
                            .formatted(
                                    line.metric.text(),
                                    devices(installs.count()),
                                    Plain.of(installs.count(), "was", "were"))));
        }
        counted.unknown.forEach((code, devices) -> problems.add(problem(
                        code,
                        devices,
                        "%s with the product cannot be counted because %s%s."
                                .formatted(
                                        capital(consumers(code, devices.size())),
                                        missing(code, line, devices.size()),
                                        others(net, covered)))
                .with(net == 0 ? new String[0] : new String[] {String.valueOf(net), String.valueOf(covered)})));
        if (!counted.unassigned.isEmpty()) {
            problems.add(problem(
                    "use-without-assignment",
                    counted.unassigned,
                    "%s with the product %s to nobody who is assigned; the assignments are counted, %s not."
                            .formatted(
                                    capital(devices(counted.unassigned.size())),
                                    Plain.of(counted.unassigned.size(), "belongs", "belong"),
                                    Plain.of(counted.unassigned.size(), "this is", "these are"))));
        }
        if (line.open) {
            problems.addAll(counted.told);
        }
        boolean isTold =
                counted.told.stream().anyMatch(problem -> problem.code().equals(counted.untold));
        if (!counted.untold.isEmpty() && line.open && !isTold) {
            problems.add(new Problem(counted.untold, 1, List.of(), untold(counted.untold)));
        }
        addSeenLater(line, problems);
        addStandby(installs, problems);
        addReversed(line, installs, problems);
        // Where nothing is short no way can be better. Where something is, it might be covered by rights that another
        // line's consumers take in the ways that were tried.
        if (counted.waysLeftOut ? net > covered || !counted.isNetKnown() : areWaysLeftOut && net > covered) {
            problems.add(
                    new Problem(
                            "solver-limit",
                            1,
                            List.of(),
                            "There are too many ways to license these products together; not all were tried, so less may be short than is told."));
        }
        var circle = context.suites().circleOf(pool.product);
        if (!circle.isEmpty()) {
            problems.add(new Problem(
                    "suite-circle",
                    circle.size(),
                    circle.stream().limit(MOST_EXAMPLES).toList(),
                    "The catalogue says that this suite contains itself, through %s; none of these is taken for a part of another."
                            .formatted(circle.stream()
                                    .map(context.facts().catalogue()::productName)
                                    .collect(Collectors.joining(", ")))));
        }
        if (line.rights.isEmpty() && PoolsBuilder.isMetricAssumed(pool)) {
            problems.add(new Problem(
                    "metric-assumed",
                    1,
                    List.of(),
                    "Nothing tells by which metric the product is licensed; devices are counted."));
        }
        if (SoftwareIndex.isLicensingUnknown(context.facts().catalogue(), pool.product)) {
            problems.add(new Problem(
                    "licensing-unknown",
                    1,
                    List.of(),
                    "The catalogue does not tell whether the product needs a licence; it is counted as if it did."));
        }
        if (line.open) {
            addVersionProblems(line, installs, net - covered, problems);
        }
    }

    private static String untold(String code) {
        return switch (code) {
            case "seats-without-assignments" ->
                "Nobody told who the seats are assigned to, and installations do not tell it: bring in the assignments.";
            case "use-on-server" ->
                "The product runs on a server, and nobody told who uses it: bring in the assignments of its users.";
            default ->
                "Discovery does not see who reaches the server, so what is needed is not known: bring in the assignments.";
        };
    }

    /// What does not count since it was not there yet: it leaves demand, so it is told with its number.
    private void addSeenLater(Line line, List<Problem> problems) {
        long later = line.open ? seenLater(line.pool) : 0;
        if (later > 0) {
            problems.add(seenLater(context.facts(), later, List.of()));
        }
    }

    /// Installations of a pool's editions that were seen first later; those of editions that no line shows are told
    /// at
    /// the first pool of the product that has lines.
    private long seenLater(Pool pool) {
        var byEdition = context.software().seenLater(pool.product);
        if (byEdition.isEmpty()) {
            return 0;
        }
        var shown = group.built.pools.stream()
                .filter(other -> other.product.equals(pool.product) && isShown(other))
                .toList();
        boolean isFirst = !shown.isEmpty() && shown.getFirst().equals(pool);
        return byEdition.entrySet().stream()
                .filter(found -> SoftwareIndex.needsLicence(pool.definition, found.getKey()))
                .filter(found -> pool.editions.contains(found.getKey())
                        || (isFirst && shown.stream().noneMatch(other -> other.editions.contains(found.getKey()))))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /// What is told of installations that were not there yet at the date.
    static Problem seenLater(PositionFacts facts, long count, List<String> products) {
        var settings = facts.settings();
        var message = Plain.text(
                "%s not there yet on %s: %s, or the %s, first seen later%s; %s not counted here.",
                count == 1 ? "1 installation was" : count + " installations were",
                settings.asAt(),
                Plain.of(count, "it was", "they were"),
                Plain.of(count, "device was", "devices were"),
                settings.unit().isPresent() ? ", whatever the unit" : "",
                Plain.of(count, "it is", "they are"));
        return new Problem(Problem.SEEN_FIRST_LATER, count, products, message)
                .with(settings.unit().isPresent() ? new String[] {"unit"} : new String[0]);
    }

    /// What counts although its days say nothing.
    private void addReversed(Line line, Installs installs, List<Problem> problems) {
        if (!line.open) {
            return;
        }
        var devices = new ArrayList<Integer>();
        for (int place = 0; place < installs.count(); place++) {
            int device = installs.device[place];
            if (installs.step[place] == Selection.COUNTED
                    && context.estate().seenReversed.get(device)) {
                devices.add(device);
            }
        }
        if (!devices.isEmpty()) {
            problems.add(problem(
                    "seen-reversed",
                    devices,
                    "%s last seen before %s first seen; %s as if nobody had told when."
                            .formatted(
                                    capital(devices(devices.size())) + Plain.of(devices.size(), " was", " were"),
                                    Plain.of(devices.size(), "it was", "they were"),
                                    Plain.of(devices.size(), "it counts", "they count"))));
        }
        var held = group.assigned.getOrDefault(line, List.of()).stream()
                .filter(one ->
                        one.step() == Selection.COUNTED && one.assignment().isReversed())
                .toList();
        if (!held.isEmpty()) {
            problems.add(new Problem(
                    "assignment-reversed",
                    held.size(),
                    List.of(),
                    held.size() == 1
                            ? "1 assignment ends before it begins; it counts as if nobody had told when it lasts."
                            : Plain.text(
                                    "%s assignments end before they begin; they count as if nobody had told when they last.",
                                    held.size())));
        }
    }

    /// Passive machines count like others; whether the contract leaves them free is for the analyst to say.
    private void addStandby(Installs installs, List<Problem> problems) {
        var standby = new ArrayList<Integer>();
        for (int place = 0; place < installs.count(); place++) {
            int device = installs.device[place];
            if (installs.step[place] == Selection.COUNTED
                    && context.estate().standby.get(device)) {
                standby.add(device);
            }
        }
        if (!standby.isEmpty()) {
            problems.add(problem(
                    "standby-counted",
                    standby,
                    standby.size() == 1
                            ? "1 standby machine is counted; if the contract leaves it free, exclude it with the evidence."
                            : standby.size()
                                    + " standby machines are counted; if the contract leaves them free, exclude them with"
                                    + " the evidence."));
        }
    }

    private void addVersionProblems(Line line, Installs installs, long shortfall, List<Problem> problems) {
        var pool = line.pool;
        boolean versioned = line.rights.stream()
                .anyMatch(right -> !right.entitlement().version().isEmpty());
        var net = pool.isOfUnknownEdition() ? counted(installs, false) : List.<Integer>of();
        var unknownVersion = versioned && shortfall > 0 ? counted(installs, true) : List.<Integer>of();
        if (pool.isOfUnknownEdition() && !net.isEmpty()) {
            problems.add(problem(
                    "edition-unknown",
                    net,
                    "%s %s; rights of single editions do not cover %s."
                            .formatted(
                                    capital(devices(net.size())),
                                    Plain.of(
                                            net.size(),
                                            "does not tell which edition it has",
                                            "do not tell which edition they have"),
                                    Plain.of(net.size(), "it", "them"))));
        }
        if (versioned && !pool.versions.areKnown()) {
            problems.add(new Problem(
                    "version-unchecked",
                    1,
                    List.of(),
                    "The catalogue tells no versions of the product, so versions of rights are not compared."));
        } else if (versioned && shortfall > 0 && !unknownVersion.isEmpty()) {
            problems.add(problem(
                    "version-unknown",
                    unknownVersion,
                    "%s %s; rights of single versions do not cover %s."
                            .formatted(
                                    capital(devices(unknownVersion.size())),
                                    Plain.of(
                                            unknownVersion.size(),
                                            "does not tell which version it has",
                                            "do not tell which version they have"),
                                    Plain.of(unknownVersion.size(), "it", "them"))));
        }
        addClusterProblems(line, installs, problems);
    }

    /// Devices that count, all or those that do not tell their version.
    private static List<Integer> counted(Installs installs, boolean unknownVersion) {
        var devices = new ArrayList<Integer>();
        boolean[] untold = new boolean[installs.sets.count()];
        for (int set = 0; unknownVersion && !installs.pool.variants.isEmpty() && set < untold.length; set++) {
            untold[set] = Arrays.stream(installs.sets.of(set))
                    .anyMatch(variant ->
                            installs.pool.variants.get(variant).version().isEmpty());
        }
        for (int place = 0; place < installs.count(); place++) {
            boolean wanted = !unknownVersion || untold[installs.set[place]];
            if (wanted && installs.step[place] == Selection.COUNTED) {
                devices.add(installs.device[place]);
            }
        }
        return devices;
    }

    /// What is assumed of the machines below virtual ones.
    private void addClusterProblems(Line line, Installs installs, List<Problem> problems) {
        if (!group.isByHost(line.pool)) {
            return;
        }
        var estate = context.estate();
        var moving = new ArrayList<Integer>();
        var staying = new ArrayList<Integer>();
        var lonely = new TreeSet<String>();
        var between = new TreeSet<Integer>();
        boolean isVirtual = false;
        for (int place = 0; place < installs.count(); place++) {
            int device = installs.device[place];
            if (installs.step[place] != Selection.COUNTED || !estate.virtual[device]) {
                continue;
            }
            isVirtual = true;
            int[] machines = estate.machinesFor(device);
            if (machines.length > 1) {
                moving.add(device);
                for (int machine : machines) {
                    if (estate.clusterNames(machine).size() > 1) {
                        between.add(machine);
                    }
                }
            } else if (machines.length == 1) {
                var names = estate.clusterNames(machines[0]);
                var clusters = names.isEmpty() ? estate.clusterNames(device) : names;
                if (estate.devices.get(device).hostAffinity() == HostAffinity.STAYS) {
                    staying.add(device);
                } else {
                    lonely.addAll(clusters);
                }
            }
        }
        if (!moving.isEmpty()) {
            problems.add(problem(
                    "cluster-mobility",
                    moving,
                    "%s may move within a cluster and %s on every host that %s may land on; say of a machine that it stays on its host where the cluster's rules hold it there."
                            .formatted(
                                    capital(virtualMachines(moving.size())),
                                    Plain.of(moving.size(), "counts", "count"),
                                    Plain.of(moving.size(), "it", "they"))));
        }
        if (!staying.isEmpty()) {
            problems.add(problem(
                    "cluster-affinity",
                    staying,
                    "%s %s said to stay on %s and %s there alone."
                            .formatted(
                                    capital(virtualMachines(staying.size())),
                                    Plain.of(staying.size(), "is", "are"),
                                    Plain.of(staying.size(), "its host", "their hosts"),
                                    Plain.of(staying.size(), "counts", "count"))));
        }
        if (!lonely.isEmpty()) {
            problems.add(new Problem(
                    "cluster-hosts-unknown",
                    lonely.size(),
                    lonely.stream().limit(MOST_EXAMPLES).toList(),
                    "Only one host of %s is known; further hosts that machines may land on need licences of their own."
                            .formatted(Plain.of(lonely.size(), "a cluster", "some clusters"))));
        }
        if (!between.isEmpty()) {
            problems.add(problem(
                    "host-in-two-clusters",
                    between,
                    "%s %s to several clusters; machines of each of them are counted there."
                            .formatted(capital(hosts(between.size())), Plain.of(between.size(), "belongs", "belong"))));
        }
        if (isVirtual && line.option().measure instanceof ProcessorMeasure) {
            problems.add(
                    new Problem(
                            "sockets-of-hosts",
                            1,
                            List.of(),
                            "For virtual machines the processors of their hosts are counted, once for all machines on a host."));
        }
    }

    private static String virtualMachines(int count) {
        return count == 1 ? "1 virtual machine" : count + " virtual machines";
    }

    private static String hosts(int count) {
        return count == 1 ? "1 host" : count + " hosts";
    }

    private void addRightProblems(Line line, boolean unknownRight, long shortfall, List<Problem> problems) {
        addUnattached(line, true, problems);
        addUnattached(line, false, problems);
        addUnknownTexts(line, problems);
        if (unknownRight) {
            problems.add(named(
                            "quantity-unknown",
                            line.rights.stream()
                                    .filter(right -> right.note().equals("quantity-unknown"))
                                    .toList(),
                            shortfall > 0
                                    ? Plain.text(
                                            "The quantity of some rights is not known; without them %s %s short.",
                                            shortfall, Plain.of(shortfall, "unit is", "units are"))
                                    : "The quantity of some rights is not known; the others suffice.")
                    .with(shortfall > 0 ? new String[] {String.valueOf(shortfall)} : new String[0]));
        }
        var negative = line.rights.stream()
                .filter(right -> right.note().equals("quantity-negative"))
                .toList();
        var reversed = line.rights.stream()
                .filter(right -> right.note().equals("term-reversed"))
                .toList();
        if (!reversed.isEmpty()) {
            problems.add(named("term-reversed", reversed, "Rights that end before they begin give nothing."));
        }
        addBaseProblems(line, problems);
        if (!negative.isEmpty()) {
            problems.add(named("quantity-negative", negative, "Rights with a negative quantity give nothing."));
        }
    }

    private void addBaseProblems(Line line, List<Problem> problems) {
        var circle = line.rights.stream()
                .filter(right -> rights.circles().contains(right.entitlement().id()))
                .toList();
        if (!circle.isEmpty()) {
            problems.add(named(
                    "base-circle",
                    circle,
                    "Rights that build on each other in a circle have no base and give nothing."));
        }
        var beyond = line.rights.stream()
                .filter(right ->
                        rights.beyondBase().containsKey(right.entitlement().id()))
                .toList();
        if (!beyond.isEmpty()) {
            long units = beyond.stream()
                    .collect(Collectors.toMap(
                            Right::base,
                            right -> rights.beyondBase()
                                    .getOrDefault(right.entitlement().id(), 0L),
                            Long::max))
                    .values()
                    .stream()
                    .mapToLong(Long::longValue)
                    .sum();
            problems.add(new Problem(
                    "upgrade-beyond-base",
                    units,
                    references(beyond),
                    Plain.text(
                            "Upgrades or step-ups have %s more than their base; beyond it they give nothing.",
                            units + Plain.of(units, " unit", " units"))));
        }
        var reversed = line.rights.stream()
                .filter(right -> RightsBuilder.isMaintenanceReversed(right.entitlement()))
                .toList();
        if (!reversed.isEmpty()) {
            problems.add(named(
                    "maintenance-reversed",
                    reversed,
                    "Maintenance that ends before the right begins reaches no later version."));
        }
    }

    private void addUnattached(Line line, boolean maintenance, List<Problem> problems) {
        var loose = new ArrayList<Right>();
        var units = Quantity.ZERO;
        for (var right : line.rights) {
            boolean isMaintenance = right.entitlement().kind() == RightKind.MAINTENANCE;
            if (isMaintenance
                    && maintenance
                    && rights.unattached().containsKey(right.entitlement().id())) {
                units = units.plus(
                        rights.unattached().getOrDefault(right.entitlement().id(), Quantity.ZERO));
                loose.add(right);
            } else if (!isMaintenance && !maintenance && right.note().equals("unattached")) {
                units = units.plus(right.entitlement().units());
                loose.add(right);
            }
        }
        if (!loose.isEmpty()) {
            long count = units instanceof Quantity.Known(var known) ? known.longValue() : loose.size();
            var what = maintenance ? "maintenance" : "upgrades or step-ups";
            problems.add(new Problem(
                            maintenance ? "unattached-maintenance" : "unattached-upgrade",
                            count,
                            references(loose),
                            units.equals(Quantity.of(1))
                                    ? "1 unit of %s is not attached to a usable base licence and gives nothing."
                                            .formatted(what)
                                    : "%s units of %s are not attached to a usable base licence and give nothing."
                                            .formatted(units.text(), what))
                    .with(
                            units instanceof Quantity.Known(var number)
                                    ? new String[] {number.toPlainString()}
                                    : new String[0]));
        }
    }

    private static void addLimit(Match.Limit limit, Pricing pricing, List<Problem> problems) {
        var unit = pricing.currency()
                .map(currency -> " " + currency.getCurrencyCode())
                .orElse(" units");
        problems.add(new Problem(
                        "solver-limit",
                        1,
                        List.of(),
                        "The best assignment could not be proved: this one puts %s%s at risk, none can put less than %s at risk."
                                .formatted(
                                        limit.reached().stripTrailingZeros().toPlainString(),
                                        unit,
                                        bound(limit.bound())))
                .with(Stream.concat(
                                Stream.of(limit.reached().stripTrailingZeros().toPlainString(), bound(limit.bound())),
                                pricing.currency().map(Currency::getCurrencyCode).stream())
                        .toArray(String[]::new)));
    }

    private static String bound(BigDecimal bound) {
        return bound.setScale(2, java.math.RoundingMode.FLOOR)
                .stripTrailingZeros()
                .toPlainString();
    }

    /// Versions, editions and terms of metrics that the rights' texts leave unknown.
    private void addUnknownTexts(Line line, List<Problem> problems) {
        var versions = line.pool.versions;
        var ofVersion = line.rights.stream()
                .filter(right -> !right.entitlement().version().isEmpty())
                .filter(right ->
                        versions.areKnown() && !versions.has(right.entitlement().version()))
                .toList();
        if (!ofVersion.isEmpty()) {
            problems.add(named(
                            "right-version-unknown",
                            ofVersion,
                            "The catalogue does not know the version of some rights (%s); they cover no other version until it is decided."
                                    .formatted(texts(
                                            ofVersion,
                                            right -> right.entitlement().version())))
                    .with(texts(ofVersion, right -> right.entitlement().version())));
        }
        var open = line.rights.stream()
                .filter(right -> right.isUsable() && context.covers().isVersionOpen(right.entitlement(), versions))
                .toList();
        if (!open.isEmpty()) {
            problems.add(
                    named(
                            "right-version-missing",
                            open,
                            "Some rights do not tell their version; they are taken for every version that is not known to be later than they are."));
        }
        var ofEdition = line.rights.stream()
                .filter(right -> !right.entitlement().edition().isEmpty())
                .filter(right -> line.pool
                        .definition
                        .flatMap(product -> product.edition(right.entitlement().edition()))
                        .isEmpty())
                .toList();
        if (!ofEdition.isEmpty() && line.pool.definition.isPresent()) {
            problems.add(named(
                            "right-edition-unknown",
                            ofEdition,
                            "The catalogue does not know the edition of some rights (%s); they cover no other edition until it is decided."
                                    .formatted(texts(
                                            ofEdition,
                                            right -> right.entitlement().edition())))
                    .with(texts(ofEdition, right -> right.entitlement().edition())));
        }
        var assumed = new TreeMap<String, List<Right>>();
        for (var right : line.rights) {
            var note = context.facts()
                    .notes()
                    .metricNotes()
                    .get(right.entitlement().id());
            if (note != null) {
                assumed.computeIfAbsent(note, _ -> new ArrayList<>()).add(right);
            }
        }
        assumed.forEach((note, rights) -> problems.add(named("metric-terms-assumed", rights, note)));
    }

    private static String texts(List<Right> rights, Function<Right, String> text) {
        return rights.stream()
                .map(text)
                .distinct()
                .sorted()
                .limit(MOST_EXAMPLES)
                .collect(Collectors.joining(", "));
    }

    private static Problem named(String code, List<Right> about, String message) {
        return new Problem(code, about.size(), references(about), message);
    }

    private static List<String> references(List<Right> about) {
        return about.stream()
                .map(right -> right.entitlement().reference())
                .sorted()
                .limit(MOST_EXAMPLES)
                .toList();
    }

    private Problem problem(String code, Collection<Integer> devices, String message) {
        var estate = context.estate();
        var names = devices.stream()
                .sorted(Comparator.comparingInt(device -> estate.rank[device]))
                .limit(MOST_EXAMPLES)
                .map(device -> estate.devices.get(device).name())
                .toList();
        return new Problem(code, devices.size(), names, message);
    }

    /// What of the line can be counted, for the end of a sentence; nothing where nothing can.
    private static String others(long net, long covered) {
        if (net == 0) {
            return "";
        }
        if (net == 1) {
            return covered == 1 ? "; the others need 1, which is covered" : "; the others need 1, which is not covered";
        }
        return Plain.text("; the others need %s, of which %s %s covered", net, covered, Plain.of(covered, "is", "are"));
    }

    private static String missing(String code, Line line, int count) {
        return switch (code) {
            case "host-unknown" -> Plain.of(count, "nobody knows its host", "nobody knows their hosts");
            default ->
                Plain.of(count, "its ", "their ")
                        + line.options.stream()
                                .map(option -> option.measure)
                                .filter(measure -> measure.missing().equals(code))
                                .findFirst()
                                .map(Measure::missingFact)
                                .orElse("measurement")
                        + " is not known";
        };
    }

    private static String consumers(String code, int count) {
        return "cores-unknown".equals(code) ? machines(count) : devices(count);
    }

    private static String machines(int count) {
        return count == 1 ? "1 machine" : count + " machines";
    }

    private static String devices(int count) {
        return count == 1 ? "1 device" : count + " devices";
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
