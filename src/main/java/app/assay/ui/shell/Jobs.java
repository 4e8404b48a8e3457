package app.assay.ui.shell;

import app.assay.work.Job;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Runs work away from the thread that draws. Callbacks come back on the drawing thread. Methods are called from the
/// drawing thread, [#later(Runnable)] from any.
public interface Jobs {

    /// Starts a job that the analyst sees in the list of background jobs and may cancel.
    ///
    /// @param title what the job does, in the screen's language
    /// @param onFailed told of a failure, also of [app.assay.work.Cancelled], which is never shown as an error
    <T> RunningJob start(String title, Job<T> job, Consumer<T> onDone, Consumer<Exception> onFailed);

    /// Starts a short job that is not worth a line in the list, such as reading a page.
    <T> RunningJob quiet(Job<T> job, Consumer<T> onDone, Consumer<Exception> onFailed);

    /// Does something on the drawing thread soon; how a thread of the register tells the window of a new revision.
    void later(Runnable action);

    /// The jobs that [#start] began and that are not over, oldest first.
    default ObservableList<JobState> running() {
        return FXCollections.emptyObservableList();
    }
}
