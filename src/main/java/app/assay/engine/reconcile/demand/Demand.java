package app.assay.engine.reconcile.demand;

import app.assay.domain.position.Trace.ConsumerKind;
import app.assay.engine.reconcile.pool.Line;
import app.assay.engine.reconcile.pool.Option;
import app.assay.engine.reconcile.pool.Pricing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Aggregated demand of one group: how many units are needed from which set of parts, and classes of like consumers
/// that
/// may be licensed in several ways.
public final class Demand {

    /// Units that the same parts may cover, in one line, and what a unit costs that nothing covers.
    public record NeedKey(Line line, BitSet parts, Pricing pricing) {}

    /// One way to license a consumer: units of several needs, all of which it takes.
    ///
    /// @param needs numbers of needs, ascending, each once
    /// @param units units of each
    /// @param label in plain words
    /// @param bySuite lines whose items a suite covers in this way, with the units that they would have needed
    public record Way(List<Integer> needs, List<Long> units, String label, Map<Line, Long> bySuite) {

        /// Of what tells ways apart nearly always; ways are looked up by the thousand.
        @Override
        public int hashCode() {
            return 31 * needs.hashCode() + units.hashCode();
        }
    }

    /// Consumers that are alike in everything that matters, and their ways.
    public static final class ConsumerClass {
        public final List<Way> ways;
        public long count;
        public final List<Member> members = new ArrayList<>();

        ConsumerClass(List<Way> ways) {
            this.ways = ways;
        }

        String text() {
            var text = new StringBuilder();
            for (var way : ways) {
                text.append(way.label());
                for (int part = 0; part < way.needs().size(); part++) {
                    text.append(' ')
                            .append(way.needs().get(part))
                            .append('*')
                            .append(way.units().get(part));
                }
                text.append(';');
            }
            return text.toString();
        }
    }

    /// A consumer of a class or a need; kept only when a trace is wanted.
    ///
    /// @param number of the device, host, user or assignment
    /// @param devices devices that it stands for
    @SuppressWarnings("ArrayRecordComponent") // never compared nor handed out
    public record Member(ConsumerKind kind, int number, long units, int[] devices) {}

    public final List<NeedKey> needs = new ArrayList<>();
    public final List<List<Member>> members = new ArrayList<>();
    public final List<ConsumerClass> classes = new ArrayList<>();
    private final Map<NeedKey, Integer> numbers = new HashMap<>();
    private final Map<List<Way>, ConsumerClass> classesByWays = new HashMap<>();
    private long[] fixed = new long[16];
    private final boolean tracing;

    public Demand(boolean tracing) {
        this.tracing = tracing;
    }

    boolean isTracing() {
        return tracing;
    }

    /// The number of a need; parts must not be changed afterwards.
    public int need(Line line, BitSet parts) {
        return need(new NeedKey(line, parts, line.offers().of(Optional.empty(), "", parts)));
    }

    /// The number of a need that is counted by an option.
    ///
    /// @param edition that is needed; empty when it is not known
    public int need(Option option, String edition, BitSet parts) {
        return need(
                new NeedKey(option.line, parts, option.line.offers().of(Optional.of(option.metric), edition, parts)));
    }

    private int need(NeedKey key) {
        var known = numbers.get(key);
        if (known != null) {
            return known;
        }
        int number = needs.size();
        needs.add(key);
        members.add(new ArrayList<>());
        numbers.put(key, number);
        if (number == fixed.length) {
            fixed = Arrays.copyOf(fixed, 2 * number);
        }
        return number;
    }

    /// Demand without alternatives.
    public void add(int need, long units) {
        fixed[need] += units;
    }

    void member(int need, Member member) {
        members.get(need).add(member);
    }

    public long fixed(int need) {
        return fixed[need];
    }

    /// A consumer with one or several ways; the same ways make the same class.
    public ConsumerClass consumers(List<Way> ways, long count) {
        var found = classesByWays.computeIfAbsent(ways, key -> {
            var consumers = new ConsumerClass(key);
            classes.add(consumers);
            return consumers;
        });
        found.count += count;
        return found;
    }

    /// Puts needs and classes in an order of their own: they were met in the order of devices, and nothing may
    /// depend on it.
    public void sort() {
        var order = new Integer[needs.size()];
        Arrays.setAll(order, need -> need);
        Arrays.sort(
                order,
                Comparator.<Integer, String>comparing(need -> needs.get(need).line().id)
                        .thenComparing(need -> needs.get(need).parts(), Demand::compareBits)
                        .thenComparing(need -> needs.get(need).pricing().toString()));
        int[] places = new int[order.length];
        var sortedNeeds = new ArrayList<NeedKey>();
        var sortedMembers = new ArrayList<List<Member>>();
        long[] sortedFixed = new long[Math.max(1, order.length)];
        for (int place = 0; place < order.length; place++) {
            places[order[place]] = place;
            sortedNeeds.add(needs.get(order[place]));
            sortedMembers.add(members.get(order[place]));
            sortedFixed[place] = fixed[order[place]];
        }
        replace(needs, sortedNeeds);
        replace(members, sortedMembers);
        fixed = sortedFixed;
        numbers.clear();
        for (int place = 0; place < sortedNeeds.size(); place++) {
            numbers.put(sortedNeeds.get(place), place);
        }
        var sortedClasses = new ArrayList<ConsumerClass>();
        for (var consumers : classes) {
            var renumbered = new ConsumerClass(
                    consumers.ways.stream().map(way -> renumber(way, places)).toList());
            renumbered.count = consumers.count;
            renumbered.members.addAll(consumers.members);
            sortedClasses.add(renumbered);
        }
        // Each text once: comparing would make it again for every comparison.
        var texts = new IdentityHashMap<ConsumerClass, String>();
        sortedClasses.forEach(consumers -> texts.put(consumers, consumers.text()));
        sortedClasses.sort(Comparator.comparing(texts::get));
        replace(classes, sortedClasses);
        classesByWays.clear();
    }

    private static <T> void replace(List<T> list, List<T> with) {
        list.clear();
        list.addAll(with);
    }

    private static Way renumber(Way way, int[] places) {
        var units = new TreeMap<Integer, Long>();
        for (int part = 0; part < way.needs().size(); part++) {
            units.put(places[way.needs().get(part)], way.units().get(part));
        }
        return new Way(List.copyOf(units.keySet()), List.copyOf(units.values()), way.label(), way.bySuite());
    }

    /// Sets by their smallest member that the other does not have.
    public static int compareBits(BitSet left, BitSet right) {
        var differing = (BitSet) left.clone();
        differing.xor(right);
        int first = differing.nextSetBit(0);
        return first < 0 ? 0 : left.get(first) ? -1 : 1;
    }
}
