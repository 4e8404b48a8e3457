package app.assay.storage.witness;

import java.io.IOException;

/// Something in a file of rows or entries is not as it was written.
public final class BrokenLines extends IOException {

    @java.io.Serial
    private static final long serialVersionUID = 1L;

    public BrokenLines(String message) {
        super(message);
    }
}
