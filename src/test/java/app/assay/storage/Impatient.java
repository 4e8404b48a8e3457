package app.assay.storage;

import app.assay.work.Progress;

/// Whoever asks for a job and at once for its end.
public final class Impatient implements Progress {

    @Override
    public void report(long done, long total) {}

    @Override
    public void stage(String name) {}

    @Override
    public boolean isCancelled() {
        return true;
    }
}
