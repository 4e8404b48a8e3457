package app.assay.ui.shell;

import app.assay.work.Cancelled;
import app.assay.work.FailureText;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Job;
import app.assay.work.LackOfMemory;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Jobs on the executor that the program gives; the one place that hands work to the drawing thread.
public final class FxJobs implements Jobs {

    private static final Logger LOG = LoggerFactory.getLogger(FxJobs.class);

    private final Executor workers;
    private final Executor readers;
    private final LongSupplier nanos;
    private final Runnable whenMemoryRanOut;
    private final ObservableList<JobState> running = FXCollections.observableArrayList();
    private final ObservableList<JobState> view = FXCollections.unmodifiableObservableList(running);

    /// @param workers runs listed jobs, which may take minutes
    /// @param readers runs quiet jobs, which must not wait behind those
    /// @param nanos a clock that never goes back, in nanoseconds
    /// @param whenMemoryRanOut called on the thread of a job that ran out of memory, before anybody is told:
    /// whatever
    /// else worked at that moment may have been hit as well
    public FxJobs(Executor workers, Executor readers, LongSupplier nanos, Runnable whenMemoryRanOut) {
        this.workers = workers;
        this.readers = readers;
        this.nanos = nanos;
        this.whenMemoryRanOut = whenMemoryRanOut;
    }

    @Override
    public <T> RunningJob start(String title, Job<T> job, Consumer<T> onDone, Consumer<Exception> onFailed) {
        var flag = new AtomicBoolean();
        var state = new JobState(title, () -> flag.set(true));
        running.add(state);
        run(workers, title, new Watcher(flag, state), job, onDone, onFailed, () -> running.remove(state));
        return state::cancel;
    }

    @Override
    public <T> RunningJob quiet(Job<T> job, Consumer<T> onDone, Consumer<Exception> onFailed) {
        var flag = new AtomicBoolean();
        run(readers, "", new Watcher(flag, new JobState("", () -> {})), job, onDone, onFailed, () -> {});
        return () -> flag.set(true);
    }

    @Override
    public void later(Runnable action) {
        Platform.runLater(action);
    }

    @Override
    public ObservableList<JobState> running() {
        return view;
    }

    private <T> void run(
            Executor executor,
            String title,
            Watcher watcher,
            Job<T> job,
            Consumer<T> onDone,
            Consumer<Exception> onFailed,
            Runnable over) {
        try {
            executor.execute(() -> run(title, watcher, job, onDone, onFailed, over));
        } catch (RejectedExecutionException ended) {
            // The program ends; what a screen still asks for is cancelled like all that ran.
            over.run();
            onFailed.accept(new Cancelled());
        }
    }

    private <T> void run(
            String title,
            Watcher watcher,
            Job<T> job,
            Consumer<T> onDone,
            Consumer<Exception> onFailed,
            Runnable over) {
        Runnable ending;
        try {
            watcher.stopIfCancelled();
            T result = job.run(watcher);
            ending = () -> onDone.accept(result);
        } catch (Cancelled cancelled) {
            ending = () -> onFailed.accept(cancelled);
        } catch (Fault told) {
            // The world failed; the analyst is told in three sentences and needs no trace of the program.
            noteMemory(told);
            ending = () -> onFailed.accept(told);
        } catch (Exception | Error failure) {
            // An assertion or lack of memory ends the job, not the program: the window must learn of it.
            var told = told(title, failure);
            ending = () -> onFailed.accept(told);
        }
        var last = ending;
        Platform.runLater(() -> {
            over.run();
            last.run();
        });
    }

    private Exception told(String title, Throwable failure) {
        if (noteMemory(failure)) { // and nothing is logged, which would ask for more
            return new Fault(
                    FaultCode.REGISTER_DAMAGED,
                    Sentence.of("register.there-was-not-enough-memory-2"),
                    Sentence.of("register.everything-was-reported-as-saved"),
                    Sentence.of("register.close-register-open-again-or"));
        }
        if (failure instanceof Exception exception) {
            LOG.warn("A job failed: {}", FailureText.trace(exception));
            return exception;
        }
        LOG.error("A job broke: {}", FailureText.trace(failure));
        return new IllegalStateException(title, failure);
    }

    private boolean noteMemory(Throwable failure) {
        boolean ranOut = LackOfMemory.isBehind(failure);
        if (ranOut) {
            whenMemoryRanOut.run();
        }
        return ranOut;
    }

    /// Keeps only the newest step for the drawing thread, so that a fast job cannot flood it.
    private final class Watcher implements Progress {

        private final AtomicBoolean flag;
        private final JobState state;
        private final AtomicReference<JobState.Step> waiting = new AtomicReference<>();
        private volatile String stage = "";
        private volatile long began = nanos.getAsLong();

        Watcher(AtomicBoolean flag, JobState state) {
            this.flag = flag;
            this.state = state;
        }

        @Override
        public void report(long done, long total) {
            show(new JobState.Step(stage, done, total, Duration.ofNanos(nanos.getAsLong() - began)));
        }

        @Override
        public void stage(String name) {
            stage = name;
            began = nanos.getAsLong();
            show(new JobState.Step(name, 0, -1, Duration.ZERO));
        }

        @Override
        public boolean isCancelled() {
            return flag.get();
        }

        private void show(JobState.Step step) {
            if (waiting.getAndSet(step) == null) {
                Platform.runLater(() -> {
                    var newest = waiting.getAndSet(null);
                    if (newest != null) {
                        state.show(newest);
                    }
                });
            }
        }
    }
}
