package app.assay.domain.entitlement;

import app.assay.domain.metric.CountedMetric;
import app.assay.domain.metric.CountedMetrics;
import app.assay.domain.metric.MetricTerms;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How a publisher counts use. Each variant carries the terms that its own arithmetic needs; the terms are data of the
/// entitlement, never constants of the program.
public sealed interface Metric {

    /// Counts devices on which the product is installed; one per device, however many copies.
    record PerDevice() implements Metric {}

    /// Counts assigned people (or, where nobody is assigned, the users of the devices); one per person on any
    /// number of
    /// devices.
    record PerNamedUser() implements Metric {}

    /// Counts filled processor sockets of the devices.
    ///
    /// @param coresPerLicence cores that one licence covers on a processor; empty when a processor has no cap
    /// @param roundedUpTo the processors of each machine are rounded up to a multiple of this, such as 2 where
    /// pairs of
    ///     sockets are licensed; empty when they are not rounded
    record PerProcessor(OptionalInt coresPerLicence, OptionalInt roundedUpTo) implements Metric {

        /// Processors that are not rounded.
        public PerProcessor(OptionalInt coresPerLicence) {
            this(coresPerLicence, OptionalInt.empty());
        }
    }

    /// Counts cores.
    ///
    /// Physical cores are charged per processor, at least `minimumPerProcessor`, and per server, at least
    /// `minimumPerServer`. A virtual machine counted by itself is charged its virtual cores, at least
    /// `minimumPerVirtualMachine`.
    ///
    /// @param minimumPerProcessor cores charged for a processor that has fewer; 0 for no minimum
    /// @param minimumPerServer cores charged for a server that has fewer; 0 for no minimum
    /// @param minimumPerVirtualMachine cores charged for a virtual machine that has fewer; 0 for no minimum
    /// @param counting whether the device itself or the host below it is licensed
    /// @param virtualMachinesPerSet when hosts are licensed: virtual machines that one full set of host cores
    /// covers; each
    ///     further full set covers as many again; empty when one set covers all
    record PerCore(
            int minimumPerProcessor,
            int minimumPerServer,
            int minimumPerVirtualMachine,
            Counting counting,
            OptionalInt virtualMachinesPerSet)
            implements Metric {}

    /// What a core metric licenses.
    enum Counting {
        /// The device or virtual machine in which the product runs.
        DEVICE,
        /// The device or virtual machine, a virtual machine only while the right is maintained or subscribed.
        DEVICE_VIRTUAL_IF_MAINTAINED,
        /// The physical host, for the virtual machines on it.
        HOST
    }

    /// Counts assigned seats of a subscription, active or not.
    record PerSubscriptionSeat() implements Metric {}

    /// Covers everything inside the scope and term of the right; counts devices only to show use.
    record PerSite() implements Metric {}

    /// A metric that counts all that use the product together.
    record Counted(CountedMetric metric, MetricTerms terms) implements Metric {}

    /// A metric that this version cannot compute; lines that need it say so.
    ///
    /// @param name the name that the contract uses
    record Other(String name) implements Metric {}

    Pattern TEXT = Pattern.compile("([a-z-]+)(?:\\((.*)\\))?");

    /// The stable code of the variant: `device`, `named-user`, `processor`, `core`, `subscription-seat`, `site`,
    /// `other`.
    default String code() {
        return switch (this) {
            case PerDevice() -> "device";
            case PerNamedUser() -> "named-user";
            case PerProcessor _ -> "processor";
            case PerCore _ -> "core";
            case PerSubscriptionSeat() -> "subscription-seat";
            case PerSite() -> "site";
            case Counted(var metric, var _) -> metric.code();
            case Other _ -> "other";
        };
    }

    /// The canonical text, such as `device` or `core(minimumPerProcessor=8,minimumPerServer=16,counting=HOST)`.
    /// Terms that
    /// are zero or absent are left out, the others are sorted by name.
    default String text() {
        var terms = new TreeMap<String, String>();
        switch (this) {
            case PerProcessor processor -> {
                processor.coresPerLicence().ifPresent(cores -> terms.put("coresPerLicence", Integer.toString(cores)));
                processor.roundedUpTo().ifPresent(processors -> terms.put("roundedUpTo", Integer.toString(processors)));
            }
            case PerCore core -> {
                put(terms, "minimumPerProcessor", core.minimumPerProcessor());
                put(terms, "minimumPerServer", core.minimumPerServer());
                put(terms, "minimumPerVirtualMachine", core.minimumPerVirtualMachine());
                if (core.counting() != Counting.DEVICE) {
                    terms.put("counting", core.counting().name());
                }
                core.virtualMachinesPerSet()
                        .ifPresent(machines -> terms.put("virtualMachinesPerSet", Integer.toString(machines)));
            }
            case Other other -> terms.put("name", other.name().replaceAll("[(),=]", " "));
            case Counted counted -> terms.putAll(counted.terms().values());
            case PerDevice _, PerNamedUser _, PerSubscriptionSeat _, PerSite _ -> {}
        }
        if (terms.isEmpty()) {
            return code();
        }
        return terms.entrySet().stream()
                .map(term -> term.getKey() + "=" + term.getValue())
                .collect(Collectors.joining(",", code() + "(", ")"));
    }

    private static void put(Map<String, String> terms, String name, int value) {
        if (value != 0) {
            terms.put(name, Integer.toString(value));
        }
    }

    /// Reads the canonical text that [#text()] writes.
    ///
    /// @throws IllegalArgumentException if the text names no metric or a term is not of it
    static Metric parse(String text) {
        var matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a metric: " + text);
        }
        var terms = new TreeMap<String, String>();
        String inside = matcher.group(2);
        if (inside != null && !inside.isBlank()) {
            for (String term : inside.split(",", -1)) {
                int equals = term.indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException("not a term of a metric: " + term);
                }
                terms.put(
                        term.substring(0, equals).strip(),
                        term.substring(equals + 1).strip());
            }
        }
        Metric metric = switch (String.valueOf(matcher.group(1))) {
            case "device" -> new PerDevice();
            case "named-user" -> new PerNamedUser();
            case "processor" -> new PerProcessor(optional(terms, "coresPerLicence"), optional(terms, "roundedUpTo"));
            case "core" ->
                new PerCore(
                        number(terms, "minimumPerProcessor"),
                        number(terms, "minimumPerServer"),
                        number(terms, "minimumPerVirtualMachine"),
                        counting(terms),
                        optional(terms, "virtualMachinesPerSet"));
            case "subscription-seat" -> new PerSubscriptionSeat();
            case "site" -> new PerSite();
            case "other" -> {
                String name = terms.remove("name");
                yield new Other(name == null ? "" : name);
            }
            default -> {
                var counted = CountedMetrics.find(String.valueOf(matcher.group(1)))
                        .orElseThrow(() -> new IllegalArgumentException("unknown metric: " + text));
                var told = MetricTerms.of(counted, terms);
                terms.clear();
                yield new Counted(counted, told);
            }
        };
        if (!terms.isEmpty()) {
            throw new IllegalArgumentException("metric %s has no term %s".formatted(metric.code(), terms.firstKey()));
        }
        return metric;
    }

    private static int number(Map<String, String> terms, String name) {
        return optional(terms, name).orElse(0);
    }

    private static OptionalInt optional(Map<String, String> terms, String name) {
        String value = terms.remove(name);
        if (value == null) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(value);
        if (number < 0) {
            throw new IllegalArgumentException("%s is negative: %s".formatted(name, value));
        }
        return OptionalInt.of(number);
    }

    private static Counting counting(Map<String, String> terms) {
        String value = terms.remove("counting");
        return value == null ? Counting.DEVICE : Counting.valueOf(value);
    }
}
