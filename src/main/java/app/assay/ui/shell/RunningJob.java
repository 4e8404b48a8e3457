package app.assay.ui.shell;

/// A job on its way.
@FunctionalInterface
public interface RunningJob {

    /// A job that is over.
    RunningJob NONE = () -> {};

    /// Asks the job to end at its next step. Harmless when it is over.
    void cancel();
}
