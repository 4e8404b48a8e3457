package app.assay.ui.shell;

import java.time.Duration;
import javafx.animation.PauseTransition;

/// Does something on the drawing thread after a while, without a thread of its own. For the drawing thread.
@FunctionalInterface
public interface Pauses {

    /// Pauses that never end, for forms whose content is not kept.
    Pauses NEVER = (_, _) -> RunningJob.NONE;

    /// @return ends the pause, so that nothing is done
    RunningJob after(Duration pause, Runnable action);

    /// Pauses as the window's own clock measures them.
    static Pauses ofWindow() {
        return (pause, action) -> {
            var wait = new PauseTransition(javafx.util.Duration.millis((double) pause.toMillis()));
            wait.setOnFinished(_ -> action.run());
            wait.play();
            return wait::stop;
        };
    }
}
