package app.assay.importing.guard;

import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Ends a look at a file that takes too long. Somebody waits for what the look says, and no progress is shown; the
/// import itself may take as long as it needs, because its analyst sees how far it is and can end it.
public final class Patience implements Progress {

    private final Progress progress;
    private final String file;
    private final Limits limits;
    private final LongSupplier nanoseconds;
    private final long began;
    private long last;

    public Patience(Progress progress, String file, Limits limits, LongSupplier nanoseconds) {
        this.progress = progress;
        this.file = file;
        this.limits = limits;
        this.nanoseconds = nanoseconds;
        this.began = nanoseconds.getAsLong();
        this.last = began;
    }

    @Override
    public void report(long done, long total) {}

    @Override
    public void stage(String name) {}

    @Override
    public boolean isCancelled() {
        return progress.isCancelled();
    }

    @Override
    public void stopIfCancelled() {
        progress.stopIfCancelled();
        long now = nanoseconds.getAsLong();
        long pause = now - last;
        last = now;
        check(pause, Limit.STALL_SECONDS, "import.bytes-did-not-come");
        check(now - began, Limit.LOOK_SECONDS, "import.look-took-long");
    }

    private void check(long elapsed, Limit limit, String code) {
        long seconds = limits.of(limit);
        if (elapsed > Duration.ofSeconds(seconds).toNanos()) {
            throw Faults.overLimit(file, limits, limit, Sentence.of(code, seconds));
        }
    }
}
