package app.assay.storage;

import java.time.Clock;
import java.util.concurrent.ExecutorService;

/// What a register needs from the program around it. Threads are made there, never here.
///
/// @param actor who works, as the trail names them
/// @param applicationVersion version of the program, as the trail names it
/// @param writer exactly one thread; owns the write connection and is never interrupted
/// @param readers one or more threads for reading from disk; never interrupted
public record RegisterContext(
        Clock clock, String actor, String applicationVersion, ExecutorService writer, ExecutorService readers) {}
