package app.assay.cli;

import app.assay.work.Progress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/// Shows progress as one line that rewrites itself, for a person; says nothing to a script.
final class CliProgress implements Progress {

    private static final long NANOSECONDS_BETWEEN_LINES = 200_000_000L;

    private final PrintStream err;
    private final BooleanSupplier cancelled;
    private final boolean interactive;
    private String stage = "";
    private long stageBegan = System.nanoTime();
    private long lastLine;
    private boolean written;

    CliProgress(CliContext context) {
        this.err = context.err();
        this.cancelled = context.cancelled();
        this.interactive = context.interactive();
    }

    @Override
    public synchronized void report(long done, long total) {
        long now = System.nanoTime();
        if (!interactive || now - lastLine < NANOSECONDS_BETWEEN_LINES) {
            return;
        }
        lastLine = now;
        double seconds = Math.max(0.001, (now - stageBegan) / 1e9);
        var line = String.format(Locale.ROOT, "%s: %,d", stage, done);
        if (total > 0) {
            line += String.format(
                    Locale.ROOT,
                    " of %,d (%s %%), %.0f s left",
                    total,
                    100 * done / total,
                    Math.max(0, seconds * (total - done) / Math.max(1, done)));
        }
        line += String.format(Locale.ROOT, ", %,.0f a second", done / seconds);
        err.print("\r" + line + "\u001b[K");
        err.flush();
        written = true;
    }

    @Override
    public synchronized void stage(String name) {
        stage = name;
        stageBegan = System.nanoTime();
        lastLine = 0;
    }

    @Override
    public boolean isCancelled() {
        return cancelled.getAsBoolean();
    }

    /// Clears the line before something else is written.
    synchronized void done() {
        if (written) {
            err.print("\r\u001b[K");
            err.flush();
            written = false;
        }
    }
}
