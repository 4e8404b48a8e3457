package app.assay.importing.profile;

import app.assay.domain.record.FieldType;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.RowMeaning;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// A field that a column of a table may be mapped to.
///
/// @param name name of the field, as in mapping profiles
/// @param needed whether a row without it is rejected
/// @param codes the codes that a [FieldType#CODE] field takes
public record TargetField(String name, FieldType type, boolean needed, List<String> codes) {

    /// The field of a row that completes its unit price; it is no field of the record.
    public static final String CURRENCY = "currency";

    /// The maker of the product that a row names; it helps to tell which product is meant.
    public static final String PUBLISHER = "publisher";

    /// The field of a device row that gives its cores together with its processors; it is no field of the record.
    public static final String CORES_PER_PROCESSOR = "coresPerProcessor";

    private static final List<TargetField> INSTALLATION = List.of(
            text("device", true),
            text("title", true),
            text("publisher", false),
            text("version", false),
            text("code", false),
            new TargetField("firstSeen", FieldType.DATE, false, List.of()),
            new TargetField("lastSeen", FieldType.DATE, false, List.of()),
            new TargetField("lastUsed", FieldType.DATE, false, List.of()));

    /// What a row may lack in a file: the reader makes up or assumes these, and says so in a warning.
    private static final Map<RowMeaning, Set<String>> MADE = Map.of(
            RowMeaning.ENTITLEMENTS, Set.of("reference", "product", "metric", "kind", "quantity"),
            RowMeaning.PURCHASES, Set.of("reference"),
            RowMeaning.AGREEMENTS, Set.of("reference"),
            RowMeaning.USERS, Set.of("name"),
            RowMeaning.EXCLUSIONS, Set.of("reference", "reason", "explanation"));

    /// What a row needs: of each group at least one field.
    private static final Map<RowMeaning, List<List<String>>> NEEDS = Map.of(
            RowMeaning.INSTALLATIONS, List.of(List.of("title")),
            RowMeaning.DEVICES, List.of(List.of("name")),
            RowMeaning.USERS, List.of(List.of("name", "login", "email")),
            RowMeaning.ENTITLEMENTS, List.of(List.of("product", "partNumber")),
            RowMeaning.PURCHASES, List.of(List.of("reference", "description", "partNumber", "invoice")),
            RowMeaning.AGREEMENTS, List.of(List.of("reference", "name")),
            RowMeaning.ASSIGNMENTS, List.of(List.of("product"), List.of("user", "device")),
            RowMeaning.EXCLUSIONS, List.of(List.of("product", "device", "unit", "environment")),
            RowMeaning.ORGANISATION_UNITS, List.of(List.of("name")));

    /// Fields of a row that are no fields of the record.
    private static final Map<RowMeaning, List<TargetField>> BESIDE = Map.of(
            RowMeaning.DEVICES, List.of(new TargetField(CORES_PER_PROCESSOR, FieldType.INTEGER, false, List.of())),
            RowMeaning.ENTITLEMENTS, List.of(text(PUBLISHER, false), text(CURRENCY, false)),
            RowMeaning.PURCHASES, List.of(text(CURRENCY, false)),
            RowMeaning.ASSIGNMENTS, List.of(text(PUBLISHER, false)));

    public TargetField {
        codes = List.copyOf(codes);
    }

    /// The fields that a row of a meaning can fill, in the order in which a form shows them.
    public static List<TargetField> of(RowMeaning meaning) {
        if (meaning.kind().isEmpty()) {
            return INSTALLATION;
        }
        RecordKind kind = meaning.kind().get();
        var target = RowTargets.of(meaning);
        Set<String> made = target.map(RowTarget::made).orElseGet(() -> MADE.getOrDefault(meaning, Set.of()));
        Stream<TargetField> own = kind.fields().stream()
                .map(field -> new TargetField(
                        field.name(), field.type(), field.required() && !made.contains(field.name()), field.codes()));
        Stream<TargetField> beside =
                target.map(TargetField::beside).orElseGet(() -> BESIDE.getOrDefault(meaning, List.of())).stream()
                        .filter(field -> kind.find(field.name()).isEmpty());
        return Stream.concat(own, beside).toList();
    }

    /// What a row of a meaning needs: of each group at least one field.
    public static List<List<String>> needs(RowMeaning meaning) {
        return RowTargets.of(meaning).map(RowTarget::needs).orElseGet(() -> NEEDS.getOrDefault(meaning, List.of()));
    }

    private static List<TargetField> beside(RowTarget target) {
        return target.beside().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(field -> new TargetField(field.getKey(), field.getValue(), false, List.of()))
                .toList();
    }

    private static TargetField text(String name, boolean needed) {
        return new TargetField(name, FieldType.TEXT, needed, List.of());
    }
}
