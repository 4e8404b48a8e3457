package app.assay.ui.software;

import app.assay.domain.code.RuleMatch;
import app.assay.domain.draft.Draft;
import app.assay.domain.record.Command;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.software.ProductTarget;
import app.assay.domain.software.RawTitle;
import app.assay.domain.table.TableRow;
import app.assay.service.RecogniseTitles.RuleEffect;
import app.assay.ui.grid.GridViewModel;
import app.assay.ui.parts.Notice;
import app.assay.ui.shell.FormDrafts;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Problem;
import app.assay.ui.shell.RunningJob;
import app.assay.ui.text.Texts;
import app.assay.work.Cancelled;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// Rules of recognition and the one being edited, with what it would change. Knows no control. For the drawing thread.
public final class RulesViewModel {

    /// How drafts of rules are named.
    private static final String FORM = "rule";

    private static final int STEP = 10;

    private final SoftwareWork work;
    private final Jobs jobs;
    private final Texts texts;
    private final Notice notice;
    private final String author;
    private final Supplier<UUID> newId;
    private final GridViewModel rules;
    private final ProductChoiceViewModel choice = new ProductChoiceViewModel();

    private final ReadOnlyObjectWrapper<Optional<UUID>> edited = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper existing = new ReadOnlyBooleanWrapper(false);
    private final ObjectProperty<RuleMatch> match = new SimpleObjectProperty<>(RuleMatch.CONTAINS);
    private final StringProperty title = new SimpleStringProperty("");
    private final StringProperty publisher = new SimpleStringProperty("");
    private final StringProperty version = new SimpleStringProperty("");
    private final StringProperty order = new SimpleStringProperty("");
    private final StringProperty note = new SimpleStringProperty("");
    private final BooleanProperty ignoring = new SimpleBooleanProperty(false);
    private final ReadOnlyObjectWrapper<Optional<RuleEffect>> effect = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper counting = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyStringWrapper remark = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper saveable = new ReadOnlyBooleanWrapper(false);
    private RunningJob preview = RunningJob.NONE;
    private long latest;
    private boolean showing;
    private Runnable changed = () -> {};
    private Map<String, String> shown = Map.of();
    private FormDrafts drafts;
    private FormDrafts.Slot slot;

    /// @param author who writes rules here
    /// @param newId makes identities of new rules
    RulesViewModel(SoftwareWork work, String author, Supplier<UUID> newId, Jobs jobs, Texts texts, Notice notice) {
        this.work = work;
        this.jobs = jobs;
        this.texts = texts;
        this.notice = notice;
        this.author = author;
        this.newId = newId;
        drafts = FormDrafts.none(jobs);
        slot = drafts.form(FORM, RecordKind.RECOGNITION_RULE, Optional::empty);
        rules = new GridViewModel(work.ruleTable(), jobs, texts);
        rules.facetsShownProperty().set(false);
        rules.focusedRowProperty().subscribe(row -> row.map(TableRow::id).ifPresent(id -> open(UUID.fromString(id))));
        match.subscribe((_, _) -> draftChanged());
        title.subscribe((_, _) -> draftChanged());
        publisher.subscribe((_, _) -> draftChanged());
        version.subscribe((_, _) -> draftChanged());
        order.subscribe((_, _) -> draftChanged());
        note.subscribe((_, _) -> draftChanged());
        ignoring.subscribe((_, _) -> draftChanged());
        choice.targetProperty().subscribe((_, _) -> draftChanged());
    }

    /// From now on what stands in the editor and is not saved is kept.
    ///
    /// @param open brings the rules on screen
    void keepDrafts(FormDrafts keeping, Runnable open) {
        drafts = keeping;
        slot = keeping.form(FORM, RecordKind.RECOGNITION_RULE, this::typedNow);
        keeping.onContinue(FORM, RecordKind.RECOGNITION_RULE, draft -> {
            open.run();
            resume(draft);
        });
    }

    private Optional<FormDrafts.Typed> typedNow() {
        return edited.get().isEmpty() || typedValues().equals(shown)
                ? Optional.empty()
                : Optional.of(FormDrafts.Typed.of(
                        existing.get() ? edited.get() : Optional.empty(),
                        existing.get()
                                ? shown.getOrDefault("title", "")
                                : title.get().strip(),
                        typedValues(),
                        shown));
    }

    /// What was typed or chosen, without who does it.
    private Map<String, String> typedValues() {
        var values = new HashMap<>(values());
        values.remove("author");
        return values;
    }

    /// Shows a draft: a rule that is not saved, or what was typed over one that is.
    void resume(Draft kept) {
        jobs.quiet(
                _ -> kept.record().flatMap(id -> work.rule().apply(id)),
                found -> {
                    slot.leave();
                    var id = found.map(RecordState::id).orElseGet(newId);
                    fill(
                            id,
                            found.isPresent(),
                            found.<Map<String, String>>map(RecordState::values).orElse(Map.of()));
                    slot.adopt(kept);
                    fill(id, found.isPresent(), kept.values(), shown);
                    slot.flush();
                },
                notice::fail);
    }

    /// The register has a new revision: an editor in which nothing was typed follows it; what was typed stays, and
    /// that
    /// the rule changed under it is told.
    void refresh() {
        rules.refresh();
        var id = edited.get();
        if (id.isEmpty() || !existing.get()) {
            return;
        }
        jobs.quiet(
                _ -> work.rule().apply(id.get()),
                found -> {
                    if (!edited.get().equals(id) || !existing.get()) {
                        return;
                    }
                    boolean typed = typedNow().isPresent();
                    var before = shown;
                    if (found.isEmpty()) {
                        if (typed) {
                            existing.set(false);
                            notice.refuse(texts.get("software.rule.gone", title.get()));
                            draftChanged();
                        } else {
                            edited.set(Optional.empty());
                            existing.set(false);
                        }
                    } else if (!typed) {
                        show(found.get());
                    } else {
                        shown = said(found.get().values());
                        if (!shown.equals(before)) {
                            notice.refuse(texts.get("software.rule.changed", shown.getOrDefault("title", "")));
                            slot.changed();
                        }
                    }
                },
                notice::fail);
    }

    public GridViewModel rules() {
        return rules;
    }

    public ProductChoiceViewModel choice() {
        return choice;
    }

    /// The rule in the editor; empty when none is open.
    public ReadOnlyObjectProperty<Optional<UUID>> editedProperty() {
        return edited.getReadOnlyProperty();
    }

    /// Whether the rule in the editor is in the register.
    public ReadOnlyBooleanProperty existingProperty() {
        return existing.getReadOnlyProperty();
    }

    public ObjectProperty<RuleMatch> matchProperty() {
        return match;
    }

    public StringProperty titleProperty() {
        return title;
    }

    public StringProperty publisherProperty() {
        return publisher;
    }

    public StringProperty versionProperty() {
        return version;
    }

    public StringProperty orderProperty() {
        return order;
    }

    public StringProperty noteProperty() {
        return note;
    }

    /// Whether titles that fit do not matter, rather than being a product.
    public BooleanProperty ignoringProperty() {
        return ignoring;
    }

    /// What the rule as it stands in the editor would change.
    public ReadOnlyObjectProperty<Optional<RuleEffect>> effectProperty() {
        return effect.getReadOnlyProperty();
    }

    /// Whether the effect on screen is that of an earlier text.
    public ReadOnlyBooleanProperty countingProperty() {
        return counting.getReadOnlyProperty();
    }

    /// What is missing or wrong; empty when nothing is.
    public ReadOnlyStringProperty remarkProperty() {
        return remark.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty saveableProperty() {
        return saveable.getReadOnlyProperty();
    }

    /// What is to be done when a rule was saved or deleted.
    void setOnChanged(Runnable then) {
        changed = then;
    }

    /// Begins a rule.
    public void begin() {
        begin(RuleMatch.CONTAINS, "", "", Optional.empty());
    }

    /// Begins a rule for titles like this one.
    void begin(RawTitle like, Optional<ProductTarget> target) {
        begin(RuleMatch.PREFIX, like.name(), like.publisher(), target);
    }

    private void begin(RuleMatch how, String words, String by, Optional<ProductTarget> target) {
        jobs.quiet(
                _ -> work.rules().get().stream()
                        .mapToInt(state -> state.integer("order").orElse(0))
                        .max()
                        .orElse(0),
                last -> {
                    slot.leave();
                    showing = true;
                    edited.set(Optional.of(newId.get()));
                    existing.set(false);
                    match.set(how);
                    title.set(words);
                    publisher.set(by);
                    version.set("");
                    order.set(Integer.toString(last + STEP));
                    note.set("");
                    ignoring.set(false);
                    target.ifPresentOrElse(choice::choose, choice::clear);
                    shown = typedValues();
                    showing = false;
                    draftChanged();
                },
                notice::fail);
    }

    void open(UUID id) {
        if (edited.get().equals(Optional.of(id)) && existing.get()) {
            return;
        }
        var waiting = drafts.waitingFor(FORM, id);
        if (waiting.isPresent()) {
            resume(waiting.get());
            return;
        }
        jobs.quiet(
                _ -> work.rule().apply(id),
                found -> found.ifPresent(state -> {
                    slot.leave();
                    show(state);
                }),
                notice::fail);
    }

    private void show(RecordState state) {
        fill(state.id(), true, state.values());
    }

    private void fill(UUID id, boolean isThere, Map<String, String> values) {
        fill(id, isThere, values, Map.of());
        shown = typedValues();
    }

    /// @param rest values of fields that `values` does not name
    private void fill(UUID id, boolean isThere, Map<String, String> values, Map<String, String> rest) {
        var all = new HashMap<>(rest);
        all.putAll(values);
        var state = RecordState.of(RecordKind.RECOGNITION_RULE, id, all);
        showing = true;
        edited.set(Optional.of(id));
        existing.set(isThere);
        match.set(state.code("match", RuleMatch.class, RuleMatch.LITERAL));
        title.set(state.text("title"));
        publisher.set(state.text("publisher"));
        version.set(state.text("version"));
        order.set(state.text("order"));
        note.set(state.text("note"));
        ignoring.set(state.flag("ignore"));
        if (state.text("product").isEmpty()) {
            choice.clear();
        } else {
            choice.choose(new ProductTarget(state.text("product"), state.text("edition"), state.text("release")));
        }
        showing = false;
        draftChanged();
    }

    /// A rule of the register as the editor would say it.
    private static Map<String, String> said(Map<String, String> values) {
        var said = new HashMap<String, String>();
        for (var name : List.of(
                "order", "match", "title", "publisher", "version", "ignore", "product", "edition", "release", "note")) {
            said.put(name, values.getOrDefault(name, ""));
        }
        return said;
    }

    private Map<String, String> values() {
        var values = new HashMap<String, String>();
        values.put("order", order.get().strip());
        values.put("match", match.get().name());
        values.put("title", title.get().strip());
        values.put("publisher", publisher.get().strip());
        values.put("version", version.get().strip());
        values.put("ignore", ignoring.get() ? "true" : "");
        var target = ignoring.get()
                ? Optional.<ProductTarget>empty()
                : choice.targetProperty().get();
        values.put("product", target.map(ProductTarget::product).orElse(""));
        values.put("edition", target.map(ProductTarget::edition).orElse(""));
        values.put("release", target.map(ProductTarget::release).orElse(""));
        values.put("author", author);
        values.put("note", note.get().strip());
        return values;
    }

    /// Counts what the rule would change, the newest text only.
    private void draftChanged() {
        if (showing || edited.get().isEmpty()) {
            return;
        }
        slot.changed();
        long request = ++latest;
        preview.cancel();
        preview = RunningJob.NONE;
        var missing = missing();
        saveable.set(missing.isEmpty());
        remark.set(missing);
        if (!missing.isEmpty()) {
            counting.set(false);
            effect.set(Optional.empty());
            return;
        }
        counting.set(true);
        var draft = RecordState.of(RecordKind.RECOGNITION_RULE, edited.get().orElseThrow(), values());
        preview = jobs.quiet(
                progress -> {
                    progress.stopIfCancelled();
                    return work.preview().preview(draft, progress);
                },
                found -> {
                    if (request == latest) {
                        counting.set(false);
                        effect.set(Optional.of(found));
                    }
                },
                failure -> {
                    if (request == latest && !(failure instanceof Cancelled)) {
                        counting.set(false);
                        effect.set(Optional.empty());
                        remark.set(Problem.of(failure, texts).happened());
                        saveable.set(false);
                    }
                });
    }

    private String missing() {
        if (title.get().isBlank()) {
            return texts.get("software.rule.needs.title");
        }
        if (!order.get().strip().matches("-?\\d{1,9}")) {
            return texts.get("software.rule.needs.order");
        }
        if (!ignoring.get() && choice.targetProperty().get().isEmpty()) {
            return texts.get("software.rule.needs.product");
        }
        if (match.get() == RuleMatch.PATTERN) {
            try {
                java.util.regex.Pattern.compile(title.get());
            } catch (java.util.regex.PatternSyntaxException wrong) {
                return texts.get("software.rule.needs.pattern", wrong.getDescription());
            }
        }
        return "";
    }

    /// Writes the rule; recognition follows it at once.
    public void save() {
        var id = edited.get();
        if (id.isEmpty() || !saveable.get()) {
            return;
        }
        var saving = typedValues();
        run(
                new Command(
                        existing.get() ? "rule.edit" : "rule.create",
                        title.get().strip(),
                        "",
                        List.of(Command.Edit.set(RecordKind.RECOGNITION_RULE, id.get(), values()))),
                "software.rule.saved",
                () -> {
                    existing.set(true);
                    shown = saving;
                    slot.flush();
                    rules.reveal(id.get().toString());
                });
    }

    /// Deletes the rule in the editor.
    public void delete() {
        var id = edited.get();
        if (id.isEmpty() || !existing.get()) {
            return;
        }
        run(
                new Command(
                        "rule.delete",
                        title.get().strip(),
                        "",
                        List.of(Command.Edit.delete(RecordKind.RECOGNITION_RULE, id.get()))),
                "software.rule.deleted",
                () -> {
                    slot.drop();
                    edited.set(Optional.empty());
                    existing.set(false);
                });
    }

    private void run(Command command, String doneKey, Runnable then) {
        var affected = effect.get();
        jobs.start(
                texts.get("software.rule.job", command.subject()),
                _ -> work.change().apply(command),
                saved -> {
                    if (saved.done()) {
                        notice.tell(texts.get(
                                doneKey,
                                command.subject(),
                                affected.map(RuleEffect::titles).orElse(0)));
                        then.run();
                        rules.refresh();
                        changed.run();
                        draftChanged();
                    } else {
                        remark.set(saved.findings().getFirst().message());
                    }
                },
                notice::fail);
    }
}
