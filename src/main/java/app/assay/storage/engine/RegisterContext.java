package app.assay.storage.engine;

import app.assay.storage.folder.MachineName;
import java.time.Clock;
import java.util.concurrent.ExecutorService;

/// What a register needs from the program around it. Threads are made there, never here.
///
/// @param actor who works, as the trail names them
/// @param applicationVersion version of the program, as the trail names it
/// @param writer exactly one thread; owns the write connection and is never interrupted
/// @param readers one or more threads for reading from disk; never interrupted
/// @param host name of this machine, as the lock file names it; empty when it is not known
public record RegisterContext(
        Clock clock,
        String actor,
        String applicationVersion,
        ExecutorService writer,
        ExecutorService readers,
        String host) {

    /// On this machine by its own name.
    public RegisterContext(
            Clock clock, String actor, String applicationVersion, ExecutorService writer, ExecutorService readers) {
        this(clock, actor, applicationVersion, writer, readers, MachineName.own());
    }
}
