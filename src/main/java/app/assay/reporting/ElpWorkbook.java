package app.assay.reporting;

/// The ELP workbook. The signature stands; the body follows within the hour.
@SuppressWarnings("DoNotCallSuggester")
public final class ElpWorkbook {

    private ElpWorkbook() {}

    public static void write(EvidenceContent content, java.io.OutputStream out, app.assay.work.Progress progress)
            throws java.io.IOException {
        throw new UnsupportedOperationException("not written yet");
    }
}
