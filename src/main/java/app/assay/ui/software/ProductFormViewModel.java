package app.assay.ui.software;

import app.assay.domain.draft.Draft;
import app.assay.domain.record.Command.Finding;
import app.assay.domain.record.RecordKind;
import app.assay.service.OwnProducts.Entry;
import app.assay.service.OwnProducts.Fate;
import app.assay.service.OwnProducts.Outcome;
import app.assay.service.OwnProducts.Plan;
import app.assay.service.ProductDraft;
import app.assay.ui.grid.Tsv;
import app.assay.ui.parts.Notice;
import app.assay.ui.shell.FormDrafts;
import app.assay.ui.shell.Jobs;
import app.assay.ui.text.Texts;
import app.assay.work.Plain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

/// The form in which an analyst makes or changes a product, and the import of products by file. Knows no control. For
/// the drawing thread.
public final class ProductFormViewModel {

    /// The fields with one text each; of `publisherAliases`, `titles` and `codes` each line is one.
    enum Field {
        PUBLISHER("publisher"),
        PUBLISHER_ALIASES("publisherAliases"),
        NAME("name"),
        FAMILY("family"),
        CATEGORY("category"),
        LICENSING("licensing"),
        METRIC("metric"),
        TITLES("titles"),
        CODES("codes");

        private final String code;

        Field(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /// An edition, a version or a component: a hidden key and texts; lists in a text stand apart by semicolons.
    static final class Part {
        private String key;
        private String kept;
        private final List<StringProperty> texts;

        private Part(String key, String kept, List<String> texts) {
            this.key = key;
            this.kept = kept;
            this.texts = texts.stream()
                    .<StringProperty>map(SimpleStringProperty::new)
                    .toList();
        }

        StringProperty text(int place) {
            return texts.get(place);
        }

        private String at(int place) {
            return texts.get(place).get().strip();
        }

        private List<String> list(int place) {
            return split(texts.get(place).get(), ";");
        }

        /// The key that it got when it was saved, while its texts may have gone on.
        private void settle(String saved, String hidden) {
            key = saved;
            kept = hidden;
        }

        private List<String> row() {
            return Stream.concat(Stream.of(key, kept), texts.stream().map(StringProperty::get))
                    .toList();
        }

        private boolean isBlank() {
            return texts.stream().allMatch(text -> text.get().isBlank());
        }
    }

    /// How drafts of products are named.
    static final String FORM = "product";

    private static final String BASE = "product";

    private final ProductWork work;
    private final Jobs jobs;
    private final Texts texts;
    private final Notice notice;
    private final Map<Field, StringProperty> values = new LinkedHashMap<>();
    private final ObservableList<Part> editions = FXCollections.observableArrayList();
    private final ObservableList<Part> releases = FXCollections.observableArrayList();
    private final ObservableList<Part> components = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyObjectWrapper<Optional<Entry>> entry = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Map<String, String>> remarks = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<Optional<Plan>> plan = new ReadOnlyObjectWrapper<>(Optional.empty());
    /// What the form shows of the register, as the form would say it.
    private ProductDraft shown = ProductDraft.EMPTY;
    /// What the register said when the form showed it.
    private ProductDraft base = ProductDraft.EMPTY;
    private boolean isShowing;
    private FormDrafts.Slot slot;
    private OptionalInt title = OptionalInt.empty();
    private Runnable changed = () -> {};
    private Runnable savedFromTitle = () -> {};
    private long latest;

    ProductFormViewModel(ProductWork work, Jobs jobs, Texts texts, Notice notice) {
        this.work = work;
        this.jobs = jobs;
        this.texts = texts;
        this.notice = notice;
        slot = FormDrafts.none(jobs).form(FORM, RecordKind.PRODUCT, Optional::empty);
        for (var field : Field.values()) {
            var value = new SimpleStringProperty("");
            value.subscribe((_, _) -> typed());
            values.put(field, value);
        }
        for (var parts : List.of(editions, releases, components)) {
            parts.addListener((ListChangeListener<Part>) _ -> typed());
        }
    }

    private Part part(String key, String kept, List<String> texts) {
        var part = new Part(key, kept, texts);
        part.texts.forEach(text -> text.subscribe((_, _) -> typed()));
        return part;
    }

    private void typed() {
        if (!isShowing) {
            slot.changed();
        }
    }

    /// From now on what stands in the form and is not saved is kept.
    ///
    /// @param bring brings the page of products on screen
    void keepDrafts(FormDrafts drafts, Runnable bring) {
        slot = drafts.form(FORM, RecordKind.PRODUCT, this::typedNow);
        drafts.onContinue(FORM, RecordKind.PRODUCT, draft -> {
            if (isTyped()) {
                bring.run();
                notice.tell(texts.get("software.ownproduct.unsaved"));
                return;
            }
            bring.run();
            resume(draft);
        });
    }

    private Optional<FormDrafts.Typed> typedNow() {
        if (!isTyped()) {
            return Optional.empty();
        }
        return Optional.of(FormDrafts.Typed.of(
                entry.get().flatMap(Entry::record), text(Field.NAME), written(), Map.of(BASE, base.toString())));
    }

    /// Everything that stands in the form, as texts.
    private Map<String, String> written() {
        var written = new TreeMap<String, String>();
        values.forEach((field, value) -> written.put(field.code(), value.get()));
        written.put("key", entry.get().map(Entry::key).orElse(""));
        written.put("editions", rows(editions));
        written.put("releases", rows(releases));
        written.put("components", rows(components));
        return written;
    }

    private static String rows(List<Part> parts) {
        return Tsv.write(parts.stream().map(Part::row).toList());
    }

    private List<Part> parts(String rows, int width) {
        return Tsv.read(rows).stream()
                .filter(row -> row.size() == width + 2)
                .map(row -> part(row.get(0), row.get(1), row.subList(2, row.size())))
                .toList();
    }

    /// Shows what stood in the form when it was kept, over what the register says of the product now.
    private void resume(Draft kept) {
        var key = kept.values().getOrDefault("key", "");
        long request = ++latest;
        jobs.quiet(
                _ -> key.isEmpty() ? Optional.<ProductWork.Shown>empty() : work.find(key),
                found -> {
                    if (request != latest) {
                        return;
                    }
                    title = OptionalInt.empty();
                    slot.leave();
                    show(
                            found.map(ProductWork.Shown::entry),
                            found.map(ProductWork.Shown::draft).orElse(ProductDraft.EMPTY));
                    isShowing = true;
                    values.forEach((field, value) -> value.set(kept.values().getOrDefault(field.code(), "")));
                    editions.setAll(parts(kept.values().getOrDefault("editions", ""), 3));
                    releases.setAll(parts(kept.values().getOrDefault("releases", ""), 4));
                    components.setAll(parts(kept.values().getOrDefault("components", ""), 2));
                    isShowing = false;
                    slot.adopt(kept);
                    if (!key.isEmpty() && found.isEmpty()) {
                        remarks.set(Map.of("", texts.get("software.ownproduct.gone")));
                    } else if (!kept.base().getOrDefault(BASE, "").equals(base.toString())) {
                        remarks.set(Map.of("", texts.get("software.ownproduct.stale")));
                    }
                },
                notice::fail);
    }

    private static List<String> split(String text, String separator) {
        return Arrays.stream(text.split(separator, -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    StringProperty value(Field field) {
        return Objects.requireNonNull(values.get(field));
    }

    ObservableList<Part> editions() {
        return editions;
    }

    ObservableList<Part> releases() {
        return releases;
    }

    ObservableList<Part> components() {
        return components;
    }

    /// Whether a product stands in the form.
    ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// The product that is changed; empty for a new one.
    ReadOnlyObjectProperty<Optional<Entry>> entryProperty() {
        return entry.getReadOnlyProperty();
    }

    /// What is wrong, by field of the draft; under the empty text what is about the whole.
    ReadOnlyObjectProperty<Map<String, String>> remarksProperty() {
        return remarks.getReadOnlyProperty();
    }

    /// What a chosen file would do, until it is taken in or left.
    ReadOnlyObjectProperty<Optional<Plan>> planProperty() {
        return plan.getReadOnlyProperty();
    }

    void setOnChanged(Runnable then) {
        changed = then;
    }

    /// What follows when a product that began with a title is saved.
    void setOnSavedFromTitle(Runnable then) {
        savedFromTitle = then;
    }

    /// Begins a product of which nothing is known.
    public void begin() {
        if (isTyped()) {
            notice.tell(texts.get("software.ownproduct.unsaved"));
            return;
        }
        latest++;
        title = OptionalInt.empty();
        show(Optional.empty(), ProductDraft.EMPTY);
    }

    /// Begins a product with what a title tells.
    public void begin(int from) {
        if (isTyped()) {
            notice.tell(texts.get("software.ownproduct.unsaved"));
            return;
        }
        long request = ++latest;
        jobs.quiet(
                _ -> work.fromTitle(from),
                draft -> {
                    if (request == latest) {
                        title = OptionalInt.of(from);
                        show(Optional.empty(), draft);
                    }
                },
                notice::fail);
    }

    /// Shows a product of the catalogue, unless something that is not saved stands in the form.
    public void open(String key) {
        if (isTyped() || entry.get().filter(known -> known.key().equals(key)).isPresent()) {
            return;
        }
        load(key);
    }

    /// The register changed: what nobody typed over is shown as it is now.
    void refreshed() {
        var known = entry.get();
        if (!open.get() || busy.get() || known.isEmpty() || isTyped()) {
            return;
        }
        long request = ++latest;
        jobs.quiet(
                _ -> work.find(known.get().key()),
                found -> {
                    if (request != latest || isTyped()) {
                        return;
                    }
                    if (found.isEmpty()) {
                        leave();
                    } else if (!found.get().draft().equals(base)
                            || !found.get().entry().equals(known.get())) {
                        show(Optional.of(found.get().entry()), found.get().draft());
                    }
                },
                notice::fail);
    }

    private void load(String key) {
        long request = ++latest;
        jobs.quiet(
                _ -> work.find(key),
                found -> {
                    if (request == latest) {
                        title = OptionalInt.empty();
                        found.ifPresentOrElse(known -> show(Optional.of(known.entry()), known.draft()), this::leave);
                    }
                },
                notice::fail);
    }

    /// Shows what is saved, whatever was typed.
    public void reset() {
        var known = entry.get();
        if (known.isPresent()) {
            load(known.get().key());
        } else {
            leave();
        }
    }

    private void leave() {
        latest++;
        show(Optional.empty(), ProductDraft.EMPTY);
        open.set(false);
    }

    /// Whether the form says otherwise than what was shown in it first.
    boolean isTyped() {
        return open.get() && (!draft().equals(shown) || (entry.get().isEmpty() && !draft().equals(ProductDraft.EMPTY)));
    }

    private void show(Optional<Entry> known, ProductDraft draft) {
        isShowing = true;
        base = draft;
        value(Field.PUBLISHER).set(draft.publisher());
        value(Field.PUBLISHER_ALIASES).set(String.join("\n", draft.publisherAliases()));
        value(Field.NAME).set(draft.name());
        value(Field.FAMILY).set(draft.family());
        value(Field.CATEGORY).set(draft.category());
        value(Field.LICENSING).set(draft.licensing());
        value(Field.METRIC).set(draft.metric());
        value(Field.TITLES).set(String.join("\n", draft.titles()));
        value(Field.CODES).set(String.join("\n", draft.codes()));
        editions.setAll(draft.editions().stream()
                .map(edition -> part(
                        edition.key(),
                        edition.licensing(),
                        List.of(edition.name(), String.join("; ", edition.aliases()), edition.metric())))
                .toList());
        releases.setAll(draft.releases().stream()
                .map(release -> part(
                        release.key(),
                        release.released(),
                        List.of(
                                release.name(),
                                String.join("; ", release.aliases()),
                                String.join("; ", release.numbers()),
                                release.endOfSupport())))
                .toList());
        components.setAll(draft.components().stream()
                .map(component -> part("", "", List.of(component.product(), String.join("; ", component.editions()))))
                .toList());
        entry.set(known);
        remarks.set(Map.of());
        open.set(true);
        shown = draft();
        isShowing = false;
        slot.flush();
    }

    void addEdition() {
        editions.add(part("", "", List.of("", "", "")));
    }

    void addRelease() {
        releases.add(part("", "", List.of("", "", "", "")));
    }

    void addComponent() {
        components.add(part("", "", List.of("", "")));
    }

    private String text(Field field) {
        return value(field).get().strip();
    }

    /// What stands in the form.
    ProductDraft draft() {
        return new ProductDraft(
                entry.get().map(Entry::key).orElse(""),
                text(Field.PUBLISHER),
                split(text(Field.PUBLISHER_ALIASES), "\n"),
                text(Field.NAME),
                text(Field.FAMILY),
                text(Field.CATEGORY),
                text(Field.LICENSING),
                text(Field.METRIC),
                split(text(Field.TITLES), "\n"),
                split(text(Field.CODES), "\n"),
                editions.stream()
                        .filter(part -> !part.isBlank())
                        .map(part ->
                                new ProductDraft.Edition(part.key, part.at(0), part.list(1), part.at(2), part.kept))
                        .toList(),
                releases.stream()
                        .filter(part -> !part.isBlank())
                        .map(part -> new ProductDraft.Release(
                                part.key, part.at(0), part.list(1), part.list(2), part.kept, part.at(3)))
                        .toList(),
                components.stream()
                        .filter(part -> !part.isBlank())
                        .map(part -> new ProductDraft.Component(part.at(0), part.list(1)))
                        .toList());
    }

    /// Writes the product; it counts at once.
    public void save() {
        if (!open.get() || busy.get()) {
            return;
        }
        var draft = draft();
        var known = entry.get();
        var seen = base;
        var from = title;
        var written = new Written(filled(editions), filled(releases));
        busy.set(true);
        jobs.start(
                texts.get("software.ownproduct.job", draft.name()),
                _ -> attempt(known, seen, draft),
                attempt -> {
                    if (attempt.outcome().isEmpty()) {
                        busy.set(false);
                        stale(attempt.now());
                        return;
                    }
                    var outcome = attempt.outcome().get();
                    if (!outcome.done()) {
                        busy.set(false);
                        remarks.set(told(outcome.findings()));
                        return;
                    }
                    notice.tell(texts.get("software.ownproduct.saved", draft.name()));
                    title = OptionalInt.empty();
                    settle(outcome.key(), draft, written);
                    changed.run();
                    if (from.isPresent()) {
                        savedFromTitle.run();
                    }
                },
                failure -> {
                    busy.set(false);
                    notice.fail(failure);
                });
    }

    /// Parts as they were handed to a save, in the order of the draft.
    private record Written(List<Part> editions, List<Part> releases) {}

    private static List<Part> filled(List<Part> parts) {
        return parts.stream().filter(part -> !part.isBlank()).toList();
    }

    /// @param outcome empty when nothing was written, since the register says something else than the form showed
    /// @param now what it says then
    private record Attempt(Optional<Outcome> outcome, Optional<ProductWork.Shown> now) {}

    /// Saves, unless the product was changed or taken back since the form showed it.
    private Attempt attempt(Optional<Entry> known, ProductDraft seen, ProductDraft draft) {
        if (known.isPresent()) {
            var now = work.find(known.get().key());
            if (now.isEmpty() || !now.get().draft().equals(seen)) {
                return new Attempt(Optional.empty(), now);
            }
        }
        return new Attempt(Optional.of(work.save(known.flatMap(Entry::record), draft)), Optional.empty());
    }

    /// Nothing was written; what was typed stays, and another save says that it is meant all the same.
    private void stale(Optional<ProductWork.Shown> now) {
        base = now.map(ProductWork.Shown::draft).orElse(ProductDraft.EMPTY);
        shown = base;
        entry.set(now.map(ProductWork.Shown::entry));
        remarks.set(Map.of("", texts.get(now.isEmpty() ? "software.ownproduct.gone" : "software.ownproduct.stale")));
        slot.changed();
    }

    /// Shows what was saved; what was typed while it was being saved stays, as a change of what is saved now.
    private void settle(String key, ProductDraft draft, Written written) {
        long request = ++latest;
        jobs.quiet(
                _ -> work.find(key),
                found -> {
                    busy.set(false);
                    if (request != latest) {
                        return;
                    }
                    if (found.isEmpty()) {
                        leave();
                    } else if (draft().equals(draft)) {
                        show(Optional.of(found.get().entry()), found.get().draft());
                    } else {
                        goOn(found.get(), written);
                    }
                },
                failure -> {
                    busy.set(false);
                    notice.fail(failure);
                });
    }

    private void goOn(ProductWork.Shown saved, Written written) {
        var draft = saved.draft();
        if (written.editions().size() == draft.editions().size()) {
            for (int place = 0; place < draft.editions().size(); place++) {
                var edition = draft.editions().get(place);
                written.editions().get(place).settle(edition.key(), edition.licensing());
            }
        }
        if (written.releases().size() == draft.releases().size()) {
            for (int place = 0; place < draft.releases().size(); place++) {
                var release = draft.releases().get(place);
                written.releases().get(place).settle(release.key(), release.released());
            }
        }
        base = draft;
        shown = draft;
        entry.set(Optional.of(saved.entry()));
        remarks.set(Map.of());
        slot.changed();
    }

    private static Map<String, String> told(List<Finding> findings) {
        var told = new HashMap<String, String>();
        findings.stream()
                .filter(Finding::blocking)
                .forEach(finding ->
                        told.merge(finding.field().orElse(""), finding.message(), (one, other) -> one + " " + other));
        return told;
    }

    /// Takes the own product away; what is shipped under its key counts again.
    public void delete() {
        var known = entry.get();
        var record = known.flatMap(Entry::record);
        if (record.isEmpty() || busy.get()) {
            return;
        }
        busy.set(true);
        jobs.start(
                texts.get("software.ownproduct.job", known.orElseThrow().name()),
                _ -> work.delete(record.get()),
                saved -> {
                    busy.set(false);
                    if (!saved.done()) {
                        remarks.set(told(saved.findings()));
                        return;
                    }
                    notice.tell(texts.get(
                            "software.ownproduct.deleted", known.orElseThrow().name()));
                    leave();
                    changed.run();
                },
                failure -> {
                    busy.set(false);
                    notice.fail(failure);
                });
    }

    /// Reads a file and shows what it would do.
    public void choose(Path file) {
        jobs.start(
                texts.get("software.ownproduct.reading", String.valueOf(file.getFileName())),
                progress -> work.plan(file, progress),
                found -> plan.set(Optional.of(found)),
                notice::fail);
    }

    /// Takes in what the chosen file brings.
    public void takeIn() {
        var chosen = plan.get();
        if (chosen.isEmpty() || busy.get()) {
            return;
        }
        busy.set(true);
        jobs.start(
                texts.get("software.ownproduct.reading", chosen.get().file()),
                progress -> work.apply(chosen.get(), progress),
                saved -> {
                    busy.set(false);
                    if (!saved.done()) {
                        notice.refuse(saved.findings().stream()
                                .filter(Finding::blocking)
                                .map(Finding::message)
                                .findFirst()
                                .orElse(""));
                        return;
                    }
                    plan.set(Optional.empty());
                    notice.tell(words(chosen.get()));
                    changed.run();
                },
                failure -> {
                    busy.set(false);
                    notice.fail(failure);
                });
    }

    /// Leaves the chosen file.
    public void leavePlan() {
        plan.set(Optional.empty());
    }

    /// What a plan does, in one sentence with all counts.
    String words(Plan told) {
        return texts.get(
                "software.ownproduct.counts",
                told.file(),
                told.count(Fate.NEW),
                told.count(Fate.CHANGED),
                told.count(Fate.SAME),
                told.count(Fate.KEPT_ASIDE),
                told.count(Fate.REFUSED));
    }

    /// Rows that need a look, and what is not read.
    List<String> lines(Plan told) {
        var lines = new ArrayList<String>();
        told.items().stream()
                .filter(item -> !item.reason().isEmpty())
                .map(item -> Plain.text(
                        "%s · %s · %s: %s",
                        item.place(),
                        item.name(),
                        texts.get("software.ownproduct.fate." + item.fate().name()),
                        item.reason()))
                .forEach(lines::add);
        lines.addAll(told.remarks());
        return lines;
    }

    /// Writes the own products to a catalogue file.
    public void export(Path file) {
        jobs.start(
                texts.get("software.ownproduct.writing", String.valueOf(file.getFileName())),
                _ -> {
                    work.export(file);
                    return file;
                },
                _ -> notice.tell(texts.get("software.ownproduct.written", String.valueOf(file.getFileName()))),
                notice::fail);
    }

    /// What the own definition says otherwise than the shipped one, and what is told about it, in lines.
    List<String> told(Entry known) {
        var lines = new ArrayList<String>();
        known.findings().forEach(finding -> lines.add(finding.message()));
        known.differences()
                .forEach(difference -> lines.add(texts.get(
                        "software.ownproduct.difference",
                        difference.field(),
                        difference.shipped().isEmpty() ? "–" : difference.shipped(),
                        difference.own().isEmpty() ? "–" : difference.own())));
        return lines;
    }
}
