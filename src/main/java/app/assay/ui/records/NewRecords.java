package app.assay.ui.records;

import app.assay.domain.code.RightKind;
import app.assay.domain.code.VersionCover;
import app.assay.domain.record.FieldType;
import app.assay.domain.record.RecordKind;
import app.assay.domain.value.Quantity;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What a record that an analyst begins holds before anything is typed: nothing that could be mistaken for a fact.
final class NewRecords {

    private static final int DIGITS = 4;

    private final RecordKind kind;
    private final RecordDesk desk;

    NewRecords(RecordKind kind, RecordDesk desk) {
        this.kind = kind;
        this.desk = desk;
    }

    /// Drafts of one step; no two get the same reference.
    Drafts drafts() {
        var key = kind.fields().getFirst();
        var taken = new HashSet<String>();
        if (key.type() == FieldType.TEXT) {
            desk.all(kind).forEach(state -> taken.add(state.text(key.name())));
        }
        return new Drafts(taken);
    }

    public final class Drafts {

        private final Set<String> taken;
        private int last;

        private Drafts(Set<String> taken) {
            this.taken = taken;
        }

        /// Values for the fields that a record needs and that `values` leaves open.
        Map<String, String> complete(Map<String, String> values) {
            var made = new LinkedHashMap<String, String>();
            if (kind.find("reference").isPresent() && isOpen(values, "reference")) {
                made.put("reference", next());
            }
            if (kind == RecordKind.ENTITLEMENT) {
                if (isOpen(values, "kind")) {
                    made.put("kind", RightKind.FULL.name());
                }
                if (isOpen(values, "quantity")) {
                    made.put("quantity", Quantity.UNKNOWN.text());
                }
                if (isOpen(values, "versionCover")) {
                    made.put("versionCover", VersionCover.EXACT.name());
                }
                if (isOpen(values, "metric")) {
                    desk.catalogue()
                            .product(values.getOrDefault("product", ""))
                            .map(product -> product.metricOf(values.getOrDefault("edition", "")))
                            .filter(metric -> !metric.isEmpty())
                            .ifPresent(metric -> made.put("metric", metric));
                }
            }
            return made;
        }

        private static boolean isOpen(Map<String, String> values, String field) {
            return values.getOrDefault(field, "").isEmpty();
        }

        private String next() {
            var prefix = switch (kind) {
                case ENTITLEMENT -> "ENT";
                case AGREEMENT -> "AGR";
                case PURCHASE -> "PUR";
                case EXCLUSION -> "EXC";
                default -> kind.name().substring(0, 3).toUpperCase(Locale.ROOT);
            };
            String reference;
            do {
                last++;
                var digits = Integer.toString(last);
                reference = prefix + "-" + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
            } while (!taken.add(reference));
            return reference;
        }
    }
}
