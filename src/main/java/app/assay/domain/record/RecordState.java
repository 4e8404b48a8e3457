package app.assay.domain.record;

import java.math.BigDecimal;
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

    public Optional<UUID> reference(String field) {
        return find(field).map(UUID::fromString);
    }

    public boolean flag(String field) {
        return Boolean.parseBoolean(text(field));
    }

    /// The code of a field, or a fallback when it is unknown.
    public <E extends Enum<E>> E code(String field, Class<E> codes, E fallback) {
        return find(field).map(text -> Enum.valueOf(codes, text)).orElse(fallback);
    }
}
