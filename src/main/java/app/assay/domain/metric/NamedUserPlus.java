package app.assay.domain.metric;

import app.assay.domain.metric.Count.Note;
import app.assay.domain.metric.Count.Share;
import app.assay.domain.metric.CountFacts.Machine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// Metric *named user plus*: every person and every device without a person that reaches the servers with the product,
/// or is assigned to it, once; and at least a minimum for the processors or servers below.
///
/// Facts: access relations of every server (or assignments), physical machines that the product runs on or may be moved
/// to, their processors or their cores and models, and the dated table `core-factor`. Processors by core factor are the
/// sum of cores × factor of all machines, rounded **up** once. The minimum is that of the line as a whole. Source: the
/// counting rules noted in the field's product terms; every number is a term of the right or a value of the table.
final class NamedUserPlus implements CountedMetric {

    private static final String PER_PROCESSOR = "minimumPerProcessor";
    private static final String PER_SERVER = "minimumPerServer";
    private static final String PROCESSORS_BY = "processorsBy";
    private static final String CORE_FACTOR = "CORE_FACTOR";
    private static final String TABLE = "core-factor";

    @Override
    public String code() {
        return "named-user-plus";
    }

    @Override
    public List<MetricTerm> terms() {
        return List.of(
                MetricTerm.number(PER_PROCESSOR),
                MetricTerm.number(PER_SERVER),
                MetricTerm.code(PROCESSORS_BY, "SOCKETS", CORE_FACTOR));
    }

    @Override
    public List<String> names() {
        return List.of("nameduserplus", "namedusersplus", "nup", "pernameduserplus", "benannternutzerplus");
    }

    @Override
    public Count count(CountFacts facts, Map<String, MetricTerms> offered) {
        var terms = offered.getOrDefault(code(), new MetricTerms(new TreeMap<>()));
        var missing = new ArrayList<Note>();
        var remarks = new ArrayList<Note>();
        var servers = new TreeMap<Party, Set<UUID>>();
        facts.assigned().forEach(party -> servers.put(party, new TreeSet<>()));
        var reached = facts.reached("");
        if (!reached.untold().isEmpty() && servers.isEmpty()) {
            missing.add(
                    new Note(
                            "access-unknown",
                            reached.untold().size(),
                            reached.untold(),
                            "Nobody told who reaches the product on some servers: bring in who reaches them, or the assignments."));
        }
        for (var relation : reached.relations()) {
            relation.person()
                    .or(relation::device)
                    .ifPresent(party ->
                            servers.computeIfAbsent(party, _ -> new TreeSet<>()).add(relation.server()));
        }
        long minimum = minimum(facts, terms, missing, remarks);
        if (!missing.isEmpty()) {
            return new Count(List.of(), missing, remarks);
        }
        var groups = new ArrayList<Count.Group>();
        servers.forEach((party, all) -> groups.add(Count.Group.of(new Share(
                code(),
                Optional.of(party),
                party.name(),
                1,
                all,
                "",
                List.of("counts: " + (all.isEmpty() ? "assigned" : "reaches the product"))))));
        long more = minimum - servers.size();
        if (more > 0) {
            groups.add(Count.Group.of(new Share(
                    code(),
                    Optional.empty(),
                    "minimum of the servers",
                    more,
                    Set.of(),
                    "",
                    List.of("minimum: " + minimum, "people and devices: " + servers.size()))));
            remarks.add(new Note(
                    "minimum-applies",
                    minimum,
                    facts.machines().stream().map(Machine::name).toList(),
                    "The minimum for the servers, %s, is more than the people and devices that use the product, %s."
                            .formatted(Long.toString(minimum), Integer.toString(servers.size()))));
        }
        return new Count(groups, missing, remarks);
    }

    private static long minimum(CountFacts facts, MetricTerms terms, List<Note> missing, List<Note> remarks) {
        long perProcessor = terms.number(PER_PROCESSOR);
        long perServer = terms.number(PER_SERVER);
        if (perProcessor == 0 && perServer == 0) {
            return 0;
        }
        if (!facts.unplaced().isEmpty()) {
            missing.add(new Note(
                    "host-unknown",
                    facts.unplaced().size(),
                    facts.unplaced(),
                    "The minimum cannot be told: nobody knows the hosts of some virtual machines with the product."));
        }
        var machines = facts.machines();
        long minimum = perServer * machines.size();
        if (perProcessor > 0) {
            long processors = terms.text(PROCESSORS_BY).equals(CORE_FACTOR)
                    ? factored(facts, machines, missing, remarks)
                    : sockets(machines, missing);
            minimum = Math.max(minimum, perProcessor * processors);
        }
        return minimum;
    }

    private static long sockets(List<Machine> machines, List<Note> missing) {
        var unknown = machines.stream()
                .filter(machine -> machine.processors().isEmpty())
                .map(Machine::name)
                .toList();
        if (!unknown.isEmpty()) {
            missing.add(new Note(
                    "processors-unknown",
                    unknown.size(),
                    unknown,
                    "The minimum cannot be told: the number of processors of some servers is not known."));
        }
        return machines.stream()
                .mapToLong(machine -> machine.processors().orElse(0))
                .sum();
    }

    private static long factored(CountFacts facts, List<Machine> machines, List<Note> missing, List<Note> remarks) {
        var withoutCores = new ArrayList<String>();
        var withoutFactor = new ArrayList<String>();
        var sources = new TreeSet<String>();
        var differing = new TreeSet<String>();
        var sum = BigDecimal.ZERO;
        for (var machine : machines) {
            var factor = machine.processorModel().isEmpty()
                    ? Optional.<CountFacts.Dated>empty()
                    : facts.value(TABLE, machine.processorModel());
            if (machine.cores().isEmpty()) {
                withoutCores.add(machine.name());
            } else if (factor.isEmpty()) {
                withoutFactor.add(machine.name());
            } else {
                sum = sum.add(factor.get()
                        .value()
                        .multiply(BigDecimal.valueOf(machine.cores().getAsInt())));
                sources.add(factor.get().value().toPlainString() + " by "
                        + factor.get().source());
                if (factor.get().differing()) {
                    differing.add(machine.processorModel());
                }
            }
        }
        if (!withoutCores.isEmpty()) {
            missing.add(new Note(
                    "cores-unknown",
                    withoutCores.size(),
                    withoutCores,
                    "The minimum cannot be told: the number of cores of some servers is not known."));
        }
        if (!withoutFactor.isEmpty()) {
            missing.add(new Note(
                    "core-factor-unknown",
                    withoutFactor.size(),
                    withoutFactor,
                    "The minimum cannot be told: no core factor is known for the processors of some servers: bring in the"
                            + " table of factors."));
        }
        if (!sources.isEmpty()) {
            remarks.add(new Note(
                    "core-factor",
                    sources.size(),
                    List.copyOf(sources),
                    "Processors are cores × core factor, rounded up once: %s.".formatted(String.join(", ", sources))));
        }
        if (!differing.isEmpty()) {
            remarks.add(new Note(
                    "core-factor-differs",
                    differing.size(),
                    List.copyOf(differing),
                    "Sources tell different core factors; the largest is taken."));
        }
        return sum.setScale(0, RoundingMode.CEILING).longValueExact();
    }
}
