package app.assay.domain.record;

import java.util.List;
import java.util.Optional;

/// One field of a kind of record.
///
/// @param name the stable name, in lower camel case; also the column in tables, exports and mapping profiles
/// @param required whether a record without it is refused
/// @param codes the codes a [FieldType#CODE] field may hold, in order; else empty
/// @param target the kind a [FieldType#REFERENCE] field points at
public record Field(String name, FieldType type, boolean required, List<String> codes, Optional<RecordKind> target) {

    public Field {
        codes = List.copyOf(codes);
    }

    static Field text(String name) {
        return new Field(name, FieldType.TEXT, false, List.of(), Optional.empty());
    }

    static Field of(String name, FieldType type) {
        return new Field(name, type, false, List.of(), Optional.empty());
    }

    static Field code(String name, Class<? extends Enum<?>> codes) {
        return new Field(
                name,
                FieldType.CODE,
                false,
                java.util.Arrays.stream(codes.getEnumConstants())
                        .map(Enum::name)
                        .toList(),
                Optional.empty());
    }

    static Field reference(String name, RecordKind target) {
        return new Field(name, FieldType.REFERENCE, false, List.of(), Optional.of(target));
    }

    Field needed() {
        return new Field(name, type, true, codes, target);
    }
}
