package app.assay.ui.records;

import app.assay.domain.record.Field;
import app.assay.domain.record.FieldType;
import app.assay.domain.record.RecordKind;
import app.assay.domain.software.Product;
import app.assay.domain.table.ColumnType;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import app.assay.ui.text.Texts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The values of records as they are typed and shown, and back to their canonical texts.
public final class FieldWords {

    private final RecordDesk desk;
    private final Texts texts;

    public FieldWords(RecordDesk desk, Texts texts) {
        this.desk = desk;
        this.texts = texts;
    }

    /// The title of a field, as in the table of its kind.
    public String title(RecordKind kind, Field field) {
        return texts.column(table(kind), field.name());
    }

    /// The name of the table of a kind, such as `entitlements`.
    public static String table(RecordKind kind) {
        return switch (kind) {
            case ENTITLEMENT -> "entitlements";
            case AGREEMENT -> "agreements";
            case PURCHASE -> "purchases";
            case EXCLUSION -> "exclusions";
            case ASSIGNMENT -> "assignments";
            case DEVICE -> "devices";
            case USER -> "users";
            default -> kind.name().toLowerCase(java.util.Locale.ROOT);
        };
    }

    /// The code of a command on a record of a kind, such as `entitlement.edit`.
    public static String action(RecordKind kind, String what) {
        return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "." + what;
    }

    /// The canonical text of what was typed or pasted into a field; what was typed where it cannot be read, for the
    /// checks to explain.
    ///
    /// @param values the record's other values, canonical
    public String canonical(RecordKind kind, Map<String, String> values, Field field, String typed) {
        var text = typed.strip();
        if (text.isEmpty() || text.equals("–")) {
            return "";
        }
        return switch (field.type()) {
            case INTEGER -> texts.values().canonicalOf(ColumnType.INTEGER, text);
            case DECIMAL -> texts.values().canonicalOf(ColumnType.DECIMAL, text);
            case QUANTITY -> quantity(text);
            case MONEY -> texts.values().canonicalOf(ColumnType.MONEY, text);
            case DATE -> texts.values().canonicalOf(ColumnType.DATE, text);
            case FLAG -> texts.values().canonicalOf(ColumnType.FLAG, text);
            case INSTANT -> text;
            case CODE -> code(field, text);
            case METRIC -> MetricWords.canonical(texts, text).orElse(text);
            case REFERENCE, PRODUCT -> desk.canonical(kind, field.name(), text);
            case TEXT ->
                switch (field.name()) {
                    case "edition" ->
                        product(values)
                                .flatMap(product -> edition(product, text))
                                .orElse(text);
                    case "version", "release" ->
                        product(values)
                                .flatMap(product -> release(product, text))
                                .orElse(text);
                    default -> text;
                };
        };
    }

    private String quantity(String text) {
        if (text.equals("?")
                || text.equalsIgnoreCase(Quantity.UNKNOWN.text())
                || text.equalsIgnoreCase(texts.get("state.unknown"))) {
            return Quantity.UNKNOWN.text();
        }
        return texts.values().canonicalOf(ColumnType.QUANTITY, text);
    }

    private String code(Field field, String text) {
        for (var code : field.codes()) {
            if (code.equalsIgnoreCase(text)
                    || code.replace('_', ' ').equalsIgnoreCase(text)
                    || texts.code(field.name(), code).equalsIgnoreCase(text)) {
                return code;
            }
        }
        return text;
    }

    private Optional<Product> product(Map<String, String> values) {
        return desk.catalogue().product(values.getOrDefault("product", ""));
    }

    static Optional<String> edition(Product product, String text) {
        return product.editions().stream()
                .filter(edition ->
                        edition.key().equalsIgnoreCase(text) || edition.name().equalsIgnoreCase(text))
                .map(edition -> edition.key())
                .findFirst();
    }

    static Optional<String> release(Product product, String text) {
        return product.releases().stream()
                .filter(release ->
                        release.key().equalsIgnoreCase(text) || release.name().equalsIgnoreCase(text))
                .map(release -> release.key())
                .findFirst();
    }

    /// The text that a form shows for a canonical one: names instead of identities, numbers and dates in the
    /// language of the screen. Codes and metrics stay as they are: lists choose them.
    public String shown(Field field, String canonical) {
        if (canonical.isEmpty()) {
            return "";
        }
        try {
            return switch (field.type()) {
                case DATE -> texts.values().editable(LocalDate.parse(canonical));
                case DECIMAL, INTEGER -> texts.values().editable(new BigDecimal(canonical));
                case QUANTITY ->
                    canonical.equals(Quantity.UNKNOWN.text())
                            ? texts.get("state.unknown")
                            : texts.values().editable(Quantity.parse(canonical));
                case MONEY -> texts.values().editable(Money.parse(canonical));
                case REFERENCE -> name(field, canonical);
                case PRODUCT -> productName(canonical);
                case TEXT, CODE, METRIC, FLAG, INSTANT -> canonical;
            };
        } catch (IllegalArgumentException | java.time.DateTimeException _) {
            return canonical;
        }
    }

    /// Publisher and name of a product, such as "Microsoft SQL Server".
    String productName(String key) {
        var catalogue = desk.catalogue();
        return catalogue
                .product(key)
                .map(product -> fullName(catalogue.publisherNameOf(key), product.name()))
                .orElse(key);
    }

    static String fullName(String publisher, String product) {
        return publisher.isEmpty() || product.startsWith(publisher) ? product : publisher + " " + product;
    }

    private String name(Field field, String canonical) {
        if (field.target().isEmpty()) {
            return canonical;
        }
        var target = field.target().get();
        var key = target.fields().getFirst().name();
        return desk.find(target, UUID.fromString(canonical))
                .map(state -> state.text(key))
                .orElse(canonical);
    }

    /// Whether a product has the edition or version that a canonical text of such a field names.
    static boolean has(Product product, Field field, String key) {
        return field.name().equals("edition")
                ? product.edition(key).isPresent()
                : product.release(key).isPresent();
    }

    /// Fields that only make sense together with the product they were chosen for.
    static boolean dependsOnProduct(Field field) {
        return field.type() == FieldType.TEXT
                && (field.name().equals("edition")
                        || field.name().equals("version")
                        || field.name().equals("release"));
    }
}
