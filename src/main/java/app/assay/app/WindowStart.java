package app.assay.app;

import app.assay.service.Registers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/// Opens the window.
final class WindowStart {
    WindowStart(Registers registers, Threads threads, Clock clock) {}

    void open(Optional<Path> register) {}
}
