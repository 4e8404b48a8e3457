package app.assay.app;

import app.assay.service.Registers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.prefs.BackingStoreException;
import java.util.prefs.Preferences;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// Starts the toolkit and keeps the program running while the window is open.
final class WindowStart {

    private static final Duration LOOK_EACH = Duration.ofMillis(200);
    /// For a small register to be opened and drawn; when it is not, the window closes all the same.
    private static final javafx.util.Duration LONG_ENOUGH = javafx.util.Duration.seconds(4);

    private final Registers registers;
    private final Threads threads;
    private final Clock clock;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<@Nullable MainWindow> shown = new AtomicReference<>();

    WindowStart(Registers registers, Threads threads, Clock clock) {
        this.registers = registers;
        this.threads = threads;
        this.clock = clock;
    }

    /// Shows the window and returns when it is closed.
    ///
    /// @param register folder of the register (or its marker file) to open at once
    /// @param instance whose inbox tells what later starts of the program ask for
    void open(Optional<Path> register, Optional<SingleInstance> instance) {
        show(
                RecentRegisters.ofUser(),
                register,
                window -> instance.ifPresent(first -> threads.watch(() -> first.look(window::ask), LOOK_EACH)));
    }

    /// Shows the window on a register as a user would see it, and closes it as a user would. No user's list of
    /// recent
    /// registers remembers it.
    void rehearse(Path register) {
        var recent = Preferences.userRoot().node("app/assay/rehearsal");
        try {
            show(
                    new RecentRegisters(recent),
                    Optional.of(register),
                    window -> new Timeline(new KeyFrame(LONG_ENOUGH, _ -> window.close())).play());
        } finally {
            forget(recent);
        }
    }

    private static void forget(Preferences recent) {
        try {
            recent.removeNode();
            recent.flush();
        } catch (BackingStoreException unwritable) {
            // What could not be written is not there either.
            System.Logger log = System.getLogger(WindowStart.class.getName());
            log.log(System.Logger.Level.DEBUG, "the list of the rehearsal stays", unwritable);
        }
    }

    private void show(RecentRegisters recent, Optional<Path> register, Consumer<MainWindow> then) {
        Platform.startup(() -> {
            var window = new MainWindow(registers, threads, clock, recent, closed::countDown);
            shown.set(window);
            window.show(register);
            then.accept(window);
        });
        try {
            closed.await();
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException("nothing of this program interrupts", unexpected);
        }
        Platform.exit();
    }

    /// Closes the register and lets [#open] return, when the system ends the program. Called from any thread.
    void end() {
        var window = shown.get();
        if (window != null) {
            window.closeAtOnce();
        }
        closed.countDown();
    }
}
