package app.assay.domain.metric;

import app.assay.domain.metric.Count.Note;
import app.assay.domain.metric.Count.Share;
import app.assay.domain.metric.Count.Way;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// Metric *client access*, by user or by device: every person (on any number of devices), or every device (for any
/// number
/// of people), that reaches a server. Where rights of both sorts are there, each access is licensed by one of them, and
/// the match chooses what costs least.
///
/// Facts: access relations of every server with the product that the term `server` names. A relation that tells a
/// person
/// and a device can be licensed by either; where one of them is not told, the devices of which the person is the user,
/// or
/// the user of the device, stand for it. Nothing is rounded. The licence must be of a version not earlier than the
/// servers'. Source: the rule of the field's product terms that one access needs one licence of either sort, and
/// ISO/IEC
/// 19770-3 for the two metrics.
final class ClientAccess implements CountedMetric {

    static final String USER = "user-access";
    static final String DEVICE = "device-access";

    private static final String SERVER = "server";

    /// Sets of like people or devices of a group of which every choice is tried.
    private static final int MOST_SETS = 12;

    private static final int MOST_WAYS = 64;

    private final boolean byPerson;

    ClientAccess(boolean byPerson) {
        this.byPerson = byPerson;
    }

    @Override
    public String code() {
        return byPerson ? USER : DEVICE;
    }

    @Override
    public String family() {
        return "client-access";
    }

    @Override
    public List<MetricTerm> terms() {
        return List.of(MetricTerm.product(SERVER));
    }

    @Override
    public List<String> names() {
        return byPerson
                ? List.of(
                        "usercal",
                        "usercals",
                        "useraccess",
                        "useraccesslicense",
                        "useraccesslicence",
                        "peruseraccess",
                        "nutzercal",
                        "benutzercal",
                        "caluser")
                : List.of(
                        "devicecal",
                        "devicecals",
                        "deviceaccess",
                        "deviceaccesslicense",
                        "deviceaccesslicence",
                        "perdeviceaccess",
                        "geratecal",
                        "caldevice");
    }

    /// Somebody who reaches servers: the servers, and their latest version.
    private static final class Reaching {
        final Party party;
        final Set<UUID> servers = new TreeSet<>();
        String version = "";
        final SortedSet<Party> others = new TreeSet<>();

        Reaching(Party party) {
            this.party = party;
        }
    }

    @Override
    public Count count(CountFacts facts, Map<String, MetricTerms> offered) {
        var server =
                offered.getOrDefault(code(), new MetricTerms(new TreeMap<>())).text(SERVER);
        var reached = facts.reached(server);
        if (reached.servers() == 0) {
            return Count.missing(
                    new Note(
                            "access-unknown",
                            1,
                            List.of(),
                            server.isEmpty()
                                    ? "The terms of the rights do not tell which server product they are for, and none of its own is found."
                                    : "No server with the product that the rights are for is known, so nobody can tell who reaches it."));
        }
        if (!reached.untold().isEmpty()) {
            return Count.missing(new Note(
                    "access-unknown",
                    reached.untold().size(),
                    reached.untold(),
                    "Discovery does not see who reaches some servers: bring in who reaches them."));
        }
        boolean byUser = offered.containsKey(USER);
        boolean byDevice = offered.containsKey(DEVICE);
        var people = new TreeMap<Party, Reaching>();
        var devices = new TreeMap<Party, Reaching>();
        var forced = new TreeMap<Party, Reaching>();
        var unknown = new TreeSet<String>();
        var versions = facts.versions(server);
        for (var relation : reached.relations()) {
            var persons = relation.person()
                    .map(List::of)
                    .orElseGet(() -> relation.device()
                            .flatMap(facts::userOf)
                            .map(List::of)
                            .orElse(List.of()));
            var machines = relation.device()
                    .map(List::of)
                    .orElseGet(() -> relation.person().map(facts::devicesOf).orElse(List.of()));
            if ((persons.isEmpty() && !byDevice) || (machines.isEmpty() && !byUser)) {
                relation.person().or(relation::device).ifPresent(party -> unknown.add(party.name()));
                continue;
            }
            for (var person : persons) {
                note(people, person, relation, versions);
            }
            for (var machine : machines) {
                note(devices, machine, relation, versions);
            }
            if (persons.isEmpty() || !byUser) {
                machines.forEach(machine -> note(forced, machine, relation, versions));
            } else if (machines.isEmpty() || !byDevice) {
                persons.forEach(person -> note(forced, person, relation, versions));
            } else {
                for (var person : persons) {
                    for (var machine : machines) {
                        note(people, person, relation, versions).others.add(machine);
                        note(devices, machine, relation, versions).others.add(person);
                    }
                }
            }
        }
        if (!unknown.isEmpty()) {
            return Count.missing(
                    new Note(
                            byUser ? "user-unknown" : "device-unknown",
                            unknown.size(),
                            List.copyOf(unknown),
                            byUser
                                    ? "Nobody knows who sits at some devices that reach the server, and the rights are for people."
                                    : "Nobody knows the devices of some people who reach the server, and the rights are for devices."));
        }
        return new Count(groups(people, devices, forced, server), List.of(), List.of());
    }

    private static Reaching note(
            SortedMap<Party, Reaching> all,
            Party party,
            CountFacts.Reach relation,
            java.util.Comparator<String> versions) {
        var one = all.computeIfAbsent(party, Reaching::new);
        one.servers.add(relation.server());
        if (one.version.isEmpty() || versions.compare(relation.version(), one.version) > 0) {
            one.version = relation.version();
        }
        return one;
    }

    private static List<Count.Group> groups(
            SortedMap<Party, Reaching> people,
            SortedMap<Party, Reaching> devices,
            SortedMap<Party, Reaching> forced,
            String server) {
        var groups = new ArrayList<Count.Group>();
        // Whoever needs a licence anyhow may have it for every access.
        forced.forEach((party, one) -> groups.add(Count.Group.of(share(all(party, people, devices, one), server))));
        var open = new TreeMap<Party, SortedSet<Party>>();
        people.forEach((person, one) -> {
            if (!forced.containsKey(person)) {
                var machines = new TreeSet<>(one.others);
                machines.removeAll(forced.keySet());
                if (!machines.isEmpty()) {
                    open.put(person, machines);
                }
            }
        });
        var done = new TreeSet<Party>();
        for (var first : open.keySet()) {
            if (!done.contains(first)) {
                var component = component(first, open);
                done.addAll(component.keySet());
                groups.add(group(component, people, devices, server));
            }
        }
        return groups;
    }

    private static Reaching all(
            Party party, Map<Party, Reaching> people, Map<Party, Reaching> devices, Reaching otherwise) {
        return (party.isPerson() ? people : devices).getOrDefault(party, otherwise);
    }

    /// People and their devices that hang together.
    private static SortedMap<Party, SortedSet<Party>> component(Party first, Map<Party, SortedSet<Party>> open) {
        var byDevice = new HashMap<Party, List<Party>>();
        open.forEach((person, machines) -> machines.forEach(machine ->
                byDevice.computeIfAbsent(machine, _ -> new ArrayList<>()).add(person)));
        var component = new TreeMap<Party, SortedSet<Party>>();
        var next = new ArrayList<>(List.of(first));
        while (!next.isEmpty()) {
            var person = next.removeLast();
            var machines = open.getOrDefault(person, new TreeSet<>());
            if (component.putIfAbsent(person, machines) == null) {
                machines.forEach(machine -> next.addAll(byDevice.getOrDefault(machine, List.of())));
            }
        }
        return component;
    }

    private static Count.Group group(
            SortedMap<Party, SortedSet<Party>> component,
            Map<Party, Reaching> people,
            Map<Party, Reaching> devices,
            String server) {
        var machines = new TreeMap<Party, SortedSet<Party>>();
        component.forEach((person, own) -> own.forEach(machine ->
                machines.computeIfAbsent(machine, _ -> new TreeSet<>()).add(person)));
        boolean fewerPeople = component.size() <= machines.size();
        var chosen = fewerPeople ? component : machines;
        // Who is needed with the same others is best licensed with or without all of them.
        var like = new LinkedHashMap<SortedSet<Party>, SortedSet<Party>>();
        chosen.forEach((party, others) ->
                like.computeIfAbsent(others, _ -> new TreeSet<>()).add(party));
        var sets = List.copyOf(like.entrySet());
        boolean isAll = sets.size() <= MOST_SETS;
        var ways = new LinkedHashMap<Map<String, Long>, List<Party>>();
        long choices = isAll ? 1L << sets.size() : 2;
        for (long choice = 0; choice < choices; choice++) {
            long taken = isAll || choice == 0 ? choice : -1;
            var licensed = new TreeSet<Party>();
            for (int place = 0; place < sets.size(); place++) {
                licensed.addAll(
                        (taken >> Math.min(place, Long.SIZE - 1) & 1) == 1
                                ? sets.get(place).getValue()
                                : sets.get(place).getKey());
            }
            var needs = new TreeMap<String, Long>();
            licensed.forEach(party -> needs.merge(sort(party, people, devices), 1L, Long::sum));
            if (ways.keySet().stream().noneMatch(other -> isWithin(other, needs))) {
                ways.keySet().removeIf(other -> isWithin(needs, other));
                ways.put(needs, List.copyOf(licensed));
            }
        }
        var all = ways.values().stream()
                .limit(MOST_WAYS)
                .map(parties -> new Way(
                        label(parties),
                        parties.stream()
                                .map(party -> share(all(party, people, devices, new Reaching(party)), server))
                                .toList()))
                .toList();
        return new Count.Group(all, isAll && ways.size() <= MOST_WAYS);
    }

    /// What tells licences apart: by person or device, the version that is needed, and the unit.
    private static String sort(Party party, Map<Party, Reaching> people, Map<Party, Reaching> devices) {
        var one = all(party, people, devices, new Reaching(party));
        return (party.isPerson() ? USER : DEVICE) + "|" + one.version + "|"
                + party.unit().map(UUID::toString).orElse("");
    }

    /// Whether one way needs no more of anything than another.
    private static boolean isWithin(Map<String, Long> one, Map<String, Long> other) {
        return one.entrySet().stream().allMatch(need -> other.getOrDefault(need.getKey(), 0L) >= need.getValue());
    }

    private static String label(List<Party> parties) {
        long persons = parties.stream().filter(Party::isPerson).count();
        long machines = parties.size() - persons;
        var texts = new ArrayList<String>();
        if (persons > 0) {
            texts.add(persons == 1 ? "for the person" : "for %s people".formatted(Long.toString(persons)));
        }
        if (machines > 0) {
            texts.add(machines == 1 ? "for the device" : "for %s devices".formatted(Long.toString(machines)));
        }
        return String.join(" and ", texts);
    }

    private static Share share(Reaching one, String server) {
        return new Share(
                one.party.isPerson() ? USER : DEVICE,
                Optional.of(one.party),
                one.party.name(),
                1,
                one.servers,
                server,
                List.of("servers: " + one.servers.size()));
    }
}
