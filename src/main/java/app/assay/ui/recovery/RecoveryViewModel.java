package app.assay.ui.recovery;

import app.assay.service.RecoverRegister.Choice;
import app.assay.service.RecoverRegister.Report;
import app.assay.service.RecoverRegister.Restored;
import app.assay.ui.parts.Notice;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Problem;
import app.assay.ui.shell.RunningJob;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.State;
import app.assay.work.Cancelled;
import app.assay.work.Sentence;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What was found of a damaged register, what can be brought back, and the restoration beside it. Knows no control; for
/// the drawing thread.
public final class RecoveryViewModel {

    private static final int KINDS_TOLD = 6;

    /// Where the desk is.
    public sealed interface Step {

        /// A job that the analyst waits for and may end.
        ///
        /// @param title of the job
        record Working(String title, String sentence) implements Step {}

        record Found(Report report) implements Step {}

        record Done(Restored restored) implements Step {}

        /// Nothing could be found out.
        record Failed(Problem problem) implements Step {}
    }

    /// What the desk asks of the program. Called on the drawing thread.
    public interface Door {

        /// Back to the start screen.
        void leave();

        /// To the choice of another register.
        void choose();

        /// Tries to open the same register again.
        void tryAgain();

        /// Shows what is left of the damaged register, for looking only.
        void look();

        /// Opens the register that was restored.
        void open(Path restored);
    }

    /// One piece of the register.
    public record Piece(State state, String word, String name, String told) {}

    private final Path folder;
    private final Problem problem;
    private final RecoveryDesk desk;
    private final Door door;
    private final Jobs jobs;
    private final Texts texts;
    private final Notice notice;
    private final List<Path> further = new ArrayList<>();
    private final ReadOnlyObjectWrapper<Step> step;
    private final ObjectProperty<Optional<Choice>> chosen = new SimpleObjectProperty<>(Optional.empty());
    private final StringProperty target = new SimpleStringProperty("");
    private final BooleanProperty differencesShown = new SimpleBooleanProperty(false);
    private Optional<Report> report = Optional.empty();
    private RunningJob running = RunningJob.NONE;

    /// @param folder of the register
    /// @param problem why it could not be opened
    public RecoveryViewModel(Path folder, Problem problem, RecoveryDesk desk, Door door, Jobs jobs, Texts texts) {
        this.folder = folder;
        this.problem = problem;
        this.desk = desk;
        this.door = door;
        this.jobs = jobs;
        this.texts = texts;
        this.notice = new Notice(texts);
        this.step = new ReadOnlyObjectWrapper<>(looking());
    }

    Texts texts() {
        return texts;
    }

    Jobs jobs() {
        return jobs;
    }

    Notice notice() {
        return notice;
    }

    Path folder() {
        return folder;
    }

    Problem problem() {
        return problem;
    }

    ReadOnlyObjectProperty<Step> stepProperty() {
        return step.getReadOnlyProperty();
    }

    /// The backup that would be restored; the best one at first.
    ObjectProperty<Optional<Choice>> chosenProperty() {
        return chosen;
    }

    /// The folder that the restored register would be in.
    StringProperty targetProperty() {
        return target;
    }

    /// Whether everything that differs is listed.
    BooleanProperty differencesShownProperty() {
        return differencesShown;
    }

    // ---------------------------------------------------------------- looking

    private Step.Working looking() {
        return new Step.Working(texts.get("recovery.inspect"), texts.get("recovery.inspect.detail"));
    }

    /// What [#inspect] brings.
    private record Looked(Report report, Path target) {}

    /// Looks at the register piece by piece; ending that leads back to the start.
    public void inspect() {
        var working = looking();
        step.set(working);
        notice.clear();
        var places = List.copyOf(further);
        running = jobs.start(
                working.title(),
                progress -> new Looked(desk.inspect(places, progress), desk.proposedTarget()),
                looked -> {
                    report = Optional.of(looked.report());
                    chosen.set(looked.report().choices().stream().findFirst());
                    target.set(looked.target().toString());
                    step.set(new Step.Found(looked.report()));
                },
                failure -> {
                    if (failure instanceof Cancelled) {
                        door.leave();
                    } else {
                        step.set(new Step.Failed(Problem.of(failure, texts)));
                    }
                });
    }

    /// Looks for backups in one more folder too.
    void lookIn(Path place) {
        further.add(place);
        inspect();
    }

    /// Ends the job that runs.
    void cancel() {
        running.cancel();
    }

    // ---------------------------------------------------------------- words

    String name() {
        return report.map(Report::name).orElseGet(() -> String.valueOf(folder.getFileName()));
    }

    List<Piece> pieces(Report found) {
        return found.findings().stream()
                .map(finding -> new Piece(
                        sign(finding.state()),
                        texts.get("recovery.state." + finding.state()),
                        texts.get("recovery.piece." + finding.piece()),
                        finding.words().in(texts.locale())))
                .toList();
    }

    private static State sign(String code) {
        return switch (code) {
            case "WHOLE" -> State.COMPLIANT;
            case "DAMAGED" -> State.SHORTFALL;
            default -> State.UNKNOWN;
        };
    }

    /// In the language of the window.
    List<String> inWords(List<Sentence> sentences) {
        return sentences.stream().map(sentence -> sentence.in(texts.locale())).toList();
    }

    /// Such as "Certainly whole: seal, kept files, 3 backups".
    String certain(Report found) {
        var whole = found.findings().stream()
                .filter(finding -> finding.state().equals("WHOLE"))
                .map(finding -> finding.piece().equals("BACKUPS")
                        ? texts.get("recovery.backups", found.choices().size())
                        : texts.get("recovery.piece." + finding.piece()))
                .collect(Collectors.joining(", "));
        return whole.isEmpty() ? texts.get("recovery.certain.nothing") : texts.get("recovery.certain", whole);
    }

    /// What restoring a backup together with the journal would bring.
    String promise(Report found, Choice choice) {
        var moment = texts.values().instant(choice.backup().at());
        var first = choice.replayable() == 0
                ? texts.get("recovery.promise.alone", moment)
                : texts.get("recovery.promise.journal", moment, choice.replayable());
        var promise = first + " " + promised(found, choice);
        return choice.missingFiles() == 0
                ? promise
                : promise + " " + texts.get("recovery.promise.files", choice.missingFiles());
    }

    private String promised(Report found, Choice choice) {
        if (found.entries() == 0) {
            return texts.get("recovery.promise.unknown");
        }
        return choice.complete()
                ? texts.get(
                        choice.missingFiles() == 0 ? "recovery.promise.complete" : "recovery.promise.complete.records")
                : texts.get("recovery.promise.missing", found.entries() - choice.lastEntry());
    }

    /// Short for a list: "everything", or how many entries would be missing.
    String outcome(Report found, Choice choice) {
        if (found.entries() == 0) {
            return texts.get("recovery.outcome.unknown");
        }
        if (choice.complete() && choice.missingFiles() > 0) {
            return texts.get("recovery.outcome.files", choice.missingFiles());
        }
        return choice.complete()
                ? texts.get("recovery.outcome.complete")
                : texts.get("recovery.outcome.missing", found.entries() - choice.lastEntry());
    }

    State outcomeSign(Report found, Choice choice) {
        return found.entries() > 0 && choice.complete() && choice.missingFiles() == 0
                ? State.COMPLIANT
                : State.ATTENTION;
    }

    /// Such as "412 entitlements more, 3 devices fewer".
    String compared(Report found, Choice choice) {
        if (!found.readable()) {
            return texts.get("recovery.differs.unreadable");
        }
        return choice.differences().isEmpty()
                ? texts.get("recovery.differs.nothing")
                : kinds(choice.differences(), true);
    }

    /// Such as "Device 120 · Entitlement 412".
    String records(Choice choice) {
        return choice.backup().ownRecords().isEmpty()
                ? texts.get("recovery.records.none")
                : kinds(choice.backup().ownRecords(), false);
    }

    /// How many of the analyst's records it holds.
    String recordCount(Choice choice) {
        return texts.values()
                .number(choice.backup().ownRecords().values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
    }

    private String kinds(Map<String, Long> counts, boolean signed) {
        var told = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(java.util.Comparator.comparingLong(Math::abs))
                        .reversed())
                .limit(KINDS_TOLD)
                .map(entry -> texts.code("recordKind", entry.getKey().toUpperCase(Locale.ROOT)) + " "
                        + (signed && entry.getValue() > 0 ? "+" : "")
                        + texts.values().number(entry.getValue()))
                .collect(Collectors.joining(" · "));
        return counts.size() > KINDS_TOLD ? told + " · …" : told;
    }

    /// What can be done when there is nothing to restore.
    String nothing(Report found) {
        boolean journal = found.findings().stream()
                .anyMatch(finding ->
                        finding.piece().equals("JOURNAL") && !finding.state().equals("MISSING"));
        return texts.get("recovery.nothing") + " "
                + texts.get(journal ? "recovery.nothing.journal" : "recovery.nothing.nojournal") + " "
                + texts.get(found.readable() ? "recovery.nothing.readable" : "recovery.nothing.unreadable");
    }

    // ---------------------------------------------------------------- doing

    /// Makes the register anew beside the damaged one, from the chosen backup.
    void restore(boolean withJournal) {
        chosen.get()
                .ifPresent(choice -> place().ifPresent(place -> {
                    var working = new Step.Working(
                            texts.get("recovery.restore.job"), texts.get("recovery.restore.detail", place, folder));
                    work(
                            working,
                            () -> running = jobs.start(
                                    working.title(),
                                    progress -> desk.restore(choice.backup().file(), place, withJournal, progress),
                                    restored -> step.set(new Step.Done(restored)),
                                    failure -> back(failure, "recovery.restore.cancelled")));
                }));
    }

    private Optional<Path> place() {
        try {
            var place = Path.of(target.get().strip()).toAbsolutePath().normalize();
            if (target.get().isBlank()
                    || place.startsWith(folder.toAbsolutePath().normalize())) {
                notice.refuse(texts.get("recovery.target.inside"));
                return Optional.empty();
            }
            return Optional.of(place);
        } catch (InvalidPathException _) {
            notice.refuse(texts.get("recovery.target.invalid"));
            return Optional.empty();
        }
    }

    /// Writes everything that can be read.
    void export(Path file) {
        var working =
                new Step.Working(texts.get("recovery.export.job"), texts.get("recovery.export.detail", file, folder));
        work(
                working,
                () -> running = jobs.start(
                        working.title(),
                        progress -> desk.export(file, progress),
                        remarks -> {
                            found();
                            notice.tell(
                                    remarks.isEmpty()
                                            ? texts.get("recovery.exported", file)
                                            : texts.get(
                                                    "recovery.exported.partly",
                                                    file,
                                                    remarks.size(),
                                                    String.join(" ", inWords(remarks))));
                        },
                        failure -> back(failure, "recovery.export.cancelled")));
    }

    private void work(Step.Working working, Runnable start) {
        notice.clear();
        step.set(working);
        start.run();
    }

    private void back(Exception failure, String cancelled) {
        found();
        if (failure instanceof Cancelled) {
            notice.tell(texts.get(cancelled));
        } else {
            notice.fail(failure);
        }
    }

    /// Back from the restoration to what was found.
    void found() {
        report.ifPresent(known -> step.set(new Step.Found(known)));
    }

    void leave() {
        door.leave();
    }

    void choose() {
        door.choose();
    }

    void tryAgain() {
        door.tryAgain();
    }

    void look() {
        door.look();
    }

    /// Tells why what is left cannot be shown.
    public void fail(Exception failure) {
        notice.fail(failure);
    }

    void open(Restored restored) {
        door.open(restored.folder());
    }
}
