package app.assay.app;

import app.assay.service.Registers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// Starts the toolkit and keeps the program running while the window is open.
final class WindowStart {

    private static final Duration LOOK_EACH = Duration.ofMillis(200);

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
        Platform.startup(() -> {
            var window = new MainWindow(registers, threads, clock, RecentRegisters.ofUser(), closed::countDown);
            shown.set(window);
            window.show(register);
            instance.ifPresent(first -> threads.watch(() -> first.look(window::ask), LOOK_EACH));
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
