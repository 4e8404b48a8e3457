package app.assay.architecture.culprit.app;

import java.io.IOException;

/// Starts what a text names.
public final class StartsProgram {

    public Process start(String... command) throws IOException {
        return new ProcessBuilder(command).start();
    }
}
