package app.assay.ui.shell;

import app.assay.work.Job;
import app.assay.work.Progress;
import java.util.function.Consumer;

/// Runs every job at once on the calling thread.
public final class DirectJobs implements Jobs {

    @Override
    public <T> RunningJob start(String title, Job<T> job, Consumer<T> onDone, Consumer<Exception> onFailed) {
        return quiet(job, onDone, onFailed);
    }

    @Override
    public <T> RunningJob quiet(Job<T> job, Consumer<T> onDone, Consumer<Exception> onFailed) {
        T result;
        try {
            result = job.run(Progress.NONE);
        } catch (Exception failure) {
            onFailed.accept(failure);
            return RunningJob.NONE;
        }
        onDone.accept(result);
        return RunningJob.NONE;
    }

    @Override
    public void later(Runnable action) {
        action.run();
    }
}
