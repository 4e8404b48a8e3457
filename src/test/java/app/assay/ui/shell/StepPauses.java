package app.assay.ui.shell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Pauses that end when the test lets time pass.
public final class StepPauses implements Pauses {

    private final List<Runnable> waiting = new ArrayList<>();

    @Override
    public RunningJob after(Duration pause, Runnable action) {
        waiting.add(action);
        return () -> waiting.remove(action);
    }

    public int waiting() {
        return waiting.size();
    }

    /// Every pause that is not ended comes to its end.
    public void pass() {
        var due = List.copyOf(waiting);
        waiting.clear();
        due.forEach(Runnable::run);
    }
}
