package app.assay.app;

import app.assay.service.OpenRegister;
import app.assay.service.Registers;
import app.assay.service.SampleRegister;
import app.assay.ui.shell.Action;
import app.assay.ui.shell.FormDrafts;
import app.assay.ui.shell.FxJobs;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.StartView;
import app.assay.ui.shell.StartViewModel;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.Theme;
import app.assay.ui.theme.Themes;
import app.assay.work.Progress;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.layout.StackPane;
import javafx.stage.DirectoryChooser;
import javafx.stage.Stage;

/// The one window: the start screen, or an open register. All methods are called on the drawing thread.
final class MainWindow {

    private static final double WIDTH = 1366;
    private static final double HEIGHT = 768;

    private final Registers registers;
    private final Clock clock;
    private final Runnable whenClosed;
    private final Jobs jobs;
    private final Texts texts = Texts.of(Locale.getDefault(), ZoneId.systemDefault());
    private final Themes themes = new Themes(Theme.LIGHT);
    private final RecentRegisters recent = new RecentRegisters();
    private final Stage stage = new Stage();
    private final StackPane root = new StackPane();
    /// Written on the drawing thread; read by the thread that ends the program.
    private volatile Optional<OpenRegister> open = Optional.empty();
    private StartViewModel start;
    private Optional<FormDrafts> drafts = Optional.empty();

    MainWindow(Registers registers, Threads threads, Clock clock, Runnable whenClosed) {
        this.registers = registers;
        this.clock = clock;
        this.whenClosed = whenClosed;
        this.jobs = new FxJobs(threads.workers(), threads.screens(), System::nanoTime);
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
            closeRegister(this::end);
        });
    }

    void show(Optional<Path> register) {
        showStart();
        stage.show();
        register.ifPresent(this::openRegister);
    }

    private static Optional<Image> icon() {
        InputStream picture = MainWindow.class.getResourceAsStream("/app/assay/ui/icon.png");
        return picture == null ? Optional.empty() : Optional.of(new Image(picture));
    }

    private void end() {
        stage.hide();
        whenClosed.run();
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
        take(texts.get("start.creating"), _ -> {
            var folder = free(parent.resolve("assay-sample"));
            var register = registers.create(folder, SampleRegister.NAME, SampleRegister.ZONE);
            try {
                new SampleRegister(SampleFolder.find()).build(register, _ -> {});
                return register;
            } catch (RuntimeException failed) {
                register.close();
                throw failed;
            }
        });
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
        var folder = Files.isRegularFile(place)
                ? Optional.ofNullable(place.toAbsolutePath().getParent()).orElse(place)
                : place;
        take(texts.get("start.opening"), _ -> registers.open(folder));
    }

    private void take(String title, Function<Progress, OpenRegister> open) {
        jobs.start(title, open::apply, this::opened, failure -> start.fail(failure));
    }

    // ---------------------------------------------------------------- register

    private void opened(OpenRegister register) {
        open = Optional.of(register);
        var graph = new AppGraph(register, registers.actor(), jobs, texts, themes, programActions());
        drafts = Optional.of(graph.drafts());
        var summary = register.summary();
        recent.remember(summary.name(), summary.folder(), clock.instant());
        Parent shell = graph.shell();
        root.getChildren().setAll(shell);
        stage.setTitle(summary.name() + " – Assay");
    }

    private List<Action> programActions() {
        return List.of(
                Action.of("close-register", texts.get("shell.closeregister"), () -> closeRegister(this::showStart)));
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
        var unfinished = drafts.map(FormDrafts::last).orElse(() -> {});
        drafts = Optional.empty();
        jobs.running().forEach(job -> job.cancel());
        jobs.start(
                texts.get("shell.closing"),
                _ -> {
                    try {
                        unfinished.run();
                    } finally {
                        register.close();
                    }
                    return register;
                },
                _ -> then.run(),
                _ -> then.run());
    }
}
