package app.assay.domain.record;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/// From when what an analyst says holds. Earlier days stay as they were, unless the past is corrected.
public sealed interface EditDay {

    /// What is usual for the record and its field: a fact that changes in the course of time holds from the day of
    /// the
    /// position on, what a record is and is called holds on every day.
    EditDay USUAL = new Usual();

    /// On every day, earlier ones too: it corrects the past. A record that was there from a day on only is then
    /// there
    /// on
    /// every day.
    EditDay EVERY_DAY = new EveryDay();

    /// The day that is usual; who writes it decides.
    record Usual() implements EditDay {}

    /// Every day.
    record EveryDay() implements EditDay {}

    /// From a day on; what was said before holds on the days before, and what was said from a later day on from
    /// that.
    record From(LocalDate day) implements EditDay {}

    static EditDay from(LocalDate day) {
        return new From(day);
    }

    /// Whether a field tells of a fact that changes in the course of time. The days of a record say by themselves
    /// when
    /// it holds; what a right is of was never otherwise, it was only written otherwise.
    static boolean isUsuallyDated(RecordKind kind, String field) {
        return Usuals.CHANGING.getOrDefault(kind, Set.of()).contains(field);
    }

    /// Whether a record of a kind, made by hand, is usually there from a day on only. Of other kinds nothing older
    /// is
    /// known, or their own days say when they hold.
    static boolean isUsuallyThereFromItsDay(RecordKind kind) {
        return kind == RecordKind.EXCLUSION;
    }

    /// Whether records of a kind are facts of a day at all, not knowledge about the world or about the work, which
    /// is
    /// on every day as it is now.
    static boolean isOfDays(RecordKind kind) {
        return !Usuals.TIMELESS.contains(kind);
    }

    /// Whether a field is what a record is known by. It holds on every day: a file of any day that names the record
    /// means it, so that a day given for it counts for nothing.
    static boolean isName(RecordKind kind, String field) {
        return Usuals.NAMES.getOrDefault(kind, Set.of()).contains(field);
    }

    /// Whether something can hold from a day on; other days are slips of who typed them.
    static boolean isSane(LocalDate day) {
        return !day.isBefore(FIRST) && !day.isAfter(LAST);
    }

    /// The first day from which on something can hold.
    LocalDate FIRST = LocalDate.of(1980, 1, 1);

    /// The last one.
    LocalDate LAST = LocalDate.of(2200, 12, 31);

    /// What is usual, by kind; apart from the days themselves since it is looked up by them.
    final class Usuals {
        private static final Set<RecordKind> TIMELESS = Set.of(
                RecordKind.RECOGNITION_RULE,
                RecordKind.TITLE_DECISION,
                RecordKind.PRODUCT,
                RecordKind.PROOF,
                RecordKind.MAPPING_PROFILE,
                RecordKind.SETTING,
                RecordKind.POSITION);

        private static final Set<String> REFERENCE = Set.of("reference");

        private static final Map<RecordKind, Set<String>> NAMES = Map.of(
                RecordKind.DEVICE,
                Set.of("name", "domain", "hardwareId", "serial", "assetTag", "networkAddresses"),
                RecordKind.USER,
                Set.of("name", "login", "email", "employeeNumber"),
                RecordKind.ORGANISATION_UNIT,
                Set.of("name"),
                RecordKind.ENTITLEMENT,
                REFERENCE,
                RecordKind.PURCHASE,
                REFERENCE,
                RecordKind.AGREEMENT,
                REFERENCE,
                RecordKind.EXCLUSION,
                REFERENCE);

        private static final Map<RecordKind, Set<String>> CHANGING = Map.of(
                RecordKind.DEVICE,
                Set.of(
                        "kind",
                        "operatingSystem",
                        "processorModel",
                        "processors",
                        "cores",
                        "threads",
                        "host",
                        "cluster",
                        "hostAffinity",
                        "status",
                        "environment",
                        "unit",
                        "user"),
                RecordKind.USER,
                Set.of("unit", "status"),
                RecordKind.ORGANISATION_UNIT,
                Set.of("parent"),
                RecordKind.ENTITLEMENT,
                Set.of("quantity", "base", "unit", "boundDevice"),
                RecordKind.ASSIGNMENT,
                Set.of("user", "device"),
                RecordKind.EXCLUSION,
                Set.of("product", "edition", "device", "unit", "environment", "reason"));

        private Usuals() {}
    }
}
