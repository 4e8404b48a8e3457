package app.assay.app;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// All threads of the program. None is ever interrupted: an interrupt would close the database's file below it.
final class Threads implements AutoCloseable {

    private static final int READERS = 2;
    private static final int WORKERS = 2;
    private static final int SCREENS = 2;
    private static final long MOST_SECONDS_TO_FINISH = 60;

    private final ExecutorService writer = pool("register-writer", 1);
    private final ExecutorService readers = pool("register-reader", READERS);
    private final ExecutorService workers = pool("work", WORKERS);
    private final ExecutorService screens = pool("screen", SCREENS);

    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("watch-", 1).daemon().factory());

    private static ExecutorService pool(String name, int size) {
        return Executors.newFixedThreadPool(
                size, Thread.ofPlatform().name(name + "-", 1).daemon().factory());
    }

    /// The one thread that owns the write connection.
    ExecutorService writer() {
        return writer;
    }

    ExecutorService readers() {
        return readers;
    }

    /// For jobs of the window.
    ExecutorService workers() {
        return workers;
    }

    /// For short jobs of the window, such as reading a page. Not the register's readers: those jobs wait for these.
    ExecutorService screens() {
        return screens;
    }

    /// Looks at something again and again until the program ends; the look must be short.
    void watch(Runnable look, Duration pause) {
        var _ = watcher.scheduleWithFixedDelay(
                () -> lookAgain(look), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// A look that fails would be the last one.
    private static void lookAgain(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException failed) {
            System.Logger log = System.getLogger(Threads.class.getName());
            log.log(System.Logger.Level.WARNING, "a look failed", failed);
        }
    }

    /// Lets what runs come to its end; cancel jobs first.
    @Override
    public void close() {
        for (var pool : List.of(watcher, workers, screens, readers, writer)) {
            pool.shutdown();
            try {
                if (!pool.awaitTermination(MOST_SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
                    System.err.println("A job did not end in time; the register recovers it at the next start.");
                }
            } catch (InterruptedException unexpected) {
                throw new IllegalStateException("nothing of this program interrupts", unexpected);
            }
        }
    }
}
