package app.assay.ui.records;

import app.assay.domain.code.RightKind;
import app.assay.domain.draft.Draft;
import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.Command.Finding;
import app.assay.domain.record.EditDay;
import app.assay.domain.record.Field;
import app.assay.domain.record.FieldType;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.service.Saved;
import app.assay.ui.shell.FormDrafts;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Problem;
import app.assay.ui.text.Texts;
import app.assay.work.Cancelled;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// The form of one record. A field that is left with another value is written at once, as a command of its own; a new
/// record is written as one command when it is added. What is typed is checked as it is typed. Knows no control; for
/// the drawing thread.
public final class RecordFormViewModel {

    /// What the form shows.
    public enum Mode {
        NOTHING,
        /// A record that is not written yet.
        NEW,
        RECORD
    }

    /// From when an edit holds.
    public enum Holds {
        /// What changes in the course of time from the day of the position, all else on every day.
        AS_USUAL,
        /// From the day of [#dayProperty()].
        FROM_DAY,
        /// Earlier days too.
        EVERY_DAY
    }

    /// How drafts of forms of one record are named.
    static final String FORM = "record";

    /// Names under which a draft keeps from when it holds; no field has such a name.
    private static final String HOLDS = "@holds";

    private static final String DAY = "@day";

    private static final UUID NOBODY = new UUID(0, 0);
    private static final int MOST_SUGGESTIONS = 20;
    private static final Set<RightKind> BASED = Set.of(RightKind.UPGRADE, RightKind.STEP_UP, RightKind.MAINTENANCE);

    private final RecordKind kind;
    private final RecordDesk desk;
    private final Jobs jobs;
    private final Texts texts;
    private final FieldWords words;
    private final Map<String, FieldModel> fields = new LinkedHashMap<>();
    private final ReadOnlyObjectWrapper<Mode> mode = new ReadOnlyObjectWrapper<>(Mode.NOTHING);
    private final ReadOnlyObjectWrapper<Optional<UUID>> record = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper failed = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyBooleanWrapper complete = new ReadOnlyBooleanWrapper(false);
    private final ObjectProperty<Holds> holds = new SimpleObjectProperty<>(Holds.AS_USUAL);
    private final ObjectProperty<@Nullable LocalDate> day = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<Optional<LocalDate>> usualDay = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Consumer<UUID> onSaved = _ -> {};
    private long latestShown;
    private long latestCheck;
    private boolean filling;
    private boolean waitsForDay;
    private boolean productUnknown;
    private Optional<UUID> draft = Optional.empty();
    private FormDrafts drafts;
    private FormDrafts.Slot slot;
    private final Map<UUID, Map<String, String>> onTheirWay = new HashMap<>();
    private final Map<UUID, Draft> left = new HashMap<>();

    public RecordFormViewModel(RecordKind kind, RecordDesk desk, Jobs jobs, Texts texts) {
        this.kind = kind;
        this.desk = desk;
        this.jobs = jobs;
        this.texts = texts;
        this.words = new FieldWords(desk, texts);
        this.drafts = FormDrafts.none(jobs);
        this.slot = drafts.form(FORM, kind, Optional::empty);
        for (var field : kind.allFields()) {
            var model = new FieldModel(field, words.title(kind, field));
            fields.put(field.name(), model);
            if (field.type() == FieldType.CODE) {
                model.choices().setAll(codes(field));
            }
            model.tellApart(choice -> choice.name().equals(texts.get("records.told", choice.code())));
            model.textProperty().subscribe((_, _) -> typed(model));
        }
        holds.subscribe((_, _) -> dayChosen());
        day.subscribe((_, _) -> dayChosen());
    }

    private List<FieldModel.Choice> codes(Field field) {
        var open = field.required()
                ? Stream.<FieldModel.Choice>empty()
                : Stream.of(new FieldModel.Choice("", texts.get("records.notsaid")));
        return Stream.concat(
                        open,
                        field.codes().stream().map(code -> new FieldModel.Choice(code, texts.code(field.name(), code))))
                .toList();
    }

    public RecordKind kind() {
        return kind;
    }

    public Texts texts() {
        return texts;
    }

    /// The fields in the order of the kind.
    public List<FieldModel> fields() {
        return List.copyOf(fields.values());
    }

    public FieldModel field(String name) {
        var found = fields.get(name);
        if (found == null) {
            throw new IllegalArgumentException("%s has no field %s".formatted(kind, name));
        }
        return found;
    }

    public ReadOnlyObjectProperty<Mode> modeProperty() {
        return mode.getReadOnlyProperty();
    }

    /// The record that the form shows; empty for a new one.
    public ReadOnlyObjectProperty<Optional<UUID>> recordProperty() {
        return record.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /// What became of the last step, such as "Saved".
    public ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    /// Whether the status tells of something that was not done.
    public ReadOnlyBooleanProperty failedProperty() {
        return failed.getReadOnlyProperty();
    }

    /// Whether a new record could be added as it stands.
    public ReadOnlyBooleanProperty completeProperty() {
        return complete.getReadOnlyProperty();
    }

    /// From when what is edited holds; as usual again whenever another record is shown.
    public ObjectProperty<Holds> holdsProperty() {
        return holds;
    }

    /// The day from which on it holds, where one is to be said; none until it is chosen.
    public ObjectProperty<@Nullable LocalDate> dayProperty() {
        return day;
    }

    /// The day from which on what changes in the course of time holds as usual; empty until it is known.
    public ReadOnlyObjectProperty<Optional<LocalDate>> usualDayProperty() {
        return usualDay.getReadOnlyProperty();
    }

    private void findUsualDay() {
        jobs.quiet(_ -> desk.usualDay(), found -> usualDay.set(Optional.of(found)), this::fail);
    }

    /// What was left while no day was chosen is written now that one is.
    private void dayChosen() {
        if (filling) {
            return;
        }
        slot.changed();
        if (waitsForDay && editDay().isPresent()) {
            waitsForDay = false;
            failed.set(false);
            status.set("");
            boolean isProductTyped =
                    fields.containsKey("product") && field("product").isTouched();
            fields.values().stream()
                    .filter(FieldModel::isTouched)
                    // they are written together with the product
                    .filter(field ->
                            !isProductTyped || !List.of("edition", "version").contains(field.name()))
                    .toList()
                    .forEach(this::confirm);
        }
    }

    private void holdAsUsual() {
        filling = true;
        holds.set(Holds.AS_USUAL);
        filling = false;
        waitsForDay = false;
        findUsualDay();
    }

    private Optional<EditDay> editDay() {
        return switch (holds.get()) {
            case AS_USUAL -> Optional.of(EditDay.USUAL);
            case EVERY_DAY -> Optional.of(EditDay.EVERY_DAY);
            case FROM_DAY -> Optional.ofNullable(day.get()).map(EditDay::from);
        };
    }

    private boolean lacksDay() {
        boolean lacks = editDay().isEmpty();
        if (lacks) {
            waitsForDay = true;
            failed.set(true);
            status.set(texts.get("records.holds.noday"));
        }
        return lacks;
    }

    /// @param saved told of the record after each step that was written
    public void setOnSaved(Consumer<UUID> saved) {
        onSaved = saved;
    }

    // ---------------------------------------------------------------- what is not saved

    /// From now on what stands here and is not saved is kept.
    ///
    /// @param open brings the form of a draft on screen, before [#resume(Draft)]
    public void keepDrafts(FormDrafts keeping, Consumer<Draft> open) {
        drafts = keeping;
        slot = keeping.form(FORM, kind, this::typedNow);
        keeping.onContinue(FORM, kind, open);
    }

    /// All texts of a new record in which something was typed, the touched ones of a record that is there.
    private Optional<FormDrafts.Typed> typedNow() {
        var touched = fields.values().stream().filter(FieldModel::isTouched).toList();
        if (mode.get() == Mode.NOTHING || touched.isEmpty()) {
            return Optional.empty();
        }
        var base = new TreeMap<String, String>();
        if (mode.get() == Mode.RECORD) {
            touched.forEach(field -> base.put(field.name(), field.shown()));
        }
        if (holds.get() != Holds.AS_USUAL) {
            base.put(HOLDS, holds.get().name());
            Optional.ofNullable(day.get()).ifPresent(chosen -> base.put(DAY, chosen.toString()));
        }
        var values = new TreeMap<String, String>();
        fields.values().stream()
                .filter(field -> mode.get() == Mode.RECORD
                        ? field.isTouched()
                        : !field.textProperty().get().isBlank())
                .forEach(field -> values.put(field.name(), field.textProperty().get()));
        return Optional.of(FormDrafts.Typed.of(record.get(), mode.get() == Mode.NEW ? "" : title.get(), values, base));
    }

    /// What stands in the form stays kept and is offered, unless it is being saved just now: then that decides.
    private void leave() {
        var id = record.get().or(() -> draft);
        slot.detach().ifPresent(now -> {
            var saving = id.map(onTheirWay::get).orElse(Map.of());
            if (id.isPresent() && saving.entrySet().containsAll(now.values().entrySet())) {
                left.put(id.get(), now);
            } else {
                drafts.offer(now);
            }
        });
    }

    /// Forgets what is typed and not saved, as the analyst asked.
    public void discard() {
        slot.drop();
        empty();
    }

    /// Shows a draft: what the register says now, and what was typed over it.
    public void resume(Draft kept) {
        long request = ++latestShown;
        var newId = desk.newId();
        jobs.quiet(
                _ -> {
                    var state = kept.record().flatMap(id -> desk.find(kind, id));
                    var values =
                            state.<Map<String, String>>map(RecordState::values).orElse(Map.of());
                    var content = content(state.map(RecordState::id), values);
                    var product = Optional.ofNullable(kept.values().get("product"))
                            .map(typed -> desk.canonical(kind, "product", typed))
                            .orElseGet(() -> values.getOrDefault("product", ""));
                    return new Content(
                            content.id(),
                            content.texts(),
                            withTold(editions(product), kept.values().get("edition"), values.get("edition")),
                            withTold(releases(product), kept.values().get("version"), values.get("version")),
                            isUnknown(product),
                            content.title(),
                            content.findings());
                },
                found -> {
                    if (request == latestShown) {
                        resumed(kept, found, newId);
                    }
                },
                this::fail);
    }

    private void resumed(Draft kept, Content now, UUID newId) {
        boolean isNew = now.id().isEmpty();
        fill(now, false, isNew ? Mode.NEW : Mode.RECORD);
        draft = isNew ? Optional.of(newId) : Optional.empty();
        slot.adopt(kept);
        filling = true;
        holdAs(kept);
        kept.values().forEach((name, text) -> {
            var field = fields.get(name);
            if (field != null) {
                field.textProperty().set(text);
                if (!isNew && field.isTouched()) {
                    var base = kept.base().getOrDefault(name, field.shown());
                    field.keepTypedBeside(field.shown(), Optional.of(beside(field, field.shown(), base)));
                }
            }
        });
        filling = false;
        relevance();
        var moment = texts.values().instant(kept.at());
        boolean gone = isNew && kept.record().isPresent();
        failed.set(gone);
        status.set(texts.get(gone ? "records.continued.gone" : "records.continued", moment));
        check();
        slot.flush();
    }

    /// From when what is typed was to hold.
    private void holdAs(Draft kept) {
        holds.set(Stream.of(Holds.values())
                .filter(each -> each.name().equals(kept.base().get(HOLDS)))
                .findFirst()
                .orElse(Holds.AS_USUAL));
        try {
            Optional.ofNullable(kept.base().get(DAY)).map(LocalDate::parse).ifPresent(day::set);
        } catch (DateTimeParseException _) {
            // a day that nobody can read is asked for again
        }
        waitsForDay = false;
        findUsualDay();
    }

    /// What the register says beside a text that is typed and not saved.
    private String beside(FieldModel field, String now, String before) {
        return now.equals(before.strip())
                ? texts.get("records.beside.same", named(field, now))
                : texts.get("records.beside.changed", named(field, now), named(field, before.strip()));
    }

    private String named(FieldModel field, String text) {
        return text.isEmpty()
                ? texts.get("records.beside.nothing")
                : field.choices().stream()
                        .filter(choice -> choice.code().equals(text))
                        .findFirst()
                        .map(FieldModel.Choice::name)
                        .orElseGet(
                                () -> field.field().type() == FieldType.METRIC ? MetricWords.shown(texts, text) : text);
    }

    // ---------------------------------------------------------------- what is shown

    private record Content(
            Optional<UUID> id,
            Map<String, String> texts,
            List<FieldModel.Choice> editions,
            List<FieldModel.Choice> releases,
            boolean isProductUnknown,
            String title,
            List<Finding> findings) {

        /// What an unknown product is chosen for: its editions and versions, and what the form's texts mean
        /// there.
        static Content choices(
                Map<String, String> texts,
                List<FieldModel.Choice> editions,
                List<FieldModel.Choice> releases,
                boolean isProductUnknown) {
            return new Content(Optional.empty(), texts, editions, releases, isProductUnknown, "", List.of());
        }
    }

    /// Shows a record. Texts that wait to be mended in the same record stay.
    public void show(UUID id) {
        boolean same = record.get().equals(Optional.of(id));
        if (!same) {
            holdAsUsual();
            var waiting = drafts.waitingFor(FORM, id);
            if (waiting.isPresent()) {
                resume(waiting.get());
                return;
            }
        }
        long request = ++latestShown;
        jobs.quiet(
                _ -> desk.find(kind, id).map(state -> content(Optional.of(id), state.values())),
                found -> {
                    if (request != latestShown) {
                        return;
                    }
                    if (found.isEmpty()) {
                        clear();
                    } else {
                        fill(found.get(), same, Mode.RECORD);
                    }
                },
                this::fail);
    }

    /// Begins a new record with these values, canonical, by field.
    public void begin(Map<String, String> values) {
        holdAsUsual();
        long request = ++latestShown;
        var id = desk.newId();
        jobs.quiet(
                _ -> {
                    var state = new TreeMap<>(values);
                    state.putAll(new NewRecords(kind, desk).drafts().complete(state));
                    return content(Optional.empty(), state);
                },
                found -> {
                    if (request == latestShown) {
                        fill(found, false, Mode.NEW);
                        draft = Optional.of(id);
                        status.set("");
                        check();
                    }
                },
                this::fail);
    }

    /// Begins a copy of the shown record under a reference of its own.
    public void duplicate() {
        record.get()
                .ifPresent(id -> jobs.quiet(
                        _ -> desk.find(kind, id).map(RecordState::values).orElseThrow(),
                        values -> {
                            var copy = new TreeMap<>(values);
                            copy.remove("reference");
                            begin(copy);
                        },
                        this::fail));
    }

    /// Shows nothing; what was typed and not saved is offered.
    public void clear() {
        leave();
        empty();
    }

    private void empty() {
        latestShown++;
        draft = Optional.empty();
        record.set(Optional.empty());
        title.set("");
        status.set("");
        mode.set(Mode.NOTHING);
    }

    private Content content(Optional<UUID> id, Map<String, String> values) {
        var shown = new LinkedHashMap<String, String>();
        var state = RecordState.of(kind, id.orElse(NOBODY), values);
        for (var field : kind.allFields()) {
            shown.put(
                    field.name(),
                    state.unresolved(field.name()).orElseGet(() -> words.shown(field, state.text(field.name()))));
        }
        return new Content(
                id,
                shown,
                withTold(editions(values.getOrDefault("product", "")), values.get("edition")),
                withTold(releases(values.getOrDefault("product", "")), values.get("version")),
                isUnknown(values.getOrDefault("product", "")),
                name(values),
                id.map(known -> desk.check(command("edit", known, Map.of(), EditDay.USUAL)))
                        .orElse(List.of()));
    }

    /// Choices together with texts that were told and name none of them, so that they are seen and stay.
    private List<FieldModel.Choice> withTold(List<FieldModel.Choice> choices, @Nullable String... told) {
        var all = new ArrayList<>(choices);
        for (var text : told) {
            if (text != null && all.stream().noneMatch(choice -> choice.code().equals(text))) {
                all.add(new FieldModel.Choice(text, texts.get("records.told", text)));
            }
        }
        return all;
    }

    private String name(Map<String, String> values) {
        var key = values.getOrDefault(kind.fields().getFirst().name(), "");
        if (kind.fields().getFirst().type() == FieldType.PRODUCT) {
            return words.productName(key);
        }
        var product = values.getOrDefault("product", "");
        return product.isEmpty() ? key : key + " · " + words.productName(product);
    }

    private boolean isUnknown(String product) {
        return desk.catalogue().product(product).isEmpty();
    }

    private List<FieldModel.Choice> editions(String product) {
        var choices = new ArrayList<FieldModel.Choice>();
        choices.add(new FieldModel.Choice("", texts.get("records.any.edition")));
        desk.catalogue()
                .product(product)
                .ifPresent(found -> found.editions()
                        .forEach(edition -> choices.add(new FieldModel.Choice(edition.key(), edition.name()))));
        return choices;
    }

    private List<FieldModel.Choice> releases(String product) {
        var choices = new ArrayList<FieldModel.Choice>();
        choices.add(new FieldModel.Choice("", texts.get("records.any.version")));
        desk.catalogue()
                .product(product)
                .ifPresent(found -> found.releases().stream()
                        .sorted(java.util.Comparator.comparingInt(app.assay.domain.software.Release::rank)
                                .reversed())
                        .forEach(release -> choices.add(new FieldModel.Choice(release.key(), release.name()))));
        return choices;
    }

    private void fill(Content content, boolean keepTouched, Mode next) {
        if (!keepTouched) {
            leave();
        }
        draft = Optional.empty();
        filling = true;
        productUnknown = content.isProductUnknown();
        offer("edition", content.editions());
        offer("version", content.releases());
        int changed = 0;
        for (var field : fields.values()) {
            var now = content.texts().getOrDefault(field.name(), "");
            if (!keepTouched
                    || !field.isTouched()
                    || field.textProperty().get().strip().equals(now)) {
                field.show(now);
            } else if (!field.shown().equals(now)) {
                // The record changed under what is typed: by undo, an import, or an edit elsewhere.
                field.keepTypedBeside(now, Optional.of(beside(field, now, field.shown())));
                changed++;
            }
        }
        filling = false;
        record.set(content.id());
        title.set(next == Mode.NEW ? texts.get("records.new." + kind.name()) : content.title());
        if (!keepTouched) {
            status.set("");
            failed.set(false);
            fields.values().forEach(field -> field.say(Optional.empty()));
        }
        mode.set(next);
        relevance();
        if (changed > 0) {
            status.set(texts.get("records.under", changed));
            failed.set(true);
            slot.changed();
        }
        if (next == Mode.RECORD && fields.values().stream().noneMatch(FieldModel::isTouched)) {
            say(content.findings());
        }
    }

    private void offer(String name, List<FieldModel.Choice> choices) {
        var field = fields.get(name);
        if (field != null && !field.choices().equals(choices)) {
            field.choices().setAll(choices);
        }
    }

    private void relevance() {
        if (kind == RecordKind.ENTITLEMENT) {
            var right = field("kind").textProperty().get();
            boolean based = BASED.stream().anyMatch(code -> code.name().equals(right));
            field("base")
                    .setRelevant(based || !field("base").textProperty().get().isEmpty());
            // A choice beside "any" is one of the product. Of a product that nobody knows yet every text is kept.
            boolean isOpen =
                    productUnknown && !field("product").textProperty().get().isBlank();
            for (var part : List.of("edition", "version")) {
                field(part)
                        .setRelevant(isOpen
                                || field(part).choices().size() > 1
                                || !field(part).textProperty().get().isEmpty()
                                || !field(part).shown().isEmpty());
            }
            field("editionsCovered")
                    .setRelevant(field("edition").choices().size() > 1
                            || !field("editionsCovered").textProperty().get().isEmpty());
        }
    }

    // ---------------------------------------------------------------- typing

    private void typed(FieldModel field) {
        if (filling || mode.get() == Mode.NOTHING) {
            return;
        }
        if (mode.get() == Mode.RECORD) {
            status.set("");
            failed.set(false);
        }
        relevance();
        if (field.name().equals("product")) {
            productTyped();
        }
        slot.changed();
        check();
    }

    /// Offers the editions, versions and the usual metric of the product that stands in the form.
    private void productTyped() {
        long request = latestShown;
        var text = field("product").textProperty().get();
        var edition = text("edition");
        var version = text("version");
        jobs.quiet(
                _ -> {
                    var key = desk.canonical(kind, "product", text);
                    var metric = desk.catalogue()
                            .product(key)
                            .map(product -> product.metric())
                            .orElse("");
                    var meant = new TreeMap<>(Map.of("metric", metric));
                    meant.put("edition", meant(key, "edition", edition));
                    meant.put("version", meant(key, "version", version));
                    return Content.choices(meant, editions(key), releases(key), isUnknown(key));
                },
                found -> {
                    if (request != latestShown
                            || !field("product").textProperty().get().equals(text)) {
                        return;
                    }
                    filling = true;
                    productUnknown = found.isProductUnknown();
                    choose("edition", edition, found.texts().getOrDefault("edition", ""), found.editions());
                    choose("version", version, found.texts().getOrDefault("version", ""), found.releases());
                    var metric = fields.get("metric");
                    var usual = found.texts().getOrDefault("metric", "");
                    if (mode.get() == Mode.NEW
                            && metric != null
                            && metric.field().type() == FieldType.METRIC
                            && !usual.isEmpty()
                            && !metric.isTouched()) {
                        metric.show(usual);
                    }
                    filling = false;
                    relevance();
                    check();
                },
                this::fail);
    }

    private String text(String name) {
        var field = fields.get(name);
        return field == null ? "" : field.textProperty().get();
    }

    /// The edition or version of a product that a text names; the text itself where it names none.
    private String meant(String product, String name, String text) {
        return kind.find(name)
                .map(field -> words.canonical(kind, Map.of("product", product), field, text))
                .orElse(text);
    }

    /// Offers the editions or versions of another product. A text that a file told or somebody typed becomes the
    /// one
    /// that it names and stays as it is where it names none; a choice that belonged to the product before is
    /// forgotten.
    ///
    /// @param before what stood there
    /// @param meant what that means now
    private void choose(String name, String before, String meant, List<FieldModel.Choice> choices) {
        var field = fields.get(name);
        if (field == null) {
            return;
        }
        boolean isTold = !before.isBlank() && !field.isChosen(before);
        boolean isKnown = choices.stream().anyMatch(choice -> choice.code().equals(meant));
        offer(name, isKnown || !isTold ? choices : withTold(choices, before));
        if (isKnown) {
            field.textProperty().set(meant);
        } else if (!isTold) {
            field.textProperty().set("");
        }
    }

    private void check() {
        long request = ++latestCheck;
        long shown = latestShown;
        var texts = snapshot();
        var id = record.get().or(() -> draft);
        if (id.isEmpty()) {
            return;
        }
        var from = editDay().orElse(EditDay.USUAL);
        jobs.quiet(
                _ -> desk.check(command("edit", id.get(), canonical(record.get(), texts), from)),
                findings -> {
                    if (request == latestCheck && shown == latestShown) {
                        say(findings);
                    }
                },
                this::fail);
    }

    /// All texts of a new record, the touched ones of a record that is there.
    private Map<String, String> snapshot() {
        var texts = new LinkedHashMap<String, String>();
        fields.values().stream()
                .filter(field -> mode.get() == Mode.NEW || field.isTouched())
                .forEach(field -> texts.put(field.name(), field.textProperty().get()));
        return texts;
    }

    private Map<String, String> canonical(Optional<UUID> id, Map<String, String> typed) {
        var state = new TreeMap<String, String>();
        id.flatMap(known -> desk.find(kind, known)).ifPresent(found -> state.putAll(found.values()));
        var changed = new LinkedHashMap<String, String>();
        Stream.concat(Stream.of("product"), kind.allFields().stream().map(Field::name))
                .distinct()
                .filter(typed::containsKey)
                .forEach(name -> {
                    var text = words.canonical(kind, state, field(name).field(), typed.getOrDefault(name, ""));
                    state.put(name, text);
                    changed.put(name, text);
                });
        return changed;
    }

    private void say(List<Finding> findings) {
        for (var field : fields.values()) {
            var found = findings.stream()
                    .filter(finding ->
                            finding.field().filter(field.name()::equals).isPresent())
                    .min((one, other) -> Boolean.compare(other.blocking(), one.blocking()));
            // An empty field of a new record needs a mark, not a reproach.
            boolean early = mode.get() == Mode.NEW
                    && field.textProperty().get().isBlank()
                    && found.filter(finding -> finding.code().equals("missing")).isPresent();
            field.say(
                    early
                            ? Optional.empty()
                            : found.map(finding -> new FieldModel.Message(finding.message(), finding.blocking())));
        }
        complete.set(findings.stream().noneMatch(Finding::blocking));
        findings.stream()
                .filter(finding -> finding.field().isEmpty() && finding.blocking())
                .findFirst()
                .ifPresent(finding -> {
                    failed.set(mode.get() == Mode.RECORD);
                    status.set(finding.message());
                });
    }

    // ---------------------------------------------------------------- writing

    /// The field is left: its value is written if it is another one and nothing speaks against it.
    public void confirm(FieldModel field) {
        if (mode.get() != Mode.RECORD || !field.isTouched() || record.get().isEmpty() || lacksDay()) {
            return;
        }
        var from = editDay().orElseThrow();
        var id = record.get().get();
        var typed = new LinkedHashMap<String, String>();
        typed.put(field.name(), field.textProperty().get());
        if (field.name().equals("product")) {
            Stream.of("edition", "version")
                    .map(fields::get)
                    .filter(java.util.Objects::nonNull)
                    .filter(FieldModel::isTouched)
                    .forEach(part -> typed.put(part.name(), part.textProperty().get()));
        }
        status.set(texts.get("records.saving"));
        failed.set(false);
        onTheirWay.computeIfAbsent(id, _ -> new TreeMap<>()).putAll(typed);
        jobs.start(
                texts.get("records.save.job", field.title()),
                progress -> {
                    var command = command("edit", id, canonical(Optional.of(id), typed), from);
                    return desk.apply(command, progress);
                },
                saved -> {
                    arrived(id, typed, saved.done());
                    written(id, typed, saved);
                },
                failure -> {
                    arrived(id, typed, false);
                    fail(failure);
                });
    }

    /// What was on its way when the form turned to another record is offered if it was not saved.
    private void arrived(UUID id, Map<String, String> typed, boolean saved) {
        var saving = onTheirWay.getOrDefault(id, new TreeMap<>());
        saving.entrySet().removeAll(typed.entrySet());
        if (saving.isEmpty()) {
            onTheirWay.remove(id);
        }
        var waiting = left.get(id);
        if (waiting != null) {
            if (saved) {
                var gone = typed.entrySet().stream()
                        .filter(entry ->
                                entry.getValue().equals(waiting.values().get(entry.getKey())))
                        .map(Map.Entry::getKey)
                        .collect(java.util.stream.Collectors.toSet());
                drafts.settle(waiting, gone);
            } else {
                drafts.offer(waiting);
            }
            left.remove(id);
        }
    }

    private void written(UUID id, Map<String, String> typed, Saved saved) {
        boolean current = record.get().equals(Optional.of(id));
        if (!saved.done()) {
            if (current) {
                slot.flush();
                say(saved.findings());
                failed.set(true);
                status.set(texts.get(
                        "records.notsaved",
                        saved.findings().stream()
                                .filter(Finding::blocking)
                                .findFirst()
                                .map(Finding::message)
                                .orElse("")));
            }
            return;
        }
        if (current) {
            typed.forEach((name, text) -> {
                var field = field(name);
                if (field.textProperty().get().equals(text)) {
                    field.keep();
                }
            });
            status.set(texts.get("records.saved"));
            failed.set(false);
            slot.flush();
            show(id);
        }
        onSaved.accept(id);
    }

    /// Writes the new record as one command.
    public void add() {
        if (mode.get() != Mode.NEW || draft.isEmpty() || lacksDay()) {
            return;
        }
        var from = editDay().orElseThrow();
        var id = draft.get();
        var typed = snapshot();
        onTheirWay.put(id, new TreeMap<>(typed));
        jobs.start(
                texts.get("records.add.job"),
                progress -> {
                    var values = canonical(Optional.empty(), typed);
                    return desk.apply(command("add", id, values, from), progress);
                },
                saved -> {
                    arrived(id, typed, saved.done());
                    if (!saved.done()) {
                        if (draft.equals(Optional.of(id))) {
                            slot.flush();
                            complain(saved.findings());
                        }
                        return;
                    }
                    if (draft.equals(Optional.of(id))) {
                        draft = Optional.empty();
                        slot.drop();
                        fields.values().forEach(field -> added(field, typed.getOrDefault(field.name(), "")));
                        record.set(Optional.of(id));
                        status.set(texts.get("records.added"));
                        failed.set(false);
                        show(id);
                    }
                    onSaved.accept(id);
                },
                failure -> {
                    arrived(id, typed, false);
                    fail(failure);
                });
    }

    /// What was typed while the record was being added stays, and is not saved yet.
    private void added(FieldModel field, String saved) {
        if (field.textProperty().get().equals(saved)) {
            field.keep();
        } else {
            field.keepTypedBeside(saved.strip(), Optional.empty());
            slot.changed();
        }
    }

    private void complain(List<Finding> findings) {
        for (var field : fields.values()) {
            field.say(findings.stream()
                    .filter(finding ->
                            finding.field().filter(field.name()::equals).isPresent())
                    .findFirst()
                    .map(finding -> new FieldModel.Message(finding.message(), finding.blocking())));
        }
        failed.set(true);
        status.set(texts.get(
                "records.notadded",
                findings.stream()
                        .filter(Finding::blocking)
                        .findFirst()
                        .map(Finding::message)
                        .orElse("")));
    }

    /// Takes back what was typed into a field and not written.
    public void revert(FieldModel field) {
        record.get().ifPresent(id -> {
            filling = true;
            field.keep();
            filling = false;
            field.say(Optional.empty());
            slot.flush();
            show(id);
        });
    }

    private Command command(String what, UUID id, Map<String, String> values, EditDay from) {
        var key = kind.fields().getFirst();
        var named = Optional.ofNullable(values.get(key.name()))
                .filter(text -> !text.isEmpty())
                .or(() -> desk.find(kind, id).map(state -> state.text(key.name())))
                .orElse("");
        var subject = key.type() == FieldType.PRODUCT ? words.productName(named) : named;
        return new Command(
                FieldWords.action(kind, what),
                subject,
                "",
                List.of(Edit.set(kind, id, values).holding(from)));
    }

    private void fail(Exception failure) {
        if (!(failure instanceof Cancelled)) {
            failed.set(true);
            status.set(Problem.of(failure, texts).sentences());
        }
    }

    // ---------------------------------------------------------------- suggestions

    /// What a field offers for some words: products, or records that it may point at. Nothing for other fields.
    ///
    /// @param onFound told on the drawing thread
    public void suggest(FieldModel field, String typed, Consumer<List<Suggestion>> onFound) {
        var all = snapshotAll();
        var id = record.get();
        jobs.quiet(
                _ -> switch (field.field().type()) {
                    case PRODUCT -> products(typed);
                    case REFERENCE -> records(field.field(), typed, all, id);
                    default -> List.<Suggestion>of();
                },
                onFound,
                this::fail);
    }

    private Map<String, String> snapshotAll() {
        var texts = new LinkedHashMap<String, String>();
        fields.values()
                .forEach(field -> texts.put(field.name(), field.textProperty().get()));
        return texts;
    }

    private List<Suggestion> products(String typed) {
        var catalogue = desk.catalogue();
        var sought = words(typed);
        return catalogue.products().values().stream()
                .map(product -> Map.entry(
                        product, FieldWords.fullName(catalogue.publisherNameOf(product.key()), product.name())))
                .filter(entry -> hasAll(entry.getValue() + " " + entry.getKey().key(), sought))
                .sorted(java.util.Comparator.<Map.Entry<app.assay.domain.software.Product, String>, Boolean>comparing(
                                entry -> !entry.getKey()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .startsWith(typed.strip().toLowerCase(Locale.ROOT)))
                        .thenComparing(Map.Entry::getValue, String.CASE_INSENSITIVE_ORDER))
                .limit(MOST_SUGGESTIONS)
                .map(entry -> new Suggestion(
                        entry.getValue(),
                        entry.getKey().metric().isEmpty()
                                ? texts.code(
                                        "licensing", entry.getKey().licensing().name())
                                : MetricWords.shown(texts, entry.getKey().metric())))
                .toList();
    }

    private List<Suggestion> records(Field field, String typed, Map<String, String> all, Optional<UUID> self) {
        var target = field.target().orElseThrow();
        var key = target.fields().getFirst().name();
        var sought = words(typed);
        var product =
                field.name().equals("base") ? desk.canonical(kind, "product", all.getOrDefault("product", "")) : "";
        return desk.all(target).stream()
                .filter(state -> !Optional.of(state.id()).equals(self))
                .filter(state -> !field.name().equals("base") || canBeBase(state, product))
                .filter(state -> hasAll(state.text(key) + " " + detail(state), sought))
                .limit(MOST_SUGGESTIONS)
                .map(state -> new Suggestion(state.text(key), detail(state)))
                .toList();
    }

    /// An upgrade, a step-up and maintenance build on a licence of the same product that stands by itself.
    private static boolean canBeBase(RecordState state, String product) {
        var right = state.code("kind", RightKind.class, RightKind.FULL);
        return !BASED.contains(right)
                && (product.isEmpty() || state.text("product").equals(product));
    }

    private String detail(RecordState state) {
        return switch (state.kind()) {
            case ENTITLEMENT ->
                words.productName(state.text("product"))
                        + (state.text("version").isEmpty() ? "" : " " + state.text("version"));
            case AGREEMENT -> String.join(" · ", nonEmpty(state.text("publisher"), state.text("name")));
            case PURCHASE -> String.join(" · ", nonEmpty(state.text("supplier"), state.text("description")));
            case DEVICE -> state.text("operatingSystem");
            case USER -> state.text("email");
            default -> "";
        };
    }

    private static List<String> nonEmpty(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).toList();
    }

    private static List<String> words(String typed) {
        return Stream.of(typed.toLowerCase(Locale.ROOT).strip().split("\\s+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static boolean hasAll(String text, List<String> sought) {
        var lower = text.toLowerCase(Locale.ROOT);
        return sought.stream().allMatch(lower::contains);
    }
}
