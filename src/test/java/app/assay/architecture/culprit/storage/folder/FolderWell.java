package app.assay.architecture.culprit.storage.folder;

/// A room that uses none above it.
public final class FolderWell {}
