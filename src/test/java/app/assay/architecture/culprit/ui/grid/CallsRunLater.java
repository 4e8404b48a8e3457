package app.assay.architecture.culprit.ui.grid;

import java.util.function.Consumer;
import javafx.application.Platform;

/// A grid that jumps to the window's thread by itself, through a method reference.
public final class CallsRunLater {

    public Consumer<Runnable> later() {
        return Platform::runLater;
    }
}
