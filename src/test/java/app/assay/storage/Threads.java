package app.assay.storage;

import app.assay.storage.engine.RegisterContext;
import app.assay.storage.folder.StoredBlob;
import app.assay.storage.loads.LoadRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The program around a register, in tests: threads, a fixed clock, and requests.
public final class Threads implements AutoCloseable {

    public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final ExecutorService writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            queue,
            Thread.ofPlatform().name("db-writer").daemon().factory());
    private final ExecutorService readers = Executors.newFixedThreadPool(
            2, Thread.ofPlatform().name("db-reader-", 1).daemon().factory());

    /// Keeps the writer busy until the latch is counted down.
    public CountDownLatch holdWriter() {
        var latch = new CountDownLatch(1);
        writer.execute(() -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        return latch;
    }

    /// Waits until so many jobs wait for the writer.
    public void awaitQueued(int jobs) {
        while (queue.size() < jobs) {
            Thread.onSpinWait();
        }
    }

    public RegisterContext context() {
        return new RegisterContext(NOON, "anna", "1.0-test", writer, readers);
    }

    public RegisterContext context(Clock clock) {
        return new RegisterContext(clock, "anna", "1.0-test", writer, readers);
    }

    /// On a machine of another name.
    public RegisterContext contextOn(String host) {
        return new RegisterContext(NOON, "anna", "1.0-test", writer, readers, host);
    }

    public static LoadRequest request(String source, String meaning, StoredBlob blob) {
        return request(source, meaning, blob, Optional.empty(), false);
    }

    public static LoadRequest request(
            String source, String meaning, StoredBlob blob, Optional<LocalDate> dataDate, boolean dryRun) {
        return new LoadRequest(
                source,
                source + ".csv",
                Optional.empty(),
                blob,
                "csv",
                meaning,
                "",
                "encoding=UTF-8",
                dataDate,
                "Ben",
                dryRun);
    }

    @Override
    public void close() {
        writer.close();
        readers.close();
    }
}
