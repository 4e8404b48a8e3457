package app.assay.storage.records;

/// Where a row of a load says something about a record.
///
/// @param implied whether the row only names the record while telling of something else
/// @param content number of what it says
record SourceRef(int loadNo, int file, long row, boolean implied, long content) {}
