package app.assay.architecture.culprit.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A service whose temporary file nobody could tell from another program's.
public final class LitersTemporaryFolder {

    public Path file() throws IOException {
        return Files.createTempFile("some", ".tmp");
    }
}
