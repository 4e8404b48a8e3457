package app.assay.engine.validate;

import app.assay.domain.code.RightKind;
import app.assay.domain.entitlement.Metric;
import app.assay.domain.record.Command.Finding;
import app.assay.domain.record.Field;
import app.assay.domain.record.FieldType;
import app.assay.domain.record.KindDescription;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.software.Catalogue;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import app.assay.engine.recognise.RecognisedRight;
import app.assay.engine.recognise.Recogniser;
import app.assay.engine.recognise.RightText;
import app.assay.engine.recognise.RightsRecogniser;
import app.assay.work.Plain;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Checks a record as it would be after an edit. Blocking findings refuse the edit; the others are shown beside the
/// field
/// and let it pass, since a contract may really be odd.
@SuppressWarnings("AnnotateFormatMethod") // the annotation's library is no dependency of the engine
public final class RecordValidator {

    /// What the register holds besides the record.
    ///
    /// @param find a record of a kind with an identity, as it would be after the edit
    /// @param referenceTaken whether another record of the same kind has the same natural key
    /// @param right what the texts of a right mean
    public record Surroundings(
            Catalogue catalogue,
            Function<RightText, RecognisedRight> right,
            BiFunction<RecordKind, UUID, Optional<RecordState>> find,
            BiPredicate<RecordState, String> referenceTaken) {

        private boolean exists(RecordKind kind, UUID id) {
            return find.apply(kind, id).isPresent();
        }

        /// Surroundings in which rights mean what the catalogue alone tells.
        public Surroundings(
                Catalogue catalogue,
                BiFunction<RecordKind, UUID, Optional<RecordState>> find,
                BiPredicate<RecordState, String> referenceTaken) {
            this(
                    catalogue,
                    new RightsRecogniser(new Recogniser(catalogue, List.of(), List.of()))::recognise,
                    find,
                    referenceTaken);
        }
    }

    private final Surroundings surroundings;

    public RecordValidator(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// All findings, in the order of the kind's fields, then those about the record as a whole.
    public List<Finding> check(RecordState state) {
        var findings = new ArrayList<Finding>();
        for (var field : state.kind().fields()) {
            checkField(state, field).ifPresent(findings::add);
        }
        if (findings.stream().anyMatch(Finding::blocking)) {
            return findings;
        }
        var key = state.kind().fields().getFirst();
        if (keyed(state.kind()) && surroundings.referenceTaken().test(state, state.text(key.name()))) {
            findings.add(blocking(
                    state,
                    key,
                    "duplicate",
                    "Another record already has the %s \"%s\".",
                    words(key),
                    state.text(key.name())));
        }
        switch (state.kind()) {
            case ENTITLEMENT -> checkEntitlement(state, findings);
            case EXCLUSION -> checkExclusion(state, findings);
            case RECOGNITION_RULE, TITLE_DECISION -> checkTarget(state, findings);
            case ASSIGNMENT -> checkAssignment(state, findings);
            case AGREEMENT -> checkOrder(state, "start", "end", findings);
            case DEVICE -> {
                checkSeen(state, findings);
                checkClusters(state, findings);
            }
            default ->
                state.kind()
                        .description()
                        .map(KindDescription::span)
                        .filter(span -> !span.isEmpty())
                        .ifPresent(span -> checkSpan(state, span.getFirst(), span.getLast(), findings));
        }
        return findings;
    }

    private static boolean keyed(RecordKind kind) {
        return switch (kind) {
            case ENTITLEMENT, AGREEMENT, EXCLUSION, MAPPING_PROFILE, ORGANISATION_UNIT, POSITION -> true;
            default -> false;
        };
    }

    private Optional<Finding> checkField(RecordState state, Field field) {
        var text = state.text(field.name());
        var unresolved = state.unresolved(field.name());
        if (unresolved.isPresent()) {
            return Optional.of(warning(
                    state,
                    field,
                    "name-unresolved",
                    "No record has the name \"%s\" that a file tells as the %s; %s until one has.",
                    unresolved.get(),
                    words(field),
                    state.kind() == RecordKind.ASSIGNMENT
                            ? "the seat counts as that of somebody unknown"
                            : "it counts for nothing"));
        }
        if (text.isEmpty()) {
            return field.required()
                    ? Optional.of(blocking(state, field, "missing", "The %s is missing.", words(field)))
                    : Optional.empty();
        }
        return switch (field.type()) {
            case TEXT -> Optional.empty();
            case INTEGER -> parsed(state, field, "a whole number, such as 12", () -> Integer.parseInt(text));
            case DECIMAL -> parsed(state, field, "a number, such as 12.5", () -> new BigDecimal(text));
            case QUANTITY -> parsed(state, field, "a number, \"unlimited\" or \"unknown\"", () -> Quantity.parse(text));
            case MONEY -> parsed(state, field, "an amount with a currency, such as 12.50 EUR", () -> Money.parse(text));
            case DATE -> parsed(state, field, "a date, such as 2026-06-30", () -> LocalDate.parse(text));
            case INSTANT ->
                parsed(state, field, "an instant in UTC, such as 2026-06-30T12:00:00Z", () -> Instant.parse(text));
            case METRIC -> Optional.empty(); // any text; what nobody understands is told below
            case FLAG ->
                text.equals("true") || text.equals("false")
                        ? Optional.empty()
                        : Optional.of(blocking(
                                state, field, "not-a-flag", "The %s is neither true nor false.", words(field)));
            case CODE ->
                field.codes().contains(text)
                        ? Optional.empty()
                        : Optional.of(blocking(
                                state,
                                field,
                                "unknown-code",
                                "The %s \"%s\" is not one of %s.",
                                words(field),
                                text,
                                String.join(", ", field.codes())));
            case PRODUCT ->
                surroundings.catalogue().product(text).isPresent() || isText(state.kind())
                        ? Optional.empty()
                        : Optional.of(blocking(
                                state, field, "unknown-product", "The catalogue has no product \"%s\".", text));
            case REFERENCE -> checkReference(state, field, text);
        };
    }

    /// Whether records of a kind keep what somebody said a product is, whether the catalogue has it or not.
    private static boolean isText(RecordKind kind) {
        return kind == RecordKind.ENTITLEMENT
                || kind == RecordKind.ASSIGNMENT
                || kind.description().isPresent();
    }

    private Optional<Finding> checkReference(RecordState state, Field field, String text) {
        try {
            var id = UUID.fromString(text);
            if (field.target().isPresent()
                    && !surroundings.exists(field.target().get(), id)) {
                return Optional.of(blocking(
                        state,
                        field,
                        "unknown-reference",
                        "The %s points at a record that is not there.",
                        words(field)));
            }
            if (id.equals(state.id())) {
                return Optional.of(blocking(
                        state, field, "refers-to-itself", "The %s points at the record itself.", words(field)));
            }
            if (!isCircle(state, field, id)) {
                return Optional.empty();
            }
            // What files say of devices must not stand in the way of other edits of them.
            var message = "The %s leads back to this record: each would rest on the other.";
            return Optional.of(
                    state.kind() == RecordKind.DEVICE
                            ? warning(state, field, "circle", message, words(field))
                            : blocking(state, field, "circle", message, words(field)));
        } catch (IllegalArgumentException bad) {
            return Optional.of(
                    blocking(state, field, "unknown-reference", "The %s \"%s\" is not known.", words(field), text));
        }
    }

    /// Whether a reference to a record of the same kind leads, through theirs, back to the record.
    private boolean isCircle(RecordState state, Field field, UUID first) {
        if (!field.target().equals(Optional.of(state.kind()))) {
            return false;
        }
        var seen = new HashSet<UUID>();
        var next = Optional.of(first);
        while (next.isPresent() && seen.add(next.get())) {
            if (next.get().equals(state.id())) {
                return true;
            }
            next = surroundings.find().apply(state.kind(), next.get()).flatMap(above -> above.reference(field.name()));
        }
        return false;
    }

    private interface Parse {
        Object parse();
    }

    private static Optional<Finding> parsed(RecordState state, Field field, String wanted, Parse parse) {
        try {
            parse.parse();
            return Optional.empty();
        } catch (IllegalArgumentException | java.time.DateTimeException bad) {
            return Optional.of(blocking(
                    state,
                    field,
                    "not-" + field.type().name().toLowerCase(Locale.ROOT),
                    "The %s \"%s\" is not %s.",
                    words(field),
                    state.text(field.name()),
                    wanted));
        }
    }

    private void checkEntitlement(RecordState state, List<Finding> findings) {
        var right = surroundings.right().apply(RightText.of(state));
        if (right.isWaiting()) {
            findings.add(warning(
                    state,
                    field(state, "product"),
                    "product-waiting",
                    "Nobody knows the product \"%s\" yet; the right covers nothing until it is decided what it is.",
                    state.text("product")));
        }
        if (right.unknownEdition()) {
            findings.add(warning(
                    state,
                    field(state, "edition"),
                    "unknown-edition",
                    "The catalogue does not know the edition \"%s\"; the right covers no other one.",
                    right.target().edition()));
        }
        if (right.unknownVersion()) {
            findings.add(warning(
                    state,
                    field(state, "version"),
                    "unknown-version",
                    "The catalogue does not know the version \"%s\"; the right covers no other one.",
                    right.target().release()));
        }
        checkOrder(state, "start", "end", findings);
        if (state.date("start")
                .flatMap(begin -> state.date("maintenanceUntil").filter(begin::isAfter))
                .isPresent()) {
            findings.add(warning(
                    state,
                    field(state, "maintenanceUntil"),
                    "maintenance-reversed",
                    "The maintenance ends before the right begins; it reaches no later version."));
        }
        if (Quantity.parse(state.text("quantity")) instanceof Quantity.Known(var packs) && packs.signum() < 0) {
            findings.add(blocking(state, field(state, "quantity"), "negative", "The quantity is negative."));
        }
        if (state.integer("unitsPerPack").orElse(1) < 1) {
            findings.add(
                    blocking(state, field(state, "unitsPerPack"), "out-of-range", "A pack holds at least one unit."));
        }
        var kind = state.code("kind", RightKind.class, RightKind.FULL);
        boolean needsBase = kind == RightKind.UPGRADE || kind == RightKind.STEP_UP || kind == RightKind.MAINTENANCE;
        if (needsBase && state.reference("base").isEmpty()) {
            findings.add(warning(
                    state,
                    field(state, "base"),
                    "unattached",
                    "A line of this kind gives no right until it is attached to the licence it builds on."));
        }
        if (needsBase) {
            checkBeyondBase(state, findings);
        }
        if (!needsBase && state.reference("base").isPresent()) {
            findings.add(warning(
                    state,
                    field(state, "base"),
                    "base-ignored",
                    "A full right or a subscription has no base; it is ignored."));
        }
        if (kind == RightKind.OEM && state.reference("boundDevice").isEmpty()) {
            findings.add(
                    warning(
                            state,
                            field(state, "boundDevice"),
                            "device-not-named",
                            "An OEM licence belongs to the device it came with; it covers nothing until that device is named."));
        }
        if (kind == RightKind.SUBSCRIPTION && state.date("end").isEmpty()) {
            findings.add(warning(
                    state,
                    field(state, "end"),
                    "no-end",
                    "A subscription usually ends; without an end it counts for ever."));
        }
        if (right.metric() instanceof Metric.Other other) {
            findings.add(warning(
                    state,
                    field(state, "metric"),
                    "metric-not-supported",
                    "The metric \"%s\" cannot be computed; lines that need it will say so.",
                    other.name()));
        }
        if (Quantity.parse(state.text("quantity")) instanceof Quantity.Unknown) {
            findings.add(warning(
                    state,
                    field(state, "quantity"),
                    "quantity-unknown",
                    "An unknown quantity covers nothing until it is known."));
        }
    }

    /// Units beyond those of the licence that a line builds on.
    private void checkBeyondBase(RecordState state, List<Finding> findings) {
        var base = state.reference("base").flatMap(id -> surroundings.find().apply(RecordKind.ENTITLEMENT, id));
        if (base.isPresent()
                && units(state) instanceof Quantity.Known(var own)
                && units(base.get()) instanceof Quantity.Known(var there)
                && own.compareTo(there) > 0) {
            findings.add(warning(
                    state,
                    field(state, "quantity"),
                    "beyond-base",
                    "The licence it builds on, \"%s\", has %s; what is beyond gives nothing.",
                    base.get().text("reference"),
                    units(base.get()).text() + (there.compareTo(BigDecimal.ONE) == 0 ? " unit" : " units")));
        }
    }

    private static Quantity units(RecordState right) {
        var packs = right.find("quantity").map(Quantity::parse).orElse(Quantity.UNKNOWN);
        return packs instanceof Quantity.Known(var known)
                ? Quantity.of(known.multiply(
                        BigDecimal.valueOf(right.integer("unitsPerPack").orElse(1))))
                : packs;
    }

    private static void checkClusters(RecordState state, List<Finding> findings) {
        var names = Arrays.stream(state.text("cluster").split(";"))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .distinct()
                .count();
        if (names > 1) {
            findings.add(warning(
                    state,
                    field(state, "cluster"),
                    "several-clusters",
                    "It belongs to %s clusters; machines of each of them are counted on it.",
                    names));
        }
    }

    private static void checkExclusion(RecordState state, List<Finding> findings) {
        boolean conditioned = state.find("product").isPresent()
                || state.find("device").isPresent()
                || state.find("unit").isPresent()
                || state.find("environment").isPresent();
        if (!conditioned) {
            findings.add(new Finding(
                    state.id(),
                    Optional.empty(),
                    true,
                    "no-condition",
                    "An exclusion names at least a product, a device, a unit or an environment."));
        }
        if (state.text("approvedBy").isEmpty()) {
            findings.add(warning(
                    state, field(state, "approvedBy"), "not-approved", "Nobody has approved this exclusion yet."));
        }
    }

    private static void checkAssignment(RecordState state, List<Finding> findings) {
        checkOrder(state, "from", "until", findings);
        if (state.reference("user").isEmpty() && state.reference("device").isEmpty()) {
            findings.add(new Finding(
                    state.id(), Optional.empty(), true, "nobody", "An assignment names a user or a device."));
        }
    }

    private void checkTarget(RecordState state, List<Finding> findings) {
        if (!state.flag("ignore") && state.text("product").isEmpty()) {
            findings.add(blocking(
                    state,
                    field(state, "product"),
                    "missing",
                    "Choose a product, or say that the title does not matter."));
            return;
        }
        checkTargetParts(state, "release", findings);
        if (state.kind() == RecordKind.RECOGNITION_RULE && state.text("match").equals("PATTERN")) {
            try {
                Pattern.compile(state.text("title"));
            } catch (PatternSyntaxException bad) {
                findings.add(blocking(
                        state,
                        field(state, "title"),
                        "bad-pattern",
                        "The pattern cannot be read: %s",
                        bad.getDescription()));
            }
        }
    }

    private void checkTargetParts(RecordState state, String releaseField, List<Finding> findings) {
        surroundings.catalogue().product(state.text("product")).ifPresent(product -> {
            var edition = state.text("edition");
            if (!edition.isEmpty() && product.edition(edition).isEmpty()) {
                findings.add(blocking(
                        state,
                        field(state, "edition"),
                        "unknown-edition",
                        "%s has no edition \"%s\".",
                        product.name(),
                        edition));
            }
            var release = state.text(releaseField);
            if (!release.isEmpty() && product.release(release).isEmpty()) {
                findings.add(blocking(
                        state,
                        field(state, releaseField),
                        "unknown-version",
                        "%s has no version \"%s\".",
                        product.name(),
                        release));
            }
        });
    }

    private static void checkOrder(RecordState state, String first, String last, List<Finding> findings) {
        var begin = state.date(first);
        var end = state.date(last);
        if (begin.isPresent() && end.isPresent() && end.get().isBefore(begin.get())) {
            findings.add(blocking(
                    state,
                    field(state, last),
                    "ends-before-it-begins",
                    "It ends on %s, before it begins on %s.",
                    end.get(),
                    begin.get()));
        }
    }

    private static void checkSeen(RecordState state, List<Finding> findings) {
        if (state.date("firstSeen")
                .flatMap(first -> state.date("lastSeen").filter(first::isAfter))
                .isPresent()) {
            findings.add(warning(
                    state,
                    field(state, "lastSeen"),
                    "seen-reversed",
                    "It was last seen before it was first seen; it counts as if nobody had told when."));
        }
    }

    private static void checkSpan(RecordState state, String first, String last, List<Finding> findings) {
        if (field(state, first).type() != FieldType.INSTANT) {
            checkOrder(state, first, last, findings);
            return;
        }
        var begin = state.find(first).map(Instant::parse);
        var end = state.find(last).map(Instant::parse);
        if (begin.isPresent() && end.isPresent() && end.get().isBefore(begin.get())) {
            findings.add(blocking(
                    state,
                    field(state, last),
                    "ends-before-it-begins",
                    "It ends on %s, before it begins on %s.",
                    end.get(),
                    begin.get()));
        }
    }

    private static Field field(RecordState state, String name) {
        return state.kind().field(name);
    }

    /// The field's name in plain words: `unitsPerPack` is "units per pack".
    private static String words(Field field) {
        return field.name().replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private static Finding blocking(RecordState state, Field field, String code, String message, Object... arguments) {
        return new Finding(state.id(), Optional.of(field.name()), true, code, Plain.text(message, arguments));
    }

    private static Finding warning(RecordState state, Field field, String code, String message, Object... arguments) {
        return new Finding(state.id(), Optional.of(field.name()), false, code, Plain.text(message, arguments));
    }
}
