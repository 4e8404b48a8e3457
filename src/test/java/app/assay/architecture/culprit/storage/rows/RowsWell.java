package app.assay.architecture.culprit.storage.rows;

import app.assay.architecture.culprit.storage.folder.FolderWell;

/// A room that uses one below it.
public final class RowsWell {

    private final FolderWell folder = new FolderWell();

    public FolderWell folder() {
        return folder;
    }
}
