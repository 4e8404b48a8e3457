package app.assay.engine.reconcile;

import app.assay.domain.metric.Count;
import app.assay.domain.metric.Party;
import app.assay.domain.position.Trace.Consumer;
import app.assay.domain.position.Trace.ConsumerKind;
import app.assay.domain.position.Trace.Cover;
import app.assay.domain.position.Trace.Fact;
import app.assay.domain.value.Quantity;
import app.assay.engine.reconcile.demand.CountedDemand;
import app.assay.engine.reconcile.demand.Demand;
import app.assay.engine.reconcile.demand.GroupDemand;
import app.assay.engine.reconcile.index.EstateIndex;
import app.assay.engine.reconcile.match.Match;
import app.assay.engine.reconcile.pool.Context;
import app.assay.engine.reconcile.pool.Line;
import app.assay.work.Plain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Step 8 for a line whose metric counts all that use the product together: each person, device or peak with what it
/// needs and what covers it. The match works on needs; here its units are dealt out in the order of names.
final class CountedExplainer {

    private static final int NO_TITLE = -1;

    private final Context context;
    private final GroupDemand group;
    private final Match match;
    private final int[] partsInOrder;
    private final Line line;

    CountedExplainer(Context context, GroupDemand group, Match match, int[] partsInOrder, Line line) {
        this.context = context;
        this.group = group;
        this.match = match;
        this.partsInOrder = partsInOrder;
        this.line = line;
    }

    private record Asked(Count.Share share, String way) {}

    List<Consumer> consumers() {
        var ways = chosen();
        var together = new CountedDemand(context, group);
        var byNeed = new TreeMap<Integer, List<Asked>>();
        var elsewhere = new ArrayList<Consumer>();
        for (int number = 0; number < group.counted.size(); number++) {
            var way = ways.get(number);
            if (way == null) {
                continue; // of another pool
            }
            var taken = group.counted.get(number).ways().get(way);
            for (var share : taken.shares()) {
                if (share.metric().equals(line.code)) {
                    byNeed.computeIfAbsent(together.needOf(line, share), _ -> new ArrayList<>())
                            .add(new Asked(share, taken.label()));
                }
            }
            if (taken.shares().stream().noneMatch(share -> share.metric().equals(line.code))) {
                elsewhere.addAll(licensedElsewhere(number, taken));
            }
        }
        var consumers = new ArrayList<>(elsewhere);
        byNeed.forEach((need, asked) -> deal(need, asked, consumers));
        return consumers;
    }

    /// By group of the line's pool: the way that the match chose.
    private Map<Integer, Integer> chosen() {
        var chosen = new HashMap<Integer, Integer>();
        for (int need = 0; need < group.demand.needs.size(); need++) {
            if (group.demand.needs.get(need).line().pool == line.pool) {
                for (var member : group.demand.members.get(need)) {
                    if (member.kind() == ConsumerKind.SITE) {
                        chosen.put(member.number(), 0);
                    }
                }
            }
        }
        for (int number = 0; number < group.demand.classes.size(); number++) {
            var consumers = group.demand.classes.get(number);
            boolean isOurs = consumers.ways.stream()
                    .flatMap(way -> way.needs().stream())
                    .anyMatch(need -> group.demand.needs.get(need).line().pool == line.pool);
            var members = consumers.members.stream()
                    .filter(member -> isOurs && member.kind() == ConsumerKind.SITE)
                    .sorted(Comparator.comparingInt(Demand.Member::number))
                    .toList();
            int next = 0;
            long[] counts = match.ways().get(number);
            for (int place = 0; place < counts.length && !members.isEmpty(); place++) {
                for (long taken = 0; taken < counts[place]; taken++) {
                    int counted = members.get(next++).number();
                    chosen.put(counted, place); // ways keep their order
                }
            }
        }
        return chosen;
    }

    private void deal(int need, List<Asked> asked, List<Consumer> consumers) {
        asked.sort(Comparator.comparing((Asked one) -> one.share().name())
                .thenComparing(one -> id(one.share()))
                .thenComparing(Asked::way));
        int place = 0;
        long left = partsInOrder.length == 0 ? 0 : match.flow().flow(partsInOrder[0], need);
        for (var one : asked) {
            long open = one.share().units();
            var covers = new ArrayList<Cover>();
            while (open > 0 && place < partsInOrder.length) {
                if (left == 0) {
                    place++;
                    left = place < partsInOrder.length ? match.flow().flow(partsInOrder[place], need) : 0;
                    continue;
                }
                long some = Math.min(open, left);
                var part = group.built.parts.get(partsInOrder[place]);
                covers.add(new Cover(
                        part.entitlement().id().toString(),
                        part.entitlement().reference(),
                        Quantity.of(some),
                        "the right is for this product"));
                open -= some;
                left -= some;
            }
            consumers.add(consumer(one, covers, open));
        }
    }

    private Consumer consumer(Asked asked, List<Cover> covers, long open) {
        var share = asked.share();
        var rules = new ArrayList<String>();
        rules.add("counted by " + line.metric.text());
        if (!asked.way().isEmpty()) {
            rules.add("way chosen: " + asked.way());
        }
        var needs = Plain.text(
                "%s needs %s", share.name(), share.units() + Plain.of(share.units(), " licence", " licences"));
        var names = String.join(
                ", ",
                covers.stream()
                        .map(cover -> "%s of %s".formatted(cover.units().text(), cover.reference()))
                        .toList());
        var why = covers.isEmpty()
                ? needs + "; no right that can be used covers it."
                : open == 0
                        ? "%s; covered by %s.".formatted(needs, names)
                        : Plain.text("%s; %s cover part of it, %s short.", needs, names, open);
        return new Consumer(
                kind(share),
                id(share),
                share.name(),
                unitName(share),
                Quantity.of(share.units()),
                "",
                facts(share),
                rules,
                covers,
                Quantity.of(open),
                why);
    }

    /// Who would be counted here, had the match not licensed the group in the other way.
    private List<Consumer> licensedElsewhere(int number, Count.Way taken) {
        var others = new ArrayList<Consumer>();
        for (var way : group.counted.get(number).ways()) {
            for (var share : way.shares()) {
                if (share.metric().equals(line.code)
                        && others.stream().noneMatch(known -> known.id().equals(id(share)))) {
                    others.add(new Consumer(
                            kind(share),
                            id(share),
                            share.name(),
                            unitName(share),
                            Quantity.ZERO,
                            "alternative",
                            facts(share),
                            List.of("way chosen: " + taken.label()),
                            List.of(),
                            Quantity.ZERO,
                            "%s is licensed in another way: %s.".formatted(share.name(), taken.label())));
                }
            }
        }
        return others;
    }

    private static List<Fact> facts(Count.Share share) {
        return share.facts().stream()
                .map(fact -> new Fact(
                        fact.substring(0, Math.max(0, fact.indexOf(": "))),
                        fact.substring(fact.indexOf(": ") < 0 ? 0 : fact.indexOf(": ") + 2),
                        NO_TITLE))
                .toList();
    }

    private static ConsumerKind kind(Count.Share share) {
        return share.holder()
                .map(party -> party.isPerson() ? ConsumerKind.USER : ConsumerKind.DEVICE)
                .orElse(ConsumerKind.SITE);
    }

    private static String id(Count.Share share) {
        return share.holder().map(Party::id).map(Object::toString).orElse(share.name());
    }

    private String unitName(Count.Share share) {
        return share.holder()
                .flatMap(Party::unit)
                .map(unit -> context.estate().unitNumber(java.util.Optional.of(unit)))
                .filter(number -> number != EstateIndex.NONE)
                .map(number -> context.estate().unitName(number))
                .orElse("");
    }
}
