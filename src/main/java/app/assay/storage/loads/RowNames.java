package app.assay.storage.loads;

import app.assay.domain.record.RecordKind;
import app.assay.storage.records.Identities;
import app.assay.work.Plain;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What rows of a staged load name in fields by which something counts, for what is to be told when all rows are there:
/// names that stand for no record, and rows that rest on themselves.
final class RowNames {

    /// So many rows are told one by one; of the others their number.
    private static final int MOST_TOLD = 20;

    private static final int LONGEST_CHAIN = 100;

    /// A field by which something counts for another record, or for none where nobody knows that.
    ///
    /// @param word what people call the field
    /// @param target kind of the record that it names
    private record Named(RecordKind kind, String field, String word, RecordKind target) {
        /// Whether records of one kind rest on each other by it.
        boolean isWithinKind() {
            return kind == target;
        }
    }

    private static final List<Named> FIELDS = List.of(
            new Named(RecordKind.ENTITLEMENT, "base", "base", RecordKind.ENTITLEMENT),
            new Named(RecordKind.ENTITLEMENT, "boundDevice", "device that it is bound to", RecordKind.DEVICE),
            new Named(RecordKind.EXCLUSION, "device", "device", RecordKind.DEVICE),
            new Named(RecordKind.ASSIGNMENT, "user", "user", RecordKind.USER),
            new Named(RecordKind.ASSIGNMENT, "device", "device", RecordKind.DEVICE),
            new Named(RecordKind.DEVICE, "host", "host", RecordKind.DEVICE),
            new Named(RecordKind.ORGANISATION_UNIT, "parent", "unit above", RecordKind.ORGANISATION_UNIT));

    private static final class Unknown {
        private final StagedRecords.Row first;
        private long rows;

        Unknown(StagedRecords.Row first) {
            this.first = first;
        }
    }

    private record Link(String name, StagedRecords.Row row) {}

    private final Identities names;
    private final StagedRemarks remarks;
    private final Map<Named, Map<String, Unknown>> unknown = new LinkedHashMap<>();
    private final Map<Named, Map<UUID, Link>> links = new LinkedHashMap<>();

    RowNames(Identities names, StagedRemarks remarks) {
        this.names = names;
        this.remarks = remarks;
    }

    /// Takes what a row says of a record.
    void take(RecordKind kind, UUID id, Map<String, String> values, StagedRecords.Row row) {
        for (var field : FIELDS) {
            var name = field.kind() == kind ? values.getOrDefault(field.field(), "") : "";
            if (name.isEmpty()) {
                continue;
            }
            if (field.isWithinKind()) {
                links.computeIfAbsent(field, _ -> new LinkedHashMap<>()).put(id, new Link(name, row));
            }
            var waiting = unknown.computeIfAbsent(field, _ -> new LinkedHashMap<>());
            var known = waiting.get(name);
            if (known == null && names.allNamed(field.target(), name).isEmpty()) {
                known = new Unknown(row);
                waiting.put(name, known);
            }
            if (known != null) {
                known.rows++;
            }
        }
    }

    /// Tells what is odd, now that every row was taken.
    void tell() {
        unknown.forEach(this::tellUnknown);
        links.forEach(this::tellCircles);
        unknown.clear();
        links.clear();
    }

    private void tellUnknown(Named field, Map<String, Unknown> waiting) {
        int told = 0;
        long more = 0;
        for (var one : waiting.entrySet()) {
            if (!names.allNamed(field.target(), one.getKey()).isEmpty()) {
                continue;
            }
            var found = one.getValue();
            if (told++ < MOST_TOLD) {
                remarks.warning(
                        found.first.place(),
                        "reference.unknown",
                        Plain.text(
                                "No %s is known as \"%s\", which %s as the %s: until one is, %s.",
                                word(field.target()),
                                one.getKey(),
                                found.rows == 1 ? "the row tells" : Plain.text("%,d rows tell", found.rows),
                                field.word(),
                                field.kind() == RecordKind.ASSIGNMENT
                                        ? "the seat counts as that of somebody unknown"
                                        : "it stands for nobody"));
            } else {
                more++;
            }
        }
        if (more > 0) {
            remarks.warning(
                    waiting.values().iterator().next().first.fileAlone(),
                    "reference.unknown",
                    Plain.text(
                            "%,d more names that rows tell as the %s stand for no known %s.",
                            more, field.word(), word(field.target())));
        }
    }

    private void tellCircles(Named field, Map<UUID, Link> within) {
        int told = 0;
        var next = new HashMap<String, Optional<UUID>>();
        for (var one : within.entrySet()) {
            var current = one.getKey();
            for (int step = 0; step < LONGEST_CHAIN; step++) {
                var link = within.get(current);
                if (link == null) {
                    break;
                }
                var found = next.computeIfAbsent(
                        link.name(),
                        name -> names.allNamed(field.target(), name).stream().findFirst());
                if (found.isEmpty()) {
                    break;
                }
                current = found.get();
                if (current.equals(one.getKey())) {
                    if (told++ < MOST_TOLD) {
                        remarks.warning(
                                one.getValue().row().place(),
                                "reference.circle",
                                Plain.text(
                                        "The %s \"%s\" leads back to the row itself: neither is taken to rest on the other.",
                                        field.word(), one.getValue().name()));
                    }
                    break;
                }
            }
        }
        if (told > MOST_TOLD) {
            remarks.warning(
                    within.values().iterator().next().row().fileAlone(),
                    "reference.circle",
                    Plain.text("%,d more rows name a %s that leads back to them.", told - MOST_TOLD, field.word()));
        }
    }

    private static String word(RecordKind kind) {
        return switch (kind) {
            case DEVICE -> "device";
            case USER -> "user";
            case ENTITLEMENT -> "right";
            default -> "unit";
        };
    }
}
