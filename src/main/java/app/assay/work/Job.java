package app.assay.work;

/// Work that takes longer than a blink, told of a watcher.
///
/// @param <T> what the work yields
@FunctionalInterface
public interface Job<T> {

    /// Does the work on the calling thread.
    ///
    /// @throws Exception a [Fault] for what the world did, [Cancelled] when its user ended it
    T run(Progress progress) throws Exception;
}
