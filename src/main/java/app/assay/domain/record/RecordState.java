package app.assay.domain.record;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// A record at one moment: its kind, its identity and its values as canonical texts by field name.
///
/// A field that is unknown is absent; no value is ever the empty text.
public record RecordState(RecordKind kind, UUID id, SortedMap<String, String> values) {

    /// Begins the names under which stands what files name in a field where no record of that name is there. No
    /// field
    /// begins like it.
    private static final String UNRESOLVED = "?";

    public RecordState {
        var copy = new TreeMap<String, String>();
        values.forEach((name, value) -> {
            if (!value.isEmpty()) {
                copy.put(name, value);
            }
        });
        values = Collections.unmodifiableSortedMap(copy);
    }

    public static RecordState of(RecordKind kind, UUID id, Map<String, String> values) {
        return new RecordState(kind, id, new TreeMap<>(values));
    }

    /// The text of a field, empty when it is unknown.
    public String text(String field) {
        return values.getOrDefault(field, "");
    }

    public Optional<String> find(String field) {
        return Optional.ofNullable(values.get(field));
    }

    public OptionalInt integer(String field) {
        String text = values.get(field);
        return text == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    }

    public Optional<BigDecimal> decimal(String field) {
        return find(field).map(BigDecimal::new);
    }

    public Optional<LocalDate> date(String field) {
        return find(field).map(LocalDate::parse);
    }

    public Optional<Instant> instant(String field) {
        return find(field).map(Instant::parse);
    }

    /// The record that a field refers to. Where files name one that is not there it is some identity that no record
    /// has: what is for one device is not for all.
    public Optional<UUID> reference(String field) {
        return find(field)
                .map(UUID::fromString)
                .or(() -> unresolved(field)
                        .map(name -> UUID.nameUUIDFromBytes((field + '\n' + name).getBytes(StandardCharsets.UTF_8))));
    }

    /// What files name in a reference field where no record of that name is there yet; empty for any other field.
    public Optional<String> unresolved(String field) {
        return values.containsKey(field) ? Optional.empty() : Optional.ofNullable(values.get(UNRESOLVED + field));
    }

    /// Puts down that a name in a reference field stands for no record that is there.
    public static void leaveUnresolved(Map<String, String> values, String field, String name) {
        values.remove(field);
        values.put(UNRESOLVED + field, name);
    }

    public boolean flag(String field) {
        return Boolean.parseBoolean(text(field));
    }

    /// The code of a field, or a fallback when it is unknown.
    public <E extends Enum<E>> E code(String field, Class<E> codes, E fallback) {
        return find(field).map(text -> Enum.valueOf(codes, text)).orElse(fallback);
    }
}
