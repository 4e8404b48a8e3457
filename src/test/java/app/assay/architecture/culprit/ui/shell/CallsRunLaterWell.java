package app.assay.architecture.culprit.ui.shell;

import javafx.application.Platform;

/// Breaks no rule: the shell is where this belongs.
public final class CallsRunLaterWell {

    public void later(Runnable work) {
        Platform.runLater(work);
    }
}
