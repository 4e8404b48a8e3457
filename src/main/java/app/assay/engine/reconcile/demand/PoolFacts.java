package app.assay.engine.reconcile.demand;

import app.assay.domain.estate.Access;
import app.assay.domain.metric.CountFacts;
import app.assay.domain.metric.Party;
import app.assay.domain.position.UseFacts.TableValue;
import app.assay.engine.reconcile.index.EstateIndex;
import app.assay.engine.reconcile.index.Selection;
import app.assay.engine.reconcile.index.Versions;
import app.assay.engine.reconcile.pool.Context;
import app.assay.engine.reconcile.pool.Installs;
import app.assay.engine.reconcile.pool.Pool;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a counted metric may know of one pool, once some reductions are taken.
final class PoolFacts implements CountFacts {

    private final Context context;
    private final EstateIndex estate;
    private final Pool pool;
    private final Installs installs;
    private final int fromStep;

    /// By person: the devices that name it as their user, made when asked for.
    private final Map<Integer, List<Integer>> devicesOfUsers;

    /// @param fromStep what a step before this one takes out does not count
    PoolFacts(Context context, Pool pool, Installs installs, int fromStep, Map<Integer, List<Integer>> devicesOfUsers) {
        this.context = context;
        this.estate = context.estate();
        this.pool = pool;
        this.installs = installs;
        this.fromStep = fromStep;
        this.devicesOfUsers = devicesOfUsers;
    }

    /// By person: the devices that name it as their user.
    static Map<Integer, List<Integer>> devicesOfUsers(EstateIndex estate, Selection selection) {
        var devices = new HashMap<Integer, List<Integer>>();
        for (int device = 0; device < estate.user.length; device++) {
            if (estate.user[device] != EstateIndex.NONE && selection.step[device] == Selection.COUNTED) {
                devices.computeIfAbsent(estate.user[device], _ -> new ArrayList<>())
                        .add(device);
            }
        }
        return devices;
    }

    @Override
    public LocalDate asAt() {
        return context.selection().settings.asAt();
    }

    private boolean counts(int place) {
        return installs.step[place] >= fromStep;
    }

    @Override
    public List<Machine> machines() {
        var machines = new TreeSet<Integer>(Comparator.comparingInt(machine -> estate.rank[machine]));
        for (int place = 0; place < installs.count(); place++) {
            if (counts(place)) {
                for (int machine : estate.machinesFor(installs.device[place])) {
                    machines.add(machine);
                }
            }
        }
        return machines.stream()
                .map(machine -> new Machine(
                        estate.devices.get(machine).id(),
                        estate.devices.get(machine).name(),
                        known(estate.processors[machine]),
                        known(estate.cores[machine]),
                        estate.devices.get(machine).processorModel()))
                .toList();
    }

    private static OptionalInt known(int count) {
        return count > 0 ? OptionalInt.of(count) : OptionalInt.empty();
    }

    @Override
    public List<String> unplaced() {
        var names = new TreeSet<String>();
        for (int place = 0; place < installs.count(); place++) {
            if (counts(place) && estate.machinesFor(installs.device[place]).length == 0) {
                names.add(estate.devices.get(installs.device[place]).name());
            }
        }
        return List.copyOf(names);
    }

    @Override
    public int installed() {
        int count = 0;
        for (int place = 0; place < installs.count(); place++) {
            count += counts(place) ? 1 : 0;
        }
        return count;
    }

    @Override
    public Reached reached(String product) {
        var servers = new TreeMap<Integer, String>(Comparator.comparingInt(device -> estate.rank[device]));
        if (product.isEmpty() || product.equals(pool.product)) {
            for (int place = 0; place < installs.count(); place++) {
                if (counts(place)) {
                    servers.put(installs.device[place], highest(installs.sets.of(installs.set[place])));
                }
            }
        } else {
            var versions = versions(product);
            int[] exclusions = context.selection().exclusionsOf(product);
            for (var title : context.software().titlesOf(product)) {
                for (int device : title.devices()) {
                    if (context.selection().inScope[device]
                            && stepOf(context.selection().stepOf(device, title.edition(), exclusions)) >= fromStep) {
                        servers.merge(
                                device,
                                title.release(),
                                (one, other) -> versions.compare(one, other) >= 0 ? one : other);
                    }
                }
            }
        }
        var relations = new ArrayList<Reach>();
        var untold = new ArrayList<String>();
        servers.forEach((device, version) -> {
            var server = estate.devices.get(device);
            var told = context.use().accessTo(server.id()).stream()
                    .filter(access -> isOf(access, product))
                    .toList();
            if (told.isEmpty()) {
                untold.add(server.name());
            }
            for (var access : told) {
                var person = person(access.user()).or(() -> stranger(true, access.user(), access.unknownUser()));
                var reaching =
                        device(access.device()).or(() -> stranger(false, access.device(), access.unknownDevice()));
                if (access.lasts(asAt()) && (person.isPresent() || reaching.isPresent())) {
                    relations.add(new Reach(server.id(), version, person, reaching));
                }
            }
        });
        return new Reached(servers.size(), relations, untold);
    }

    /// Somebody whom no list of people or devices names reaches the server all the same.
    private static Optional<Party> stranger(boolean isPerson, Optional<java.util.UUID> id, Optional<String> name) {
        return id.flatMap(known -> name.map(text -> new Party(isPerson, known, text, Optional.empty())));
    }

    private boolean isOf(Access access, String product) {
        return access.product().isEmpty()
                || access.product().equals(pool.product)
                || access.product().equals(product);
    }

    private int stepOf(int step) {
        return pool.needsLicence ? step : Selection.NOT_LICENSABLE;
    }

    private String highest(int[] variants) {
        return variants.length == 0 || pool.variants.isEmpty()
                ? ""
                : pool.variants.get(variants[variants.length - 1]).version();
    }

    private Optional<Party> person(Optional<java.util.UUID> id) {
        int number = estate.userNumber(id);
        return number == EstateIndex.NONE ? Optional.empty() : Optional.of(person(number));
    }

    private Party person(int number) {
        var user = estate.users.get(number);
        return new Party(true, user.id(), user.name(), user.unit());
    }

    private Optional<Party> device(Optional<java.util.UUID> id) {
        int number = estate.deviceNumber(id);
        return number == EstateIndex.NONE ? Optional.empty() : Optional.of(device(number));
    }

    private Party device(int number) {
        var device = estate.devices.get(number);
        return new Party(false, device.id(), device.name(), device.unit());
    }

    @Override
    public List<Measured> measured() {
        var measured = new ArrayList<Measured>();
        var steps = new HashMap<Integer, Integer>();
        for (int place = 0; place < installs.count(); place++) {
            steps.put(installs.device[place], installs.step[place]);
        }
        for (var usage : context.use().usageOf(pool.product)) {
            int device = estate.deviceNumber(usage.device());
            int user = estate.userNumber(usage.user());
            int unit = user != EstateIndex.NONE
                    ? estate.userUnit[user]
                    : device != EstateIndex.NONE ? estate.unit[device] : EstateIndex.NONE;
            boolean inScope = context.selection().isUnitInScope(estate, unit);
            boolean ofPool = usage.edition().isEmpty() || pool.editions.contains(usage.edition());
            int step = stepOf(
                    device == EstateIndex.NONE ? Selection.COUNTED : steps.getOrDefault(device, Selection.COUNTED));
            if (inScope && ofPool && step >= fromStep) {
                measured.add(new Measured(
                        usage.id(),
                        usage.kind(),
                        usage.from(),
                        usage.until(),
                        usage.value(),
                        person(usage.user()),
                        device(usage.device())));
            }
        }
        return measured;
    }

    @Override
    public List<Party> assigned() {
        var parties = new TreeSet<Party>();
        for (var assignment : context.assignmentsOf(pool.product)) {
            if (pool.editions.contains(assignment.edition())) {
                person(assignment.user()).or(() -> device(assignment.device())).ifPresent(parties::add);
            }
        }
        return List.copyOf(parties);
    }

    @Override
    public List<Party> devicesOf(Party person) {
        int number = estate.userNumber(Optional.of(person.id()));
        return devicesOfUsers.getOrDefault(number, List.of()).stream()
                .map(this::device)
                .sorted()
                .toList();
    }

    @Override
    public Optional<Party> userOf(Party device) {
        int number = estate.deviceNumber(Optional.of(device.id()));
        return number == EstateIndex.NONE || estate.user[number] == EstateIndex.NONE
                ? Optional.empty()
                : Optional.of(person(estate.user[number]));
    }

    @Override
    public Comparator<String> versions(String product) {
        return product.isEmpty() || product.equals(pool.product)
                ? pool.versions
                : new Versions(context.facts().catalogue().product(product));
    }

    @Override
    public Optional<Dated> value(String table, String key) {
        var fitting = context.use().valuesOf(table).stream()
                .filter(value -> fits(value, key))
                .toList();
        // The longest key that fits says it most exactly.
        int longest =
                fitting.stream().mapToInt(value -> value.key().length()).max().orElse(0);
        var exact = fitting.stream()
                .filter(value -> value.key().length() == longest)
                .toList();
        return exact.stream()
                .max(Comparator.comparing(TableValue::value).thenComparing(TableValue::source))
                .map(value -> new Dated(
                        value.value(),
                        value.source() + value.from().map(day -> " of " + day).orElse(""),
                        exact.stream().anyMatch(other -> other.value().compareTo(value.value()) != 0)));
    }

    private static boolean fits(TableValue value, String key) {
        var pattern = value.key().toLowerCase(Locale.ROOT).strip();
        var text = key.toLowerCase(Locale.ROOT).strip();
        return pattern.endsWith("*")
                ? text.startsWith(pattern.substring(0, pattern.length() - 1))
                : text.equals(pattern);
    }
}
