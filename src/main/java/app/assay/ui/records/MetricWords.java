package app.assay.ui.records;

import app.assay.domain.entitlement.Metric;
import app.assay.domain.metric.CountedMetric;
import app.assay.domain.metric.CountedMetrics;
import app.assay.domain.metric.MetricTerm;
import app.assay.ui.text.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Licence metrics in plain words.
public final class MetricWords {

    /// The codes of the metrics in the order in which they are offered.
    public static final List<String> CODES = Stream.concat(
                    Stream.concat(
                            Stream.of("device", "named-user", "processor", "core", "subscription-seat", "site"),
                            CountedMetrics.ALL.stream().map(CountedMetric::code)),
                    Stream.of("other"))
            .toList();

    private static final List<String> TERMS = List.of(
            "minimumPerProcessor",
            "minimumPerServer",
            "minimumPerVirtualMachine",
            "counting",
            "virtualMachinesPerSet",
            "coresPerLicence",
            "roundedUpTo",
            "name");

    private MetricWords() {}

    /// The name of a metric by its code, such as "Named user".
    public static String name(Texts texts, String code) {
        return texts.get("metric." + code);
    }

    /// A metric with its terms, such as "Core (8 per processor, 16 per server, hosts are licensed)".
    public static String of(Texts texts, Metric metric) {
        var name = name(texts, metric.code());
        var terms = new java.util.ArrayList<String>();
        switch (metric) {
            case Metric.PerProcessor processor -> {
                processor
                        .coresPerLicence()
                        .ifPresent(cores -> terms.add(texts.get("metric.term.coresPerLicence", cores)));
                processor
                        .roundedUpTo()
                        .ifPresent(multiple -> terms.add(texts.get("metric.term.roundedUpTo", multiple)));
            }
            case Metric.PerCore core -> {
                number(texts, terms, "minimumPerProcessor", core.minimumPerProcessor());
                number(texts, terms, "minimumPerServer", core.minimumPerServer());
                number(texts, terms, "minimumPerVirtualMachine", core.minimumPerVirtualMachine());
                if (core.counting() != Metric.Counting.DEVICE) {
                    terms.add(texts.get("metric.term." + core.counting().name()));
                }
                core.virtualMachinesPerSet()
                        .ifPresent(machines -> terms.add(texts.get("metric.term.virtualMachinesPerSet", machines)));
            }
            case Metric.Counted(var counted, var values) ->
                counted.terms().forEach(term -> {
                    var value = values.text(term.name());
                    if (!value.isEmpty()) {
                        terms.add(
                                term.type() == MetricTerm.Type.CODE
                                        ? texts.get("metric.code." + value)
                                        : texts.get(
                                                "metric.term." + term.name(),
                                                term.type() == MetricTerm.Type.NUMBER
                                                        ? (Object) Integer.valueOf(value)
                                                        : value));
                    }
                });
            case Metric.Other other -> terms.add(other.name());
            case Metric.PerDevice _, Metric.PerNamedUser _, Metric.PerSubscriptionSeat _, Metric.PerSite _ -> {}
        }
        return terms.isEmpty() ? name : name + " (" + String.join(", ", terms) + ")";
    }

    private static void number(Texts texts, List<String> terms, String term, int value) {
        if (value != 0) {
            terms.add(texts.get("metric.term." + term, value));
        }
    }

    private static List<String> terms() {
        return Stream.concat(
                        TERMS.stream(),
                        CountedMetrics.ALL.stream()
                                .flatMap(metric -> metric.terms().stream().map(MetricTerm::name)))
                .distinct()
                .toList();
    }

    /// The words for a canonical text; the text itself when it is no metric.
    public static String shown(Texts texts, String canonical) {
        try {
            return of(texts, Metric.parse(canonical));
        } catch (IllegalArgumentException _) {
            return canonical;
        }
    }

    /// The canonical text of what an analyst typed: a canonical text however blanked and cased, or a plain name.
    public static Optional<String> canonical(Texts texts, String typed) {
        var plain = typed.strip();
        for (var code : CODES) {
            if (plain.equalsIgnoreCase(name(texts, code)) || plain.equalsIgnoreCase(code)) {
                return Optional.of(code);
            }
        }
        var squeezed = plain.replace(" ", "");
        int open = squeezed.indexOf('(');
        var code = open < 0 ? squeezed : squeezed.substring(0, open);
        var terms = open < 0 ? "" : squeezed.substring(open);
        for (var term : terms()) {
            terms = terms.replaceAll("(?i)(?<=[(,])" + term + "(?==)", term);
        }
        terms = terms.replaceAll("(?i)counting=([a-z_]+)", "counting=$1");
        int counting = terms.indexOf("counting=");
        if (counting >= 0) {
            int from = counting + "counting=".length();
            int to = from;
            while (to < terms.length() && terms.charAt(to) != ',' && terms.charAt(to) != ')') {
                to++;
            }
            terms = terms.substring(0, from) + terms.substring(from, to).toUpperCase(Locale.ROOT) + terms.substring(to);
        }
        for (var known : CODES) {
            if (code.equalsIgnoreCase(name(texts, known).replace(" ", ""))) {
                code = known;
            }
        }
        try {
            return Optional.of(
                    Metric.parse(code.toLowerCase(Locale.ROOT) + terms).text());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
