package app.assay.ui.shell;

import app.assay.work.Job;
import app.assay.work.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Keeps jobs until the test lets them run, in the order it likes.
public final class StepJobs implements Jobs {

    private final List<Runnable> waiting = new ArrayList<>();
    private final Jobs direct = new DirectJobs();

    @Override
    public <T> RunningJob start(String title, Job<T> job, Consumer<T> onDone, Consumer<Exception> onFailed) {
        return quiet(job, onDone, onFailed);
    }

    @Override
    public <T> RunningJob quiet(Job<T> job, Consumer<T> onDone, Consumer<Exception> onFailed) {
        var cancelled = new boolean[1];
        waiting.add(() -> direct.quiet(
                _ -> job.run(new Progress() {
                    @Override
                    public void report(long done, long total) {}

                    @Override
                    public void stage(String name) {}

                    @Override
                    public boolean isCancelled() {
                        return cancelled[0];
                    }
                }),
                onDone,
                onFailed));
        return () -> cancelled[0] = true;
    }

    @Override
    public void later(Runnable action) {
        waiting.add(action);
    }

    public int waiting() {
        return waiting.size();
    }

    /// Runs the oldest job that waits.
    public void runFirst() {
        waiting.removeFirst().run();
    }

    /// Runs the newest job that waits, so that its answer comes before older ones.
    public void runLast() {
        waiting.removeLast().run();
    }

    /// Runs what waits and what that brings, until nothing waits.
    public void runAll() {
        while (!waiting.isEmpty()) {
            runFirst();
        }
    }
}
