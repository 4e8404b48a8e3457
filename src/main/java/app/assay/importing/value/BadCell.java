package app.assay.importing.value;

import app.assay.domain.source.RejectReason;
import java.io.Serial;

/// A cell that makes its row a rejected one; never leaves the package.
public final class BadCell extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final RejectReason reason;
    private final int column;
    private final String found;

    /// @param column index of the column, −1 for the whole row
    public BadCell(RejectReason reason, int column, String found) {
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.column = column;
        this.found = found;
    }

    public RejectReason reason() {
        return reason;
    }

    public int column() {
        return column;
    }

    public String found() {
        return found;
    }
}
