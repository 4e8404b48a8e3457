package app.assay.service;

import app.assay.domain.code.RightKind;
import app.assay.domain.entitlement.Entitlement;
import app.assay.domain.entitlement.Exclusion;
import app.assay.domain.estate.Access;
import app.assay.domain.estate.Assignment;
import app.assay.domain.estate.Usage;
import app.assay.domain.position.RightNotes;
import app.assay.domain.position.UseFacts;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.software.Basis;
import app.assay.domain.software.ProductTarget;
import app.assay.domain.software.RawTitle;
import app.assay.domain.software.Recognition.State;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import app.assay.engine.recognise.RecognisedRight;
import app.assay.engine.recognise.Recogniser;
import app.assay.engine.recognise.RightText;
import app.assay.engine.recognise.RightsRecogniser;
import app.assay.storage.records.RegisterSnapshot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the texts of the entitlements, assignments and exclusions of a snapshot mean by one set of rules: for rights
/// what [Recognised] is for titles. A text is looked at once while the rules are the same.
final class RecognisedRights {

    private final Recogniser recogniser;
    private final RightsRecogniser rights;
    private final Map<RightText, RecognisedRight> known;
    private final RegisterSnapshot snapshot;
    private @Nullable List<Entitlement> entitlements;
    private @Nullable RightNotes notes;

    private RecognisedRights(
            Recogniser recogniser,
            RightsRecogniser rights,
            Map<RightText, RecognisedRight> known,
            RegisterSnapshot snapshot) {
        this.recogniser = recogniser;
        this.rights = rights;
        this.known = known;
        this.snapshot = snapshot;
    }

    /// The rights of a snapshot, with what is still true of the ones before taken over.
    @SuppressWarnings("ReferenceEquality") // neither a recogniser nor a list of a snapshot ever changes
    static RecognisedRights of(@Nullable RecognisedRights before, RegisterSnapshot snapshot, Recogniser recogniser) {
        if (before == null || before.recogniser != recogniser) {
            return new RecognisedRights(recogniser, new RightsRecogniser(recogniser), new HashMap<>(), snapshot);
        }
        if (before.snapshot == snapshot) {
            return before;
        }
        var now = new RecognisedRights(recogniser, before.rights, before.known, snapshot);
        if (before.snapshot.records(RecordKind.ENTITLEMENT) == snapshot.records(RecordKind.ENTITLEMENT)
                && before.snapshot.records(RecordKind.ASSIGNMENT) == snapshot.records(RecordKind.ASSIGNMENT)
                && before.snapshot.records(RecordKind.EXCLUSION) == snapshot.records(RecordKind.EXCLUSION)) {
            now.entitlements = before.entitlements;
            now.notes = before.notes;
        }
        return now;
    }

    /// What the texts of a record mean.
    RecognisedRight of(RecordState state) {
        return of(RightText.of(state));
    }

    RecognisedRight of(RightText text) {
        synchronized (known) {
            return known.computeIfAbsent(text, rights::recognise);
        }
    }

    /// A product with edition and version as people read it.
    String name(ProductTarget target) {
        return recogniser.name(target);
    }

    String explain(RightText text) {
        return rights.explain(text);
    }

    /// The entitlements whose product is known, in the order of the snapshot.
    synchronized List<Entitlement> entitlements() {
        if (entitlements == null) {
            derive();
        }
        return java.util.Objects.requireNonNull(entitlements);
    }

    /// What is to be told of the others and of terms that were assumed.
    synchronized RightNotes notes() {
        if (notes == null) {
            derive();
        }
        return java.util.Objects.requireNonNull(notes);
    }

    private void derive() {
        var recognised = new ArrayList<Entitlement>();
        var waiting = new ArrayList<RightNotes.Waiting>();
        var setAside = new ArrayList<RightNotes.Waiting>();
        var metricNotes = new HashMap<UUID, String>();
        for (var state : snapshot.records(RecordKind.ENTITLEMENT)) {
            var right = of(state);
            if (right.recognition().state() == State.RECOGNISED) {
                recognised.add(Entitlement.of(
                        state,
                        right.target(),
                        right.metric(),
                        right.unitsPerPack().orElse(1)));
                if (!right.metricNote().isEmpty()
                        && state.code("kind", RightKind.class, RightKind.FULL) != RightKind.MAINTENANCE) {
                    metricNotes.put(state.id(), right.metricNote());
                }
            } else {
                (right.isWaiting() ? waiting : setAside).add(idle(state));
            }
        }
        long waitingAssignments = snapshot.records(RecordKind.ASSIGNMENT).stream()
                .filter(state -> of(state).isWaiting())
                .count();
        long idleExclusions = snapshot.records(RecordKind.EXCLUSION).stream()
                .filter(this::isIdle)
                .count();
        long strayRights = snapshot.records(RecordKind.ENTITLEMENT).stream()
                .filter(state -> state.unresolved("boundDevice").isPresent())
                .count();
        long strayExclusions = snapshot.records(RecordKind.EXCLUSION).stream()
                .filter(RecognisedRights::isStray)
                .count();
        long waitingUse = Stream.of(RecordKind.USAGE, RecordKind.ACCESS)
                .flatMap(kind -> snapshot.records(kind).stream())
                .filter(state -> !state.text("product").isEmpty() && of(state).isWaiting())
                .count();
        entitlements = List.copyOf(recognised);
        notes = new RightNotes(
                waiting,
                setAside,
                waitingAssignments,
                idleExclusions,
                strayRights,
                strayExclusions,
                waitingUse,
                metricNotes);
    }

    private static RightNotes.Waiting idle(RecordState state) {
        var text = RightText.of(state);
        return new RightNotes.Waiting(state.text("reference"), text.title(-1).name(), quantity(state), value(state));
    }

    private static Quantity quantity(RecordState state) {
        return state.find("quantity").map(Quantity::parse).orElse(Quantity.UNKNOWN);
    }

    /// Packs × price of a pack; empty when one of them is not known.
    static Optional<Money> value(RecordState state) {
        return quantity(state) instanceof Quantity.Known(var packs)
                ? state.find("unitPrice").map(Money::parse).map(price -> price.times(packs))
                : Optional.empty();
    }

    /// Rights of one text and currency in the queue of recognition.
    ///
    /// @param number see [RightTitles]
    /// @param rights how many entitlements and assignments have the text
    /// @param units packs of the entitlements and one for each assignment, as far as they are known
    /// @param value the known prices; empty when none is known
    record Queued(
            int number, RawTitle title, RecognisedRight right, long rights, BigDecimal units, Optional<Money> value) {

        private Queued with(BigDecimal further, Optional<Money> price) {
            return new Queued(
                    number,
                    title,
                    right,
                    rights + 1,
                    units.add(further),
                    value.isEmpty() || price.isEmpty()
                            ? value.or(() -> price)
                            : Optional.of(value.get().plus(price.get())));
        }
    }

    /// The rights that wait for a product, were set aside, or are what somebody decided or ruled, by their texts in
    /// the
    /// order of the snapshot. Those whose texts name a product by themselves need nobody.
    List<Queued> queue(RightTitles numbers) {
        var queued = new LinkedHashMap<Integer, Queued>();
        for (var kind : List.of(RecordKind.ENTITLEMENT, RecordKind.ASSIGNMENT)) {
            for (var state : snapshot.records(kind)) {
                var right = of(state);
                var basis = right.recognition().basis();
                boolean needsSomebody = right.recognition().state() != State.RECOGNISED
                        || basis == Basis.MANUAL
                        || basis == Basis.USER_RULE;
                if (!needsSomebody) {
                    continue;
                }
                var value = value(state);
                var text = RightText.of(state);
                int number = numbers.number(
                        text,
                        value.map(money -> money.currency().getCurrencyCode()).orElse(""));
                var units = kind == RecordKind.ASSIGNMENT
                        ? BigDecimal.ONE
                        : quantity(state) instanceof Quantity.Known(var packs) ? packs : BigDecimal.ZERO;
                var before = queued.getOrDefault(
                        number, new Queued(number, text.title(number), right, 0, BigDecimal.ZERO, Optional.empty()));
                queued.put(number, before.with(units, value));
            }
        }
        return List.copyOf(queued.values());
    }

    /// The assignments whose product is known.
    List<Assignment> assignments() {
        var recognised = new ArrayList<Assignment>();
        for (var state : snapshot.records(RecordKind.ASSIGNMENT)) {
            var right = of(state);
            if (right.recognition().state() == State.RECOGNISED) {
                recognised.add(Assignment.of(state, right.target()));
            }
        }
        return recognised;
    }

    /// Measured use of products that are known, and who reaches which server.
    UseFacts use() {
        var usage = new ArrayList<Usage>();
        for (var state : snapshot.records(RecordKind.USAGE)) {
            var right = of(state);
            if (right.recognition().state() == State.RECOGNISED) {
                usage.add(Usage.of(state, right.target()));
            }
        }
        var access = snapshot.records(RecordKind.ACCESS).stream()
                .map(state -> {
                    var right = of(state);
                    return Access.of(
                            state,
                            right.recognition().state() == State.RECOGNISED
                                    ? right.target().product()
                                    : state.text("product"));
                })
                .toList();
        return new UseFacts(usage, access, List.of());
    }

    /// Whether an exclusion names a device or a unit that is not there.
    private static boolean isStray(RecordState exclusion) {
        return exclusion.unresolved("device").isPresent()
                || exclusion.unresolved("unit").isPresent();
    }

    /// Whether an exclusion excludes nothing: nobody knows its product, or its text names a version, which
    /// exclusions
    /// do not have, and taking every version out would hide what is short.
    private boolean isIdle(RecordState exclusion) {
        if (exclusion.text("product").isEmpty()) {
            return false;
        }
        var right = of(exclusion);
        return right.recognition().state() != State.RECOGNISED
                || !right.target().release().isEmpty();
    }

    /// All exclusions; one that is idle keeps its text as product, which no product has as its key.
    List<Exclusion> exclusions() {
        return snapshot.records(RecordKind.EXCLUSION).stream()
                .map(state -> {
                    var right = of(state);
                    return state.text("product").isEmpty() || isIdle(state)
                            ? Exclusion.of(state, state.text("product"), state.text("edition"))
                            : Exclusion.of(
                                    state,
                                    right.target().product(),
                                    right.target().edition());
                })
                .toList();
    }
}
