package app.assay.architecture.culprit.service;

import app.assay.architecture.culprit.storage.rows.RowsWell;

/// Uses a class of storage that is no door.
final class UsesRoom {

    private final RowsWell rows = new RowsWell();

    RowsWell rows() {
        return rows;
    }
}
