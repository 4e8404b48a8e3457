package app.assay.importing;

import app.assay.domain.record.Field;
import app.assay.domain.record.FieldType;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.RowMeaning;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A field that a column of a table may be mapped to.
///
/// @param name name of the field, as in mapping profiles
/// @param needed whether a row without it is rejected
/// @param codes the codes that a [FieldType#CODE] field takes
public record TargetField(String name, FieldType type, boolean needed, List<String> codes) {

    /// The field of an entitlement row that completes its unit price; it is no field of the record.
    static final String CURRENCY = "currency";

    private static final List<TargetField> INSTALLATION = List.of(
            text("device", true),
            text("title", true),
            text("publisher", false),
            text("version", false),
            text("code", false),
            new TargetField("firstSeen", FieldType.DATE, false, List.of()),
            new TargetField("lastSeen", FieldType.DATE, false, List.of()),
            new TargetField("lastUsed", FieldType.DATE, false, List.of()));

    /// What an entitlement may lack in a file: the reader makes up or assumes these, and says so in a warning.
    private static final Set<String> MADE_FOR_ENTITLEMENTS = Set.of("reference", "metric", "kind", "quantity");

    public TargetField {
        codes = List.copyOf(codes);
    }

    /// The fields that a row of a meaning can fill, in the order in which a form shows them.
    public static List<TargetField> of(RowMeaning meaning) {
        return switch (meaning) {
            case INSTALLATIONS -> INSTALLATION;
            case DEVICES -> of(RecordKind.DEVICE);
            case USERS -> of(RecordKind.USER);
            case ENTITLEMENTS ->
                Stream.concat(of(RecordKind.ENTITLEMENT).stream(), Stream.of(text(CURRENCY, false)))
                        .toList();
        };
    }

    private static List<TargetField> of(RecordKind kind) {
        return kind.fields().stream().map(field -> of(kind, field)).toList();
    }

    private static TargetField of(RecordKind kind, Field field) {
        boolean made = kind == RecordKind.ENTITLEMENT && MADE_FOR_ENTITLEMENTS.contains(field.name());
        return new TargetField(field.name(), field.type(), field.required() && !made, field.codes());
    }

    private static TargetField text(String name, boolean needed) {
        return new TargetField(name, FieldType.TEXT, needed, List.of());
    }
}
