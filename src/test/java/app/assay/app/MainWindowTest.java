package app.assay.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.record.Command;
import app.assay.domain.record.RecordKind;
import app.assay.service.EditRecords;
import app.assay.service.Machine;
import app.assay.service.MachineNotes;
import app.assay.service.Registers;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.prefs.Preferences;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// Which register the window shows, and what it says about it.
@ExtendWith(ApplicationExtension.class)
class MainWindowTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-15T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final Threads threads = new Threads();
    private final Preferences preferences = new MemoryPreferences();
    private final AtomicLong nanos = new AtomicLong();
    private Registers registers;
    private MainWindow window;
    private SingleInstance instance;

    @BeforeEach
    void openWindow() {
        registers = new Registers(
                NOON,
                "anna",
                "test",
                threads.writer(),
                threads.readers(),
                Machine.remembering(MachineNotes.in(folder.resolve("notes")), Map.of()));
        instance = new SingleInstance(folder.resolve("window"), Clock.systemUTC());
        assertThat(instance.isFirst()).isTrue();
        window = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            var made = new MainWindow(registers, threads, NOON, new RecentRegisters(preferences), () -> {});
            made.show(Optional.empty());
            return made;
        });
    }

    @AfterEach
    void closeWindow() {
        WaitForAsyncUtils.waitForAsyncFx(
                10_000,
                () -> stage().ifPresent(
                                shown -> shown.fireEvent(new WindowEvent(shown, WindowEvent.WINDOW_CLOSE_REQUEST))));
        until(() -> stage().isEmpty());
        instance.close();
        threads.close();
    }

    private static Optional<Stage> stage() {
        return Window.getWindows().stream()
                .filter(Stage.class::isInstance)
                .map(Stage.class::cast)
                .filter(shown -> shown.getTitle() != null && shown.getTitle().contains("Assay"))
                .findFirst();
    }

    private static void until(Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(60_000, condition));
        } catch (java.util.concurrent.TimeoutException slow) {
            throw new AssertionError("it did not come to that", slow);
        }
    }

    private static void untilTitled(String title) {
        until(() -> stage().filter(shown -> shown.getTitle().equals(title)).isPresent());
    }

    private static Optional<Node> node(String id) {
        return stage().map(shown -> shown.getScene().lookup("#" + id));
    }

    private static void untilShown(String id) {
        until(() -> node(id).isPresent());
    }

    private static void press(String id) {
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> ((ButtonBase) node(id).orElseThrow()).fire());
    }

    private Path register(String name) {
        var home = folder.resolve(name);
        registers.create(home, name, ZoneOffset.UTC).close();
        return home;
    }

    private void edit(Path home) {
        try (var register = registers.open(home)) {
            var saved = new EditRecords(register)
                    .apply(
                            new Command(
                                    "device.edit",
                                    "PC1",
                                    "",
                                    List.of(Command.Edit.set(
                                            RecordKind.DEVICE, UUID.randomUUID(), Map.of("name", "PC1")))),
                            Progress.NONE);
            assertThat(saved.done()).as(saved.findings().toString()).isTrue();
        }
    }

    /// What a second start of the program does; returns when it was answered.
    private void startAgain(Optional<Path> place) {
        var answered = new SingleInstance(folder.resolve("window"), Clock.systemUTC())
                .handOver(place, nanos::get, () -> {
                    instance.look(window::ask);
                    WaitForAsyncUtils.waitForFxEvents();
                    nanos.addAndGet(1_000_000_000);
                });
        assertThat(answered).isTrue();
    }

    private static void draw(String name) throws IOException {
        WaitForAsyncUtils.waitForFxEvents();
        var picture = WaitForAsyncUtils.waitForAsyncFx(
                10_000,
                () -> SwingFXUtils.fromFXImage(stage().orElseThrow().getScene().snapshot(null), null));
        var screens = Files.createDirectories(Path.of("target", "screens"));
        ImageIO.write(picture, "png", screens.resolve(name + ".png").toFile());
    }

    @Test
    void aSecondStartShowsTheRegisterItWasAskedForInThisWindow() {
        var harbour = register("harbour");
        var clinic = register("clinic");

        startAgain(Optional.empty());
        untilTitled("Assay");
        startAgain(Optional.of(harbour));
        untilTitled("harbour – Assay");
        startAgain(Optional.of(clinic.resolve("register.assay")));
        untilTitled("clinic – Assay");

        // The one before was closed in order, and the one that is open is not opened again.
        registers.open(harbour).close();
        startAgain(Optional.of(clinic));
        assertThat(WaitForAsyncUtils.waitForAsyncFx(
                        10_000, () -> stage().orElseThrow().getTitle()))
                .isEqualTo("clinic – Assay");
    }

    @Test
    void whatIsAskedForWhileARegisterIsBeingOpenedComesAfterIt() {
        var harbour = register("harbour");
        var clinic = register("clinic");

        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            window.show(Optional.of(harbour));
            return harbour;
        });
        startAgain(Optional.of(clinic));

        untilTitled("clinic – Assay");
        registers.open(harbour).close();
    }

    @Test
    void aJobThatRunsIsNotStoppedWithoutAsking() throws Exception {
        var harbour = register("harbour");
        var clinic = register("clinic");
        startAgain(Optional.of(harbour));
        untilTitled("harbour – Assay");
        untilShown("action-position-recompute");
        var busy = new CountDownLatch(1);
        for (int worker = 0; worker < 2; worker++) {
            threads.workers().execute(() -> await(busy));
        }
        press("action-position-recompute");

        startAgain(Optional.of(clinic));
        untilShown("notice-action-open-asked");
        draw("register-asked-for-another");
        assertThat(stage().orElseThrow().getTitle()).isEqualTo("harbour – Assay");
        press("notice-action-open-asked");
        busy.countDown();

        untilTitled("clinic – Assay");
    }

    @Test
    void anOpeningThatTakesLongShowsItselfAndIsCancelled() throws Exception {
        var harbour = register("harbour");
        edit(harbour);
        var busy = new CountDownLatch(1);
        threads.writer().execute(() -> await(busy));

        startAgain(Optional.of(harbour));
        untilShown("action-cancel-opening");
        draw("register-being-opened");
        press("action-cancel-opening");
        until(() -> node("action-cancel-opening").filter(Node::isDisabled).isPresent());
        busy.countDown();

        until(() -> node("work").isEmpty());
        assertThat(WaitForAsyncUtils.waitForAsyncFx(
                        10_000, () -> stage().orElseThrow().getTitle()))
                .isEqualTo("Assay");
        assertThat(Files.size(harbour.resolve("register.lock"))).isZero();
        startAgain(Optional.of(harbour));
        untilTitled("harbour – Assay");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    @Test
    void aRegisterThatAnotherMachineDidNotCloseIsOpenedAnywayOnDemand() throws Exception {
        var harbour = register("harbour");
        Files.writeString(
                harbour.resolve("register.lock"),
                "{\"host\":\"quay-7\",\"process\":\"4711\",\"start\":\"2026-11-14T08:00:00Z\",\"user\":\"ben\"}");

        startAgain(Optional.of(harbour));
        untilShown("action-take-over");
        draw("start-taken-elsewhere");
        assertThat(stage().orElseThrow().getTitle()).isEqualTo("Assay");
        press("action-take-over");

        untilTitled("harbour – Assay");
    }

    @Test
    void anOlderCopyIsAnnouncedUntilItIsAccepted() throws Exception {
        var harbour = register("harbour");
        var older = folder.resolve("Dropbox");
        Files.createDirectory(older);
        try (var files = Files.list(harbour)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, older.resolve(String.valueOf(file.getFileName())));
            }
        }
        edit(harbour);

        startAgain(Optional.of(older));
        untilShown("banner-head-alarm");
        assertThat(node("banner-place-dropbox")).isPresent();
        draw("register-older-copy");
        press("action-accept-head");
        until(() -> node("banner-head-alarm").isEmpty());

        press("dismiss-place-dropbox");
        assertThat(node("banner-place-dropbox")).isEmpty();
        startAgain(Optional.of(harbour));
        untilShown("banner-head-alarm");
    }

    @Test
    void aRegisterOfANewerProgramIsOpenedForLookingAndSaysWhy() throws Exception {
        var harbour = register("harbour");
        var marker = harbour.resolve("register.assay");
        Files.writeString(
                marker, Files.readString(marker).replaceFirst("\"formatMinor\":\"\\d+\"", "\"formatMinor\":\"9\""));

        startAgain(Optional.of(harbour));

        untilShown("banner-read-only");
        draw("register-looking-only");
        assertThat(stage().orElseThrow().getTitle()).isEqualTo("harbour – Assay");
    }
}
