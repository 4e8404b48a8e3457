package app.assay.storage.records;

import app.assay.domain.identity.KeySort;
import app.assay.domain.record.RecordKind;
import app.assay.storage.records.Identities.Question;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the analyst is told about a row that shares keys with another record.
///
/// @param code stable code of the warning
public record IdentityRemark(String code, String message) {

    /// @param name what the row is called
    /// @param other the other record, and where it is described
    /// @param known whether the row was taken for a record that is known
    public static Optional<IdentityRemark> of(
            RecordKind kind, String name, String other, Question question, boolean known) {
        var agree = question.judgement().agree();
        var differ = question.judgement().differ();
        return switch (question.judgement().likeness()) {
            case LIKELY ->
                Optional.of(new IdentityRemark(
                        "identity.likely",
                        saying(agree).isEmpty()
                                ? "Taken for one %s by the name alone, with no other key in common: \"%s\" and %s."
                                        .formatted(word(kind), name, other)
                                : "Taken for one %s, the same by its %s but with another %s: \"%s\" and %s."
                                        .formatted(
                                                word(kind), words(saying(agree)), words(saying(differ)), name, other)));
            case CONTRADICTED ->
                Optional.of(new IdentityRemark(
                        "identity.contradiction",
                        "Kept as two %ss, though they have the same %s, since they have another %s: \"%s\" and %s."
                                .formatted(word(kind), words(saying(agree)), words(saying(differ)), name, other)));
            case NAMESAKE -> Optional.of(namesake(kind, name, other, agree));
            case SAME ->
                known
                        ? Optional.of(new IdentityRemark(
                                "identity.joined",
                                "A row fits two %ss that may be one; it counts for the other: \"%s\" and %s."
                                        .formatted(word(kind), name, other)))
                        : Optional.empty();
            case OTHER -> Optional.empty();
        };
    }

    private static IdentityRemark namesake(RecordKind kind, String name, String other, List<KeySort> agree) {
        if (agree.contains(KeySort.REFERENCE)) {
            return new IdentityRemark(
                    "identity.lines",
                    "Several rows have one reference and count each by itself: \"%s\" and %s.".formatted(name, other));
        }
        if (agree.contains(KeySort.FOLDED_REFERENCE)) {
            return new IdentityRemark(
                    "identity.reference-case",
                    "References that differ in case alone count each by itself: \"%s\" and %s.".formatted(name, other));
        }
        return new IdentityRemark(
                "identity.namesake",
                "Kept as two %ss, since rows of one file have nothing but the name in common: \"%s\" and %s."
                        .formatted(word(kind), name, other));
    }

    /// A name that several records bear.
    public static IdentityRemark ambiguous(RecordKind kind, String name, int records) {
        return new IdentityRemark(
                "identity.ambiguous-name",
                "A name stands for several %ss; what is said under it counts for one of them: \"%s\", %s of this name."
                        .formatted(word(kind), name, records));
    }

    /// The sorts that decide; none where only names do.
    private static List<KeySort> saying(List<KeySort> sorts) {
        return sorts.stream().filter(KeySort::isSure).toList();
    }

    private static String words(List<KeySort> sorts) {
        return sorts.isEmpty() ? "name" : sorts.stream().map(KeySort::words).collect(Collectors.joining(" and "));
    }

    private static String word(RecordKind kind) {
        return switch (kind) {
            case DEVICE -> "device";
            case USER -> "user";
            case ENTITLEMENT -> "right";
            case PURCHASE -> "purchase";
            case AGREEMENT -> "agreement";
            default -> "record";
        };
    }
}
