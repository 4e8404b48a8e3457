package app.assay.importing.guard;

import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Sentence;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How much of anything a file may hold before reading stops. Every limit that is hit is named in the message.
public final class Limits {

    /// What is allowed unless the analyst says otherwise.
    public static final Limits DEFAULT = new Limits(Map.of());

    private static final Pattern VALUE = Pattern.compile("(\\d{1,15})\\s*(KiB|MiB|GiB)?");

    /// What was told, by its limit; the others have their usual value.
    private final Map<Limit, Long> told;

    private Limits(Map<Limit, Long> told) {
        this.told = told;
    }

    public long of(Limit limit) {
        return told.getOrDefault(limit, limit.usual());
    }

    /// A limit that is small enough for an index.
    public int whole(Limit limit) {
        return Math.toIntExact(of(limit));
    }

    /// The same with another value for one limit.
    ///
    /// @throws IllegalArgumentException if the value is below 1 or above the ceiling
    public Limits with(Limit limit, long value) {
        if (value < 1 || value > limit.ceiling()) {
            throw new IllegalArgumentException("%s cannot be %s".formatted(limit.code(), value));
        }
        var changed = new EnumMap<Limit, Long>(Limit.class);
        changed.putAll(told);
        if (value == limit.usual()) {
            changed.remove(limit);
        } else {
            changed.put(limit, value);
        }
        return new Limits(changed);
    }

    /// The usual limits with what an analyst told.
    ///
    /// @param told value by the code of the limit, such as `4GiB` by `table-bytes`
    /// @throws Fault `USAGE` if there is no such limit or the value is beyond its ceiling
    public static Limits of(Map<String, String> told) {
        Limits limits = DEFAULT;
        for (var entry : new TreeMap<>(told).entrySet()) {
            Limit limit = Arrays.stream(Limit.values())
                    .filter(each -> each.code().equals(entry.getKey()))
                    .findFirst()
                    .orElseThrow(() -> usage(
                            Sentence.of("import.there-no-limit", entry.getKey()),
                            Sentence.of(
                                    "import.limits-are",
                                    Arrays.stream(Limit.values())
                                            .map(Limit::code)
                                            .collect(Collectors.joining(", ")))));
            long value = value(entry.getValue());
            if (value < 1 || value > limit.ceiling()) {
                throw usage(
                        Sentence.of("import.limit-cannot", limit.code(), limit.words(), entry.getValue()),
                        Sentence.of("import.give-whole-number-from-1", limit.ceiling(), limit.usual()));
            }
            limits = limits.with(limit, value);
        }
        return limits;
    }

    private static Fault usage(Sentence happened, Sentence remedy) {
        return new Fault(FaultCode.USAGE, happened, Sentence.of("import.nothing-was-imported"), remedy);
    }

    /// Whole numbers with or without a binary unit; anything else is 0, which is no limit.
    private static long value(String text) {
        Matcher matcher = VALUE.matcher(text.strip());
        if (!matcher.matches()) {
            return 0;
        }
        int shift = switch (String.valueOf(matcher.group(2))) {
            case "KiB" -> 10;
            case "MiB" -> 20;
            case "GiB" -> 30;
            default -> 0;
        };
        long number = Long.parseLong(matcher.group(1));
        return number > Long.MAX_VALUE >> shift ? 0 : number << shift;
    }

    /// What differs from the usual, one line each, for telling two readings of the same file apart.
    public String changes() {
        return Arrays.stream(Limit.values())
                .filter(told::containsKey)
                .map(limit -> "limit." + limit.code() + "=" + of(limit) + "\n")
                .collect(Collectors.joining());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Limits limits && told.equals(limits.told);
    }

    @Override
    public int hashCode() {
        return told.hashCode();
    }

    @Override
    public String toString() {
        return changes();
    }
}
