package app.assay.engine.reconcile.programme;

import app.assay.engine.reconcile.demand.Demand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The choices that the classes of consumers have, each once.
///
/// What all ways of a class need alike has no say in the choice: only what each needs more or less than the first one.
/// Classes that are alike in that are one choice of more consumers. A way that needs no less of anything than one
/// before it in its class is never taken: the one before is preferred at the same price.
final class Choices {

    /// What a way needs more than the first way of its class, less where negative.
    ///
    /// @param needs numbers of needs, ascending
    /// @param units units of each, never zero
    record Change(List<Integer> needs, List<Long> units) {

        private static Change of(Demand.Way first, Demand.Way other) {
            var difference = new TreeMap<Integer, Long>();
            add(other, 1, difference);
            add(first, -1, difference);
            difference.values().removeIf(units -> units == 0);
            return new Change(List.copyOf(difference.keySet()), List.copyOf(difference.values()));
        }

        private static void add(Demand.Way way, int sign, Map<Integer, Long> into) {
            for (int part = 0; part < way.needs().size(); part++) {
                into.merge(way.needs().get(part), sign * way.units().get(part), Long::sum);
            }
        }

        /// Whether this needs no less of anything than another one.
        private boolean needsAllOf(Change other) {
            var more = new TreeMap<Integer, Long>();
            for (int part = 0; part < needs.size(); part++) {
                more.merge(needs.get(part), units.get(part), Long::sum);
            }
            for (int part = 0; part < other.needs.size(); part++) {
                more.merge(other.needs.get(part), -other.units.get(part), Long::sum);
            }
            return more.values().stream().allMatch(units -> units >= 0);
        }
    }

    private record Alike(List<Change> changes, List<Integer> places) {}

    /// A choice of so many consumers.
    static final class Choice {

        /// By way after the first.
        final List<Change> changes;

        /// Places in their classes of all ways, the first among them; a smaller one is preferred.
        final List<Integer> places;

        long count;
        private final List<Integer> members = new ArrayList<>();

        private Choice(Alike alike) {
            changes = alike.changes();
            places = alike.places();
        }

        /// Ways that may be taken, the first among them.
        int ways() {
            return 1 + changes.size();
        }
    }

    private final List<Demand.ConsumerClass> classes;
    final List<Choice> all;

    Choices(List<Demand.ConsumerClass> classes) {
        this.classes = classes;
        var alike = new LinkedHashMap<Alike, Choice>();
        for (int number = 0; number < classes.size(); number++) {
            var ways = classes.get(number).ways;
            var changes = new ArrayList<Change>();
            var places = new ArrayList<Integer>(List.of(0));
            var taken = new ArrayList<Change>(List.of(new Change(List.of(), List.of())));
            for (int place = 1; place < ways.size(); place++) {
                var change = Change.of(ways.getFirst(), ways.get(place));
                if (taken.stream().noneMatch(change::needsAllOf)) {
                    taken.add(change);
                    changes.add(change);
                    places.add(place);
                }
            }
            var choice = alike.computeIfAbsent(new Alike(List.copyOf(changes), List.copyOf(places)), Choice::new);
            choice.count += classes.get(number).count;
            choice.members.add(number);
        }
        all = List.copyOf(alike.values());
    }

    /// Everybody's first way.
    List<long[]> first() {
        var counts = new ArrayList<long[]>();
        for (var choice : all) {
            long[] some = new long[choice.ways()];
            some[0] = choice.count;
            counts.add(some);
        }
        return counts;
    }

    /// The ways of the classes: each takes what is left of those of its choice, one class after another.
    ///
    /// @param counts by choice: how many consumers take each way
    List<long[]> ofClasses(List<long[]> counts) {
        long[][] ways = new long[classes.size()][];
        for (int number = 0; number < all.size(); number++) {
            long[] left = counts.get(number).clone();
            int way = 0;
            for (int member : all.get(number).members) {
                var consumers = classes.get(member);
                long[] own = new long[consumers.ways.size()];
                long open = consumers.count;
                while (open > 0) {
                    long some = Math.min(open, left[way]);
                    own[all.get(number).places.get(way)] += some;
                    left[way] -= some;
                    open -= some;
                    if (open > 0) {
                        way++;
                    }
                }
                ways[member] = own;
            }
        }
        return List.of(ways);
    }
}
