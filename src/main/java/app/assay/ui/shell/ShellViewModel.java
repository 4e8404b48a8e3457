package app.assay.ui.shell;

import app.assay.domain.trail.UndoState;
import app.assay.ui.text.Texts;
import app.assay.work.Cancelled;
import app.assay.work.Job;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// State and actions of the window around the workspaces. Knows no control. For the drawing thread.
public final class ShellViewModel {

    static final int MOST_NOTICES = 4;

    /// Id of the banner of a register that is open for looking only; whoever knows why raises one that says so.
    public static final String READ_ONLY = "read-only";

    private final Jobs jobs;
    private final Texts texts;
    private final Navigator navigator;
    private final RegisterDesk desk;
    private final FormDrafts drafts;
    private final ReadOnlyObjectWrapper<RegisterState> register = new ReadOnlyObjectWrapper<>(RegisterState.NONE);
    private final ReadOnlyObjectWrapper<Integer> changing = new ReadOnlyObjectWrapper<>(0);
    private final ObservableList<Notice> notices = FXCollections.observableArrayList();
    private final ObservableList<Banner> banners = FXCollections.observableArrayList();
    private final ObservableList<Banner> shownBanners = FXCollections.unmodifiableObservableList(banners);
    private final BooleanProperty railOpen = new SimpleBooleanProperty(false);
    private final BooleanProperty inspectorShown = new SimpleBooleanProperty(true);
    private final DoubleProperty inspectorWidth = new SimpleDoubleProperty(360);
    private final BooleanBinding canUndo;
    private final BooleanBinding canRedo;
    private final ObservableValue<String> undoText;
    private final ObservableValue<String> redoText;
    private final ObservableValue<String> savedText;
    private final List<Action> actions = new ArrayList<>();
    private final PaletteViewModel palette;

    /// A window whose forms keep no drafts.
    public ShellViewModel(Jobs jobs, Texts texts, Navigator navigator, RegisterDesk desk) {
        this(jobs, texts, navigator, desk, FormDrafts.none(jobs));
    }

    public ShellViewModel(Jobs jobs, Texts texts, Navigator navigator, RegisterDesk desk, FormDrafts drafts) {
        this.drafts = drafts;
        this.jobs = jobs;
        this.texts = texts;
        this.navigator = navigator;
        this.desk = desk;
        canUndo = Bindings.createBooleanBinding(
                () -> isPossible(register.get().undo().undo()), register, changing);
        canRedo = Bindings.createBooleanBinding(
                () -> isPossible(register.get().undo().redo()), register, changing);
        undoText = register.map(state -> stepText("shell.undo", state.undo().undo()));
        redoText = register.map(state -> stepText("shell.redo", state.undo().redo()));
        savedText = changing.map(count -> texts.get(count > 0 ? "shell.saving" : "shell.saved"));
        palette = new PaletteViewModel(jobs, texts, desk, navigator, this::actions);
    }

    public Texts texts() {
        return texts;
    }

    public Jobs jobs() {
        return jobs;
    }

    public Navigator navigator() {
        return navigator;
    }

    /// What stands in forms and is not saved.
    public FormDrafts drafts() {
        return drafts;
    }

    public PaletteViewModel palette() {
        return palette;
    }

    // ---------------------------------------------------------------- register

    /// Shows what is to be told of the register; called for each new revision.
    public void show(RegisterState state) {
        register.set(state);
        boolean explained = banners.stream().anyMatch(banner -> banner.id().equals(READ_ONLY));
        if (state.readOnly() && !explained) {
            raise(Banner.of(READ_ONLY, Banner.Kind.NOTE, texts.get("shell.readonly"), ""));
        } else if (!state.readOnly()) {
            lower(READ_ONLY);
        }
    }

    public ReadOnlyObjectProperty<RegisterState> registerProperty() {
        return register.getReadOnlyProperty();
    }

    public BooleanBinding canUndo() {
        return canUndo;
    }

    public BooleanBinding canRedo() {
        return canRedo;
    }

    /// Such as "Undo: change entitlement ENT-7 (1 record)", or why nothing can be undone.
    public ObservableValue<String> undoText() {
        return undoText;
    }

    public ObservableValue<String> redoText() {
        return redoText;
    }

    /// "All changes saved" or "Saving…".
    public ObservableValue<String> savedText() {
        return savedText;
    }

    public void undo() {
        if (canUndo.get()) {
            change(undoText.getValue(), progress -> {
                desk.undo(progress);
                return texts.get("shell.undone");
            });
        }
    }

    public void redo() {
        if (canRedo.get()) {
            change(redoText.getValue(), progress -> {
                desk.redo(progress);
                return texts.get("shell.redone");
            });
        }
    }

    /// Runs a job that changes the register: the status bar tells that it is being saved until it is over, undo
    /// waits,
    /// and a failure is told.
    public void change(String title, Job<String> job) {
        changing.set(changing.get() + 1);
        jobs.start(
                title,
                job,
                told -> {
                    changing.set(changing.get() - 1);
                    if (!told.isEmpty()) {
                        tell(Notice.done(
                                told,
                                title,
                                Action.of("show-trail", texts.get("shell.showtrail"), () -> navigator.open("trail"))));
                    }
                },
                failure -> {
                    changing.set(changing.get() - 1);
                    fail(failure);
                });
    }

    private boolean isPossible(Optional<UndoState.Step> step) {
        return !register.get().readOnly()
                && changing.get() == 0
                && step.isPresent()
                && step.get().dependants().isEmpty();
    }

    private String stepText(String key, Optional<UndoState.Step> step) {
        if (step.isEmpty()) {
            return texts.get(key + ".nothing");
        }
        var found = step.get();
        var words = actionWords(found.action());
        return found.dependants().isEmpty()
                ? texts.get(key + ".step", words, found.subject(), found.records())
                : texts.get(key + ".refused", words, found.subject(), String.join(", ", found.dependants()));
    }

    /// The words for the code of a command, such as "change entitlement" for `entitlement.edit`.
    public String actionWords(String action) {
        return texts.find("action." + action)
                .orElseGet(() -> action.replace('.', ' ').replace('_', ' ').toLowerCase(Locale.ROOT));
    }

    // ---------------------------------------------------------------- actions

    /// All actions that can be found and run now: the window's, the program's and the shown workspace's.
    public List<Action> actions() {
        return List.copyOf(actions);
    }

    void setActions(List<Action> next) {
        actions.clear();
        actions.addAll(next);
    }

    // ---------------------------------------------------------------- notices

    public ObservableList<Notice> notices() {
        return notices;
    }

    public void tell(Notice notice) {
        notices.add(notice);
        while (notices.size() > MOST_NOTICES) {
            // What goes away by itself goes first; a problem that nobody has read goes last.
            var first = notices.stream()
                    .filter(old -> old.kind() == Notice.Kind.DONE)
                    .findFirst()
                    .orElse(notices.getFirst());
            notices.remove(first);
        }
    }

    /// Tells of a failure in three sentences; a cancelled job is none.
    public void fail(Throwable failure) {
        if (!(failure instanceof Cancelled)) {
            tell(Notice.problem(Problem.of(failure, texts)));
        }
    }

    public void dismiss(Notice notice) {
        notices.remove(notice);
    }

    // ---------------------------------------------------------------- banners

    /// The standing states of the register, the gravest first.
    public ObservableList<Banner> banners() {
        return shownBanners;
    }

    /// Shows a state until it is lowered; one of the same id is replaced.
    public void raise(Banner banner) {
        var next = new ArrayList<>(banners);
        next.removeIf(old -> old.id().equals(banner.id()));
        next.add(banner);
        next.sort(Comparator.comparing(Banner::kind));
        banners.setAll(next);
    }

    /// Puts a state away that is over.
    public void lower(String id) {
        banners.removeIf(banner -> banner.id().equals(id));
    }

    // ---------------------------------------------------------------- jobs

    /// Such as "Reading · 12,000 of 100,000 · 4,200 per second · 21 s left".
    public String describe(JobState.Step step) {
        return JobWords.describe(step, texts);
    }

    // ---------------------------------------------------------------- arrangement

    public BooleanProperty railOpenProperty() {
        return railOpen;
    }

    public BooleanProperty inspectorShownProperty() {
        return inspectorShown;
    }

    public DoubleProperty inspectorWidthProperty() {
        return inspectorWidth;
    }

    /// Such as "Last verified backup: 14:05", or that there is none; empty while it is not known.
    public String backupText() {
        var backup = register.get().backup();
        if (!backup.isKnown()) {
            return "";
        }
        return backup.last()
                .map(moment -> texts.get(
                        "shell.backup",
                        backup.today()
                                ? texts.values().time(moment)
                                : texts.values().instant(moment)))
                .orElseGet(() -> texts.get("shell.backup.none"));
    }

    /// Whether work could be lost because there is no backup at all.
    public boolean backupIsMissing() {
        var backup = register.get().backup();
        return backup.isKnown() && backup.last().isEmpty() && backup.changed();
    }

    /// Whether something came after the last backup, and where the trail ends.
    public String backupDetail() {
        var backup = register.get().backup();
        var told = backup.last().isEmpty()
                ? texts.get("shell.backup.none.detail")
                : texts.get(backup.changed() ? "shell.backup.changed" : "shell.backup.current");
        return backup.trailHead().isEmpty()
                ? told
                : told + "\n" + texts.get("shell.backup.head", backup.shortHead(), backup.trailLength());
    }

    public String asAtText() {
        return register.get()
                .asAt()
                .map(day -> texts.get("shell.asat", texts.values().date(day)))
                .orElseGet(() -> texts.get("shell.asat.today"));
    }
}
