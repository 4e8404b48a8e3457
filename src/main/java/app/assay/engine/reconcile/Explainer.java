package app.assay.engine.reconcile;

import app.assay.domain.position.LineSentences;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.Trace;
import app.assay.domain.position.Trace.Consumer;
import app.assay.domain.position.Trace.ConsumerKind;
import app.assay.domain.position.Trace.Cover;
import app.assay.domain.position.Trace.Fact;
import app.assay.domain.value.Quantity;
import app.assay.engine.reconcile.demand.Demand;
import app.assay.engine.reconcile.demand.GroupDemand;
import app.assay.engine.reconcile.index.EstateIndex;
import app.assay.engine.reconcile.index.Selection;
import app.assay.engine.reconcile.match.Match;
import app.assay.engine.reconcile.match.Matcher;
import app.assay.engine.reconcile.measure.CoreMeasure;
import app.assay.engine.reconcile.measure.Measure;
import app.assay.engine.reconcile.measure.ProcessorMeasure;
import app.assay.engine.reconcile.pool.Context;
import app.assay.engine.reconcile.pool.Installs;
import app.assay.engine.reconcile.pool.Line;
import app.assay.engine.reconcile.pool.Pool;
import app.assay.engine.reconcile.right.Covers;
import app.assay.engine.reconcile.right.Part;
import app.assay.engine.reconcile.right.RightsBuilder;
import app.assay.work.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Step 8: why a line says what it says, for every consumer, counted or not.
///
/// The match works on classes of like consumers; here its units are dealt out to single ones, in the order of their
/// names
/// and of the rights' use, so that the same facts always name the same right for the same consumer.
final class Explainer {

    private static final int NO_TITLE = -1;
    private static final int[] NOTHING = {};

    private final Context context;
    private final EstateIndex estate;
    private final GroupDemand group;
    private final RightsBuilder.Rights rights;
    private final Match match;
    private final int[] partsInOrder;
    private final Line line;

    Explainer(Context context, GroupDemand group, RightsBuilder.Rights rights, Match match, Line line) {
        this.context = context;
        this.estate = context.estate();
        this.group = group;
        this.rights = rights;
        this.match = match;
        this.partsInOrder = Matcher.inOrder(estate, group.built.parts);
        this.line = line;
    }

    /// Who it is.
    private record Key(ConsumerKind kind, int number) {}

    /// What one consumer needs and gets in the line.
    private static final class Dealt {
        final int[] devices;
        long units;
        long covered;
        String way = "";
        final Map<Integer, Long> parts = new LinkedHashMap<>();

        Dealt(int[] devices) {
            this.devices = devices;
        }
    }

    Trace explain(PositionLine result) {
        var found = group.installs(line.pool);
        var titles = titlesByDevice(line.pool);
        var variants = new HashMap<Integer, int[]>();
        for (int place = 0; place < found.count(); place++) {
            variants.put(found.device[place], found.sets.of(found.set[place]));
        }
        var consumers = new ArrayList<Consumer>();
        boolean isCounted = line.option().measure.level() == Measure.Level.COUNTED;
        if (isCounted) {
            consumers.addAll(new CountedExplainer(context, group, match, partsInOrder, line).consumers());
        }
        var dealt = isCounted ? Map.<Key, Dealt>of() : deal(line);
        dealt.forEach((key, one) -> consumers.add(counted(line, key, one, titles, variants)));
        var shown = new HashSet<Integer>();
        dealt.forEach((key, one) -> {
            for (int device : one.devices) {
                shown.add(device);
            }
        });
        if (line.open) {
            consumers.addAll(moved(line, dealt.keySet(), shown, titles, variants));
            consumers.addAll(unknown(line, shown, titles, variants));
            consumers.addAll(unassigned(line, shown, titles, variants));
            consumers.addAll(reduced(line, found, titles));
            consumers.addAll(reducedAssignments(line));
        }
        consumers.sort(Comparator.comparing(Consumer::name)
                .thenComparing(Consumer::id)
                .thenComparing(Consumer::kind)
                .thenComparing(Consumer::notCounted));
        return new Trace(result, consumers, LineSentences.of(result));
    }

    // Dealing the match out

    private Map<Key, Dealt> deal(Line line) {
        var dealt = new LinkedHashMap<Key, Dealt>();
        var requests = new HashMap<Integer, List<Request>>();
        for (int need = 0; need < group.demand.needs.size(); need++) {
            if (group.demand.needs.get(need).line() == line) {
                for (var member : group.demand.members.get(need)) {
                    requests.computeIfAbsent(need, _ -> new ArrayList<>())
                            .add(new Request(
                                    new Key(member.kind(), member.number()), member.units(), member.devices(), ""));
                }
            }
        }
        for (int number = 0; number < group.demand.classes.size(); number++) {
            var consumers = group.demand.classes.get(number);
            if (isOfOtherAssignments(consumers) || isCountedTogether(consumers)) {
                continue;
            }
            var members = sorted(consumers.members);
            int next = 0;
            long[] counts = match.ways().get(number);
            for (int place = 0; place < counts.length; place++) {
                var way = consumers.ways.get(place);
                for (long taken = 0; taken < counts[place]; taken++) {
                    var member = members.get(next++);
                    for (int part = 0; part < way.needs().size(); part++) {
                        int need = way.needs().get(part);
                        if (group.demand.needs.get(need).line() == line) {
                            requests.computeIfAbsent(need, _ -> new ArrayList<>())
                                    .add(new Request(
                                            new Key(member.kind(), member.number()),
                                            way.units().get(part),
                                            member.devices(),
                                            way.label()));
                        }
                    }
                }
            }
        }
        new TreeMap<>(requests).forEach((need, asked) -> deal(need, asked, dealt));
        return dealt;
    }

    /// Assignments are numbered by pool; those of other pools have nothing to do with this line.
    private boolean isOfOtherAssignments(Demand.ConsumerClass consumers) {
        return consumers.members.stream().anyMatch(member -> member.kind() == ConsumerKind.ASSIGNMENT)
                && consumers.ways.stream()
                        .flatMap(way -> way.needs().stream())
                        .noneMatch(need -> group.demand.needs.get(need).line() == line);
    }

    /// [CountedExplainer] tells of those that a metric counted together.
    private static boolean isCountedTogether(Demand.ConsumerClass consumers) {
        return consumers.members.stream().anyMatch(member -> member.kind() == ConsumerKind.SITE);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared nor handed out
    private record Request(Key key, long units, int[] devices, String way) {}

    private void deal(int need, List<Request> asked, Map<Key, Dealt> dealt) {
        asked.sort(Comparator.comparing((Request request) -> name(request.key()))
                .thenComparing(request -> id(request.key())));
        int place = 0;
        long left = partsInOrder.length == 0 ? 0 : match.flow().flow(partsInOrder[0], need);
        for (var request : asked) {
            var one = dealt.computeIfAbsent(request.key(), _ -> new Dealt(request.devices()));
            one.units += request.units();
            one.way = request.way();
            long open = request.units();
            while (open > 0 && place < partsInOrder.length) {
                if (left == 0) {
                    place++;
                    left = place < partsInOrder.length ? match.flow().flow(partsInOrder[place], need) : 0;
                    continue;
                }
                long some = Math.min(open, left);
                one.parts.merge(partsInOrder[place], some, Long::sum);
                one.covered += some;
                open -= some;
                left -= some;
            }
        }
    }

    private List<Demand.Member> sorted(List<Demand.Member> members) {
        return members.stream()
                .sorted(Comparator.comparing((Demand.Member member) -> name(new Key(member.kind(), member.number())))
                        .thenComparing(member -> id(new Key(member.kind(), member.number()))))
                .toList();
    }

    // Consumers

    private Consumer counted(
            Line line, Key key, Dealt one, Map<Integer, List<Integer>> titles, Map<Integer, int[]> variants) {
        var facts = new ArrayList<Fact>();
        var all = new TreeSet<Integer>();
        for (int device : one.devices) {
            if (key.kind() != ConsumerKind.DEVICE) {
                facts.add(new Fact("device", estate.devices.get(device).name(), NO_TITLE));
            }
            addTitles(device, titles, facts);
            for (int variant : variants.getOrDefault(device, NOTHING)) {
                all.add(variant);
            }
        }
        int[] found = all.stream().mapToInt(Integer::intValue).toArray();
        addRequirement(line, found, facts);
        addMachine(line, key, one, facts);
        var rules = new ArrayList<String>();
        rules.add(rule(line));
        if (!one.way.isEmpty()) {
            rules.add("way chosen: " + one.way);
        }
        if (one.devices.length > 0 && line.pool.variants.size() > 1) {
            rules.add(
                    found.length < 2
                            ? "one licence for the edition and version found"
                            : "for every edition and version found: one licence that covers all, or several that each cover some");
        }
        var covers = new ArrayList<Cover>();
        one.parts.forEach((number, units) -> {
            var part = group.built.parts.get(number);
            covers.add(new Cover(
                    part.entitlement().id().toString(),
                    part.entitlement().reference(),
                    Quantity.of(units),
                    coverRule(line, part, found)));
        });
        long open = one.units - one.covered;
        return new Consumer(
                key.kind(),
                id(key),
                name(key),
                unitName(key),
                Quantity.of(one.units),
                "",
                facts,
                rules,
                covers,
                Quantity.of(open),
                why(line, key, one, covers, open));
    }

    private String coverRule(Line line, Part part, int[] found) {
        var rules = new ArrayList<String>();
        if (part.boundDevice().isPresent()) {
            rules.add("bound to this device");
        }
        if (RightsBuilder.consumesBase(part.entitlement())) {
            var base = rights.all().get(rights.all().get(part.right()).base()).entitlement();
            rules.add("applied to the base licence " + base.reference());
        }
        var served = Arrays.stream(found)
                .mapToObj(line.pool.variants::get)
                .filter(variant -> Covers.edition(part.entitlement(), line.pool.definition, variant.edition())
                        && context.covers().version(part, line.pool.versions, variant.version()))
                .toList();
        served.stream()
                .map(variant -> context.covers().rule(part, line.pool.versions, variant.version()))
                .distinct()
                .forEach(rules::add);
        if (!part.entitlement().edition().isEmpty()
                && served.stream()
                        .anyMatch(variant -> !part.entitlement().edition().equals(variant.edition()))) {
            rules.add("the right may be used for other editions");
        }
        part.unit().ifPresent(_ -> rules.add("within the unit " + estate.unitName(estate.unitNumber(part.unit()))));
        return rules.isEmpty() ? "the right is for this product" : String.join("; ", rules);
    }

    private String why(Line line, Key key, Dealt one, List<Cover> covers, long open) {
        var needs = "%s needs %s".formatted(name(key), units(one.units, line));
        if (covers.isEmpty()) {
            return needs + "; no right that can be used covers it.";
        }
        var names = String.join(
                ", ",
                covers.stream()
                        .map(cover -> "%s of %s".formatted(cover.units().text(), cover.reference()))
                        .toList());
        return open == 0
                ? "%s; covered by %s.".formatted(needs, names)
                : Plain.text(
                        "%s; %s %s part of it, %s %s short.",
                        needs,
                        names,
                        covers.size() == 1 && covers.getFirst().units().equals(Quantity.of(1)) ? "covers" : "cover",
                        open,
                        Plain.of(open, "is", "are"));
    }

    private static String rule(Line line) {
        return "counted by " + line.metric.text();
    }

    /// Consumers of classes that the match licensed in another line.
    private List<Consumer> moved(
            Line line,
            Set<Key> counted,
            Set<Integer> shown,
            Map<Integer, List<Integer>> titles,
            Map<Integer, int[]> variants) {
        var moved = new ArrayList<Consumer>();
        for (int number = 0; number < group.demand.classes.size(); number++) {
            var consumers = group.demand.classes.get(number);
            if (isOfOtherAssignments(consumers) || isCountedTogether(consumers)) {
                continue;
            }
            var members = sorted(consumers.members);
            int next = 0;
            long[] counts = match.ways().get(number);
            for (int place = 0; place < counts.length; place++) {
                var way = consumers.ways.get(place);
                for (long taken = 0; taken < counts[place]; taken++) {
                    var member = members.get(next++);
                    var key = new Key(member.kind(), member.number());
                    boolean concerns = false;
                    for (int device : member.devices()) {
                        concerns |= variants.containsKey(device);
                    }
                    if (!concerns || counted.contains(key)) {
                        continue;
                    }
                    var reason = way.bySuite().containsKey(line) ? "suite-component" : "alternative";
                    var facts = new ArrayList<Fact>();
                    for (int device : member.devices()) {
                        addTitles(device, titles, facts);
                        shown.add(device);
                    }
                    moved.add(new Consumer(
                            member.kind(),
                            id(key),
                            name(key),
                            unitName(key),
                            Quantity.ZERO,
                            reason,
                            facts,
                            List.of("way chosen: " + way.label()),
                            List.of(),
                            Quantity.ZERO,
                            "%s is licensed in another way: %s.".formatted(name(key), way.label())));
                }
            }
        }
        return moved;
    }

    private List<Consumer> unknown(
            Line line, Set<Integer> shown, Map<Integer, List<Integer>> titles, Map<Integer, int[]> variants) {
        var unknown = new ArrayList<Consumer>();
        group.of(line).unknown.forEach((code, devices) -> {
            for (int device : devices) {
                shown.add(device);
                var facts = new ArrayList<Fact>();
                addTitles(device, titles, facts);
                addRequirement(line, variants.getOrDefault(device, NOTHING), facts);
                var kind = group.isByHost(line.pool) && !"host-unknown".equals(code)
                        ? ConsumerKind.HOST
                        : ConsumerKind.DEVICE;
                unknown.add(consumer(
                        kind,
                        device,
                        Quantity.UNKNOWN,
                        "",
                        facts,
                        List.of(rule(line)),
                        "%s cannot be counted: %s.".formatted(deviceName(device), code.replace('-', ' '))));
            }
        });
        return unknown;
    }

    private List<Consumer> unassigned(
            Line line, Set<Integer> shown, Map<Integer, List<Integer>> titles, Map<Integer, int[]> variants) {
        var unassigned = new ArrayList<Consumer>();
        for (int device : group.of(line).unassigned) {
            if (shown.add(device)) {
                var facts = new ArrayList<Fact>();
                addTitles(device, titles, facts);
                addRequirement(line, variants.getOrDefault(device, NOTHING), facts);
                unassigned.add(consumer(
                        ConsumerKind.DEVICE,
                        device,
                        Quantity.ZERO,
                        "use-without-assignment",
                        facts,
                        List.of("assignments are counted"),
                        "%s belongs to nobody who is assigned, so it is not counted.".formatted(deviceName(device))));
            }
        }
        return unassigned;
    }

    private List<Consumer> reduced(Line line, Installs found, Map<Integer, List<Integer>> titles) {
        var reduced = new ArrayList<Consumer>();
        for (int place = 0; place < found.count(); place++) {
            int step = found.step[place];
            if (step == Selection.COUNTED) {
                continue;
            }
            int device = found.device[place];
            var named = context.selection().steps.get(step);
            var facts = new ArrayList<Fact>();
            addTitles(device, titles, facts);
            addRequirement(line, found.sets.of(found.set[place]), facts);
            addReason(step, device, facts);
            reduced.add(consumer(
                    ConsumerKind.DEVICE,
                    device,
                    Quantity.ZERO,
                    named.reason(),
                    facts,
                    List.of(named.rule()),
                    "%s is not counted (%s): %s."
                            .formatted(deviceName(device), named.reason().replace('-', ' '), named.rule())));
        }
        return reduced;
    }

    private List<Consumer> reducedAssignments(Line line) {
        var reduced = new ArrayList<Consumer>();
        var held = group.assigned.getOrDefault(line, List.of());
        for (int number = 0; number < held.size(); number++) {
            int step = held.get(number).step();
            if (step != Selection.COUNTED) {
                var key = new Key(ConsumerKind.ASSIGNMENT, number);
                var named = context.selection().steps.get(step);
                reduced.add(new Consumer(
                        key.kind(),
                        id(key),
                        name(key),
                        "",
                        Quantity.ZERO,
                        named.reason(),
                        List.of(),
                        List.of(named.rule()),
                        List.of(),
                        Quantity.ZERO,
                        "%s is not counted (%s): %s."
                                .formatted(name(key), named.reason().replace('-', ' '), named.rule())));
            }
        }
        return reduced;
    }

    private Consumer consumer(
            ConsumerKind kind,
            int device,
            Quantity units,
            String notCounted,
            List<Fact> facts,
            List<String> rules,
            String why) {
        return new Consumer(
                kind,
                estate.devices.get(device).id().toString(),
                deviceName(device),
                estate.unitName(estate.unit[device]),
                units,
                notCounted,
                facts,
                rules,
                List.of(),
                units.isKnown() ? Quantity.ZERO : Quantity.UNKNOWN,
                why);
    }

    // Facts

    private Map<Integer, List<Integer>> titlesByDevice(Pool pool) {
        var titles = new HashMap<Integer, List<Integer>>();
        var stale = new HashMap<Integer, List<Integer>>();
        for (var title : pool.titles) {
            for (int device : title.devices()) {
                boolean isStale = Arrays.binarySearch(title.stale(), device) >= 0;
                (isStale ? stale : titles)
                        .computeIfAbsent(device, _ -> new ArrayList<>())
                        .add(title.title());
            }
        }
        stale.forEach(titles::putIfAbsent);
        return titles;
    }

    private void addTitles(int device, Map<Integer, List<Integer>> titles, List<Fact> facts) {
        titles.getOrDefault(device, List.of()).stream()
                .sorted(Comparator.comparing((Integer title) -> text(title)).thenComparing(title -> title))
                .forEach(title -> facts.add(new Fact("title", text(title), title)));
    }

    private String text(int title) {
        var raw = context.facts().installations().title(title);
        return raw.version().isEmpty() ? raw.name() : raw.name() + " " + raw.version();
    }

    private static void addRequirement(Line line, int[] variants, List<Fact> facts) {
        for (int variant : variants) {
            if (variant < line.pool.variants.size()) {
                var found = line.pool.variants.get(variant);
                if (!found.edition().isEmpty()) {
                    facts.add(new Fact("edition", found.edition(), NO_TITLE));
                }
                if (!found.version().isEmpty()) {
                    facts.add(new Fact("version", line.pool.versions.name(found.version()), NO_TITLE));
                }
            }
        }
    }

    private void addMachine(Line line, Key key, Dealt one, List<Fact> facts) {
        if (key.kind() == ConsumerKind.ASSIGNMENT) {
            var held = group.assigned.getOrDefault(line, List.of());
            if (key.number() < held.size()) {
                held.get(key.number())
                        .assignment()
                        .lastActivity()
                        .ifPresent(day -> facts.add(new Fact("last activity", day.toString(), NO_TITLE)));
            }
            return;
        }
        if (key.kind() == ConsumerKind.USER) {
            return;
        }
        int machine = key.number();
        boolean counts = line.options.stream()
                .anyMatch(
                        option -> option.measure instanceof CoreMeasure || option.measure instanceof ProcessorMeasure);
        if (counts) {
            if (estate.processors[machine] > 0) {
                facts.add(new Fact("processors", Integer.toString(estate.processors[machine]), NO_TITLE));
            }
            if (estate.cores[machine] > 0) {
                facts.add(new Fact("cores", Integer.toString(estate.cores[machine]), NO_TITLE));
            }
            facts.add(new Fact("machine", estate.virtual[machine] ? "virtual" : "physical", NO_TITLE));
        }
        if (key.kind() == ConsumerKind.HOST) {
            long machines = Arrays.stream(one.devices)
                    .filter(device -> device != machine)
                    .count();
            facts.add(new Fact("virtual machines", Long.toString(machines), NO_TITLE));
        } else if (estate.host[machine] != EstateIndex.NONE) {
            facts.add(new Fact("host", deviceName(estate.host[machine]), NO_TITLE));
        }
    }

    private void addReason(int step, int device, List<Fact> facts) {
        var record = estate.devices.get(device);
        switch (step) {
            case Selection.OUT_OF_SERVICE -> facts.add(new Fact("status", plain(record.status()), NO_TITLE));
            case Selection.STALE -> {
                if (context.selection().step[device] == Selection.STALE) {
                    record.lastSeen().ifPresent(day -> facts.add(new Fact("last seen", day.toString(), NO_TITLE)));
                } else {
                    var settings = context.facts().settings();
                    facts.add(new Fact(
                            "title last seen",
                            "before " + settings.asAt().minusDays(settings.staleAfterDays()),
                            NO_TITLE));
                }
            }
            case Selection.ENVIRONMENT -> facts.add(new Fact("environment", plain(record.environment()), NO_TITLE));
            default -> {}
        }
    }

    private static String plain(Enum<?> code) {
        return code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    // Names

    private String deviceName(int device) {
        return estate.devices.get(device).name();
    }

    private String id(Key key) {
        return switch (key.kind()) {
            case DEVICE, HOST, SITE -> estate.devices.get(key.number()).id().toString();
            case USER -> estate.users.get(key.number()).id().toString();
            case ASSIGNMENT -> held(key).assignment().id().toString();
        };
    }

    private String name(Key key) {
        return switch (key.kind()) {
            case DEVICE, HOST, SITE -> deviceName(key.number());
            case USER -> estate.users.get(key.number()).name();
            case ASSIGNMENT -> {
                var held = held(key);
                yield held.user() != EstateIndex.NONE
                        ? estate.users.get(held.user()).name()
                        : held.device() != EstateIndex.NONE ? deviceName(held.device()) : "unknown holder";
            }
        };
    }

    /// Assignments of one pool are numbered alike in all its lines. Requests of other pools are never asked for
    /// their names.
    private GroupDemand.Assigned held(Key key) {
        return group.assigned.getOrDefault(line, List.of()).get(key.number());
    }

    private String unitName(Key key) {
        return switch (key.kind()) {
            case DEVICE, HOST, SITE -> estate.unitName(estate.unit[key.number()]);
            case USER -> estate.unitName(estate.userUnit[key.number()]);
            case ASSIGNMENT -> "";
        };
    }

    private static String units(long units, Line line) {
        return Plain.text("%s %s", units, unitWord(line, units == 1));
    }

    private static String unitWord(Line line, boolean one) {
        var word = switch (line.code) {
            case "core" -> "core licence";
            case "processor" -> "processor licence";
            case "subscription-seat" -> "seat";
            default -> "licence";
        };
        return one ? word : word + "s";
    }
}
