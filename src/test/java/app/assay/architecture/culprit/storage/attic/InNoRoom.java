package app.assay.architecture.culprit.storage.attic;

/// In a package that is no room.
final class InNoRoom {}
