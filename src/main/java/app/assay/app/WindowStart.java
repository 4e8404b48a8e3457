package app.assay.app;

import app.assay.service.Registers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;

/// Starts the toolkit and keeps the program running while the window is open.
final class WindowStart {

    private final Registers registers;
    private final Threads threads;
    private final Clock clock;

    WindowStart(Registers registers, Threads threads, Clock clock) {
        this.registers = registers;
        this.threads = threads;
        this.clock = clock;
    }

    /// Shows the window and returns when it is closed.
    ///
    /// @param register folder of the register (or its marker file) to open at once
    void open(Optional<Path> register) {
        var closed = new CountDownLatch(1);
        Platform.startup(() -> new MainWindow(registers, threads, clock, closed::countDown).show(register));
        try {
            closed.await();
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException("nothing of this program interrupts", unexpected);
        }
        Platform.exit();
    }
}
