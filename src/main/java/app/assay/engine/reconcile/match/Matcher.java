package app.assay.engine.reconcile.match;

import app.assay.domain.entitlement.Entitlement;
import app.assay.engine.reconcile.demand.Demand;
import app.assay.engine.reconcile.index.EstateIndex;
import app.assay.engine.reconcile.programme.CoverFlow;
import app.assay.engine.reconcile.programme.WayProgramme;
import app.assay.engine.reconcile.right.Part;
import app.assay.engine.reconcile.right.Right;
import app.assay.engine.reconcile.right.RightsBuilder;
import app.assay.work.Progress;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Step 6: the best choice of alternatives and assignment of rights together, for one group.
///
/// Best means: least money at risk; then the most restrictive right and the one that ends soonest is used up first,
/// then by
/// reference and UUID. Rights bound to a device come first in that order and can serve nothing else. Where no
/// alternative is
/// open the answer is a flow in whole numbers; where some are, an integer programme chooses them and the flow is
/// computed
/// for its choice. An answer that was not proved best is never passed off as such: the match carries the bound.
public final class Matcher {

    private final List<Right> rights;
    private final List<Part> parts;
    private final Demand demand;
    private final int[] preference;
    private final BigDecimal[] weight;
    private final Integer[] order;
    private final Progress progress;

    /// @param weights what a unit of each need puts at risk
    /// @param progress asked again and again whether to end
    public Matcher(
            EstateIndex estate,
            List<Right> rights,
            List<Part> parts,
            Demand demand,
            Function<Demand.NeedKey, BigDecimal> weights,
            Progress progress) {
        this.progress = progress;
        this.rights = rights;
        this.parts = parts;
        this.demand = demand;
        this.preference = preference(estate, parts);
        weight = new BigDecimal[demand.needs.size()];
        order = new Integer[demand.needs.size()];
        for (int need = 0; need < weight.length; need++) {
            weight[need] = weights.apply(demand.needs.get(need));
            order[need] = need;
        }
        Arrays.sort(
                order,
                Comparator.<Integer, BigDecimal>comparing(need -> weight[need])
                        .reversed()
                        .thenComparing(need -> demand.needs.get(need).line().id)
                        .thenComparing(need -> demand.needs.get(need).parts(), Demand::compareBits)
                        .thenComparing(need -> demand.needs.get(need).pricing().toString()));
    }

    private static int[] preference(EstateIndex estate, List<Part> parts) {
        var numbers = new Integer[parts.size()];
        for (int number = 0; number < numbers.length; number++) {
            numbers[number] = number;
        }
        Arrays.sort(
                numbers,
                Comparator.<Integer, Part>comparing(parts::get, byRestriction(estate))
                        .thenComparingInt(number -> number));
        int[] places = new int[numbers.length];
        for (int place = 0; place < numbers.length; place++) {
            places[numbers[place]] = place;
        }
        return places;
    }

    private static Comparator<Part> byRestriction(EstateIndex estate) {
        return Comparator.comparing((Part part) -> part.boundDevice().isEmpty())
                .thenComparing(part -> part.unit().isEmpty())
                .thenComparingInt(part -> -estate.depth(estate.unitNumber(part.unit())))
                .thenComparing(Part::isUnlimited)
                .thenComparingInt(part -> versions(part.entitlement()))
                .thenComparingInt(part -> editions(part.entitlement()))
                .thenComparing(part -> RightsBuilder.consumesBase(part.entitlement()))
                .thenComparing(part -> part.entitlement().term().last().orElse(LocalDate.MAX))
                .thenComparing(part -> part.maintainedUntil().isPresent())
                .thenComparing(part -> part.maintainedUntil().orElse(LocalDate.MAX))
                .thenComparing(part -> part.entitlement().reference())
                .thenComparing(part -> part.entitlement().id());
    }

    private static int versions(Entitlement entitlement) {
        if (entitlement.version().isEmpty()) {
            return 3;
        }
        return switch (entitlement.versionCover()) {
            case EXACT -> 0;
            case AND_EARLIER -> 1;
            case ANY -> 2;
        };
    }

    private static int editions(Entitlement entitlement) {
        return entitlement.edition().isEmpty()
                ? Integer.MAX_VALUE
                : entitlement.editionsCovered().size();
    }

    public Match match() {
        var first = new ArrayList<long[]>();
        boolean open = false;
        for (var consumers : demand.classes) {
            long[] counts = new long[consumers.ways.size()];
            counts[0] = consumers.count;
            first.add(counts);
            open |= counts.length > 1;
        }
        var plain = flow(first, Optional.empty());
        if (!open) {
            return plain;
        }
        var risk = risk(plain);
        if (risk.signum() == 0) {
            return plain;
        }
        var outcome = new WayProgramme(
                        rights, parts, demand, weight, ways -> risk(flow(ways, Optional.empty())), progress)
                .solve();
        var limit = outcome.isProved()
                ? Optional.<Match.Limit>empty()
                : Optional.of(new Match.Limit(outcome.risk(), outcome.bound()));
        return flow(outcome.ways(), limit);
    }

    private Match flow(List<long[]> ways, Optional<Match.Limit> limit) {
        long[] units = new long[demand.needs.size()];
        for (int need = 0; need < units.length; need++) {
            units[need] = demand.fixed(need);
        }
        for (int number = 0; number < ways.size(); number++) {
            var consumers = demand.classes.get(number);
            long[] counts = ways.get(number);
            for (int place = 0; place < counts.length; place++) {
                var way = consumers.ways.get(place);
                for (int part = 0; part < way.needs().size(); part++) {
                    units[way.needs().get(part)] += counts[place] * way.units().get(part);
                }
            }
        }
        var flow = new CoverFlow(rights, parts, preference, demand.needs);
        for (int need : order) {
            flow.serve(need, units[need]);
        }
        return new Match(units, ways, flow, limit);
    }

    private BigDecimal risk(Match match) {
        var risk = BigDecimal.ZERO;
        for (int need = 0; need < weight.length; need++) {
            long open = match.demand()[need] - match.flow().covered(need);
            if (open > 0) {
                risk = risk.add(weight[need].multiply(BigDecimal.valueOf(open)));
            }
        }
        return risk;
    }

    /// Numbers of parts in the order in which they are used up.
    public static int[] inOrder(EstateIndex estate, List<Part> parts) {
        int[] places = preference(estate, parts);
        int[] sorted = new int[places.length];
        for (int part = 0; part < sorted.length; part++) {
            sorted[places[part]] = part;
        }
        return sorted;
    }
}
