package app.assay.service;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.Command.Finding;
import app.assay.domain.record.DatedValues;
import app.assay.domain.record.EditDay;
import app.assay.domain.record.FieldType;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.trail.UndoState;
import app.assay.engine.recognise.Recogniser;
import app.assay.engine.recognise.RightsRecogniser;
import app.assay.engine.validate.RecordValidator;
import app.assay.engine.validate.RecordValidator.Surroundings;
import app.assay.storage.backup.Backup;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// Everything an analyst edits by hand: checked, written whole, durable when it returns, undoable.
public final class EditRecords {

    private static final String STILL_USED = "still-used";

    private final OpenRegister open;

    public EditRecords(OpenRegister open) {
        this.open = open;
    }

    /// A record as it is now.
    public Optional<RecordState> find(RecordKind kind, UUID id) {
        return open.snapshot().record(kind, id);
    }

    /// All records of a kind as they are now, by natural key, then id.
    public List<RecordState> all(RecordKind kind) {
        return open.snapshot().records(kind);
    }

    /// A new identity for a record that an analyst begins.
    public UUID newId() {
        return UUID.randomUUID();
    }

    /// What the checks say about a command, without doing it.
    public List<Finding> check(Command command) {
        var findings = new ArrayList<>(new Checks(command).findings());
        findings.addAll(ofDays(command));
        return List.copyOf(findings);
    }

    /// What is to be said of the days from which on the values of a command are to hold.
    private List<Finding> ofDays(Command command) {
        var findings = new ArrayList<Finding>();
        for (var edit : dated(command).edits()) {
            if (!(edit.day() instanceof EditDay.From(LocalDate day)) || !EditDay.isOfDays(edit.kind())) {
                continue;
            }
            if (!EditDay.isSane(day)) {
                findings.add(new Finding(
                        edit.id(),
                        Optional.empty(),
                        true,
                        "day-out-of-range",
                        "Nothing can hold from the day %s on: use a day from %s to %s."
                                .formatted(day, EditDay.FIRST, EditDay.LAST)));
                continue;
            }
            boolean isNew = find(edit.kind(), edit.id()).isEmpty();
            edit.values().keySet().stream().sorted().forEach(field -> {
                if (EditDay.isName(edit.kind(), field)) {
                    if (!isNew) {
                        findings.add(new Finding(
                                edit.id(),
                                Optional.of(field),
                                false,
                                "name-of-every-day",
                                "What a record is known by holds on every day, whatever day is chosen."));
                    }
                    return;
                }
                open.snapshot()
                        .saidOtherwiseAfter(edit.kind(), edit.id(), field, day)
                        .ifPresent(next -> findings.add(new Finding(
                                edit.id(),
                                Optional.of(field),
                                false,
                                "said-otherwise-later",
                                "It holds until %s: from %s on something else was said, and that stays."
                                        .formatted(next.minusDays(1), next))));
            });
        }
        return findings;
    }

    /// Checks and does a command. With a blocking finding nothing is written.
    public Saved apply(Command command, Progress progress) {
        var findings = check(command);
        if (findings.stream().anyMatch(Finding::blocking)) {
            return new Saved(false, open.revision(), findings);
        }
        if (command.edits().size() >= BackUpRegister.RECORDS_OF_A_LARGE_EDIT) {
            new BackUpRegister(open).before(Backup.Kind.EDIT, progress);
        }
        var dated = dated(command);
        var result = open.register().apply(dated, progress);
        return new Saved(true, result.revision(), findings, usualDayOf(command, dated));
    }

    /// What was said by hand of a record from which day on, by day.
    public List<DatedValues.Step> steps(RecordKind kind, UUID id) {
        return open.snapshot().steps(kind, id);
    }

    /// Today where the register is at home.
    public LocalDate today() {
        return open.today();
    }

    /// The day from which on what is edited usually holds: that of the position, which an analyst looks at while
    /// editing, but never a day to come. Earlier positions stay as they were.
    public LocalDate usualDay() {
        var position = open.positionSettings(Optional.empty()).asAt();
        var today = open.today();
        var day = position.isAfter(today) ? today : position;
        return day.isBefore(EditDay.FIRST) ? EditDay.FIRST : day;
    }

    /// The command in which each value says from when it holds.
    private Command dated(Command command) {
        var usual = new EditDay[1];
        var edits = new ArrayList<Edit>();
        var made = new HashSet<UUID>();
        for (var edit : command.edits()) {
            if (edit.delete() || !edit.day().equals(EditDay.USUAL) || !EditDay.isOfDays(edit.kind())) {
                edits.add(edit);
                continue;
            }
            boolean isNew =
                    made.contains(edit.id()) || find(edit.kind(), edit.id()).isEmpty();
            var changing = new TreeMap<String, String>();
            var lasting = new TreeMap<String, String>();
            edit.values()
                    .forEach((field, value) -> (!isNew && EditDay.isUsuallyDated(edit.kind(), field)
                                    ? changing
                                    : lasting)
                            .put(field, value));
            boolean beginsThen = isNew && EditDay.isUsuallyThereFromItsDay(edit.kind());
            if (usual[0] == null && (beginsThen || !changing.isEmpty())) {
                usual[0] = EditDay.from(usualDay());
            }
            if (!lasting.isEmpty() || changing.isEmpty()) {
                edits.add(Edit.set(edit.kind(), edit.id(), lasting).holding(beginsThen ? usual[0] : EditDay.USUAL));
            }
            if (!changing.isEmpty()) {
                edits.add(Edit.set(edit.kind(), edit.id(), changing).holding(usual[0]));
            }
            if (isNew) {
                made.add(edit.id());
            }
        }
        return new Command(command.action(), command.subject(), command.reason(), edits);
    }

    /// The day that the usual edits of a command came to hold from, where there are any.
    private static Optional<LocalDate> usualDayOf(Command command, Command dated) {
        var told = command.edits().stream().map(Edit::day).collect(Collectors.toSet());
        return dated.edits().stream()
                .map(Edit::day)
                .filter(day -> !told.contains(day))
                .filter(EditDay.From.class::isInstance)
                .map(day -> ((EditDay.From) day).day())
                .findFirst();
    }

    public UndoState undoState() {
        return open.register().undoState();
    }

    public Saved undo() {
        return new Saved(true, open.register().undo().revision(), List.of());
    }

    public Saved redo() {
        return new Saved(true, open.register().redo().revision(), List.of());
    }

    /// Turns what an analyst typed into the canonical text of a field: names of records become their identities,
    /// product
    /// names their keys, dates and numbers of the screen's language were turned into canonical texts before.
    ///
    /// @return the text itself where nothing fits, for the checks to explain
    public String canonical(RecordKind kind, String fieldName, String typed) {
        var field = kind.field(fieldName);
        var text = typed.strip();
        if (text.isEmpty()) {
            return text;
        }
        if (field.type() == FieldType.REFERENCE && field.target().isPresent()) {
            return byName(field.target().get(), text).map(UUID::toString).orElse(text);
        }
        if (field.type() == FieldType.PRODUCT && open.catalogue().product(text).isEmpty()) {
            return open.catalogue().products().values().stream()
                    .filter(product -> product.name().equalsIgnoreCase(text)
                            || (open.catalogue().publisherNameOf(product.key()) + " " + product.name())
                                    .equalsIgnoreCase(text))
                    .map(product -> product.key())
                    .findFirst()
                    .orElse(text);
        }
        return text;
    }

    private Optional<UUID> byName(RecordKind kind, String name) {
        var key = kind.fields().getFirst().name();
        var named = open.snapshot().records(kind).stream()
                .filter(state -> state.text(key).equalsIgnoreCase(name)
                        || state.id().toString().equals(name))
                .toList();
        return named.size() == 1 ? Optional.of(named.getFirst().id()) : Optional.empty();
    }

    /// The checks of one command, against the register as it would be with the whole command done.
    private final class Checks {
        private final Map<UUID, RecordState> after = new HashMap<>();
        private final Set<UUID> deleted = new HashSet<>();
        private final List<RecordState> edited = new ArrayList<>();
        private final Command command;
        private final boolean productsTouched;
        private final boolean keepsContradictions;

        Checks(Command command) {
            this.command = command;
            keepsContradictions = command.action().equals(OwnProducts.IMPORT);
            productsTouched = command.edits().stream().anyMatch(edit -> edit.kind() == RecordKind.PRODUCT);
            for (var edit : command.edits()) {
                if (edit.delete()) {
                    deleted.add(edit.id());
                } else {
                    var state = merged(edit);
                    after.put(edit.id(), state);
                    edited.add(state);
                }
            }
        }

        /// Records of a kind as they would be.
        private List<RecordState> recordsAfter(RecordKind kind) {
            var records = new ArrayList<RecordState>();
            for (var state : open.snapshot().records(kind)) {
                if (!deleted.contains(state.id()) && !after.containsKey(state.id())) {
                    records.add(state);
                }
            }
            after.values().stream().filter(state -> state.kind() == kind).forEach(records::add);
            return records;
        }

        private RecordState merged(Edit edit) {
            var values = new TreeMap<String, String>();
            var known = after.get(edit.id());
            if (known != null) {
                values.putAll(known.values());
            } else {
                find(edit.kind(), edit.id()).ifPresent(state -> values.putAll(state.values()));
            }
            edit.values().forEach((field, value) -> {
                if (edit.kind().find(field).isEmpty() && !edit.kind().isToldByFiles(field)) {
                    throw new Fault(
                            FaultCode.USAGE,
                            Sentence.of("program.record-kind-has-no-field", edit.kind(), field),
                            Sentence.of("program.nothing-was-changed"),
                            Sentence.of(
                                    "program.use-one",
                                    String.join(
                                            ", ",
                                            edit.kind().fields().stream()
                                                    .map(known2 -> known2.name())
                                                    .toList())));
                }
                values.put(field, value);
            });
            return new RecordState(edit.kind(), edit.id(), values);
        }

        List<Finding> findings() {
            var keys = new HashMap<RecordKind, Map<String, Set<UUID>>>();
            var before = open.merged();
            var merged = productsTouched ? open.mergedWith(recordsAfter(RecordKind.PRODUCT)) : before;
            var validator = new RecordValidator(new Surroundings(
                    merged.catalogue(),
                    productsTouched
                            ? new RightsRecogniser(new Recogniser(merged.catalogue(), List.of(), List.of()))::recognise
                            // Asked for the texts of rights alone: recognising every title is not every edit's to pay.
                            : text ->
                                    open.rights(open.snapshot(), Progress.NONE).of(text),
                    (kind, id) -> deleted.contains(id)
                            ? Optional.empty()
                            : Optional.ofNullable(after.get(id))
                                    .or(() -> open.snapshot().record(kind, id)),
                    (state, key) ->
                            keys.computeIfAbsent(state.kind(), this::keysOf).getOrDefault(key, Set.of()).stream()
                                    .anyMatch(id -> !id.equals(state.id()))));
            var findings = new ArrayList<Finding>();
            edited.forEach(state -> findings.addAll(validator.check(state)));
            if (productsTouched) {
                var products = new ProductChecks(before, merged, keepsContradictions);
                var touched = new HashSet<>(deleted);
                for (var state : edited) {
                    if (state.kind() == RecordKind.PRODUCT) {
                        touched.add(state.id());
                        findings.addAll(products.of(
                                state, find(RecordKind.PRODUCT, state.id()).isEmpty()));
                    }
                }
                findings.addAll(products.dependants(
                        touched.stream().min(Comparator.naturalOrder()).orElseThrow(), touched, this::recordsAfter));
            }
            deleted.forEach(id -> findings.addAll(dependants(id)));
            // The register refuses a reference of an earlier day too; what is wrong otherwise it need not be asked.
            if (!deleted.isEmpty() && findings.stream().noneMatch(Finding::blocking)) {
                open.register()
                        .dependants(command)
                        .forEach(reference -> findings.add(new Finding(
                                reference.target(),
                                Optional.empty(),
                                true,
                                STILL_USED,
                                "It is still used: %s.".formatted(reference.told()))));
            }
            return findings;
        }

        private Map<String, Set<UUID>> keysOf(RecordKind kind) {
            var keyField = kind.fields().getFirst().name();
            var keys = new HashMap<String, Set<UUID>>();
            open.snapshot().records(kind).stream()
                    .filter(state -> !deleted.contains(state.id()) && !after.containsKey(state.id()))
                    .forEach(state -> keys.computeIfAbsent(state.text(keyField), _ -> new HashSet<>())
                            .add(state.id()));
            after.values().stream()
                    .filter(state -> state.kind() == kind)
                    .forEach(state -> keys.computeIfAbsent(state.text(keyField), _ -> new HashSet<>())
                            .add(state.id()));
            return keys;
        }

        /// What points at a record that is to go.
        private List<Finding> dependants(UUID id) {
            var findings = new ArrayList<Finding>();
            for (var kind : RecordKind.values()) {
                var references = kind.fields().stream()
                        .filter(field -> field.type() == FieldType.REFERENCE)
                        .toList();
                if (references.isEmpty()) {
                    continue;
                }
                for (var state : recordsAfter(kind)) {
                    boolean points = references.stream()
                            .anyMatch(field -> state.text(field.name()).equals(id.toString()));
                    if (points) {
                        var key = kind.fields().getFirst().name();
                        findings.add(new Finding(
                                id,
                                Optional.empty(),
                                true,
                                STILL_USED,
                                "It is still used by %s \"%s\"."
                                        .formatted(
                                                kind.name()
                                                        .toLowerCase(java.util.Locale.ROOT)
                                                        .replace('_', ' '),
                                                state.text(key))));
                    }
                }
            }
            return findings;
        }
    }
}
