package app.assay.architecture.culprit.service;

/// A service that makes its own thread.
public final class StartsThread {

    public void run(Runnable work) {
        new Thread(work).start();
    }
}
