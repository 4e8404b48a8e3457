package app.assay.ui.shell;

import java.time.Duration;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the list of background jobs tells of one job. For the drawing thread.
public final class JobState {

    /// How far a job is.
    ///
    /// @param stage code of the stage; empty before the first
    /// @param done units finished in this stage
    /// @param total units in all, negative while unknown
    /// @param elapsed since the stage began
    public record Step(String stage, long done, long total, Duration elapsed) {

        static final Step FIRST = new Step("", 0, -1, Duration.ZERO);

        /// Finished share from 0 to 1; empty while the total is unknown.
        public Optional<Double> share() {
            return total > 0 ? Optional.of(Math.min(1.0, (double) done / total)) : Optional.empty();
        }

        /// Units per second since the stage began; empty in its first half second, when it would only jump
        /// about.
        public Optional<Double> rate() {
            return elapsed.toMillis() < 500 || done <= 0
                    ? Optional.empty()
                    : Optional.of(done / (elapsed.toNanos() / 1e9));
        }

        /// Time left at the rate so far; empty while the rate or the total is unknown.
        public Optional<Duration> left() {
            return total < 0
                    ? Optional.empty()
                    : rate().map(rate -> Duration.ofMillis(Math.round(Math.max(0, total - done) / rate * 1000)));
        }
    }

    private final String title;
    private final Runnable cancelling;
    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.FIRST);
    private final ReadOnlyBooleanWrapper cancelled = new ReadOnlyBooleanWrapper(false);

    /// @param cancelling sets the job's flag
    public JobState(String title, Runnable cancelling) {
        this.title = title;
        this.cancelling = cancelling;
    }

    public String title() {
        return title;
    }

    public ReadOnlyObjectProperty<Step> stepProperty() {
        return step.getReadOnlyProperty();
    }

    /// Whether the analyst asked the job to end; it may still be finishing its step.
    public ReadOnlyBooleanProperty cancelledProperty() {
        return cancelled.getReadOnlyProperty();
    }

    public void show(Step next) {
        step.set(next);
    }

    public void cancel() {
        cancelled.set(true);
        cancelling.run();
    }
}
