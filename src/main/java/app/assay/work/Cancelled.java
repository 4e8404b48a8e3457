package app.assay.work;

import java.io.Serial;

/// Thrown inside a job to leave it because its user cancelled it; never shown as an error.
public final class Cancelled extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public Cancelled() {
        super("cancelled", null, false, false);
    }
}
