package app.assay.app;

import app.assay.service.BackUpRegister;
import app.assay.service.BackupNotes;
import app.assay.service.OpenRegister;
import app.assay.service.RecoverRegister;
import app.assay.service.Registers;
import app.assay.service.SampleRegister;
import app.assay.ui.backups.BackupWatch;
import app.assay.ui.backups.BackupsDesk;
import app.assay.ui.parts.Looks;
import app.assay.ui.recovery.RecoveryDesk;
import app.assay.ui.recovery.RecoveryView;
import app.assay.ui.recovery.RecoveryViewModel;
import app.assay.ui.shell.Action;
import app.assay.ui.shell.FormDrafts;
import app.assay.ui.shell.FxJobs;
import app.assay.ui.shell.JobState;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Notice;
import app.assay.ui.shell.Pauses;
import app.assay.ui.shell.Problem;
import app.assay.ui.shell.StartView;
import app.assay.ui.shell.StartViewModel;
import app.assay.ui.shell.WorkPane;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.State;
import app.assay.ui.theme.Theme;
import app.assay.ui.theme.Themes;
import app.assay.work.Cancelled;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.collections.ListChangeListener;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.stage.DirectoryChooser;
import javafx.stage.Stage;
import javafx.util.Duration;

/// The one window: the start screen, or an open register. All methods are called on the drawing thread.
final class MainWindow {

    private static final double WIDTH = 1366;
    private static final double HEIGHT = 768;
    /// What is over sooner is not shown as work.
    private static final java.time.Duration BLINK = java.time.Duration.ofMillis(400);

    /// After this the analyst does something else, and another register would come as a surprise.
    private static final long SHORT_WHILE_NANOS = 10_000_000_000L;

    private record Waiting(Path register, long since) {}

    private final Registers registers;
    private final Clock clock;
    private final Runnable whenClosed;
    private final Jobs jobs;
    private final Texts texts = Texts.of(Locale.getDefault(), ZoneId.systemDefault());
    private final Themes themes = new Themes(Theme.LIGHT);
    private final RecentRegisters recent;
    private final Stage stage = new Stage();
    private final StackPane root = new StackPane();
    /// Written on the drawing thread; read by the thread that ends the program.
    private volatile Optional<OpenRegister> open = Optional.empty();
    private Optional<AppGraph> graph = Optional.empty();
    /// Whether a register is being opened or closed; what is asked for meanwhile waits.
    private boolean changing;
    /// Counts what was begun, so that a late pane shows nothing that is over.
    private int begun;
    private boolean ending;
    private Optional<Path> asked = Optional.empty();
    /// A register that was asked for while a job was running in the one that is open.
    private Optional<Waiting> waiting = Optional.empty();
    private final BackupNotes notes;
    private final RecoverRegister recover;
    private final Timeline minutes = new Timeline(new KeyFrame(Duration.minutes(1), _ -> lookAtBackups()));
    private Optional<BackupWatch> watch = Optional.empty();
    private StartViewModel start;
    private Optional<FormDrafts> drafts = Optional.empty();

    MainWindow(Registers registers, Threads threads, Clock clock, RecentRegisters recent, Runnable whenClosed) {
        this.registers = registers;
        this.clock = clock;
        this.recent = recent;
        this.whenClosed = whenClosed;
        this.jobs = new FxJobs(
                threads.workers(),
                threads.screens(),
                System::nanoTime,
                () -> open.ifPresent(OpenRegister::memoryRanOut));
        jobs.running().addListener((ListChangeListener<JobState>) _ -> jobs.later(this::jobsEnded));
        this.notes = registers.notes();
        this.recover = new RecoverRegister(registers);
        this.start = startModel();
        var scene = new Scene(root, WIDTH, HEIGHT);
        themes.dress(scene);
        stage.setScene(scene);
        stage.setTitle("Assay");
        icon().ifPresent(stage.getIcons()::add);
        stage.focusedProperty().subscribe(has -> {
            if (!has) {
                drafts.ifPresent(FormDrafts::flush);
            }
        });
        stage.setOnCloseRequest(event -> {
            event.consume();
            close();
        });
    }

    /// What the user's closing of the window does.
    void close() {
        ending = true;
        closeRegister(this::end);
    }

    void show(Optional<Path> register) {
        showStart();
        stage.show();
        minutes.setCycleCount(Animation.INDEFINITE);
        minutes.play();
        register.ifPresent(this::openRegister);
    }

    /// What a later start of the program asks for: the window comes to the front and shows that register. Called
    /// from
    /// any thread.
    void ask(SingleInstance.Request request) {
        jobs.later(() -> {
            if (!ending) {
                request.take().ifPresent(this::answer);
            }
        });
    }

    private void answer(Optional<Path> register) {
        stage.setIconified(false);
        stage.toFront();
        stage.requestFocus();
        register.ifPresent(this::show);
    }

    private void show(Path register) {
        if (changing) {
            asked = Optional.of(register);
        } else if (open.isEmpty()) {
            openRegister(register);
        } else if (!isOpen(register)) {
            showInstead(register);
        }
    }

    private boolean isOpen(Path place) {
        var folder = folderOf(place);
        return open.map(register -> isSame(register.summary().folder(), folder)).orElse(false);
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException notThere) {
            return false;
        }
    }

    /// Everything of the register that is open is durable, but a job that runs would be lost: it is given a moment
    /// to
    /// end, then the analyst decides.
    private void showInstead(Path register) {
        if (jobs.running().isEmpty()) {
            replaceBy(register);
            return;
        }
        waiting = Optional.of(new Waiting(register, System.nanoTime()));
        graph.ifPresent(shown -> shown.tell(new Notice(
                Notice.Kind.PROBLEM,
                texts.get("shell.asked", register),
                texts.get("shell.asked.text"),
                Optional.of(Action.of("open-asked", texts.get("shell.asked.open"), () -> replaceBy(register))))));
    }

    private void replaceBy(Path register) {
        closeRegister(() -> {
            showStart();
            openRegister(register);
        });
    }

    /// Shows what was asked for a moment ago, now that no job runs any more.
    private void jobsEnded() {
        if (jobs.running().isEmpty() && !changing) {
            var next = waiting.filter(asking -> System.nanoTime() - asking.since() < SHORT_WHILE_NANOS);
            waiting = Optional.empty();
            next.ifPresent(asking -> show(asking.register()));
        }
    }

    /// Goes on with what was asked for while a register was being opened or closed.
    private void changed() {
        changing = false;
        var next = asked;
        asked = Optional.empty();
        if (!ending) {
            next.ifPresent(this::show);
        }
    }

    private static Optional<Image> icon() {
        InputStream picture = MainWindow.class.getResourceAsStream("/app/assay/ui/icon.png");
        return picture == null ? Optional.empty() : Optional.of(new Image(picture));
    }

    private void end() {
        minutes.stop();
        stage.hide();
        whenClosed.run();
    }

    private void lookAtBackups() {
        watch.ifPresent(BackupWatch::look);
    }

    // ---------------------------------------------------------------- start

    private StartViewModel startModel() {
        return new StartViewModel(texts, recent.all(), new StartViewModel.Door() {
            @Override
            public void openSample() {
                chooseFolder("start.sample.folder").ifPresent(MainWindow.this::openSample);
            }

            @Override
            public void newRegister() {
                chooseFolder("start.new.folder")
                        .ifPresent(folder -> take(
                                texts.get("start.creating"),
                                _ -> registers.create(folder, nameOf(folder), ZoneId.systemDefault())));
            }

            @Override
            public void openRegister() {
                chooseFolder("start.open.folder").ifPresent(MainWindow.this::openRegister);
            }

            @Override
            public void openRecent(Path folder) {
                MainWindow.this.openRegister(folder);
            }
        });
    }

    private void showStart() {
        start = startModel();
        root.getChildren().setAll(new StartView(start));
        stage.setTitle("Assay");
    }

    private Optional<Path> chooseFolder(String title) {
        var chooser = new DirectoryChooser();
        chooser.setTitle(texts.get(title));
        return Optional.ofNullable(chooser.showDialog(stage)).map(File::toPath);
    }

    private static String nameOf(Path folder) {
        return Optional.ofNullable(folder.toAbsolutePath().normalize().getFileName())
                .map(Path::toString)
                .orElse("Register");
    }

    private void openSample(Path parent) {
        take(
                texts.get("start.creating"),
                progress -> new SampleRegister(SampleFolder.find())
                        .make(registers, free(parent.resolve("assay-sample")), progress));
    }

    /// The folder, or the first of the same name with a number that is not there yet.
    private static Path free(Path folder) {
        var free = folder;
        for (int number = 2; Files.exists(free); number++) {
            free = folder.resolveSibling(folder.getFileName() + "-" + number);
        }
        return free;
    }

    private void openRegister(Path place) {
        openRegister(folderOf(place), false);
    }

    private void openRegister(Path folder, boolean takeOver) {
        if (changing) {
            return;
        }
        begin(
                texts.get("start.opening"),
                texts.get("opening.detail"),
                progress -> opening(folder, takeOver, progress),
                opening -> {
                    switch (opening) {
                        case Opened(var register) -> opened(register);
                        case HeldElsewhere(var why) -> {
                            backToStart();
                            start.fail(
                                    why,
                                    Action.of(
                                            "take-over",
                                            texts.get("start.takeover"),
                                            () -> openRegister(folder, true)));
                        }
                        case Broken(var why, var second) -> showRecovery(folder, Problem.of(why, texts), second);
                    }
                });
    }

    /// Does what leads to an open register. What takes longer than a blink is shown, with a way to end it.
    private <T> void begin(String title, String detail, Function<Progress, T> work, Consumer<T> done) {
        changing = true;
        int mine = ++begun;
        var running = jobs.start(
                title,
                work::apply,
                result -> {
                    done.accept(result);
                    changed();
                },
                failure -> {
                    backToStart();
                    start.fail(failure);
                    changed();
                });
        Pauses.ofWindow().after(BLINK, () -> {
            if (changing && begun == mine && open.isEmpty()) {
                var pane = new WorkPane(
                        title,
                        detail,
                        Action.of("cancel-opening", texts.get("jobs.cancel"), running::cancel),
                        jobs,
                        texts);
                root.getChildren().setAll(pane);
                pane.focus();
            }
        });
    }

    /// From the pane of a job that took long.
    private void backToStart() {
        if (root.getChildren().stream().anyMatch(WorkPane.class::isInstance)) {
            showStart();
        }
    }

    /// What came of opening a register.
    private sealed interface Opening {}

    private record Opened(OpenRegister register) implements Opening {}

    /// Another machine opened it and did not close it; the analyst knows whether it is still at work there.
    private record HeldElsewhere(Fault why) implements Opening {}

    /// What is left of it is looked at piece by piece.
    ///
    /// @param second where further backups lie, when that is remembered
    private record Broken(Fault why, Optional<Path> second) implements Opening {}

    private Opening opening(Path folder, boolean takeOver, Progress progress) {
        var found = found(folder, takeOver, progress);
        // So late that nothing of the opening asked any more.
        if (progress.isCancelled() && found instanceof Opened opened) {
            opened.register().close();
            throw new Cancelled();
        }
        return found;
    }

    private Opening found(Path folder, boolean takeOver, Progress progress) {
        try {
            return new Opened(registers.openOrLook(folder, takeOver, progress));
        } catch (Fault refused) {
            if (RecoverRegister.isOfUse(folder, refused.code())) {
                return new Broken(refused, RecoverRegister.secondFolder(folder, notes));
            }
            if (refused.code() == FaultCode.REGISTER_LOCKED
                    && registers.heldElsewhere(folder).isPresent()) {
                return new HeldElsewhere(refused);
            }
            throw refused;
        }
    }

    private static Path folderOf(Path place) {
        return Files.isRegularFile(place)
                ? Optional.ofNullable(place.toAbsolutePath().getParent()).orElse(place)
                : place;
    }

    private void take(String title, Function<Progress, OpenRegister> open) {
        if (changing) {
            return;
        }
        begin(title, texts.get("creating.detail"), open, this::opened);
    }

    // ---------------------------------------------------------------- recovery

    private void showRecovery(Path folder, Problem problem, Optional<Path> known) {
        var ways = new Ways(folder);
        var model = new RecoveryViewModel(folder, problem, RecoveryDesk.of(recover, folder, known), ways, jobs, texts);
        ways.desk = Optional.of(model);
        show(model);
        model.inspect();
    }

    private void show(RecoveryViewModel model) {
        root.getChildren().setAll(new RecoveryView(model));
        stage.setTitle("Assay");
    }

    private final class Ways implements RecoveryViewModel.Door {

        private final Path folder;
        private Optional<RecoveryViewModel> desk = Optional.empty();

        Ways(Path folder) {
            this.folder = folder;
        }

        @Override
        public void leave() {
            showStart();
        }

        @Override
        public void choose() {
            showStart();
            start.openRegister();
        }

        @Override
        public void tryAgain() {
            open(folder);
        }

        @Override
        public void open(Path register) {
            showStart();
            openRegister(register);
        }

        @Override
        public void look() {
            jobs.start(
                    texts.get("start.opening"),
                    _ -> recover.openDamaged(folder),
                    register -> lookAt(register, () -> desk.ifPresent(MainWindow.this::show)),
                    failure -> desk.ifPresent(model -> model.fail(failure)));
        }
    }

    /// A damaged register, under a warning that stays.
    private void lookAt(OpenRegister register, Runnable back) {
        var shell = graph(register, back);
        var warning = new Label(State.FAILED.sign() + "  " + texts.get("recovery.damaged"));
        warning.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(warning, Priority.ALWAYS);
        var leave = new Button(texts.get("recovery.damaged.leave"));
        leave.setOnAction(_ -> closeRegister(back));
        var bar = new HBox(warning, leave);
        bar.getStyleClass().add("damaged-bar");
        var frame = new BorderPane(shell);
        frame.setTop(bar);
        Looks.dress(frame);
        root.getChildren().setAll(frame);
    }

    // ---------------------------------------------------------------- register

    private void opened(OpenRegister register) {
        Parent shell = graph(register, this::showStart);
        var summary = register.summary();
        recent.remember(summary.name(), summary.folder(), clock.instant());
        root.getChildren().setAll(shell);
        stage.setTitle(summary.name() + " – Assay");
    }

    /// @param afterwards shows what comes when the analyst has closed it
    private Parent graph(OpenRegister register, Runnable afterwards) {
        open = Optional.of(register);
        var backups = new BackUpRegister(register, notes);
        var home = register.summary().folder();
        Runnable leave = () -> {
            if (register.isDamaged()) {
                recover(home);
            } else {
                afterwards.run();
            }
        };
        var made = new AppGraph(
                register,
                registers.actor(),
                BackupsDesk.of(register, backups, recover),
                folder -> closeRegister(() -> {
                    showStart();
                    openRegister(folder);
                }),
                jobs,
                texts,
                themes,
                programActions(leave));
        graph = Optional.of(made);
        drafts = Optional.of(made.drafts());
        watch = Optional.of(made.watch());
        register.onDamage(() -> jobs.later(() -> made.raiseDamaged(() -> closeRegister(leave))));
        return made.shell();
    }

    /// From a register that was found damaged while it was open.
    private void recover(Path folder) {
        var problem = new Problem(
                texts.get("banner.damaged"), texts.get("banner.damaged.unharmed"), texts.get("banner.damaged.remedy"));
        showStart();
        jobs.quiet(
                _ -> RecoverRegister.secondFolder(folder, notes),
                second -> showRecovery(folder, problem, second),
                _ -> showRecovery(folder, problem, Optional.empty()));
    }

    private List<Action> programActions(Runnable afterwards) {
        return List.of(Action.of("close-register", texts.get("shell.closeregister"), () -> closeRegister(afterwards)));
    }

    /// Closes the register without a word to the screen; what is saved is saved. Called from any thread.
    void closeAtOnce() {
        open.ifPresent(OpenRegister::close);
    }

    private void closeRegister(Runnable then) {
        if (open.isEmpty()) {
            then.run();
            return;
        }
        var register = open.get();
        open = Optional.empty();
        graph = Optional.empty();
        waiting = Optional.empty();
        changing = true;
        begun++; // an opening that was over soon shows its pane no more
        watch.ifPresent(BackupWatch::end);
        watch = Optional.empty();
        var unfinished = drafts.map(FormDrafts::last).orElse(() -> {});
        drafts = Optional.empty();
        jobs.running().forEach(job -> job.cancel());
        var title = texts.get("shell.closing");
        var running = jobs.start(
                title,
                progress -> backUpAndClose(register, unfinished, progress),
                failed -> {
                    // An analyst who would leave without a backup shall know it.
                    closed(failed.filter(_ -> !register.isDamaged())
                            .<Runnable>map(why -> () -> tellUnsaved(why))
                            .orElse(then));
                },
                failure -> closeWithout(register, unfinished, failure, then));
        var pane = new WorkPane(
                title,
                texts.get("closing.detail"),
                Action.of("close-without-backup", texts.get("closing.skip"), running::cancel),
                jobs,
                texts);
        root.getChildren().setAll(pane);
        pane.focus();
    }

    /// @return why there is no backup of what changed, if there is none against the analyst's will
    private Optional<Exception> backUpAndClose(OpenRegister register, Runnable unfinished, Progress progress) {
        try {
            unfinished.run();
            new BackUpRegister(register, notes).beforeClose(progress);
            return Optional.empty();
        } catch (Cancelled chosen) {
            return Optional.empty();
        } catch (RuntimeException failed) {
            return Optional.of(failed);
        } finally {
            register.close();
        }
    }

    /// The job was ended before it began, or the register could not be closed in order.
    private void closeWithout(OpenRegister register, Runnable unfinished, Exception failure, Runnable then) {
        if (failure instanceof Cancelled) {
            jobs.quiet(
                    _ -> {
                        try {
                            unfinished.run();
                        } finally {
                            register.close();
                        }
                        return register;
                    },
                    _ -> closed(then),
                    _ -> closed(then));
        } else {
            closed(then);
        }
    }

    private void tellUnsaved(Exception failed) {
        showStart();
        start.fail(failed);
    }

    private void closed(Runnable then) {
        changing = false;
        then.run();
        if (!changing) {
            changed();
        }
    }
}
