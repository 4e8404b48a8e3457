package app.assay.domain.metric;

import app.assay.domain.code.UsageKind;
import app.assay.domain.metric.Count.Note;
import app.assay.domain.metric.Count.Share;
import app.assay.domain.metric.CountFacts.Measured;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Metric *concurrent*: the most that was in use at once up to the end of the day of the position.
///
/// Facts: measured use. Peaks that were measured for different people or devices (such as license servers) over the
/// same
/// time are added up, since they may have come at once; of one of them the largest counts. Sessions overlap from their
/// beginning until just before their end; somebody with several at once counts once. Where both were measured the
/// larger
/// of the two peaks counts. Fractions are rounded **up** at the end. Sums, averages and last values tell no peak. Term:
/// `days` looked back, all that was measured when it is not told. Source: ISO/IEC 19770-4 for the kinds of values.
final class ConcurrentUse implements CountedMetric {

    private static final String DAYS = "days";

    @Override
    public String code() {
        return "concurrent";
    }

    @Override
    public List<MetricTerm> terms() {
        return List.of(MetricTerm.number(DAYS));
    }

    @Override
    public List<String> names() {
        return List.of(
                "concurrent",
                "concurrentuser",
                "concurrentusers",
                "concurrentuse",
                "perconcurrentuser",
                "floating",
                "floatinguser",
                "floatinglicense",
                "floatinglicence",
                "networklicense",
                "networklicence",
                "gleichzeitigernutzer",
                "gleichzeitigenutzer",
                "gleichzeitigebenutzer",
                "utilisateursimultane",
                "usuarioconcurrente");
    }

    /// The highest sum and the earliest instant of it, with who was in use then.
    private record Peak(BigDecimal value, Instant at, Map<String, Measured> active) {}

    @Override
    public Count count(CountFacts facts, Map<String, MetricTerms> offered) {
        var terms = offered.getOrDefault(code(), new MetricTerms(new TreeMap<>()));
        int days = terms.number(DAYS);
        var end = start(facts.asAt().plusDays(1));
        var begin = days == 0 ? Instant.MIN : start(facts.asAt().plusDays(1).minusDays(days));
        var remarks = new ArrayList<Note>();
        var measured = facts.measured().stream()
                .filter(one -> one.from().isBefore(end)
                        && (one.until().isAfter(begin) || !one.from().isBefore(begin)))
                .toList();
        var reversed = measured.stream()
                .filter(one -> one.until().isBefore(one.from()))
                .toList();
        if (!reversed.isEmpty()) {
            remarks.add(new Note(
                    "usage-reversed",
                    reversed.size(),
                    List.of(),
                    "Measurements that end before they begin are not counted."));
        }
        var usable = measured.stream()
                .filter(one -> !one.until().isBefore(one.from()))
                .filter(one -> one.kind().filter(ConcurrentUse::tellsPeak).isPresent())
                .toList();
        long others = (long) measured.size() - reversed.size() - usable.size();
        if (others > 0) {
            remarks.add(new Note(
                    "usage-no-peak",
                    others,
                    List.of(),
                    "Sums, averages, last values and values of an unknown kind tell no peak and are not counted."));
        }
        if (usable.isEmpty()) {
            var message = days > 0 && !facts.measured().isEmpty()
                    ? "Nobody measured in the days before how many use it at once: bring in peaks or sessions."
                    : "Nobody measured how many use it at once: bring in peaks or sessions.";
            return new Count(List.of(), List.of(new Note("usage-unknown", 1, List.of(), message)), remarks);
        }
        var peaks = peak(usable, UsageKind.PEAK, begin, end);
        var sessions = peak(usable, UsageKind.SESSION, begin, end);
        var peak = sessions.value().compareTo(peaks.value()) > 0 ? sessions : peaks;
        remarks.add(told(facts, usable, peak));
        var groups = peak.value().signum() == 0 ? List.<Count.Group>of() : groups(peak);
        return new Count(groups, List.of(), remarks);
    }

    private static boolean tellsPeak(UsageKind kind) {
        return kind == UsageKind.PEAK || kind == UsageKind.SESSION;
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private Peak peak(List<Measured> measured, UsageKind kind, Instant begin, Instant end) {
        record Edge(Instant at, boolean isBegin, String key, Measured measured) {}
        var edges = new ArrayList<Edge>();
        for (var one : measured) {
            if (one.kind().equals(Optional.of(kind))) {
                var from = one.from().isBefore(begin) ? begin : one.from();
                // What was measured at one moment lasts that moment.
                var until = one.until().equals(one.from()) ? one.from().plusNanos(1) : one.until();
                var last = until.isAfter(end) ? end : until;
                edges.add(new Edge(from, true, key(one), one));
                edges.add(new Edge(last, false, key(one), one));
            }
        }
        edges.sort(Comparator.comparing(Edge::at)
                .thenComparing(Edge::isBegin)
                .thenComparing(Edge::key)
                .thenComparing(edge -> edge.measured().id()));
        var active = new HashMap<String, TreeSet<Measured>>();
        var sum = BigDecimal.ZERO;
        var highest = new Peak(BigDecimal.ZERO, Instant.EPOCH, Map.of());
        for (int place = 0; place < edges.size(); place++) {
            var edge = edges.get(place);
            var own = active.computeIfAbsent(edge.key(), _ -> new TreeSet<>(LARGEST_LAST));
            sum = sum.subtract(largest(own));
            if (edge.isBegin()) {
                own.add(edge.measured());
            } else {
                own.remove(edge.measured());
            }
            sum = sum.add(largest(own));
            boolean isLastOfMoment =
                    place + 1 == edges.size() || !edges.get(place + 1).at().equals(edge.at());
            if (isLastOfMoment && sum.compareTo(highest.value()) > 0) {
                var then = new TreeMap<String, Measured>();
                active.forEach((key, all) -> {
                    if (!all.isEmpty() && all.last().value().signum() > 0) {
                        then.put(key, all.last());
                    }
                });
                highest = new Peak(sum, edge.at(), then);
            }
        }
        return highest;
    }

    private static final Comparator<Measured> LARGEST_LAST =
            Comparator.comparing(Measured::value).thenComparing(Measured::id);

    private static BigDecimal largest(NavigableSet<Measured> own) {
        return own.isEmpty() ? BigDecimal.ZERO : own.last().value();
    }

    /// Who or what a measurement is of: a session of its person wherever it was, all else of person and device.
    private static String key(Measured one) {
        var person = one.person().map(party -> "p" + party.id()).orElse("");
        var device = one.device().map(party -> "d" + party.id()).orElse("");
        if (one.kind().equals(Optional.of(UsageKind.SESSION))) {
            return !person.isEmpty() ? person : !device.isEmpty() ? device : "r" + one.id();
        }
        return person + device;
    }

    private List<Count.Group> groups(Peak peak) {
        var at = "peak: " + peak.at();
        boolean isWhole = peak.active().values().stream()
                .allMatch(one -> one.value().stripTrailingZeros().scale() <= 0
                        && (one.person().isPresent() || one.device().isPresent()));
        if (!isWhole) {
            return List.of(Count.Group.of(new Share(
                    code(),
                    Optional.empty(),
                    "peak of use",
                    peak.value().setScale(0, RoundingMode.CEILING).longValueExact(),
                    Set.of(),
                    "",
                    List.of(at, "measured: " + peak.value().toPlainString()))));
        }
        return peak.active().values().stream()
                .map(one -> {
                    var holder = one.person().or(one::device).orElseThrow();
                    return Count.Group.of(new Share(
                            code(),
                            Optional.of(holder),
                            holder.name(),
                            one.value().longValueExact(),
                            Set.of(),
                            "",
                            List.of(at, "from: " + one.from(), "until: " + one.until())));
                })
                .toList();
    }

    /// The peak, the time that was measured, and who may use the product.
    private static Note told(CountFacts facts, List<Measured> usable, Peak peak) {
        var first = usable.stream()
                .map(Measured::from)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        var last = usable.stream()
                .map(Measured::until)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        var assigned = facts.assigned();
        var reached = new TreeSet<Party>();
        facts.reached("")
                .relations()
                .forEach(one -> one.person().or(one::device).ifPresent(reached::add));
        String eligible = !assigned.isEmpty()
                ? counted(assigned.size()) + " assigned and may use it"
                : !reached.isEmpty()
                        ? counted(reached.size()) + " able to reach it"
                        : "it is installed on %s".formatted(Integer.toString(facts.installed()))
                                + (facts.installed() == 1 ? " device" : " devices");
        return new Note(
                "concurrent-peak",
                peak.value().setScale(0, RoundingMode.CEILING).longValueExact(),
                peak.active().values().stream()
                        .flatMap(one -> one.person().or(one::device).map(Party::name).stream())
                        .sorted()
                        .toList(),
                peak.value().signum() == 0
                        ? "Nobody used it from %s until %s; %s.".formatted(first, last, eligible)
                        : "The peak of use was %s at %s, measured from %s until %s; %s."
                                .formatted(
                                        peak.value().stripTrailingZeros().toPlainString(),
                                        peak.at(),
                                        first,
                                        last,
                                        eligible));
    }

    private static String counted(int count) {
        return count == 1 ? "1 person or device is" : count + " people or devices are";
    }
}
