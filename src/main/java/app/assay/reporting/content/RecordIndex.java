package app.assay.reporting.content;

import app.assay.domain.code.EvidenceGrade;
import app.assay.domain.record.Field;
import app.assay.domain.record.FieldType;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import app.assay.reporting.table.Columns;
import app.assay.reporting.table.TableData;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Records by kind and identity, and as tables.
public final class RecordIndex {

    private static final List<RecordKind> DERIVED =
            List.of(RecordKind.ENTITLEMENT, RecordKind.ASSIGNMENT, RecordKind.EXCLUSION);

    /// What files told of a product beside the fields of a record.
    private static final List<String> TOLD = List.of("publisher", "version");

    private final EvidenceContent.Records records;
    private final EvidenceContent.Meanings meanings;
    private final Map<RecordKind, Map<UUID, RecordState>> byKind = new EnumMap<>(RecordKind.class);

    public RecordIndex(EvidenceContent.Records records, EvidenceContent.Meanings meanings) {
        this.records = records;
        this.meanings = meanings;
    }

    /// Records of a kind in their order.
    public List<RecordState> of(RecordKind kind) {
        return List.copyOf(byId(kind).values());
    }

    public Optional<RecordState> find(RecordKind kind, UUID id) {
        return Optional.ofNullable(byId(kind).get(id));
    }

    /// The natural key of a record, empty when it is not there.
    public String name(RecordKind kind, Optional<UUID> id) {
        return id.flatMap(known -> find(kind, known))
                .map(record -> record.text(kind.fields().getFirst().name()))
                .orElse("");
    }

    /// Proofs of an entitlement: its own, its purchase's and its agreement's, strongest first.
    public List<RecordState> proofs(RecordState entitlement) {
        return of(RecordKind.PROOF).stream()
                .filter(proof -> points(proof, "entitlement", Optional.of(entitlement.id()))
                        || points(proof, "purchase", entitlement.reference("purchase"))
                        || points(proof, "agreement", entitlement.reference("agreement")))
                .sorted(Comparator.comparingInt(
                        proof -> grade(proof).map(EvidenceGrade::ordinal).orElse(Integer.MAX_VALUE)))
                .toList();
    }

    public static Optional<EvidenceGrade> grade(RecordState proof) {
        return proof.find("grade").map(EvidenceGrade::valueOf);
    }

    private static boolean points(RecordState proof, String field, Optional<UUID> target) {
        return target.isPresent() && proof.reference(field).equals(target);
    }

    private Map<UUID, RecordState> byId(RecordKind kind) {
        return byKind.computeIfAbsent(kind, wanted -> {
            var byId = new LinkedHashMap<UUID, RecordState>();
            records.of(wanted).forEach(record -> byId.put(record.id(), record));
            return byId;
        });
    }

    /// What the texts of a record mean.
    public Optional<EvidenceContent.Meaning> meaning(RecordState record) {
        return DERIVED.contains(record.kind()) ? meanings.of(record) : Optional.empty();
    }

    /// The records of a kind as a table: identity, then every field; a reference also by the name of what it points
    /// at. Of what names a product by its texts there follow what files told beside the fields, and what it all
    /// means.
    public TableData table(String name, String title, RecordKind kind) {
        var columns = new ArrayList<Column>();
        columns.add(Columns.text("id"));
        for (var field : kind.fields()) {
            columns.add(Columns.column(field.name(), type(field.type())));
            if (field.type() == FieldType.REFERENCE) {
                columns.add(Columns.text(field.name() + "Name"));
            }
        }
        told(kind).forEach(each -> columns.add(Columns.text(each)));
        if (DERIVED.contains(kind)) {
            columns.add(Columns.code("recognition"));
            columns.add(Columns.code("recognisedProduct"));
            columns.add(Columns.text("recognisedEdition"));
            columns.add(Columns.text("recognisedRelease"));
            columns.add(Columns.text("recognisedAs"));
            columns.add(Columns.text("countedBy"));
            columns.add(Columns.text("assumed"));
        }
        return new TableData(name, title, columns, each -> {
            for (var record : of(kind)) {
                each.accept(row(record));
            }
        });
    }

    /// The name of what a field refers to. What a file names that is not there is no blank: what is for one device
    /// is
    /// not for all.
    public String named(RecordState record, RecordKind target, String field) {
        var name = name(target, record.reference(field));
        return name.isEmpty() ? record.unresolved(field).orElse("") : name;
    }

    private List<@Nullable Object> row(RecordState record) {
        var cells = new ArrayList<@Nullable Object>();
        cells.add(record.id().toString());
        for (var field : record.kind().fields()) {
            cells.add(record.find(field.name()).map(text -> value(field, text)).orElse(null));
            if (field.type() == FieldType.REFERENCE) {
                var target = field.target();
                cells.add(target.map(kind -> orNull(named(record, kind, field.name())))
                        .orElse(null));
            }
        }
        told(record.kind()).forEach(each -> cells.add(orNull(record.text(each))));
        if (DERIVED.contains(record.kind())) {
            var meaning = meaning(record);
            for (Function<EvidenceContent.Meaning, String> part : MEANING) {
                cells.add(orNull(meaning.map(part).orElse("")));
            }
        }
        return cells;
    }

    private static final List<Function<EvidenceContent.Meaning, String>> MEANING = List.of(
            EvidenceContent.Meaning::recognition,
            EvidenceContent.Meaning::product,
            EvidenceContent.Meaning::edition,
            EvidenceContent.Meaning::release,
            EvidenceContent.Meaning::named,
            EvidenceContent.Meaning::metric,
            EvidenceContent.Meaning::note);

    private static List<String> told(RecordKind kind) {
        return TOLD.stream()
                .filter(kind::isToldByFiles)
                .filter(name -> kind.find(name).isEmpty())
                .toList();
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    public static Object value(Field field, String text) {
        return switch (field.type()) {
            case TEXT, CODE, METRIC, REFERENCE, PRODUCT -> text;
            case INTEGER -> Long.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case QUANTITY -> Quantity.parse(text);
            case MONEY -> Money.parse(text);
            case DATE -> LocalDate.parse(text);
            case INSTANT -> Instant.parse(text);
            case FLAG -> Boolean.valueOf(text);
        };
    }

    private static ColumnType type(FieldType type) {
        return switch (type) {
            case TEXT, REFERENCE -> ColumnType.TEXT;
            case CODE, METRIC, PRODUCT -> ColumnType.CODE;
            case INTEGER -> ColumnType.INTEGER;
            case DECIMAL -> ColumnType.DECIMAL;
            case QUANTITY -> ColumnType.QUANTITY;
            case MONEY -> ColumnType.MONEY;
            case DATE -> ColumnType.DATE;
            case INSTANT -> ColumnType.INSTANT;
            case FLAG -> ColumnType.FLAG;
        };
    }
}
