package app.assay.work;

/// A running job's line to whoever watches it. Every method may be called from any thread.
public interface Progress {

    /// A watcher that ignores what it is told and never cancels.
    Progress NONE = new Progress() {
        @Override
        public void report(long done, long total) {}

        @Override
        public void stage(String name) {}

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    /// Tells how far the current stage has come.
    ///
    /// @param done units (rows, bytes) finished so far
    /// @param total units in all, or a negative number while that is unknown
    void report(long done, long total);

    /// Tells which stage begins, as a code that the screen translates, such as `import.read`.
    void stage(String name);

    /// Whether the user asked for the job to end.
    boolean isCancelled();

    /// Ends the job if its user asked for that. Called between units of work, never inside a transaction's commit.
    ///
    /// @throws Cancelled if the job was cancelled
    default void stopIfCancelled() {
        if (isCancelled()) {
            throw new Cancelled();
        }
    }
}
