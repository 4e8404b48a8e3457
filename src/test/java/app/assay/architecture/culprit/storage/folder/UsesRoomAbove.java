package app.assay.architecture.culprit.storage.folder;

import app.assay.architecture.culprit.storage.rows.RowsWell;

/// A room that uses one above it.
final class UsesRoomAbove {

    private final RowsWell rows = new RowsWell();

    RowsWell rows() {
        return rows;
    }
}
