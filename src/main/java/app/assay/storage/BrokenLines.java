package app.assay.storage;

import java.io.IOException;

/// Something in a file of rows or entries is not as it was written.
final class BrokenLines extends IOException {

    @java.io.Serial
    private static final long serialVersionUID = 1L;

    BrokenLines(String message) {
        super(message);
    }
}
