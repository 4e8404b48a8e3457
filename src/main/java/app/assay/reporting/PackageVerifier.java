package app.assay.reporting;

import app.assay.work.Progress;
import java.nio.file.Path;

/// Checks an evidence package. The signature stands; the body follows within the hour.
@SuppressWarnings("DoNotCallSuggester")
public final class PackageVerifier {

    private PackageVerifier() {}

    public static VerificationReport verify(Path zipOrFolder, Progress progress) {
        throw new UnsupportedOperationException("not written yet");
    }
}
