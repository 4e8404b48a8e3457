package app.assay.engine.reconcile.demand;

import app.assay.domain.metric.Count;
import app.assay.domain.metric.CountedMetric;
import app.assay.domain.metric.MetricTerms;
import app.assay.domain.metric.Party;
import app.assay.domain.position.Problem;
import app.assay.domain.position.Trace.ConsumerKind;
import app.assay.engine.reconcile.index.EstateIndex;
import app.assay.engine.reconcile.index.Selection;
import app.assay.engine.reconcile.index.Versions;
import app.assay.engine.reconcile.measure.CountedMeasure;
import app.assay.engine.reconcile.measure.Measure;
import app.assay.engine.reconcile.pool.Context;
import app.assay.engine.reconcile.pool.Eligibility;
import app.assay.engine.reconcile.pool.Installs;
import app.assay.engine.reconcile.pool.Line;
import app.assay.engine.reconcile.pool.Option;
import app.assay.engine.reconcile.pool.Pool;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Steps 3 and 4 for lines whose metric counts all that use the product together: measured again after each reduction,
/// ways of a group left open for the match.
///
/// Such rights serve their own lines alone. Where a product has rights by another metric besides, nobody can tell which
/// use is licensed by which, so neither line is computed.
public final class CountedDemand {

    private final Context context;
    private final GroupDemand group;
    private @Nullable Map<Integer, List<Integer>> devicesOfUsers;

    public CountedDemand(Context context, GroupDemand group) {
        this.context = context;
        this.group = group;
    }

    private static boolean isCounted(Line line) {
        return line.option().measure.level() == Measure.Level.COUNTED;
    }

    private static CountedMetric metricOf(Option option) {
        return ((CountedMeasure) option.measure).metric().metric();
    }

    private static MetricTerms termsOf(Option option) {
        return ((CountedMeasure) option.measure).metric().terms();
    }

    /// Measures all such lines of the group; the others have been.
    public void demand() {
        group.built.pools.forEach(this::demand);
    }

    private void demand(Pool pool) {
        var families = new TreeMap<String, List<Line>>();
        for (var line : pool.lines) {
            if (line.open && isCounted(line)) {
                families.computeIfAbsent(metricOf(line.option()).family(), _ -> new ArrayList<>())
                        .add(line);
            }
        }
        if (families.isEmpty()) {
            return;
        }
        boolean isMixed = families.size() > 1
                || pool.lines.stream()
                        .anyMatch(line -> line.open
                                && !isCounted(line)
                                && line.option().measure.level() != Measure.Level.NONE);
        if (isMixed) {
            for (var line : pool.lines) {
                if (line.open) {
                    untold(
                            line,
                            new Count.Note(
                                    "metrics-mixed",
                                    1,
                                    List.of(),
                                    "There are rights by several metrics, and nothing tells which use is licensed by which:"
                                            + " it cannot be said what each of them must cover."));
                }
            }
            return;
        }
        families.values().forEach(lines -> demand(pool, lines));
    }

    private void untold(Line line, Count.Note note) {
        var counted = group.of(line);
        counted.untold = note.code();
        tell(counted, note);
    }

    private static void tell(LineDemand counted, Count.Note note) {
        counted.told.add(new Problem(note.code(), note.count(), note.examples(), note.message()));
    }

    private void demand(Pool pool, List<Line> lines) {
        for (var line : lines) {
            if (line.options.size() > 1) {
                untold(
                        line,
                        new Count.Note(
                                "terms-differ",
                                line.options.size(),
                                line.options.stream()
                                        .map(option -> option.metric.text())
                                        .toList(),
                                "The rights of this line have different terms, and nothing tells which use is licensed by which."));
            }
        }
        if (lines.stream().anyMatch(line -> line.options.size() > 1)) {
            lines.stream()
                    .filter(line -> line.options.size() == 1)
                    .forEach(line -> untold(
                            line,
                            new Count.Note(
                                    "terms-differ",
                                    1,
                                    List.of(),
                                    "Rights that can be used in place of these have different terms.")));
            return;
        }
        var installs = group.installs(pool);
        for (var line : lines) {
            measureGross(pool, installs, line);
        }
        var offered = new TreeMap<String, MetricTerms>();
        lines.forEach(line -> offered.put(line.code, termsOf(line.option())));
        var count = count(lines.getFirst(), pool, installs, Selection.COUNTED, offered);
        for (var line : lines) {
            var counted = group.of(line);
            count.remarks().forEach(note -> tell(counted, note));
            count.missing().forEach(note -> untold(line, note));
        }
        var byCode = new HashMap<String, Line>();
        lines.forEach(line -> byCode.put(line.code, line));
        for (var one : count.groups()) {
            take(byCode, one);
            if (!one.isAll()) {
                lines.forEach(line -> group.of(line).waysLeftOut = true);
            }
        }
    }

    private Count count(Line line, Pool pool, Installs installs, int fromStep, Map<String, MetricTerms> offered) {
        var devices = devicesOfUsers;
        if (devices == null) {
            devices = PoolFacts.devicesOfUsers(context.estate(), context.selection());
            devicesOfUsers = devices;
        }
        return metricOf(line.option()).count(new PoolFacts(context, pool, installs, fromStep, devices), offered);
    }

    // Gross, by the line's own metric

    private void measureGross(Pool pool, Installs installs, Line line) {
        var counted = group.of(line);
        var offered = Map.of(line.code, termsOf(line.option()));
        var steps = new TreeSet<Integer>();
        for (int step : installs.step) {
            steps.add(step);
        }
        for (int device = 0; device < context.selection().step.length; device++) {
            if (context.selection().inScope[device]) {
                steps.add(context.selection().step[device]);
            }
        }
        steps.remove(Selection.COUNTED);
        var before = count(line, pool, installs, 0, offered);
        for (int step : steps) {
            var after = count(line, pool, installs, step + 1, offered);
            if (after.missing().isEmpty() && before.missing().isEmpty()) {
                counted.add(step, units(before) - units(after));
            } else if (!before.missing().isEmpty() && after.missing().isEmpty()) {
                counted.unknownByStep[step] = true;
            }
            before = after;
        }
        if (before.missing().isEmpty()) {
            counted.add(Selection.COUNTED, units(before));
        } else {
            counted.grossUntold = true;
        }
    }

    private static long units(Count count) {
        return count.groups().stream()
                .flatMap(one -> one.ways().getFirst().shares().stream())
                .mapToLong(Count.Share::units)
                .sum();
    }

    // Demand

    private void take(Map<String, Line> lines, Count.Group one) {
        int number = group.counted.size();
        group.counted.add(one);
        var ways = new ArrayList<Demand.Way>();
        for (var way : one.ways()) {
            var units = new TreeMap<Integer, Long>();
            for (var share : way.shares()) {
                var line = lines.get(share.metric());
                if (line != null && share.units() > 0) {
                    int need = needOf(line, share);
                    units.merge(need, share.units(), Long::sum);
                }
            }
            ways.add(new Demand.Way(List.copyOf(units.keySet()), List.copyOf(units.values()), way.label(), Map.of()));
        }
        group.take(ways, new Demand.Member(ConsumerKind.SITE, number, 0, new int[0]));
    }

    /// The need of a share: the parts that may cover it by edition, version, unit and bound device.
    public int needOf(Line line, Count.Share share) {
        var pool = line.pool;
        var installs = group.installs(pool);
        var option = line.option();
        var allowed = group.eligibility(option);
        var estate = context.estate();
        int user = number(share, true);
        int device = number(share, false);
        int unit = user != EstateIndex.NONE
                ? estate.userUnit[user]
                : device != EstateIndex.NONE ? estate.unit[device] : EstateIndex.NONE;
        var edition = pool.editions.size() == 1 ? pool.editions.getFirst() : "";
        var parts = allowed.ofAssignment(edition, unit, device);
        if (share.serverProduct().isEmpty() || share.serverProduct().equals(pool.product)) {
            restrictToVariants(parts, installs, allowed, share.servers());
        } else {
            restrictToReleases(parts, option, share);
        }
        return group.demand.need(option, edition, parts);
    }

    private int number(Count.Share share, boolean person) {
        var id = share.holder().filter(party -> party.isPerson() == person).map(Party::id);
        return person ? context.estate().userNumber(id) : context.estate().deviceNumber(id);
    }

    /// Leaves the parts that are for every edition and version found on the servers.
    private void restrictToVariants(BitSet parts, Installs installs, Eligibility allowed, java.util.Set<UUID> servers) {
        if (servers.isEmpty()) {
            return;
        }
        for (int place = 0; place < installs.count(); place++) {
            if (installs.step[place] == Selection.COUNTED
                    && servers.contains(
                            context.estate().devices.get(installs.device[place]).id())) {
                for (int variant : installs.sets.of(installs.set[place])) {
                    parts.and(allowed.partsOf(variant));
                }
            }
        }
    }

    /// Leaves the parts whose version is not earlier than those of the other product on the servers.
    private void restrictToReleases(BitSet parts, Option option, Count.Share share) {
        var versions = new Versions(context.facts().catalogue().product(share.serverProduct()));
        var releases = new TreeSet<String>(versions);
        for (var title : context.software().titlesOf(share.serverProduct())) {
            for (int device : title.devices()) {
                if (!title.release().isEmpty()
                        && share.servers()
                                .contains(context.estate().devices.get(device).id())) {
                    releases.add(title.release());
                }
            }
        }
        if (releases.isEmpty()) {
            return;
        }
        var asAt = context.selection().settings.asAt();
        for (int place = 0; place < option.parts.size(); place++) {
            var part = option.parts.get(place);
            var own = part.entitlement().version();
            boolean serves = own.isEmpty()
                    || part.isMaintained(asAt)
                    || (versions.has(own) && versions.compare(own, releases.last()) >= 0);
            if (!serves) {
                parts.clear(option.partNumbers[place]);
            }
        }
    }
}
