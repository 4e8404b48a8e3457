package app.assay.domain.record;

import static app.assay.domain.record.Field.code;
import static app.assay.domain.record.Field.of;
import static app.assay.domain.record.Field.reference;
import static app.assay.domain.record.Field.text;

import app.assay.domain.code.DeviceKind;
import app.assay.domain.code.Environment;
import app.assay.domain.code.EvidenceGrade;
import app.assay.domain.code.ExclusionReason;
import app.assay.domain.code.HostAffinity;
import app.assay.domain.code.LifeCycleStatus;
import app.assay.domain.code.RightKind;
import app.assay.domain.code.RuleMatch;
import app.assay.domain.code.UsageKind;
import app.assay.domain.code.UserStatus;
import app.assay.domain.code.VersionCover;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The kinds of records that a register holds one by one, each a row with a UUID made once.
///
/// A record's values are canonical texts by field name. What files say (source values, immutable per load) and what the
/// analyst says (edited values, which win field by field) are kept apart; a record's current state is derived from
/// both.
/// Single installations are no records: they are packed facts of a load.
public enum RecordKind {
    ORGANISATION_UNIT,
    USER,
    DEVICE,
    AGREEMENT,
    PURCHASE,
    ENTITLEMENT,
    PROOF,
    ASSIGNMENT,
    /// Measured use of a product: a value over a time, or a session of a person or device.
    USAGE(new KindDescription(
            List.of("product", "metric", "from", "until", "device", "user"),
            List.of("from", "until"),
            "30_deployment/usage",
            "Measured use")),
    EXCLUSION,
    /// A user rule of recognition.
    RECOGNITION_RULE,
    /// A manual decision for one raw title.
    TITLE_DECISION,
    /// A product that the analyst added to the catalogue.
    PRODUCT,
    /// A named mapping profile for tables.
    MAPPING_PROFILE,
    /// One setting of the register, by name.
    SETTING,
    /// A frozen position.
    POSITION,
    /// That a person or device reaches what runs on a server.
    ACCESS(new KindDescription(
            List.of("server", "product", "user", "device"),
            List.of("from", "until"),
            "30_deployment/access",
            "Who reaches which server"));

    @SuppressWarnings("ImmutableEnumChecker") // a description copies its lists and never changes
    private final Optional<KindDescription> description;

    RecordKind() {
        description = Optional.empty();
    }

    /// A kind that needs nothing special.
    RecordKind(KindDescription description) {
        this.description = Optional.of(description);
    }

    /// What a kind is that needs nothing special; empty for one of which parts of the program know more.
    public Optional<KindDescription> description() {
        return description;
    }

    /// The fields in the order in which forms and exports show them. The first is the natural key that people read.
    public List<Field> fields() {
        return Known.FIELDS.getOrDefault(this, List.of());
    }

    /// The fields of all kinds, made once; apart from the kinds themselves since fields name kinds.
    private static final class Known {
        static final Map<RecordKind, List<Field>> FIELDS = all();
        static final Map<RecordKind, List<Field>> BESIDE = beside();

        private static Map<RecordKind, List<Field>> all() {
            var fields = new EnumMap<RecordKind, List<Field>>(RecordKind.class);
            for (var kind : values()) {
                fields.put(kind, kind.described());
            }
            return Collections.unmodifiableMap(fields);
        }

        private static Map<RecordKind, List<Field>> beside() {
            var fields = new EnumMap<RecordKind, List<Field>>(RecordKind.class);
            for (var kind : values()) {
                var known = FIELDS.getOrDefault(kind, List.of());
                fields.put(
                        kind,
                        Stream.of("publisher", "version")
                                .filter(kind::isToldByFiles)
                                .filter(name -> known.stream()
                                        .noneMatch(field -> field.name().equals(name)))
                                .map(Field::text)
                                .toList());
            }
            return Collections.unmodifiableMap(fields);
        }
    }

    private List<Field> described() {
        return switch (this) {
            case ORGANISATION_UNIT -> List.of(text("name").needed(), reference("parent", ORGANISATION_UNIT));
            case USER ->
                List.of(
                        text("name").needed(),
                        text("login"),
                        text("email"),
                        text("employeeNumber"),
                        reference("unit", ORGANISATION_UNIT),
                        code("status", UserStatus.class));
            case DEVICE ->
                List.of(
                        text("name").needed(),
                        text("domain"),
                        code("kind", DeviceKind.class),
                        text("operatingSystem"),
                        text("manufacturer"),
                        text("model"),
                        text("serial"),
                        text("assetTag"),
                        text("hardwareId"),
                        text("networkAddresses"),
                        text("processorModel"),
                        of("processors", FieldType.INTEGER),
                        of("cores", FieldType.INTEGER),
                        of("threads", FieldType.INTEGER),
                        reference("host", DEVICE),
                        text("cluster"),
                        code("hostAffinity", HostAffinity.class),
                        code("status", LifeCycleStatus.class),
                        code("environment", Environment.class),
                        reference("unit", ORGANISATION_UNIT),
                        reference("user", USER),
                        of("firstSeen", FieldType.DATE),
                        of("lastSeen", FieldType.DATE),
                        text("note"));
            case AGREEMENT ->
                List.of(
                        text("reference").needed(),
                        text("name"),
                        text("publisher"),
                        text("programme"),
                        of("start", FieldType.DATE),
                        of("end", FieldType.DATE),
                        of("noticeBy", FieldType.DATE),
                        text("note"));
            case PURCHASE ->
                List.of(
                        text("reference").needed(),
                        reference("agreement", AGREEMENT),
                        of("orderedOn", FieldType.DATE),
                        text("invoice"),
                        text("supplier"),
                        text("partNumber"),
                        text("description"),
                        of("quantity", FieldType.QUANTITY),
                        of("unitPrice", FieldType.MONEY),
                        reference("unit", ORGANISATION_UNIT),
                        text("note"));
            case ENTITLEMENT ->
                List.of(
                        text("reference").needed(),
                        of("product", FieldType.PRODUCT).needed(),
                        text("edition"),
                        text("version"),
                        of("metric", FieldType.METRIC).needed(),
                        code("kind", RightKind.class).needed(),
                        of("quantity", FieldType.QUANTITY).needed(),
                        of("unitsPerPack", FieldType.INTEGER),
                        code("versionCover", VersionCover.class),
                        text("editionsCovered"),
                        of("start", FieldType.DATE),
                        of("end", FieldType.DATE),
                        of("maintenanceUntil", FieldType.DATE),
                        reference("base", ENTITLEMENT),
                        reference("agreement", AGREEMENT),
                        reference("purchase", PURCHASE),
                        reference("unit", ORGANISATION_UNIT),
                        reference("boundDevice", DEVICE),
                        text("partNumber"),
                        of("unitPrice", FieldType.MONEY),
                        text("note"));
            case PROOF ->
                List.of(
                        text("fileName").needed(),
                        reference("entitlement", ENTITLEMENT),
                        reference("purchase", PURCHASE),
                        reference("agreement", AGREEMENT),
                        reference("device", DEVICE),
                        text("sha256").needed(),
                        of("bytes", FieldType.INTEGER).needed(),
                        code("grade", EvidenceGrade.class),
                        text("receivedFrom"),
                        of("receivedOn", FieldType.DATE),
                        text("note"));
            case ASSIGNMENT ->
                List.of(
                        of("product", FieldType.PRODUCT).needed(),
                        text("edition"),
                        reference("user", USER),
                        reference("device", DEVICE),
                        of("from", FieldType.DATE),
                        of("until", FieldType.DATE),
                        of("lastActivity", FieldType.DATE),
                        text("plan"),
                        text("note"));
            case USAGE ->
                List.of(
                        of("product", FieldType.PRODUCT).needed(),
                        text("metric"),
                        code("kind", UsageKind.class),
                        of("from", FieldType.INSTANT).needed(),
                        of("until", FieldType.INSTANT).needed(),
                        of("value", FieldType.DECIMAL).needed(),
                        reference("device", DEVICE),
                        reference("user", USER));
            case EXCLUSION ->
                List.of(
                        text("reference").needed(),
                        of("product", FieldType.PRODUCT),
                        text("edition"),
                        reference("device", DEVICE),
                        reference("unit", ORGANISATION_UNIT),
                        code("environment", Environment.class),
                        code("reason", ExclusionReason.class).needed(),
                        text("explanation").needed(),
                        text("evidence"),
                        text("approvedBy"),
                        of("validUntil", FieldType.DATE));
            case RECOGNITION_RULE ->
                List.of(
                        of("order", FieldType.INTEGER).needed(),
                        code("match", RuleMatch.class).needed(),
                        text("title").needed(),
                        text("publisher"),
                        text("version"),
                        of("ignore", FieldType.FLAG),
                        of("product", FieldType.PRODUCT),
                        text("edition"),
                        text("release"),
                        text("author"),
                        text("note"));
            case TITLE_DECISION ->
                List.of(
                        text("title").needed(),
                        text("publisher"),
                        text("version"),
                        text("code"),
                        of("ignore", FieldType.FLAG),
                        of("product", FieldType.PRODUCT),
                        text("edition"),
                        text("release"),
                        text("author"),
                        text("note"));
            case PRODUCT -> List.of(text("key").needed(), text("definition").needed());
            case MAPPING_PROFILE ->
                List.of(text("name").needed(), text("definition").needed());
            case SETTING -> List.of(text("name").needed(), text("value"));
            case ACCESS ->
                List.of(
                        reference("server", DEVICE).needed(),
                        of("product", FieldType.PRODUCT),
                        reference("user", USER),
                        reference("device", DEVICE),
                        of("from", FieldType.DATE),
                        of("until", FieldType.DATE),
                        text("note"));
            case POSITION ->
                List.of(
                        text("reference").needed(),
                        of("asAt", FieldType.DATE).needed(),
                        text("inputsDigest").needed(),
                        text("resultDigest").needed(),
                        text("definition").needed(),
                        text("preparedBy"),
                        text("note"));
        };
    }

    /// The texts that files tell beside the fields and that tell with them which product is meant, in the order of
    /// forms.
    public List<Field> toldBeside() {
        return Known.BESIDE.getOrDefault(this, List.of());
    }

    /// The fields, and after them what files tell beside them.
    public List<Field> allFields() {
        return Stream.concat(fields().stream(), toldBeside().stream()).toList();
    }

    /// Whether files tell something under this name that is kept with their rows beside the fields: the publisher
    /// and
    /// the version of the product that a record is about, where they are no fields of it.
    public boolean isToldByFiles(String name) {
        return (name.equals("publisher") || name.equals("version"))
                && find("product").isPresent()
                && this != TITLE_DECISION
                && this != RECOGNITION_RULE;
    }

    /// The field with a name.
    ///
    /// @throws IllegalArgumentException if the kind has no such field
    public Field field(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("%s has no field %s".formatted(this, name)));
    }

    public Optional<Field> find(String name) {
        return fields().stream().filter(field -> field.name().equals(name)).findFirst();
    }
}
