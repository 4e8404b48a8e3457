package app.assay.ui.sources;

import app.assay.domain.source.RowMeaning;
import app.assay.domain.table.ColumnType;
import app.assay.service.ImportOutcome;
import app.assay.service.ImportPlan;
import app.assay.service.ImportPreview;
import app.assay.service.Saved;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Problem;
import app.assay.ui.shell.RunningJob;
import app.assay.ui.text.Texts;
import app.assay.work.Cancelled;
import app.assay.work.Progress;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Takes files in one after the other: what each is, how it would be read, what it would change, and then does it.
/// Knows no control; for the drawing thread.
public final class ImportPageViewModel {

    private final ImportDesk desk;
    private final Jobs jobs;
    private final Texts texts;
    private final ObservableList<Path> waiting = FXCollections.observableArrayList();
    private final ObservableList<ImportOutcome> finished = FXCollections.observableArrayList();
    private final ObservableList<String> profiles = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<ImportPlan>> plan = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ImportPreview>> preview =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ImportOutcome>> counted =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final BooleanProperty acceptRejected = new SimpleBooleanProperty(false);
    private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper noCurrency = new ReadOnlyStringWrapper("");
    private RunningJob running = RunningJob.NONE;
    private Runnable onImported = () -> {};
    private long latest;

    ImportPageViewModel(ImportDesk desk, Jobs jobs, Texts texts) {
        this.desk = desk;
        this.jobs = jobs;
        this.texts = texts;
    }

    Texts texts() {
        return texts;
    }

    /// Files after the one that is shown.
    ObservableList<Path> waiting() {
        return waiting;
    }

    /// What became of the files so far, the latest first.
    ObservableList<ImportOutcome> finished() {
        return finished;
    }

    ObservableList<String> profiles() {
        return profiles;
    }

    /// What is said about the shown file; empty when none is shown.
    ReadOnlyObjectProperty<Optional<ImportPlan>> planProperty() {
        return plan.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<ImportPreview>> previewProperty() {
        return preview.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Problem>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What a dry run of the plan as it is now counted.
    ReadOnlyObjectProperty<Optional<ImportOutcome>> countedProperty() {
        return counted.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty workingProperty() {
        return working.getReadOnlyProperty();
    }

    /// Whether the analyst said that the import may leave out as many rows as were counted.
    BooleanProperty acceptRejectedProperty() {
        return acceptRejected;
    }

    /// Whether the counted import would leave out so many rows that it has to be accepted.
    boolean isManyRejected() {
        return counted.get().map(outcome -> outcome.balance().isManyRejected()).orElse(false);
    }

    /// Whether the file could be imported as it stands.
    ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }

    ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    /// Does something after what is happening now.
    void later(Runnable action) {
        jobs.later(action);
    }

    void setOnImported(Runnable imported) {
        onImported = imported;
    }

    // ---------------------------------------------------------------- the file

    /// Puts files and folders into the queue; the first is shown at once when none is.
    void add(List<Path> files) {
        waiting.addAll(files);
        if (plan.get().isEmpty()) {
            next();
        }
    }

    /// Shows the file again after something went wrong with it, as it was before.
    void again() {
        problem.set(Optional.empty());
        look();
    }

    /// Goes on to the next file without importing the shown one.
    void next() {
        latest++;
        running.cancel();
        working.set(false);
        status.set("");
        acceptRejected.set(false);
        counted.set(Optional.empty());
        problem.set(Optional.empty());
        preview.set(Optional.empty());
        noCurrency.set("");
        ready.set(false);
        if (waiting.isEmpty()) {
            plan.set(Optional.empty());
            return;
        }
        plan.set(Optional.of(ImportPlan.of(waiting.removeFirst())));
        look();
        jobs.quiet(_ -> desk.profiles(), profiles::setAll, this::fail);
    }

    private void look() {
        long request = ++latest;
        var asked = plan.get();
        if (asked.isEmpty()) {
            return;
        }
        jobs.quiet(
                _ -> desk.preview(asked.get()),
                found -> {
                    if (request == latest) {
                        // All of it before anything is drawn: the page shows one state at a time.
                        ready.set(noCurrency.get().isEmpty() && isReady(found));
                        problem.set(Optional.empty());
                        preview.set(Optional.of(found));
                    }
                },
                failure -> {
                    if (request == latest) {
                        ready.set(false);
                        fail(failure);
                    }
                });
    }

    private static boolean isReady(ImportPreview found) {
        return found.table()
                .map(table -> table.meaning().isPresent()
                        && table.findings().stream().noneMatch(ImportPreview.Finding::blocking))
                .orElse(true);
    }

    // ---------------------------------------------------------------- what the analyst says

    private void change(UnaryOperator<ImportPlan> how) {
        plan.get().ifPresent(now -> {
            // Reading options count together with what a row means, also where that was proposed.
            var meaning = now.meaning()
                    .or(() ->
                            preview.get().flatMap(ImportPreview::table).flatMap(ImportPreview.TableProposal::meaning));
            var next = how.apply(now.as(meaning));
            if (!next.equals(now)) {
                plan.set(Optional.of(next));
                acceptRejected.set(false);
                counted.set(Optional.empty());
                status.set("");
                look();
            }
        });
    }

    void mean(RowMeaning meaning) {
        change(now -> now.meaning().equals(Optional.of(meaning))
                ? now
                : now.as(meaning).withColumns(java.util.Map.of()));
    }

    void profile(Optional<String> name) {
        change(now -> now.withProfile(name).as(Optional.empty()).withColumns(java.util.Map.of()));
    }

    /// Says what a column holds; a field is filled by one column only.
    void map(int column, String field) {
        var table = preview.get().flatMap(ImportPreview::table);
        if (table.isEmpty()) {
            return;
        }
        var columns = table.get().columns();
        change(now -> {
            var next = new LinkedHashMap<>(now.columns());
            columns.stream()
                    .filter(other -> !field.isEmpty() && other.field().equals(field))
                    .forEach(other -> next.put(other.header(), ""));
            next.put(columns.get(column).header(), field);
            return now.withColumns(next);
        });
    }

    void encoding(String name) {
        change(now -> now.withLayout(
                some(name), now.separator(), now.sheet(), now.dateOrder(), now.decimalMark(), now.currency()));
    }

    void separator(String mark) {
        change(now -> now.withLayout(
                now.encoding(), some(mark), now.sheet(), now.dateOrder(), now.decimalMark(), now.currency()));
    }

    /// Another sheet has columns of its own and may mean something else.
    void sheet(String name) {
        var chosen = some(name);
        boolean isShown = preview.get()
                .flatMap(ImportPreview::table)
                .filter(table -> chosen.equals(Optional.of(table.sheet())))
                .isPresent();
        change(now -> isShown && problem.get().isEmpty()
                ? now
                : now.as(Optional.empty())
                        .withColumns(java.util.Map.of())
                        .withLayout(
                                now.encoding(),
                                now.separator(),
                                chosen,
                                now.dateOrder(),
                                now.decimalMark(),
                                now.currency()));
    }

    void dateOrder(String code) {
        change(now -> now.withLayout(
                now.encoding(), now.separator(), now.sheet(), some(code), now.decimalMark(), now.currency()));
    }

    void decimalMark(String code) {
        change(now -> now.withLayout(
                now.encoding(), now.separator(), now.sheet(), now.dateOrder(), some(code), now.currency()));
    }

    /// @param typed ISO 4217 code; what is none is told at the field and keeps the file from being imported
    void currency(String typed) {
        var code = typed.strip().toUpperCase(java.util.Locale.ROOT);
        boolean isCurrency = code.isEmpty()
                || java.util.Currency.getAvailableCurrencies().stream()
                        .anyMatch(known -> known.getCurrencyCode().equals(code));
        noCurrency.set(isCurrency ? "" : code);
        if (isCurrency) {
            change(now -> now.withLayout(
                    now.encoding(), now.separator(), now.sheet(), now.dateOrder(), now.decimalMark(), some(code)));
        }
        settle();
    }

    /// What was typed as a currency and is none; empty when nothing is wrong with it.
    ReadOnlyStringProperty noCurrencyProperty() {
        return noCurrency.getReadOnlyProperty();
    }

    private void settle() {
        ready.set(problem.get().isEmpty()
                && noCurrency.get().isEmpty()
                && preview.get().map(ImportPageViewModel::isReady).orElse(false));
    }

    void source(String name) {
        change(now -> now.withSource(some(name)));
    }

    void suppliedBy(String name) {
        change(now -> now.withSuppliedBy(name.strip()));
    }

    void device(String name) {
        change(now -> now.withDevice(some(name)));
    }

    /// @return whether the text is a date or empty
    boolean dataDate(String typed) {
        var canonical = texts.values().canonicalOf(ColumnType.DATE, typed);
        if (canonical.isEmpty()) {
            change(now -> now.withDataDate(Optional.empty()));
            return true;
        }
        try {
            var day = LocalDate.parse(canonical);
            change(now -> now.withDataDate(Optional.of(day)));
            return true;
        } catch (java.time.format.DateTimeParseException _) {
            return false;
        }
    }

    private static Optional<String> some(String text) {
        // A tabulator is a separator, though blank.
        return text.equals("\t") ? Optional.of(text) : Optional.of(text.strip()).filter(said -> !said.isEmpty());
    }

    /// Keeps how this file is read under a name, for the next one of its kind.
    void saveProfile(String name) {
        var now = plan.get();
        if (now.isEmpty() || name.isBlank()) {
            return;
        }
        jobs.start(
                texts.get("import.profile.job", name),
                _ -> {
                    var saved = desk.saveProfile(name.strip(), now.get());
                    return new Kept(saved, desk.profiles());
                },
                kept -> {
                    profiles.setAll(kept.profiles());
                    status.set(
                            kept.saved().done()
                                    ? texts.get("import.profile.saved", name.strip())
                                    : kept.saved().findings().stream()
                                            .filter(finding -> finding.blocking())
                                            .map(finding -> finding.message())
                                            .findFirst()
                                            .orElse(texts.get("import.profile.notsaved", name.strip())));
                },
                this::fail);
    }

    private record Kept(Saved saved, List<String> profiles) {}

    // ---------------------------------------------------------------- what is done

    private interface Work {
        ImportOutcome of(ImportPlan plan, Progress progress);
    }

    void dryRun() {
        start("import.dryrun.job", desk::dryRun, outcome -> {
            counted.set(Optional.of(outcome));
            status.set("");
        });
    }

    void run() {
        boolean accepted = acceptRejected.get();
        start("import.job", (now, progress) -> desk.run(now, accepted, progress), outcome -> {
            if (outcome.state() == ImportOutcome.State.HELD) {
                counted.set(Optional.of(outcome));
                status.set("");
                return;
            }
            finished.addFirst(outcome);
            next();
            status.set(told(outcome));
            onImported.run();
        });
    }

    private void start(String title, Work work, java.util.function.Consumer<ImportOutcome> onDone) {
        var now = plan.get();
        if (now.isEmpty() || working.get()) {
            return;
        }
        long request = latest;
        working.set(true);
        problem.set(Optional.empty());
        status.set(texts.get("import.working"));
        running = jobs.start(
                texts.get(title, name(now.get().file())),
                progress -> work.of(now.get(), progress),
                outcome -> {
                    if (request == latest) {
                        working.set(false);
                        onDone.accept(outcome);
                    } else {
                        onImported.run();
                    }
                },
                failure -> {
                    if (request == latest) {
                        working.set(false);
                        status.set(failure instanceof Cancelled ? texts.get("import.cancelled") : "");
                        fail(failure);
                    }
                });
    }

    void cancel() {
        running.cancel();
    }

    private void fail(Exception failure) {
        if (!(failure instanceof Cancelled)) {
            problem.set(Optional.of(Problem.of(failure, texts)));
        }
    }

    // ---------------------------------------------------------------- words

    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /// Such as "inventory.csv: 1,204 read = 1,200 new + 0 changed + 0 same + 4 rejected".
    String told(ImportOutcome outcome) {
        var balance = outcome.balance();
        var sentence = texts.get(
                "import.balance",
                balance.read(),
                balance.added(),
                balance.changed(),
                balance.same(),
                balance.rejected());
        return texts.get(
                switch (outcome.state()) {
                    case PUBLISHED -> "import.done";
                    case DRY_RUN, HELD -> "import.counted";
                    case ALREADY_IMPORTED -> balance.rejected() == 0 ? "import.already" : "import.already.left";
                    case SUPERSEDED -> "import.superseded";
                },
                name(Path.of(outcome.path())),
                sentence,
                balance.rejected());
    }
}
